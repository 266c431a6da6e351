//! `.txt` and `.md`: one article, with front matter or without.

use super::{Input, decode, defaults, front_matter};
use crate::model::{Limits, RawArticle};

/// Reads one article. The text is the whole file, so that offsets are those of the file.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input) {
    match article(path, bytes, limits) {
        Ok(article) => out.articles.push(article),
        Err(message) => out.refuse(path, message),
    }
}

fn article(path: &str, bytes: &[u8], limits: &Limits) -> Result<RawArticle, String> {
    let text = decode::utf8(bytes)?;
    decode::check_lines(text, limits)?;
    let (mut meta, start) = front_matter::read(text, decode::bom(bytes))?;
    let body = &text[start..];
    if body.trim().is_empty() {
        return Err("the file has front matter and no text behind it, expected the text of an article".to_owned());
    }
    if meta.source.is_empty() {
        meta.source = defaults::source(meta.url.as_deref(), path);
    }
    if meta.title.is_none() {
        meta.title = defaults::title(body);
    }
    Ok(RawArticle { path: path.to_owned(), text: text.to_owned(), body: start..text.len(), meta })
}

#[cfg(test)]
mod tests {
    use crate::ingest::read;

    #[test]
    fn the_body_begins_after_mark_and_front_matter() {
        let text = "\u{feff}---\nurl: https://www.gazette.example/1\n---\nPort closed\n\nThe port closed.\n";
        let input = read("corpus/a.md", text.as_bytes());
        let article = &input.articles[0];
        assert_eq!(article.text, text);
        assert_eq!(&article.text[article.body.clone()], "Port closed\n\nThe port closed.\n");
        assert_eq!(article.meta.source, "gazette.example");
        assert_eq!(article.meta.title.as_deref(), Some("Port closed"));
        assert_eq!(article.meta.published, None);
        let bare = read("corpus/a.md", "\u{feff}Le port ferme.".as_bytes());
        assert_eq!(bare.articles[0].body, 3..17);
        assert_eq!(bare.articles[0].meta.source, "a");
    }

    #[test]
    fn what_cannot_be_read_is_a_problem_with_the_path() {
        for (bytes, part) in
            [(&b"ferm\xe9"[..], "offset 4"), (b"---\ntitle: x\n---\n \n", "no text"), (b"---\ntitle: x\n", "---")]
        {
            let input = read("a.md", bytes);
            assert!(input.articles.is_empty());
            assert_eq!(input.problems[0].path, "a.md");
            assert!(input.problems[0].message.contains(part), "{}", input.problems[0].message);
        }
    }

    #[test]
    fn a_line_of_fifty_megabytes_is_refused_in_one_pass() {
        let text = "Le port ferme. ".repeat(50_000_000 / 15);
        let input = read("a.txt", text.as_bytes());
        assert!(input.problems[0].message.contains("is not an article's"));
    }
}
