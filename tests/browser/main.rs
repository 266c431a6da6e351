//! The page of `--format html` in a real browser: filters filter, links land, keys reach all, nothing
//! is asked of a network, and no barrier stands in the way of those who read otherwise. Skipped,
//! saying so, where Chromium and chromedriver are not there.

mod driver;
mod reports;

use driver::Browser;
use recoupe::model::ReportLang;
use recoupe::report::Pages;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const TAB: char = '\u{e004}';
const ESCAPE: char = '\u{e00c}';
const ENTER: char = '\u{e007}';

/// Past the test harness, which shows what a test prints only where it fails.
fn tell(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).expect("standard error can be written");
}

/// False, saying so, where there is no browser.
fn browser_is_there(what: &str) -> bool {
    let there = driver::is_there();
    if !there {
        tell(&format!("skipped: {what}: chromium and chromedriver are not there"));
    }
    there
}

/// The page of the case that recoupe started from.
fn story(folder: &Path, lang: &str) -> PathBuf {
    story_of("pegasus", folder, lang)
}

/// The page of a French story of `fixtures/`.
fn story_of(name: &str, folder: &Path, lang: &str) -> PathBuf {
    let page = folder.join("story.html");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fr").join(name);
    let run = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args([
            "audit",
            "--isolated",
            "--by-source",
            "--fail-on",
            "never",
            "--format",
            "html",
            "--report-lang",
            lang,
            "-o",
        ])
        .args([page.as_path(), &fixtures])
        .status();
    assert!(run.expect("it starts").success());
    page
}

/// The page of a report of so many findings over so many articles.
fn page(folder: &Path, findings: usize, articles: usize) -> PathBuf {
    let path = folder.join(format!("{findings}.html"));
    let bytes = Pages::new(ReportLang::En, BTreeMap::new()).render(&reports::many(findings, articles));
    std::fs::write(&path, bytes.expect("it renders")).expect("it can be written");
    path
}

fn url(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Nothing was said to the console, and nothing was asked for but the page itself.
fn is_quiet(browser: &Browser, page: &Path) {
    assert_eq!(browser.console(), Vec::<String>::new(), "the console of {}", page.display());
    let own = url(page);
    let others: Vec<String> = browser.requests().into_iter().filter(|r| !r.contains(&own)).collect();
    let others: Vec<String> = others.into_iter().filter(|r| r != "\"data:,\"").collect();
    assert_eq!(others, Vec::<String>::new(), "requests that leave the page");
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

const SHOWN: &str = "return [...document.querySelectorAll('#findings .f')].filter(f => !f.hidden).length";

/// Sets a control as a hand would, and counts what is shown.
fn shown_with(browser: &Browser, control: &str, value: &str, event: &str) -> u64 {
    browser.run(&format!(
        "const c = document.getElementById('{control}'); c.value = {}; c.dispatchEvent(new Event('{event}'));",
        json!(value)
    ));
    number(&browser.run(SHOWN))
}

#[test]
fn filters_filter_and_links_land() {
    if !browser_is_there("filters and links of a page") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = page(folder.path(), 200, 40);
    let browser = Browser::open(1280, 900, false);
    browser.go(&url(&path));
    assert_eq!(number(&browser.run(SHOWN)), 200);
    let report = reports::many(200, 40);
    let of =
        |keep: &dyn Fn(&recoupe::model::Finding) -> bool| report.findings.iter().filter(|f| keep(f)).count() as u64;
    let errors = of(&|f| f.severity.word() == "error");
    assert_eq!(shown_with(&browser, "by-s", "error", "change"), errors);
    let both = of(&|f| f.severity.word() == "error" && f.kind.word() == "date");
    assert_eq!(shown_with(&browser, "by-k", "date", "change"), both);
    assert_eq!(browser.run("return document.getElementById('count').textContent"), both.to_string());
    browser.run("document.getElementById('clear').click()");
    assert_eq!(number(&browser.run(SHOWN)), 200, "cleared");
    let of_source = of(&|f| f.sides.iter().any(|s| s.article == "a3"));
    assert_eq!(shown_with(&browser, "by-a", "3", "change"), of_source, "the third source has one article of forty");
    browser.run("document.getElementById('clear').click()");
    let words = of(&|f| f.sides.iter().any(|s| s.sentence.contains("bourg numéro 77 ")));
    let typed = shown_with(&browser, "q", "BOURG numero 77 vallee", "input");
    assert!(typed >= words && typed < 100, "{typed} of {words}: case and accents do not matter");
    assert!(browser.run("return [...document.querySelectorAll('.notes')].some(d => d.open)").as_bool() == Some(true));
    assert_eq!(shown_with(&browser, "q", "no such word anywhere", "input"), 0);
    assert_eq!(browser.run("return document.getElementById('none').hidden"), false, "it says that nothing is shown");

    // A deep link to a folded finding that the filter hides lands on it, and shows it.
    let note = report.findings.iter().find(|f| f.severity.word() == "note").expect("a note");
    browser.run(&format!("location.hash = '#f-{}'", note.id));
    let landed = "const f = document.getElementById(location.hash.slice(1)); const r = f.getBoundingClientRect(); \
                  return [f.hidden, f.closest('details').open, document.activeElement.id === f.id, r.top < innerHeight && r.bottom > 0]";
    let there = json!([false, true, true, true]);
    browser.evaluate("new Promise(done => setTimeout(done, 300))");
    assert_eq!(browser.run(landed), there, "hidden, unfolded, in focus, in sight: {}", note.id);
    browser.go("about:blank");
    browser.go(&format!("{}#f-{}", url(&path), note.id));
    browser.evaluate("new Promise(done => setTimeout(done, 300))");
    assert_eq!(browser.run(landed), there, "opened with the link");

    // From a figure or a side to the very words, in an article that is folded.
    let to_words = "const a = document.querySelector('figcaption a[href*=\"-\"]'); a.click(); \
                    const m = document.getElementById(a.getAttribute('href').slice(1)); \
                    return [m.tagName, m.closest('details').open, m.textContent.trim().length > 0]";
    assert_eq!(browser.run(to_words), json!(["MARK", true, true]));

    // The surest first, in every list.
    shown_with(&browser, "order", "c", "change");
    let sorted = "return [...document.querySelectorAll('.list')].every(l => { \
                  const c = [...l.children].map(f => +f.dataset.c); return c.every((x, n) => !n || c[n - 1] >= x); })";
    assert_eq!(browser.run(sorted), true);
    let broken = "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); \
                  const out = [...document.querySelectorAll(\"a[href^='#']\")].map(a => a.getAttribute('href').slice(1)) \
                  .filter(id => !document.getElementById(id)); \
                  return [out.slice(0, 5), ids.filter((id, n) => ids.indexOf(id) !== n).slice(0, 5)]";
    assert_eq!(browser.run(broken), json!([[], []]), "links that lead nowhere, ids that stand twice");
    is_quiet(&browser, &path);
}

#[test]
fn the_keyboard_reaches_all() {
    if !browser_is_there("a page by the keyboard") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = story(folder.path(), "fr");
    let browser = Browser::open(1280, 900, false);
    browser.go(&url(&path));
    browser.press(&TAB.to_string());
    assert_eq!(browser.run("return document.activeElement.className"), "skip", "the first stop skips to the findings");
    browser.press(&ENTER.to_string());
    browser.evaluate("new Promise(done => setTimeout(done, 100))");
    assert_eq!(browser.run("return document.activeElement.id"), "findings");
    browser.press("/");
    assert_eq!(browser.run("return document.activeElement.id"), "q", "/ comes to the filter");
    browser.press("dementi/");
    assert_eq!(browser.run("return document.getElementById('q').value"), "dementi/", "there it is a letter");
    browser.press(&ESCAPE.to_string());
    assert_eq!(browser.run("return document.getElementById('q').value"), "");
    assert_eq!(browser.run("return document.documentElement.lang"), "fr");

    // Everything that can be used, folded or not, is reached in the order of the page, and seen there.
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; }); document.activeElement.blur(); \
                 window.stops = [...document.querySelectorAll('a[href], summary, input, select, button, [tabindex=\"0\"]')] \
                 .filter(e => e.checkVisibility()); document.querySelector('.skip').focus();");
    let stops = number(&browser.run("return window.stops.length"));
    assert!(stops > 60, "{stops}");
    let mut reached = Vec::new();
    for _ in 0..stops {
        reached.push(browser.run(
            "const e = document.activeElement; const s = getComputedStyle(e); const r = e.getBoundingClientRect(); \
             return [window.stops.indexOf(e), e.matches(':focus-visible') && s.outlineStyle !== 'none', r.top < innerHeight && r.bottom > 0]",
        ));
        browser.press(&TAB.to_string());
    }
    let wanted: Vec<Value> = (0..stops).map(|n| json!([n, true, true])).collect();
    let wrong: Vec<&Value> = reached.iter().zip(&wanted).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    assert!(wrong.is_empty(), "stops out of order, without a mark, or out of sight: {wrong:?}");
    is_quiet(&browser, &path);
}

/// axe-core, which is no part of the repository.
fn axe() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).ok()
}

/// Serious and critical violations on the page.
fn barriers(browser: &Browser, axe: &str) -> Vec<String> {
    browser.evaluate(&format!("{axe}; 0"));
    let found = browser.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations \
         .filter(v => v.impact === 'serious' || v.impact === 'critical') \
         .map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary).join(' | ')))",
    );
    found.as_array().expect("a list").iter().map(ToString::to_string).collect()
}

#[test]
fn nothing_stands_in_the_way_of_those_who_read_otherwise() {
    if !browser_is_there("the accessibility of a page") {
        return;
    }
    let Some(axe) = axe() else {
        tell("skipped: the accessibility of a page: axe-core is not there (.ci/run installs it where npm is)");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let pages = [story(folder.path(), "fr"), page(folder.path(), 40, 10)];
    for dark in [false, true] {
        let browser = Browser::open(1280, 900, dark);
        for path in &pages {
            browser.go(&url(path));
            let colour = browser.run("return getComputedStyle(document.body).backgroundColor");
            assert_eq!(colour == "rgb(253, 253, 251)", !dark, "{colour}");
            browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
            assert_eq!(barriers(&browser, &axe), Vec::<String>::new(), "{} (dark: {dark})", path.display());
        }
    }
}

#[test]
fn what_is_looked_for_would_be_found() {
    if !browser_is_there("whether the tests of a page can fail") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wrong.html");
    let wrong = "<p style='color: red'>a</p><img src='https://a.example/a.png'><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>\
                 <script>document.title = 'changed'</script>";
    let own = BTreeMap::from([("filter.html".to_owned(), wrong.to_owned())]);
    let bytes = Pages::new(ReportLang::En, own).render(&reports::many(4, 4)).expect("it renders");
    std::fs::write(&path, bytes).expect("it can be written");
    let browser = Browser::open(1280, 900, false);
    browser.go(&url(&path));
    let console = browser.console().join("\n");
    for refused in ["style-src", "img-src", "script-src"] {
        assert!(console.contains(refused), "{refused}: {console}");
    }
    assert!(!console.contains("Uncaught"), "the script needs no filter: {console}");
    assert_ne!(browser.run("return document.title"), "changed", "a script that the policy does not name");
    let leaves = browser.requests().into_iter().filter(|r| r.contains("a.example")).count();
    assert!(leaves > 0, "what tries to leave the page is seen, though the policy stops it");
    if let Some(axe) = axe() {
        assert!(barriers(&browser, &axe).iter().any(|v| v.contains("image-alt")), "an image without words");
    }
}

#[test]
fn a_narrow_screen_and_paper_hold_the_page() {
    if !browser_is_there("a page on a narrow screen and on paper") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let browser = Browser::open(360, 740, true);
    for path in [story(folder.path(), "fr"), page(folder.path(), 40, 10)] {
        browser.go(&url(&path));
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        let wide = browser.run("return [document.documentElement.scrollWidth, innerWidth]");
        assert!(number(&wide[0]) <= number(&wide[1]), "the page scrolls sideways: {wide}");
        is_quiet(&browser, &path);
        browser.go(&url(&path));
        // The notes are open on paper, the controls are gone, and afterwards all is as before.
        let paper = "const open = () => [...document.querySelectorAll('.notes')].filter(d => d.open).length; \
                     const before = open(); dispatchEvent(new Event('beforeprint')); const during = open(); \
                     dispatchEvent(new Event('afterprint')); return [before, during > 0, open()]";
        assert_eq!(browser.run(paper), json!([0, true, 0]));
        browser.cdp("Emulation.setEmulatedMedia", &json!({"media": "print"}));
        assert_eq!(browser.run("return document.getElementById('filter').checkVisibility()"), false);
        // A finding stays on one sheet, but for a note that lists more than a sheet holds.
        let breaks =
            "return ['#findings .f', '.notes .f'].map(s => getComputedStyle(document.querySelector(s)).breakInside)";
        assert_eq!(browser.run(breaks), json!(["avoid", "auto"]));
        assert_eq!(browser.run("return document.querySelector('footer .top').checkVisibility()"), false);
        browser.cdp("Emulation.setEmulatedMedia", &json!({"media": ""}));
        browser.requests();
    }
}

/// The words of tables that stand on two lines.
const CUT: &str = "const cut = []; \
    for (const cell of document.querySelectorAll('table:not(.timeline) :is(th, td)')) { \
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT); \
        while (texts.nextNode()) { \
            const text = texts.currentNode; \
            for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) { \
                const range = document.createRange(); \
                range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length); \
                const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top))); \
                if (tops.size > 1) cut.push(word[0]); \
            } \
        } \
    } \
    return cut";

#[test]
fn no_word_of_a_table_is_cut_on_screen_or_paper() {
    if !browser_is_there("words of tables") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = story_of("effondrement", folder.path(), "fr");
    let browser = Browser::open(1280, 900, false);
    browser.go(&url(&path));
    // As wide as what is printed of a sheet of A4.
    for (media, width) in [("", 1280), ("", 360), ("print", 720)] {
        let sheet = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        browser.cdp("Emulation.setDeviceMetricsOverride", &sheet);
        browser.cdp("Emulation.setEmulatedMedia", &json!({"media": media}));
        assert_eq!(browser.run(CUT), json!([]), "{media} {width}");
    }
    browser.requests();
}

#[test]
fn a_page_of_a_thousand_findings_is_small_and_quick() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = page(folder.path(), 1000, 500);
    let size = std::fs::metadata(&path).expect("it is there").len();
    assert!(size < 5_000_000, "{size} bytes");
    if !browser_is_there("the speed of a page") {
        return;
    }
    let browser = Browser::open(1280, 900, false);
    let start = Instant::now();
    browser.go(&url(&path));
    let open = start.elapsed();
    let times = browser.run(
        "const q = document.getElementById('q'), out = []; for (const word of ['c', 'courant', 'bourg 77', '']) { \
         const t = performance.now(); q.value = word; q.dispatchEvent(new Event('input')); document.body.offsetHeight; \
         out.push(Math.round(performance.now() - t)); } return out",
    );
    tell(&format!(
        "1000 findings over 500 articles: {size} bytes, open after {} ms, filtered in {times} ms",
        open.as_millis()
    ));
    assert!(open.as_secs() < 20, "{open:?}");
    assert!(times.as_array().into_iter().flatten().all(|t| number(t) < 5000), "{times}");
    is_quiet(&browser, &path);
}
