//! What a page says of its article in JSON-LD (<https://schema.org/NewsArticle>).

use super::super::defaults;
use super::text;
use crate::model::{Day, Lang};
use serde_json::{Map, Value};

type Node = Map<String, Value>;

/// Properties of the article; each is absent where the page does not have it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<Day>,
    pub(super) updated: Option<Day>,
    pub(super) lang: Option<Lang>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
}

/// Reads the article out of the page's blocks of JSON-LD, which may hold many things. `canonical`
/// is the address of the page: of many articles the one with that address is the page's. What is
/// no JSON is skipped.
pub(super) fn read<'a>(blocks: impl Iterator<Item = &'a str>, canonical: Option<&str>) -> Declared {
    let roots: Vec<Value> = blocks.filter_map(parse).collect();
    let mut nodes = Vec::new();
    roots.iter().for_each(|root| collect(root, &mut nodes));
    let rank = |node: &&&Node| {
        let is_page = canonical.is_some() && url(node).as_deref() == canonical;
        (kind(node), is_page)
    };
    // The first of the best.
    let best = nodes.iter().rev().filter(|n| kind(n) > 0).max_by_key(rank);
    best.map(|node| declared(node, &nodes)).unwrap_or_default()
}

/// Line ends inside strings are wrong in JSON and frequent in pages, and mean a space.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let block = block.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let plain: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(plain.trim().trim_end_matches(';')).ok()
}

/// The things that the page is about. Lists of other articles are not entered.
fn collect<'a>(value: &'a Value, out: &mut Vec<&'a Node>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Object(node) => {
            out.push(node);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                node.get(key).into_iter().for_each(|inner| collect(inner, out));
            }
        }
        _ => {}
    }
}

/// 2 for news articles, 1 for other articles, 0 for what is none.
fn kind(node: &Node) -> u8 {
    strings(node.get("@type"))
        .map(|name| {
            let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
            match name {
                "LiveBlogPosting" | "Reportage" => 2,
                "BlogPosting" | "SocialMediaPosting" | "Report" => 1,
                _ if name.ends_with("NewsArticle") => 2,
                _ if name.ends_with("Article") => 1,
                _ => 0,
            }
        })
        .max()
        .unwrap_or(0)
}

fn declared(node: &Node, nodes: &[&Node]) -> Declared {
    let first = |keys: &[&str]| keys.iter().find_map(|key| names(node.get(*key)?, nodes).into_iter().next());
    let day = |key: &str| strings(node.get(key)).find_map(defaults::day);
    let authors = node.get("author").or(node.get("creator")).map(|a| names(a, nodes)).unwrap_or_default();
    Declared {
        title: first(&["headline", "name"]),
        source: first(&["publisher", "sourceOrganization", "provider"]),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        published: day("datePublished").or_else(|| day("dateCreated")),
        updated: day("dateModified"),
        lang: languages(node.get("inLanguage")),
        url: url(node),
        body: strings(node.get("articleBody")).map(text::of_fragment).find(|body| !body.is_empty()),
    }
}

/// The strings of a property that is one or a list of them.
fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(Value::as_str)
}

/// The names in a property: strings, things with a name, or references to such things.
fn names(value: &Value, nodes: &[&Node]) -> Vec<String> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let name = |item: &Value| match item {
        Value::String(name) if !name.contains("://") => Some(name.clone()),
        Value::Object(node) => {
            let own = |node: &Node| node.get("name").and_then(|n| strings(Some(n)).next()).map(str::to_owned);
            own(node).or_else(|| {
                let id = node.get("@id")?;
                nodes.iter().find_map(|other| if other.get("@id") == Some(id) { own(other) } else { None })
            })
        }
        _ => None,
    };
    items.iter().filter_map(name).map(|n| text::line_of_fragment(&n)).filter(|n| !n.is_empty()).collect()
}

fn languages(value: Option<&Value>) -> Option<Lang> {
    if let Some(Value::Object(node)) = value {
        return languages(node.get("alternateName")).or_else(|| languages(node.get("name")));
    }
    strings(value).find_map(|code| code.trim().parse().ok())
}

fn url(node: &Node) -> Option<String> {
    let absolute = |value: Option<&Value>| strings(value).find(|u| u.contains("://")).map(str::to_owned);
    absolute(node.get("url")).or_else(|| match node.get("mainEntityOfPage")? {
        Value::Object(page) => absolute(page.get("@id")).or_else(|| absolute(page.get("url"))),
        other => absolute(Some(other)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(block: &str) -> Declared {
        read([block].into_iter(), None)
    }

    #[test]
    fn an_article_is_read() {
        let found = read_one(
            r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "L&#039;usine\n d'Arvel",
            "datePublished": "2021-07-24T23:30:00-04:00", "dateModified": "2021-07-26", "inLanguage": "fr-FR",
            "author": [{"@type": "Person", "name": "Zoé Blin"}, "Ali Noor"],
            "publisher": {"@type": "Organization", "name": "Le Fil"},
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://lefil.example/a"}}"#,
        );
        assert_eq!(found.title.as_deref(), Some("L'usine d'Arvel"));
        assert_eq!((found.source.as_deref(), found.author.as_deref()), (Some("Le Fil"), Some("Zoé Blin, Ali Noor")));
        assert_eq!((found.published, found.updated), (Day::new(2021, 7, 24), Day::new(2021, 7, 26)));
        assert_eq!((found.lang, found.url.as_deref()), (Some(Lang::Fr), Some("https://lefil.example/a")));
    }

    #[test]
    fn a_graph_is_searched_and_its_references_followed() {
        let found = read_one(
            r##"[{"@type": "BreadcrumbList"}, {"@graph": [
            {"@type": "WebPage", "name": "Arvel - Le Fil"},
            {"@type": ["Article", "http://schema.org/ReportageNewsArticle"], "headline": "Port fermé",
             "publisher": {"@id": "#org"}, "author": {"@id": "#zoe"}},
            {"@type": "Person", "@id": "#zoe", "name": "Zoé Blin"},
            {"@type": "NewsMediaOrganization", "@id": "#org", "name": "Le Fil"}]}]"##,
        );
        assert_eq!(found.title.as_deref(), Some("Port fermé"));
        assert_eq!((found.source.as_deref(), found.author.as_deref()), (Some("Le Fil"), Some("Zoé Blin")));
    }

    #[test]
    fn the_page_s_own_article_is_taken_before_others() {
        let list = r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Autre"}]}"#;
        let two = r#"[{"@type": "Article", "headline": "Un", "url": "https://a.example/1"},
            {"@type": "NewsArticle", "headline": "Deux", "url": "https://a.example/2"},
            {"@type": "NewsArticle", "headline": "Trois", "url": "https://a.example/3"}]"#;
        let title = |canonical| read([list, two].into_iter(), canonical).title;
        assert_eq!(title(None).as_deref(), Some("Deux"));
        assert_eq!(title(Some("https://a.example/3")).as_deref(), Some("Trois"));
    }

    #[test]
    fn what_cannot_be_read_is_absent() {
        assert_eq!(read_one("{\"@type\": \"NewsArticle\""), Declared::default());
        assert_eq!(read_one(r#"{"@type": "JobPosting", "title": "x"}"#), Declared::default());
        let found = read_one("<!-- {\"@type\": \"Article\", \"headline\": \"Un\n deux\", \"datePublished\": 5} -->");
        assert_eq!((found.title.as_deref(), found.published), (Some("Un deux"), None));
    }
}
