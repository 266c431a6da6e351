//! The index: a file that was damaged, or made by somebody else, is read or refused.

use crate::{ENGINE, article, folder, is_told};
use arbitrary::{Result, Unstructured};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use recoupe::index::{Index, IndexShelf, Parcel, Reader};
use recoupe::model::{Lang, Problem, RawArticle, Shelf};
use rusqlite::Connection;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);

/// A small index, as its file.
static BASE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = FOLDER.path().join("base.db");
    let mut index = Index::open_or_create(&path).expect("made");
    let articles: Vec<RawArticle> = TEXTS.iter().enumerate().map(|(n, text)| told(n, text)).collect();
    index.add(&ENGINE.stamp(), &parcels(&articles).into_iter().flatten().collect::<Vec<_>>()).expect("added");
    drop(index);
    fs::read(&path).expect("read")
});

const TEXTS: &[&str] = &[
    "L'incendie de la scierie Vaubert a fait douze blessés mardi 4 mars 2025 à Lorvans. Le maire, Anselme Ruty, \
     dément toute négligence : « Nous avons tout contrôlé. » Le feu s'est déclaré à 6 heures.",
    "Neuf personnes ont été blessées mardi dans l'incendie de la scierie Vaubert, à Lorvans. Selon le syndicat, \
     Anselme Ruty a négligé les contrôles. Les pompiers sont arrivés à 7 h 30.",
    "La scierie Vaubert de Lorvans emploie 48 salariés. Elle a brûlé mercredi, d'après la préfecture.",
];

fn told(n: usize, text: &str) -> RawArticle {
    article(&format!("{n}.md"), Lang::Fr, text)
}

fn parcels(some: &[RawArticle]) -> Vec<std::result::Result<Parcel, Problem>> {
    some.iter().map(|raw| ENGINE.card(raw.clone()).map(|card| Parcel::new(raw, card))).collect()
}

/// A file that is an index from its first byte to its last, or changes to one: of bytes of the file,
/// or, where the first byte is odd, of what is packed in a column.
pub fn index(data: &[u8]) {
    let path = FOLDER.path().join("fuzz.db");
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(FOLDER.path().join(format!("fuzz.db{end}")));
    }
    if data.starts_with(b"SQLite") {
        fs::write(&path, data).expect("written");
    } else if changed(&path, &mut Unstructured::new(data)).is_err() {
        return;
    }
    if let Err(error) = asked(&path) {
        is_told(&error.to_string(), "fuzz.db");
    }
    match Index::open(&path).and_then(|mut index| index.remove("0.md").map(drop)) {
        Ok(()) => {}
        Err(error) => is_told(&error.to_string(), "fuzz.db"),
    }
}

/// Writes an index that was changed as `data` says.
fn changed(path: &Path, data: &mut Unstructured<'_>) -> Result<()> {
    if !data.ratio(1u8, 2u8)? {
        let mut file = BASE.clone();
        for _ in 0..data.int_in_range(1..=16)? {
            let at = data.choose_index(file.len())?;
            file[at] = data.arbitrary()?;
        }
        fs::write(path, file).expect("written");
        return Ok(());
    }
    fs::write(path, &*BASE).expect("written");
    let connection = Connection::open(path).expect("opened");
    for _ in 0..data.int_in_range(1..=4)? {
        let (table, column, key) = *data.choose(&[
            ("dossiers", "packed", "article"),
            ("dossiers", "packed", "article"),
            ("texts", "packed", "article"),
            ("profiles", "terms", "article"),
            ("profiles", "bands", "article"),
        ])?;
        let row = data.int_in_range(1..=TEXTS.len() as i64)?;
        let read = format!("SELECT {column} FROM {table} WHERE {key} = ?1");
        let own: Vec<u8> = connection.query_row(&read, [row], |r| r.get(0)).expect("there is one");
        let mut plain = Vec::new();
        if column == "packed" {
            DeflateDecoder::new(&own[..]).read_to_end(&mut plain).expect("ours");
        } else {
            plain = own;
        }
        for _ in 0..data.int_in_range(1..=6)? {
            if plain.is_empty() {
                break;
            }
            let at = data.choose_index(plain.len())?;
            match data.int_in_range(0..=3)? {
                0 => drop(plain.splice(at..at, [data.arbitrary()?])),
                1 => drop(plain.remove(at)),
                _ => plain[at] = data.arbitrary()?,
            }
        }
        if column == "packed" {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&plain).expect("memory takes every byte");
            plain = encoder.finish().expect("memory takes every byte");
        }
        let write = format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1");
        connection.execute(&write, (row, plain)).expect("written");
    }
    Ok(())
}

/// Asks everything that the program asks of an index.
fn asked(path: &Path) -> recoupe::error::Result<()> {
    let stamp = ENGINE.stamp();
    let reader = Reader::open(path)?;
    let wrong = reader.verify();
    reader.stats(&stamp)?;
    for version in reader.list(None, true)? {
        let _ = reader.raw(&version.path, version.version);
    }
    drop(reader);
    let shelf = IndexShelf::open(path, &stamp, &parcels)?;
    for n in 0..shelf.articles().min(8) {
        let _ = (shelf.profile(n), shelf.published(n), shelf.dossier(n));
    }
    let new = told(9, TEXTS[1]);
    ENGINE.check(vec![RawArticle { path: "new.md".into(), ..new }], Vec::new(), &shelf)?;
    wrong.map(drop)
}
