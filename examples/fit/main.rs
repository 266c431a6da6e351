//! Fits what evidence weighs to labelled data. The same data give the same bytes.
//!
//! `cargo run --release --example fit -- findings` fits `rules/weights.toml`, the confidence of
//! findings, to what is labelled in this repository; `findings.rs` says how and with which flags.
//! `cargo run --release --example fit -- PAIRS.jsonl…` fits `rules/pairs.toml`; `pairs.rs` says how.

mod findings;
mod harvest;
// A part of it is for the test of the stories alone.
#[path = "../../tests/stories/labels.rs"]
#[expect(dead_code, reason = "the test of the stories uses the rest")]
mod labels;
mod logistic;
mod pairs;
#[path = "../../tests/stories/score.rs"]
#[expect(dead_code, reason = "the test of the stories uses the rest")]
mod score;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((first, rest)) if first == "findings" => findings::run(rest),
        _ => pairs::run(&args),
    }
}
