//! Fits the weights of `rules/pairs.toml` to labelled pairs of texts.
//!
//! `cargo run --example fit -- PAIRS.jsonl…` prints how well the fit does, on the pairs that it was
//! fitted to and, by five-fold cross-validation, on pairs that it was not; with `--write` it writes
//! the file, with `--dump` it prints the evidence of each pair. Pairs that have a text in common
//! stand in one fold. The same pairs give the same bytes.
//!
//! Two texts of a sentence or two are one question whether the text is as long as the claim or
//! several times as long, and contradictions of the second form are few: the forms in [`POOLED`]
//! are fitted as one, each weight as what is common to them and what a form adds to it. What is
//! written is the sum.
//!
//! The model is a logistic regression with a quadratic penalty on the weights, fitted by Newton's
//! method (iteratively reweighted least squares).

use recoupe::engine::{Engine, Options};
use recoupe::model::{Lang, Sets};
use recoupe::pairs::Feature;
use recoupe::rules::RuleSet;
use recoupe::text::hash64;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write as _;

/// Penalty on the squares of the weights where `--penalty=NUMBER` gives no other.
const PENALTY: f64 = 0.8;
/// Forms that are fitted together.
const POOLED: [&str; 2] = ["claim", "sentence"];
/// Penalty on what one form adds to the common weight, where the penalty on that is 1.
const OWN: f64 = 2.0;
/// Penalty on what a form adds to the common bias.
const OWN_BIAS: f64 = 0.05;
const FOLDS: usize = 5;
/// What recall counts where precision counts 1 (the square of the beta of F). The measure is flat
/// about its best: the threshold is the mean of the best ones for all of these.
const RECALL: [f64; 6] = [0.15, 0.18, 0.2, 0.22, 0.25, 0.3];
/// The same against a long text, which has many more occasions for a false alarm.
const RECALL_IN_DOCUMENTS: [f64; 6] = [0.08, 0.09, 0.1, 0.11, 0.13, 0.15];

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    lang: Lang,
    left: String,
    right: String,
    conflict: Option<bool>,
    entailed: Option<bool>,
}

struct Row {
    file: usize,
    id: String,
    form: &'static str,
    fold: usize,
    values: Vec<f64>,
    gold: bool,
    /// The data say whether the left entails the right.
    entailed: bool,
}

#[derive(Clone)]
struct Model {
    bias: f64,
    weights: Vec<f64>,
}

impl Model {
    fn score(&self, values: &[f64]) -> f64 {
        let sum: f64 = self.bias + self.weights.iter().zip(values).map(|(w, v)| w * v).sum::<f64>();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Reads the pairs, fits, says how well that does, and does what the flags ask for.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let files: Vec<&String> = args.iter().filter(|a| !a.starts_with("--")).collect();
    let engine = Engine::new(RuleSet::embedded()?, Options::default())?;
    let mut rows = Vec::new();
    for (n, file) in files.iter().enumerate() {
        rows.extend(read(&engine, n, file)?);
    }
    if has("--dump") {
        dump(&rows);
        return Ok(());
    }
    let forms: Vec<&str> = {
        let mut forms: Vec<&str> = rows.iter().map(|r| r.form).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    };
    let penalty = args.iter().find_map(|a| a.strip_prefix("--penalty=")).map_or(Ok(PENALTY), str::parse)?;
    let mut models: BTreeMap<&str, (Model, f64)> = BTreeMap::new();
    let mut held_out = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let fitted = fit_all(&rows, &forms, |r| rows[r].fold != fold, penalty);
        for (r, row) in rows.iter().enumerate().filter(|(_, row)| row.fold == fold) {
            held_out[r] = fitted[row.form].score(&row.values);
        }
    }
    for (form, model) in fit_all(&rows, &forms, |_| true, penalty) {
        let of: Vec<usize> = (0..rows.len()).filter(|&r| rows[r].form == form).collect();
        let threshold = threshold(
            of.iter().map(|&r| (held_out[r], rows[r].gold)).collect(),
            of.iter().filter(|&&r| rows[r].entailed).count() * 2 > of.len(),
            if form == "document" { RECALL_IN_DOCUMENTS } else { RECALL },
        );
        models.insert(form, (model, threshold));
    }
    let fitted: Vec<f64> = rows.iter().map(|r| models[r.form].0.score(&r.values)).collect();
    for (name, scores) in [("in sample", &fitted), ("cross-validated", &held_out)] {
        println!("{name}");
        for (n, file) in files.iter().enumerate() {
            let of: Vec<usize> = (0..rows.len()).filter(|&r| rows[r].file == n).collect();
            report(file, &of.iter().map(|&r| (scores[r], rows[r].gold, models[rows[r].form].1)).collect::<Vec<_>>());
        }
    }
    let text = written(&models);
    if has("--write") {
        std::fs::write("rules/pairs.toml", text)?;
    } else if has("--weights") {
        println!("{text}");
    }
    Ok(())
}

fn read(engine: &Engine, file: usize, path: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let lines: Vec<Line> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    // Pairs that share a text, directly or through others, are of one group.
    let mut sets = Sets::new(lines.len());
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (n, line) in lines.iter().enumerate() {
        for text in [&line.left, &line.right] {
            sets.join(*first.entry(text).or_insert(n), n);
        }
    }
    let mut fold = vec![0; lines.len()];
    for group in sets.into_groups() {
        let key = format!("{} {}", lines[group[0]].left, lines[group[0]].right);
        for n in group {
            fold[n] = (hash64(key.as_bytes()) % FOLDS as u64) as usize;
        }
    }
    let mut rows = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let vector = engine.evidence(line.lang, &line.left, &line.right);
        let gold = line.conflict.or(line.entailed.map(|e| !e)).ok_or("a pair without \"conflict\" or \"entailed\"")?;
        let form = vector.form().name();
        let entailed = line.entailed.is_some();
        rows.push(Row {
            file,
            entailed,
            id: line.id.to_string(),
            form,
            fold: fold[n],
            values: vector.values().to_vec(),
            gold,
        });
    }
    Ok(rows)
}

fn dump(rows: &[Row]) {
    let names: Vec<&str> = Feature::ALL.iter().map(|f| f.name()).collect();
    println!("file\tid\tform\tfold\tgold\t{}", names.join("\t"));
    for row in rows {
        let values: Vec<String> = row.values.iter().map(|v| format!("{v:.3}")).collect();
        println!("{}\t{}\t{}\t{}\t{}\t{}", row.file, row.id, row.form, row.fold, u8::from(row.gold), values.join("\t"));
    }
}

/// A model for each form, fitted to the rows that `of` takes.
fn fit_all<'f>(rows: &[Row], forms: &[&'f str], of: impl Fn(usize) -> bool, penalty: f64) -> BTreeMap<&'f str, Model> {
    let mut out = BTreeMap::new();
    let size = Feature::ALL.len();
    let taken = |form: &str| (0..rows.len()).filter(|&r| rows[r].form == form && of(r)).collect::<Vec<_>>();
    for &form in forms.iter().filter(|form| !POOLED.contains(form)) {
        let of: Vec<(&[f64], bool)> = taken(form).iter().map(|&r| (&rows[r].values[..], rows[r].gold)).collect();
        out.insert(form, fit(&of, &vec![penalty; size]));
    }
    // Common weights, then a bias and weights of each form.
    let mut wide: Vec<(Vec<f64>, bool)> = Vec::new();
    for (k, form) in POOLED.iter().enumerate() {
        for r in taken(form) {
            let mut values = rows[r].values.clone();
            for own in 0..POOLED.len() {
                values.push(if own == k { 1.0 } else { 0.0 });
                values.extend(rows[r].values.iter().map(|v| if own == k { *v } else { 0.0 }));
            }
            wide.push((values, rows[r].gold));
        }
    }
    let mut penalties = vec![penalty; size];
    for _ in POOLED {
        penalties.push(OWN_BIAS);
        penalties.extend(vec![penalty * OWN; size]);
    }
    let common = fit(&wide.iter().map(|(values, gold)| (&values[..], *gold)).collect::<Vec<_>>(), &penalties);
    for &form in forms {
        let Some(k) = POOLED.iter().position(|p| *p == form) else { continue };
        let own = &common.weights[size + k * (size + 1)..][..=size];
        let weights = common.weights[..size].iter().zip(&own[1..]).map(|(c, o)| c + o).collect();
        out.insert(form, Model { bias: common.bias + own[0], weights });
    }
    out
}

/// Newton's method; it has one optimum, since the penalised loss is convex.
fn fit(rows: &[(&[f64], bool)], penalties: &[f64]) -> Model {
    let size = penalties.len() + 1;
    let mut model = Model { bias: 0.0, weights: vec![0.0; size - 1] };
    for _ in 0..50 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (values, gold) in rows {
            let p = model.score(values);
            let error = p - f64::from(u8::from(*gold));
            let x: Vec<f64> = std::iter::once(1.0).chain(values.iter().copied()).collect();
            let seen: Vec<usize> = (0..size).filter(|&i| x[i] != 0.0).collect();
            for &i in &seen {
                gradient[i] += error * x[i];
                for &j in &seen {
                    hessian[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..size {
            // The bias is free but for what keeps the system solvable.
            let penalty = if i == 0 { 1e-6 } else { penalties[i - 1] };
            let weight = if i == 0 { model.bias } else { model.weights[i - 1] };
            gradient[i] += penalty * weight;
            hessian[i][i] += penalty;
        }
        let step = solve(hessian, gradient);
        model.bias -= step[0];
        for (w, s) in model.weights.iter_mut().zip(&step[1..]) {
            *w -= s;
        }
        if step.iter().all(|s| s.abs() < 1e-10) {
            break;
        }
    }
    model
}

/// Gaussian elimination with pivots.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for c in 0..n {
        let pivot = (c..n).max_by(|&i, &j| a[i][c].abs().total_cmp(&a[j][c].abs())).unwrap_or(c);
        a.swap(c, pivot);
        b.swap(c, pivot);
        for r in c + 1..n {
            let (upper, lower) = a.split_at_mut(r);
            let (pivot, row) = (&upper[c], &mut lower[0]);
            let factor = row[c] / pivot[c];
            for (own, above) in row[c..].iter_mut().zip(&pivot[c..]) {
                *own -= factor * above;
            }
            b[r] -= factor * b[c];
        }
    }
    for c in (0..n).rev() {
        b[c] /= a[c][c];
        for r in 0..c {
            b[r] -= a[r][c] * b[c];
        }
    }
    b
}

/// The threshold that does best on pairs that the scores were not fitted to. A conflict that is
/// reported must be one: the measure is F with what recall counts in `recalls`. Whether a text bears another out is a
/// plain question: there the share of right answers counts.
fn threshold(mut scored: Vec<(f64, bool)>, entailed: bool, recalls: [f64; 6]) -> f64 {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = scored.iter().filter(|s| s.1).count() as f64;
    let best = |good: &dyn Fn(f64, f64) -> f64| {
        let (mut hits, mut best) = (0.0, (f64::MIN, 0.5));
        for (n, &(score, gold)) in scored.iter().enumerate() {
            hits += f64::from(u8::from(gold));
            let value = good(hits, n as f64 + 1.0);
            if value > best.0 {
                best = (value, score);
            }
        }
        best.1
    };
    if entailed {
        return best(&|hits, said| 2.0 * hits - said);
    }
    let each = recalls.map(|recall| best(&|hits, said| (1.0 + recall) * hits / (said + recall * all)));
    each.iter().sum::<f64>() / each.len() as f64
}

fn report(file: &str, scored: &[(f64, bool, f64)]) {
    let count = |f: &dyn Fn(&(f64, bool, f64)) -> bool| scored.iter().filter(|s| f(s)).count() as f64;
    let hit = count(&|s| s.1 && s.0 >= s.2);
    let (said, gold) = (count(&|s| s.0 >= s.2), count(&|s| s.1));
    let right = count(&|s| s.1 == (s.0 >= s.2));
    let mut ranked: Vec<(f64, bool)> = scored.iter().map(|s| (s.0, s.1)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    let mut at = Vec::new();
    for (n, (_, is)) in ranked.iter().enumerate() {
        if *is {
            hits += 1.0;
            sum += hits / (n as f64 + 1.0);
            at.push((hits / gold, hits / (n as f64 + 1.0)));
        }
    }
    let mut curve = String::new();
    for recall in [0.2, 0.3, 0.45, 0.55, 0.7] {
        let precision = at.iter().filter(|p| p.0 >= recall).map(|p| p.1).fold(0.0, f64::max);
        let _ = write!(curve, " {precision:.3}@{recall}");
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    println!(
        "{name:22} P {:.3} R {:.3} accuracy {:.3} AP {:.3} |{curve}",
        hit / said.max(1.0),
        hit / gold.max(1.0),
        right / scored.len() as f64,
        sum / gold.max(1.0)
    );
}

fn written(models: &BTreeMap<&str, (Model, f64)>) -> String {
    let mut out = String::from(
        "# What evidence weighs in the comparison of two texts, by the form of the pair: a logistic model.\n# Written by `cargo run --example fit`.\n",
    );
    for (form, (model, threshold)) in models {
        let _ = write!(
            out,
            "\n[form.{form}]\nthreshold = {threshold:.4}\nbias = {:.4}\n\n[form.{form}.weights]\n",
            model.bias
        );
        for (feature, weight) in Feature::ALL.iter().zip(&model.weights) {
            if weight.abs() >= 5e-5 {
                let _ = writeln!(out, "{} = {weight:.4}", feature.name());
            }
        }
    }
    out
}
