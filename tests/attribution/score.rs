//! How much of the labels is read, and how much that is read is right.
//!
//! A label and an answer meet where their cues overlap or, failing that, where most of their
//! contents do. Source and content are scored by the words that the two share (F1), averaged over
//! labels (recall) and over answers (precision).

use crate::beside;
use crate::labels::{Passage, Says};
use recoupe::extract::{ListedAttribution, Range};
use recoupe::model::{Cue, Stance};
use std::collections::BTreeSet;
use std::fmt;

/// Words that a name or a content may begin with or not.
const JOINING: [&str; 24] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "que", "qu", "si", "selon", "the", "an",
    "that", "el", "los", "las", "del", "según",
];

/// Sums over passages.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub passages: usize,
    pub labels: usize,
    answers: usize,
    source: f64,
    content: f64,
    cue: usize,
    stance: usize,
}

/// A label that is not fully met, or an answer that meets none.
pub struct Miss {
    /// 0 for nothing right, towards 1 for nearly right.
    pub worth: f64,
    text: String,
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Score {
    /// Adds the sums of another.
    pub fn add(&mut self, other: &Self) {
        self.passages += other.passages;
        self.labels += other.labels;
        self.answers += other.answers;
        self.source += other.source;
        self.content += other.content;
        self.cue += other.cue;
        self.stance += other.stance;
    }

    fn f1(&self, sum: f64) -> f64 {
        2.0 * sum / (self.labels + self.answers).max(1) as f64
    }

    /// Overlap of sources, F1.
    pub fn source(&self) -> f64 {
        self.f1(self.source)
    }

    /// Overlap of contents, F1.
    pub fn content(&self) -> f64 {
        self.f1(self.content)
    }

    /// Labels whose cue word is read as what it is.
    pub fn cue(&self) -> f64 {
        self.cue as f64 / self.labels.max(1) as f64
    }

    /// Labels whose stance is read right.
    pub fn stance(&self) -> f64 {
        self.stance as f64 / self.labels.max(1) as f64
    }
}

/// All that one cue brings: a speech cut in pieces is listed in pieces.
struct Answer<'a> {
    at: Range,
    cue: Cue,
    stance: Stance,
    source: &'a str,
    content: BTreeSet<usize>,
}

/// Scores one passage.
pub fn score(passage: &Passage, listed: &[ListedAttribution]) -> (Score, Vec<Miss>) {
    let mut answers: Vec<Answer<'_>> = Vec::new();
    for one in listed {
        let words = one.content.map(|r| words_in(&passage.text, r.start, r.end)).unwrap_or_default();
        match answers.iter_mut().find(|a| a.at == one.cue_at) {
            Some(answer) => answer.content.extend(words),
            None => answers.push(Answer {
                at: one.cue_at,
                cue: one.cue,
                stance: one.stance,
                source: one.source.as_deref().unwrap_or(""),
                content: words,
            }),
        }
    }
    let mut out = Score { passages: 1, labels: passage.says.len(), answers: answers.len(), ..Score::default() };
    let mut misses = Vec::new();
    let mut left: Vec<usize> = (0..answers.len()).collect();
    for says in &passage.says {
        let wanted: BTreeSet<usize> = says
            .content
            .iter()
            .filter_map(|w| passage.only(w))
            .flat_map(|r| words_in(&passage.text, r.start, r.end))
            .collect();
        let best = left
            .iter()
            .map(|&n| (meeting(passage, says, &wanted, &answers[n]), n))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|&(meeting, _)| meeting > 0.5);
        let Some((_, n)) = best else {
            misses.push(Miss { worth: 0.0, text: beside(passage, &shown(says), "nothing") });
            continue;
        };
        left.retain(|&l| l != n);
        let answer = &answers[n];
        let named: &[String] =
            if says.resolved.is_empty() { std::slice::from_ref(&says.source) } else { &says.resolved };
        let got = bag(answer.source);
        let source = named.iter().map(|name| overlap(&bag(name), &got)).fold(0.0, f64::max);
        let content = overlap(&wanted, &answer.content);
        let (cue, stance) = (answer.cue == says.word, answer.stance == says.stance);
        out.source += source;
        out.content += content;
        out.cue += usize::from(cue);
        out.stance += usize::from(stance);
        let worth = (source + content + f64::from(u8::from(cue)) + f64::from(u8::from(stance))) / 4.0;
        if worth < 0.999 {
            misses.push(Miss { worth, text: beside(passage, &shown(says), &told(passage, answer)) });
        }
    }
    misses.extend(
        left.iter().map(|&n| Miss { worth: 0.1, text: beside(passage, "nothing", &told(passage, &answers[n])) }),
    );
    (out, misses)
}

/// More than 1 where the cues overlap, and the share of the contents that is common.
fn meeting(passage: &Passage, says: &Says, wanted: &BTreeSet<usize>, answer: &Answer<'_>) -> f64 {
    let cue = passage.only(&says.cue).is_some_and(|c| c.start < answer.at.end && answer.at.start < c.end);
    let both = if wanted.is_empty() { 0.0 } else { overlap(wanted, &answer.content) };
    f64::from(u8::from(cue)) + both
}

/// F1 of two sets; two empty ones agree.
fn overlap<T: Ord>(left: &BTreeSet<T>, right: &BTreeSet<T>) -> f64 {
    if left.is_empty() && right.is_empty() {
        return 1.0;
    }
    2.0 * left.intersection(right).count() as f64 / (left.len() + right.len()) as f64
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
        .filter(|(_, w)| !JOINING.contains(&w.to_lowercase().as_str()))
}

/// Where the words of a stretch begin.
fn words_in(text: &str, start: usize, end: usize) -> BTreeSet<usize> {
    words(text).map(|(at, _)| at).filter(|at| (start..end).contains(at)).collect()
}

fn bag(name: &str) -> BTreeSet<String> {
    words(name).map(|(_, w)| w.to_lowercase()).collect()
}

fn shown(says: &Says) -> String {
    let source = says.resolved.first().unwrap_or(&says.source);
    format!("{source:?} {:?} {:?} {:?} {:?}", says.cue, says.word, says.stance, says.content.join(" … "))
}

fn told(passage: &Passage, answer: &Answer<'_>) -> String {
    let cue = &passage.text[answer.at.start..answer.at.end];
    let content: Vec<&str> =
        words(&passage.text).filter(|(at, _)| answer.content.contains(at)).map(|(_, w)| w).collect();
    format!("{:?} {cue:?} {:?} {:?} {:?}", answer.source, answer.cue, answer.stance, content.join(" "))
}
