//! Templates, words, style and script put together to one page.

use super::view::{Numbers, View};
use super::words::{file, laid_over};
use crate::model::{Day, Report, ReportLang};
use crate::text::LineIndex;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use toml::Table;

const EMBEDDED: &[(&str, &str)] = &[
    ("page.html", include_str!("../../../rules/report/page.html")),
    ("overview.html", include_str!("../../../rules/report/overview.html")),
    ("profiles.html", include_str!("../../../rules/report/profiles.html")),
    ("filter.html", include_str!("../../../rules/report/filter.html")),
    ("story.html", include_str!("../../../rules/report/story.html")),
    ("finding.html", include_str!("../../../rules/report/finding.html")),
    ("article.html", include_str!("../../../rules/report/article.html")),
    ("page.css", include_str!("../../../rules/report/page.css")),
    ("page.js", include_str!("../../../rules/report/page.js")),
    ("en.toml", include_str!("../../../rules/report/en.toml")),
    ("fr.toml", include_str!("../../../rules/report/fr.toml")),
];

/// Steps that templates may take, and more for each finding, article, row of figures and problem: a
/// hundred times those of the binary. A loop that never ends must not hold a server.
const FUEL: u64 = 10_000_000;
const FUEL_OF_PART: u64 = 200_000;

/// What GitHub takes for the beginning of a command, wherever in a log it stands.
const COMMAND: &str = "##[";

/// The files that a page is made of, in the order of documentation.
pub const PAGE_FILES: &[&str] = &[
    "page.html",
    "overview.html",
    "profiles.html",
    "filter.html",
    "story.html",
    "finding.html",
    "article.html",
    "page.css",
    "page.js",
    "en.toml",
    "fr.toml",
];

/// A file of the binary.
pub(super) fn embedded(name: &str) -> &'static str {
    EMBEDDED.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text)
}

/// What is wrong with a user's own template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    /// The file's name, as in [`PAGE_FILES`] or as the user calls it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for PageError {}

impl PageError {
    /// At byte `at` of a file.
    fn at(file: &str, text: &str, at: usize, message: String) -> Self {
        let place = LineIndex::new(text).position(text, at.min(text.len()));
        Self { file: file.to_owned(), line: place.line, column: place.column, message }
    }
}

/// How reports become pages: in which language, by which templates.
///
/// A template can say what stands where, and no more: it reads no file and runs nothing. Text of
/// articles is escaped wherever a template puts it.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    lang: ReportLang,
    own: BTreeMap<String, String>,
}

impl Pages {
    /// Pages in `lang`; the files of `own`, by their names, take the place of those of the binary, or
    /// stand beside them to be included. Of words those that are missing are the binary's.
    pub fn new(lang: ReportLang, own: BTreeMap<String, String>) -> Self {
        Self { lang, own }
    }

    fn text(&self, name: &str) -> &str {
        self.own.get(name).map_or_else(|| embedded(name), String::as_str)
    }

    fn words(&self) -> Result<Table, PageError> {
        let file = file(self.lang);
        let below: Table = embedded(file).parse().expect("the words of the binary are TOML");
        let Some(text) = self.own.get(file) else { return Ok(below) };
        let above = text
            .parse::<Table>()
            .map_err(|e| PageError::at(file, text, e.span().map_or(0, |s| s.start), e.message().replace('`', "\"")))?;
        Ok(laid_over(below, above))
    }

    /// The page of a report: the same bytes for the same report.
    ///
    /// # Errors
    /// A template or a table of the user's own cannot be read, or asks for what there is not.
    pub fn render(&self, report: &Report) -> Result<Vec<u8>, PageError> {
        let report = &report.told_in(self.lang);
        let words = self.words()?;
        let mark = |key: &str| words.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let numbers = Numbers {
            decimal: mark("decimal"),
            thousands: mark("thousands"),
            group_from: mark("group_from").parse().unwrap_or(10_000.0),
        };
        let shown = numbers.clone();
        let (style, script) = (self.text("page.css"), self.text("page.js"));
        for (name, text, end) in [("page.css", style, "</style"), ("page.js", script, "</script")] {
            if let Some(at) = text.to_ascii_lowercase().find(end) {
                let message = format!("\"{end}\" would end it in the page, expected a file without it");
                return Err(PageError::at(name, text, at, message));
            }
            if let Some(at) = text.find(COMMAND) {
                let message = format!("a CI server would read \"{COMMAND}\" as a command, expected a file without it");
                return Err(PageError::at(name, text, at, message));
            }
        }
        let mut env = Environment::new();
        // An error names what it is about, in every build.
        env.set_debug(true);
        let parts = report.findings.len() + report.articles.len() + report.figures.len() + report.problems.len();
        env.set_fuel(Some(FUEL + FUEL_OF_PART * parts as u64));
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        let syntax = env.syntax().to_builder().trim_blocks(true).lstrip_blocks(true).build();
        env.set_syntax(syntax.expect("no delimiter is changed"));
        env.add_filter("n", move |n: f64| shown.show(n));
        let months: Vec<String> = mark("months").split_whitespace().map(str::to_owned).collect();
        env.add_filter("day", move |day: String| written(&day, &months));
        let own = self.own.keys().map(String::as_str);
        for name in PAGE_FILES.iter().copied().chain(own).filter(|n| n.ends_with(".html")) {
            env.add_template(name, self.text(name)).map_err(|e| self.wrong(&e))?;
        }
        let page = env.get_template("page.html").map_err(|e| self.wrong(&e))?;
        let values = context! {
            t => Value::from(Serde(&words)),
            view => Value::from(Serde(View::new(report, &numbers, self.lang))),
            style => Value::from_safe_string(style.to_owned()),
            script => Value::from_safe_string(script.to_owned()),
            policy => Value::from_safe_string(policy(style, script)),
        };
        let mut page = page.render(values).map_err(|e| self.wrong(&e))?.replace(COMMAND, "##&#91;");
        if !page.ends_with('\n') {
            page.push('\n');
        }
        Ok(page.into_bytes())
    }

    /// The innermost error: an include tells of its own file.
    fn wrong(&self, error: &minijinja::Error) -> PageError {
        let mut inner = error;
        while let Some(next) = std::error::Error::source(inner).and_then(|e| e.downcast_ref::<minijinja::Error>()) {
            inner = next;
        }
        let file = inner.name().or(error.name()).unwrap_or("page.html");
        let kind = inner.kind();
        if kind == ErrorKind::OutOfFuel {
            let message = "templates take more steps than a page needs, expected loops over what the report holds";
            return PageError::at("page.html", self.text("page.html"), 0, message.to_owned());
        }
        let message =
            inner.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")).replace('`', "\"");
        let text = self.text(file);
        // Where no bytes are known, those of the line.
        let of_line = |line: usize| text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let at = inner.range().map(|r| r.start).filter(|at| text.is_char_boundary(*at));
        PageError::at(file, text, at.unwrap_or_else(|| of_line(inner.line().unwrap_or(1))), message)
    }
}

/// A day as the language writes it: `1er janvier 2024` where it has names for the months, else as it is.
fn written(day: &str, months: &[String]) -> String {
    let date = day.parse::<Day>().ok().filter(|_| months.len() == 12);
    date.map_or_else(
        || day.to_owned(),
        |Day(date)| {
            let n = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
            format!("{n}\u{a0}{} {}", months[usize::from(date.month().unsigned_abs()) - 1], date.year())
        },
    )
}

/// What the page may do: apply its one style, run its one script, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn page(lang: ReportLang, own: &[(&str, &str)]) -> Result<String, PageError> {
        let own = own.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        Pages::new(lang, own).render(&sample()).map(|b| String::from_utf8(b).unwrap())
    }

    #[test]
    fn every_file_is_embedded_and_listed() {
        assert!(EMBEDDED.iter().map(|(n, _)| *n).eq(PAGE_FILES.iter().copied()));
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/report");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(PAGE_FILES.contains(&name.as_str()), "{name} is no part of the page");
        }
    }

    #[test]
    fn the_policy_names_this_style_and_this_script() {
        // echo -n '' | sha256sum, in base64.
        assert!(policy("", "x").contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
        let page = page(ReportLang::En, &[]).unwrap();
        let inner = |open: &str, close: &str| page.split_once(open).unwrap().1.split_once(close).unwrap().0;
        let expected = policy(inner("<style>", "</style>"), inner("<script>", "</script>"));
        assert!(page.contains(&format!("content=\"{expected}\"")), "the policy is not that of what stands there");
        assert_eq!((page.matches("<style").count(), page.matches("<script").count()), (1, 1));
        assert!(!page.contains(" style=\"") && !page.contains(" onclick"), "the policy would not let it");
    }

    #[test]
    fn templates_and_words_of_the_user_take_their_places() {
        let out = page(ReportLang::En, &[("filter.html", "<p>{{ t.title }}</p>"), ("en.toml", "title = \"A & B\"")]);
        let out = out.unwrap();
        assert!(out.contains("<p>A &amp; B</p>") && !out.contains("id=\"q\""));
        assert!(out.contains("Figures side by side"), "what a table lacks is the binary's");
        let out = page(
            ReportLang::En,
            &[("filter.html", "{% include 'mine.html' %}"), ("mine.html", "mine: {{ view.tool }}")],
        );
        assert!(out.unwrap().contains("mine: recoupe 0.0.0"));
    }

    #[test]
    fn days_are_written_as_the_language_of_the_page_writes_them() {
        let months: Vec<String> = "a b mars d e f g h i j k l".split(' ').map(str::to_owned).collect();
        assert_eq!(written("2024-03-05", &months), "5\u{a0}mars 2024");
        assert_eq!(written("2024-03-01", &months), "1er\u{a0}mars 2024");
        assert_eq!(written("2024-03-05", &["-".to_owned()]), "2024-03-05");
        assert_eq!(written("no day", &months), "no day");
    }

    #[test]
    fn a_wrong_template_is_told_by_file_and_line() {
        let error = |own: &[(&str, &str)]| page(ReportLang::Fr, own).unwrap_err().to_string();
        assert_eq!(
            error(&[("story.html", "\n{{ t.no_word }}")]),
            "story.html:2:4: undefined value: \"t.no_word\" is undefined"
        );
        assert!(error(&[("finding.html", "a\n\n{% if %}")]).starts_with("finding.html:3:"));
        assert!(error(&[("filter.html", "{% include 'none.html' %}")]).starts_with("filter.html:1:"));
        assert!(error(&[("fr.toml", "a = \"1\"\nb = ")]).starts_with("fr.toml:2:"));
        let endless = "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10) %}{% endfor %}{% endfor %}{% endfor %}";
        assert!(error(&[("filter.html", endless)]).contains("more steps than a page needs"));
        assert!(error(&[("filter.html", "{% include 'filter.html' %}")]).contains("recursion"));
        for outside in ["/etc/passwd", "../../Cargo.toml", "sub/../page.css", "file:///etc/passwd"] {
            let told = error(&[("filter.html", &format!("{{% include '{outside}' %}}"))]);
            assert!(told.contains("template not found"), "{told}");
        }
        assert!(error(&[("page.js", "//\n//</script>")]).starts_with("page.js:2:3: \"</script\" would end it"));
    }
}
