//! Report → bytes, one file per format.
//!
//! A renderer sees the [`Report`] and a [`Style`] and nothing else: no article, no clock, no
//! terminal. It never fails and it never leaves out a finding without saying how many.

mod cells;
mod compared;
mod concise;
mod csv;
mod github;
mod gitlab;
#[cfg(test)]
mod hostile;
mod html;
mod json;
mod jsonl;
mod jsonld;
mod junit;
mod markdown;
mod marked;
mod matrix;
mod place;
mod plain;
mod profile;
mod proof;
mod safe;
mod sample;
mod sarif;
mod sarif_log;
mod schema;
mod side;
mod statistics;
mod text;

pub use github::step_summary;
pub use html::{PAGE_FILES, PageError, Pages};
pub use marked::{Tally, legend, marked};
pub use proof::proof;
pub use sample::sample;
pub use schema::schema;
pub use statistics::{Counts, STATISTICS};

use crate::model::{Report, ReportLang};

/// What the place that the bytes go to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours, in the formats that are made for terminals.
    pub color: bool,
    /// Columns of the terminal. Below 40 it is taken for 40.
    pub width: usize,
    /// Findings and problems alone, without the line that says what was looked at. Formats that
    /// programs read are never shortened.
    pub quiet: bool,
    /// The language of the words that a format for people adds; the report holds its messages in it.
    pub lang: ReportLang,
}

impl Default for Style {
    /// No colours, 100 columns, nothing left out, in English.
    fn default() -> Self {
        Self { color: false, width: 100, quiet: false, lang: ReportLang::En }
    }
}

/// An output format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// As `--format` names it.
    pub name: &'static str,
    /// One line for help.
    pub about: &'static str,
    /// Always tells what is accepted too, marked: programs read it, and can tell.
    pub whole: bool,
    /// Made for people, in the language of the report; what programs read is English.
    pub translated: bool,
    /// Renders a report.
    pub render: fn(&Report, &Style) -> Vec<u8>,
}

/// Every format, in the order of help and documentation.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: "both texts under each other, for people at a terminal",
        whole: false,
        translated: true,
        render: text::render,
    },
    Format { name: "concise", about: "one line per finding", whole: false, translated: true, render: concise::render },
    Format {
        name: "json",
        about: "everything, as one JSON object",
        whole: true,
        translated: false,
        render: json::render,
    },
    Format {
        name: "jsonl",
        about: "everything, as one JSON object per line",
        whole: true,
        translated: false,
        render: jsonl::render,
    },
    Format {
        name: "jsonld",
        about: "claims and their sources as linked data, in the words of schema.org",
        whole: true,
        translated: false,
        render: jsonld::render,
    },
    Format {
        name: "markdown",
        about: "findings and the figure matrix, for a pull request or a wiki",
        whole: false,
        translated: true,
        render: markdown::render,
    },
    Format {
        name: "html",
        about: "one page for the desk: stories, figures side by side, who says what, every word in its place",
        whole: true,
        translated: true,
        render: html::render,
    },
    Format {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning",
        whole: true,
        translated: false,
        render: sarif::render,
    },
    Format {
        name: "junit",
        about: "JUnit XML, for the test views of CI servers",
        whole: false,
        translated: false,
        render: junit::render,
    },
    Format {
        name: "github",
        about: "annotations of GitHub Actions, and a table for the summary of the step",
        whole: false,
        translated: false,
        render: github::render,
    },
    Format {
        name: "gitlab",
        about: "code quality report of GitLab",
        whole: false,
        translated: false,
        render: gitlab::render,
    },
    Format {
        name: "csv",
        about: "a table of sides and a table of figures, for a spreadsheet",
        whole: false,
        translated: false,
        render: csv::render,
    },
];

/// The formats that tell what the articles show of each source, by their names, in the order of all.
pub const PROFILES: &[&str] = &["text", "json", "jsonl", "markdown", "html", "csv"];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(name: &str, style: &Style) -> String {
        String::from_utf8((format(name).unwrap().render)(&sample(), style)).unwrap()
    }

    #[test]
    fn every_format_renders_the_sample() {
        for format in FORMATS {
            insta::assert_snapshot!(format.name, rendered(format.name, &Style::default()));
        }
    }

    #[test]
    fn sources_are_profiled_where_a_report_says_so() {
        for name in PROFILES {
            let of =
                |report: &Report| String::from_utf8((format(name).unwrap().render)(report, &Style::default())).unwrap();
            let (with, without) = (of(&sample::profiled()), of(&sample()));
            // What profiles add, and nothing else.
            let old: std::collections::BTreeSet<&str> = without.lines().collect();
            let added: Vec<&str> = with.lines().filter(|l| !old.contains(l)).collect();
            insta::assert_snapshot!(format!("profiles_{name}"), added.join("\n"));
        }
        for f in FORMATS.iter().filter(|f| !PROFILES.contains(&f.name)) {
            let of = |report: &Report| (f.render)(report, &Style::default());
            assert_eq!(of(&sample::profiled()), of(&sample()), "{} tells of no sources", f.name);
        }
    }

    #[test]
    fn text_fits_terminals_of_other_widths() {
        for width in [80, 120] {
            let text = rendered("text", &Style { width, ..Style::default() });
            for line in text.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "wider than {width}: {line}");
            }
        }
        insta::assert_snapshot!("text_80", rendered("text", &Style { width: 80, ..Style::default() }));
    }

    #[test]
    fn colours_change_no_word() {
        for name in ["text", "concise"] {
            let coloured = rendered(name, &Style { color: true, ..Style::default() });
            assert!(coloured.contains("\u{1b}["));
            let stripped = anstream::adapter::strip_str(&coloured).to_string();
            assert_eq!(stripped, rendered(name, &Style::default()));
        }
    }

    #[test]
    fn what_terminals_obey_is_shown_and_not_sent() {
        for name in ["text", "concise", "markdown"] {
            let out = rendered(name, &Style::default());
            let obeyed = |c: char| c != '\n' && (c.is_control() || safe::turns_direction(c));
            assert!(!out.contains(obeyed), "{name} sends a control character");
            assert_eq!(out.contains('␛'), name != "concise", "{name} hides or makes up one");
            assert!(out.lines().all(|l| l.trim_end() == l), "{name} has trailing white space");
        }
    }

    #[test]
    fn no_format_leaves_out_a_finding() {
        for format in FORMATS {
            let out = rendered(format.name, &Style { quiet: true, ..Style::default() });
            for finding in &sample().findings {
                // `concise` names a finding by the place of its first side, the others by its id.
                let mark = if format.name == "concise" { format!("[{}]", finding.rule) } else { finding.id.clone() };
                assert!(out.contains(&mark), "{} lacks {mark}", format.name);
            }
        }
    }

    #[test]
    fn every_format_marks_what_is_known() {
        for format in FORMATS {
            let out = rendered(format.name, &Style::default());
            let forms =
                ["L'Écho put its date right on 7 March", "L&apos;Écho put its date", "L&#x27;Écho put its date"];
            assert!(forms.iter().any(|form| out.contains(form)), "{} does not say why it is known", format.name);
            let mark = match format.name {
                "json" | "jsonl" | "jsonld" => "\"accepted\":",
                "sarif" => "\"suppressions\":",
                "junit" => "<skipped",
                "csv" => ",known\r\n",
                _ => "known",
            };
            assert!(out.to_lowercase().contains(mark), "{} does not say that it is known", format.name);
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        for f in FORMATS {
            assert_eq!(FORMATS.iter().filter(|other| other.name == f.name).count(), 1);
            assert_eq!(format(f.name).unwrap().about, f.about);
        }
        assert!(format("yaml").is_none());
    }
}
