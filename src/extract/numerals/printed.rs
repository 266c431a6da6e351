//! What is spelled is read back: numbers are printed in words as each language writes them, and
//! read again.

use super::spelled::cardinal;
use crate::extract::{Vocabulary, words};
use crate::model::Lang;
use crate::rules::RuleSet;
use crate::text::Span;

const FRENCH: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];

/// How French is written: with the hyphens of 1990, and the tens of Belgium and Switzerland.
#[derive(Clone, Copy)]
struct French {
    hyphens: bool,
    regular: bool,
}

impl French {
    fn small(self, n: u64) -> String {
        const TENS: [&str; 10] =
            ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante"];
        let and = if self.hyphens { "-et-" } else { " et " };
        match n {
            0..=16 => FRENCH[n as usize].to_owned(),
            17..=19 => format!("dix-{}", FRENCH[n as usize - 10]),
            71 if !self.regular => format!("soixante{and}onze"),
            70..=79 if !self.regular => format!("soixante-{}", self.small(n - 60)),
            80 if !self.regular => "quatre-vingts".to_owned(),
            81..=99 if !self.regular => format!("quatre-vingt-{}", self.small(n - 80)),
            _ => match (TENS[(n / 10) as usize], n % 10) {
                (tens, 0) => tens.to_owned(),
                (tens, 1) => format!("{tens}{and}un"),
                (tens, ones) => format!("{tens}-{}", FRENCH[ones as usize]),
            },
        }
    }

    fn print(self, n: u64, last: bool) -> String {
        let join = if self.hyphens { "-" } else { " " };
        let (high, low, name) = match n {
            0..100 => {
                let text = self.small(n);
                // "quatre-vingt mille"
                return if last { text } else { text.replace("vingts", "vingt") };
            }
            100..1000 if n >= 200 && n.is_multiple_of(100) && last => (n / 100, 0, "cents"),
            100..1000 => (n / 100, n % 100, "cent"),
            _ => (n / 1000, n % 1000, "mille"),
        };
        let mut parts = Vec::new();
        if high > 1 {
            parts.push(self.print(high, false));
        }
        parts.push(name.to_owned());
        if low > 0 {
            parts.push(self.print(low, last));
        }
        parts.join(join)
    }
}

/// English, with or without the *and* of Britain.
fn english(n: u64, and: bool) -> String {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let above = |by: u64, name: &str| {
        let head = format!("{} {name}", english(n / by, and));
        match n % by {
            0 => head,
            rest if and && rest < 100 => format!("{head} and {}", english(rest, and)),
            rest => format!("{head} {}", english(rest, and)),
        }
    };
    match n {
        0..20 => ONES[n as usize].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[(n / 10) as usize].to_owned(),
        20..100 => format!("{}-{}", TENS[(n / 10) as usize], ONES[(n % 10) as usize]),
        100..1000 => above(100, "hundred"),
        _ => above(1000, "thousand"),
    }
}

/// Spanish, of masculine or feminine nouns.
fn spanish(n: u64, feminine: bool) -> String {
    const ONES: [&str; 30] = [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 10] =
        ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    const HUNDREDS: [&str; 10] = [
        "",
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    let gender =
        |text: &str| if feminine { text.replace("uno", "una").replace("ientos", "ientas") } else { text.into() };
    // "veintiún mil, treinta y un mil"
    let cut = |text: String| match text.strip_suffix("iuno").or(text.strip_suffix("iuna")) {
        Some(head) => format!("{head}iún"),
        None => match text.strip_suffix("uno").or(text.strip_suffix("una")) {
            Some(head) => format!("{head}un"),
            None => text,
        },
    };
    match n {
        0..30 => gender(ONES[n as usize]),
        30..100 if n.is_multiple_of(10) => TENS[(n / 10) as usize].to_owned(),
        30..100 => gender(&format!("{} y {}", TENS[(n / 10) as usize], ONES[(n % 10) as usize])),
        100 => "cien".to_owned(),
        101..1000 if n.is_multiple_of(100) => gender(HUNDREDS[(n / 100) as usize]),
        101..1000 => format!("{} {}", gender(HUNDREDS[(n / 100) as usize]), spanish(n % 100, feminine)),
        _ => {
            let head = if n < 2000 { "mil".to_owned() } else { format!("{} mil", cut(spanish(n / 1000, feminine))) };
            if n.is_multiple_of(1000) { head } else { format!("{head} {}", spanish(n % 1000, feminine)) }
        }
    }
}

#[test]
fn spelled_numbers_are_read_as_they_were_printed() {
    let rules = RuleSet::embedded().unwrap();
    let vocabulary = Lang::ALL.map(|_| Vocabulary::default());
    let read = |lang: Lang, n: u64, text: &str| {
        let of = rules.language(lang);
        let vocabulary = &vocabulary[Lang::ALL.iter().position(|&l| l == lang).unwrap()];
        let words = words(text, Span::new(0, text.len()), of, vocabulary);
        let got = cardinal(&words, 0, &of.numbers).filter(|c| c.last + 1 == words.len() && c.rest.is_none());
        assert_eq!(got.map(|c| c.value), Some(n as f64), "{text}");
    };
    // A prime step passes through all ends of numbers.
    for n in (0..10_000_u64).chain((10_000..1_000_000).step_by(1013)).chain([999_999]) {
        let even = n.is_multiple_of(2);
        read(Lang::Fr, n, &French { hyphens: false, regular: false }.print(n, true));
        read(Lang::Fr, n, &French { hyphens: true, regular: even }.print(n, true));
        read(Lang::En, n, &english(n, true));
        read(Lang::En, n, &english(n, false));
        read(Lang::Es, n, &spanish(n, false));
        read(Lang::Es, n, &spanish(n, true));
    }
}

#[test]
fn the_printers_write_as_the_languages_do() {
    let french = French { hyphens: false, regular: false };
    assert_eq!(french.print(280_291, true), "deux cent quatre-vingt mille deux cent quatre-vingt-onze");
    assert_eq!(french.print(71, true), "soixante et onze");
    assert_eq!(French { hyphens: true, regular: true }.print(1_991, true), "mille-neuf-cent-nonante-et-un");
    assert_eq!(english(21_105, true), "twenty-one thousand one hundred and five");
    assert_eq!(spanish(21_501, false), "veintiún mil quinientos uno");
    assert_eq!(spanish(231, true), "doscientas treinta y una");
}
