//! Text → the language it is written in.
//!
//! A helper of the engine and no stage: no stage knows it, and it knows none. In: a text that
//! declares no language, and the rules. Out: the language, or a sentence that says why the text
//! cannot be read. Letters decide where there are many of them, and the languages' own closed
//! classes (*le*, *of*, *que*) where there are few; a short text in Latin letters always has one of
//! the languages that rules exist for.

use crate::model::Lang;
use crate::rules::RuleSet;
use whatlang::{Detector, Lang as Code, Script, detect_script};

/// How much of a text is looked at, in characters.
const SAMPLE: usize = 4_000;

/// From this many words on a text may be said to be in another language.
const WORDS: usize = 40;

/// Share of words of closed classes from which on a text is in a language, whatever its letters
/// resemble. Articles have 0.47 to 0.6 in French and Spanish; Catalan has 0.4 that are also
/// Spanish, Portuguese and Italian 0.27.
const SHARE: f64 = 0.44;

/// What news in Latin letters is told apart into. More would only make for more mistakes between
/// languages that are close to each other.
const TOLD_APART: [Code; 14] = [
    Code::Fra,
    Code::Eng,
    Code::Spa,
    Code::Deu,
    Code::Ita,
    Code::Por,
    Code::Cat,
    Code::Nld,
    Code::Pol,
    Code::Swe,
    Code::Dan,
    Code::Ron,
    Code::Ces,
    Code::Tur,
];

/// The language of `text`. The error is a sentence that names the language it reads as.
pub fn language(text: &str, rules: &RuleSet) -> Result<Lang, String> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let words: Vec<String> = words(&sample);
    let shares = Lang::ALL.map(|lang| (lang, share(&words, lang, rules)));
    let (best, most) = shares.into_iter().fold((Lang::Fr, 0.0), |a, b| if b.1 > a.1 { b } else { a });
    let by_letters = Detector::with_allowlist(Lang::ALL.map(code).to_vec()).detect_lang(&sample).and_then(known);
    let ours = if shares.iter().filter(|s| s.1 == most).count() == 1 { best } else { by_letters.unwrap_or(best) };
    // A script that none of our languages is written in.
    if detect_script(&sample).is_some_and(|s| s != Script::Latin) {
        return Err(other(whatlang::detect_lang(&sample)));
    }
    if words.len() < WORDS || most >= SHARE {
        return Ok(ours);
    }
    match Detector::with_allowlist(TOLD_APART.to_vec()).detect(&sample) {
        Some(found) if known(found.lang()).is_none() && found.is_reliable() => Err(other(Some(found.lang()))),
        Some(found) => Ok(known(found.lang()).unwrap_or(ours)),
        None => Ok(ours),
    }
}

fn other(code: Option<Code>) -> String {
    let name = code.map_or("an unknown language", |c| c.eng_name());
    let codes = Lang::ALL.map(Lang::code).join(", ");
    format!("this article reads as {name}, expected one of {codes}; --lang reads it anyway")
}

fn code(lang: Lang) -> Code {
    match lang {
        Lang::Fr => Code::Fra,
        Lang::En => Code::Eng,
        Lang::Es => Code::Spa,
    }
}

fn known(found: Code) -> Option<Lang> {
    Lang::ALL.into_iter().find(|&lang| code(lang) == found)
}

/// Words in lower case; what is before an apostrophe is one of its own (*l*, *qu*).
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn share(words: &[String], lang: Lang, rules: &RuleSet) -> f64 {
    let language = &rules.language(lang).language;
    let closed = words.iter().filter(|w| !language.classes(w).is_open()).count();
    closed as f64 / words.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::embedded().expect("the embedded rules load"));

    fn of(text: &str) -> Result<Lang, String> {
        language(text, &RULES)
    }

    #[test]
    fn every_example_of_the_rules_is_read_in_its_language() {
        for rule in &RULES.conflicts {
            for example in &rule.examples {
                for side in [&example.left, &example.right] {
                    assert_eq!(of(&side.text), Ok(example.lang), "{}", side.text);
                }
            }
        }
    }

    #[test]
    fn a_few_words_are_never_unknown() {
        assert_eq!(of("Le port ferme."), Ok(Lang::Fr));
        assert_eq!(of("The port closed."), Ok(Lang::En));
        assert_eq!(of("El puerto cerró."), Ok(Lang::Es));
        for text in ["", "12", "Il porto di Arvel chiude domani.", "Der Hafen schließt.", "AFP"] {
            assert!(of(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn articles_in_other_languages_are_named() {
        for (name, text) in [
            (
                "German",
                "Bei einem Brand im Hafen von Arvel sind am Dienstag zwölf Menschen verletzt worden. Nach Angaben der Polizei brach das Feuer gegen fünf Uhr morgens in einer Lagerhalle aus und griff rasch auf ein benachbartes Gebäude über. Der Bürgermeister sagte, die Ursache sei noch nicht bekannt.",
            ),
            (
                "Portuguese",
                "Um incêndio destruiu na terça-feira um armazém do porto de Arvel e deixou doze feridos. Segundo a polícia, o fogo começou por volta das cinco horas da manhã e espalhou-se para um edifício vizinho. O presidente da câmara disse que a causa ainda não é conhecida.",
            ),
            (
                "Catalan",
                "Un incendi va destruir dimarts un magatzem del port d'Arvel i va deixar dotze ferits. Segons la policia, el foc va començar cap a les cinc del matí i es va estendre a un edifici veí. Els bombers només van poder apagar les flames durant la tarda. L'alcalde va dir que la causa encara no es coneix.",
            ),
            ("Russian", "Во вторник в порту Арвель сгорел склад, пострадали двенадцать человек."),
        ] {
            let message = of(text).unwrap_err();
            assert!(
                message.starts_with(&format!("this article reads as {name}, expected one of fr, en, es")),
                "{message}"
            );
        }
    }

    #[test]
    fn prose_without_small_words_keeps_its_language() {
        let terse = "Trabajadores de la fábrica Orvalis ocuparon ayer oficinas centrales en Puerto Lindo. Exigen salarios atrasados. Hubo doce detenidos, informaron fuentes policiales. Abogados sindicales denuncian golpes. Autoridades provinciales rechazan tales acusaciones. Próxima audiencia: viernes, juzgado federal número tres. Participarán representantes gremiales, empresarios, funcionarios, vecinos.";
        assert_eq!(of(terse), Ok(Lang::Es));
        let results = "Résultats du scrutin. Arvel : Zoé Blin 289 voix, Ali Noor 120 voix. Port-Élise : Zoé Blin 310 voix, Ali Noor 280 voix. Montrelle : Zoé Blin 98 voix, Ali Noor 97 voix. Lorvans : Ali Noor 1 200 voix, Zoé Blin 900 voix. Kessour : Zoé Blin, élue, Ali Noor battu, participation record.";
        assert_eq!(of(results), Ok(Lang::Fr));
    }
}
