//! Ctrl-C: no half of a file stays, what was there before does, and what was done is told.

#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut out: Vec<String> =
        entries.map(|e| e.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    out.sort();
    out
}

/// Runs `args` in `folder`, with standard input left open, until `ready`; interrupts it and gives
/// what it ends with and says.
fn interrupted(folder: &Path, args: &[&str], ready: impl Fn() -> bool) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"fr\tLe pont de Tervigne a rouvert lundi.\n").expect("it reads");
    while !ready() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended by itself");
        sleep(Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    let status = child.wait().expect("it ends");
    drop(input);
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    (status.code(), said)
}

#[test]
fn a_file_that_is_being_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("out.jsonl"), "what was there before\n").expect("writable");
    let (code, said) =
        interrupted(folder.path(), &["extract", "-", "-o", "out.jsonl"], || names(folder.path()).len() > 1);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted: articles read: 0; no file was written"), "{said}");
    assert_eq!(names(folder.path()), ["out.jsonl"]);
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).expect("readable"), "what was there before\n");
}
