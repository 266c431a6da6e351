//! JUnit XML, for the test views of CI servers: a suite for each article that is checked (for
//! each article, where none is), a case for each finding that leads there. Errors fail, what
//! is known is skipped, warnings and notes pass and say what they have to say; a file that could
//! not be read is an error.
//!
//! The elements are written with the XML writer that feeds are read with: the crates for JUnit
//! write attributes that the schema of the xUnit plugin refuses.

use super::Style;
use super::safe;
use super::side::{Told, known};
use crate::model::{ArticleInfo, Finding, Problem, Report, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// Characters of a quote that are shown.
const QUOTE: usize = 1_000;

/// How a case ended.
enum Ending {
    Passed,
    Skipped(String),
    Failed(String),
    Trouble(String),
}

struct Case {
    name: String,
    /// The rule.
    sort: String,
    ending: Ending,
    /// What there is to read, line by line.
    text: String,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

impl Suite {
    fn count(&self, is: fn(&Ending) -> bool) -> usize {
        self.cases.iter().filter(|case| is(&case.ending)).count()
    }

    /// Attributes that suite and suites share.
    fn counts(suites: &[Suite]) -> [(&'static str, String); 3] {
        let sum = |is: fn(&Ending) -> bool| suites.iter().map(|s| s.count(is)).sum::<usize>().to_string();
        [
            ("tests", sum(|_| true)),
            ("failures", sum(|e| matches!(e, Ending::Failed(_)))),
            ("errors", sum(|e| matches!(e, Ending::Trouble(_)))),
        ]
    }
}

/// On one line, of characters that XML may hold, and no beginning of a command in it.
fn clean(text: &str) -> String {
    let text = safe::line(text).trim().replace("##[", "## [");
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn case(finding: &Finding, told: &Told<'_>) -> Case {
    let message = clean(&finding.message);
    let ending = match (known(finding), finding.severity) {
        (Some(known), _) => Ending::Skipped(format!("known: {}", clean(&known))),
        (None, Severity::Error) => Ending::Failed(message.clone()),
        (None, Severity::Warning | Severity::Note) => Ending::Passed,
    };
    let mut lines = vec![format!("{}[{}] {message}", finding.severity, clean(&finding.rule))];
    lines.extend(told.sides.iter().map(|side| clean(&side.told(QUOTE))));
    lines.extend(finding.because.iter().map(|reason| format!("because: {}", clean(reason))));
    lines.push(format!("confidence: {:.2}, {}, id {}", finding.confidence, finding.verdict, clean(&finding.id)));
    Case {
        name: format!("{}: {message} ({})", clean(&finding.rule), clean(&finding.id)),
        sort: clean(&finding.rule),
        ending,
        text: lines.join("\n"),
    }
}

fn not_read(problem: &Problem) -> Suite {
    let message = clean(&problem.message);
    let case = Case {
        name: "not-read".to_owned(),
        sort: "not-read".to_owned(),
        ending: Ending::Trouble(message.clone()),
        text: message,
    };
    Suite { name: clean(&problem.path), cases: vec![case] }
}

fn suites(report: &Report) -> Vec<Suite> {
    let articles = report.by_id();
    let checking = report.articles.iter().any(|a| a.new);
    let told: Vec<Told<'_>> = report.findings.iter().map(|f| Told::new(f, &articles)).collect();
    let leads = |told: &Told<'_>, article: Option<&ArticleInfo>| {
        told.lead().and_then(|lead| lead.article).map(|a| &a.id) == article.map(|a| &a.id)
    };
    let mut out = Vec::new();
    // At the end those that stand in no article: a report that was edited by hand.
    for article in report.articles.iter().map(Some).chain([None]) {
        let mut cases: Vec<Case> = told.iter().filter(|t| leads(t, article)).map(|t| case(t.finding, t)).collect();
        if cases.is_empty() {
            // An article of which nothing is to be said passes, where it was to be looked at.
            if article.is_none_or(|a| checking && !a.new) {
                continue;
            }
            let name = "nothing found".to_owned();
            cases.push(Case { name, sort: String::new(), ending: Ending::Passed, text: String::new() });
        }
        let name = article.map_or_else(|| "?".to_owned(), |a| clean(&a.path));
        out.push(Suite { name, cases });
    }
    out.extend(report.problems.iter().map(not_read));
    out
}

type Xml = Writer<Vec<u8>>;

fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, String)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
    xml.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes)))?;
    inner(xml)?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn text(xml: &mut Xml, name: &str, attributes: &[(&str, String)], text: &str) -> io::Result<()> {
    element(xml, name, attributes, |xml| xml.write_event(Event::Text(BytesText::new(text))))
}

fn write_case(xml: &mut Xml, suite: &Suite, case: &Case) -> io::Result<()> {
    let attributes = [("name", case.name.clone()), ("classname", suite.name.clone())];
    element(xml, "testcase", &attributes, |xml| {
        let with = |message: &String| [("message", message.clone()), ("type", case.sort.clone())];
        match &case.ending {
            Ending::Passed if case.text.is_empty() => Ok(()),
            Ending::Passed => text(xml, "system-out", &[], &case.text),
            Ending::Skipped(message) => text(xml, "skipped", &with(message), &case.text),
            Ending::Failed(message) => text(xml, "failure", &with(message), &case.text),
            Ending::Trouble(message) => text(xml, "error", &with(message), &case.text),
        }
    })
}

fn write(suites: &[Suite], name: &str) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let attributes = [[("name", name.to_owned())].as_slice(), &Suite::counts(suites)].concat();
    element(&mut xml, "testsuites", &attributes, |xml| {
        for suite in suites {
            let skipped = suite.count(|e| matches!(e, Ending::Skipped(_))).to_string();
            let own = [("name", suite.name.clone()), ("skipped", skipped)];
            let attributes = [own.as_slice(), &Suite::counts(std::slice::from_ref(suite))].concat();
            element(xml, "testsuite", &attributes, |xml| {
                suite.cases.iter().try_for_each(|case| write_case(xml, suite, case))
            })?;
        }
        Ok(())
    })?;
    let mut out = xml.into_inner();
    out.push(b'\n');
    Ok(out)
}

/// One document.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    write(&suites(report), &clean(&report.tool.name)).expect("memory takes all")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use quick_xml::Reader;
    use std::collections::BTreeMap;

    /// An element: its name, its attributes, what stands in it.
    #[derive(Debug, Default, Clone)]
    struct Node {
        name: String,
        attributes: BTreeMap<String, String>,
        nodes: Vec<Node>,
    }

    fn parsed(report: &Report) -> Node {
        let xml = String::from_utf8(render(report, &Style::default())).unwrap();
        let mut reader = Reader::from_str(&xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Eof => break,
                Event::Start(start) => {
                    let attributes = start.attributes().map(|attribute| {
                        let attribute = attribute.expect("an attribute");
                        let value = quick_xml::escape::unescape(&attribute.value).expect("escaped").into_owned();
                        (attribute.key.as_ref().to_owned(), value)
                    });
                    let name = start.name().as_ref().to_owned();
                    open.push(Node { name, attributes: attributes.collect(), nodes: Vec::new() });
                }
                Event::End(_) => {
                    let node = open.pop().expect("an element");
                    open.last_mut().expect("the document").nodes.push(node);
                }
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element ends");
        open[0].nodes[0].clone()
    }

    type Names = &'static [&'static str];

    /// What the schema of the xUnit plugin of Jenkins (junit-10.xsd) allows, of what is written here:
    /// an element, the attributes it must have, those it may have, what may stand in it.
    const ALLOWED: [(&str, Names, Names, Names); 7] = [
        ("testsuites", &[], &["name", "tests", "failures", "errors", "time"], &["testsuite"]),
        (
            "testsuite",
            &["name", "tests", "failures", "errors"],
            &["skipped", "time", "id"],
            &["testcase", "properties"],
        ),
        ("testcase", &["name"], &["classname", "time"], &["skipped", "error", "failure", "system-out"]),
        ("skipped", &[], &["type", "message"], &[]),
        ("failure", &[], &["type", "message"], &[]),
        ("error", &[], &["type", "message"], &[]),
        ("system-out", &[], &[], &[]),
    ];

    fn check(node: &Node) {
        let (_, must, may, inner) = ALLOWED.iter().find(|(name, ..)| *name == node.name).expect("an element");
        for key in *must {
            assert!(node.attributes.contains_key(*key), "{} lacks {key}", node.name);
        }
        for key in node.attributes.keys() {
            assert!(must.contains(&key.as_str()) || may.contains(&key.as_str()), "{} has {key}", node.name);
        }
        for node in &node.nodes {
            assert!(inner.contains(&node.name.as_str()), "{} stands where it may not", node.name);
            check(node);
        }
    }

    fn cases(node: &Node, ending: Option<&str>) -> usize {
        let is = |case: &Node| ending.is_none_or(|ending| case.nodes.iter().any(|n| n.name == ending));
        node.nodes.iter().filter(|n| n.name == "testcase" && is(n)).count()
    }

    #[test]
    fn the_structure_is_that_of_the_schema_and_the_counts_are_right() {
        let suites = parsed(&sample());
        check(&suites);
        for (key, ending) in [("tests", None), ("failures", Some("failure")), ("errors", Some("error"))] {
            for suite in &suites.nodes {
                assert_eq!(suite.attributes[key], cases(suite, ending).to_string(), "{key}");
            }
            let sum: usize = suites.nodes.iter().map(|suite| cases(suite, ending)).sum();
            assert_eq!(suites.attributes[key], sum.to_string(), "{key}");
            assert_ne!(sum, 0, "the sample has none of {key}");
        }
    }

    fn suite<'a>(suites: &'a Node, name: &str) -> &'a Node {
        suites.nodes.iter().find(|s| s.attributes["name"] == name).expect(name)
    }

    #[test]
    fn errors_fail_what_is_known_is_skipped_and_what_was_not_read_is_an_error() {
        let suites = parsed(&sample());
        let of = |suite: &Node, rule: &str| {
            let named = |n: &&Node| n.attributes["name"].starts_with(rule);
            suite.nodes.iter().find(named).expect(rule).nodes[0].clone()
        };
        let echo = suite(&suites, "corpus/echo.md");
        assert_eq!(of(echo, "count-mismatch").name, "failure");
        assert_eq!(of(echo, "accusation-denial").name, "system-out");
        let known = of(echo, "date-mismatch");
        assert_eq!(known.name, "skipped");
        assert_eq!(known.attributes["message"], "known: L'Écho put its date right on 7 March");
        assert_eq!(of(suite(&suites, "corpus/brouillon.html"), "not-read").name, "error");
    }

    #[test]
    fn articles_of_which_nothing_is_said_pass_where_they_were_to_be_looked_at() {
        let mut report = sample();
        assert!(!parsed(&report).nodes.iter().any(|s| s.attributes["name"] == "corpus/herald.html"));
        report.articles.iter_mut().for_each(|a| a.new = false);
        let suites = parsed(&report);
        let herald = suite(&suites, "corpus/herald.html");
        assert_eq!((herald.nodes[0].attributes["name"].as_str(), herald.nodes[0].nodes.len()), ("nothing found", 0));
        assert_eq!(suite(&suites, "corpus/depeche.md").attributes["failures"], "1", "the first side leads");
        report.findings[0].sides.iter_mut().for_each(|s| s.article = "a99".into());
        assert_eq!(suite(&parsed(&report), "?").attributes["failures"], "1", "nothing is lost");
    }
}
