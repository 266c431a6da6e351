//! Makes a corpus of any size that looks like news, for measuring.
//!
//! `cargo run --release --example corpus -- N DIR` writes N articles below DIR, `-- N --jsonl FILE`
//! writes them as lines of one file; `--seed NUMBER` makes others. Articles come in stories of 2 to
//! 40 that agree on their figures, some are copies of one text, and in about one of ten a figure was
//! changed: what contradicts what stands in `DIR.planted.jsonl` (or `FILE.planted.jsonl`), a line
//! {"a", "b", "what"} each. The same arguments give the same bytes, and a smaller N the first of
//! them. Sentences stand in `stories.txt`; people, firms and places are made up of syllables.

mod story;
mod words;

use serde_json::json;
use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use story::{Article, Templates};
use words::Dice;

/// What the command line asks for.
struct Asked {
    articles: usize,
    to: PathBuf,
    lines: bool,
    seed: u64,
}

fn asked() -> Option<Asked> {
    let (mut plain, mut lines, mut seed) = (Vec::new(), None, 1);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--jsonl" => lines = Some(args.next()?),
            "--seed" => seed = args.next()?.parse().ok()?,
            _ => plain.push(arg),
        }
    }
    let articles = plain.first()?.parse().ok()?;
    match (lines, plain.get(1)) {
        (Some(file), None) => Some(Asked { articles, to: file.into(), lines: true, seed }),
        (None, Some(folder)) => Some(Asked { articles, to: folder.into(), lines: false, seed }),
        _ => None,
    }
}

/// Where articles go, and what they are called there.
enum Out {
    Lines(BufWriter<fs::File>, String),
    Folder(PathBuf),
}

impl Out {
    fn put(&mut self, id: &str, article: &Article) -> Result<String, Box<dyn Error>> {
        let Article { title, source, published, body, .. } = article;
        match self {
            Out::Lines(file, path) => {
                let line = json!({"id": id, "title": title, "source": source, "published": published.to_string(),
                    "lang": "fr", "text": body});
                writeln!(file, "{line}")?;
                Ok(format!("{path}#{id}"))
            }
            Out::Folder(folder) => {
                let path = folder.join(&id[..4]).join(format!("{id}.md"));
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                let head = format!("title: {title}\nsource: {source}\npublished: {published}\nlang: fr");
                fs::write(&path, format!("---\n{head}\n---\n\n{body}\n"))?;
                Ok(path.to_string_lossy().into_owned())
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(asked) = asked() else {
        return Err("expected N DIR, or N --jsonl FILE, and no more than --seed NUMBER beside them".into());
    };
    let beside = |path: &Path| PathBuf::from(format!("{}.planted.jsonl", path.display()));
    let mut planted = BufWriter::new(fs::File::create(beside(&asked.to))?);
    let mut out = if asked.lines {
        Out::Lines(BufWriter::new(fs::File::create(&asked.to)?), asked.to.display().to_string())
    } else {
        Out::Folder(asked.to.clone())
    };
    let templates = Templates::parse(include_str!("stories.txt"))?;
    let (mut written, mut conflicts) = (0, 0);
    for story in 0.. {
        if written == asked.articles {
            break;
        }
        // Each story has dice of its own, so that it does not depend on the others.
        let articles = templates.story(&mut Dice::new(asked.seed, story));
        let mut paths = Vec::new();
        for (number, article) in articles.iter().enumerate().take(asked.articles - written) {
            paths.push(out.put(&format!("{story:06}-{number:02}"), article)?);
            if let Some((other, what)) = &article.planted {
                writeln!(planted, "{}", json!({"a": paths[*other], "b": paths[number], "what": what}))?;
                conflicts += 1;
            }
        }
        written += paths.len();
    }
    if let Out::Lines(file, _) = &mut out {
        file.flush()?;
    }
    planted.flush()?;
    println!("{written} articles, {conflicts} planted conflicts");
    Ok(())
}
