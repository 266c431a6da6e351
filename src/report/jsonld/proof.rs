//! The format on a report that has everything: a JSON-LD processor reads it, every word of it is one
//! of schema.org or of its own context, and all of the report comes back out of it.

use super::context::TERMS;
use crate::model::{Capped, Change, ChangeSort, Comparison, Reliability, Report};
use crate::report::{Style, sample};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The words of schema.org that are used: types with the properties that they have there. Our own
/// types, below, take a few of them too.
const WORDS: &[(&str, &[&str])] = &[
    ("Claim", &["text", "author", "appearance", "firstAppearance"]),
    ("ClaimReview", &["claimReviewed", "reviewBody", "itemReviewed", "author", "identifier", "about", "isPartOf"]),
    ("Dataset", &["name", "description", "schemaVersion", "creator", "variableMeasured"]),
    ("DefinedTerm", &["termCode", "name", "description"]),
    ("NewsArticle", &["headline", "publisher", "datePublished", "inLanguage", "url"]),
    ("Organization", &["name", "parentOrganization"]),
    ("PropertyValue", &["name", "value"]),
    ("QuantitativeValue", &["name", "minValue", "maxValue", "unitText"]),
    ("SoftwareApplication", &["name", "softwareVersion"]),
    ("Thing", &["name"]),
    ("Evidence", &["text", "additionalProperty"]),
    ("FigureRow", &["isPartOf"]),
];

const SCHEMA: &str = "http://schema.org/";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// The sample with what it lacks: changes of versions, what configuration says of an outlet.
fn whole() -> Report {
    let mut report = sample();
    let sides = &report.findings[0].sides;
    let changes = vec![
        Change {
            sort: ChangeSort::Figure,
            sides: vec![sides[0].clone(), sides[1].clone()],
            note: Some("Corrigé.".into()),
        },
        Change { sort: ChangeSort::Added, sides: vec![sides[3].clone()], note: None },
    ];
    report.comparison = Some(Comparison { versions: true, notes: vec!["Corrigé.".into()], changes });
    report.summary.corpus = Some(1200);
    report.summary.capped = Some(Capped { articles: 7, pairs: 31 });
    report.articles[0].group = Some("Agence du Val".into());
    report.articles[0].reliability = Some(Reliability::B);
    report.articles[3].url = Some("javascript:alert(1)".into());
    report
}

fn document(report: &Report) -> Value {
    serde_json::from_slice(&super::render(report, &Style::default())).expect("JSON")
}

/// What a processor makes of a document: subject, predicate, object.
fn triples(document: &Value) -> Vec<[String; 3]> {
    let bytes = serde_json::to_vec(document).unwrap();
    // What the context of schema.org says of the words that are used here: all stand for themselves.
    let context = json!({"@context": {
        "@vocab": SCHEMA,
        "schema": SCHEMA,
        "url": {"@id": "schema:url", "@type": "@id"},
        "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    }});
    let context = serde_json::to_vec(&context).unwrap();
    let reader = JsonLdParser::new().for_slice(&bytes).with_load_document_callback(move |url, _| {
        assert_eq!(url, "https://schema.org");
        Ok(JsonLdRemoteDocument { document: context.clone(), document_url: url.to_owned() })
    });
    let quads = reader.map(|quad| quad.expect("JSON-LD"));
    quads.map(|q| [q.subject.to_string(), q.predicate.as_str().to_owned(), q.object.to_string()]).collect()
}

#[test]
fn a_processor_reads_it_and_knows_every_word() {
    let triples = triples(&document(&whole()));
    assert!(triples.len() > 500, "{}", triples.len());
    let mut types: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for [subject, predicate, object] in &triples {
        if predicate == TYPE {
            types.entry(subject).or_default().push(object.trim_matches(['<', '>']));
        }
    }
    let own: BTreeSet<String> = TERMS
        .iter()
        .map(|(_, id, _)| id.replace("recoupe:", "urn:recoupe:term:").replace("oa:", "http://www.w3.org/ns/oa#"))
        .collect();
    let local = |iri: &str| iri.rsplit(['/', ':', '#']).next().unwrap_or_default().to_owned();
    let mut used = BTreeSet::new();
    for [subject, predicate, _] in &triples {
        let types = types.get(subject.as_str()).cloned().unwrap_or_default();
        for iri in types.iter().copied().chain([predicate.as_str()]) {
            used.insert(iri.to_owned());
            let schema = iri.strip_prefix(SCHEMA).is_some();
            assert!(
                schema || own.contains(iri) || iri.starts_with("http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
                "{iri}"
            );
        }
        let Some(word) = predicate.strip_prefix(SCHEMA) else { continue };
        let has = |t: &&str| WORDS.iter().any(|(name, words)| *name == local(t) && words.contains(&word));
        assert!(types.iter().any(has), "{types:?} has {word}");
        assert!(!word.to_lowercase().contains("rating"), "who is right is not said: {word}");
    }
    for (name, words) in WORDS {
        for word in [name].into_iter().chain(words.iter()) {
            let said = |used: &String| local(used) == *word;
            assert!(used.iter().any(said), "{word} is pinned and not used");
        }
    }
    let names: BTreeSet<String> = used.iter().map(|iri| local(iri)).collect();
    for (term, id, _) in TERMS.iter().filter(|(term, ..)| !["recoupe", "oa"].contains(term)) {
        assert!(names.contains(&local(id)), "{term} is in the context and not used");
    }
}

#[test]
fn every_name_leads_to_a_node() {
    let triples = triples(&document(&whole()));
    let subjects: BTreeSet<&str> = triples.iter().map(|[subject, ..]| subject.as_str()).collect();
    for [subject, predicate, object] in triples.iter().filter(|[_, p, _]| p != TYPE) {
        assert!(!object.starts_with("<urn:") || subjects.contains(object.as_str()), "{subject} {predicate} {object}");
    }
    let of = |word: &str| triples.iter().filter(|[_, p, _]| *p == format!("{SCHEMA}{word}")).count();
    assert_eq!(of("url"), 1, "an address that is none of the web is no link");
    assert_eq!(of("itemReviewed"), sample().findings.iter().map(|f| f.sides.len()).sum::<usize>());
}

/// A list of a node: one that is empty may be missing.
fn list(node: &Value, key: &str) -> Vec<Value> {
    node[key].as_array().cloned().unwrap_or_default()
}

/// `from` of a node under other names, where it has them.
fn take(node: &Value, names: &[(&str, &str)]) -> Map<String, Value> {
    let found = names.iter().filter_map(|(to, from)| Some(((*to).to_owned(), node.get(from)?.clone())));
    found.collect()
}

const MEASURED: &[(&str, &str)] = &[("text", "name"), ("low", "minValue"), ("high", "maxValue")];

/// The report out of its graph.
struct Back {
    nodes: Vec<Value>,
}

impl Back {
    fn of(&self, kind: &str) -> impl Iterator<Item = &Value> {
        self.nodes.iter().filter(move |n| n["@type"] == kind || n["@type"][0] == kind)
    }

    fn node(&self, id: &Value) -> &Value {
        self.nodes.iter().find(|n| n["@id"] == *id).expect("a node of this name")
    }

    fn origin(node: &Value) -> Value {
        node["origin"].as_str().map_or("", |o| o.strip_prefix("_:").expect("a blank node")).into()
    }

    fn measured(value: &Value) -> Map<String, Value> {
        let mut out: Map<String, Value> =
            [("low", Value::Null), ("high", Value::Null)].map(|(k, v)| (k.into(), v)).into_iter().collect();
        out.append(&mut take(value, MEASURED));
        out.append(&mut take(value, &[("unit", "unitText"), ("measure", "measure"), ("bound", "bound")]));
        out
    }

    fn article(&self, id: &Value) -> Value {
        self.node(id)["key"].clone()
    }

    fn sides(&self, node: &Value) -> Value {
        let side = |side: &Value| {
            let claim = self.node(&side["claim"]);
            let [quote, data] = [0, 1].map(|n| &claim["place"]["selector"][n]);
            assert_eq!(claim["place"]["source"], claim["appearance"]["@id"]);
            assert_eq!(claim["text"], quote["exact"]);
            if let Some(before) = quote["prefix"].as_str() {
                let whole = [before, quote["exact"].as_str().unwrap(), quote["suffix"].as_str().unwrap()].concat();
                assert_eq!(claim["sentence"], whole);
            }
            let mut out =
                take(data, &[("start", "start"), ("end", "end"), ("line", "lineNumber"), ("column", "columnNumber")]);
            out.append(&mut take(claim, &[("quote", "text"), ("sentence", "sentence")]));
            out.insert("article".into(), self.article(&claim["appearance"]["@id"]));
            out.insert("group".into(), side["group"].clone());
            out.insert("origin".into(), Self::origin(claim));
            if let Some(value) = claim.get("figure") {
                out.insert("value".into(), Self::measured(value).into());
            }
            out.append(&mut take(&claim["author"], &[("speaker", "name")]));
            Value::Object(out)
        };
        list(node, "sides").iter().map(side).collect()
    }

    fn finding(&self, node: &Value) -> Value {
        let mut out = take(node, &["kind", "verdict", "severity", "confidence", "topic"].map(|k| (k, k)));
        out.append(&mut take(node, &[("id", "identifier"), ("message", "claimReviewed")]));
        out.insert("rule".into(), self.node(&node["rule"])["termCode"].clone());
        out.insert("because".into(), list(node, "because").into());
        out.insert("story".into(), node["about"]["name"].as_str().unwrap_or_default().into());
        out.insert("origins".into(), list(node, "independentOrigins").into());
        out.insert("sides".into(), self.sides(node));
        let evidence = |e: &Value| {
            let mut out = take(e, &[("gate", "gate"), ("text", "text"), ("weight", "logOdds")]);
            let values = list(e, "additionalProperty");
            let values = values.iter().map(|v| (v["name"].as_str().unwrap().to_owned(), v["value"].clone()));
            out.insert("values".into(), values.collect::<Map<_, _>>().into());
            Value::Object(out)
        };
        out.insert("evidence".into(), list(node, "evidence").iter().map(evidence).collect());
        if let Some(accepted) = node.get("accepted") {
            out.insert("accepted".into(), take(accepted, &[("by", "acceptedBy"), ("reason", "reason")]).into());
        }
        let body = node["reviewBody"].as_str().unwrap();
        for said in [&node["claimReviewed"]].into_iter().chain(&list(node, "because")) {
            assert!(body.contains(said.as_str().unwrap()), "{said} is not in {body}");
        }
        out.into()
    }

    fn report(&self) -> Value {
        let data = self.of("Dataset").next().expect("a report");
        let count =
            |name: &str| list(data, "variableMeasured").iter().find(|v| v["name"] == name).map(|v| v["value"].clone());
        let mut summary: Map<String, Value> = ["articles", "sentences", "claims", "known", "origins", "corpus"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), count(name)?)))
            .collect();
        summary.insert("compared".into(), count("pairs compared").unwrap());
        if let Some(articles) = count("pairs of articles not asked about") {
            let capped = json!({"articles": articles, "pairs": count("pairs of articles not compared")});
            summary.insert("capped".into(), capped);
        }
        summary.insert(
            "findings".into(),
            json!({"error": count("errors"), "warning": count("warnings"), "note": count("notes")}),
        );
        let articles = self.of("NewsArticle").map(|a| {
            let names = [
                ("id", "key"),
                ("path", "path"),
                ("title", "headline"),
                ("published", "datePublished"),
                ("lang", "inLanguage"),
            ];
            let mut out = take(a, &names);
            out.append(&mut take(
                a,
                &[("reliability", "reliability"), ("new", "checked"), ("url", "url"), ("url", "givenAddress")],
            ));
            out.append(&mut take(&a["publisher"], &[("source", "name")]));
            out.append(&mut take(&a["publisher"]["parentOrganization"], &[("group", "name")]));
            out.insert("origin".into(), Self::origin(a));
            Value::Object(out)
        });
        let rules = self.of("DefinedTerm").filter(|r| r["name"].is_string()).map(|r| {
            let mut out = take(r, &[("id", "termCode"), ("title", "name"), ("why", "description")]);
            out.append(&mut take(r, &["kind", "verdict", "severity"].map(|k| (k, k))));
            Value::Object(out)
        });
        let figures = self.of("FigureRow").map(|row| {
            let cell = |c: &Value| {
                let mut out = Self::measured(c);
                out.append(&mut take(&c["place"]["selector"][1], &[("start", "start"), ("end", "end")]));
                out.insert("article".into(), self.article(&c["place"]["source"]));
                Value::Object(out)
            };
            json!({"topic": row["topic"], "measure": row["measure"], "cells": list(row, "cells").iter().map(cell).collect::<Value>()})
        });
        let problems = list(data, "problems");
        let problems = problems.iter().map(|p| Value::Object(take(p, &["path", "message"].map(|k| (k, k)))));
        let comparison = data.get("comparison").map(|c| {
            let change = |c: &Value| json!({"sort": c["sort"], "note": c["note"], "sides": self.sides(c)});
            json!({"versions": c["ofVersions"], "notes": c["notes"], "changes": list(c, "changes").iter().map(change).collect::<Value>()})
        });
        let tool = self.of("SoftwareApplication").next().expect("a tool");
        json!({
            "schema": data["schemaVersion"],
            "tool": take(tool, &[("name", "name"), ("version", "softwareVersion")]),
            "articles": articles.collect::<Value>(),
            "findings": self.of("ClaimReview").map(|f| self.finding(f)).collect::<Value>(),
            "rules": rules.collect::<Value>(),
            "figures": figures.collect::<Value>(),
            "problems": problems.collect::<Value>(),
            "summary": summary,
            "comparison": comparison,
        })
    }
}

fn read_back(report: &Report) -> Report {
    let graph = document(report)["@graph"].take();
    let back = Back { nodes: serde_json::from_value(graph).unwrap() };
    serde_json::from_value(back.report()).expect("a report")
}

#[test]
fn all_of_the_report_comes_back_but_the_texts() {
    let mut report = whole();
    report.texts.clear();
    assert_eq!(read_back(&report), report);
    report.comparison = None;
    report.findings.clear();
    assert_eq!(read_back(&report), report);
}

/// The names of the types of counts that `of` is made of, itself included.
fn reached(schema: &Value, of: &Value) -> BTreeSet<String> {
    let text = of.to_string();
    let named = schema["$defs"].as_object().unwrap();
    let mut out = BTreeSet::from(["Profile".to_owned()]);
    for (name, inner) in named.iter().filter(|(name, _)| text.contains(&format!("#/$defs/{name}\""))) {
        // Kinds and severities are those of findings, too.
        if inner["properties"].is_object() {
            out.extend(reached(schema, inner));
            out.insert(name.clone());
        }
    }
    out
}

/// A field that the report has none of would come back whatever becomes of it.
#[test]
fn the_report_that_comes_back_has_every_field() {
    fn keys(value: &Value, out: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, inner)| {
                out.insert(key.clone());
                keys(inner, out);
            }),
            Value::Array(list) => list.iter().for_each(|inner| keys(inner, out)),
            _ => {}
        }
    }
    let mut has = BTreeSet::new();
    keys(&serde_json::to_value(whole()).unwrap(), &mut has);
    let schema = crate::report::schema();
    // What is counted of sources is no claim, and a report in French is for people.
    let left_out = ["profiles", "translations"];
    let of_profiles = reached(&schema, &schema["$defs"]["Profile"]);
    let types = schema["$defs"].as_object().unwrap().iter().filter(|(name, _)| !of_profiles.contains(*name));
    let types = types.map(|t| t.1).chain([&schema]);
    for field in types.filter_map(|t| t["properties"].as_object()).flat_map(|p| p.keys()) {
        assert!(has.contains(field) || left_out.contains(&field.as_str()), "{field}");
    }
}

#[test]
fn kept_texts_change_no_byte() {
    let report = whole();
    let without = Report { texts: Vec::new(), ..report.clone() };
    let style = Style::default();
    assert!(!report.texts.is_empty() && super::render(&report, &style) == super::render(&without, &style));
}

/// The claims of a document whose words are `text`.
fn claims<'a>(document: &'a Value, text: &str) -> Vec<&'a Value> {
    let nodes = document["@graph"].as_array().unwrap();
    nodes.iter().filter(|n| n["@type"] == "Claim" && n["text"] == text).collect()
}

#[test]
fn who_said_it_first_is_told_where_days_tell_it() {
    let mut report = sample();
    let first = |report: &Report| {
        let document = document(report);
        let claims = claims(&document, "douze morts");
        assert_eq!(claims.len(), 2, "one for each article");
        claims.iter().map(|c| c["firstAppearance"]["@id"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let of = document(&report)["@graph"].as_array().unwrap().iter().find(|n| n["key"] == "a1").unwrap()["@id"].clone();
    assert_eq!(
        first(&report),
        [of.as_str().map(str::to_owned), of.as_str().map(str::to_owned)],
        "both lead to the earlier"
    );
    report.articles[2].published = report.articles[0].published;
    assert_eq!(first(&report), [None, None], "of one day: nobody knows");
    report.articles[2].published = None;
    assert_eq!(first(&report), [None, None], "no date: nobody knows");
}

#[test]
fn a_claim_that_two_findings_quote_is_one_and_keeps_its_name() {
    let mut report = sample();
    let name = |report: &Report| {
        let document = document(report);
        claims(&document, "lundi soir").iter().map(|c| c["@id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = name(&report);
    assert_eq!(before.len(), 1);
    let again = report.findings[3].sides[1].clone();
    report.findings[1].sides.push(again.clone());
    assert_eq!(name(&report), before, "quoted twice");
    for finding in [1, 3] {
        let side = report.findings[finding].sides.last_mut().unwrap();
        (side.start, side.end, side.line) = (side.start + 40, side.end + 40, side.line + 1);
    }
    assert_eq!(name(&report), before, "further down in the article");
    report.findings[1].sides.push(again);
    let two = name(&report);
    assert_eq!(two.iter().collect::<BTreeSet<_>>().len(), 2, "said at two places: {two:?}");
}
