//! The language of reports for people, and the user's own templates of `--format html`.

use crate::error::{Error, Result};
use crate::files;
use crate::model::{Report, ReportLang};
use crate::report::{FORMATS, Format, PAGE_FILES, PageError, Pages};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct PageArgs {
    /// Folder of files that take the place of those that html is made of: templates, style, script, words
    #[arg(long, value_name = "DIR")]
    template: Option<PathBuf>,
    /// Language of text, concise, markdown and html: en or fr; articles keep theirs [default: en]
    #[arg(long, value_name = "LANG")]
    report_lang: Option<ReportLang>,
}

/// Whether reports keep the articles' texts.
#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct TextsArgs {
    /// Keep the articles' texts in json and jsonl, so that html can be made of them later; html always has them
    #[arg(long)]
    pub texts: bool,
}

impl PageArgs {
    /// Refuses options that would do nothing, where no page is written, or nothing in a language.
    pub fn check(&self, formats: &[&Format]) -> Result<()> {
        if self.template.is_some() && !formats.iter().any(|f| f.name == "html") {
            return Err(Error::Usage("--template is for html, and no report is written as html".into()));
        }
        if self.report_lang.is_some() && !formats.iter().any(|f| f.translated) {
            let names: Vec<&str> = FORMATS.iter().filter(|f| f.translated).map(|f| f.name).collect();
            let names = names.join(", ");
            let message = format!("--report-lang is for {names}, and no report is written as one of them");
            return Err(Error::Usage(message));
        }
        Ok(())
    }

    /// The language of reports for people.
    pub fn lang(&self) -> ReportLang {
        self.report_lang.unwrap_or_default()
    }

    /// The page of a report. Errors name the file and line of a template.
    pub fn render(&self, report: &Report) -> Result<Vec<u8>> {
        let own = self.template.as_deref().map(read).transpose()?.unwrap_or_default();
        let pages = Pages::new(self.lang(), own);
        pages.render(report).map_err(|e| self.wrong(e))
    }

    fn wrong(&self, error: PageError) -> Error {
        let folder = self.template.clone().unwrap_or_default();
        let path = folder.join(&error.file).display().to_string();
        Error::Data { path, line: error.line, column: error.column, message: error.message }
    }
}

/// The templates of a folder, and the other files that a page is made of.
fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let failed = |e: std::io::Error| Error::file(folder, "read this folder of templates", &e);
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // A template of another name is there to be included.
        if PAGE_FILES.contains(&name.as_str()) || name.ends_with(".html") {
            let path = entry.path();
            let text = files::text(&path).map_err(|e| Error::file(&path, "read this template", &e))?;
            out.insert(name, text);
        }
    }
    if out.keys().any(|name| PAGE_FILES.contains(&name.as_str())) {
        return Ok(out);
    }
    let message = format!("no file of a page stands here, expected one of {}", PAGE_FILES.join(", "));
    Err(Error::File { path: folder.to_path_buf(), message })
}
