//! The house in order: who imports whom, how large files are, registers, links, words that have no
//! place here. Every test names all that is wrong at once.

use recoupe::compare::{CHECKS, COMPARATORS};
use recoupe::model::{GATES, Lang};
use recoupe::report::FORMATS;
use recoupe::rules::{Comparator, RuleSet};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of `src/` may name, besides itself.
const IMPORTS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("files", &[]),
    ("text", &[]),
    ("model", &["text", "error"]),
    ("rules", &["model", "text", "error", "files"]),
    ("ingest", &["model", "text", "error"]),
    ("index", &["model", "text", "error"]),
    ("clean", &["rules", "model", "text"]),
    ("split", &["rules", "model", "text"]),
    ("extract", &["rules", "model", "text"]),
    ("align", &["rules", "model", "text"]),
    ("compare", &["rules", "model", "text"]),
    ("gather", &["rules", "model", "text"]),
    ("pairs", &["rules", "model", "text"]),
    ("report", &["model", "text"]),
    ("detect", &["rules", "model"]),
    (
        "engine",
        &[
            "detect", "clean", "split", "extract", "align", "compare", "gather", "pairs", "rules", "model", "text",
            "error",
        ],
    ),
    ("selftest", &["engine", "rules", "model", "text", "error"]),
    ("config", &["engine", "rules", "model", "text", "error", "files"]),
    ("baseline", &["rules", "model", "text", "error"]),
    (
        "cli",
        &[
            "engine", "selftest", "config", "baseline", "ingest", "index", "report", "rules", "model", "text", "error",
            "files",
        ],
    ),
    ("main", &["cli"]),
];

/// What only the command line may do: print, exit, read the clock.
const OF_THE_COMMAND_LINE: &[&str] = &[
    "println!",
    "eprint!",
    "io::stdout",
    "io::stderr",
    "process::exit",
    "SystemTime::now",
    "UNIX_EPOCH.elapsed",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

/// Words that have no place in the repository, cut in two so that this file holds none of them.
const FORBIDDEN: &[&str] = &[
    concat!("to", "do!("),
    concat!("// to", "do"),
    concat!("# to", "do"),
    concat!("fix", "me"),
    concat!("unimple", "mented!("),
    concat!("#[ig", "nore"),
    concat!("db", "g!("),
    concat!("allow(un", "used"),
    concat!("allow(dead", "_code"),
    concat!("/wo", "rk/"),
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("npm", "js."),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the repository below `folder` that .gitignore does not name, sorted.
fn files(folder: &str) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(root().join(folder))
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(|a, b| a.cmp(b))
        .build();
    walk.map(|entry| entry.expect("readable").into_path()).filter(|path| path.is_file()).collect()
}

fn rust(folder: &str) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// From the root of the repository, with `/`.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The module of `src/` that a file belongs to, and how deep below the crate it stands.
fn module(path: &Path) -> (String, usize) {
    let shown = shown(path);
    let parts: Vec<&str> = shown.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
    (parts[0].to_owned(), depth)
}

/// The code of a file, line by line, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split("//").next().unwrap_or(line))
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The modules that a stretch of code names by a path from the crate's root, `crate::{a, b::c}`
/// included.
fn named(code: &str, root: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices(root) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            out.push(identifier(rest));
            continue;
        };
        let mut depth = 1;
        let mut start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => start = true,
                _ if start && depth == 1 && !c.is_whitespace() => {
                    out.push(identifier(&group[at..]));
                    start = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    out
}

/// The longest chain of `super::` in a line.
fn supers(line: &str) -> usize {
    (1..).take_while(|n| line.contains(&"super::".repeat(*n))).count()
}

fn nothing(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn modules_import_what_the_table_allows() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for path in rust("src") {
        let (own, depth) = module(&path);
        if own == "lib" {
            continue;
        }
        let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == own) else {
            wrong.push(format!("{}: no row of the table says what {own} may import", shown(&path)));
            continue;
        };
        let text = read(&path);
        let lines: Vec<&str> = code(&text).collect();
        let joined = lines.join("\n");
        let foreign = if own == "main" { "recoupe::" } else { "crate::" };
        for name in named(&joined, foreign) {
            if name != own && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: {own} imports {name}", shown(&path)));
            }
        }
        // A module inside the file stands one deeper.
        let inner = lines.iter().position(|l| l.starts_with("mod ") && l.ends_with('{')).unwrap_or(lines.len());
        for (n, line) in lines.iter().enumerate() {
            if supers(line) >= depth + usize::from(n > inner) {
                wrong.push(format!("{}:{}: reaches the crate by super, expected crate::", shown(&path), n + 1));
            }
        }
        seen.insert(own);
    }
    wrong.extend(IMPORTS.iter().filter(|(n, _)| !seen.contains(*n)).map(|(n, _)| format!("{n}: no such module")));
    nothing(&wrong, "imports that the table at the top of tests/house.rs does not allow");
}

#[test]
fn imports_are_read_in_every_form() {
    assert_eq!(named("use crate::text::Span;\nlet x = crate::rules::page(r);", "crate::"), ["text", "rules"]);
    assert_eq!(named("use crate::{model::{A, B}, text, rules::{C}};", "crate::"), ["model", "text", "rules"]);
    assert_eq!(supers("use super::super::model;"), 2);
}

#[test]
fn only_the_command_line_prints_exits_and_reads_the_clock() {
    let mut wrong = Vec::new();
    for path in rust("src").iter().filter(|p| module(p).0 != "cli") {
        for (n, line) in code(&read(path)).enumerate() {
            let found = OF_THE_COMMAND_LINE.iter().filter(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{}: {word}", shown(path), n + 1)));
        }
    }
    nothing(&wrong, "the library prints, exits or reads the clock");
}

#[test]
fn files_are_of_a_size_to_be_read() {
    let lines = |path: &PathBuf| read(path).lines().count();
    let mut wrong: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| rust(folder))
        .filter(|path| lines(path) > 500)
        .map(|path| format!("{}: {} lines, expected 500 at most", shown(&path), lines(&path)))
        .collect();
    let main = lines(&root().join("src/main.rs"));
    if main > 30 {
        wrong.push(format!("src/main.rs: {main} lines, expected 30 at most"));
    }
    let of = |folder: &str| rust(folder).iter().map(lines).sum::<usize>();
    let (cli, all) = (of("src/cli"), of("src"));
    if cli * 100 > all * 12 {
        wrong.push(format!("src/cli: {cli} of {all} lines, expected 12 % at most"));
    }
    nothing(&wrong, "too large");
}

#[test]
fn every_format_file_is_registered() {
    let formats: BTreeSet<String> =
        rust("src/report").iter().filter(|p| read(p).contains("\npub(super) fn render(")).map(|p| stem(p)).collect();
    let registered: BTreeSet<String> = FORMATS.iter().map(|f| f.name.to_owned()).collect();
    assert_eq!(formats, registered, "files of src/report with a render function, and report::FORMATS");
}

#[test]
fn every_comparator_is_registered() {
    let source = read(&root().join("src/rules/when.rs"));
    let body = source.split("pub enum Comparator {").nth(1).and_then(|s| s.split("\n}").next()).expect("the enum");
    let variants: BTreeSet<String> =
        code(body).map(str::trim).filter(|l| !l.is_empty()).map(|l| l.trim_end_matches(',').to_owned()).collect();
    let all: BTreeSet<String> = Comparator::ALL.iter().map(|c| format!("{c:?}")).collect();
    assert_eq!(variants, all, "variants of Comparator, and Comparator::ALL");
    for comparator in Comparator::ALL {
        let times = COMPARATORS.iter().filter(|c| c.comparator == comparator).count()
            + CHECKS.iter().filter(|c| c.comparator == comparator).count();
        // Look-alikes are what no comparator takes for one thing; what is stale is seen when all
        // pairs are known, and versions of one article are compared sentence by sentence.
        let registered = !matches!(comparator, Comparator::Unlike | Comparator::Stale | Comparator::Edit);
        let expected = usize::from(registered);
        assert_eq!(times, expected, "{comparator:?} in compare::COMPARATORS and compare::CHECKS");
    }
}

/// The string literals of a stretch of code, however its lines are broken.
fn literals(code: &str) -> Vec<&str> {
    code.split('"').skip(1).step_by(2).collect()
}

#[test]
fn every_gate_that_leaves_evidence_is_registered_and_weighed() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for path in rust("src/compare").into_iter().chain(rust("src/gather")) {
        let text = read(&path);
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        used.extend(literals(text).into_iter().map(str::to_owned));
        for call in ["Evidence::new(", "Evidence::graded(", "Evidence::measured("] {
            for after in text.split(call).skip(1) {
                let Some(name) = after.trim_start().strip_prefix('"').and_then(|a| a.split('"').next()) else {
                    continue;
                };
                if !GATES.iter().any(|g| g.name == name) {
                    wrong.push(format!("{}: {name} is not in model::GATES", shown(&path)));
                }
            }
        }
    }
    let left = GATES.iter().filter(|g| !used.contains(g.name));
    wrong.extend(left.map(|g| format!("{}: no comparator names it", g.name)));
    let grades = GATES.iter().flat_map(|g| g.grades.iter().filter(|s| !s.is_empty()).map(|s| (g.name, *s)));
    wrong.extend(grades.filter(|(_, s)| !used.contains(*s)).map(|(g, s)| format!("{g}.{s}: no comparator names it")));
    nothing(&wrong, "gates of model::GATES, and evidence of src/compare and src/gather");
    // That each has its weight, and nothing else has one, is checked where rules are loaded.
    assert!(RuleSet::embedded().is_ok());
}

#[test]
fn every_rule_file_loads_under_its_name() {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let loaded: BTreeSet<String> = rules.conflicts.iter().map(|r| r.id.clone()).collect();
    let found: BTreeSet<String> = files("rules/conflicts").iter().map(|p| stem(p)).collect();
    assert_eq!(loaded, found, "rules that load, and files of rules/conflicts");
}

#[test]
fn language_folders_hold_the_same_files() {
    let names = |lang: &str| -> BTreeSet<String> { files(&format!("rules/{lang}")).iter().map(|p| stem(p)).collect() };
    for lang in Lang::ALL {
        assert_eq!(names(lang.code()), names(Lang::Fr.code()), "rules/{lang} and rules/fr");
        assert!(!files(&format!("fixtures/{lang}")).is_empty(), "fixtures/{lang} tells no story");
    }
    let folders = fs::read_dir(root().join("rules")).expect("rules/").map(|e| e.expect("readable").path());
    // Rules of conflicts, and the page of a report, which has words of its own languages.
    for folder in folders.filter(|p| p.is_dir() && !p.ends_with("conflicts") && !p.ends_with("report")) {
        assert!(Lang::ALL.iter().any(|l| folder.ends_with(l.code())), "{}: of no language", shown(&folder));
    }
}

/// The pages that people read first, and those under docs/.
fn pages() -> Vec<PathBuf> {
    let named = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/rules.md", "docs/options.md"];
    let mut pages: Vec<PathBuf> = named.iter().map(|name| root().join(name)).collect();
    pages.extend(files("docs").into_iter().filter(|p| p.extension().is_some_and(|e| e == "md")));
    pages.sort();
    pages.dedup();
    pages
}

/// The lines of a page outside its code blocks.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for heading in prose(page).filter(|l| l.starts_with('#')) {
        let text = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let slug: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let again = (0..).map(|n| if n == 0 { slug.clone() } else { format!("{slug}-{n}") });
        let free = again.into_iter().find(|s| !out.contains(s)).unwrap_or_default();
        out.insert(free);
    }
    out
}

/// The targets of links in a line, `code` left out.
fn targets(line: &str) -> Vec<String> {
    let text: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let inline = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let defined = text.strip_prefix('[').and_then(|l| l.split_once("]: ")).map(|(_, target)| target);
    inline.chain(defined).filter_map(|t| t.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn links_resolve() {
    let mut wrong = Vec::new();
    for page in pages() {
        if !page.is_file() {
            wrong.push(format!("{}: missing", shown(&page)));
            continue;
        }
        let text = read(&page);
        for target in prose(&text).flat_map(targets) {
            if ["http://", "https://", "mailto:"].iter().any(|s| target.starts_with(s)) {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = if path.is_empty() { page.clone() } else { page.with_file_name("").join(path) };
            if !file.exists() {
                wrong.push(format!("{}: {target}: no such file", shown(&page)));
            } else if !(anchor.is_empty() || file.is_file() && anchors(&read(&file)).contains(anchor)) {
                wrong.push(format!("{}: {target}: no such heading", shown(&page)));
            }
        }
    }
    nothing(&wrong, "pages that are missing, and links that lead nowhere");
}

#[test]
fn links_and_anchors_are_read_as_github_does() {
    assert_eq!(targets("see [a](x.md#y) and `[b](no)`, ![c](d.svg \"t\")"), ["x.md#y", "d.svg"]);
    assert_eq!(targets("[a]: x.md"), ["x.md"]);
    let found = anchors("# Exit codes\n```\n# no\n```\n## `recoupe audit`, again!\n## Exit codes\n");
    let expected = ["exit-codes", "exit-codes-1", "recoupe-audit-again"];
    assert_eq!(found, expected.iter().map(|s| (*s).to_owned()).collect());
}

#[test]
fn no_file_holds_a_forbidden_word() {
    let mut wrong = Vec::new();
    // The lock file names where packages come from.
    for path in files("").iter().filter(|p| !p.ends_with("Cargo.lock")) {
        let bytes = fs::read(path).expect("readable");
        for (n, line) in String::from_utf8_lossy(&bytes).to_lowercase().lines().enumerate() {
            let found = FORBIDDEN.iter().filter(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{}: {word}", shown(path), n + 1)));
        }
    }
    nothing(&wrong, "words that have no place in the repository");
}
