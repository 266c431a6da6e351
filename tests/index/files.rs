//! The command line on files that are there, that are not, and that are something else.

use super::{place, recoupe, stderr, stdout};
use std::fs;
use std::path::Path;
use std::process::Output;

/// A folder with three articles in `news/`.
fn news() -> tempfile::TempDir {
    let (folder, _) = place();
    fs::create_dir(folder.path().join("news")).unwrap();
    for (name, source, text) in [
        ("a.md", "Le Fil", "L'incendie de l'entrepôt Orvalis a fait douze blessés mardi."),
        ("b.md", "La Tribune", "Le pont de Tervigne a rouvert lundi, selon la mairie."),
        ("c.md", "Le Fil", "La préfète a annoncé deux millions d'euros pour les digues."),
    ] {
        let text = format!("---\nsource: {source}\npublished: 2021-03-04\nlang: fr\n---\n\n{text}\n");
        fs::write(folder.path().join("news").join(name), text).unwrap();
    }
    folder
}

fn index(folder: &Path, args: &[&str]) -> Output {
    recoupe(folder, &[&["index"], args, &["--index", "corpus.db"]].concat())
}

/// What a run answered: exit code, standard output, standard error.
fn answer(output: &Output) -> (Option<i32>, String, String) {
    (output.status.code(), stdout(output), stderr(output))
}

fn told(code: i32, stdout: &str, stderr: &str) -> (Option<i32>, String, String) {
    (Some(code), stdout.to_owned(), stderr.to_owned())
}

#[test]
fn every_verb_says_what_it_did() {
    let folder = news();
    let run = |args: &[&str]| answer(&index(folder.path(), args));
    assert_eq!(run(&["add", "news"]), told(0, "3 added, 0 replaced, 0 unchanged; corpus.db holds 3 articles.\n", ""));
    fs::write(folder.path().join("news/b.md"), "Le pont de Tervigne rouvrira jeudi, selon la mairie.\n").unwrap();
    assert_eq!(
        run(&["add", "-v", "--isolated", "news"]),
        told(
            0,
            "replaced news/b.md\nunchanged news/a.md\nunchanged news/c.md\n\
             0 added, 1 replaced, 2 unchanged; corpus.db holds 3 articles.\n",
            ""
        )
    );
    assert_eq!(run(&["add", "-q", "news"]), told(0, "", ""));
    assert_eq!(
        run(&["list", "news/a.md", "news/c.md"]),
        told(0, "news/a.md  2021-03-04  Le Fil  -\nnews/c.md  2021-03-04  Le Fil  -\n", "")
    );
    assert_eq!(run(&["list", "news"]).1.lines().count(), 3);
    assert_eq!(
        run(&["list", "news/a.md", "--format", "json"]).1,
        "{\"path\":\"news/a.md\",\"version\":1,\"current\":true,\"title\":null,\"source\":\"Le Fil\",\
         \"published\":\"2021-03-04\",\"updated\":null,\"url\":null,\"lang\":\"fr\",\"author\":null}\n"
    );
    let (code, text, _) = run(&["stats"]);
    assert_eq!(code, Some(0));
    for line in [
        "articles             3",
        "earlier versions     1",
        "sources              2",
        "published            2021-03-04 to 2021-03-04",
    ] {
        assert!(text.lines().any(|l| l == line), "{line} in:\n{text}");
    }
    let stats: serde_json::Value = serde_json::from_str(&run(&["stats", "--format", "json"]).1).unwrap();
    assert_eq!((&stats["articles"], &stats["superseded"], &stats["stale"]), (&3.into(), &1.into(), &0.into()));
    assert_eq!(run(&["verify"]), told(0, "corpus.db: nothing is wrong, 3 articles\n", ""));
    assert_eq!(run(&["verify", "-q"]), told(0, "", ""));
    assert_eq!(run(&["remove", "news"]), told(0, "3 removed; corpus.db holds 0 articles.\n", ""));
    assert_eq!(run(&["list"]), told(0, "", ""));
}

#[test]
fn what_is_not_there_is_told_and_the_rest_is_done() {
    let folder = news();
    let run = |args: &[&str]| answer(&index(folder.path(), args));
    for verb in ["list", "stats", "verify"] {
        assert_eq!(
            run(&[verb]),
            told(2, "", "recoupe: corpus.db: there is no index here; recoupe index add makes one\n")
        );
    }
    assert_eq!(run(&["remove", "news"]).2, "recoupe: corpus.db: there is no index here; recoupe index add makes one\n");
    let none = "recoupe: nope.md: there is no such file or folder\n";
    let (code, out, err) = run(&["add", "nope.md"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(2), "", none));
    assert!(!folder.path().join("corpus.db").exists(), "no index is made of nothing");

    let all = "2 added, 0 replaced, 0 unchanged; corpus.db holds 2 articles.\n";
    assert_eq!(run(&["add", "nope.md", "news/a.md", "news/b.md"]), told(2, all, none));
    let missing = "recoupe: nope.md: no article of this path is in corpus.db; recoupe index list names all there are\n";
    assert_eq!(run(&["list", "nope.md", "news/a.md"]), told(2, "news/a.md  2021-03-04  Le Fil  -\n", missing));
    assert_eq!(run(&["remove", "nope.md", "news/a.md"]), told(2, "1 removed; corpus.db holds 1 article.\n", missing));
    let output = recoupe(folder.path(), &["index", "add", "news", "--index", "nowhere/corpus.db"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("recoupe: nowhere/corpus.db: cannot make this index: "), "{}", stderr(&output));
    let output = recoupe(folder.path(), &["index", "list", "--index", "news"]);
    assert_eq!(answer(&output), told(2, "", "recoupe: news: this is no file, expected an index\n"));
}

#[test]
fn articles_that_cannot_be_read_are_named_and_leave_what_was_there() {
    let folder = news();
    assert_eq!(index(folder.path(), &["add", "news"]).status.code(), Some(0));
    fs::write(folder.path().join("news/b.md"), "").unwrap();
    let output = index(folder.path(), &["add", "news"]);
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(0), "0 added, 0 replaced, 2 unchanged; corpus.db holds 3 articles.\n")
    );
    assert!(stderr(&output).contains("news/b.md"), "{}", stderr(&output));
    assert_eq!(index(folder.path(), &["add", "news", "--error-on-skipped"]).status.code(), Some(2));
    assert!(stdout(&index(folder.path(), &["list"])).contains("news/b.md"));
}

#[test]
fn what_is_no_index_is_refused_and_not_touched() {
    let folder = news();
    let path = folder.path().join("corpus.db");
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .unwrap();
    let cases = [
        (Vec::new(), "this file is no index"),
        (b"short".to_vec(), "this file is no index"),
        (
            "Un article, et bien plus long que l'en-tête d'une base de données.\n".repeat(9).into_bytes(),
            "this file is no index",
        ),
        (fs::read(&foreign).unwrap(), "this is a database of another program, expected an index of recoupe"),
    ];
    for (bytes, what) in cases {
        fs::write(&path, &bytes).unwrap();
        for args in [&["add", "news"][..], &["remove", "news"], &["list"], &["stats"], &["verify"]] {
            let message = format!(
                "recoupe: corpus.db: {what}; nothing was changed. recoupe index add makes an index at a path that is free\n"
            );
            assert_eq!(answer(&index(folder.path(), args)), told(2, "", &message), "{args:?}");
            assert!(fs::read(&path).unwrap() == bytes, "{args:?} changed the file");
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing was left beside it");
}

#[test]
fn an_index_of_a_later_release_is_refused_and_not_touched() {
    let folder = news();
    index(folder.path(), &["add", "news"]);
    let path = folder.path().join("corpus.db");
    let change = rusqlite::Connection::open(&path).unwrap();
    change.pragma_update(None, "user_version", 9).unwrap();
    change.close().unwrap();
    let before = fs::read(&path).unwrap();
    let message = "recoupe: corpus.db: this index has version 9, and this recoupe knows versions up to 1: use the release \
                   that wrote it, or a later one\n";
    for args in [&["add", "news"][..], &["remove", "news"], &["list"], &["stats"], &["verify"]] {
        assert_eq!(answer(&index(folder.path(), args)), told(2, "", message), "{args:?}");
    }
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn verify_finds_what_is_wrong() {
    let spoilt = [
        ("UPDATE terms SET articles = 77 WHERE id = 1", "is said to occur in 77, and is filed under 1"),
        ("DELETE FROM postings WHERE term = 1", "is said to occur in 1, and is filed under 0"),
        ("UPDATE postings SET articles = x'02' WHERE term = 1", "and is filed under 1 others"),
        ("DELETE FROM bands WHERE band = 3", "the bands of article 1 are filed under others"),
        ("DELETE FROM dossiers WHERE article = 2", "news/b.md: 0 dossiers, 1 profiles, expected one of each"),
        ("UPDATE dossiers SET packed = x'00' WHERE article = 2", "news/b.md: its dossier cannot be"),
        ("UPDATE texts SET packed = (SELECT packed FROM texts WHERE article = 1) WHERE article = 2", "news/b.md: "),
        (
            "UPDATE articles SET title = 'Autre' WHERE id = 3",
            "news/c.md: its text or metadata are not those that were added",
        ),
        (
            "UPDATE dossiers SET packed = (SELECT packed FROM dossiers WHERE article = 1) WHERE article = 2",
            "its dossier is of news/a.md",
        ),
        ("DELETE FROM terms WHERE id = 1", "terms have no word"),
    ];
    for (sql, what) in spoilt {
        let folder = news();
        index(folder.path(), &["add", "news"]);
        let change = rusqlite::Connection::open(folder.path().join("corpus.db")).unwrap();
        change.execute_batch(sql).unwrap();
        change.close().unwrap();
        let output = index(folder.path(), &["verify"]);
        assert_eq!(output.status.code(), Some(1), "{sql}");
        assert!(
            stdout(&output).starts_with("corpus.db: ") && stdout(&output).contains(what),
            "{sql}:\n{}",
            stdout(&output)
        );
    }
    // Pages that were overwritten are SQLite's to find.
    let folder = news();
    index(folder.path(), &["add", "news"]);
    let path = folder.path().join("corpus.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let output = index(folder.path(), &["verify"]);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{:?}", answer(&output));
    assert!(!(stdout(&output) + &stderr(&output)).is_empty());
}

#[test]
fn other_rules_and_languages_have_what_is_there_read_again() {
    let folder = news();
    index(folder.path(), &["add", "news"]);
    let output = index(folder.path(), &["add", "news", "--lang", "es"]);
    assert_eq!(
        answer(&output),
        told(
            0,
            "0 added, 0 replaced, 3 unchanged; corpus.db holds 3 articles.\n",
            "recoupe: corpus.db: 3 articles here were read by another release or with other rules; reading them again\n"
        )
    );
    assert!(stdout(&index(folder.path(), &["stats"])).contains("to be read again     3\n"));
    assert!(stdout(&index(folder.path(), &["stats", "--lang", "es"])).contains("to be read again     0\n"));
    assert_eq!(index(folder.path(), &["verify"]).status.code(), Some(0));
}

#[test]
fn a_check_against_a_damaged_index_is_no_green_one() {
    let folder = news();
    index(folder.path(), &["add", "news"]);
    let change = rusqlite::Connection::open(folder.path().join("corpus.db")).unwrap();
    change.execute_batch("UPDATE dossiers SET packed = x'00'").unwrap();
    change.close().unwrap();
    let text = fs::read_to_string(folder.path().join("news/a.md")).unwrap().replace("Le Fil", "Le Soir");
    fs::write(folder.path().join("new.md"), text).unwrap();
    let output = recoupe(folder.path(), &["check", "new.md", "--index", "corpus.db"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.starts_with("recoupe: corpus.db: this index is damaged: "), "{told}");
    assert!(told.ends_with(". recoupe index verify says what else is\n"), "{told}");
}
