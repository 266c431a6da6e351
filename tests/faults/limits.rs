//! Each limit: what it cuts off is told with where, what, and what would be right; at its border all
//! is read; the option and the key of recoupe.toml move it.

use super::run;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;

const BRIEF: &str = "Le pont de Tervigne a rouvert lundi, selon la mairie d'Arvel.";

/// What `extract` says of `path` with `option`, and with the same in recoupe.toml.
fn told(folder: &Path, path: &str, option: &str, key: &str) -> (i32, String) {
    let own = folder.join("recoupe.toml");
    let command = |option: &str| run(folder, &format!("$R extract {path} -o out.jsonl --lang fr {option}; exit $?"));
    let _ = fs::remove_file(&own);
    let (code, _, by_option) = command(option);
    fs::write(&own, format!("[limits]\n{key}\n")).unwrap();
    let (again, _, by_file) = command("");
    fs::remove_file(&own).unwrap();
    assert_eq!((again, &by_file), (code, &by_option), "the option and the key say the same");
    (code, by_option)
}

fn place() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_size_of_a_file() {
    let folder = place();
    let text = format!("{BRIEF}\n").repeat(40);
    fs::write(folder.path().join("a.md"), &text).unwrap();
    let size = text.len();
    let (code, said) =
        told(folder.path(), "a.md", &format!("--max-file-size {size}B"), &format!("file-size = \"{size}B\""));
    assert_eq!((code, said.as_str()), (0, ""));
    let less = size - 1;
    let (code, said) =
        told(folder.path(), "a.md", &format!("--max-file-size {less}B"), &format!("file-size = \"{less}B\""));
    assert_eq!(code, 2);
    let expected = format!(
        "recoupe: a.md: the file has more than {less} bytes, the limit; split it into one file for each article (--max-file-size sets another limit)\n"
    );
    assert!(said.starts_with(&expected), "{said}");
}

#[test]
fn a_large_file_of_lines_is_read_piece_by_piece_and_a_line_has_an_end() {
    let folder = place();
    let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"{BRIEF}\"}}\n");
    fs::write(folder.path().join("a.jsonl"), (0..50).map(line).collect::<String>()).unwrap();
    let (code, said) = told(folder.path(), "a.jsonl", "--max-file-size 1KiB", "file-size = \"1KiB\"");
    assert_eq!((code, said.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap().lines().count(), 50);
    fs::write(folder.path().join("b.jsonl"), format!("{}{}", line(1), "x".repeat(20 << 20))).unwrap();
    let (_, said) = told(folder.path(), "b.jsonl", "--max-file-size 1KiB", "file-size = \"1KiB\"");
    assert!(
        said.contains("longer than 1024 bytes, the limit of --max-file-size; it and what follows it are not read"),
        "{said}"
    );
}

#[test]
fn the_size_of_a_page() {
    let folder = place();
    let page = format!("<html><body><article><p>{BRIEF}</p><p>{BRIEF}</p></article></body></html>");
    fs::write(folder.path().join("a.html"), &page).unwrap();
    let size = page.len();
    assert_eq!(
        told(folder.path(), "a.html", &format!("--max-page-size {size}B"), &format!("page-size = \"{size}B\"")).0,
        0
    );
    let (code, said) = told(folder.path(), "a.html", "--max-page-size 100B", "page-size = \"100B\"");
    assert_eq!(code, 2);
    assert!(
        said.contains(&format!("a.html: the page has {size} bytes and the limit is 100; save it without")),
        "{said}"
    );
}

#[test]
fn the_length_of_a_line() {
    let folder = place();
    fs::write(folder.path().join("a.md"), format!("{BRIEF}\n{BRIEF} {BRIEF}\n")).unwrap();
    let (code, said) = told(folder.path(), "a.md", "--max-line 100B", "line = \"100B\"");
    assert_eq!(code, 2);
    let length = 2 * BRIEF.len() + 1;
    assert!(
        said.contains(&format!(
            "line 2: a line of {length} bytes is not an article's; the limit is 100, and --max-line"
        )),
        "{said}"
    );
    assert_eq!(told(folder.path(), "a.md", &format!("--max-line {length}B"), &format!("line = \"{length}B\"")).0, 0);
}

#[test]
fn the_nesting_of_a_page() {
    let folder = place();
    let deep = |n: usize| format!("{}<p>{BRIEF}</p><p>{BRIEF}</p>{}", "<div>".repeat(n), "</div>".repeat(n));
    fs::write(folder.path().join("a.html"), deep(50)).unwrap();
    let (code, said) = told(folder.path(), "a.html", "--max-depth 20", "depth = 20");
    assert_eq!(code, 2);
    assert!(said.contains("a.html: the page opens more than 20 elements inside each other, expected"), "{said}");
    assert_eq!(told(folder.path(), "a.html", "--max-depth 60", "depth = 60").0, 0);
    fs::write(folder.path().join("a.html"), deep(200_000)).unwrap();
    let (code, said) = told(folder.path(), "a.html", "", "");
    assert_eq!(code, 2);
    assert!(said.contains("more than 2000 elements inside each other"), "{said}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_ratio_of_an_archive() {
    let folder = place();
    fs::write(folder.path().join("a.md.gz"), packed(format!("{BRIEF}{}", "\n".repeat(3 << 20)).as_bytes())).unwrap();
    let (code, said) = told(folder.path(), "a.md.gz", "", "");
    assert_eq!(code, 2);
    assert!(said.contains("a.md.gz: the gzip file unpacks to more than 100 times its"), "{said}");
    assert_eq!(told(folder.path(), "a.md.gz", "--max-ratio 5000", "ratio = 5000").0, 0);
}

#[test]
fn ten_gigabytes_in_ten_megabytes_are_not_unpacked() {
    let folder = place();
    // An archive of many archives is one, of all that is in them.
    let part = packed(&vec![b'a'; 10 << 20]);
    fs::write(folder.path().join("bomb.md.gz"), part.repeat(1024)).unwrap();
    fs::write(folder.path().join("bomb.jsonl.gz"), part.repeat(1024)).unwrap();
    // The program itself takes some hundred megabytes of addresses; ten thousand are not to be had.
    let (code, _, said) =
        run(folder.path(), "ulimit -v 3000000; timeout 60 $R audit bomb.md.gz bomb.jsonl.gz --isolated --jobs 2");
    assert_eq!(code, 2);
    for name in ["bomb.md.gz", "bomb.jsonl.gz"] {
        assert!(
            said.contains(&format!("{name}: the gzip file unpacks to more than 67108864 bytes, the limit")),
            "{said}"
        );
    }
    // Packed twice: what is unpacked is one archive, and that is no text.
    fs::write(folder.path().join("twice.md.gz"), packed(&part)).unwrap();
    let (code, _, said) = run(folder.path(), "$R audit twice.md.gz --isolated");
    assert_eq!(code, 2);
    assert!(said.contains("twice.md.gz: the file is binary"), "{said}");
}

#[test]
fn the_articles_of_a_run() {
    let folder = place();
    for name in ["a.md", "b.md", "c.md"] {
        fs::write(folder.path().join(name), BRIEF).unwrap();
    }
    let (code, said) = told(folder.path(), "a.md b.md c.md", "--max-articles 2", "articles = 2");
    assert_eq!(code, 0);
    assert_eq!(
        said,
        "recoupe: c.md: only the first 2 articles are read, the limit, and from here on none; --max-articles sets another\n"
    );
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap().lines().count(), 2);
    assert_eq!(told(folder.path(), "a.md b.md c.md", "--max-articles 3", "articles = 3"), (0, String::new()));
    // Nor are more read of a file that comes piece by piece.
    let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"{BRIEF}\"}}\n");
    fs::write(folder.path().join("d.jsonl"), (0..500).map(line).collect::<String>()).unwrap();
    let (_, _, said) =
        run(folder.path(), "$R extract d.jsonl -o out.jsonl --isolated --max-articles 7 --max-file-size 1KiB");
    assert!(said.starts_with("recoupe: d.jsonl: only the first 7 articles"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap().lines().count(), 7);
    // A report that was cut is told as one that skipped something.
    let (code, out, _) =
        run(folder.path(), "$R audit a.md b.md c.md --isolated --max-articles 2 --error-on-skipped --format json");
    assert_eq!(code, 2);
    assert!(out.contains("only the first 2 articles"), "{out}");
}

#[test]
fn the_length_of_a_sentence() {
    let folder = place();
    let long = format!("Le maire a compté {} morts.", "douze blessés, ".repeat(30));
    fs::write(folder.path().join("a.md"), format!("{BRIEF}\n\n{long}\n\n{BRIEF}\n\n{long}\n")).unwrap();
    let (code, said) = told(folder.path(), "a.md", "--max-sentence 200B", "sentence = \"200B\"");
    let bytes = long.len();
    assert_eq!(code, 0);
    assert_eq!(
        said,
        format!(
            "recoupe: a.md: line 3: a sentence of {bytes} bytes is not read, nor are 1 more; the limit is 200, and --max-sentence sets another\n"
        )
    );
    let out = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert!(out.contains("\"sentences\":[{\"start\":0,") && !out.contains("injured"), "{out}");
    assert_eq!(
        told(folder.path(), "a.md", &format!("--max-sentence {bytes}B"), &format!("sentence = \"{bytes}B\"")),
        (0, String::new())
    );
    // In a report too, and in an index.
    let (code, out, _) =
        run(folder.path(), "$R audit a.md a.md --isolated --max-sentence 200B --error-on-skipped --format json");
    assert_eq!(code, 2);
    assert!(out.contains("\"line 3: a sentence of"), "{out}");
    let (code, _, said) =
        run(folder.path(), "$R index add --index c.db a.md --isolated --max-sentence 200B --error-on-skipped");
    assert_eq!(code, 2);
    assert!(said.contains("a.md: line 3: a sentence of"), "{said}");
}

#[test]
fn one_sentence_of_a_megabyte_takes_no_minute() {
    let folder = place();
    for (name, word) in [
        ("a", "deux cent mille "),
        ("b", "que le préfet a nié "),
        ("c", "« oui » "),
        ("d", "le 3 mars 2021, "),
        ("e", "M. A. "),
    ] {
        let text = format!("{BRIEF}\n\nLe maire a dit {}cela.\n", word.repeat((1 << 19) / word.len()));
        fs::write(folder.path().join(format!("{name}.md")), text).unwrap();
    }
    let begun = std::time::Instant::now();
    let (code, _, said) =
        run(folder.path(), "timeout 60 $R audit a.md b.md c.md d.md e.md --isolated --lang fr -q --format json");
    assert!(code < 2, "{said}");
    assert_eq!(said.matches("--max-sentence").count(), 5, "{said}");
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn the_claims_of_a_sentence() {
    let folder = place();
    let items: String = (1..40).map(|n| format!("{n} blessés à Tervigne, ")).collect();
    fs::write(folder.path().join("a.md"), format!("{BRIEF}\n\nLe maire a compté {items}et 50 morts.\n")).unwrap();
    let (code, said) = told(folder.path(), "a.md", "--max-claims 5", "claims = 5");
    assert_eq!(code, 0);
    assert!(said.starts_with("recoupe: a.md: line 3: a sentence makes "), "{said}");
    assert!(said.ends_with(" claims, and the first 5 are kept; --max-claims sets another limit\n"), "{said}");
    assert_eq!(told(folder.path(), "a.md", "", ""), (0, String::new()));
}

#[test]
fn wrong_limits_are_refused() {
    let folder = place();
    fs::write(folder.path().join("a.md"), BRIEF).unwrap();
    for (option, expected) in [
        ("--max-line much", "is not a size, expected bytes, at least 1, such as 64MiB or 500kB"),
        ("--max-file-size 0", "is not a size"),
        ("--max-depth 0", "number would be zero"),
        ("--max-articles=-1", "invalid value '-1' for '--max-articles <N>'"),
    ] {
        let (code, _, said) = run(folder.path(), &format!("$R audit a.md {option}"));
        assert_eq!(code, 2, "{option}");
        assert!(said.contains(expected), "{option}: {said}");
    }
    for (key, expected) in
        [("line = 12", "recoupe.toml:2:"), ("depth = 0", "nonzero"), ("lines = \"1MiB\"", "\"line\"")]
    {
        fs::write(folder.path().join("recoupe.toml"), format!("[limits]\n{key}\n")).unwrap();
        let (code, _, said) = run(folder.path(), "$R audit a.md");
        assert_eq!(code, 2, "{key}");
        assert!(said.contains(expected), "{key}: {said}");
    }
}
