//! The JSON Schema of what the format `json` writes, made from the types themselves.

use crate::model::Report;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// JSON Schema (draft 2020-12) of a report. It asks for every field that is always written; fields
/// that it does not know are allowed, since later versions may add some.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report>().to_value();
    schema["title"] = Report::SCHEMA.into();
    schema["properties"]["schema"]["const"] = Report::SCHEMA.into();
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::sample::profiled;

    fn errors(document: &Value) -> Vec<String> {
        let validator = jsonschema::validator_for(&schema()).expect("a schema");
        validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect()
    }

    /// Every place of a document, as JSON pointers, with the keys of the object there.
    fn objects(value: &Value, at: &str, out: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                for (key, inner) in map {
                    out.push((at.to_owned(), key.clone()));
                    objects(inner, &format!("{at}/{key}"), out);
                }
            }
            Value::Array(list) => list.iter().enumerate().for_each(|(n, v)| objects(v, &format!("{at}/{n}"), out)),
            _ => {}
        }
    }

    #[test]
    fn the_sample_is_valid_and_nothing_less() {
        let document = serde_json::to_value(sample()).unwrap();
        assert_eq!(errors(&document), Vec::<String>::new());
        let mut fields = Vec::new();
        objects(&document, "", &mut fields);
        // What a report, an article, a finding or a side may lack, evidence that is there or not, and
        // what holds any names.
        let optional = ["texts", "url", "rules", "new", "accepted", "known", "value", "speaker", "values"];
        let lacking = |at: &str, key: &str| optional.contains(&key) || at.ends_with("/values");
        for (at, key) in fields.iter().filter(|(at, key)| !lacking(at, key)) {
            let mut without = document.clone();
            without.pointer_mut(at).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert!(!errors(&without).is_empty(), "{at} without {key} is valid");
        }
    }

    #[test]
    fn profiles_are_valid_and_nothing_less() {
        let document = serde_json::to_value(profiled()).unwrap();
        assert_eq!(errors(&document), Vec::<String>::new());
        let mut fields = Vec::new();
        objects(&document["profiles"], "/profiles", &mut fields);
        assert!(fields.iter().any(|(at, key)| at == "/profiles/0/figures/again" && key == "noted"), "{fields:?}");
        for (at, key) in fields.iter().filter(|(_, key)| key != "again") {
            let mut without = document.clone();
            without.pointer_mut(at).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert!(!errors(&without).is_empty(), "{at} without {key} is valid");
        }
        let plain = serde_json::to_value(sample()).unwrap();
        assert!(plain.get("profiles").is_none(), "a report that was not asked for profiles has none");
    }

    #[test]
    fn wrong_values_are_refused() {
        for (at, wrong) in [
            ("/schema", "recoupe.findings/0".into()),
            ("/findings/0/severity", "fatal".into()),
            ("/findings/0/confidence", "high".into()),
            ("/findings/0/sides/0/start", (-1).into()),
            ("/articles/0/published", "5 March".into()),
            ("/articles/0/lang", "xx".into()),
        ] as [(&str, Value); 6]
        {
            let mut document = serde_json::to_value(sample()).unwrap();
            *document.pointer_mut(at).expect(at) = wrong;
            assert!(!errors(&document).is_empty(), "{at} takes any value");
        }
    }
}
