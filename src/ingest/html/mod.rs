//! `.html`: a page → the article on it. In: a page as a browser saves it. Out: the article's text
//! without the page around it, and what the page says of it. Offsets are those of the extracted
//! text.

mod json_ld;
mod meta;
pub(super) mod text;

use super::front_matter::filled;
use super::{Input, decode, defaults};
use crate::model::{Limits, RawArticle};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

/// Most attributes of an element. Reading takes the square of it.
const MAX_ATTRIBUTES: usize = 5_000;

/// Shorter than this, in characters, what was found is held to be no article and looser ways to
/// find one are tried. The usual 500 makes a cookie banner of a brief of three sentences.
const SHORTEST: usize = 140;

/// How many times longer than the text on the page that in its JSON-LD must be to take its place:
/// pages behind a wall show the first paragraph only.
const HIDDEN: usize = 2;

/// How far into a page its encoding is declared, in bytes.
const HEAD: usize = 4 << 10;

/// What is around an article, by its role on the page.
const AROUND: &str = "nav, aside, dialog, template, [role=navigation], [role=dialog], [role=alertdialog], \
    [role=complementary], [role=contentinfo], [role=search], [aria-modal=true], [aria-hidden=true], [hidden]";

/// Banners that ask for consent, by what they are called, whatever their language.
const CONSENT: &str = "[id*=cookie], [class*=cookie], [id*=consent], [class*=consent], [id*=gdpr], [class*=gdpr], \
    [class*=rgpd], [id*=rgpd], [id*=didomi], [id*=onetrust], [class*=onetrust], [id*=sp_message], \
    [id*=axeptio], [id*=usercentrics], [id*=tarteaucitron], [id^=qc-cmp], .cc-window, .cc-banner";

/// What makes a part of the page more than a banner.
const SUBSTANCE: &str = "h1, article, main, [itemprop~=articleBody]";

/// The encoding in the page's `<meta charset>`, `<meta http-equiv>` or XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let in_tag = |tag: &str, key: &str| {
        head.match_indices(tag).find_map(|(at, _)| {
            let rest = &head[at..];
            let rest = &rest[..rest.find('>')?];
            let value = rest[rest.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            Encoding::for_label(value.split(['"', '\'', ';', ' ', '/', '?']).next()?.as_bytes())
        })
    };
    in_tag("<?xml", "encoding").or_else(|| in_tag("<meta", "charset"))
}

/// Reads the article of a page.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input) {
    match article(path, bytes, limits) {
        Ok(article) => out.articles.push(article),
        Err(message) => out.refuse(path, message),
    }
}

fn article(path: &str, bytes: &[u8], limits: &Limits) -> Result<RawArticle, String> {
    let html = decode::utf8(bytes)?;
    check_markup(html, limits)?;
    let doc = Document::from(html);
    let (mut meta, hidden) = meta::read(&doc);
    strip(&doc);
    let (title, shown) = main_part(doc).unwrap_or_default();
    let text = hidden.filter(|h| h.len() > HIDDEN * shown.len()).unwrap_or(shown);
    if !text.contains(char::is_alphabetic) {
        return Err("no article was found on this page, expected paragraphs of text (a page whose text is loaded by a script must be saved from the browser)".to_owned());
    }
    decode::check_lines(&text, limits)?;
    if meta.source.is_empty() {
        meta.source = defaults::source(meta.url.as_deref(), path);
    }
    if meta.title.is_none() {
        meta.title = filled(title).or_else(|| defaults::title(&text));
    }
    Ok(RawArticle { path: path.to_owned(), body: 0..text.len(), text, meta })
}

/// Refuses pages that would take too long to read. The error is a sentence.
pub(super) fn check_markup(html: &str, limits: &Limits) -> Result<(), String> {
    let (most, deepest) = (limits.page, limits.depth);
    if html.len() > most {
        return Err(format!(
            "the page has {} bytes and the limit is {most}; save it without what is embedded in it (--max-page-size \
             sets another limit)",
            html.len()
        ));
    }
    // Tags are counted and not parsed, since parsing is what takes too long. Those that need no
    // end count at most once each for what they hold.
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = &html.as_bytes()[at + 1..];
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() && !needs_no_end(rest) => depth += 1,
            _ => {}
        }
        // Two minified scripts in one tag have fewer.
        let tag = rest.iter().take_while(|&&b| b != b'>' && b != b'<');
        if rest.first().is_some_and(u8::is_ascii_alphabetic) && tag.filter(|&&b| b == b'=').count() > MAX_ATTRIBUTES {
            return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes, expected an article's page"));
        }
        if depth > deepest {
            return Err(format!(
                "the page opens more than {deepest} elements inside each other, expected an article's page (--max-depth \
                 sets another limit)"
            ));
        }
    }
    Ok(())
}

/// True for elements that are empty or that the next of their kind ends.
fn needs_no_end(tag: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "param", "path", "source", "tbody", "td", "th", "thead", "tr", "track", "use", "wbr",
    ];
    let end = tag.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(tag.len());
    NAMES.iter().any(|name| tag[..end].eq_ignore_ascii_case(name.as_bytes()))
}

/// Takes away what stands around the article: where that is left to chance, a brief loses to a
/// banner that is longer than it.
fn strip(doc: &Document) {
    for node in doc.select(AROUND).nodes() {
        if !node.has_name("body") && !node.has_name("html") {
            node.remove_from_parent();
        }
    }
    for node in doc.select(CONSENT).nodes() {
        let is_page = ["html", "body", "main", "article"].iter().any(|name| node.has_name(name));
        if !is_page && !dom_query::Selection::from(*node).select(SUBSTANCE).exists() {
            node.remove_from_parent();
        }
    }
}

/// The part of the page that reads like its article: its title by the `<title>` of the page
/// without the name of the site, and its text.
fn main_part(doc: Document) -> Option<(String, String)> {
    let config = Config { char_threshold: SHORTEST, disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(doc, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let text = text::of_page(&article.content);
    // A card that is one link as a whole.
    let text = if text.is_empty() { text::of_fragment(&article.content) } else { text };
    Some((article.title, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read;
    use crate::model::{Day, Lang};
    use proptest::prelude::*;

    const BRIEF: &str = "<p>Un incendie a détruit mardi un entrepôt du port d'Arvel.</p>
        <p>Douze personnes ont été blessées, selon la préfecture.</p><p>Le feu est éteint.</p>";

    fn one(html: &str) -> RawArticle {
        let input = read("corpus/a.html", html.as_bytes());
        assert_eq!(input.problems, []);
        input.articles.into_iter().next().unwrap()
    }

    fn page(body: &str) -> String {
        format!("<!doctype html><html lang=fr><head><title>Arvel</title></head><body>{body}</body></html>")
    }

    #[test]
    fn a_brief_wins_over_navigation_and_banner() {
        let banner =
            "Nous utilisons des cookies pour mesurer l'audience du site et vous proposer des contenus. ".repeat(9);
        let html = page(&format!(
            "<nav><ul><li><a href=/>Accueil</a></li><li><a href=/p>Politique</a></li></ul></nav>
            <div id='cookie-banner'><p>{banner}</p><button>Accepter</button></div>
            <main><h1>Incendie au port d'Arvel</h1><div class=article>{BRIEF}</div></main>
            <aside><p>Lire aussi : la grève continue, trente blessés.</p></aside>
            <footer><p>Mentions légales, tous droits réservés.</p></footer>"
        ));
        let article = one(&html);
        assert_eq!(
            article.text,
            "Un incendie a détruit mardi un entrepôt du port d'Arvel.\n\nDouze personnes ont été blessées, selon la préfecture.\n\nLe feu est éteint."
        );
        assert_eq!(article.body, 0..article.text.len());
        assert_eq!(
            (article.meta.title.as_deref(), article.meta.source.as_str()),
            (Some("Incendie au port d'Arvel"), "a")
        );
        assert_eq!(article.meta.lang, Some(Lang::Fr));
    }

    #[test]
    fn a_page_called_after_cookies_keeps_its_article() {
        let html = format!(
            "<html class=no-cookie><body class='cookie-consent'><div class=cookies-ok><article>{BRIEF}</article></div>"
        );
        assert!(one(&html).text.starts_with("Un incendie"));
    }

    #[test]
    fn a_brief_of_one_sentence_is_not_filled_up_with_links() {
        let links = "<a href=/a>Le tribunal de Lorvans condamne douze prévenus</a><br>".repeat(6);
        let html = page(&format!(
            "<main><h1>Arvel</h1><p>Un incendie a fait douze blessés mardi à Arvel.</p></main><div class=related>{links}</div>"
        ));
        assert_eq!(one(&html).text, "Un incendie a fait douze blessés mardi à Arvel.");
    }

    #[test]
    fn the_title_of_the_page_goes_without_the_name_of_the_site() {
        let html = format!("<title>Incendie au port d'Arvel mardi | Le Fil</title><article>{BRIEF}</article>");
        assert_eq!(one(&html).meta.title.as_deref(), Some("Incendie au port d'Arvel mardi"));
    }

    #[test]
    fn text_behind_a_wall_is_taken_from_json_ld() {
        let html = page(
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04",
            "articleBody": "Un incendie a détruit un entrepôt. Douze personnes ont été blessées."}</script>
            <p>Abonnez-vous.</p>"#,
        );
        let article = one(&html);
        assert_eq!(article.text, "Un incendie a détruit un entrepôt. Douze personnes ont été blessées.");
        assert_eq!(article.meta.published, Day::new(2021, 3, 4));
    }

    #[test]
    fn the_encoding_is_declared_or_found() {
        let latin = |head: &str| {
            let html = format!("{head}<body><article>{BRIEF}</article>");
            encoding_rs::WINDOWS_1252.encode(&html).0.into_owned()
        };
        for head in [
            "<meta charset=iso-8859-1>",
            "<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
            "<?xml version='1.0' encoding='iso-8859-1'?>",
            "<meta charset=utf-8>",
            "",
        ] {
            let input = read("a.html", &latin(head));
            assert!(input.articles[0].text.contains("détruit"), "{head}: {input:?}");
        }
    }

    #[test]
    fn a_page_without_an_article_is_a_problem() {
        for html in
            ["<html><body><nav><a href=/>Accueil</a></nav><script>go()</script></body></html>", "<p>12 | 13</p>"]
        {
            let input = read("a.html", html.as_bytes());
            assert!(input.problems[0].message.starts_with("no article was found"), "{input:?}");
        }
    }

    #[test]
    fn a_page_that_would_take_too_long_is_refused() {
        let deep = format!("{}{BRIEF}", "<div>".repeat(100_000));
        assert!(read("a.html", deep.as_bytes()).problems[0].message.contains("inside each other"));
        let attributes = (0..200_000).map(|n| format!("a{n}='x' ")).collect::<String>();
        let many = format!("<article {attributes}>{BRIEF}</article>");
        assert!(read("a.html", many.as_bytes()).problems[0].message.contains("more than 5000 attributes"));
        let wide = format!("<article>{}</article>", "<p>Le port ferme, dit la mairie d'Arvel.".repeat(5_000));
        assert_eq!(one(&wide).text.lines().count(), 9_999);
    }

    proptest! {
        #[test]
        fn any_soup_of_tags_is_read_or_refused(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<div class=story>", "</div>", "<table>", "<tr><td>", "</table>", "<a href=x>", "</a>",
                    "<br>", "<pre>", "</pre>", "<q>", "</q>", "<li>", "<s>", "<svg>", "<template>", "<!--", "-->", "<h1>",
                    "<script type='application/ld+json'>{\"@type\":\"Article\"", "}</script>", "<title>", "<body>", "\n",
                    " Deux morts à Arvel. ", "&nbsp;12&#8239;000", "<time datetime=é>", "<noscript><img></noscript>",
                ]),
                0..60,
            ),
        ) {
            let input = read("a.html", parts.concat().as_bytes());
            prop_assert!(input.articles.len() + input.problems.len() == 1);
            for article in &input.articles {
                prop_assert_eq!(article.text.trim(), article.text.as_str());
                prop_assert!(!article.text.contains("\n\n\n"));
            }
        }
    }
}
