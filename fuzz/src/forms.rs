//! Every form of input: any bytes are read or refused, by a sentence.

use encoding_rs::Encoding;
use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe::ingest::{self, Input};
use std::io::Write as _;

/// Reads `bytes` as a file called `path`, and checks what came of them.
fn read(path: &str, bytes: &[u8]) -> Input {
    let input = ingest::read(path, bytes);
    assert!(!input.articles.is_empty() || !input.problems.is_empty(), "neither read nor refused");
    for article in &input.articles {
        assert!(article.path.starts_with(path), "{:?} is not named after {path}", article.path);
        let body = article.text.get(article.body.clone());
        let body = body.unwrap_or_else(|| panic!("{:?} cuts a character of {:?}", article.body, article.text));
        assert!(!body.trim().is_empty(), "an article without text in {:?}", article.text);
        assert!(article.meta.title.as_deref().is_none_or(|t| !t.trim().is_empty()), "an empty title");
        assert!(!article.meta.source.is_empty(), "no source");
    }
    for problem in &input.problems {
        assert!(problem.path.starts_with(path) && problem.message.len() > 8, "{problem:?}");
    }
    input
}

/// `.txt` and `.md`, with front matter and without. Spans refer to the file as it is.
pub fn plain(data: &[u8]) {
    let input = read("a.md", data);
    assert_eq!(input.articles.len() + input.problems.len(), 1);
    if let (Ok(text), Some(article)) = (std::str::from_utf8(data), input.articles.first()) {
        assert_eq!(article.text.len(), text.len(), "the file, to the byte");
    }
    read("-", data);
}

/// A page.
pub fn html(data: &[u8]) {
    let input = read("a.html", data);
    assert_eq!(input.articles.len() + input.problems.len(), 1);
}

/// Lines of articles: at once, and one by one as a stream.
pub fn jsonl(data: &[u8]) {
    read("a.jsonl", data);
}

/// RSS and Atom.
pub fn feed(data: &[u8]) {
    read("a.xml", data);
}

/// gzip: as it comes, and around what comes, which is then read as it would be without.
pub fn gzip(data: &[u8]) {
    for path in ["a.md.gz", "a.jsonl.gz", "a.md"] {
        read(path, data);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("memory takes every byte");
    let packed = encoder.finish().expect("memory takes every byte");
    let (there, here) = (read("a.md.gz", &packed), read("a.md", data));
    if !data.starts_with(&[0x1f, 0x8b]) {
        let texts = |input: &Input| -> Vec<String> { input.articles.iter().map(|a| a.text.clone()).collect() };
        assert_eq!(texts(&there), texts(&here), "packing changes a text");
    }
    // Cut off, and with one byte changed.
    let at = data.iter().map(|&b| usize::from(b)).sum::<usize>() % packed.len();
    read("a.md.gz", &packed[..at]);
    let mut wrong = packed;
    wrong[at] ^= 1 << (data.len() % 8);
    read("a.md.gz", &wrong);
}

/// What pages and feeds declare.
const LABELS: &[&str] = &[
    "utf-8",
    "iso-8859-1",
    "windows-1252",
    "iso-8859-15",
    "utf-16le",
    "utf-16be",
    "utf-16",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "iso-2022-jp",
    "x-user-defined",
    "replacement",
    "koi8-r",
    "macintosh",
    "no-such-label",
    "",
];

/// Encodings: declared, marked, found; text that is written in one comes back.
pub fn charset(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let label = LABELS[usize::from(first) % LABELS.len()];
    let page = [format!("<!doctype html><meta charset=\"{label}\"><article><p>").as_bytes(), rest].concat();
    read("a.html", &page);
    let feed = format!("<?xml version=\"1.0\" encoding=\"{label}\"?><rss version=\"2.0\"><channel><item><description>");
    read("a.rss", &[feed.as_bytes(), rest, b"</description></item></channel></rss>"].concat());
    read("a.txt", rest);
    for mark in [&[0xff, 0xfe][..], &[0xfe, 0xff], &[0xef, 0xbb, 0xbf]] {
        read("a.txt", &[mark, rest].concat());
    }
    let Ok(text) = std::str::from_utf8(rest) else { return };
    if text.starts_with('\u{feff}') {
        return;
    }
    let plain = ingest::read("a.txt", rest);
    let units = |swap: bool| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for bytes in [units(false), units(true)] {
        let told = ingest::read("a.txt", &bytes);
        let texts = |input: &Input| input.articles.first().map(|a| a.text.clone());
        assert_eq!(texts(&told), texts(&plain), "UTF-16 of {text:?}");
    }
    if let Some((bytes, _, false)) = Encoding::for_label(label.as_bytes()).map(|e| e.encode(text)) {
        read("a.html", &[format!("<meta charset={label}><article><p>").as_bytes(), &bytes].concat());
    }
}
