//! Runs the examples of a rule set, each of them five ways: the proof of every rule.
//!
//! In: an engine and its rules. Out: one [`Outcome`] for each example and way. It judges nothing
//! but what the example claims: which rule fires, on which words, and that no other does.

mod mutate;

pub use mutate::{Mutant, Mutation, mutate};

use crate::engine::Engine;
use crate::model::{Finding, Kind, Lang, Meta, RawArticle, Severity};
use crate::rules::{ConflictRule, Example, ExampleSide, ExampleVerdict, RuleSet};

/// A way to run an example. All five give one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// As the file has it.
    Written,
    /// The right side first.
    Swapped,
    /// Two unrelated sentences before each side.
    Shifted,
    /// Lines broken within sentences, with the line ends of Windows, between empty lines.
    Wrapped,
    /// Each side against itself: never a finding.
    Itself,
}

impl Way {
    /// Every way, in the order in which they run.
    pub const ALL: [Way; 5] = [Way::Written, Way::Swapped, Way::Shifted, Way::Wrapped, Way::Itself];

    /// Its name in the name of a test.
    pub fn word(self) -> &'static str {
        match self {
            Way::Written => "written",
            Way::Swapped => "swapped",
            Way::Shifted => "shifted",
            Way::Wrapped => "wrapped",
            Way::Itself => "itself",
        }
    }
}

/// How an example went, one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Id of the rule.
    pub rule: String,
    /// Number of the example in its file, from 1.
    pub example: usize,
    /// The way it was run.
    pub way: Way,
    /// Why the example is known to go wrong, where it is marked so.
    pub known_miss: Option<String>,
    /// What went wrong, in sentences; `None` where all is as the example says.
    pub failure: Option<String>,
}

impl Outcome {
    /// `count-mismatch::2::swapped`.
    pub fn name(&self) -> String {
        format!("{}::{}::{}", self.rule, self.example, self.way.word())
    }
}

/// Runs every example of `rules` every way, in the order of the rules. `engine` must have been made
/// of the same rules.
pub fn run(engine: &Engine, rules: &RuleSet) -> Vec<Outcome> {
    let mut out = Vec::new();
    for rule in &rules.conflicts {
        for (index, example) in rule.examples.iter().enumerate() {
            out.extend(Way::ALL.map(|way| Outcome {
                rule: rule.id.clone(),
                example: index + 1,
                way,
                known_miss: example.known_miss.clone(),
                failure: run_one(engine, rule, example, way),
            }));
        }
    }
    out
}

/// Runs one example one way: what went wrong, in sentences.
pub fn run_one(engine: &Engine, rule: &ConflictRule, example: &Example, way: Way) -> Option<String> {
    let lang = example.lang;
    if example.alone && way != Way::Itself {
        return alone(engine, rule, example, way);
    }
    match way {
        Way::Itself => [&example.left, &example.right].into_iter().find_map(|side| {
            let (first, second) = (article("a.txt", lang, side, ""), article("b.txt", lang, side, ""));
            let findings = engine.audit_with(vec![first, second], &rule.id).findings;
            findings.first().map(|f| format!("a text against itself gives a finding of {}: {}", f.rule, f.message))
        }),
        _ => {
            let (mut left, mut right) = (&example.left, &example.right);
            let mut before = ["", ""];
            if way == Way::Swapped {
                std::mem::swap(&mut left, &mut right);
            }
            if way == Way::Shifted {
                before = unrelated(lang);
            }
            let mut articles = [article("a.txt", lang, left, before[0]), article("b.txt", lang, right, before[1])];
            if example.versions {
                let earlier = usize::from(way == Way::Swapped);
                for (n, article) in articles.iter_mut().enumerate() {
                    article.meta.source.clone_from(&example.left.source);
                    article.meta.url = Some("https://example.org/article".into());
                    article.meta.updated = article.meta.published.map(|day| day.plus(i64::from(n != earlier)));
                }
            }
            if way == Way::Wrapped {
                for article in &mut articles {
                    article.text = wrapped(&article.text);
                    article.body = 0..article.text.len();
                }
            }
            let also = example.also.iter().enumerate();
            let also = also.map(|(n, side)| article(&format!("c{n}.txt"), lang, side, ""));
            let mut findings = engine.audit_with(articles.iter().cloned().chain(also).collect(), &rule.id).findings;
            // What the further articles do among themselves is not what the example is of.
            let of = |f: &Finding, id: &str| f.sides.iter().any(|s| s.article == id);
            findings.retain(|f| example.also.is_empty() || of(f, "a1") && of(f, "a2"));
            match &example.verdict {
                ExampleVerdict::Silent => silent(rule, &findings),
                ExampleVerdict::Fires { words } => {
                    let mut words = [words[0].as_str(), words[1].as_str()];
                    if way == Way::Swapped {
                        words.reverse();
                    }
                    fires(rule, &findings, &articles, [(0, words[0]), (1, words[1])])
                }
            }
        }
    }
}

/// An article that is looked at alone; swapped, it stands behind another.
fn alone(engine: &Engine, rule: &ConflictRule, example: &Example, way: Way) -> Option<String> {
    let [before, other] = unrelated(example.lang);
    let mut this = example.left.clone();
    if way == Way::Shifted {
        // A headline stays where it is.
        let head = this.text.find("\n\n").map_or(0, |at| at + 2);
        this.text.insert_str(head, before);
    }
    let mut this = article("b.txt", example.lang, &this, "");
    this.meta.title = this.text.split_once("\n\n").map(|(title, _)| title.to_owned()).filter(|t| !t.ends_with('.'));
    if way == Way::Wrapped {
        this.text = wrapped(&this.text);
        this.body = 0..this.text.len();
    }
    let mut articles = vec![this];
    if way == Way::Swapped {
        let side = ExampleSide { text: other.trim_end().to_owned(), ..example.right.clone() };
        articles.insert(0, article("a.txt", example.lang, &side, ""));
    }
    let at = articles.len() - 1;
    let findings = engine.audit_within(articles.clone(), Vec::new()).findings;
    match &example.verdict {
        ExampleVerdict::Silent => silent(rule, &findings),
        ExampleVerdict::Fires { words } => {
            fires(rule, &findings, &articles, [(at, words[0].as_str()), (at, words[1].as_str())])
        }
    }
}

/// A silent example allows the notes of other rules that say why figures differ.
fn silent(rule: &ConflictRule, findings: &[Finding]) -> Option<String> {
    let allowed = |f: &Finding| {
        f.rule != rule.id && f.severity == Severity::Note && matches!(f.kind, Kind::Context | Kind::Update)
    };
    let finding = findings.iter().find(|f| !allowed(f))?;
    Some(format!("expected silence, and {} fires: {}", finding.rule, finding.message))
}

/// `words` are those of an article, by its index.
fn fires(
    rule: &ConflictRule,
    findings: &[Finding],
    articles: &[RawArticle],
    words: [(usize, &str); 2],
) -> Option<String> {
    if let Some(other) = findings.iter().find(|f| f.rule != rule.id) {
        return Some(format!("expected {} alone, and {} fires: {}", rule.id, other.rule, other.message));
    }
    if findings.is_empty() {
        return Some(format!(
            "expected {} to fire on \"{}\" and \"{}\", and nothing does",
            rule.id, words[0].1, words[1].1
        ));
    }
    let on_words = |finding: &Finding| {
        words.iter().all(|&(at, words)| {
            finding.sides.iter().any(|side| {
                side.article == format!("a{}", at + 1) && overlap(&articles[at].text, words, side.start..side.end)
            })
        })
    };
    if findings.iter().any(on_words) {
        return None;
    }
    let quotes: Vec<&str> = findings.iter().flat_map(|f| &f.sides).map(|s| s.quote.as_str()).collect();
    Some(format!("{} fires on other words than \"{}\" and \"{}\": {quotes:?}", rule.id, words[0].1, words[1].1))
}

/// True when `words` share a letter with the bytes `quote` of `text`, whatever the white space.
fn overlap(text: &str, words: &str, quote: std::ops::Range<usize>) -> bool {
    let letters = |s: &str| -> String { s.split_whitespace().collect() };
    let rank = |at: usize| text.get(..at).map(|head| letters(head).len());
    let (all, words) = (letters(text), letters(words));
    let (Some(start), Some(from), Some(to)) = (all.find(&words), rank(quote.start), rank(quote.end)) else {
        return false;
    };
    from < start + words.len() && start < to
}

fn article(path: &str, lang: Lang, side: &ExampleSide, before: &str) -> RawArticle {
    let text = format!("{before}{}\n", side.text);
    RawArticle {
        path: path.to_owned(),
        body: 0..text.len(),
        text,
        meta: Meta { source: side.source.clone(), published: Some(side.date), lang: Some(lang), ..Meta::default() },
    }
}

/// Breaks lines behind 60 letters where the next word is in lower case.
fn wrapped(text: &str) -> String {
    let mut out = String::from("\r\n");
    let mut width = 0;
    let mut rest = text.trim_end().chars().peekable();
    while let Some(c) = rest.next() {
        width += 1;
        if c == ' ' && width > 60 && rest.peek().is_some_and(|n| n.is_lowercase()) {
            out.push_str("\r\n");
            width = 0;
        } else {
            out.push(c);
        }
    }
    out.push_str("\r\n\r\n");
    out
}

/// Two sentences before each side that have nothing to do with any example or with each other.
fn unrelated(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Fr => [
            "Le jardin botanique prépare une exposition sur les orchidées. Les visites guidées partent de la grande serre.\n\n",
            "Une compagnie de théâtre joue une comédie dans la salle des fêtes. Le décor rappelle une gare de province.\n\n",
        ],
        Lang::En => [
            "The botanical garden is preparing an orchid exhibition. Guided tours set out from the great glasshouse.\n\n",
            "A theatre company is staging a comedy in the old hall. The scenery recalls a country railway halt.\n\n",
        ],
        Lang::Es => [
            "El jardín botánico prepara una exposición de orquídeas. Las visitas guiadas parten del gran invernadero.\n\n",
            "Una compañía de teatro representa una comedia en el salón. El decorado recuerda una estación de provincias.\n\n",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_line_breaks() {
        let text =
            wrapped("Selon la préfecture de la Vaudre, les crues de la nuit dernière ont fait au moins douze morts.");
        assert!(text.contains("dernière\r\nont") || text.contains("nuit\r\ndernière"), "{text:?}");
        let at = text.find("douze").unwrap();
        assert!(overlap(&text, "nuit dernière ont fait au moins douze morts", at..at + 5));
        assert!(!overlap(&text, "Selon la préfecture", at..at + 5));
        assert!(!overlap(&text, "treize morts", at..at + 5));
    }

    #[test]
    fn a_way_has_a_name_of_its_own() {
        let mut words: Vec<_> = Way::ALL.map(Way::word).to_vec();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Way::ALL.len());
    }
}
