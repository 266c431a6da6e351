//! RSS and Atom: one article for each entry.

use super::front_matter::filled;
use super::html::{self, text};
use super::{Input, decode, defaults};
use crate::model::{Limits, Meta, RawArticle};
use encoding_rs::Encoding;
use feed_rs::model::{Entry, Feed, Person, Text};
use feed_rs::parser::{Builder, ParseErrorKind, ParseFeedError};
use std::collections::HashMap;
use std::time::{Duration, SystemTime};

const NO_FEED: &str = "this is no feed, expected RSS or Atom";

/// The encoding of the XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    html::declared(bytes)
}

/// Reads all entries; one without text is a problem and the others are read.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input) {
    let feed = match feed(bytes, limits) {
        Ok(feed) => feed,
        Err(message) => return out.refuse(path, message),
    };
    if feed.entries.is_empty() {
        return out.refuse(path, "the feed has no entries, expected one for each article");
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, entry) in feed.entries.iter().enumerate() {
        let number = index + 1;
        match article(path, entry, &feed, number, limits) {
            Ok(article) => match seen.insert(article.path.clone(), number) {
                None => out.articles.push(article),
                Some(first) => out.refuse(
                    path,
                    format!("entry {number}: the id is that of entry {first}; each entry needs an id of its own"),
                ),
            },
            Err(message) => out.refuse(path, format!("entry {number}: {message}")),
        }
    }
}

fn feed(bytes: &[u8], limits: &Limits) -> Result<Feed, String> {
    let xml = decode::utf8(bytes)?;
    html::check_markup(xml, limits)?;
    // It is UTF-8 by now, whatever it declares.
    let xml = xml.trim_start_matches('\u{feff}').trim_start();
    let body = xml.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(xml, |(_, body)| body);
    // JSON is not a form of feed that is read here.
    if !body.trim_start().starts_with('<') {
        return Err(NO_FEED.to_owned());
    }
    let parser = Builder::new()
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        // The day is that at the place of writing; noon keeps it one whatever is done to it.
        .timestamp_parser(|text| {
            let days = u64::try_from(days_since_1970(text)?).ok()?;
            Some((SystemTime::UNIX_EPOCH + Duration::from_secs(days * 86_400 + 43_200)).into())
        })
        .build();
    parser.parse(body.as_bytes()).map_err(|error| match error {
        ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot) => NO_FEED.to_owned(),
        other => format!("{NO_FEED}: {other}"),
    })
}

fn days_since_1970(text: &str) -> Option<i64> {
    let day: jiff::civil::Date = defaults::day(text)?.to_string().parse().ok()?;
    let first = jiff::civil::date(1970, 1, 1);
    Some(i64::from(first.until(day).ok()?.get_days()))
}

/// The error is a sentence.
fn article(path: &str, entry: &Entry, feed: &Feed, number: usize, limits: &Limits) -> Result<RawArticle, String> {
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref());
    let summary = entry.summary.as_ref().map(|s| s.content.as_str());
    let body = [content, summary].into_iter().flatten().map(|c| plain(c, limits)).collect::<Result<Vec<_>, _>>()?;
    let text = body.into_iter().find(|text| text.contains(char::is_alphabetic));
    let text = text.ok_or("no content and no summary, expected the text of an article")?;
    decode::check_lines(&text, limits)?;
    let url =
        entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|rel| rel == "alternate")).map(|l| l.href.clone());
    let day = |time: Option<String>| time.and_then(|t| defaults::day(&t));
    let updated = day(entry.updated.map(|t| t.to_rfc3339()));
    let published = day(entry.published.map(|t| t.to_rfc3339())).or(updated);
    let lang = entry.language.as_deref().or(feed.language.as_deref());
    let line = |t: &Text| filled(text::line_of_fragment(&t.content));
    let meta = Meta {
        title: entry.title.as_ref().and_then(line).or_else(|| defaults::title(&text)),
        source: entry
            .source
            .clone()
            .and_then(filled)
            .or_else(|| feed.title.as_ref().and_then(line))
            .unwrap_or_else(|| defaults::source(url.as_deref(), path)),
        published,
        updated: updated.filter(|_| updated != published),
        url,
        lang: lang.and_then(|l| l.trim().parse().ok()),
        author: authors(&entry.authors).or_else(|| authors(&feed.authors)),
    };
    let id = Some(entry.id.trim()).filter(|id| !id.is_empty()).map_or_else(|| number.to_string(), str::to_owned);
    Ok(RawArticle { path: format!("{path}#{id}"), body: 0..text.len(), text, meta })
}

/// The text of content that is HTML, as most of it is whatever it declares, or plain text.
fn plain(content: &str, limits: &Limits) -> Result<String, String> {
    let is_markup =
        content.contains("</") || content.contains("/>") || content.contains("<br") || content.contains("<p>");
    if !is_markup && !content.contains('&') {
        return Ok(content.trim().to_owned());
    }
    html::check_markup(content, limits)?;
    Ok(text::of_fragment(content))
}

fn authors(people: &[Person]) -> Option<String> {
    filled(
        people
            .iter()
            .filter_map(|p| p.name.as_deref())
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    )
}

#[cfg(test)]
mod tests {
    use crate::ingest::read;
    use crate::model::{Day, Lang};

    #[test]
    fn an_atom_entry_with_html_is_an_article() {
        let feed = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Fil</title><id>f</id><updated>2021-07-25T00:00:00Z</updated>
<entry><title type="html">L&amp;#39;usine d&amp;#39;Arvel ferme</title><id>tag:lefil.example,2021:1</id>
<link rel="alternate" href="https://lefil.example/1"/><author><name>Zoé Blin</name></author>
<published>2021-07-24T00:30:00+02:00</published><updated>2021-07-26T00:30:00+02:00</updated>
<summary>Résumé.</summary>
<content type="html">&lt;p&gt;L'usine ferme.&lt;/p&gt;&lt;p&gt;Douze &lt;b&gt;blessés&lt;/b&gt;.&lt;/p&gt;</content></entry>
<entry><title>Port</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le port&#160;ferme.</p><ul><li>Un</li></ul></div></content></entry>
</feed>"#;
        let input = read("fil.atom", feed.as_bytes());
        assert_eq!(input.problems, []);
        let [first, second] = input.articles.as_slice() else { panic!("{input:?}") };
        assert_eq!(first.path, "fil.atom#tag:lefil.example,2021:1");
        assert_eq!(first.text, "L'usine ferme.\n\nDouze blessés.");
        assert_eq!(first.meta.title.as_deref(), Some("L'usine d'Arvel ferme"));
        assert_eq!((first.meta.source.as_str(), first.meta.author.as_deref()), ("Le Fil", Some("Zoé Blin")));
        assert_eq!((first.meta.published, first.meta.updated), (Day::new(2021, 7, 24), Day::new(2021, 7, 26)));
        assert_eq!((first.meta.lang, first.meta.url.as_deref()), (Some(Lang::Fr), Some("https://lefil.example/1")));
        assert_eq!((second.path.as_str(), second.text.as_str()), ("fil.atom#2", "Le port\u{a0}ferme.\n\nUn"));
    }

    #[test]
    fn rss_in_latin_1_is_read_and_entries_without_text_are_named() {
        let feed = r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>La Gazette</title><language>fr-fr</language>
<item><title>Port</title><guid>a</guid><pubDate>Sat, 24 Jul 2021 23:30:00 -0400</pubDate><description><![CDATA[<p>Port fermé à Arvel.<br/>Deux blessés.]]></description></item>
<item><title>Vide</title><guid>b</guid></item>
<item><guid>a</guid><description>Autre.</description></item>
<item><guid>c</guid><description>Court.</description><content:encoded><![CDATA[<div>Long&nbsp;: détruit.</div>]]></content:encoded></item>
</channel></rss>"#;
        let input = read("g.xml", &encoding_rs::WINDOWS_1252.encode(feed).0);
        let texts: Vec<_> = input.articles.iter().map(|a| (a.path.as_str(), a.text.as_str())).collect();
        assert_eq!(texts, [("g.xml#a", "Port fermé à Arvel.\nDeux blessés."), ("g.xml#c", "Long\u{a0}: détruit.")]);
        assert_eq!(input.articles[0].meta.published, Day::new(2021, 7, 24));
        assert_eq!((input.articles[0].meta.updated, input.articles[0].meta.lang), (None, Some(Lang::Fr)));
        assert!(input.problems[0].message.starts_with("entry 2: no content and no summary"), "{input:?}");
        assert!(input.problems[1].message.starts_with("entry 3: the id is that of entry 1"), "{input:?}");
    }

    #[test]
    fn what_is_no_feed_is_a_problem() {
        for xml in [
            "<project><name>x</name></project>",
            "{\"version\": 1}",
            "<feed",
            "plain text",
            "<rss version='2.0'><channel></channel></rss>",
        ] {
            let input = read("a.xml", xml.as_bytes());
            assert!(input.articles.is_empty(), "{xml}");
            assert!(input.problems[0].message.contains("feed"), "{input:?}");
        }
    }
}
