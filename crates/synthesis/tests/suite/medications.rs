//! Medications: what is current, what is not known to be, what contradicts.

use hygie_synthesis::synthesis::medications::{Contradiction, Usage};
use hygie_synthesis::{KindSet, State, Synthesis};

use crate::record::{NOW, Record};

fn order(id: &str, drug: &str, status: &str, on: &str, dose: &str) -> String {
    let code = drug.to_lowercase().replace(' ', "-");
    let dosage = if dose.is_empty() {
        String::new()
    } else {
        format!(r#","dosageInstruction":[{{"text":"{dose}"}}]"#)
    };
    format!(
        r#"{{"resourceType":"MedicationRequest","id":"{id}","intent":"order","status":"{status}","authoredOn":"{on}","medicationCodeableConcept":{{"coding":[{{"system":"http://drugs","code":"{code}","display":"{drug}"}}]}}{dosage}}}"#
    )
}

fn record(orders: &[String]) -> Record {
    Record::of(&orders.iter().map(String::as_str).collect::<Vec<_>>())
}

fn lines(record: &Record) -> Vec<(String, Usage, usize)> {
    let synthesis = record.synthesis();
    let lines = synthesis.medications.block.lines.iter();
    lines.map(|line| (line.title.to_owned(), line.usage, line.sources.len())).collect()
}

#[test]
fn only_an_order_in_force_is_current() {
    let check = |status: &str, expect: &[Usage], past: usize| {
        let record = record(&[order("a", "Ramipril 5 mg", status, "2026-01-01", "")]);
        let synthesis = record.synthesis();
        let block = &synthesis.medications.block;
        let usages: Vec<Usage> = block.lines.iter().map(|line| line.usage).collect();
        assert_eq!((usages.as_slice(), block.past_total), (expect, past), "{status}");
    };
    check("active", &[Usage::Current], 0);
    check("on-hold", &[Usage::Suspended], 0);
    check("unknown", &[Usage::Unknown], 0);
    check("made-up", &[Usage::Unknown], 0);
    check("stopped", &[], 1);
    check("completed", &[], 1);
    check("cancelled", &[], 0);
    check("draft", &[], 0);
    check("entered-in-error", &[], 0);
}

#[test]
fn an_order_whose_own_period_is_over_has_lapsed() {
    let check = |end: &str, expect: Usage| {
        let text = format!(
            r#"{{"resourceType":"MedicationRequest","id":"a","intent":"order","status":"active","medicationCodeableConcept":{{"text":"Amoxicilline"}},"dosageInstruction":[{{"timing":{{"repeat":{{"boundsPeriod":{{"end":"{end}"}}}}}}}}]}}"#
        );
        let record = Record::of(&[&text]);
        assert_eq!(lines(&record), [("Amoxicilline".to_owned(), expect, 1)], "{end}");
    };
    check("2026-11-24", Usage::Lapsed);
    check("2026-11-25", Usage::Current);
    check("2026", Usage::Current);
}

#[test]
fn lines_merge_only_where_all_agree() {
    let check = |orders: &[String], expect: &[usize]| {
        let counts: Vec<usize> = lines(&record(orders)).iter().map(|line| line.2).collect();
        assert_eq!(counts, expect, "{orders:?}");
    };
    let of = |id: &str, dose: &str| order(id, "Ramipril 5 mg", "active", "2026-01-01", dose);
    check(&[of("a", "1 le matin"), of("b", "1 le matin")], &[2]);
    check(&[of("a", ""), of("b", "")], &[2]);
    check(&[of("a", "1 le matin"), of("b", "1 le soir")], &[1, 1]);
    check(&[of("a", "1 le matin"), of("b", "")], &[1, 1]);
    let unnamed = |id: &str| {
        format!(r#"{{"resourceType":"MedicationStatement","id":"{id}","status":"active"}}"#)
    };
    check(&[unnamed("a"), unnamed("b")], &[1, 1]);
}

#[test]
fn contradictions_name_both_sides() {
    let check = |orders: &[String], expect: &[(Contradiction, &str, &str)]| {
        for turned in [false, true] {
            let record = record(orders);
            let mut seen: Vec<_> = record.seen().collect();
            if turned {
                seen.reverse();
            }
            let synthesis = Synthesis::of(seen, NOW, KindSet::NONE, None);
            let found: Vec<_> = synthesis
                .medications
                .conflicts
                .iter()
                .map(|one| (one.what, one.one.source.id, one.other.source.id))
                .collect();
            assert_eq!(found, expect, "{orders:?}");
        }
    };
    let of = |id: &str, status: &str, on: &str, dose: &str| {
        order(id, "Zopiclone 7.5 mg", status, on, dose)
    };
    use Contradiction::{Doses, Stopped, Substance, Suspended};
    let active = of("active", "active", "2026-08-20", "1 au coucher");
    check(
        &[active.clone(), of("stop", "stopped", "2026-09-02", "")],
        &[(Stopped, "active", "stop")],
    );
    check(&[active.clone(), of("stop", "stopped", "2026-07-02", "")], &[]);
    check(&[active.clone(), of("stop", "completed", "2026-09-02", "")], &[]);
    check(&[active.clone(), of("stop", "cancelled", "2026-09-02", "")], &[]);
    check(
        &[active.clone(), of("hold", "on-hold", "2026-09-02", "")],
        &[(Suspended, "active", "hold")],
    );
    check(
        &[active.clone(), of("more", "active", "2026-08-21", "2 au coucher")],
        &[(Doses, "more", "active")],
    );
    check(&[active.clone(), of("same", "active", "2026-08-21", "1 au coucher")], &[]);
    let weaker = order("weak", "Zopiclone 3.75 mg", "active", "2026-08-19", "");
    check(&[active.clone(), weaker], &[(Substance, "active", "weak")]);
    check(&[active, order("other", "Ramipril 5 mg", "active", "2026-08-19", "")], &[]);
}

#[test]
fn the_product_may_be_a_resource_of_its_own() {
    let check = |reference: &str, extra: &str, expect: &str| {
        let order = format!(
            r#"{{"resourceType":"MedicationRequest","id":"a","intent":"order","status":"active","medicationReference":{reference}{extra}}}"#
        );
        let product = r#"{"resourceType":"Medication","id":"m","code":{"text":"Apixaban 2,5 mg"}}"#;
        let wrong = r#"{"resourceType":"Medication","id":"w","status":"entered-in-error","code":{"text":"Autre"}}"#;
        let record = Record::of(&[&order, product, wrong]);
        assert_eq!(lines(&record), [(expect.to_owned(), Usage::Current, 1)], "{reference}");
    };
    check(r#"{"reference":"Medication/m"}"#, "", "Apixaban 2,5 mg");
    check(r#"{"reference":"Medication/gone","display":"Eliquis"}"#, "", "Eliquis");
    check(r#"{"reference":"Medication/w"}"#, "", "");
    let contained =
        r##","contained":[{"resourceType":"Medication","id":"c","code":{"text":"Kardégic"}}]"##;
    check(r##"{"reference":"#c"}"##, contained, "Kardégic");
}

#[test]
fn none_known_is_contradicted_by_what_is_taken() {
    let none = r#"{"resourceType":"MedicationStatement","id":"none","status":"active","medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"no-known-medications"}]}}"#;
    let order = order("a", "Ramipril 5 mg", "active", "2026-01-01", "");
    let stopped = r#"{"resourceType":"MedicationStatement","id":"old","status":"stopped","medicationCodeableConcept":{"text":"Digoxine"}}"#;
    let check = |resources: &[&str], expect: State| {
        let record = Record::of(resources);
        assert_eq!(record.synthesis().medications.block.state, expect, "{resources:?}");
    };
    check(&[none], State::NoneKnown);
    check(&[none, stopped], State::NoneKnown);
    check(&[none, &order], State::Conflict);
    check(&[stopped], State::Known);
    check(&[], State::NotRecorded);
}

#[test]
fn a_dosage_is_read_in_parts() {
    let read = crate::record::fact(
        r#"{"resourceType":"MedicationRequest","id":"a","intent":"order","status":"active","medicationCodeableConcept":{"text":"Paracétamol"},"reasonCode":[{"text":"gonarthrose"}],"dosageInstruction":[{"asNeededCodeableConcept":{"text":"douleur"},"route":{"text":"orale"},"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d","when":["MORN","EVE"]}},"doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"g"}}]}]}"#,
    );
    let medication = read.medication().unwrap();
    let dosage = medication.dosages.first().unwrap();
    let dose = dosage.dose.low.as_ref().map(|dose| (&*dose.value, &*dose.unit));
    assert_eq!(dose, Some(("1.0", "g")));
    let timing = &dosage.timing;
    assert_eq!((timing.frequency.as_deref(), timing.period.as_deref()), (Some("3"), Some("1")));
    assert_eq!(timing.moments.iter().map(|one| &**one).collect::<Vec<_>>(), ["MORN", "EVE"]);
    assert!(dosage.as_needed && dosage.text.is_none());
    assert_eq!(
        (dosage.needed_for.as_deref(), dosage.route.as_deref()),
        (Some("douleur"), Some("orale"))
    );
    assert_eq!(medication.reason.as_deref(), Some("gonarthrose"));
}
