//! `rules/conflicts/<rule-id>.toml`: one conflict rule per file, with its message, its page and its
//! proof.
//!
//! In: TOML. Out: [`ConflictRule`]s in the order in which they are asked. It refuses a rule with no
//! example that fires, or none that stays silent.

use super::concepts::Concepts;
use super::example::{Example, ExampleFile};
use super::source::{Files, located, parse};
use super::when::{Comparator, When};
use super::wording::{Wordings, check};
use crate::error::{Error, Result};
use crate::model::{Kind, ReportLang, RuleInfo, RuleWords, Severity, Slot, VerdictKind};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What a message may say.
const PLACEHOLDERS: [&str; 4] = ["left", "right", "topic", "measure"];

/// What fills the placeholders of a rule's message.
#[derive(Debug, Clone)]
pub struct MessageParts {
    /// What the left side says: what was claimed, where the other denies it; what came first, where
    /// the other came later; what is hedged, where the other is a fact.
    pub left: Slot,
    /// What the right side says.
    pub right: Slot,
    /// What the articles speak of.
    pub topic: Slot,
    /// What is counted or measured.
    pub measure: Slot,
}

/// A rule's message, and the same in the other languages of reports, by code.
pub type Told = (String, BTreeMap<String, String>);

/// A rule in another language of reports.
#[derive(Debug, Clone)]
struct InLanguage {
    message: String,
    words: RuleWords,
}

/// A conflict rule, loaded and checked.
#[derive(Debug, Clone)]
pub struct ConflictRule {
    /// Name of the file without its extension; kebab-case, what a journalist would say.
    pub id: String,
    /// The rule in a few words.
    pub title: String,
    /// Family.
    pub kind: Kind,
    /// What sort of disagreement its findings are.
    pub verdict: VerdictKind,
    /// How much its findings matter.
    pub severity: Severity,
    /// True when the rule runs unless told otherwise.
    pub default: bool,
    /// How it compares.
    pub comparator: Comparator,
    /// Where several rules accept one pair of claims, the one with the lowest order takes it.
    pub order: i32,
    /// One sentence with `{left}`, `{right}`, `{topic}` and `{measure}`.
    pub message: String,
    /// What it finds, how it decides, what it stays silent about, in Markdown.
    pub why: String,
    translations: BTreeMap<ReportLang, InLanguage>,
    /// Which results of its comparator are its own.
    pub when: When,
    /// Its proof, in the order of the file.
    pub examples: Vec<Example>,
}

impl ConflictRule {
    /// The rule's message with its placeholders filled, in every language that it has one in.
    pub fn say(&self, parts: &MessageParts, wordings: &Wordings) -> Told {
        let slot = |name: &str| {
            Some(match name {
                "left" => &parts.left,
                "right" => &parts.right,
                "topic" => &parts.topic,
                _ => &parts.measure,
            })
        };
        let told =
            |(lang, of): (&ReportLang, &InLanguage)| (lang.code().to_owned(), wordings.fill(&of.message, *lang, slot));
        (wordings.fill(&self.message, ReportLang::En, slot), self.translations.iter().map(told).collect())
    }

    /// What a report tells of the rule.
    pub fn info(&self) -> RuleInfo {
        RuleInfo {
            id: self.id.clone(),
            title: self.title.clone(),
            kind: self.kind,
            verdict: self.verdict,
            severity: self.severity,
            why: self.why.trim().to_owned(),
            translations: self.translations.iter().map(|(l, of)| (l.code().to_owned(), of.words.clone())).collect(),
        }
    }

    /// Reads and checks every file below `conflicts/`, sorted by order, then id. The error names
    /// file, line and column of the first thing wrong.
    pub(super) fn load_all(files: &Files, concepts: &Concepts) -> Result<Vec<Self>> {
        let mut rules =
            files.under("conflicts/").map(|name| Self::load(files, name, concepts)).collect::<Result<Vec<_>>>()?;
        rules.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        Ok(rules)
    }

    fn load(files: &Files, name: &str, concepts: &Concepts) -> Result<Self> {
        Self::parse(name, &files.shown(name), files.text(name), concepts)
    }

    /// Reads one rule from `text`; `name` ends in `<rule-id>.toml`, errors call the file `shown`.
    pub fn parse(name: &str, shown: &str, text: &str, concepts: &Concepts) -> Result<Self> {
        let wrong = |at: usize, message: &str| -> Error { located(shown, text, at, message) };
        let id = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        if !is_kebab(id) {
            return Err(wrong(
                0,
                &format!("the rule's id is its file name, \"{id}\", expected lower-case words joined by hyphens"),
            ));
        }
        let file: RuleFile = parse(shown, text)?;
        let message = file.message.get_ref();
        check(message, &PLACEHOLDERS).map_err(|e| wrong(file.message.span().start, &e))?;
        let mut translations = BTreeMap::new();
        if let Some(of) = file.fr {
            check(of.message.get_ref(), &PLACEHOLDERS).map_err(|e| wrong(of.message.span().start, &e))?;
            let words = RuleWords { title: of.title, why: of.why.trim().to_owned() };
            translations.insert(ReportLang::Fr, InLanguage { message: of.message.into_inner(), words });
        }
        if let Some(axes) = file.when.as_ref().and_then(|w| w.get_ref().axes.as_ref()) {
            for axis in axes {
                if concepts.axis(axis).is_none() {
                    let at = file.when.as_ref().map_or(0, |w| w.span().start);
                    let known: Vec<&str> = concepts.axes().collect();
                    return Err(wrong(at, &format!("unknown axis \"{axis}\", expected one of {}", known.join(", "))));
                }
            }
        }
        let mut examples = Vec::with_capacity(file.example.len());
        for example in file.example {
            let at = example.span().start;
            examples.push(Example::new(example.into_inner()).map_err(|e| wrong(at, &e))?);
        }
        for (fires, what) in [(true, "fires"), (false, "silent")] {
            if !examples.iter().any(|e| e.fires() == fires) {
                return Err(wrong(
                    0,
                    &format!(
                        "no [[example]] with verdict = \"{what}\": a rule needs one that fires and one that stays silent"
                    ),
                ));
            }
        }
        Ok(Self {
            id: id.to_owned(),
            title: file.title,
            kind: file.kind,
            verdict: file.verdict,
            severity: file.severity,
            default: file.default,
            comparator: file.comparator,
            order: file.order,
            message: file.message.into_inner(),
            why: file.why.trim().to_owned(),
            translations,
            when: file.when.map(Spanned::into_inner).unwrap_or_default(),
            examples,
        })
    }
}

/// The file as written. Its words are those of the JSON Schema.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// The rule in a few words.
    title: String,
    /// Family.
    kind: Kind,
    /// What sort of disagreement its findings are.
    verdict: VerdictKind,
    /// How much its findings matter.
    severity: Severity,
    /// True when the rule runs unless told otherwise.
    default: bool,
    /// How it compares.
    comparator: Comparator,
    /// Where several rules accept one pair of claims, the one with the lowest order takes it.
    order: i32,
    /// One sentence with {left}, {right}, {topic} and {measure}.
    #[schemars(with = "String")]
    message: Spanned<String>,
    /// What it finds, how it decides, what it stays silent about, in Markdown.
    why: String,
    /// Title, message and page in French; a rule without is told in English.
    fr: Option<InLanguageFile>,
    /// Which results of its comparator are its own.
    #[schemars(with = "Option<When>")]
    when: Option<Spanned<When>>,
    /// Its proof: one at least that fires, and one that stays silent.
    #[serde(default)]
    #[schemars(with = "Vec<ExampleFile>")]
    example: Vec<Spanned<ExampleFile>>,
}

/// What a rule says in another language of reports.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InLanguageFile {
    /// The rule in a few words.
    title: String,
    /// One sentence with {left}, {right}, {topic} and {measure}.
    #[schemars(with = "String")]
    message: Spanned<String>,
    /// What it finds and where it stays silent, shortly, in Markdown.
    why: String,
}

/// JSON Schema (draft 2020-12) of the file of a conflict rule.
pub fn schema() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut schema = generator.into_root_schema_for::<RuleFile>().to_value();
    schema["title"] = "conflicts/<rule-id>.toml".into();
    schema
}

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"title = "Counts differ"
kind = "numeric"
verdict = "contradiction"
severity = "error"
default = true
comparator = "figures"
order = 50
message = "{left} against {right}"
why = "x"
"#;
    const FIRES: &str = r#"
[[example]]
lang = "fr"
left = "Cinq ministres ont démissionné."
right = "Quinze ministres ont démissionné."
verdict = "fires"
words = ["Cinq ministres", "Quinze ministres"]
"#;
    const SILENT: &str = r#"
[[example]]
lang = "fr"
left = "Cinq ministres ont démissionné."
right = "Cinq ministres ont démissionné lundi."
verdict = "silent"
"#;

    fn read(text: &str) -> Result<ConflictRule> {
        ConflictRule::parse("conflicts/a-b.toml", "rules/conflicts/a-b.toml", text, &Concepts::default())
    }

    fn error(text: &str) -> String {
        read(text).expect_err("wrong on purpose").to_string()
    }

    #[test]
    fn a_rule_with_its_proof_loads() {
        let rule = read(&format!("{HEAD}[when]\ndimensions = [\"count\", \"money\"]\n{FIRES}{SILENT}")).unwrap();
        assert_eq!((rule.id.as_str(), rule.examples.len()), ("a-b", 2));
        assert!(rule.when.accepts_dimension("money-EUR"));
        let [left, right, topic, measure] = ["5", "15 {left}", "", ""].map(Slot::from);
        let wordings = Wordings::load(&Files::embedded()).unwrap();
        let (message, translations) = rule.say(&MessageParts { left, right, topic, measure }, &wordings);
        assert_eq!((message.as_str(), translations.len()), ("5 against 15 {left}", 0), "no French was written");
    }

    #[test]
    fn a_rule_without_proof_does_not_load() {
        assert_eq!(
            error(&format!("{HEAD}{SILENT}")),
            "rules/conflicts/a-b.toml:1:1: no [[example]] with verdict = \"fires\": a rule needs one that fires and one that stays silent"
        );
        assert!(error(&format!("{HEAD}{FIRES}")).contains("verdict = \"silent\""));
    }

    #[test]
    fn what_is_misspelt_is_named_with_its_place() {
        let misspelt = error(&format!("{}{FIRES}{SILENT}", HEAD.replace("title", "titel")));
        assert!(
            misspelt.starts_with("rules/conflicts/a-b.toml:1:1: unknown field \"titel\", expected one of"),
            "{misspelt}"
        );
        let value = error(&format!("{}{FIRES}{SILENT}", HEAD.replace("\"figures\"", "\"figure\"")));
        assert!(
            value.starts_with("rules/conflicts/a-b.toml:6:14: unknown variant \"figure\", expected one of"),
            "{value}"
        );
        let placeholder = error(&format!("{}{FIRES}{SILENT}", HEAD.replace("{right}", "{rihgt}")));
        assert!(
            placeholder.contains(":8:11: unknown placeholder \"{rihgt}\", expected one of {left}"),
            "{placeholder}"
        );
        let axis = error(&format!("{HEAD}[when]\naxes = [\"x\"]\n{FIRES}{SILENT}"));
        assert!(axis.contains("unknown axis \"x\""), "{axis}");
    }

    #[test]
    fn words_must_stand_in_their_text() {
        let gone = error(&format!("{HEAD}{}{SILENT}", FIRES.replace("\"Cinq ministres\"", "\"Six ministres\"")));
        assert!(gone.contains(":11:1: ") && gone.contains("\"Six ministres\""), "{gone}");
    }

    #[test]
    fn an_id_is_lower_case_words() {
        let text = format!("{HEAD}{FIRES}{SILENT}");
        let error = ConflictRule::parse("conflicts/A_b.toml", "A_b.toml", &text, &Concepts::default());
        assert!(error.expect_err("not kebab").to_string().contains("lower-case words joined by hyphens"));
    }
}
