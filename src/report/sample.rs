//! One report on which every format is shown and tested: an invented dam in an invented valley,
//! told by invented outlets, one of which sends control characters and broken markup.

use crate::model::{
    Accepted, AcceptedBy, Act, ArticleInfo, ArticleText, Bound, ClaimSort, Day, FigureCell, FigureRow, Finding,
    FindingCounts, KeptClaim, Kind, Lang, Problem, Report, RuleInfo, SentenceText, Severity, Side, Summary, Tool,
    Value, VerdictKind, Weighed,
};
use std::collections::BTreeMap;

const STORY: &str = "Vaucelles: barrage, crue";
const ADDRESS: &str = "https://echo.example/vaucelles?a=1&b=2";
const TOPIC: &str = "rupture du barrage de Vaucelles";

/// A report with the text of one article, findings of every severity, one of them accepted, an article that is checked
/// against the others, copies, speakers, a problem, figures, and text that tries to break the output. All in it is invented.
pub fn sample() -> Report {
    let findings = vec![toll(), denial(), estimate(), day(), measures()];
    Report {
        schema: Report::SCHEMA.into(),
        tool: Tool { name: "recoupe".into(), version: "0.0.0".into() },
        articles: articles(),
        summary: Summary {
            articles: 5,
            sentences: 96,
            claims: 131,
            compared: 214,
            findings: FindingCounts::of(&findings),
            origins: 4,
            corpus: None,
            known: 1,
            capped: None,
        },
        texts: vec![text(&findings)],
        findings,
        rules: rules(),
        figures: figures(),
        comparison: None,
        profiles: Vec::new(),
        problems: vec![Problem {
            path: "corpus/brouillon.html".into(),
            message: "the page holds no article text, expected an <article> or paragraphs".into(),
        }],
    }
}

/// The text of one article, as far as findings quote it; of the others the report holds none.
fn text(findings: &[Finding]) -> ArticleText {
    let mut sides: Vec<&Side> = findings.iter().flat_map(|f| &f.sides).filter(|s| s.article == "a2").collect();
    sides.sort_by_key(|s| s.start);
    let begins = |s: &Side| s.start - s.sentence.find(&s.quote).unwrap_or(0);
    let sentence = |s: &&Side| SentenceText {
        start: begins(s),
        end: begins(s) + s.sentence.len(),
        line: s.line,
        column: 1,
        text: s.sentence.clone(),
    };
    let claim = |s: &&Side| KeptClaim {
        start: s.start,
        end: s.end,
        sort: if s.value.is_some() { ClaimSort::Figure } else { ClaimSort::Proposition },
        act: if s.quote.starts_with("L'exploitant") { Act::Accuses } else { Act::Says },
        speaker: s.speaker.clone(),
    };
    ArticleText {
        article: "a2".into(),
        url: Some(ADDRESS.into()),
        sentences: sides.iter().map(sentence).collect(),
        claims: sides.iter().map(claim).collect(),
    }
}

fn articles() -> Vec<ArticleInfo> {
    let article = |id: &str, path: &str, title: &str, source: &str, day: i8, lang, origin: &str| ArticleInfo {
        id: id.into(),
        path: path.into(),
        title: Some(title.into()),
        source: source.into(),
        url: None,
        published: Day::new(2024, 3, day),
        lang,
        origin: origin.into(),
        group: None,
        reliability: None,
        new: false,
    };
    let mut articles = vec![
        article("a1", "corpus/depeche.md", "Vaucelles sous les eaux", "La Dépêche du Val", 5, Lang::Fr, "o1"),
        article("a2", "corpus/echo.md", "Le barrage a cédé", "L'Écho des Collines", 5, Lang::Fr, "o2"),
        article("a3", "corpus/relais.txt", "Vaucelles sous les eaux", "Le Relais", 6, Lang::Fr, "o1"),
        article("a4", "corpus/herald.html", "Dam fails above Vaucelles", "The Upland Herald", 6, Lang::En, "o3"),
        article("a5", "corpus/pirate.jsonl#7", "", "Radio | Pirate \u{1b}[31m", 6, Lang::Fr, "o4"),
    ];
    articles[4].title = None;
    articles[4].published = None;
    articles[1].new = true;
    articles[1].url = Some(ADDRESS.into());
    articles
}

/// A side of which `quote` is the first such words of `sentence`; the sentence begins at byte
/// `base` of its article.
fn side(article: &str, group: usize, (base, line, column): (usize, usize, usize), sentence: &str, quote: &str) -> Side {
    let start = base + sentence.find(quote).unwrap_or(0);
    Side {
        article: article.into(),
        group,
        start,
        end: start + quote.len(),
        line,
        column,
        quote: quote.into(),
        sentence: sentence.into(),
        value: None,
        speaker: None,
        origin: match article {
            "a1" | "a3" => "o1",
            "a2" => "o2",
            "a4" => "o3",
            _ => "o4",
        }
        .into(),
    }
}

fn with_value(side: Side, (low, high): (f64, f64), bound: Bound, measure: &str, text: &str) -> Side {
    let (low, high) = (low.is_finite().then_some(low), high.is_finite().then_some(high));
    let value = Value { low, high, unit: "count".into(), measure: measure.into(), bound, text: text.into() };
    Side { value: Some(value), ..side }
}

fn said_by(side: Side, speaker: &str) -> Side {
    Side { speaker: Some(speaker.into()), ..side }
}

fn weighed(gate: &str, text: &str, weight: f64) -> Weighed {
    Weighed { gate: gate.into(), text: text.into(), translations: BTreeMap::new(), weight, values: BTreeMap::new() }
}

fn toll() -> Finding {
    let wire = "Le barrage de Vaucelles a cédé dans la nuit de lundi à mardi, et la crue a fait douze morts dans \
                les hameaux de la rive gauche, selon la préfecture, qui a ouvert trois gymnases aux habitants que les \
                secours ont pu sortir des maisons, alors que la route de la vallée reste coupée en deux endroits, que le \
                courant manque dans quatre communes et que l'eau, montée de six mètres en moins d'une heure, ne s'est \
                retirée qu'au matin, laissant derrière elle des voitures, des arbres et des toits entiers, jusque sur la place du marché.";
    let dozen = |s: Side| with_value(s, (12.0, 12.0), Bound::Exact, "morts", "douze");
    let plain = "Dix-sept personnes sont mortes à\nVaucelles mardi, a compté la mairie.";
    let seventeen = with_value(
        side("a2", 1, (88, 4, 1), plain, "Dix-sept personnes sont mortes"),
        (17.0, 17.0),
        Bound::Exact,
        "personnes",
        "Dix-sept",
    );
    let herald = "Seventeen people died, the town hall counted on Tuesday.";
    let also = with_value(
        side("a4", 1, (140, 7, 1), herald, "Seventeen people died"),
        (17.0, 17.0),
        Bound::Exact,
        "people",
        "Seventeen",
    );
    Finding {
        id: "3f9c21d07be84a16".into(),
        rule: "count-mismatch".into(),
        kind: Kind::Numeric,
        verdict: VerdictKind::Contradiction,
        severity: Severity::Error,
        confidence: 0.93,
        topic: TOPIC.into(),
        story: STORY.into(),
        message: "dead at Vaucelles: 12 or 17".into(),
        translations: BTreeMap::new(),
        origins: vec![1, 2],
        because: vec![
            "same measure: morts, personnes mortes".into(),
            "same day: 2024-03-05".into(),
            "12 and 17 do not meet".into(),
        ],
        evidence: vec![
            weighed("prior", "what a clash of \"figures\" weighs before its evidence", -0.412),
            Weighed {
                values: [("noun".to_owned(), 1.0)].into(),
                ..weighed("same-measure", "same measure: morts, personnes mortes", 1.6)
            },
            weighed("same-time", "same day: 2024-03-05", 1.4),
            weighed("do-not-meet", "12 and 17 do not meet", 0.0),
        ],
        sides: vec![
            said_by(dozen(side("a1", 0, (312, 9, 81), wire, "douze morts")), "la préfecture"),
            said_by(seventeen, "la mairie"),
            said_by(dozen(side("a3", 0, (0, 1, 81), wire, "douze morts")), "la préfecture"),
            said_by(also, "the town hall"),
        ],
        accepted: None,
    }
}

fn denial() -> Finding {
    let accusation = "« L'exploitant savait depuis deux ans que la vanne nord ne fermait plus et n'a rien fait pour la \
                      réparer, malgré trois courriers de nos techniciens et une visite des services de l'État », accuse le \
                      syndicat Eaux Vives.";
    let quote = "L'exploitant savait depuis deux ans que la vanne nord ne fermait plus et n'a rien fait pour la \
                 réparer, malgré trois courriers de nos techniciens et une visite des services de l'État";
    Finding {
        id: "81be04c6a2f7d935".into(),
        rule: "accusation-denial".into(),
        kind: Kind::Denial,
        verdict: VerdictKind::Divergence,
        severity: Severity::Warning,
        confidence: 0.71,
        topic: TOPIC.into(),
        story: STORY.into(),
        message:
            "Eaux Vives accuses the operator of having left the north gate unrepaired; Hydroval says that no fault \
                  had been reported to it"
                .into(),
        translations: BTreeMap::new(),
        origins: vec![1, 1],
        because: vec![
            "same content: savoir, vanne nord, réparer".into(),
            "Hydroval is the operator whom Eaux Vives accuses".into(),
        ],
        sides: vec![
            said_by(side("a2", 0, (420, 11, 3), accusation, quote), "le syndicat Eaux Vives"),
            said_by(
                side(
                    "a4",
                    1,
                    (602, 12, 10),
                    "Hydroval denied that any fault had been reported to it.",
                    "denied that any fault had been reported to it",
                ),
                "Hydroval",
            ),
        ],
        evidence: Vec::new(),
        accepted: None,
    }
}

fn estimate() -> Finding {
    let hostile =
        "On compte \u{1b}[2J plus de quarante blessés, <script>alert(1)</script> | `tous` \u{202e}sruojuot ici.";
    let many = side("a5", 1, (0, 2, 11), hostile, "plus de quarante blessés");
    let dozen =
        side("a1", 0, (900, 15, 26), "Les pompiers ont soigné une dizaine de blessés.", "une dizaine de blessés");
    Finding {
        id: "c07d5e19f3a8b264".into(),
        rule: "disjoint-estimates".into(),
        kind: Kind::Numeric,
        verdict: VerdictKind::Contradiction,
        severity: Severity::Warning,
        confidence: 0.64,
        topic: TOPIC.into(),
        story: STORY.into(),
        message: "hurt at Vaucelles: about a dozen or more than forty".into(),
        translations: BTreeMap::new(),
        origins: vec![1, 1],
        because: vec!["8 to 12 and more than 40 do not meet".into()],
        sides: vec![
            with_value(dozen, (8.0, 12.0), Bound::About, "blessés", "une dizaine"),
            with_value(many, (40.0, f64::INFINITY), Bound::MoreThan, "blessés", "plus de quarante"),
        ],
        evidence: Vec::new(),
        accepted: None,
    }
}

fn day() -> Finding {
    let tuesday = "Le barrage a cédé mardi à l'aube.";
    let monday = "Le barrage a cédé lundi soir.";
    Finding {
        id: "e2b7406d91c5fa38".into(),
        rule: "date-mismatch".into(),
        kind: Kind::Date,
        verdict: VerdictKind::Contradiction,
        severity: Severity::Warning,
        confidence: 0.58,
        topic: TOPIC.into(),
        story: STORY.into(),
        message: "barrage cédé: mardi à l'aube or lundi soir".into(),
        translations: BTreeMap::new(),
        origins: vec![1, 1],
        because: vec!["what gives way does so once".into()],
        evidence: Vec::new(),
        sides: vec![
            side("a1", 0, (1080, 17, 18), tuesday, "mardi à l'aube"),
            side("a2", 1, (1002, 18, 18), monday, "lundi soir"),
        ],
        accepted: Some(Accepted { by: AcceptedBy::Baseline, reason: "L'Écho put its date right on 7 March".into() }),
    }
}

fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, title: &str, kind, verdict, severity, why: &str| RuleInfo {
        id: id.into(),
        title: title.into(),
        kind,
        verdict,
        severity,
        why: why.into(),
        translations: BTreeMap::new(),
    };
    let why = "Two articles count the same thing, both exactly, and come to different numbers.\n\nSilent where a later \
               article gives a *higher* toll (`later-figure`).";
    // Those of the other findings are missing, as in a report that another version wrote.
    vec![
        rule(
            "count-mismatch",
            "Two exact numbers of one thing",
            Kind::Numeric,
            VerdictKind::Contradiction,
            Severity::Error,
            why,
        ),
        rule(
            "date-mismatch",
            "Two days of what happens once",
            Kind::Date,
            VerdictKind::Contradiction,
            Severity::Warning,
            "What happens once has one day.",
        ),
    ]
}

fn measures() -> Finding {
    let row = |article, group, at, sentence: &str, quote: &str, n: f64, measure: &str| {
        let text = quote.rsplit_once(' ').map_or(quote, |(text, _)| text);
        with_value(side(article, group, at, sentence, quote), (n, n), Bound::Exact, measure, text)
    };
    Finding {
        id: "5a60f2be917cd348".into(),
        rule: "different-measure".into(),
        kind: Kind::Context,
        verdict: VerdictKind::NotComparable,
        severity: Severity::Note,
        confidence: 0.8,
        topic: TOPIC.into(),
        story: STORY.into(),
        message: "figures of one story that count different things".into(),
        translations: BTreeMap::new(),
        origins: vec![1, 1, 1],
        because: vec!["foyers, habitants and people housed are not one measure".into()],
        sides: vec![
            row(
                "a1",
                0,
                (1200, 18, 1),
                "1\u{202f}240 foyers sont privés d'eau.",
                "1\u{202f}240 foyers",
                1240.0,
                "foyers",
            ),
            row(
                "a2",
                1,
                (900, 16, 14),
                "La préfète a fait évacuer 3 100 habitants des deux rives, par précaution, dans la nuit.",
                "3 100 habitants",
                3100.0,
                "habitants",
            ),
            row("a4", 2, (980, 19, 1), "220 people slept in school halls.", "220 people", 220.0, "people"),
        ],
        evidence: Vec::new(),
        accepted: None,
    }
}

fn figures() -> Vec<FigureRow> {
    let cell = |article: &str, text: &str, low: f64, high: f64| FigureCell {
        article: article.into(),
        text: text.into(),
        low: low.is_finite().then_some(low),
        high: high.is_finite().then_some(high),
        start: 393,
        end: 393 + text.len(),
    };
    let row = |measure: &str, cells| FigureRow { topic: TOPIC.into(), measure: measure.into(), cells };
    let open = f64::INFINITY;
    vec![
        row(
            "morts",
            vec![
                cell("a1", "douze", 12.0, 12.0),
                cell("a2", "Dix-sept", 17.0, 17.0),
                cell("a3", "douze", 12.0, 12.0),
                cell("a4", "Seventeen", 17.0, 17.0),
            ],
        ),
        row(
            "blessés",
            vec![
                cell("a1", "une dizaine", 8.0, 12.0),
                cell("a2", "11", 11.0, 11.0),
                cell("a2", "3", 3.0, 3.0),
                cell("a4", "at least eight", 8.0, open),
            ],
        ),
        row("foyers", vec![cell("a1", "1\u{202f}240", 1240.0, 1240.0)]),
        row("gymnases", vec![cell("a1", "trois", 3.0, 3.0), cell("a3", "trois", 3.0, 3.0)]),
        row(
            "niveau | crue",
            vec![cell("a2", "-0,3\nmètre", -0.3, -0.3), cell("a5", "=1+`2`|<b>", f64::NEG_INFINITY, open)],
        ),
    ]
}

/// The sample with profiles of two of its sources, in which no count is 0.
#[cfg(test)]
pub(super) fn profiled() -> Report {
    use crate::model::{AgainCounts, Case, CaseSort, FigureCounts, Profile, StatementCounts};
    let mut report = sample();
    let side = &report.findings[0].sides[0];
    let case = |(sort, origins): (CaseSort, usize)| Case {
        sort,
        origins,
        article: side.article.clone(),
        start: side.start,
        end: side.end,
        line: side.line,
        column: side.column,
        quote: side.quote.clone(),
    };
    let figures = FigureCounts {
        told: 31,
        attributed: 12,
        anonymous: 2,
        hedged: 3,
        met: 14,
        agreed: 8,
        opposed: 3,
        diverged: 1,
        updated: 2,
        met_several: 9,
        alone: 1,
        again: Some(AgainCounts { told: 10, revised: 5, silent: 1, noted: 2, moved: 1, contradicted: 1 }),
    };
    let profile = |article: &ArticleInfo| Profile {
        source: article.source.clone(),
        articles: 3,
        shared: 1,
        sentences: 40,
        claims: 55,
        figures,
        statements: StatementCounts { told: 20, denied: 2, accusations: 3, accusations_denied: 1 },
        findings: Vec::new(),
        cases: [(CaseSort::Alone, 2), (CaseSort::Revised, 0), (CaseSort::Denied, 1)].map(case).into(),
    };
    report.profiles = report.articles.iter().take(2).map(profile).collect();
    report.count();
    report
}
