//! Results: series by code and unit, flags and ranges of the source only.

use hygie_synthesis::synthesis::results::Direction;
use hygie_synthesis::{Flag, Kind, KindSet, State, Synthesis};

use crate::record::{NOW, Record, fact, moment, value};

fn result(id: &str, code: &str, on: &str, amount: &str, unit: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"{code}","display":"x"}}]}},"effectiveDateTime":"{on}","valueQuantity":{{"value":{amount},"unit":"{unit}","code":"{unit}","system":"http://unitsofmeasure.org"}}{more}}}"#
    )
}

/// Analyte, unit, values oldest first, direction of each series.
fn series(resources: &[String]) -> Vec<(String, String, Vec<String>, Direction)> {
    let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
    let synthesis = record.synthesis();
    synthesis
        .results
        .lines
        .iter()
        .map(|line| {
            let label = line.analyte.map_or(line.title, |one| one.english);
            let points = line.points.iter().map(|point| {
                let second = point.second.map(|second| format!(" / {}", value(second)));
                format!("{}{}", value(point.value), second.unwrap_or_default())
            });
            (label.to_owned(), line.unit.to_owned(), points.collect(), line.direction)
        })
        .collect()
}

#[test]
fn a_unit_makes_its_own_series_and_spellings_do_not() {
    let check = |units: [&str; 2], expect: usize| {
        let found = series(&[
            result("a", "2160-0", "2026-11-01", "90", units[0], ""),
            result("b", "2160-0", "2026-11-02", "91", units[1], ""),
        ]);
        assert_eq!(found.len(), expect, "{units:?}");
    };
    check(["umol/L", "umol/L"], 1);
    check(["umol/L", "µmol/L"], 1);
    check(["umol/L", "mg/dL"], 2);
    check(["umol/L", "mmol/L"], 2);
    check(["mm[Hg]", "mmHg"], 1);
    check(["", "mg/dL"], 2);
}

#[test]
fn series_come_in_the_order_that_matters() {
    let found = series(&[
        result("a", "8302-2", "2026-11-01", "160", "cm", ""),
        result("b", "2160-0", "2026-11-01", "128", "umol/L", ""),
        result("c", "2160-0", "2026-05-01", "98", "umol/L", ""),
        result("d", "718-7", "2019-05-01", "11.4", "g/dL", ""),
        result("e", "99999-9", "2026-11-01", "1", "g", ""),
        result(
            "f",
            "6075-6",
            "2026-11-01",
            "9.00",
            "kU/L",
            r#","interpretation":[{"coding":[{"code":"HH"}]}]"#,
        ),
    ]);
    let told: Vec<_> =
        found.iter().map(|(name, _, points, to)| (name.as_str(), points.len(), *to)).collect();
    assert_eq!(
        told,
        [
            ("Creatinine", 2, Direction::Rising),
            ("Height", 1, Direction::Unknown),
            ("x", 1, Direction::Unknown),
            ("Haemoglobin", 1, Direction::Unknown),
        ]
    );
}

#[test]
fn blood_pressures_are_one_line_however_they_came() {
    let panel = r#"{"resourceType":"Observation","id":"p","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"2026-11-01T08:00:00Z","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":152,"unit":"mmHg","code":"mm[Hg]"}},{"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":91,"unit":"mmHg","code":"mm[Hg]"}}]}"#;
    let alone =
        |id: &str, code: &str, at: &str, amount: &str| result(id, code, at, amount, "mm[Hg]", "");
    let found = series(&[
        panel.to_owned(),
        alone("s", "8480-6", "2026-11-01T08:00:00Z", "152"),
        alone("d", "8462-4", "2026-11-01T08:00:00Z", "91"),
        alone("s2", "8480-6", "2026-11-02T08:00:00Z", "140"),
        alone("d2", "8462-4", "2026-11-02T08:00:00Z", "80"),
        alone("s3", "8480-6", "2026-11-03T08:00:00Z", "130"),
    ]);
    let told: Vec<_> =
        found.iter().map(|(name, _, points, _)| (name.as_str(), points.join(", "))).collect();
    assert_eq!(
        told,
        [
            ("Blood pressure", "152 mmHg / 91 mmHg, 140 mm[Hg] / 80 mm[Hg]".to_owned()),
            ("Systolic", "130 mm[Hg]".to_owned()),
        ]
    );
}

#[test]
fn flags_are_the_sources_or_its_ranges_and_never_ours() {
    let check = |more: &str, expect: Flag| {
        let read = fact(&result("a", "2823-3", "2026", "7.9", "mmol/L", more));
        assert_eq!(read.measure().unwrap().flag, expect, "{more}");
    };
    let range = |low: &str, high: &str, unit: &str| {
        format!(
            r#","referenceRange":[{{"low":{{"value":{low},"code":"{unit}"}},"high":{{"value":{high},"code":"{unit}"}}}}]"#
        )
    };
    let flag = |code: &str| format!(r#","interpretation":[{{"coding":[{{"code":"{code}"}}]}}]"#);
    check("", Flag::None);
    check(&range("3.5", "5.0", "mmol/L"), Flag::High);
    check(&range("8", "9", "mmol/L"), Flag::Low);
    check(&range("3.5", "7.9", "mmol/L"), Flag::Normal);
    check(&range("3.5", "5.0", "mg/dL"), Flag::None);
    check(r#","referenceRange":[{"high":{"value":5.0,"code":"mmol/L"}}]"#, Flag::High);
    check(r#","referenceRange":[{"high":{"value":9.0,"code":"mmol/L"}}]"#, Flag::None);
    check(r#","referenceRange":[{"text":"3,5 à 5,0"}]"#, Flag::None);
    check(
        r#","referenceRange":[{"high":{"value":5.0,"code":"mmol/L"}},{"high":{"value":9.0,"code":"mmol/L"}}]"#,
        Flag::None,
    );
    check(
        r#","referenceRange":[{"type":{"coding":[{"code":"therapeutic"}]},"high":{"value":5.0,"code":"mmol/L"}}]"#,
        Flag::None,
    );
    check(&(flag("N") + &range("3.5", "5.0", "mmol/L")), Flag::Normal);
    check(&flag("HH"), Flag::CriticalHigh);
    check(&flag("POS"), Flag::None);
}

#[test]
fn a_bound_is_a_value_and_no_point_of_a_line() {
    let bound = result("b", "1988-5", "2026-11-02", "5", "mg/L", "")
        .replace("\"value\":5", "\"comparator\":\"<\",\"value\":5");
    let record = Record::of(&[&bound, &result("a", "1988-5", "2026-11-01", "50", "mg/L", "")]);
    let synthesis = record.synthesis();
    let line = synthesis.results.lines.first().unwrap();
    assert_eq!((value(line.last.value).as_str(), line.last.number()), ("<5 mg/L", None));
    assert_eq!(line.direction, Direction::Unknown);
    assert_eq!(line.sparkline(80.0, 20.0).unwrap().line, "");
}

#[test]
fn digits_and_preliminary_are_kept() {
    let text =
        result("a", "2823-3", "2026-11-02", "4.50", "mmol/L", "").replace("final", "preliminary");
    let record = Record::of(&[&text]);
    let synthesis = record.synthesis();
    let line = synthesis.results.lines.first().unwrap();
    assert_eq!(value(line.last.value), "4.50 mmol/L");
    assert!(line.last.preliminary);
    assert_eq!(Some(line.last.at), moment("2026-11-02"));
}

#[test]
fn no_key_result_is_not_no_result() {
    let check = |resources: &[&str], closed: KindSet, expect: State| {
        let record = Record::of(resources);
        let results = Synthesis::of(record.seen(), NOW, closed, None).results;
        assert_eq!(results.state, expect, "{resources:?}");
    };
    let other = result("a", "99999-9", "2020", "1", "g", "");
    let every = KindSet::of(&[Kind::Result, Kind::Vital, Kind::Finding]);
    check(&[], KindSet::NONE, State::NotRecorded);
    check(&[&other], KindSet::NONE, State::Known);
    check(&[&other], every, State::Closed);
    check(&[], KindSet::of(&[Kind::Result]), State::Closed);
}

#[test]
fn kinds_of_observations() {
    let check = |members: &str, expect: Kind| {
        let text = format!(r#"{{"resourceType":"Observation","id":"a",{members}}}"#);
        assert_eq!(fact(&text).kind, expect, "{members}");
    };
    let category = |code: &str| format!(r#""category":[{{"coding":[{{"code":"{code}"}}]}}]"#);
    check(&category("vital-signs"), Kind::Vital);
    check(&category("laboratory"), Kind::Result);
    check(&category("social-history"), Kind::Finding);
    check(&category("exam"), Kind::Finding);
    check(r#""status":"final""#, Kind::Result);
    let weight = r#""code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]}"#;
    check(weight, Kind::Vital);
    check(&format!("{weight},{}", category("laboratory")), Kind::Result);
}
