use proptest::prelude::*;

use super::super::{Indexed, NotIndexed, Query, extract, parameters};
use super::{NOW, json};
use crate::limits::INDEX_TERMS;

fn indexed(name: &str) -> Indexed {
    Indexed::parse(name).unwrap()
}

#[test]
fn names_are_read_and_mistakes_told() {
    for name in ["Observation.code", "Observation._tag", "Task.owner", "Questionnaire.url"] {
        assert_eq!(indexed(name).name(), name);
        assert_eq!(indexed(name).term(), format!("index {name}"));
    }
    let check = |name: &str, says: &str| {
        let said = Indexed::parse(name).unwrap_err().to_string();
        assert!(said.contains(says), "{name}: {said}");
    };
    for name in ["", "Observation", ".code", "Observation.", "a b.c", "Observation.co de", "é.a"] {
        assert_eq!(Indexed::parse(name), Err(NotIndexed::Form), "{name}");
    }
    assert_eq!(Indexed::parse(&format!("A.{}", "c".repeat(65))), Err(NotIndexed::Form));
    check("observation.code", "no resource type `observation`");
    check("Observation.cod", "Observation has no search parameter `cod`; what can be indexed");
    check("Observation.cod", "based-on, category, code, ");
    check("Observation.date", "is a date parameter: only token, reference and uri");
    check("Patient.address", "is a string parameter");
    check("Observation.code-value-quantity", "is a composite parameter");
    for name in ["Encounter.identifier", "Patient.family", "Observation._id", "Task.status"] {
        check(name, "always has an index");
    }
    // A list that was stored before one came to be always there is still read.
    assert_eq!(Indexed::stored("Task.status").unwrap().name(), "Task.status");
    assert!(Indexed::stored("Observation.date").is_err());
}

#[test]
fn a_search_by_equality_is_served_and_no_other() {
    let check = |indexed: &str, name: &str, value: &str, served: bool| {
        let kind = indexed.split_once('.').unwrap().0;
        let probes = super::super::Indexed::parse(indexed).unwrap().probes(kind, name, value, NOW);
        assert_eq!(probes.is_some(), served, "{indexed} {name}={value}");
    };
    let code = "Observation.code";
    for value in ["a", "|a", "http://loinc.org|a", "a,b", r"a\,b"] {
        check(code, "code", value, true);
    }
    for value in ["http://loinc.org|", "a,http://loinc.org|", "", "a|b|c"] {
        check(code, "code", value, false);
    }
    for name in ["code:not", "code:text", "code:missing", "code:in", "status", "code.x", "_has"] {
        check(code, name, "true", false);
    }
    let performer = "Observation.performer";
    check(performer, "performer", "Practitioner/a", true);
    check(performer, "performer:Practitioner", "a", true);
    check(performer, "performer:identifier", "a|b", false);
    check(performer, "performer:Practitioner.name", "a", false);
    check("Questionnaire.url", "url", "http://a", true);
    check("Questionnaire.url", "url:below", "http://a", false);
    let other = indexed(code).probes("Condition", "code", "a", NOW);
    assert_eq!(other, None);
}

#[test]
fn a_resource_of_very_many_values_is_found_by_each() {
    let with = |count: usize| {
        let codings: Vec<String> = (0..count).map(|n| format!(r#"{{"code":"c{n}"}}"#)).collect();
        let text = format!(
            r#"{{"resourceType":"Observation","code":{{"coding":[{}]}}}}"#,
            codings.join(",")
        );
        indexed("Observation.code").terms(&extract(&json(&text), None))
    };
    assert_eq!(with(INDEX_TERMS).len(), INDEX_TERMS);
    let many = with(INDEX_TERMS + 1);
    assert_eq!(many.len(), 1);
    let probes = indexed("Observation.code").probes("Observation", "code", "c7", NOW).unwrap();
    assert!(probes.contains(&many[0]));
}

#[test]
fn empty_values_have_no_term() {
    let text = r#"{"resourceType":"Observation","code":{"coding":[{"code":""},{"system":"a"}],"text":"b"}}"#;
    assert_eq!(indexed("Observation.code").terms(&extract(&json(text), None)), []);
}

const TEXTS: [&str; 12] = [
    "a",
    "b",
    "Practitioner/a",
    "Practitioner/a/_history/1",
    "Organization/a",
    "http://x/a",
    "http://x/a|1",
    "http://x/a|1|2",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
    "true",
    "final",
    "http://hl7.org/fhir/observation-status|final",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// What a search matches has one of the terms that are looked for.
    #[test]
    fn what_matches_has_a_term_that_is_looked_for(
        written in prop::collection::vec(prop::sample::select(&TEXTS[..]), 4),
        asked in prop::collection::vec(prop::sample::select(&TEXTS[..]), 1..3),
        barred in prop::sample::select(&["", "|", "s|"][..]),
    ) {
        let [system, code, to, address] = [written[0], written[1], written[2], written[3]];
        let text = format!(
            r#"{{"resourceType":"Observation","status":"final","meta":{{"profile":["{address}"],"source":"{address}","tag":[{{"system":"s","code":"{code}"}}]}},
              "code":{{"coding":[{{"system":"{system}","code":"{code}"}}]}},"performer":[{{"reference":"{to}"}}]}}"#
        );
        let values = extract(&json(&text), None);
        let all = parameters().of("Observation").map(|(code, _)| code);
        let all = all.filter_map(|code| Some((code, Indexed::parse(&format!("Observation.{code}")).ok()?)));
        let list = asked.join(",");
        for (code, indexed) in all {
            let terms = indexed.terms(&values);
            for value in [list.clone(), format!("{barred}{}", asked[0])] {
                let Ok(query) = Query::parse("Observation", &[(code, &value)], NOW) else { continue };
                let Some(probes) = indexed.probes("Observation", code, &value, NOW) else { continue };
                let found = probes.iter().any(|probe| terms.contains(probe));
                prop_assert!(found || !query.matches(&values), "{code}={value}");
            }
        }
    }
}
