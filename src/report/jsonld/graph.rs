//! Report → nodes.

use super::ids::{Articles, TOOL, hashed, named, origin, web};
use super::node::*;
use crate::model::{ArticleInfo, Finding, Report, RuleInfo, Side as Told, Summary, Value, VerdictKind};
use std::collections::{BTreeMap, BTreeSet};

const NAME: &str = "Where the sources disagree";

/// Said once in each document, since who reads it may not have read ours.
const DESCRIPTION: &str = "Claims of news articles that stand against each other, with their sources. A review says \
                           that they do and why. It has no rating: recoupe does not say which of them is right.";

/// All of the report: itself, the tool, articles, rules, claims, reviews, figures.
pub(super) fn nodes(report: &Report) -> Vec<Node<'_>> {
    let articles = Articles::new(&report.articles);
    let claims = Claims::new(report, &articles);
    let id = identity(report);
    let mut out = vec![Node::Report(dataset(report, &id, &claims)), Node::Tool(tool(report))];
    out.extend(report.articles.iter().map(|a| Node::Article(article(a, articles.name(&a.id)))));
    out.extend(rules(report).into_iter().map(Node::Rule));
    out.extend(claims.nodes(report, &articles).into_iter().map(Node::Claim));
    out.extend(report.findings.iter().map(|f| Node::Review(review(f, &id, &claims))));
    let rows = report.figures.iter().enumerate();
    out.extend(rows.map(|(n, row)| {
        let parts = [id.as_str(), row.topic.as_str(), row.measure.as_str(), &n.to_string()].map(str::to_owned);
        let cells = row.cells.iter().map(|c| QuantitativeValue {
            name: &c.text,
            low: c.low,
            high: c.high,
            unit: None,
            measure: None,
            bound: None,
            place: Some(place(articles.name(&c.article), &c.text, None, (c.start, c.end), None)),
        });
        Node::Figures(FigureRow {
            id: hashed("figure", parts.iter().map(String::as_str)),
            report: Ref { id: id.clone() },
            topic: &row.topic,
            measure: &row.measure,
            cells: cells.collect(),
        })
    }));
    out
}

/// The name of the report: another for whatever else it says. Kept texts and profiles are not told here, and
/// change nothing.
fn identity(report: &Report) -> String {
    let Report {
        schema,
        tool,
        articles,
        findings,
        rules,
        figures,
        problems,
        summary,
        comparison,
        profiles: _,
        texts: _,
    } = report;
    let all = (schema, tool, articles, findings, rules, figures, problems, summary, comparison);
    hashed("report", [serde_json::to_string(&all).expect("a report has string keys").as_str()])
}

fn dataset<'a>(report: &'a Report, id: &str, claims: &Claims<'a>) -> Dataset<'a> {
    // By their names: what a summary learns to say is not to be forgotten here.
    let Summary { articles, sentences, claims: read, compared, findings, known, origins, capped, corpus } =
        &report.summary;
    let counts = [
        ("articles", Some(*articles)),
        ("sentences", Some(*sentences)),
        ("claims", Some(*read)),
        ("pairs compared", Some(*compared)),
        ("errors", Some(findings.error)),
        ("warnings", Some(findings.warning)),
        ("notes", Some(findings.note)),
        ("known", Some(*known)),
        ("origins", Some(*origins)),
        ("pairs of articles not asked about", capped.map(|c| c.articles)),
        ("pairs of articles not compared", capped.map(|c| c.pairs)),
        ("corpus", *corpus),
    ];
    let counts = counts.into_iter().filter_map(|(name, n)| Some(PropertyValue { name, value: n? as f64 }));
    let comparison = report.comparison.as_ref().map(|c| Comparison {
        versions: c.versions,
        notes: &c.notes,
        changes: c
            .changes
            .iter()
            .map(|change| Change {
                sort: change.sort,
                sides: claims.sides(&change.sides),
                note: change.note.as_deref(),
            })
            .collect(),
    });
    Dataset {
        id: id.to_owned(),
        name: NAME,
        description: DESCRIPTION,
        schema: &report.schema,
        creator: Ref { id: TOOL.into() },
        counts: counts.collect(),
        problems: report.problems.iter().map(|p| Problem { path: &p.path, message: &p.message }).collect(),
        comparison,
    }
}

fn tool(report: &Report) -> SoftwareApplication<'_> {
    SoftwareApplication { id: TOOL, name: &report.tool.name, version: &report.tool.version }
}

fn organization<'a>(name: &'a str, parent: Option<&'a str>) -> Organization<'a> {
    let parent = parent.map(|group| Box::new(organization(group, None)));
    Organization { id: hashed("outlet", [name]), name, parent }
}

fn article(a: &ArticleInfo, id: String) -> NewsArticle<'_> {
    let url = a.url.as_deref().and_then(web);
    NewsArticle {
        id,
        headline: a.title.as_deref(),
        publisher: organization(&a.source, a.group.as_deref()),
        published: a.published,
        lang: a.lang,
        address: a.url.as_deref().filter(|given| url.as_deref() != Some(given)),
        url,
        key: &a.id,
        path: &a.path,
        origin: origin(&a.origin),
        reliability: a.reliability,
        checked: a.new,
    }
}

/// Every rule that the report holds or a finding names, in the order of their ids.
fn rules(report: &Report) -> Vec<DefinedTerm<'_>> {
    let mut pages: BTreeMap<&str, Option<&RuleInfo>> =
        report.findings.iter().map(|f| (f.rule.as_str(), None)).collect();
    pages.extend(report.rules.iter().map(|r| (r.id.as_str(), Some(r))));
    let terms = pages.into_iter().map(|(code, page)| DefinedTerm {
        id: named("rule", code),
        code,
        name: page.map(|r| r.title.as_str()),
        description: page.map(|r| r.why.as_str()),
        kind: page.map(|r| r.kind),
        verdict: page.map(|r| r.verdict),
        severity: page.map(|r| r.severity),
    });
    terms.collect()
}

fn review<'a>(f: &'a Finding, report: &str, claims: &Claims<'a>) -> Review<'a> {
    let because = if f.because.is_empty() { String::new() } else { format!(". Because: {}", f.because.join("; ")) };
    let sides = claims.sides(&f.sides);
    let mut seen = BTreeSet::new();
    let reviewed = sides.iter().filter(|s| seen.insert(s.claim.as_str())).map(|s| Ref { id: s.claim.clone() });
    Review {
        types: ["ClaimReview", "Finding"],
        id: named("finding", &f.id),
        identifier: &f.id,
        message: &f.message,
        body: format!("{}{because}", f.message),
        author: Ref { id: TOOL.into() },
        report: Ref { id: report.to_owned() },
        about: (!f.story.is_empty()).then(|| Thing { id: Some(hashed("story", [f.story.as_str()])), name: &f.story }),
        topic: &f.topic,
        claims: reviewed.collect(),
        origins: &f.origins,
        rule: named("rule", &f.rule),
        kind: f.kind,
        verdict: f.verdict,
        severity: f.severity,
        confidence: f.confidence,
        because: &f.because,
        evidence: f
            .evidence
            .iter()
            .map(|e| Evidence {
                gate: &e.gate,
                text: &e.text,
                weight: e.weight,
                values: e.values.iter().map(|(name, &value)| PropertyValue { name, value }).collect(),
            })
            .collect(),
        accepted: f.accepted.as_ref().map(|a| Acceptance { by: a.by, reason: &a.reason }),
        sides,
    }
}

fn place<'a>(
    source: String,
    quote: &'a str,
    around: Option<(&'a str, &'a str)>,
    (start, end): (usize, usize),
    at: Option<(usize, usize)>,
) -> SpecificResource<'a> {
    let text = TextQuoteSelector { exact: quote, prefix: around.map(|a| a.0), suffix: around.map(|a| a.1) };
    let (line, column) = at.unzip();
    SpecificResource { source, selector: (text, DataPositionSelector { start, end, line, column }) }
}

fn value(v: &Value) -> QuantitativeValue<'_> {
    QuantitativeValue {
        name: &v.text,
        low: v.low,
        high: v.high,
        unit: Some(&v.unit),
        measure: Some(&v.measure),
        bound: Some(v.bound),
        place: None,
    }
}

/// What makes two sides one claim: all but the group, which is that of a finding.
type Content<'a> = (&'a str, [usize; 4], [&'a str; 3], Option<&'a str>, String);

fn content(side: &Told) -> Content<'_> {
    let value = side.value.as_ref().map_or_else(String::new, |v| serde_json::to_string(v).expect("a plain value"));
    let texts = [side.quote.as_str(), side.sentence.as_str(), side.origin.as_str()];
    (&side.article, [side.start, side.end, side.line, side.column], texts, side.speaker.as_deref(), value)
}

/// The claims of a report, each once, however many findings quote it.
struct Claims<'a> {
    /// In the order in which they first come.
    order: Vec<(&'a Told, String)>,
    /// Their names.
    names: BTreeMap<Content<'a>, String>,
}

impl<'a> Claims<'a> {
    /// A claim's name holds no place, so that edits elsewhere in the article do not change it; of
    /// equal words at several places of an article the later ones are numbered.
    fn new(report: &'a Report, articles: &Articles<'_>) -> Self {
        let mut out = Self { order: Vec::new(), names: BTreeMap::new() };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let changes = report.comparison.iter().flat_map(|c| &c.changes).flat_map(|c| &c.sides);
        for side in report.findings.iter().flat_map(|f| &f.sides).chain(changes) {
            let content = content(side);
            if out.names.contains_key(&content) {
                continue;
            }
            let article = articles.name(&side.article);
            let speaker = side.speaker.as_deref().unwrap_or_default();
            let hash = hashed("claim", [article.as_str(), &side.quote, &side.sentence, speaker, &content.4]);
            let count = counts.entry(hash.clone()).or_default();
            *count += 1;
            let name = if *count == 1 { hash } else { format!("{hash}-{count}") };
            out.order.push((side, name.clone()));
            out.names.insert(content, name);
        }
        out
    }

    /// Sides, by the names of their claims.
    fn sides(&self, sides: &[Told]) -> Vec<Side> {
        sides.iter().map(|s| Side { claim: self.names[&content(s)].clone(), group: s.group }).collect()
    }

    fn nodes(&self, report: &'a Report, articles: &Articles<'_>) -> Vec<Claim<'a>> {
        let first = self.first(report);
        let node = |(side, name): &(&'a Told, String)| {
            let article = articles.name(&side.article);
            let mut found = side.sentence.match_indices(&side.quote);
            let around = match (found.next(), found.next()) {
                (Some((at, quote)), None) => Some((&side.sentence[..at], &side.sentence[at + quote.len()..])),
                _ => None,
            };
            let (at, lines) = ((side.start, side.end), (side.line, side.column));
            Claim {
                id: name.clone(),
                text: &side.quote,
                author: side.speaker.as_deref().map(|name| Thing { id: None, name }),
                appearance: Ref { id: article.clone() },
                first: first.get(name.as_str()).map(|id| Ref { id: articles.name(id) }),
                sentence: &side.sentence,
                place: place(article, &side.quote, around, at, Some(lines)),
                figure: side.value.as_ref().map(value),
                origin: origin(&side.origin),
            }
        };
        self.order.iter().map(node).collect()
    }

    /// Of each claim that several articles of a report make, the one that made it first, where each
    /// of them has a date and one alone the earliest.
    fn first(&self, report: &'a Report) -> BTreeMap<&str, &'a str> {
        let by_id = report.by_id();
        let mut makers: BTreeMap<&str, BTreeSet<&'a str>> = BTreeMap::new();
        // What is only listed side by side is not claimed together.
        for f in report.findings.iter().filter(|f| f.verdict != VerdictKind::NotComparable) {
            for side in &f.sides {
                let same = f.sides.iter().filter(|s| s.group == side.group).map(|s| s.article.as_str());
                makers.entry(&self.names[&content(side)]).or_default().extend(same);
            }
        }
        let first = |ids: &BTreeSet<&'a str>| {
            let dated = ids.iter().map(|id| Some((by_id.get(id)?.published?, *id)));
            let mut dated = dated.collect::<Option<Vec<_>>>()?;
            dated.sort();
            match dated[..] {
                [(first, id), (second, _), ..] if first < second => Some(id),
                _ => None,
            }
        };
        makers.into_iter().filter_map(|(name, ids)| Some((name, first(&ids)?))).collect()
    }
}
