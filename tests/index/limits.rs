//! Disks that are full, and files and folders that may not be written to.

#![cfg(unix)]

use super::shell::shell;
use super::{place, stderr, stdout};
use recoupe::index::Reader;
use std::fs;
use std::path::Path;

/// Articles with few words in common, so that the index grows.
fn write_corpus(path: &Path, from: usize, to: usize) {
    let line = |n: usize| {
        let words: Vec<String> = (0..40).map(|w| format!("mot{}", n * 40 + w)).collect();
        let text = format!("Le maire d'Arvel a parlé de {} mardi. {}.", words[0], words.join(" "));
        serde_json::json!({"id": format!("{n:04}"), "lang": "fr", "text": text}).to_string()
    };
    fs::write(path, (from..to).map(line).collect::<Vec<_>>().join("\n")).unwrap();
}

/// 300 articles in the index, and 600 more in `more.jsonl`.
fn half_full() -> tempfile::TempDir {
    let (folder, _) = place();
    write_corpus(&folder.path().join("all.jsonl"), 0, 300);
    write_corpus(&folder.path().join("more.jsonl"), 300, 900);
    let output = shell(folder.path(), "$R index add -q --index corpus.db all.jsonl");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    folder
}

#[test]
fn a_file_that_may_grow_no_further_keeps_what_it_holds() {
    let folder = half_full();
    let path = folder.path().join("corpus.db");
    // In blocks of 512 bytes; the shell ignores the signal, and so do those it starts.
    let limit = path.metadata().unwrap().len() / 512 + 40;
    let output = shell(
        folder.path(),
        &format!("trap '' XFSZ; ulimit -f {limit} && exec $R index add --index corpus.db more.jsonl"),
    );
    if stderr(&output).contains("ulimit") {
        eprintln!("skipped: this shell sets no limit on the size of files: {}", stderr(&output));
        return;
    }
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    let message = stderr(&output);
    assert!(message.starts_with("recoupe: corpus.db: cannot add to this index: "), "{message}");
    assert!(message.contains("all that was reported as added is kept"), "{message}");
    let reader = Reader::open(&path).unwrap();
    assert_eq!((reader.count().unwrap(), reader.verify().unwrap()), (300, Vec::new()));
    drop(reader);

    let output = shell(folder.path(), "$R index add --index corpus.db more.jsonl");
    assert_eq!(output.status.code(), Some(0), "with room it goes on: {}", stderr(&output));
    assert_eq!(Reader::open(&path).unwrap().count().unwrap(), 900);
}

#[test]
fn a_full_disk_keeps_what_it_holds() {
    let folder = half_full();
    let size = folder.path().join("corpus.db").metadata().unwrap().len() / 1024;
    // The disk goes with the process that it was made for.
    let script = format!(
        "mkdir disk && mount -t tmpfs -o size={}k tmpfs disk && cp corpus.db disk && cd disk || exit 77
         $R index add --index corpus.db ../more.jsonl; echo \"add: $?\"
         $R index verify --index corpus.db; echo \"verify: $?\"",
        size + 300
    );
    let output = shell(folder.path(), &format!("exec unshare -rm sh -c '{script}'"));
    if !matches!(output.status.code(), Some(0)) {
        eprintln!("skipped: no small disk can be made here: {}", stderr(&output));
        return;
    }
    let (told, message) = (stdout(&output), stderr(&output));
    assert!(told.contains("add: 2\n"), "{told}{message}");
    assert!(
        message.contains("the disk is full; all that was reported as added is kept. Make room and try again"),
        "{message}"
    );
    assert!(told.contains("corpus.db: nothing is wrong, 300 articles\nverify: 0\n"), "{told}{message}");
}

#[test]
fn write_protected_indexes_are_read_and_not_written() {
    let folder = half_full();
    let path = folder.path().join("corpus.db");
    write_corpus(&folder.path().join("two.jsonl"), 300, 302);
    // Nobody may write, not even those who may do anything.
    let root = stdout(&shell(folder.path(), "id -u")).trim() == "0";
    let nobody = if root { "setpriv --reuid=65534 --regid=65534 --clear-groups" } else { "" };
    let closed = shell(folder.path(), &format!("chmod 444 corpus.db && chmod 555 . && {nobody} test -x $R"));
    if !closed.status.success() {
        eprintln!("skipped: no other user can be had here: {}", stderr(&closed));
        return;
    }
    let run = |args: &str| shell(folder.path(), &format!("exec {nobody} $R index {args} --index corpus.db"));
    for (args, expected) in [("stats", "articles             300\n"), ("verify", "nothing is wrong, 300 articles\n")] {
        let output = run(args);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{args}");
        assert!(stdout(&output).contains(expected), "{args}: {}", stdout(&output));
    }
    for args in ["add two.jsonl", "remove all.jsonl"] {
        let output = run(args);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{args}");
        let message = stderr(&output);
        assert!(message.starts_with("recoupe: corpus.db: cannot write to this index: "), "{args}: {message}");
        assert!(message.contains("write-protected") || message.contains("cannot be opened or written to"), "{message}");
    }
    assert!(!folder.path().join("corpus.db-wal").exists() && path.exists());
    // A folder in which nothing can be made.
    let output = shell(folder.path(), &format!("exec {nobody} $R index add two.jsonl --index other.db"));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("recoupe: other.db: cannot make this index: "), "{}", stderr(&output));
    assert!(shell(folder.path(), "chmod 755 .").status.success());
}
