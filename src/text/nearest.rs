//! Unknown names: which known one was probably meant.

/// How alike two names must be (Jaro–Winkler, 0 to 1) before one is offered for the other.
const ALIKE: f64 = 0.8;

/// The known name most like `word`; none where nothing is alike. The first of equals wins.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best = None;
    for name in known {
        let score = strsim::jaro_winkler(&word, &name.to_lowercase());
        if score >= ALIKE && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((name, score));
        }
    }
    best.map(|(name, _)| name)
}

/// The sentence for a name that is not among `known`: `unknown rule "x", did you mean "y"?`
pub fn unknown<'a>(what: &str, word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, known) {
        Some(name) => format!("unknown {what} \"{word}\", did you mean \"{name}\"?"),
        None => format!("unknown {what} \"{word}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        let known = ["count-mismatch", "date-mismatch", "negation"];
        assert_eq!(nearest("count-mismach", known), Some("count-mismatch"));
        assert_eq!(nearest("Negatoin", known), Some("negation"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(unknown("rule", "weather", known), "unknown rule \"weather\"");
    }
}
