//! What a page says of its article: JSON-LD first, then Open Graph and other `<meta>`s, then
//! elements of the page.

use super::super::defaults;
use super::json_ld;
use super::text;
use crate::model::Meta;
use dom_query::Document;

/// Names under which pages give the day of publication, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "article.published",
    "og:published_time",
    "og:article:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "date",
];

const UPDATED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];

const TITLE: &[&str] = &["og:title", "headline", "twitter:title", "dc.title", "dcterms.title"];

const SOURCE: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];

const AUTHOR: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"];

const LANGUAGE: &[&str] =
    &["og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage"];

/// What the page says, and the text of the article where its JSON-LD has that. The source is empty
/// where the page names none.
pub(super) fn read(doc: &Document) -> (Meta, Option<String>) {
    let metas = metas(doc);
    let named = |keys: &[&str]| {
        let values = keys.iter().flat_map(|key| metas.iter().filter(move |(k, _)| k == key));
        values.map(|(_, v)| v.as_str()).collect::<Vec<_>>()
    };
    let first = |keys: &[&str]| named(keys).into_iter().map(one_line).find(|v| !v.is_empty() && !v.contains("://"));
    let day = |keys: &[&str]| named(keys).into_iter().find_map(defaults::day);
    let attribute = |selector: &str, name: &str| doc.select_single(selector).attr(name).map(|v| v.trim().to_owned());
    let element = |selector: &str| Some(one_line(&doc.select_single(selector).text())).filter(|t| !t.is_empty());
    let times = |selector: &str| {
        let nodes = doc.select(selector);
        nodes.nodes().iter().filter_map(|n| n.attr("datetime")).find_map(|d| defaults::day(&d))
    };

    let canonical = attribute("link[rel~=canonical]", "href")
        .or_else(|| named(&["og:url"]).first().map(|u| (*u).to_owned()))
        .filter(|u| u.contains("://"));
    let scripts: Vec<String> = doc
        .select("script[type]")
        .nodes()
        .iter()
        .filter(|n| n.attr_or("type", "").to_ascii_lowercase().starts_with("application/ld+json"))
        .map(|n| n.text().to_string())
        .collect();
    let declared = json_ld::read(scripts.iter().map(String::as_str), canonical.as_deref());
    let lang_of_root = || attribute("html", "lang").or_else(|| attribute("html", "xml:lang"));

    let meta = Meta {
        title: declared.title.or_else(|| first(TITLE)).or_else(|| element("article h1")).or_else(|| element("h1")),
        source: declared.source.or_else(|| first(SOURCE)).unwrap_or_default(),
        published: declared
            .published
            .or_else(|| day(PUBLISHED))
            .or_else(|| times("time[itemprop~=datePublished], time[pubdate]"))
            .or_else(|| times("article time[datetime], header time[datetime], main time[datetime]"))
            .or_else(|| times("time[datetime]")),
        updated: declared.updated.or_else(|| day(UPDATED)).or_else(|| times("time[itemprop~=dateModified]")),
        lang: declared
            .lang
            .or_else(|| lang_of_root()?.parse().ok())
            .or_else(|| named(LANGUAGE).into_iter().find_map(|l| l.trim().parse().ok())),
        url: canonical.or(declared.url),
        author: declared
            .author
            .or_else(|| first(AUTHOR))
            .or_else(|| element("[itemprop~=author] [itemprop~=name]"))
            .or_else(|| element("[itemprop~=author]"))
            .or_else(|| element("a[rel~=author]")),
    };
    (meta, declared.body)
}

/// Name and content of each `<meta>`, names in lower case.
fn metas(doc: &Document) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for node in doc.select("meta[content]").nodes() {
        let content = node.attr_or("content", "").trim().to_owned();
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let names = node.attr_or(key, "").to_ascii_lowercase();
            out.extend(names.split_whitespace().map(|name| (name.to_owned(), content.clone())));
        }
    }
    out.retain(|(_, content)| !content.is_empty());
    out
}

/// On one line. Pages escape entities twice now and then.
fn one_line(value: &str) -> String {
    text::line_of_fragment(&value.replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Lang};

    fn meta(html: &str) -> Meta {
        read(&Document::from(html)).0
    }

    #[test]
    fn open_graph_and_other_names_are_read() {
        let meta = meta(
            "<html lang=es-ES><head><meta property='og:title' content='Puerto cerrado &amp;amp; vacío'>
            <meta property='og:site_name' content='El Faro'><meta name=Author content='Ana Ruiz'>
            <meta property='article:author' content='https://faro.example/ana'>
            <meta property='article:published_time' content='2020-02-03T09:00:00+01:00'>
            <meta property='article:modified_time' content='2020-02-04'>
            <link rel=canonical href='https://www.elfaro.example/puerto'><title>Puerto - El Faro</title></head>",
        );
        assert_eq!(meta.title.as_deref(), Some("Puerto cerrado & vacío"));
        assert_eq!((meta.source.as_str(), meta.author.as_deref()), ("El Faro", Some("Ana Ruiz")));
        assert_eq!((meta.published, meta.updated), (Day::new(2020, 2, 3), Day::new(2020, 2, 4)));
        assert_eq!((meta.lang, meta.url.as_deref()), (Some(Lang::Es), Some("https://www.elfaro.example/puerto")));
    }

    #[test]
    fn json_ld_comes_first_and_gaps_are_filled() {
        let meta = meta(
            r#"<html lang="fr"><head><meta name="date" content="2020-01-01"><meta property="og:site_name" content="Le Fil">
            <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Port fermé", "datePublished": "2020-01-02"}</script>
            </head><body><h1>Le port</h1>"#,
        );
        assert_eq!((meta.title.as_deref(), meta.source.as_str()), (Some("Port fermé"), "Le Fil"));
        assert_eq!((meta.published, meta.lang), (Day::new(2020, 1, 2), Some(Lang::Fr)));
    }

    #[test]
    fn elements_tell_what_the_head_does_not() {
        let meta = meta(
            "<title>Le Fil</title><time datetime='2019-01-01'>hier</time><article><h1>Port\n fermé</h1>
            <a rel='author' href=x>Zoé Blin</a><time datetime='2020-01-02T10:00'>2 janvier</time></article>",
        );
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("Port fermé"), Some("Zoé Blin")));
        assert_eq!(meta.published, Day::new(2020, 1, 2));
        assert_eq!((meta.lang, meta.url, meta.source.as_str()), (None, None, ""));
    }
}
