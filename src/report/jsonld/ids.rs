//! Names of nodes: the same in every run over the same articles, and the same for the same article
//! in another report, so that graphs can be put together.

use crate::model::ArticleInfo;
use crate::report::safe::turns_direction;
use crate::text::fingerprint;
use std::collections::BTreeMap;

/// What made the report.
pub(super) const TOOL: &str = "urn:recoupe:tool";

/// `urn:recoupe:SORT:HASH`.
pub(super) fn hashed<'a>(sort: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    format!("urn:recoupe:{sort}:{}", fingerprint(parts))
}

/// `urn:recoupe:SORT:NAME`, with what a URN may not hold as its bytes.
pub(super) fn named(sort: &str, name: &str) -> String {
    format!("urn:recoupe:{sort}:{}", escaped(name, |c| c.is_ascii_alphanumeric() || "-._".contains(c)))
}

/// The name that an origin has within one document and nowhere else: `o1` of another report is
/// another text. `None` where none is known.
pub(super) fn origin(name: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric();
    let label: String =
        name.chars().map(|c| if plain(c) { c.to_string() } else { format!("_{:x}", c as u32) }).collect();
    (!name.is_empty()).then(|| format!("_:{label}"))
}

/// An address of the web, with what may stand in none as its bytes; `None` for any other.
pub(super) fn web(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let known = ["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    let allowed = |c: char| {
        !(c.is_control() || c.is_whitespace() || turns_direction(c) || "<>\"{}|\\^`[]\u{fffe}\u{ffff}".contains(c))
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // In the name of a host nothing is written as bytes.
    (known && !host.is_empty() && host.chars().all(allowed)).then(|| escaped(address, allowed))
}

fn escaped(text: &str, allowed: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if allowed(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

/// Names of articles, by their ids in the report.
pub(super) struct Articles<'a>(BTreeMap<&'a str, String>);

impl<'a> Articles<'a> {
    /// By outlet and address, else headline, else path, as fingerprints of findings know them: edits
    /// of the text change nothing. Versions of one article are told apart by their paths.
    pub fn new(articles: &'a [ArticleInfo]) -> Self {
        let own = |a: &'a ArticleInfo| a.url.as_deref().or(a.title.as_deref()).unwrap_or(&a.path);
        let keys: Vec<[&str; 2]> = articles.iter().map(|a| [a.source.as_str(), own(a)]).collect();
        let mut counts: BTreeMap<&[&str; 2], usize> = BTreeMap::new();
        keys.iter().for_each(|key| *counts.entry(key).or_default() += 1);
        let mut out = BTreeMap::new();
        for (article, key) in articles.iter().zip(&keys) {
            let alone = counts[key] == 1;
            let parts = if alone { key.to_vec() } else { vec![key[0], key[1], &article.path, &article.id] };
            out.insert(article.id.as_str(), hashed("article", parts));
        }
        Self(out)
    }

    /// The name of the article with this id; of one that the report has not, too.
    pub fn name(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| named("article", id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(web("https://écho.example/a?b=1#c").unwrap(), "https://écho.example/a?b=1#c");
        assert_eq!(web("HTTP://echo.example/\"><img>").unwrap(), "HTTP://echo.example/%22%3E%3Cimg%3E");
        assert_eq!(web("https://echo.example/\u{202e}a b").unwrap(), "https://echo.example/%E2%80%AEa%20b");
        for other in
            ["javascript:alert(1)", "javascript://x/%0Aalert(1)", "data:text/html,x", "//x", "https://", "https://a b/"]
        {
            assert_eq!(web(other), None, "{other}");
        }
    }

    #[test]
    fn names_hold_what_a_urn_may_hold() {
        assert_eq!(named("rule", "own rule/é"), "urn:recoupe:rule:own%20rule%2F%C3%A9");
        assert_eq!(origin("o1").unwrap(), "_:o1");
        assert_eq!(origin("o 1").unwrap(), "_:o_201");
        assert_eq!(origin(""), None);
    }

    #[test]
    fn an_article_keeps_its_name_and_shares_it_with_none() {
        let report = sample();
        let names = |articles: &[ArticleInfo]| {
            let named = Articles::new(articles);
            articles.iter().map(|a| named.name(&a.id)).collect::<Vec<_>>()
        };
        let all = names(&report.articles);
        assert_eq!(names(&report.articles[1..]), all[1..], "whatever else the report holds");
        let mut versions = report.articles[..2].to_vec();
        versions[0] = ArticleInfo { id: "a9".into(), path: "corpus/echo-2.md".into(), ..versions[1].clone() };
        let versions = names(&versions);
        assert_ne!(versions[0], versions[1]);
    }
}
