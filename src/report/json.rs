//! The whole report as one JSON object. This is the form that is read back.

use super::Style;
use super::safe;
use crate::model::Report;

/// Pretty-printed, with a line end at the end. No byte of it steers a terminal.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(report).expect("a report has string keys and no foreign types");
    out.push(b'\n');
    safe::json(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::sample::profiled;

    #[test]
    fn reading_back_gives_the_same_bytes() {
        let mut report = profiled();
        // A number that a quick parser reads one unit in the last place off.
        report.findings[0].confidence = 0.1 + 0.2;
        report.figures[0].cells[0].high = Some(123_456_789.123_456_79);
        let first = render(&report, &Style::default());
        let back: Report = serde_json::from_slice(&first).unwrap();
        assert_eq!(back, report);
        assert_eq!(render(&back, &Style::default()), first);
    }

    #[test]
    fn the_shape_is_the_documented_one() {
        let value: serde_json::Value = serde_json::from_slice(&render(&sample(), &Style::default())).unwrap();
        assert_eq!(value["schema"], "recoupe.findings/1");
        let side = &value["findings"][0]["sides"][0];
        for key in ["article", "group", "start", "end", "line", "column", "quote", "sentence", "value"] {
            assert!(!side[key].is_null(), "no {key}");
        }
        assert_eq!(value["findings"][0]["severity"], "error");
        assert_eq!(value["summary"]["findings"]["error"], 1);
    }
}
