//! The JSON Schema of recoupe.toml, made from the types themselves.

use super::file::Config;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// JSON Schema (draft 2020-12) of recoupe.toml, its dates being strings.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Config>().to_value();
    schema["title"] = super::NAME.into();
    schema
}
