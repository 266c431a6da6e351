//! Fits `rules/weights.toml` to labelled findings, which `harvest.rs` makes of what stands in the
//! repository: stories with labels, examples of rules, and near misses.
//!
//! `cargo run --release --example fit -- findings` says how well the weights do that were set by
//! hand (`rules/weights.toml` beside this file), and those that are fitted, on stories and rules that
//! they were not fitted to: each is left out once. `--reliability` prints tables of how often
//! findings of about one confidence are true, `--show` what the fit gets most wrong, `--write` writes the file, `--check` fails where the
//! file is not what the fit gives.
//!
//! The model is that of the program, so that nothing is learnt but numbers: a prior for each
//! comparator and a weight for each grade of each gate. They are drawn to those set by hand, and
//! keep the sign that the register of gates gives them.

use crate::harvest::{Found, Source, harvest};
use crate::labels::root;
use crate::logistic::{Parameter, Row, fit, odds, share};
use recoupe::model::{GATES, Leaning, PRIOR, Severity};
use recoupe::rules::{Comparator, EvidenceWeights, Files, RuleSet};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;

/// Share of what is reported that is true, as measured on real articles (docs/quality.md). Here
/// there are far more near misses than any run reports; true and false ones count so that their
/// shares come out as there.
const TRUE: f64 = 0.9;
/// What a piece of an example counts beside one of an article, which has more in it to go wrong.
const EXAMPLE: f64 = 0.5;
/// Draws weights to those set by hand, and comparators to what all have in common, where
/// `--penalty=NUMBER` gives no other.
const PENALTY: f64 = 1.0;

const FILE: &str = "rules/weights.toml";

/// What is fitted: a shift that all comparators share, one for each of them, a weight for each grade.
struct Model {
    grades: Vec<(&'static str, &'static str)>,
    parameters: Vec<Parameter>,
    start: EvidenceWeights,
}

impl Model {
    fn new(start: EvidenceWeights, penalty: f64) -> Self {
        let free = |start: f64, penalty: f64| Parameter { start, penalty, lowest: f64::MIN, highest: f64::MAX };
        let mut parameters = vec![free(0.0, 0.0)];
        parameters.extend(Comparator::ALL.iter().map(|_| free(0.0, penalty)));
        let mut grades = Vec::new();
        for gate in GATES {
            for &grade in gate.grades {
                let (lowest, highest) = match gate.leaning {
                    Leaning::For => (0.0, f64::MAX),
                    Leaning::Against => (f64::MIN, 0.0),
                };
                grades.push((gate.name, grade));
                let start = start.weight(gate.name, grade);
                parameters.push(Parameter { start, penalty, lowest, highest });
            }
        }
        Self { grades, parameters, start }
    }

    fn grade(&self, n: usize) -> usize {
        1 + Comparator::ALL.len() + n
    }

    /// The evidence of a finding as strengths of parameters, with the comparator's prior as set by
    /// hand on a parameter of its own behind all others, which is 1 and never fitted.
    fn row(&self, found: &Found, weight: f64) -> Row {
        let comparator = Comparator::ALL.iter().position(|c| *c == found.comparator).unwrap_or(0);
        let mut values: BTreeMap<usize, f64> = [(0, 1.0), (1 + comparator, 1.0)].into();
        values.insert(self.parameters.len(), self.start.prior(found.comparator));
        for evidence in found.evidence.iter().filter(|e| e.gate != PRIOR) {
            for (n, (gate, grade)) in self.grades.iter().enumerate().filter(|(_, g)| g.0 == evidence.gate) {
                let value = if grade.is_empty() { Some(1.0) } else { evidence.values.get(*grade).copied() };
                debug_assert_eq!(*gate, evidence.gate);
                *values.entry(self.grade(n)).or_default() += value.unwrap_or(0.0);
            }
        }
        Row { values: values.into_iter().collect(), gold: found.gold, weight }
    }

    fn fit(&self, rows: &[&Row]) -> Vec<f64> {
        let own = self.parameters.iter().map(|p| Parameter { ..*p });
        let fixed = Parameter { start: 1.0, penalty: 0.0, lowest: 1.0, highest: 1.0 };
        fit(rows, &own.chain([fixed]).collect::<Vec<_>>())
    }

    /// The numbers set by hand.
    fn by_hand(&self) -> Vec<f64> {
        self.parameters.iter().map(|p| p.start).chain([1.0]).collect()
    }

    /// The file, with two decimals.
    fn written(&self, fitted: &[f64]) -> String {
        let mut out = String::from(HEAD);
        out += "\n# What a clash weighs before its evidence, by comparator.\n[prior]\n";
        for (n, comparator) in Comparator::ALL.iter().enumerate() {
            let prior = fitted[0] + fitted[1 + n] + self.start.prior(*comparator);
            let _ = writeln!(out, "{} = {}", comparator.word(), number(prior));
        }
        out += "\n# What evidence adds, by gate. A table weighs each grade of a gate, or each 1 of a strength:\n\
                # `shared` is the weight of shared terms, `coverage` the share above one half that one side covers\n\
                # of the other.\n[weight]\n";
        for gate in GATES {
            let of = |grade: &str| {
                let n = self.grades.iter().position(|g| *g == (gate.name, grade)).unwrap_or(0);
                number(fitted[self.grade(n)])
            };
            let value = match gate.grades {
                [""] => of(""),
                grades => {
                    let grades: Vec<String> = grades.iter().map(|g| format!("{g} = {}", of(g))).collect();
                    format!("{{ {} }}", grades.join(", "))
                }
            };
            let _ = writeln!(out, "{} = {value}", gate.name);
        }
        out
    }
}

const HEAD: &str = "\
# What evidence weighs in the confidence of a finding, in log-odds. The confidence is
# 1 / (1 + exp(-sum)), with the sum of a prior and of what each gate that left evidence weighs.
#
# Written by `cargo run --release --example fit -- findings --write`, from the labels of the stories, the
# examples of the rules and near misses, starting at examples/fit/rules/weights.toml.
";

fn number(value: f64) -> String {
    // No minus before a zero.
    format!("{:.2}", (value * 100.0).round() / 100.0 + 0.0)
}

/// Fits, says how well that does, and does what the flags ask for.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    const FLAGS: [&str; 4] = ["--reliability", "--show", "--write", "--check"];
    let penalty = args.iter().find_map(|a| a.strip_prefix("--penalty=")).map_or(Ok(PENALTY), str::parse)?;
    if let Some(other) = args.iter().find(|a| !FLAGS.contains(&a.as_str()) && !a.starts_with("--penalty=")) {
        return Err(format!("unknown argument {other}, expected any of {}, --penalty=NUMBER", FLAGS.join(", ")).into());
    }
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let mut files = Files::embedded();
    files.overlay(&root().join("examples/fit/rules"))?;
    let model = Model::new(RuleSet::load(&files)?.weights, penalty);
    let found = harvest(root())?;
    let rows = rows(&model, &found);
    let fitted = model.fit(&rows.iter().collect::<Vec<_>>());
    let text = model.written(&fitted);
    if has("--check") {
        let now = std::fs::read_to_string(root().join(FILE))?;
        if now == text {
            return Ok(());
        }
        let differing = now.lines().zip(text.lines()).find(|(a, b)| a != b);
        let (is, fit) = differing.unwrap_or(("shorter or longer", "the rest"));
        return Err(format!(
            "{FILE} has \"{is}\" where the fit gives \"{fit}\"; run cargo run --release --example fit -- findings --write"
        )
        .into());
    }
    count(&found);
    let held_out = held_out(&model, &found, &rows);
    let by_hand: Vec<f64> = rows.iter().map(|r| share(odds(r, &model.by_hand()))).collect();
    let in_sample: Vec<f64> = rows.iter().map(|r| share(odds(r, &fitted))).collect();
    for (name, scores) in
        [("set by hand", &by_hand), ("fitted, in sample", &in_sample), ("fitted, left out", &held_out)]
    {
        let (loss, brier) = losses(&rows, scores);
        println!("{name:18} log loss {loss:.3}  Brier {brier:.3}");
    }
    if has("--reliability") {
        let all: Vec<usize> = (0..rows.len()).collect();
        println!("\nset by hand");
        table(&rows, &by_hand, &all);
        println!("\nfitted, each story and rule left out once");
        table(&rows, &held_out, &all);
        println!("\nfitted, articles and not examples, left out");
        let of: Vec<usize> = (0..rows.len()).filter(|&n| of_articles(&found[n])).collect();
        table(&rows, &held_out, &of);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            println!("\nfitted, {severity}s, left out");
            let of: Vec<usize> = (0..rows.len()).filter(|&n| found[n].severity == severity).collect();
            table(&rows, &held_out, &of);
        }
    }
    if has("--show") {
        let mut worst: Vec<usize> = (0..rows.len()).collect();
        let wrong = |n: usize| if rows[n].gold { 1.0 - held_out[n] } else { held_out[n] };
        worst.sort_by(|&a, &b| wrong(b).total_cmp(&wrong(a)));
        for n in worst.into_iter().take(60) {
            let f = &found[n];
            println!("{:.2} {} {:?} {} {}", held_out[n], f.gold, f.source, f.keys.join(" "), f.what);
        }
    }
    if has("--write") {
        let path = root().join(FILE);
        let mut file = tempfile::NamedTempFile::new_in(root().join("rules"))?;
        std::io::Write::write_all(&mut file, text.as_bytes())?;
        file.persist(path)?;
    }
    Ok(())
}

/// Rows of the model, each with what it counts.
fn rows(model: &Model, found: &[Found]) -> Vec<Row> {
    let counts = |f: &Found| if of_articles(f) { 1.0 } else { EXAMPLE };
    let total = |gold: bool| found.iter().filter(|f| f.gold == gold).map(counts).sum::<f64>().max(1.0);
    let (yes, no) = (total(true), total(false));
    // As many in all as there are true ones and the false ones that go with them.
    let weight = |f: &Found| counts(f) * if f.gold { 1.0 } else { yes * (1.0 - TRUE) / TRUE / no };
    found.iter().map(|f| model.row(f, weight(f))).collect()
}

/// What each row is given by a fit to all that has no story or rule in common with it.
fn held_out(model: &Model, found: &[Found], rows: &[Row]) -> Vec<f64> {
    let mut out = vec![0.0; rows.len()];
    let keys: BTreeSet<&str> = found.iter().map(|f| f.keys[0].as_str()).collect();
    for key in keys {
        let rest: Vec<&Row> =
            rows.iter().zip(found).filter(|(_, f)| !f.keys.iter().any(|k| k == key)).map(|r| r.0).collect();
        let fitted = model.fit(&rest);
        for (n, row) in rows.iter().enumerate().filter(|(n, _)| found[*n].keys[0] == key) {
            out[n] = share(odds(row, &fitted));
        }
    }
    out
}

fn of_articles(found: &Found) -> bool {
    matches!(found.source, Source::Story | Source::Strangers)
}

fn count(found: &[Found]) {
    println!("{:24} {:>6} {:>6} {:>18}", "labelled findings", "true", "false", "false, gates ajar");
    for (source, name) in Source::ALL {
        let count = |f: &dyn Fn(&&Found) -> bool| found.iter().filter(|x| x.source == source).filter(f).count();
        let (yes, no) = (count(&|f| f.gold), count(&|f| !f.gold && f.shown));
        println!("{name:24} {yes:6} {no:6} {:18}", count(&|f| !f.gold && !f.shown));
    }
}

fn losses(rows: &[Row], scores: &[f64]) -> (f64, f64) {
    let (mut loss, mut brier, mut all) = (0.0, 0.0, 0.0);
    for (row, &score) in rows.iter().zip(scores) {
        let right = if row.gold { score } else { 1.0 - score };
        loss -= row.weight * right.max(1e-12).ln();
        brier += row.weight * (1.0 - right) * (1.0 - right);
        all += row.weight;
    }
    (loss / all, brier / all)
}

/// Lower ends of the bins of confidence.
const BINS: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// How often findings of about one confidence are true, as Markdown.
fn table(rows: &[Row], scores: &[f64], of: &[usize]) {
    println!("| confidence | true | false | mean confidence | share that is true |\n|---|---|---|---|---|");
    for (b, &from) in BINS.iter().enumerate() {
        let to = BINS.get(b + 1).copied().unwrap_or(2.0);
        let of: Vec<usize> = of.iter().copied().filter(|&n| (from..to).contains(&scores[n])).collect();
        let weight = |f: &dyn Fn(usize) -> f64| of.iter().map(|&n| rows[n].weight * f(n)).sum::<f64>();
        let all = weight(&|_| 1.0);
        let yes = of.iter().filter(|&&n| rows[n].gold).count();
        let (mean, right) = (weight(&|n| scores[n]) / all, weight(&|n| f64::from(u8::from(rows[n].gold))) / all);
        if of.is_empty() {
            continue;
        }
        println!("| {from:.2}–{:.2} | {yes} | {} | {mean:.2} | {right:.2} |", to.min(1.0), of.len() - yes);
    }
}
