//! One sentence in two articles, with one thing changed: a figure, a date, a name, or a *not*.

use super::{Text, Texts};
use crate::model::{Body, Claim, Evidence, Figure, Slip};
use crate::rules::{Class, LanguageRules};
use crate::text::{Clean, Span, Token, TokenKind, fold, tokenize};

/// A sentence in words.
struct Sentence<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    folded: Vec<String>,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str, rules: &LanguageRules) -> Self {
        let mut tokens = Vec::new();
        tokenize(text, 0, &rules.language.clitics, &mut tokens);
        let folded = tokens.iter().map(|t| fold(t.span.of(text)).to_string()).collect();
        Self { text, tokens, folded }
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.text)
    }
}

/// What differs between two sentences: the words from `from` on, up to `ends`.
struct Change {
    from: usize,
    ends: [usize; 2],
}

/// The changed sentences of two articles.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let (left, right) = (&texts.left, &texts.right);
    // What was published later may have been brought up to date.
    if left.dossier.lang != right.dossier.lang
        || left.dossier.meta.published.zip(right.dossier.meta.published).is_some_and(|(x, y)| x != y)
    {
        return Vec::new();
    }
    let rules = texts.rules.language(left.dossier.lang);
    let has = |text: &Text<'_>, sentence: &str| text.dossier.sentences.iter().any(|s| s.text == sentence);
    let mut out = Vec::new();
    for (i, j) in left.outline.alike(right.outline) {
        let (x, y) = (&left.dossier.sentences[i].text, &right.dossier.sentences[j].text);
        if x == y || has(left, y) || has(right, x) {
            continue;
        }
        let (a, b) = (Sentence::new(x, rules), Sentence::new(y, rules));
        if let Some(change) = change(texts, &a, &b) {
            out.extend(figure(texts, (i, j), (&a, &b), &change));
            if texts.copies {
                out.extend(name(texts, (i, j), (&a, &b), &change, rules));
            }
            out.extend(negation(texts, (i, j), (&a, &b), &change, rules));
        }
    }
    out
}

/// The one stretch that differs, where the rest is long enough.
fn change(texts: &Texts<'_>, a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Change> {
    let limits = &texts.rules.thresholds.drift;
    let (n, m) = (a.folded.len(), b.folded.len());
    let from = a.folded.iter().zip(&b.folded).take_while(|(x, y)| x == y).count();
    let back = a.folded[from..].iter().rev().zip(b.folded[from..].iter().rev()).take_while(|(x, y)| x == y).count();
    let long = n.min(m) >= if texts.copies { limits.words_in_copies } else { limits.words };
    let same = (from + back) as f64 >= limits.shared * n.max(m) as f64;
    (long && same && from + back < n.max(m)).then_some(Change { from, ends: [n - back, m - back] })
}

/// One number for another.
fn figure(texts: &Texts<'_>, at: (usize, usize), of: (&Sentence<'_>, &Sentence<'_>), change: &Change) -> Option<Slip> {
    let ranges = [change.from..change.ends[0], change.from..change.ends[1]];
    if ranges.iter().any(|r| r.is_empty()) {
        return None;
    }
    let a = figure_at(&texts.left, at.0, of.0, ranges[0].clone());
    let b = figure_at(&texts.right, at.1, of.1, ranges[1].clone());
    if let (Some((a, x)), Some((b, y))) = (a, b) {
        let meet = x.quantity.base().meets(&y.quantity.base()) && x.against == y.against;
        // *58 % des femmes* and *41 % des hommes* are two shares; acres and hectares are converted.
        let one = x.head == y.head
            && x.complement == y.complement
            && x.restrictors == y.restrictors
            && x.quantity.kind == y.quantity.kind
            && x.quantity.unit.name == y.quantity.unit.name;
        if !one || meet {
            return None;
        }
        let left = texts.left.spot(at.0, a.place.span, Some(a));
        let right = texts.right.spot(at.1, b.place.span, Some(b));
        return Some(Slip { left, right, measure: x.label.clone().into(), because: because(texts, "copied-figure") });
    }
    // In a copy a year, a flight number or an article of law has no reason to differ either.
    let digits = |s: &Sentence<'_>, r: &std::ops::Range<usize>| {
        r.clone().all(|w| s.tokens[w].kind == TokenKind::Number || matches!(s.word(w), "." | ","))
    };
    let number = |s: &Sentence<'_>, r: &std::ops::Range<usize>| -> String {
        s.folded[r.clone()].concat().chars().filter(char::is_ascii_digit).collect()
    };
    let changed = number(of.0, &ranges[0]) != number(of.1, &ranges[1]);
    if !texts.copies || !digits(of.0, &ranges[0]) || !digits(of.1, &ranges[1]) || !changed {
        return None;
    }
    Some(plain(texts, at, of, change, "copied-number"))
}

/// The figure that the changed words stand in; none where they hold more than it.
fn figure_at<'a>(
    text: &Text<'a>,
    sentence: usize,
    of: &Sentence<'_>,
    words: std::ops::Range<usize>,
) -> Option<(&'a Claim, &'a Figure)> {
    let start = text.dossier.sentences[sentence].start;
    let changed = of.tokens[words.start].span.join(of.tokens[words.end - 1].span);
    let claims = text.dossier.claims.iter().filter(|c| c.place.sentence == sentence);
    claims
        .filter_map(|claim| match &claim.body {
            Body::Figure(figure) => Some((claim, figure)),
            _ => None,
        })
        .find(|(claim, _)| {
            let span = claim.place.span;
            span.start <= start + changed.start && start + changed.end <= span.end
        })
}

/// One name for another, unknown to the other article.
fn name(
    texts: &Texts<'_>,
    at: (usize, usize),
    of: (&Sentence<'_>, &Sentence<'_>),
    change: &Change,
    rules: &LanguageRules,
) -> Option<Slip> {
    let is_name = |s: &Sentence<'_>, end: usize| {
        let words = change.from..end;
        !words.is_empty()
            && words.len() <= 3
            && change.from > 0
            && words.into_iter().all(|w| {
                let (word, lower) = (s.word(w), s.word(w).to_lowercase());
                word.starts_with(char::is_uppercase)
                    && rules.language.classes(&lower).is_open()
                    && rules.dates.name(&lower).is_none()
            })
    };
    if !is_name(of.0, change.ends[0]) || !is_name(of.1, change.ends[1]) {
        return None;
    }
    let words = |s: &Sentence<'_>, end: usize| s.folded[change.from..end].join(" ");
    let (x, y) = (words(of.0, change.ends[0]), words(of.1, change.ends[1]));
    // Spellings of one name are another matter.
    if strsim::levenshtein(&x, &y) <= 2 || x.ends_with(&y) || y.ends_with(&x) {
        return None;
    }
    let known = |text: &Text<'_>, name: &str| text.dossier.sentences.iter().any(|s| fold(&s.text).contains(name));
    if known(&texts.left, &y) || known(&texts.right, &x) {
        return None;
    }
    Some(plain(texts, at, of, change, "copied-name"))
}

/// A *not* on one side only.
fn negation(
    texts: &Texts<'_>,
    at: (usize, usize),
    of: (&Sentence<'_>, &Sentence<'_>),
    change: &Change,
    rules: &LanguageRules,
) -> Option<Slip> {
    let split = |s: &Sentence<'_>, end: usize| {
        let (mut rest, mut negations, mut sure) = (Vec::new(), 0, false);
        for w in change.from..end {
            let lower = s.word(w).to_lowercase().replace('’', "'");
            // *n'* stands without its apostrophe among the words.
            let lower = lower.trim_end_matches('\'');
            let classes = rules.language.classes(lower);
            if classes.any(&[Class::Negation, Class::WordNegation, Class::NegationParticle]) {
                negations += 1;
                // *ne* alone may deny nothing.
                sure |= !classes.has(Class::NegationParticle);
            } else {
                rest.push(s.folded[w].clone());
            }
        }
        (rest, negations, sure)
    };
    let (x, y) = (split(of.0, change.ends[0]), split(of.1, change.ends[1]));
    let one_side = x.1 > 0 && x.2 && y.1 == 0 || y.1 > 0 && y.2 && x.1 == 0;
    (one_side && x.0 == y.0).then(|| plain(texts, at, of, change, "copied-negation"))
}

/// A slip on the changed words themselves; an empty side shows the words around the gap.
fn plain(
    texts: &Texts<'_>,
    at: (usize, usize),
    of: (&Sentence<'_>, &Sentence<'_>),
    change: &Change,
    what: &'static str,
) -> Slip {
    let spot = |text: &Text<'_>, sentence: usize, s: &Sentence<'_>, end: usize| {
        let (mut first, mut last) = (change.from, end);
        if first == last || change.ends[0] == change.from || change.ends[1] == change.from {
            first = first.saturating_sub(2);
            last = (last + 2).min(s.tokens.len());
        }
        let start = text.dossier.sentences[sentence].start;
        let span: Span<Clean> = s.tokens[first].span.join(s.tokens[last - 1].span);
        text.spot(sentence, Span::new(start + span.start, start + span.end), None)
    };
    let left = spot(&texts.left, at.0, of.0, change.ends[0]);
    let right = spot(&texts.right, at.1, of.1, change.ends[1]);
    let measure = left.quote().into();
    Slip { left, right, measure, because: because(texts, what) }
}

fn because(texts: &Texts<'_>, what: &'static str) -> Vec<Evidence> {
    let mut out = vec![Evidence::new("same-sentence", what)];
    if texts.copies {
        out.push(Evidence::new("copies", "copies"));
    }
    out
}
