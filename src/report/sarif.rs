//! SARIF 2.1.0, for code scanning: each finding is a result at one side, the others are related
//! locations; accepted findings are suppressed results, problems are notifications.

use super::Style;
use super::place::{Extent, extent, file, file_of, uri};
use super::safe;
use super::sarif_log::{
    Artifact, Configuration, Descriptor, Driver, Fingerprints, Help, Invocation, Location, Log, Logical, Message,
    Notification, Notified, Outcome, Page, Physical, Properties, Region, Rule, RuleProperties, Run, Suppression, Tool,
};
use super::side::{Told, ToldSide, counted, known};
use crate::model::{Problem, Report, RuleInfo, Severity};
use itertools::Itertools;
use std::collections::BTreeMap;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Results in one file: what code scanning on GitHub shows of a run.
const MOST: usize = 5_000;
/// The problem's kind, and that of findings which the file has no room for.
const NOT_READ: &str = "not-read";
const NOT_SHOWN: &str = "not-shown";

/// Text in which nothing is read as a link (`[…](…)`) or as a placeholder (`{0}`).
fn message(text: &str) -> Message {
    let text = safe::line(text).trim().replace("](", "] (").replace('{', "{{").replace('}', "}}");
    Message { text }
}

fn location(told: &ToldSide<'_>, id: Option<usize>) -> Location {
    let side = told.side;
    let region = extent(told).map(|Extent { line, column, end_line, end_column }| Region {
        start_line: line,
        start_column: column,
        end_line,
        end_column,
        byte_offset: side.start,
        byte_length: side.end.saturating_sub(side.start),
        // Verbatim, as the standard wants it.
        snippet: Message { text: side.quote.clone() },
    });
    let logical_locations = match region {
        Some(_) => Vec::new(),
        None => vec![Logical { fully_qualified_name: told.place(), kind: "text" }],
    };
    let path = file(told.article);
    let physical_location =
        (!path.is_empty()).then(|| Physical { artifact_location: Artifact { uri: uri(&path) }, region });
    Location { id, physical_location, logical_locations, message: Some(message(&told.told(usize::MAX))) }
}

fn rule(rule: &RuleInfo) -> Rule<'_> {
    let why = rule.why.trim();
    let first = why.split("\n\n").next().unwrap_or(why);
    let page = Page {
        short_description: message(&rule.title),
        full_description: message(first),
        help: Help { text: why.lines().map(|line| message(line).text).join("\n"), markdown: why.to_owned() },
        default_configuration: Configuration { level: rule.severity },
        properties: RuleProperties {
            kind: rule.kind,
            verdict: rule.verdict,
            tags: [rule.kind.word(), rule.verdict.word()],
        },
    };
    Rule { id: &rule.id, page: Some(page) }
}

/// The rules of the report, and by their ids alone those that it does not describe: a report of an
/// older version.
fn rules(report: &Report) -> Vec<Rule<'_>> {
    let mut rules: BTreeMap<&str, Rule<'_>> =
        report.findings.iter().map(|f| (f.rule.as_str(), Rule { id: &f.rule, page: None })).collect();
    rules.extend(report.rules.iter().map(|info| (info.id.as_str(), rule(info))));
    rules.into_values().collect()
}

fn outcome<'a>(told: &Told<'a>, rules: &BTreeMap<&str, usize>) -> Outcome<'a> {
    let f = told.finding;
    let justified = f.accepted.iter().map(|accepted| Suppression {
        kind: "external",
        status: "accepted",
        justification: &accepted.reason,
    });
    let said = match known(f) {
        Some(known) => format!("{} (known: {known})", f.message.trim()),
        None => f.message.clone(),
    };
    Outcome {
        rule_id: &f.rule,
        rule_index: rules.get(f.rule.as_str()).copied(),
        level: f.severity,
        // Of a confidence with two decimals the percentage is whole.
        rank: (f.confidence * 100.0).round().clamp(0.0, 100.0),
        message: message(&said),
        locations: told.lead().map(|lead| location(lead, None)).into_iter().collect(),
        related_locations: told.others().enumerate().map(|(n, side)| location(side, Some(n + 1))).collect(),
        partial_fingerprints: Fingerprints { finding: &f.id },
        suppressions: justified.collect(),
        properties: Properties {
            kind: f.kind,
            verdict: f.verdict,
            confidence: f.confidence,
            topic: &f.topic,
            story: &f.story,
            because: &f.because,
            origins: &f.origins,
        },
    }
}

fn not_read(problem: &Problem) -> Notification<'static> {
    let artifact_location = Artifact { uri: uri(&file_of(&problem.path)) };
    let physical_location = Some(Physical { artifact_location, region: None });
    let place = Location { id: None, physical_location, logical_locations: Vec::new(), message: None };
    Notification {
        descriptor: Descriptor { id: NOT_READ, index: 0 },
        level: Severity::Warning,
        message: message(&format!("{}: {}", problem.path, problem.message)),
        locations: vec![place],
    }
}

/// The gravest and surest `most` findings; how many more there are is a notification.
fn log(report: &Report, most: usize) -> Vec<u8> {
    let articles = report.by_id();
    let rules = rules(report);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(n, rule)| (rule.id, n)).collect();
    let mut notifications: Vec<_> = report.problems.iter().map(not_read).collect();
    let left = report.findings.len().saturating_sub(most);
    if left > 0 {
        let text = format!(
            "{} more: this format holds the first {most}, the formats json, jsonl and csv hold all",
            counted(left, "finding")
        );
        notifications.push(Notification {
            descriptor: Descriptor { id: NOT_SHOWN, index: 1 },
            level: Severity::Warning,
            message: message(&text),
            locations: Vec::new(),
        });
    }
    let results = report.findings.iter().take(most).map(|f| outcome(&Told::new(f, &articles), &index)).collect();
    let notified = |id, text: &str| Notified { id, short_description: message(text) };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: &report.tool.name,
                version: &report.tool.version,
                short_description: message("Finds where news sources contradict each other"),
                rules,
                notifications: [
                    notified(NOT_READ, "A file that could not be read as an article"),
                    notified(NOT_SHOWN, "Findings for which this file has no room"),
                ],
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: notifications }],
        results,
        properties: &report.summary,
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut out = serde_json::to_vec_pretty(&log).expect("the log has string keys and no foreign types");
    out.push(b'\n');
    safe::json(out)
}

/// One run with its rules, results and notifications.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    log(report, MOST)
}

/// What the schema of the standard says against a document.
#[cfg(test)]
pub(super) fn errors(document: &serde_json::Value) -> Vec<String> {
    let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
    let mut schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    // One bracket too many, which is no regular expression to this validator. Nothing is written
    // in this property.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language")).expect("a property");
        *language = serde_json::json!({"type": "null"});
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use serde_json::Value;

    fn parsed(report: &Report, most: usize) -> Value {
        serde_json::from_slice(&log(report, most)).unwrap()
    }

    fn result(rule: &str) -> Value {
        let log = parsed(&sample(), MOST);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.into_iter().find(|r| r["ruleId"] == rule).unwrap()
    }

    #[test]
    fn it_is_what_the_standard_says() {
        let document = parsed(&sample(), MOST);
        assert_eq!(errors(&document), Vec::<String>::new());
        for (at, wrong) in [
            ("/runs/0/columnKind", "characters".into()),
            ("/runs/0/results/0/level", "fatal".into()),
            ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
            ("/runs/0/tool/driver/rules/1/help", "text".into()),
        ] as [(&str, Value); 4]
        {
            let mut document = document.clone();
            *document.pointer_mut(at).expect(at) = wrong;
            assert!(!errors(&document).is_empty(), "{at} takes any value");
        }
        let empty = Report { findings: Vec::new(), rules: Vec::new(), problems: Vec::new(), ..sample() };
        assert_eq!(errors(&parsed(&empty, MOST)), Vec::<String>::new());
    }

    #[test]
    fn a_result_stands_in_the_article_that_is_checked() {
        let toll = result("count-mismatch");
        let place = &toll["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "corpus/echo.md");
        let region = &place["region"];
        let read = ["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"];
        assert_eq!(read.map(|key| region[key].as_u64().unwrap()), [4, 1, 4, 31, 88, 30]);
        assert_eq!(region["snippet"]["text"], "Dix-sept personnes sont mortes");
        let related: Vec<&str> = toll["relatedLocations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap())
            .collect();
        assert_eq!(related, ["corpus/depeche.md", "corpus/relais.txt", "corpus/herald.html"]);
        let said = toll["relatedLocations"][2]["message"]["text"].as_str().unwrap();
        assert!(
            said.starts_with("The Upland Herald (2024-03-06) corpus/herald.html:7:1 (group 2: also says"),
            "{said}"
        );
        assert_eq!(toll["partialFingerprints"]["findingId/v1"], "3f9c21d07be84a16");
        assert_eq!((&toll["level"], &toll["rank"]), (&"error".into(), &93.0.into()));
    }

    #[test]
    fn no_line_is_made_up_for_a_text_that_is_not_the_file() {
        let estimate = result("disjoint-estimates");
        let related = &estimate["relatedLocations"][0];
        assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "corpus/pirate.jsonl");
        assert!(related["physicalLocation"]["region"].is_null());
        assert_eq!(related["logicalLocations"][0]["fullyQualifiedName"], "corpus/pirate.jsonl#7:2:11");
        // No side is in an article that is checked: the first one leads.
        assert_eq!(estimate["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "corpus/depeche.md");
    }

    #[test]
    fn rules_come_with_their_pages_or_by_their_ids() {
        let rules = |report: &Report| parsed(report, MOST)["runs"][0]["tool"]["driver"]["rules"].clone();
        let described = rules(&sample());
        let toll = described.as_array().unwrap().iter().find(|r| r["id"] == "count-mismatch").unwrap();
        let info = sample().rules.into_iter().find(|r| r.id == "count-mismatch").unwrap();
        assert_eq!(toll["shortDescription"]["text"], info.title);
        assert_eq!(toll["help"]["markdown"], info.why);
        assert!(info.why.starts_with(toll["fullDescription"]["text"].as_str().unwrap()));
        assert_eq!(toll["defaultConfiguration"]["level"], "error");
        let index = result("count-mismatch")["ruleIndex"].as_u64().unwrap();
        assert_eq!(described[index as usize]["id"], "count-mismatch");

        let old = Report { rules: Vec::new(), ..sample() };
        assert_eq!(errors(&parsed(&old, MOST)), Vec::<String>::new());
        let ids: Vec<Value> = rules(&old).as_array().unwrap().iter().map(|r| r["id"].clone()).collect();
        assert!(ids.contains(&"count-mismatch".into()) && ids.contains(&"different-measure".into()), "{ids:?}");
    }

    #[test]
    fn accepted_findings_are_suppressed_and_problems_told() {
        let accepted = &result("date-mismatch")["suppressions"][0];
        assert_eq!((&accepted["kind"], &accepted["status"]), (&"external".into(), &"accepted".into()));
        assert_eq!(accepted["justification"], "L'Écho put its date right on 7 March");
        assert!(result("count-mismatch")["suppressions"].is_null());
        let log = parsed(&sample(), MOST);
        let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(told["descriptor"]["id"], "not-read");
        assert_eq!(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "corpus/brouillon.html");
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let log = parsed(&sample(), 2);
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
        let told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().clone();
        let text = told.last().unwrap()["message"]["text"].as_str().unwrap();
        assert!(text.starts_with("3 findings more: this format holds the first 2"), "{text}");
        assert_eq!(errors(&log), Vec::<String>::new());
    }

    #[test]
    fn article_text_is_no_link_and_no_placeholder() {
        assert_eq!(message("[ici](https://x.example) {0}").text, "[ici] (https://x.example) {{0}}");
    }
}
