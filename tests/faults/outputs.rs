//! What is written: whole or not at all, where it was asked for and nowhere else.

use super::{names, news, on_disk, run, unprivileged};
use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = news();
    // More than a pipe holds.
    for n in 0..300 {
        fs::copy(folder.path().join("news/a.md"), folder.path().join(format!("news/{n}.md"))).unwrap();
    }
    for command in
        ["audit news --format json --fail-on never", "extract news", "rules list", "man", "config schema findings"]
    {
        let (_, out, said) = run(folder.path(), &format!("( $R {command}; echo code $? >&2 ) | head -c 10"));
        assert_eq!((out.len(), said.as_str()), (10, "code 0\n"), "{command}");
    }
}

#[test]
fn standard_output_that_is_closed_or_full() {
    let folder = news();
    let (code, _, said) = run(folder.path(), "$R audit news -q >&-");
    assert_eq!((code, said.as_str()), (1, ""), "what was found decides");
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    for command in ["audit news", "extract news", "rules list"] {
        let (code, _, said) = run(folder.path(), &format!("$R {command} >/dev/full"));
        assert_eq!(code, 2, "{command}: {said}");
        assert!(said.starts_with("recoupe: standard output: cannot write: No space left"), "{command}: {said}");
    }
}

#[test]
fn a_full_disk_keeps_the_old_file() {
    let folder = news();
    // Two reports would not fit, and one does.
    let script = "printf 'what was there' > disk/out.json
        head -c 60000 /dev/zero > disk/ballast
        $R audit news -q --isolated -o json=disk/out.json >/dev/null; echo \"code $?\"
        cat disk/out.json; echo; ls -A disk | tr '\\n' ' '";
    let Some((_, out, said)) = on_disk(folder.path(), 64, script) else { return };
    assert_eq!(out, "code 2\nwhat was there\nballast out.json ", "{said}");
    assert!(said.contains("disk/out.json: cannot write this file: No space left"), "{said}");
}

#[test]
fn a_full_disk_has_no_room_for_what_waits() {
    let folder = news();
    let script = "TMPDIR=$PWD/disk; export TMPDIR
        head -c 61440 /dev/zero > disk/ballast
        $R audit news --isolated --memory 1B; echo \"code $?\"; ls -A disk | tr '\\n' ' '
        rm disk/ballast; $R audit news -q --isolated --memory 1B | grep -c 'error\\['";
    let Some((_, out, said)) = on_disk(folder.path(), 60, script) else { return };
    assert!(out.starts_with("code 2\nballast "), "{out}{said}");
    assert!(said.contains("cannot write the file of articles that --memory has no room for"), "{said}");
    assert!(said.contains("expected room there, or a larger --memory"), "{said}");
    assert!(out.ends_with(" 1\n"), "with room it goes on: {out}");
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    let folder = news();
    let Some(nobody) = unprivileged(folder.path()) else { return };
    let (code, _, said) = run(
        folder.path(),
        &format!(
            "mkdir out && chmod 555 out && {nobody} $R audit news -o out/report.txt; c=$?; chmod 755 out; exit $c"
        ),
    );
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("out/report.txt: cannot write this file: Permission denied"), "{said}");
}

#[test]
fn a_folder_that_may_not_be_read_is_a_problem_and_the_rest_is_read() {
    let folder = news();
    let Some(nobody) = unprivileged(folder.path()) else { return };
    let (code, out, said) = run(
        folder.path(),
        &format!(
            "mkdir news/shut && cp news/a.md news/shut && cp news/a.md news/c.md && chmod 000 news/shut news/c.md
             {nobody} $R audit news --isolated --error-on-skipped --format concise; c=$?; chmod 755 news/shut news/c.md; exit $c"
        ),
    );
    assert_eq!(code, 2, "{out}{said}");
    assert!(said.contains("news/c.md: cannot read this file: Permission denied"), "{said}");
    assert!(said.contains("cannot read all of this folder: ") && said.contains("news/shut"), "{said}");
    assert!(out.contains("count-mismatch"), "{out}");
}

#[test]
fn a_file_has_the_rights_that_the_user_gives() {
    let folder = news();
    for (mask, mode) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
        run(folder.path(), &format!("umask {mask} && $R audit news -q -o out.txt"));
        let found = folder.path().join("out.txt").metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "umask {mask}");
    }
}

#[test]
fn a_link_at_the_target_is_replaced_and_not_followed() {
    let folder = news();
    let precious = folder.path().join("precious.txt");
    fs::write(&precious, "not yours").unwrap();
    let link = folder.path().join("out.txt");
    let commands = ["audit news -o out.txt", "audit news -o json=out.txt", "extract news -o out.txt"];
    for (to, command) in ["precious.txt", "nowhere.txt"].into_iter().flat_map(|to| commands.map(|c| (to, c))) {
        let _ = fs::remove_file(&link);
        symlink(to, &link).unwrap();
        let (code, _, said) = run(folder.path(), &format!("$R {command} -q --isolated"));
        assert!(code < 2, "{command}: {said}");
        assert!(link.symlink_metadata().unwrap().is_file(), "{command}: the link is replaced");
        assert_eq!(fs::read_to_string(&precious).unwrap(), "not yours", "{command}");
        assert!(!folder.path().join("nowhere.txt").exists(), "{command}");
    }
    // Names of standard output and devices are no files to replace.
    for target in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let (_, out, said) =
            run(folder.path(), &format!("$R audit news -q --isolated -o {target} > all.txt; cat all.txt"));
        assert!(out.contains("error[count-mismatch]"), "{target}: {out}{said}");
        assert!(std::path::Path::new("/dev/stdout").symlink_metadata().unwrap().is_symlink(), "{target}");
    }
    assert_eq!(run(folder.path(), "$R audit news -q --isolated -o /dev/null; test -c /dev/null").0, 0);
    // A link to a pipe is somebody's way to read.
    let (_, out, _) =
        run(folder.path(), "mkfifo p && ln -s p q && { $R audit news -q --isolated -o q & } && cat p; wait");
    assert!(out.contains("error[count-mismatch]"), "{out}");
}

#[test]
fn who_is_killed_leaves_no_half_of_a_file() {
    let folder = news();
    fs::write(folder.path().join("out.jsonl"), "what was there before\n").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["extract", "news", "-", "-o", "out.jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let held = child.stdin.take();
    let end = Instant::now() + Duration::from_secs(60);
    while names(folder.path()).len() < 3 && Instant::now() < end {
        sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(held);
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap(), "what was there before\n");
    let left: Vec<String> = names(folder.path()).into_iter().filter(|n| n.starts_with(".tmp")).collect();
    assert_eq!(left.len(), 1, "what was begun lies beside it under a name of its own: {left:?}");
}

#[test]
fn ctrl_c_ends_a_run_whose_standard_error_is_closed() {
    let folder = news();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["extract", "-", "-o", "out.jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let held = child.stdin.take();
    let end = Instant::now() + Duration::from_secs(60);
    while names(folder.path()).len() < 2 && Instant::now() < end {
        sleep(Duration::from_millis(5));
    }
    drop(child.stderr.take());
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(held);
    assert_eq!(names(folder.path()), ["news"]);
}

#[test]
fn more_threads_than_cores_change_nothing() {
    let folder = news();
    let with = |jobs: &str| run(folder.path(), &format!("$R audit news --isolated --format json --jobs {jobs}"));
    let one = with("1");
    assert_eq!(one.0, 1, "{}", one.2);
    assert_eq!(with("64"), one);
}

#[test]
fn times_of_files_change_nothing() {
    let folder = news();
    let report = || run(folder.path(), "$R audit news --isolated --format json");
    let today = report();
    for time in ["197001010000", "209901010000"] {
        assert_eq!(run(folder.path(), &format!("touch -t {time} news news/a.md")).0, 0);
        assert_eq!(report(), today, "{time}");
    }
    // No library of it asks the clock; here the clock itself is set back.
    let (code, _, _) = run(folder.path(), "faketime '1999-01-01' true");
    if code != 0 {
        eprintln!("skipped: there is no faketime here");
        return;
    }
    assert_eq!(run(folder.path(), "faketime '1999-01-01' $R audit news --isolated --format json"), today);
}

#[test]
fn what_a_terminal_or_a_pipe_gets_is_whole() {
    let folder = news();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["audit", "news", "--isolated", "--format", "json"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    child.wait().unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).expect("a whole report");
    assert_eq!(report["articles"].as_array().map(Vec::len), Some(2));
}
