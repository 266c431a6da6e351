//! How much memory a run may take.

use bytesize::ByteSize;

/// The budget where none is given.
const DEFAULT: &str = "2G";

/// Of a budget, so much is for what articles say; the rest is for what tells which of them meet, and
/// for the report.
const SHARE: u64 = 2;

#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct MemoryArgs {
    /// Beyond about so much memory, what was read waits on disk until it is compared: 500M, 4G
    #[arg(long, value_name = "SIZE", default_value = DEFAULT)]
    memory: ByteSize,
}

impl MemoryArgs {
    /// Bytes of what articles say that may be held.
    pub fn budget(&self) -> usize {
        usize::try_from(self.memory.as_u64() / SHARE).unwrap_or(usize::MAX)
    }
}
