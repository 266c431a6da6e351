//! An article → its words as they were read, with clauses, numbers and dates.

use super::dossier::Extractor;
use super::names::Names;
use super::parsed::{Parsed, parse};
use crate::model::{Article, Passage, ReadClause, ReadDate, ReadQuantity, ReadSentence, ReadWord};

/// Reads an article's words.
pub fn passage(article: &Article, with: &Extractor<'_>) -> Passage {
    let rules = with.rules.language(article.lang);
    let mut names = Names::new(with.aliases);
    let parsed = parse(article, rules, &with.rules.units, &mut names);
    Passage { lang: article.lang, sentences: parsed.into_iter().map(sentence).collect() }
}

fn sentence(parsed: Parsed<'_>) -> ReadSentence {
    let words = parsed.words.into_iter().zip(parsed.terms);
    let clauses = parsed.clauses.into_iter().map(|c| ReadClause {
        words: c.words,
        verb: c.verb,
        subject: c.subject,
        negated: c.negated,
        hedged: c.hedged,
        unclaimed: c.unclaimed,
        planned: c.planned,
    });
    let numbers = parsed.numbers.into_iter();
    ReadSentence {
        words: words
            .map(|(w, term)| ReadWord { lower: w.lower, kind: w.kind, root: w.root, term, name: w.name })
            .collect(),
        clauses: clauses.collect(),
        quantities: numbers
            .map(|r| ReadQuantity { first: r.first, last: r.last, after: r.after, quantity: r.quantity })
            .collect(),
        dates: parsed.dates.iter().map(|d| ReadDate { first: d.first, last: d.last, days: d.days }).collect(),
        heading: parsed.sentence.heading,
    }
}
