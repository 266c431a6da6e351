//! Globs below a folder.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};

/// A glob of a configuration file.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    /// The file's folder.
    below: PathBuf,
    /// What it names, and all that is in it.
    matchers: GlobSet,
}

impl Glob {
    /// Reads `pattern` of a file in `folder`. The error says what is wrong with it.
    pub fn new(pattern: &str, folder: &Path) -> Result<Self, String> {
        let bare = pattern.trim_end_matches('/');
        if bare.is_empty() {
            return Err(format!("\"{pattern}\" names nothing, expected a glob such as \"drafts/**\""));
        }
        let anchored = bare.contains('/');
        let bare = bare.trim_start_matches("./").trim_start_matches('/');
        let anywhere = if anchored { "" } else { "**/" };
        let mut set = GlobSetBuilder::new();
        for text in [format!("{anywhere}{bare}"), format!("{anywhere}{bare}/**")] {
            let glob = GlobBuilder::new(&text).literal_separator(true).build();
            set.add(glob.map_err(|e| format!("\"{pattern}\" is no glob: {}", e.kind()))?);
        }
        // A set says where a glob is too much for it; a glob alone panics.
        let matchers = set.build().map_err(|_| format!("\"{}…\" is too large a glob", shortened(pattern)))?;
        Ok(Self { below: folder.to_path_buf(), matchers })
    }

    /// True where the glob names this file, given by its real path, or a folder above it.
    pub fn names(&self, real: &Path) -> bool {
        real.strip_prefix(&self.below).is_ok_and(|path| self.matchers.is_match(path))
    }
}

/// The beginning of a pattern, for messages.
fn shortened(pattern: &str) -> String {
    pattern.chars().take(40).collect()
}

/// Which files are read when folders are walked.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    pub(super) include: Option<Vec<Glob>>,
    pub(super) exclude: Vec<Glob>,
}

impl Walk {
    /// True for a file, given by its real path, that is to be read.
    pub fn admits(&self, real: &Path) -> bool {
        let names = |globs: &[Glob]| globs.iter().any(|g| g.names(real));
        self.include.as_deref().is_none_or(names) && !names(&self.exclude)
    }
}

/// The real path of an article, and of the file that it stands in: `a.jsonl#7` stands in `a.jsonl`.
pub(super) fn real(path: &str) -> Vec<PathBuf> {
    let whole = Path::new(path).canonicalize();
    match (whole, path.rsplit_once('#')) {
        (Ok(path), _) => vec![path],
        (Err(_), Some((file, id))) => {
            let file = Path::new(file).canonicalize().unwrap_or_else(|_| file.into());
            let mut article = file.clone().into_os_string();
            article.push(format!("#{id}"));
            vec![file, article.into()]
        }
        (Err(_), None) => vec![path.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(glob: &str, path: &str) -> bool {
        Glob::new(glob, Path::new("/news")).unwrap().names(Path::new(path))
    }

    #[test]
    fn a_name_is_found_anywhere_and_a_path_from_the_files_folder() {
        assert!(names("*.bak.md", "/news/a/b/x.bak.md"));
        assert!(names("drafts", "/news/a/drafts/x.md") && names("drafts/", "/news/drafts/x.md"));
        assert!(!names("drafts", "/news/a/drafts.md"));
        assert!(names("a/*.md", "/news/a/x.md") && names("./a/*.md", "/news/a/x.md"));
        assert!(!names("a/*.md", "/news/a/b/x.md"), "a star stays within a folder");
        assert!(names("a/**/x.md", "/news/a/b/c/x.md") && names("a/{b,c}", "/news/a/c/x.md"));
        assert!(!names("news", "/news/x.md") && !names("*.md", "/elsewhere/x.md"), "below the folder only");
        assert!(!names("a/*.md", "/elsewhere/a/x.md") && !names("/a", "/news/b/a/x.md"));
    }

    #[test]
    fn what_is_no_glob_is_told() {
        let error = Glob::new("a/[b", Path::new("/news")).unwrap_err();
        assert!(error.starts_with("\"a/[b\" is no glob: unclosed character class"), "{error}");
        assert!(Glob::new("/", Path::new("/news")).unwrap_err().contains("expected a glob such as"));
    }

    #[test]
    fn an_article_of_many_is_named_with_its_file() {
        assert_eq!(real("nowhere/all.jsonl#7"), [Path::new("nowhere/all.jsonl"), Path::new("nowhere/all.jsonl#7")]);
        assert_eq!(real("-"), [Path::new("-")]);
    }
}
