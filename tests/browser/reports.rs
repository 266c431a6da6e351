//! Reports of any size, made from the shared sample; all in them is invented.

use recoupe::model::{
    Act, ArticleInfo, ArticleText, ClaimSort, Finding, FindingCounts, KeptClaim, Kind, Report, SentenceText, Severity,
};
use recoupe::report::sample;

/// Sentences of an article.
const SENTENCES: usize = 18;

fn sentence(n: usize) -> String {
    format!(
        "Le bourg numéro {n} de la vallée a compté {} foyers sans courant au matin du {} mars, a fait savoir la mairie.",
        40 + n % 97,
        1 + n % 28
    )
}

fn text(article: &ArticleInfo, n: usize) -> ArticleText {
    let (mut sentences, mut claims, mut start) = (Vec::new(), Vec::new(), 0);
    for line in 0..SENTENCES {
        let text = sentence(n * SENTENCES + line);
        let figure = text.find(" foyers").unwrap_or(0);
        let claim = |from: usize, to: usize, sort| KeptClaim {
            start: start + from,
            end: start + to,
            sort,
            act: Act::Says,
            speaker: Some("la mairie".into()),
        };
        claims.push(claim(0, figure + 22, ClaimSort::Proposition));
        claims.push(claim(figure - 3, figure + 7, ClaimSort::Figure));
        let end = start + text.len();
        sentences.push(SentenceText { start, end, line: 1 + 2 * line, column: 1, text });
        start = end + 2;
    }
    ArticleText { article: article.id.clone(), url: Some(format!("https://vallee.example/{n}")), sentences, claims }
}

/// A report of so many findings over so many articles, in stories of ten articles, texts kept.
pub fn many(findings: usize, articles: usize) -> Report {
    let mut report = sample();
    let (pattern, infos) = (report.findings.clone(), report.articles.clone());
    report.articles = (0..articles)
        .map(|n| ArticleInfo {
            id: format!("a{}", n + 1),
            path: format!("corpus/{n:04}.md"),
            source: format!("La Feuille {}", n % 40),
            origin: format!("o{}", n + 1),
            ..infos[n % 4].clone()
        })
        .collect();
    report.texts = report.articles.iter().enumerate().map(|(n, a)| text(a, n)).collect();
    let of = |n: usize| {
        let mut finding: Finding = pattern[n % pattern.len()].clone();
        let story = n % articles.div_ceil(10);
        finding.id = format!("{:016x}", 0x0123_4567_89ab_cdef_u64.wrapping_mul(n as u64 + 1));
        finding.topic = format!("vallée {story}");
        finding.story = format!("Vallée {story}: courant");
        finding.severity = Severity::ALL[n % 3];
        finding.kind = Kind::ALL[n % 4];
        finding.confidence = 0.5 + (n % 50) as f64 / 100.0;
        finding.accepted = None;
        finding.sides.truncate(2);
        finding.origins.truncate(2);
        for (k, side) in finding.sides.iter_mut().enumerate() {
            let article = (story * 10 + (n + k) % 10) % articles;
            let kept = &report.texts[article].sentences[n % SENTENCES];
            let at = kept.text.find(" foyers").unwrap_or(0) - 3;
            side.article = format!("a{}", article + 1);
            side.quote = kept.text[at..at + 10].to_owned();
            (side.start, side.end, side.line) = (kept.start + at, kept.start + at + 10, kept.line);
            side.sentence.clone_from(&kept.text);
        }
        finding
    };
    let mut made: Vec<Finding> = (0..findings).map(of).collect();
    made.sort_by(|a, b| {
        (a.severity, b.confidence, &a.id).partial_cmp(&(b.severity, a.confidence, &b.id)).expect("numbers")
    });
    report.findings = made;
    report.summary.findings = FindingCounts::of(&report.findings);
    report.summary.articles = articles;
    report
}
