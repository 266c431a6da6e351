//! Every format on one report in which every text is an attack on whoever shows it: it must come
//! out as text and do nothing. Compiled for tests only.

use super::{FORMATS, Pages, STATISTICS, Style, format, proof, safe, sample::profiled, step_summary};
use crate::model::{
    Accepted, AcceptedBy, Act, ArticleText, Change, ChangeSort, ClaimSort, Comparison, KeptClaim, Report, ReportLang,
    SentenceText, Side,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Markup, formulas, commands of CI servers and terminals, turns of direction, broken lines, links,
/// placeholders, characters that XML may not hold.
const ATTACK: &str = "=cmd|' /C calc'!A0\n::error file=x::y\r\n  ::set-env name=A::b\n##[add-mask]e;=1+1\t<script>alert(1)\
                      </script>\"><img src=x onerror=alert(1)>]]>&amp; \u{1b}[2J\u{1b}]0;t\u{7}\u{9b}31m\u{202e}abc\
                      \u{2066}\u{200b}\u{e0041}\u{2028}\u{fffe}\0 [a](javascript:alert(1)) {0} `x` | %0A%25 \\ \
                      https://evil.example/ www.evil.example @maire #12 \"</script> <!-- ";

/// One word of 10,000 characters behind it.
fn attack() -> String {
    format!("{ATTACK}{}", "Ñ".repeat(10_000))
}

/// Addresses that articles give as theirs; the second alone is one of the web.
const ADDRESSES: [&str; 4] =
    ["javascript:alert(1)", "https://a.example/\"><img src=x onerror=alert(1)>", "data:text/html,x", "//x"];

/// The sample with its texts replaced. Ids, rules and places stay, so that they can be found.
fn hostile() -> Report {
    let mut report = profiled();
    report.texts.clear();
    let attack = attack();
    for (n, article) in report.articles.iter_mut().enumerate() {
        article.title = Some(attack.clone());
        article.source = attack.clone();
        article.group = Some(attack.clone());
        article.url = ADDRESSES.get(n).map(|url| (*url).to_owned());
        article.path = format!("{attack}/{}", article.path);
    }
    for finding in &mut report.findings {
        for text in [&mut finding.topic, &mut finding.story, &mut finding.message] {
            text.clone_from(&attack);
        }
        finding.because = vec![attack.clone()];
        finding.evidence.iter_mut().for_each(|e| e.text.clone_from(&attack));
        finding.accepted =
            finding.accepted.take().map(|_| Accepted { by: AcceptedBy::Baseline, reason: attack.clone() });
        for side in &mut finding.sides {
            side.quote = attack.clone();
            side.sentence = format!("{attack} {attack}");
            side.end = side.start + attack.len();
            side.speaker = Some(attack.clone());
            if let Some(value) = &mut side.value {
                value.measure.clone_from(&attack);
                value.text.clone_from(&attack);
                value.unit.clone_from(&attack);
            }
        }
    }
    for rule in &mut report.rules {
        rule.title.clone_from(&attack);
        rule.why.clone_from(&attack);
    }
    for row in &mut report.figures {
        row.topic.clone_from(&attack);
        row.measure.clone_from(&attack);
        row.cells.iter_mut().for_each(|cell| cell.text.clone_from(&attack));
    }
    for profile in &mut report.profiles {
        profile.source.clone_from(&attack);
        profile.cases.iter_mut().for_each(|case| case.quote.clone_from(&attack));
    }
    for problem in &mut report.problems {
        problem.path.clone_from(&attack);
        problem.message.clone_from(&attack);
    }
    report
}

fn rendered(name: &str) -> String {
    let render = format(name).expect("a format").render;
    String::from_utf8(render(&hostile(), &Style::default())).expect("UTF-8")
}

/// What a terminal obeys or what makes text read otherwise than its bytes say.
fn steers(c: char) -> bool {
    c != '\n' && c.is_control() || safe::turns_direction(c)
}

/// No line is a command, and nothing steers a terminal.
fn is_inert(name: &str, out: &str) {
    assert!(
        !out.contains(steers),
        "{name} sends {:?}",
        out.find(steers).map(|at| &out[out.floor_char_boundary(at.saturating_sub(60))..at + 4])
    );
    assert!(!out.contains("##["), "{name} holds a command of the old form");
    let is_command =
        |line: &str| line.trim_start().strip_prefix("::").is_some_and(|l| l.starts_with(char::is_alphabetic));
    let command = out.lines().find(|line| is_command(line));
    assert_eq!(command, None, "{name} holds a command");
}

#[test]
fn every_format_is_tested_here() {
    let tested =
        ["text", "concise", "json", "jsonl", "jsonld", "sarif", "junit", "github", "gitlab", "markdown", "html", "csv"];
    for format in FORMATS {
        assert!(tested.contains(&format.name), "{} has no test in this file", format.name);
    }
}

/// The same with two versions of an article: `text` and `markdown` tell how they differ, the formats
/// for programs hold it.
fn versions() -> Report {
    let mut report = hostile();
    let sides = report.findings[0].sides.clone();
    let change = |sort, sides: &[Side], note| Change { sort, sides: sides.to_vec(), note };
    report.comparison = Some(Comparison {
        versions: true,
        notes: vec![attack()],
        changes: vec![
            change(ChangeSort::Figure, &sides[..2], Some(attack())),
            change(ChangeSort::Name, &sides[..2], None),
            change(ChangeSort::Added, &sides[..1], None),
        ],
    });
    report
}

#[test]
fn how_versions_differ() {
    for name in ["text", "markdown", "json", "jsonl", "jsonld", "html"] {
        let out = (format(name).unwrap().render)(&versions(), &Style::default());
        let out = String::from_utf8(out).unwrap();
        is_inert(name, &out);
        if name == "markdown" {
            is_no_markup(&out);
        }
    }
}

/// A report that nobody of ours wrote: what we always write ourselves is an attack too.
#[test]
fn a_report_of_unknown_origin() {
    let mut report = hostile();
    let attack = ATTACK.to_owned();
    report.tool.name.clone_from(&attack);
    report.tool.version.clone_from(&attack);
    for article in &mut report.articles {
        article.origin.clone_from(&attack);
        article.id = format!("{attack}{}", article.id);
    }
    for finding in &mut report.findings {
        finding.id = format!("{attack}{}", finding.id);
        finding.rule.clone_from(&attack);
        for side in &mut finding.sides {
            side.article = format!("{attack}{}", side.article);
            side.origin.clone_from(&attack);
        }
        for evidence in &mut finding.evidence {
            evidence.gate.clone_from(&attack);
            evidence.values.insert(attack.clone(), 1.0);
        }
    }
    report.rules.iter_mut().for_each(|rule| rule.id.clone_from(&attack));
    for row in &mut report.figures {
        row.cells.iter_mut().for_each(|cell| cell.article = format!("{attack}{}", cell.article));
    }
    for format in FORMATS {
        let out = String::from_utf8((format.render)(&report, &Style::default())).expect("UTF-8");
        match format.name {
            "github" => assert!(!out.contains(steers) && !out.contains("##[")),
            "csv" => is_no_formula(&out),
            name => is_inert(name, &out),
        }
        match format.name {
            "markdown" => is_no_markup(&out),
            "html" => assert_eq!(dom_query::Document::from(out.as_str()).select("img, [onerror]").length(), 0),
            "junit" => assert!(!out.contains("<script") && !out.contains("<img") && !out.contains("]]>")),
            "jsonld" => assert!(!out.contains('<')),
            "json" | "sarif" | "gitlab" => assert!(serde_json::from_str::<Value>(&out).is_ok(), "{}", format.name),
            _ => {}
        }
    }
    for (name, counts) in STATISTICS {
        is_inert(name, &String::from_utf8(counts(&report, &Style::default())).expect("UTF-8"));
    }
    let summary = String::from_utf8(step_summary(&report)).expect("UTF-8");
    is_inert("summary", &summary);
    is_no_markup(&summary);
    let proofs = report.findings.iter().map(|f| proof(f, &Style::default()));
    is_inert("proof", &proofs.collect::<String>());
}

#[test]
fn text_and_concise() {
    for name in ["text", "concise"] {
        is_inert(name, &rendered(name));
    }
    let out = rendered("concise");
    let report = hostile();
    assert_eq!(out.lines().count(), report.findings.len() + report.problems.len() + 1, "one line each");
    assert!(out.contains("<script>alert(1)</script>") && out.contains("␛[2J"), "it is shown");
}

/// No text of the report is markup, a link, or what a site makes a link of.
fn is_no_markup(out: &str) {
    let unescaped =
        out.replace("\\\\", "").replace("\\[", "").replace("\\]", "").replace("\\`", "").replace("@<!-- -->", "");
    for markup in
        ["<script", "</script", "<img", "[a", "](", "=\"", "javascript:\"", "://", "www.", "#12", "@", "`", "<!-- \n"]
    {
        let at = unescaped.find(markup);
        assert!(
            at.is_none(),
            "{markup} is markup: {:?}",
            at.map(|at| unescaped[at..].chars().take(40).collect::<String>())
        );
    }
}

#[test]
fn markdown_and_summary() {
    for out in [rendered("markdown"), String::from_utf8(step_summary(&hostile())).unwrap()] {
        is_inert("markdown", &out);
        is_no_markup(&out);
        assert!(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown");
        let bars = |row: &str| row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        let rows: Vec<&str> = out.lines().filter(|l| l.starts_with("| error") || l.starts_with("| warning")).collect();
        assert!(rows.iter().all(|row| bars(row) == 6), "a row of another number of cells");
    }
}

#[test]
fn json_and_jsonl() {
    let out = rendered("json");
    is_inert("json", &out);
    assert_eq!(serde_json::from_str::<Report>(&out).unwrap(), hostile(), "every text comes back as it was");
    let out = rendered("jsonl");
    is_inert("jsonl", &out);
    let report = hostile();
    let lines = report.articles.len() + report.findings.len() + report.rules.len();
    assert_eq!(out.lines().count(), lines + report.figures.len() + report.problems.len() + report.profiles.len() + 1);
    for line in out.lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap()["type"].is_string(), "{line}");
    }
}

#[test]
fn jsonld() {
    let out = rendered("jsonld");
    is_inert("jsonld", &out);
    // In the script of a page nothing ends the script or opens a comment.
    assert!(!out.contains('<') && out.contains("\\u003c/script>"));
    let page = format!("<script type=\"application/ld+json\">{out}</script><p>behind</p>");
    let page = dom_query::Document::from(page.as_str());
    assert_eq!((page.select("script").length(), page.select("img").length()), (1, 0));
    assert_eq!((&*page.select("script").text(), &*page.select("p").text()), (out.as_str(), "behind"));
    let document: Value = serde_json::from_str(&out).unwrap();
    let nodes = document["@graph"].as_array().unwrap();
    let claim = nodes.iter().find(|n| n["@type"] == "Claim").unwrap();
    assert_eq!((&claim["text"], &claim["author"]["name"]), (&attack().into(), &attack().into()), "it is verbatim");
    let urls: Vec<&str> = nodes.iter().filter_map(|n| n["url"].as_str()).collect();
    assert_eq!(urls, ["https://a.example/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"], "one address is of the web");
    fn names(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                out.extend(map.get("@id").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|v| names(v, out));
            }
            Value::Array(list) => list.iter().for_each(|v| names(v, out)),
            _ => {}
        }
    }
    let mut ids = Vec::new();
    nodes.iter().for_each(|node| names(node, &mut ids));
    for id in ids {
        assert!(id.strip_prefix("urn:recoupe:").is_some_and(|n| n.len() < 60), "a name of our own: {id:.100}");
        assert!(id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:%".contains(&b)), "{id:.100}");
    }
}

/// Every value behind the key `text`, wherever it stands.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(text) if key == "text" => out.push(text.clone()),
                    inner => texts(inner, out),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|v| texts(v, out)),
        _ => {}
    }
}

#[test]
fn sarif() {
    let out = rendered("sarif");
    is_inert("sarif", &out);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(super::sarif::errors(&log), Vec::<String>::new());
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["snippet"]["text"], attack(), "a snippet is verbatim");
    let mut messages = Vec::new();
    let mut rest = log.clone();
    for result in rest["runs"][0]["results"].as_array_mut().unwrap() {
        for list in ["locations", "relatedLocations"] {
            for place in result[list].as_array_mut().unwrap() {
                place["physicalLocation"]["region"].take();
            }
        }
    }
    texts(&rest, &mut messages);
    assert!(messages.iter().any(|m| m.contains("<script>alert(1)</script>")), "it is shown");
    for message in messages {
        assert!(!message.contains("](") && !message.contains(steers), "{message:.300}");
        assert!(!message.replace("{{", "").contains('{'), "a placeholder: {message:.300}");
    }
    let uri = log.pointer("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").unwrap();
    let uri = uri.as_str().unwrap();
    assert!(uri.starts_with("%3Dcmd%7C%27%20/C%20calc") && uri.is_ascii(), "{uri:.100}");
}

#[test]
fn junit() {
    let out = rendered("junit");
    is_inert("junit", &out);
    assert!(!out.contains("<script") && !out.contains("<img") && !out.contains("]]>"));
    let mut reader = quick_xml::Reader::from_str(&out);
    reader.config_mut().check_end_names = true;
    let mut names = std::collections::BTreeSet::new();
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(start) => {
                names.insert(start.name().as_ref().to_owned());
                for attribute in start.attributes() {
                    attribute.expect("an attribute that can be read");
                }
            }
            _ => {}
        }
    }
    let known = ["error", "failure", "skipped", "system-out", "testcase", "testsuite", "testsuites"];
    assert!(names.iter().map(String::as_str).eq(known), "{names:?}");
    assert!(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !out.contains('\u{fffe}'));
}

#[test]
fn github() {
    let out = rendered("github");
    assert!(!out.contains(steers) && !out.contains("##["));
    let report = hostile();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), report.findings.len() + report.problems.len() + 1, "one command each, and the last line");
    let keys = ["file", "line", "col", "endLine", "title"];
    for line in &lines[..lines.len() - 1] {
        let (command, rest) = line.strip_prefix("::").and_then(|l| l.split_once(' ')).expect("a command");
        assert!(["error", "warning", "notice"].contains(&command), "{command}");
        let (properties, message) = rest.split_once("::").expect("a message");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').expect("a property");
            assert!(keys.contains(&key) && !value.contains(':'), "{property:.200}");
        }
        let escape = message.split('%').skip(1).find(|rest| !["0A", "25"].iter().any(|e| rest.starts_with(e)));
        assert_eq!(escape, None, "a percent sign that was not escaped");
    }
    assert!(!lines[lines.len() - 1].starts_with("::"));
    assert!(out.contains("<script>alert(1)</script>"), "it is shown");
}

#[test]
fn gitlab() {
    let out = rendered("gitlab");
    is_inert("gitlab", &out);
    let issues: Vec<Value> = serde_json::from_str(&out).unwrap();
    for issue in &issues {
        let description = issue["description"].as_str().unwrap();
        assert!(!description.contains(steers) && !description.contains('\n'), "{description:.200}");
        assert!(description.contains("<script>alert(1)</script>"), "it is shown");
    }
}

#[test]
fn csv() {
    let out = rendered("csv");
    is_no_formula(&out);
    assert!(out.contains("'=cmd|' /C calc'!A0\n"), "it is shown");
}

/// Cells of numbers are numbers, and no other is one that a spreadsheet would run.
fn is_no_formula(out: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let numbers = ["confidence", "group", "origins", "line", "column", "start", "end", "low", "high", "n", "of"];
    let mut head = None::<&csv::StringRecord>;
    for record in &records {
        if head.is_none_or(|h| h.len() != record.len()) {
            head = Some(record);
            continue;
        }
        for (name, cell) in head.into_iter().flatten().zip(record) {
            if numbers.contains(&name) {
                assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{name}: {cell:.100}");
                continue;
            }
            // Whatever a spreadsheet takes for the end of a cell.
            for piece in cell.split([';', '\t', '\r', '\n']) {
                assert!(!piece.starts_with(['=', '+', '-', '@']), "{name} holds a formula: {piece:.100}");
            }
        }
    }
}

/// The hostile report as a page is made of it, with the articles' texts or without.
fn page(texts: bool) -> String {
    let mut report = hostile();
    if texts {
        let attack = attack();
        for (article, url) in report.articles.clone().iter().zip(ADDRESSES) {
            let sides = report.findings.iter().flat_map(|f| &f.sides).filter(|s| s.article == article.id);
            let sentences: Vec<SentenceText> = sides
                .map(|s| SentenceText {
                    start: s.start,
                    end: s.start + s.sentence.len(),
                    line: s.line,
                    column: s.column,
                    text: s.sentence.clone(),
                })
                .collect();
            let claims = sentences
                .iter()
                .map(|s| KeptClaim {
                    start: s.start + 7,
                    // Inside of a character, and far beyond the end.
                    end: s.start + ATTACK.len() + 1,
                    sort: ClaimSort::Figure,
                    act: Act::Denies,
                    speaker: Some(attack.clone()),
                })
                .collect();
            report.texts.push(ArticleText { article: article.id.clone(), url: Some(url.into()), sentences, claims });
        }
    }
    String::from_utf8(Pages::new(ReportLang::Fr, BTreeMap::new()).render(&report).unwrap()).unwrap()
}

/// The elements of a page, each with its attributes, as a parser reads them.
fn elements(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let document = dom_query::Document::from(page);
    let of = |node: &dom_query::NodeRef<'_>| {
        let attributes = node.attrs().into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        (node.node_name().unwrap_or_default().to_string(), attributes)
    };
    document.select("*").nodes().iter().map(of).collect()
}

#[test]
fn html() {
    let plain = String::from_utf8(Pages::default().render(&profiled()).unwrap()).unwrap();
    let known: BTreeSet<String> = elements(&plain).into_iter().map(|(name, _)| name).collect();
    for page in [page(false), page(true)] {
        is_inert("html", &page);
        let elements = elements(&page);
        let names: BTreeSet<String> = elements.iter().map(|(name, _)| name.clone()).collect();
        assert!(names.is_subset(&known), "elements that the sample has not: {:?}", names.difference(&known));
        for one in ["script", "style", "meta[http-equiv]", "body", "main"] {
            assert_eq!(dom_query::Document::from(page.as_str()).select(one).length(), 1, "{one}");
        }
        for (name, attributes) in &elements {
            for (attribute, value) in attributes {
                assert!(
                    !attribute.starts_with("on") && attribute != "style" && attribute != "src",
                    "{name} {attribute}"
                );
                let inside = value.starts_with('#');
                let web = value.starts_with("https://a.example/") && name == "a";
                assert!(attribute != "href" || inside || web, "{name} leads to {value:.100}");
            }
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;"), "it is shown");
        assert!(page.contains("&lt;U+202E&gt;") && page.contains("␛[2J"), "what steers is seen");
    }
    let links = |page: &str| dom_query::Document::from(page).select("a[rel]").length();
    assert_eq!((links(&page(false)), links(&page(true))), (1, 1), "addresses of the web alone are links");
}
