//! gzip around any form of input.

use crate::model::Limits;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Below this many bytes of text the ratio says nothing (1 MiB).
const SMALL: usize = 1 << 20;

/// What gzip files begin with. No text does.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// `path` without `.gz`, in either case, where it has that.
pub(super) fn inner(path: &str) -> Option<&str> {
    let cut = path.len().checked_sub(3)?;
    let (name, end) = (path.get(..cut)?, path.get(cut..)?);
    end.eq_ignore_ascii_case(".gz").then_some(name)
}

/// What is packed in `bytes`, or `bytes` where they are no archive and `path` does not say that
/// they are. The error is a sentence.
pub(super) fn unpacked<'a>(path: &str, bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, String> {
    if !bytes.starts_with(&MAGIC) {
        return match inner(path) {
            Some(_) if !bytes.is_empty() => {
                Err("the name ends in .gz and the file is not gzip; name it by what it holds".to_owned())
            }
            _ => Ok(Cow::Borrowed(bytes)),
        };
    }
    let by_ratio = bytes.len().saturating_mul(limits.ratio).max(SMALL);
    let most = by_ratio.min(limits.file);
    let mut out = Vec::new();
    // One byte too many is enough to see that it is too large.
    MultiGzDecoder::new(bytes)
        .take(most as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|error| format!("cannot unpack this gzip file: {error}; it is damaged or cut off"))?;
    if out.len() <= most {
        return Ok(Cow::Owned(out));
    }
    Err(if by_ratio < limits.file {
        format!(
            "the gzip file unpacks to more than {} times its {} bytes, which no text does; unpack it if you trust it \
             (--max-ratio sets another limit)",
            limits.ratio,
            bytes.len()
        )
    } else {
        format!(
            "the gzip file unpacks to more than {} bytes, the limit; split it into one file for each article \
             (--max-file-size sets another limit)",
            limits.file
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn each_form_may_be_packed() {
        let line = "{\"id\": \"a\", \"text\": \"Le port ferme.\"}\n";
        let input = read("b.jsonl.gz", &packed(line.as_bytes()));
        assert_eq!(input.problems, []);
        assert_eq!(input.articles[0].path, "b.jsonl.gz#a");
        let two = [packed("Le port ".as_bytes()), packed("ferme.".as_bytes())].concat();
        let article = &read("corpus/a.TXT.GZ", &two).articles[0];
        assert_eq!((article.text.as_str(), article.meta.source.as_str()), ("Le port ferme.", "a"));
    }

    #[test]
    fn a_bomb_is_refused_without_unpacking_all_of_it() {
        let bomb = packed(&vec![b'a'; 8 << 20]);
        assert!(bomb.len() < 20_000);
        let message = unpacked("a.txt.gz", &bomb, &Limits::default()).unwrap_err();
        assert!(message.contains("more than 100 times its"), "{message}");
        let small = packed(&vec![b'a'; 1 << 19]);
        assert_eq!(unpacked("a.txt.gz", &small, &Limits::default()).unwrap().len(), 1 << 19);
    }

    #[test]
    fn what_is_damaged_or_no_archive_is_named() {
        let cut = &packed(b"Le port ferme.")[..20];
        assert!(unpacked("a.txt.gz", cut, &Limits::default()).unwrap_err().contains("damaged or cut off"));
        assert!(unpacked("a.txt.gz", b"Le port ferme.", &Limits::default()).unwrap_err().contains("is not gzip"));
        assert_eq!(unpacked("a.txt", b"Le port ferme.", &Limits::default()), Ok(Cow::Borrowed(&b"Le port ferme."[..])));
    }

    #[test]
    fn the_name_inside_is_that_without_the_last_extension() {
        assert_eq!(inner("x/a.html.GZ"), Some("x/a.html"));
        assert_eq!(inner("gz"), None);
        assert_eq!(inner("éé"), None);
    }
}
