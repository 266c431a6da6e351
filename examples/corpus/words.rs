//! Dice, and names made up of syllables.

/// The numbers of SplitMix64 (Steele et al., *Fast splittable pseudorandom number generators*, 2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64, story: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ story.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let n = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    }

    /// From 0 to below `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

const FIRST: &[&str] = &[
    "Adèle",
    "Agathe",
    "Alban",
    "Anouk",
    "Armand",
    "Aude",
    "Basile",
    "Bérénice",
    "Blaise",
    "Camille",
    "Célestin",
    "Clémence",
    "Colette",
    "Damien",
    "Delphine",
    "Édith",
    "Éloi",
    "Estelle",
    "Fabien",
    "Faustine",
    "Florian",
    "Gaspard",
    "Hélène",
    "Honoré",
    "Inès",
    "Irène",
    "Joachim",
    "Judith",
    "Lazare",
    "Léonie",
    "Lucien",
    "Mahaut",
    "Marceau",
    "Mathilde",
    "Nadège",
    "Octave",
    "Odile",
    "Pascaline",
    "Quentin",
    "Raphaëlle",
    "Rémi",
    "Sabine",
    "Sylvain",
    "Thaïs",
    "Ulysse",
    "Valère",
    "Victoire",
    "Yann",
    "Yolande",
    "Zélie",
];
const START: &[&str] = &[
    "Al", "Ar", "Bar", "Bel", "Ber", "Bor", "Bre", "Cal", "Cas", "Cha", "Cor", "Cra", "Dan", "Del", "Dor", "Dra", "Es",
    "Fal", "Far", "Fon", "Gal", "Gar", "Gra", "Hau", "Jar", "Jor", "Lam", "Lan", "Lor", "Mal", "Mar", "Mer", "Mon",
    "Nar", "Nor", "Or", "Pal", "Per", "Pla", "Pon", "Pra", "Quer", "Ran", "Rou", "Sal", "San", "Ser", "Sor", "Tal",
    "Tar", "Ter", "Tor", "Tra", "Val", "Van", "Ver", "Vil", "Vor",
];
const MIDDLE: &[&str] = &[
    "", "ba", "bi", "cha", "da", "de", "di", "do", "fa", "ga", "gue", "la", "le", "li", "lo", "man", "mi", "mon", "na",
    "no", "pe", "pi", "ra", "ri", "ro", "sa", "se", "si", "ta", "ti", "to", "va", "ve", "vi", "zo",
];
const TOWN: &[&str] = &[
    "bourg", "court", "gnac", "gny", "lieu", "mare", "mont", "nay", "pierre", "ran", "sac", "ssan", "vans", "vigne",
    "ville", "villers", "zac", "zelles",
];
const PERSON: &[&str] = &[
    "bert", "blin", "card", "deau", "fert", "gnon", "guin", "lard", "let", "lier", "meau", "nard", "quet", "rand",
    "rel", "reux", "rin", "ssel", "teau", "tier", "vel", "vin", "zet",
];
const FIRM: &[&str] =
    &["lia", "rys", "tec", "via", "nova", "mat", "dis", "gaz", "pharm", "fret", "bois", "tex", "métal", "verre"];
const RIVER: &[&str] = &["re", "ne", "gue", "lle", "rse", "ve", "che", "sse", "nte", "dre"];

fn made(dice: &mut Dice, ends: &[&str]) -> String {
    format!("{}{}{}", dice.pick(START), dice.pick(MIDDLE), dice.pick(ends))
}

pub fn town(dice: &mut Dice) -> String {
    let name = made(dice, TOWN);
    if dice.percent(15) { format!("{name}-sur-{}", made(dice, RIVER)) } else { name }
}

/// First and last name.
pub fn person(dice: &mut Dice) -> (String, String) {
    (dice.pick(FIRST).to_owned(), made(dice, PERSON))
}

pub fn last_name(dice: &mut Dice) -> String {
    made(dice, PERSON)
}

pub fn firm(dice: &mut Dice) -> String {
    made(dice, FIRM)
}

/// With its article.
pub fn river(dice: &mut Dice) -> String {
    format!("la {}", made(dice, RIVER))
}

pub fn source(dice: &mut Dice) -> String {
    // A country has some dozens of papers, and each of them tells many stories.
    let dice = &mut Dice::new(7, dice.below(90) as u64);
    let of = made(dice, TOWN);
    match dice.below(7) {
        0 => format!("Le Courrier de {of}"),
        1 => format!("La Gazette de {of}"),
        2 => format!("{of} Matin"),
        3 => format!("L'Écho de {of}"),
        4 => format!("{of} Infos"),
        5 => format!("Le Journal de {of}"),
        _ => format!("Agence {of}"),
    }
}
