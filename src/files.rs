//! Files that are written by hand: configuration, rules, templates.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest that is read, in bytes (16 MiB). The largest file of rules has some tens of kilobytes.
pub const MOST: u64 = 16 << 20;

/// The text of a file. Pipes and devices, which may never end, are not read.
///
/// # Errors
/// It is not there, no file, too large or not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    if !path.metadata()?.is_file() {
        let what = "this is a folder, a pipe or a device, expected a file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    let mut bytes = Vec::new();
    // One byte too many is enough to see that it is too large.
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::other(format!("it has more than {MOST} bytes, expected a file written by hand")));
    }
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_or_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(text(folder.path()).unwrap_err().to_string().contains("expected a file"));
        let path = folder.path().join("large.toml");
        File::create(&path).unwrap().set_len(MOST + 1).unwrap();
        assert!(text(&path).unwrap_err().to_string().contains("more than 16777216 bytes"));
        File::create(&path).unwrap().set_len(3).unwrap();
        assert_eq!(text(&path).unwrap(), "\0\0\0");
    }
}
