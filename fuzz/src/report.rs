//! `recoupe report`: any JSON that is a report is rendered in every format.

use arbitrary::{Result, Unstructured};
use recoupe::model::{Report, ReportLang};
use recoupe::report::{FORMATS, Pages, STATISTICS, Style, proof, sample, step_summary};
use serde_json::{Number, Value, json};
use std::sync::LazyLock;

static BASE: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(sample()).expect("JSON"));

/// Formats that are one JSON value.
const JSON: &[&str] = &["json", "jsonld", "sarif", "gitlab"];

/// JSON text where it begins with `{`; else changes to the sample report, in which more of what is
/// changed still is a report.
pub fn report(data: &[u8]) {
    let report: Report = if data.starts_with(b"{") {
        let Ok(report) = serde_json::from_slice(data) else { return };
        report
    } else {
        let Ok(value) = changed(&mut Unstructured::new(data)) else { return };
        let Ok(report) = serde_json::from_value(value) else { return };
        report
    };
    let text = |format: &str, bytes: Vec<u8>| -> String {
        String::from_utf8(bytes).unwrap_or_else(|e| panic!("{format} is not UTF-8: {e}"))
    };
    let french = Style { color: true, width: 0, quiet: true, lang: ReportLang::Fr };
    for style in [Style::default(), french] {
        let told = report.told_in(style.lang);
        for format in FORMATS {
            let out = text(format.name, (format.render)(&told, &style));
            if JSON.contains(&format.name) {
                let parsed = serde_json::from_str::<Value>(&out);
                parsed.unwrap_or_else(|e| panic!("{} is no JSON: {e}\n{out}", format.name));
            }
            if format.name == "jsonl" {
                out.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).expect("a line of JSON")));
            }
        }
        for (name, counts) in STATISTICS {
            text(name, counts(&report, &style));
        }
        for finding in &report.findings {
            proof(finding, &style);
        }
    }
    text("github", step_summary(&report));
    for lang in ReportLang::ALL {
        text("html", Pages::new(lang, Default::default()).render(&report).expect("rendered"));
    }
    // What was read is written, and is then read as what it was. What JSON has no form for aside.
    let written = serde_json::to_string(&report).expect("JSON");
    let again: Report = serde_json::from_str(&written).expect("what was written is a report");
    assert_eq!(serde_json::to_string(&again).expect("JSON"), written, "a report changes when it is saved");
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{0}",
    "</script><script>",
    "{{ x }}",
    "|",
    "`",
    "]]>",
    "::error::",
    "=1+1",
    "a1",
    "o1",
    "a999999999999999999999",
    "é\u{301}\u{301}",
    "\u{1f469}\u{200d}\u{1f680}",
    "2025-02-29",
    "2021-03-04",
    "error",
    "fr",
    "file:///etc/x",
    "javascript:alert(1)",
    "//x",
    "\\",
    "%",
    "--",
    "-->",
    "\u{2028}",
    "\u{feff}",
];

fn changed(data: &mut Unstructured<'_>) -> Result<Value> {
    let mut value = BASE.clone();
    for _ in 0..data.int_in_range(1..=24)? {
        let count = nodes(&value);
        let (from, to) = (data.choose_index(count)?, data.choose_index(count)?);
        let other = node(&mut value, from).cloned().unwrap_or_default();
        let Some(at) = node(&mut value, to) else { break };
        change(at, other, data)?;
    }
    Ok(value)
}

fn change(at: &mut Value, other: Value, data: &mut Unstructured<'_>) -> Result<()> {
    if data.ratio(1u8, 12u8)? {
        *at = other;
        return Ok(());
    }
    match at {
        Value::String(text) => match data.int_in_range(0..=3)? {
            0 => *text = (*data.choose(TEXTS)?).to_owned(),
            1 => *text = data.arbitrary::<&str>()?.to_owned(),
            2 => text.push_str(data.choose(TEXTS)?),
            _ => *text = text.repeat(data.int_in_range(0..=9)?),
        },
        Value::Number(number) => {
            *number = match data.int_in_range(0..=3)? {
                0 => Number::from(data.int_in_range(0..=5)?),
                1 => Number::from(data.arbitrary::<u64>()?),
                2 => Number::from(data.arbitrary::<i64>()?),
                _ => Number::from_f64(data.arbitrary()?).unwrap_or_else(|| Number::from(0)),
            }
        }
        Value::Bool(is) => *is = !*is,
        Value::Array(items) if items.is_empty() => items.push(other),
        Value::Array(items) => {
            let n = data.choose_index(items.len())?;
            match data.int_in_range(0..=4)? {
                0 => drop(items.remove(n)),
                1 => items.clear(),
                2 => items.reverse(),
                3 => items.push(items[n].clone()),
                _ => items[n] = other,
            }
        }
        Value::Object(fields) => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            if keys.is_empty() {
                return Ok(());
            }
            let key = data.choose(&keys)?.clone();
            match data.int_in_range(0..=2)? {
                0 => drop(fields.remove(&key)),
                1 => fields[&key] = Value::Null,
                _ => fields[&key] = other,
            }
        }
        Value::Null => *at = if data.arbitrary()? { other } else { json!(data.choose(TEXTS)?) },
    }
    Ok(())
}

fn nodes(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(nodes).sum(),
        Value::Object(fields) => fields.values().map(nodes).sum(),
        _ => 0,
    }
}

/// Node number `n`, the value itself being the first.
fn node(value: &mut Value, n: usize) -> Option<&mut Value> {
    let Some(mut left) = n.checked_sub(1) else { return Some(value) };
    let below: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => return None,
    };
    for child in below {
        let count = nodes(child);
        if left < count {
            return node(child, left);
        }
        left -= count;
    }
    None
}
