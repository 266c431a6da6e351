//! What is read: files that are none, links that lead astray, files that change meanwhile.

use super::{names, news, run};
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

/// As [`run`], and in time: what waits for ever would never be told.
fn in_time(folder: &std::path::Path, script: &str) -> (i32, String, String) {
    let begun = Instant::now();
    let answer = run(folder, script);
    assert!(begun.elapsed() < Duration::from_secs(60), "{script}: {:?}", begun.elapsed());
    answer
}

#[test]
fn links_that_go_in_circles_are_told_and_the_rest_is_read() {
    let folder = news();
    symlink("..", folder.path().join("news/up")).unwrap();
    symlink("one.md", folder.path().join("news/two.md")).unwrap();
    symlink("two.md", folder.path().join("news/one.md")).unwrap();
    let (code, out, said) = in_time(folder.path(), "timeout 60 $R audit . --isolated --format concise --fail-on never");
    assert_eq!(code, 0, "{said}");
    assert!(out.contains("count-mismatch"), "{out}{said}");
    let all = format!("{out}{said}");
    assert!(all.contains("cannot read all of this folder: ") && all.contains("loop"), "{all}");
    assert!(all.contains("one.md") && all.contains("two.md"), "{all}");
}

#[test]
fn a_link_that_leads_out_is_told_and_not_followed() {
    let folder = news();
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("c.md"), "L'incendie de l'entrepôt Orvalis à Tervigne a fait trente morts mardi.\n")
        .unwrap();
    symlink(secret.path().join("c.md"), folder.path().join("news/c.md")).unwrap();
    symlink(secret.path(), folder.path().join("news/more")).unwrap();
    // Inside, and no article: neither is worth a word.
    symlink("a.md", folder.path().join("news/same.md")).unwrap();
    symlink("/etc/passwd", folder.path().join("news/passwd")).unwrap();
    let (code, out, said) = run(folder.path(), "$R audit news --isolated --format json --error-on-skipped");
    assert_eq!(code, 2);
    assert!(!out.contains("trente"), "{out}");
    for name in ["news/c.md", "news/more"] {
        assert!(
            said.contains(&format!("recoupe: {name}: this link leads out of all that was named and is not followed")),
            "{said}"
        );
    }
    assert_eq!(said.matches("leads out").count(), 2, "{said}");
    let named = secret.path().display();
    for command in ["audit news --follow-outside".to_owned(), format!("audit news {named}")] {
        let (code, out, said) =
            run(folder.path(), &format!("$R {command} --isolated --format json --error-on-skipped"));
        assert_eq!((code, said.as_str()), (1, ""), "{command}");
        assert!(out.contains("trente"), "{command}: {out}");
    }
    let (code, _, said) = run(folder.path(), "$R check news/a.md --against news --isolated -q --error-on-skipped");
    assert!(code < 2 || said.contains("leads out"), "{said}");
}

#[test]
fn what_is_no_file_in_a_folder_is_told_and_not_opened() {
    let folder = news();
    assert_eq!(run(folder.path(), "mkfifo news/pipe.md && ln -s /dev/zero news/zero.md && mkdir news/folder.md").0, 0);
    let (code, out, said) = in_time(
        folder.path(),
        "timeout 60 $R audit news --isolated --follow-outside --error-on-skipped --format concise",
    );
    assert_eq!(code, 2);
    for name in ["news/pipe.md", "news/zero.md"] {
        let expected = format!("recoupe: {name}: pipes, sockets and devices in folders are not read");
        assert!(said.contains(&expected), "{said}");
    }
    assert!(out.contains("count-mismatch") && !said.contains("folder.md"), "{out}{said}");
}

#[test]
fn what_is_named_and_never_ends_is_given_up() {
    let folder = news();
    let (code, _, said) = in_time(folder.path(), "timeout 60 $R audit /dev/zero news --isolated -q --error-on-skipped");
    assert_eq!(code, 2);
    assert!(said.contains("/dev/zero: the file has more than 67108864 bytes, the limit"), "{said}");
    let (code, _, said) =
        in_time(folder.path(), "yes 'Le pont ferme.' | timeout 60 $R extract - --max-file-size 1MiB -o out.jsonl");
    assert_eq!(code, 2);
    assert!(said.contains("-: the file has more than 1048576 bytes, the limit"), "{said}");
    let (code, _, said) = in_time(folder.path(), "timeout 60 $R why-not /dev/zero:1 news/a.md:7");
    assert_eq!(code, 2);
    assert!(said.contains("/dev/zero: the file has more than 67108864 bytes"), "{said}");
    // A pipe that is named is read: the shell's <(…).
    let (code, _, said) = in_time(
        folder.path(),
        "mkfifo p.md && cat news/a.md > p.md & timeout 60 $R extract p.md -o out.jsonl; c=$?; wait; exit $c",
    );
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_file_that_vanishes_or_changes_meanwhile() {
    let folder = news();
    for n in 0..400 {
        fs::copy(folder.path().join("news/b.md"), folder.path().join(format!("news/{n:03}.md"))).unwrap();
    }
    // Some vanish, some are cut, some grow, all the while.
    let script = "( i=0; while test ! -e done; do n=$(printf %03d $((i % 400)))
            case $((i % 3)) in 0) rm -f news/$n.md;; 1) : > news/$n.md;; 2) cat news/a.md >> news/$n.md;; esac
            i=$((i + 1)); done ) &
        timeout 60 $R audit news --isolated --format json > out.json 2> said; echo code $?; touch done; wait";
    let (_, out, _) = in_time(folder.path(), script);
    assert_eq!(out, "code 1\n", "{}", fs::read_to_string(folder.path().join("said")).unwrap());
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("out.json")).unwrap()).expect("a whole report");
    let paths = |list: &str| {
        report[list].as_array().unwrap().iter().map(|a| a["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(paths("articles").contains(&"news/a.md".to_owned()));
    // What could not be read is told: gone, or empty.
    for problem in report["problems"].as_array().unwrap() {
        let message = problem["message"].as_str().unwrap();
        assert!(
            message.starts_with("cannot read this file: No such file") || message.contains("is empty"),
            "{message}"
        );
    }
}

#[test]
fn what_vanished_before_it_was_read_is_told() {
    let folder = news();
    let (code, _, said) = run(
        folder.path(),
        "printf 'news/a.md\\nnews/gone.md\\n' | $R audit --files-from - --isolated -q --format json",
    );
    assert_eq!(code, 2);
    assert!(said.contains("news/gone.md: there is no such file or folder"), "{said}");
    symlink("gone.md", folder.path().join("news/dangling.md")).unwrap();
    let (code, out, said) = run(folder.path(), "$R audit news --isolated --format json --error-on-skipped");
    assert_eq!(code, 2);
    assert!(said.contains("dangling.md") && out.contains("count-mismatch"), "{said}");
}

#[test]
fn names_that_look_like_something_else_are_only_names() {
    let folder = news();
    let article = fs::read(folder.path().join("news/a.md")).unwrap();
    for name in ["-rf.md", "$(touch hacked).md", "`touch hacked`.md", "a;touch hacked.md", "\u{1b}[2Jé\n.md", "%s%n.md"]
    {
        fs::write(folder.path().join("news").join(name), &article).unwrap();
    }
    for format in ["text", "concise", "json", "github", "html"] {
        let (code, out, said) = run(folder.path(), &format!("$R audit news --isolated --format {format}"));
        assert_eq!(code, 1, "{format}: {said}");
        assert!(!out.contains("\u{1b}[2J") && !said.contains("\u{1b}[2J"), "{format}: a terminal would obey");
    }
    assert_eq!(names(folder.path()), ["news"], "nothing was run");
}
