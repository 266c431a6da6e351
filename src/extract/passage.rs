//! What was read of an article → its words, with clauses, numbers and dates.

use super::dossier::ReadArticle;
use super::parsed::Parsed;
use crate::model::{Lang, Passage, ReadClause, ReadDate, ReadQuantity, ReadSentence, ReadWord};

/// The words of an article that was read.
pub fn passage(reading: &ReadArticle<'_>, lang: Lang) -> Passage {
    Passage { lang, sentences: reading.parsed.iter().map(sentence).collect() }
}

fn sentence(parsed: &Parsed<'_>) -> ReadSentence {
    let words = parsed.words.iter().zip(&parsed.terms);
    let clauses = parsed.clauses.iter().map(|c| ReadClause {
        words: c.words.clone(),
        verb: c.verb.clone(),
        subject: c.subject.clone(),
        negated: c.negated,
        hedged: c.hedged,
        unclaimed: c.unclaimed,
        planned: c.planned,
    });
    let numbers = parsed.numbers.iter();
    ReadSentence {
        words: words
            .map(|(w, term)| ReadWord {
                lower: w.lower.clone(),
                kind: w.kind,
                root: w.root.clone(),
                term: term.clone(),
                name: w.name,
            })
            .collect(),
        clauses: clauses.collect(),
        quantities: numbers
            .map(|r| ReadQuantity { first: r.first, last: r.last, after: r.after, quantity: r.quantity.clone() })
            .collect(),
        dates: parsed.dates.iter().map(|d| ReadDate { first: d.first, last: d.last, days: d.days }).collect(),
        heading: parsed.sentence.heading,
    }
}
