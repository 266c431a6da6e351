//! Faults and attacks, each one done for real: disks that are full, readers that leave, files that
//! vanish, links that lead astray, archives that never end, templates that would read what is not
//! theirs. Nothing is lost, a sentence says what was wrong, and the exit code is the right one.

#![cfg(unix)]

mod inputs;
mod limits;
mod outputs;
#[path = "../shared/shell.rs"]
mod shell;
mod theirs;

use shell::shell;
use std::fs;
use std::path::Path;

/// Two articles that contradict each other.
fn news() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("news")).expect("a folder");
    for (name, dead) in [("a.md", "douze"), ("b.md", "vingt")] {
        let text = format!(
            "---\nsource: {name}\npublished: 2021-03-04\nlang: fr\n---\n\nL'incendie de l'entrepôt Orvalis à Tervigne a \
             fait {dead} morts mardi.\n"
        );
        fs::write(folder.path().join("news").join(name), text).expect("writable");
    }
    folder
}

/// Exit code, standard output, standard error.
fn run(folder: &Path, script: &str) -> (i32, String, String) {
    let output = shell(folder, script);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// As [`run`], on a disk of so many kilobytes mounted at `disk/`; `None`, and a line that says so,
/// where none can be made.
fn on_disk(folder: &Path, kilobytes: usize, script: &str) -> Option<(i32, String, String)> {
    fs::write(
        folder.join("script.sh"),
        format!("mkdir -p disk && mount -t tmpfs -o size={kilobytes}k tmpfs disk || exit 77\n{script}\n"),
    )
    .expect("writable");
    // The disk goes with the process that it was made for.
    let answer = run(folder, "exec unshare -rm sh script.sh");
    if answer.0 == 77 || answer.2.contains("unshare:") {
        eprintln!("skipped: no small disk can be made here: {}", answer.2);
        return None;
    }
    Some(answer)
}

/// What to put before a command so that it may not do what only root may; `None`, and a line that
/// says so, where that cannot be had.
fn unprivileged(folder: &Path) -> Option<&'static str> {
    let root = run(folder, "id -u").1.trim() == "0";
    let nobody = if root { "setpriv --reuid=65534 --regid=65534 --clear-groups" } else { "" };
    let probe = run(folder, &format!("chmod 755 . && {nobody} test -x $R"));
    if probe.0 != 0 {
        eprintln!("skipped: no other user can be had here: {}", probe.2);
        return None;
    }
    Some(nobody)
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut out: Vec<String> = entries.map(|e| e.expect("entry").file_name().to_string_lossy().into_owned()).collect();
    out.sort();
    out
}
