//! One HTML file that holds all of a report and asks no network for anything: a desk editor opens it
//! and sees where the sources agree, where they differ, and who said what.
//!
//! [`Pages`] makes it of values (`view` and what it uses) and templates, which are data. The words
//! and the templates of the binary stand in `rules/report/`.

mod article;
mod finding;
mod ids;
mod markup;
mod profile;
mod said;
mod story;
mod timeline;
mod view;
mod words;

pub use markup::{PAGE_FILES, PageError, Pages};

use super::Style;
use crate::model::{Report, ReportLang};
use toml::Table;

/// The words of the page, which other formats share.
pub(super) fn words_of(lang: ReportLang) -> Table {
    markup::embedded(words::file(lang)).parse().expect("the words of the binary are TOML")
}

/// The page in English, made by the templates of the binary.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    Pages::default().render(report).expect("the templates of the binary render every report: tests/html.rs")
}
