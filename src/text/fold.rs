//! Folding: lower case without diacritics, so that *Élysée*, *élysée* and *ELYSEE* meet.

use compact_str::CompactString;

/// The base letter of a Latin letter with a diacritic, in lower case; other characters in lower
/// case as they are. Ligatures and letters that fold to two (œ, æ, ß) give their first letter
/// here and both in [`fold`].
pub fn fold_char(c: char) -> char {
    // Most letters of most texts.
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'ā' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' | 'Ā' => 'a',
        'æ' | 'Æ' => 'a',
        'ç' | 'č' | 'ć' | 'Ç' | 'Č' | 'Ć' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'É' | 'È' | 'Ê' | 'Ë' | 'Ē' => 'e',
        'î' | 'ï' | 'í' | 'ì' | 'ī' | 'Î' | 'Ï' | 'Í' | 'Ì' | 'İ' | 'ı' => 'i',
        'ñ' | 'ń' | 'Ñ' | 'Ń' => 'n',
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'ō' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' | 'Ø' => 'o',
        'œ' | 'Œ' => 'o',
        'ß' | 'š' | 'ś' | 'ş' | 'Š' | 'Ś' | 'Ş' => 's',
        'ù' | 'û' | 'ü' | 'ú' | 'ū' | 'Ù' | 'Û' | 'Ü' | 'Ú' => 'u',
        'ÿ' | 'ý' | 'Ý' | 'Ÿ' => 'y',
        'ž' | 'ź' | 'ż' | 'Ž' | 'Ź' | 'Ż' => 'z',
        'ğ' | 'Ğ' => 'g',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        '’' | 'ʼ' | '‘' => '\'',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// `text` in lower case and without diacritics; typographic apostrophes become `'`.
pub fn fold(text: &str) -> CompactString {
    let mut out = CompactString::with_capacity(text.len());
    for c in text.chars() {
        let (letter, more) = folded(c);
        out.push(letter);
        out.extend(more);
    }
    out
}

/// Appends `c`, folded, to `out`.
pub fn push_folded(c: char, out: &mut String) {
    let (letter, more) = folded(c);
    out.push(letter);
    out.extend(more);
}

/// The letters that `c` folds to.
fn folded(c: char) -> (char, Option<char>) {
    let more = match c {
        'œ' | 'Œ' | 'æ' | 'Æ' => Some('e'),
        'ß' => Some('s'),
        _ => None,
    };
    (fold_char(c), more)
}

/// True when the first letter of `word` is upper case.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_accents_case_and_ligatures() {
        assert_eq!(fold("Élysée"), "elysee");
        assert_eq!(fold("sœurs"), "soeurs");
        assert_eq!(fold("l’État"), "l'etat");
        assert_eq!(fold("İstanbul"), "istanbul");
    }
}
