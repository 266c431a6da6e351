//! Texts of words, names, numbers, dates, quotations and odd characters, mixed as real ones are.

use proptest::prelude::*;
use proptest::sample::select;
use recoupe::model::Lang;

/// What the sentences of a language are made of. `@` stands for a name, `#` for a number, `§` for
/// a day.
pub struct Language {
    /// Which.
    pub lang: Lang,
    sentences: &'static [&'static str],
    names: &'static [&'static str],
    numbers: &'static [&'static str],
    days: &'static [&'static str],
    /// Sentences that name nobody and share no word with the others.
    pub before: &'static str,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.lang.fmt(f)
    }
}

const LANGUAGES: &[Language] = &[
    Language {
        lang: Lang::Fr,
        sentences: &[
            "L'incendie de l'usine @ a fait # blessés §, selon les pompiers.",
            "@, qui dirige l'atelier, a démenti avoir coupé les alarmes.",
            "« Nous étions # à bord », a affirmé @ §.",
            "« Rien n'est perdu. Il reste # places. » @ n'en démord pas.",
            "D'après @, # des # voitures auraient été vendues § pour # €.",
            "Il a accusé @ d'avoir détourné # millions d'euros.",
            "La maire @ n'a pas confirmé la mort de # marins.",
            "Aucun passager n'a été blessé § à @ ; # l'avaient été §.",
            "Si le baril augmentait de # %, @ fermerait # stations.",
            "Le taux est passé de # % à # % entre 2016 et 2019, une hausse de # points.",
            "@ (# ans) et @, # ans, ont été relâchés §.",
            "Y avait-il # témoins ? @ l'ignore.",
            "Le syndicat @ dénonce « une # de mensonges » et rejette ces accusations.",
            "Près de # personnes, dont # enfants, ont quitté @ §.",
            "Bilan : # morts, # disparus et # tonnes de débris.",
            "Celle-ci a ajouté que le procès s'ouvrirait §.",
            "Faut-il fermer @ ?",
            "@ : # morts !",
            "Le port de @ a fermé § !",
            "Le vertige de @",
        ],
        names: &["Orvalis", "Nora Belkaïd", "Jean-Yves Lœuf", "Port-Élise", "l’ONG Skerra", "M. d'Arvel", "CTV", "@"],
        numbers: &[
            "12",
            "1 200",
            "16\u{202f}000",
            "3,5",
            "près de 50\u{a0}000",
            "au moins 180",
            "une dizaine",
            "vingt et un",
            "1,2 million",
            "entre 12 et 15",
            "plus de la moitié",
            "2-1",
            "49.3",
            "huit à dix",
            "deux",
            "5 M",
        ],
        days: &[
            "mardi",
            "hier soir",
            "le 4 mars 2025",
            "en 2019",
            "jeudi dernier",
            "à 14 h 30",
            "le 3 mars",
            "mi-juin",
            "depuis deux ans",
            "le lendemain",
            "",
        ],
        before: "Une fauvette niche sous la gouttière. Ses œufs tachetés craquent sans bruit.",
    },
    Language {
        lang: Lang::En,
        sentences: &[
            "The fire at the @ works left # people injured §, firefighters said.",
            "@, who runs the harbour, denied that # crates had been lost.",
            "\"There were # of us on board,\" said @ §.",
            "According to @, # of the # boats may have sunk § for $#.",
            "He accused @ of stealing £# million.",
            "@ did not confirm the deaths of # sailors.",
            "Nobody was hurt at @ §; # had been §.",
            "If oil rose by #%, @ would close # stations.",
            "Turnout fell from #% to #% between 2016 and 2019.",
            "@, #, and a #-year-old were released §.",
            "Were there # witnesses? @ doesn't know.",
            "“It wasn’t us — it’s # lies,” the union's @ said, rejecting the claims.",
            "Nearly # people, including # children, left @ §.",
            "Toll: # dead, # missing and # tonnes of rubble.",
            "She added that the trial would open §.",
            "Should @ close?",
            "@: # dead!",
            "@ was arrested §!",
            "The fall of @",
        ],
        names: &["Norlink", "Nora Kelsby", "John O'Hara", "Port Skerra", "the U.S. Navy", "Mr. Tallow", "CTV", "@"],
        numbers: &[
            "12",
            "1,200",
            "3.5",
            "nearly 50,000",
            "at least 180",
            "about a dozen",
            "twenty-one",
            "1.2 million",
            "between 12 and 15",
            "more than half",
            "2-1",
            "dozens",
            "five to six",
            "two",
            "a third",
            "5bn",
        ],
        days: &[
            "on Tuesday",
            "last night",
            "on March 4, 2025",
            "in 2019",
            "last Thursday",
            "at 2:30 p.m.",
            "on 3 March",
            "in mid-June",
            "for two years",
            "the next day",
            "",
        ],
        before: "A warbler nests beneath the gutter. Its speckled eggs crack without noise.",
    },
    Language {
        lang: Lang::Es,
        sentences: &[
            "El incendio de la fábrica @ dejó # heridos §, según los bomberos.",
            "@, que dirige el taller, negó haber cortado las alarmas.",
            "«Éramos # a bordo», afirmó @ §.",
            "Según @, # de los # barcos se habrían vendido § por # €.",
            "Acusó a @ de desviar # millones de euros.",
            "La alcaldesa @ no confirmó la muerte de # marineros.",
            "Ningún pasajero resultó herido § en @; # lo habían sido §.",
            "La tasa pasó del # % al # % entre 2016 y 2019.",
            "@, de # años, y @ fueron liberados §.",
            "¿Hubo # testigos? @ lo ignora.",
            "—¡Es una # de mentiras! —dijo @, y rechazó esas acusaciones.",
            "Casi # personas, entre ellas # niños, salieron de @ §.",
            "Balance: # muertos, # desaparecidos y # toneladas de escombros.",
            "¿Hay que cerrar @?",
            "@: ¡# muertos!",
            "@ fue detenido §!",
            "El vértigo de @",
        ],
        names: &["Norlink", "Nuria Belmonte", "Íñigo Peña", "Puerto Élida", "la ONG Esquerra", "Sr. Tarzo", "CTV", "@"],
        numbers: &[
            "12",
            "1.200",
            "3,5",
            "casi 50.000",
            "al menos 180",
            "una decena",
            "veintiuno",
            "1,2 millones",
            "entre 12 y 15",
            "más de la mitad",
            "2-1",
            "decenas",
            "cinco o seis",
            "dos",
            "un tercio",
            "mil millones",
        ],
        days: &[
            "el martes",
            "anoche",
            "el 4 de marzo de 2025",
            "en 2019",
            "el jueves pasado",
            "a las 14.30",
            "ayer",
            "desde hace dos años",
            "al día siguiente",
            "",
        ],
        before: "Una curruca anida bajo el canalón. Sus huevos moteados crujen sin ruido.",
    },
];

/// What hurried, foreign or hostile texts put between and into words.
const ODD: &[&str] = &[
    "\u{a0}",
    "\u{202f}",
    "\u{301}",
    "\u{ad}",
    "\u{200d}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "ﬁ",
    "Œ",
    "ß",
    "İ",
    "👩‍🚒",
    "🇫🇷",
    "❤️",
    "العدد ١٢",
    "שלום",
    "漢字",
    "…",
    "—",
    "»",
    "«",
    "\"",
    "’",
    "(",
    "[…]",
    "\t",
    "\u{1b}[31m",
    "\u{2028}",
    "\r\n",
    "\n\n",
    "１２",
    "½",
    "№",
    "@",
];

/// A text of a language: sentences with their slots filled, and odd characters where they fall.
pub fn text() -> impl Strategy<Value = (&'static Language, String)> {
    let language = (0..LANGUAGES.len()).prop_map(|n| &LANGUAGES[n]);
    let odd = prop::collection::vec((any::<prop::sample::Index>(), select(ODD)), 0..5);
    let gaps = select(&[" ", " ", "\n\n", "\n", ""][..]);
    let fills = prop::collection::vec(any::<prop::sample::Index>(), 24);
    (language, prop::collection::vec(any::<prop::sample::Index>(), 1..5), fills, odd, gaps).prop_map(
        |(language, sentences, fills, odd, gap)| {
            let chosen: Vec<&str> = sentences.iter().map(|i| *i.get(language.sentences)).collect();
            let mut out = String::new();
            let mut fill = fills.iter().cycle();
            for c in chosen.join(gap).chars() {
                let of: &[&str] = match c {
                    '@' => language.names,
                    '#' => language.numbers,
                    '§' => language.days,
                    c => {
                        out.push(c);
                        continue;
                    }
                };
                out.push_str(fill.next().map_or("", |i| of[i.index(of.len())]));
            }
            for (at, odd) in odd {
                let at = at.index(out.len() + 1);
                let at = (0..=at).rev().find(|&n| out.is_char_boundary(n)).unwrap_or(0);
                out.insert_str(at, odd);
            }
            (language, out)
        },
    )
}
