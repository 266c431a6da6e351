//! Datelines: `ARVEL, Sept. 9 (Agency) --` before the first sentence of a dispatch.

/// Longest dateline, in characters.
const LONGEST: usize = 90;
const DASHES: [&str; 7] = [" -- ", " – ", " — ", " - ", "— ", " —", "--"];

/// Where the sentence begins behind the dateline of `line`; 0 where there is none. By shape: a
/// place in capitals, an agency in brackets, a date, then a dash and a capital.
pub(super) fn end(line: &str) -> usize {
    let near = &line.as_bytes()[..line.len().min(LONGEST * 4)];
    // An en dash and an em dash both begin with E2.
    if memchr::memchr2(b'-', 0xE2, near).is_none() {
        return 0;
    }
    let window = line.char_indices().nth(LONGEST).map_or(line, |(at, _)| &line[..at]);
    let Some((at, dash)) = DASHES
        .iter()
        .filter_map(|d| window.find(d).map(|at| (at, *d)))
        .min_by_key(|&(at, d)| (at, std::cmp::Reverse(d.len())))
    else {
        return 0;
    };
    let rest = &line[at + dash.len()..];
    let start = at + dash.len() + (rest.len() - rest.trim_start_matches([' ', '-', '–', '—']).len());
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || "«“\"‘'¿¡".contains(c);
    if line[start..].starts_with(begins) && is_dateline(line[..at].trim()) { start } else { 0 }
}

fn is_dateline(head: &str) -> bool {
    let (place, agency) = match head.split_once('(') {
        Some((place, agency)) => match agency.trim_end_matches(['.', ',', ':']).strip_suffix(')') {
            Some(agency) => (place.trim(), agency),
            None => return false,
        },
        None => (head, ""),
    };
    if !agency.is_empty() {
        // "(Agency)", "Arvel, 9 Sept. (Agency)"
        return !agency.contains('(')
            && agency.starts_with(char::is_uppercase)
            && agency.split_whitespace().count() <= 4
            && words_of_place(place).all(|w| reads_like_place(w) || is_month(w, place));
    }
    let mut words = words_of_place(place).peekable();
    let Some(&first) = words.peek() else { return false };
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return is_date(place);
    }
    let capitals = first.chars().count() >= 4 && first.chars().all(|c| c.is_uppercase() || c == '-' || c == '\'');
    capitals && words.all(|w| reads_like_place(w) || is_month(w, place))
}

fn words_of_place(place: &str) -> impl Iterator<Item = &str> {
    place.split([' ', ',', '/']).map(|w| w.trim_end_matches(['.', ':'])).filter(|w| !w.is_empty())
}

fn reads_like_place(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.bytes().all(|b| b.is_ascii_digit())
        || matches!(word, "de" | "del" | "la" | "le" | "of")
}

/// A small word right beside a number: "9 septembre", "1er mars".
fn is_month(word: &str, place: &str) -> bool {
    let lower = word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    lower && place.contains(|c: char| c.is_ascii_digit()) && word.chars().count() <= 10
}

/// "22 mai 2012.", "1er mars 2012, Arvel": day, month, year, and a place at most.
fn is_date(head: &str) -> bool {
    let mut words = words_of_place(head).filter(|w| *w != "de");
    let number = |w: &str, len: usize| w.len() <= len && w.bytes().all(|b| b.is_ascii_digit());
    let (Some(day), Some(month), Some(year)) = (words.next(), words.next(), words.next()) else { return false };
    (number(day, 2) || day == "1er")
        && month.chars().all(char::is_alphabetic)
        && year.len() == 4
        && number(year, 4)
        && words.all(|w| w.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_cut() {
        for line in [
            "ARVEL, Sept. 9 (Nordwire) -- |The port closed.",
            "(Nordwire) - |The port closed.",
            "ARVEL (AFN) — |Le port a fermé.",
            "Arvel, 9 septembre (AFN) – |« Le port ferme », dit la mairie.",
            "ARVEL, Norland — |Norland’s port closed.",
            "22 mai 2012. - |Le port ferme.",
            "1er août 2012, Arvel. – |Le port ferme.",
            "SAN TELMO DE LA SAL, 3 de marzo (ANE) - |El puerto cierra.",
        ] {
            let (head, rest) = line.split_once('|').unwrap();
            assert_eq!(&line.replace('|', "")[end(&line.replace('|', ""))..], rest, "{head}");
        }
    }

    #[test]
    fn sentences_with_dashes_are_not() {
        for line in [
            "NORA — which has 40 ships — bought it.",
            "Norland — whose fleet is small — bought it.",
            "Le port (fermé) – Arvel en a deux – rouvre.",
            "Arvel - Le port ferme.",
            "12 marins - Arvel en compte 40 - partent.",
            "- Le port ferme.",
            "La maire (Lina Morel) – Elle est élue.",
        ] {
            assert_eq!(end(line), 0, "{line}");
        }
    }
}
