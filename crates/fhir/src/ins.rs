//! The French national health identity (INS) of a Patient, and whether it is
//! qualified. Systems: ANS, "Liste des OID des autorités d'affectation des
//! INS". Status: FR Core (`fr-core-identity-reliability`, code system
//! `fr-core-cs-identity-status`) after the national identity reference (RNIV,
//! EXI SI 07): the statuses exclude each other, and only QUAL was both fetched
//! from the national service and checked against a document.

use crate::json::Json;

/// NIR, NIA, and those of test and demonstration.
const SYSTEMS: [&str; 4] = [
    "urn:oid:1.2.250.1.213.1.4.8",
    "urn:oid:1.2.250.1.213.1.4.9",
    "urn:oid:1.2.250.1.213.1.4.10",
    "urn:oid:1.2.250.1.213.1.4.11",
];
const RELIABILITY: &str =
    "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability";
const QUALIFIED: &str = "QUAL";
/// INS of one Patient that count: the official one, and room for mistakes.
const MOST: usize = 8;

/// System and number of each INS under which a Patient is qualified; none for
/// one whose status is another, and for a Patient that is not active, as a
/// duplicate that was put aside is. Where no status is given, an identifier of
/// use `official` is taken at its word: an INS is passed on only when qualified.
pub fn qualified_ins(patient: &Json) -> Vec<(&'static str, String)> {
    let put_aside = matches!(patient.get("active"), Some(Json::Bool(false)));
    if patient.resource_type() != Some("Patient") || put_aside {
        return Vec::new();
    }
    let status = status(patient);
    if status.is_some_and(|status| status != QUALIFIED) {
        return Vec::new();
    }
    let identifiers = patient.get("identifier").and_then(Json::as_array).unwrap_or_default();
    let mut found: Vec<(&'static str, String)> = identifiers
        .iter()
        .filter(|one| one.str("use") != Some("old"))
        .filter(|one| status.is_some() || one.str("use") == Some("official"))
        .filter_map(|one| {
            let system = SYSTEMS.into_iter().find(|known| one.str("system") == Some(known))?;
            let written = one.str("value")?.chars().filter(|letter| !letter.is_whitespace());
            let number: String = written.map(|letter| letter.to_ascii_uppercase()).collect();
            (!number.is_empty()).then_some((system, number))
        })
        .collect();
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

/// The code of the identity's status, where one is given.
fn status(patient: &Json) -> Option<&str> {
    let of = |json: &'_ Json, url: &str| -> Option<usize> {
        json.get("extension")?.as_array()?.iter().position(|one| one.str("url") == Some(url))
    };
    let at = of(patient, RELIABILITY)?;
    let reliability = patient.get("extension")?.as_array()?.get(at)?;
    let at = of(reliability, "identityStatus")?;
    reliability.get("extension")?.as_array()?.get(at)?.get("valueCoding")?.str("code")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(members: &str, expect: &[&str]) {
        let text = format!(r#"{{"resourceType":"Patient",{members}}}"#);
        let patient = crate::json::parse(text.as_bytes(), &Default::default()).unwrap();
        let found = qualified_ins(&patient);
        let numbers: Vec<&str> = found.iter().map(|(_, number)| number.as_str()).collect();
        assert_eq!(numbers, expect, "{members}");
    }

    fn with(status: &str, usage: &str, system: &str) -> String {
        let status = if status.is_empty() {
            String::new()
        } else {
            format!(
                r#""extension":[{{"url":"{RELIABILITY}","extension":[{{"url":"identityStatus","valueCoding":{{"code":"{status}"}}}}]}}],"#
            )
        };
        format!(
            r#"{status}"identifier":[{{"use":"{usage}","system":"urn:oid:1.2.250.1.213.1.4.{system}","value":"2 55 08 14 168 025 38"}}]"#
        )
    }

    #[test]
    fn an_ins_is_qualified_by_its_status_or_by_its_use() {
        let number = &["255081416802538"][..];
        for system in ["8", "9", "10", "11"] {
            check(&with("QUAL", "official", system), number);
        }
        check(&with("QUAL", "usual", "8"), number);
        check(&with("", "official", "8"), number);
        check(&with("", "usual", "8"), &[]);
        for status in ["PROV", "VALI", "RECUP"] {
            check(&with(status, "official", "8"), &[]);
        }
        check(&with("QUAL", "old", "8"), &[]);
        check(&with("QUAL", "official", "2"), &[]);
        check(&format!(r#""active":false,{}"#, with("QUAL", "official", "8")), &[]);
        check(r#""active":true"#, &[]);
    }
}
