//! Processes that are killed, that read while another writes, and that write at once.

use super::{place, recoupe, stderr, stdout};
use recoupe::index::Reader;
use recoupe::model::RawArticle;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// More than two transactions.
const MANY: usize = 600;

/// Writes `MANY` short articles; another edition says other things under the same paths.
fn write_corpus(path: &Path, edition: usize) {
    let line = |n: usize| {
        let (dead, town) = (n % 17 + 2 + edition, n % 31);
        let text = format!("L'incendie du dépôt Orvalis {town} a fait {dead} blessés mardi, selon les pompiers.");
        serde_json::json!({"id": format!("{n:04}"), "source": format!("Gazette {}", n % 7), "lang": "fr", "text": text})
            .to_string()
    };
    fs::write(path, (0..MANY).map(line).collect::<Vec<_>>().join("\n")).unwrap();
}

fn articles(path: &Path) -> Vec<RawArticle> {
    let shown = path.file_name().unwrap().to_string_lossy();
    recoupe::ingest::read(&shown, &fs::read(path).unwrap()).articles
}

fn adding(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["index", "add", "-v", "--isolated", "--index", "corpus.db", "all.jsonl"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The whole lines that a process wrote: what became of an article, and its path.
fn reported(child: &mut Child) -> Vec<(String, String)> {
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let lines = whole.lines().filter_map(|line| line.split_once(' '));
    lines
        .filter(|(word, _)| ["added", "replaced", "unchanged"].contains(word))
        .map(|(word, path)| (word.to_owned(), path.to_owned()))
        .collect()
}

/// The numbers of SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[test]
fn an_index_whose_writer_was_killed_holds_all_that_was_reported() {
    let (folder, path) = place();
    let corpus = folder.path().join("all.jsonl");
    write_corpus(&corpus, 0);
    let start = Instant::now();
    adding(folder.path()).wait_with_output().unwrap();
    let whole = start.elapsed();

    let (mut dice, mut cut, mut kept) = (20_211_124, 0, 0);
    for round in 0..50 {
        // From nothing, and on top of what earlier rounds left behind.
        if round % 5 == 0 {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(folder.path().join(format!("corpus.db{ending}")));
            }
        }
        write_corpus(&corpus, round);
        let mut child = adding(folder.path());
        thread::sleep(whole.mul_f64((next(&mut dice) % 1000) as f64 / 900.0));
        child.kill().unwrap();
        let reported = reported(&mut child);
        child.wait().unwrap();
        if !path.exists() {
            assert!(reported.is_empty(), "round {round}: reported, and there is no index");
            continue;
        }
        let articles = articles(&corpus);
        let reader = Reader::open(&path).unwrap_or_else(|e| panic!("round {round}: {e}"));
        for (word, article) in &reported {
            let raw = articles.iter().find(|raw| raw.path == *article).expect("an article of the corpus");
            assert!(reader.holds(raw).unwrap(), "round {round}: {article} was reported as {word} and is not there");
        }
        assert_eq!(reader.verify().unwrap(), [""; 0], "round {round}");
        cut += usize::from(reported.len() < MANY);
        kept += usize::from(!reported.is_empty());
    }
    assert!(cut >= 10 && kept >= 10, "of 50 kills {cut} came before the end, and {kept} after the first report");
    let last = adding(folder.path()).wait_with_output().unwrap();
    assert!(last.status.success());
    assert_eq!(Reader::open(&path).unwrap().count().unwrap(), MANY);
}

#[test]
fn two_processes_read_while_one_writes() {
    let (folder, path) = place();
    let corpus = folder.path().join("all.jsonl");
    write_corpus(&corpus, 0);
    let output = recoupe(folder.path(), &["index", "add", "--index", "corpus.db", "all.jsonl"]);
    let expected = "256 added, 0 replaced, 0 unchanged so far\n512 added, 0 replaced, 0 unchanged so far\n\
                    600 added, 0 replaced, 0 unchanged; corpus.db holds 600 articles.\n";
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), expected));
    write_corpus(&corpus, 1);
    let mut writer = adding(folder.path());
    let written = thread::scope(|scope| {
        let read = |verb: &'static str| {
            let folder = folder.path();
            scope.spawn(move || {
                for _ in 0..6 {
                    let output = recoupe(folder, &["index", verb, "--index", "corpus.db"]);
                    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{verb}");
                    if verb == "list" {
                        assert_eq!(stdout(&output).lines().count(), MANY, "each article in one version or the other");
                    }
                }
            })
        };
        let readers = [read("list"), read("verify")];
        let written = reported(&mut writer);
        readers.into_iter().for_each(|reader| reader.join().unwrap());
        written
    });
    assert!(writer.wait().unwrap().success());
    assert_eq!(written.iter().filter(|(word, _)| word == "replaced").count(), MANY);
    assert_eq!(Reader::open(&path).unwrap().verify().unwrap(), [""; 0]);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "an index at rest is one file: {left:?}");
}

#[test]
fn two_processes_that_add_at_once_wait_for_each_other() {
    let (folder, path) = place();
    for name in ["all.jsonl", "more.jsonl"] {
        write_corpus(&folder.path().join(name), 0);
    }
    let deadline = Instant::now() + Duration::from_secs(120);
    thread::scope(|scope| {
        for name in ["all.jsonl", "more.jsonl"] {
            let folder = folder.path();
            scope.spawn(move || {
                let output = recoupe(folder, &["index", "add", "--index", "corpus.db", name]);
                assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{name}");
            });
        }
    });
    assert!(Instant::now() < deadline, "neither waits for ever");
    let reader = Reader::open(&path).unwrap();
    assert_eq!((reader.count().unwrap(), reader.verify().unwrap()), (2 * MANY, Vec::new()));
}
