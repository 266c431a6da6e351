//! Blocking: small corpora say the same whether claims meet by their keys or each meets each.

use crate::{ENGINE, article, engine};
use arbitrary::{Result, Unstructured};
use recoupe::engine::{Engine, Options};
use recoupe::model::{Lang, RawArticle};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every claim meets every other.
static EVERY: LazyLock<Engine> =
    LazyLock::new(|| engine(Options { jobs: Some(1), every_pair: true, ..Options::default() }));

/// The two sides of the examples of all rules.
static SENTENCES: LazyLock<BTreeMap<Lang, Vec<[String; 2]>>> = LazyLock::new(|| {
    let mut out: BTreeMap<Lang, Vec<[String; 2]>> = BTreeMap::new();
    for example in ENGINE.rules().conflicts.iter().flat_map(|rule| &rule.examples) {
        out.entry(example.lang).or_default().push([example.left.text.clone(), example.right.text.clone()]);
    }
    out
});

/// Two or three articles, mixed of both sides of examples and of what stands in the bytes.
pub fn blocking(data: &[u8]) {
    let Ok(articles) = corpus(&mut Unstructured::new(data)) else { return };
    let told = |engine: &Engine| {
        let report = engine.audit(articles.clone(), Vec::new());
        (report.findings, report.figures)
    };
    let (blocked, every) = (told(&ENGINE), told(&EVERY));
    let texts = || articles.iter().map(|a| a.text.as_str()).collect::<Vec<_>>();
    assert_eq!(blocked.0, every.0, "findings of {:#?}", texts());
    assert_eq!(blocked.1, every.1, "figures of {:#?}", texts());
}

fn corpus(data: &mut Unstructured<'_>) -> Result<Vec<RawArticle>> {
    let lang = *data.choose(&Lang::ALL)?;
    let mut texts = vec![String::new(); data.int_in_range(2..=3)?];
    for _ in 0..data.int_in_range(1..=6)? {
        let example = data.choose(&SENTENCES[&lang])?;
        for text in &mut texts {
            match data.int_in_range(0..=5)? {
                0 => continue,
                1 => text.push_str(data.arbitrary::<&str>()?),
                2 => text.push_str(&other_digit(&example[0], data)?),
                side => text.push_str(&example[side % 2]),
            }
            text.push_str(if data.ratio(1u8, 4u8)? { "\n\n" } else { " " });
        }
    }
    Ok(texts.iter().enumerate().map(|(n, text)| article(&format!("{n}.md"), lang, text)).collect())
}

/// The sentence with its first digits turned.
fn other_digit(text: &str, data: &mut Unstructured<'_>) -> Result<String> {
    let by = data.int_in_range(0..=9u32)?;
    let turned = |c: char| c.to_digit(10).and_then(|d| char::from_digit((d + by) % 10, 10)).unwrap_or(c);
    Ok(text.chars().map(turned).collect())
}
