//! Options that bound what is read.

use crate::config::{Settings, Size};
use std::num::NonZeroUsize;

/// How much is read of what comes from elsewhere.
#[derive(clap::Args, Default)]
#[command(next_help_heading = "Limits")]
pub(super) struct BoundArgs {
    /// Largest file, unpacked; a larger .jsonl is read piece by piece [default: 64MiB]
    #[arg(long, value_name = "SIZE")]
    max_file_size: Option<Size>,
    /// Largest page, or content of a feed's entry [default: 16MiB]
    #[arg(long, value_name = "SIZE")]
    max_page_size: Option<Size>,
    /// Longest line of text [default: 1MiB]
    #[arg(long, value_name = "SIZE")]
    max_line: Option<Size>,
    /// Elements of a page that are open inside each other [default: 2000]
    #[arg(long, value_name = "N")]
    max_depth: Option<NonZeroUsize>,
    /// So many times larger than its archive a file may be, where it is over 1 MiB [default: 100]
    #[arg(long, value_name = "N")]
    max_ratio: Option<NonZeroUsize>,
    /// Longest sentence that is read [default: 8KiB]
    #[arg(long, value_name = "SIZE")]
    max_sentence: Option<Size>,
    /// Claims of one sentence that are kept [default: 200]
    #[arg(long, value_name = "N")]
    max_claims: Option<NonZeroUsize>,
    /// Articles of one run [default: 10000000]
    #[arg(long, value_name = "N")]
    max_articles: Option<NonZeroUsize>,
}

impl BoundArgs {
    /// Puts what the command line says in place of the configuration.
    pub fn give(&self, settings: &mut Settings) {
        settings.give_limit("file-size", |l| &mut l.file_size, self.max_file_size);
        settings.give_limit("page-size", |l| &mut l.page_size, self.max_page_size);
        settings.give_limit("line", |l| &mut l.line, self.max_line);
        settings.give_limit("depth", |l| &mut l.depth, self.max_depth);
        settings.give_limit("ratio", |l| &mut l.ratio, self.max_ratio);
        settings.give_limit("sentence", |l| &mut l.sentence, self.max_sentence);
        settings.give_limit("claims", |l| &mut l.claims, self.max_claims);
        settings.give_limit("articles", |l| &mut l.articles, self.max_articles);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use clap::Args as _;

    /// What help says is what holds.
    #[test]
    fn the_defaults_of_help_are_those_in_force() {
        let command = BoundArgs::augment_args(clap::Command::new("test"));
        let limits = Settings::default().limits();
        let size = |n: usize| Size(n).to_string();
        for (option, value) in [
            ("max_file_size", size(limits.file)),
            ("max_page_size", size(limits.page)),
            ("max_line", size(limits.line)),
            ("max_depth", limits.depth.to_string()),
            ("max_ratio", limits.ratio.to_string()),
            ("max_sentence", size(limits.sentence)),
            ("max_claims", limits.claims.to_string()),
            ("max_articles", limits.articles.to_string()),
        ] {
            let arg = command.get_arguments().find(|a| a.get_id() == option).expect(option);
            let help = arg.get_help().expect("help").to_string();
            assert!(help.ends_with(&format!("[default: {value}]")), "{option}: {help}");
        }
    }
}
