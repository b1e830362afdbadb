//! Which procedures are transfusions, as far as they are coded. \[B\] The codes stand here
//! as data to be replaced: the sources known here name the duty to keep them, not the codes.
//! A transfusion that is told only in words is not found.

use hygie_fhir::json::Json;

/// CCAM, at the two addresses that are met, and how its codes of transfusions begin: what
/// follows is the act, its phase and its activity.
const CCAM: [&str; 2] = ["https://mos.esante.gouv.fr/NOS/CCAM", "urn:oid:1.2.250.1.213.2.5"];
const CCAM_START: &str = "FELF";

/// SNOMED CT: transfusion, of a blood product, whole blood, red cells, packed ones,
/// platelets, fresh frozen plasma.
const SNOMED_CT: &str = "http://snomed.info/sct";
const SNOMED_CT_CODES: [&str; 7] =
    ["5447007", "116859006", "33389009", "116863004", "71493000", "12719002", "116861002"];

/// Whether a resource is a transfusion.
pub(super) fn is_transfusion(kind: &str, json: &Json) -> bool {
    kind == "Procedure"
        && json
            .get("code")
            .and_then(|code| code.get("coding")?.as_array())
            .is_some_and(|codings| codings.iter().any(is_coded))
}

fn is_coded(coding: &Json) -> bool {
    let (Some(system), Some(code)) = (coding.str("system"), coding.str("code")) else {
        return false;
    };
    (CCAM.contains(&system) && code.starts_with(CCAM_START))
        || (system == SNOMED_CT && SNOMED_CT_CODES.contains(&code))
}

#[cfg(test)]
mod tests {
    use hygie_fhir::json::parse;
    use hygie_fhir::limits::JsonLimits;

    use super::is_transfusion;

    #[test]
    fn a_coded_transfusion_is_found() {
        let check = |kind: &str, system: &str, code: &str, expect| {
            let text = format!(
                r#"{{"code":{{"coding":[{{}},{{"system":"{system}","code":"{code}"}}]}}}}"#
            );
            let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
            assert_eq!(is_transfusion(kind, &json), expect, "{kind} {system} {code}");
        };
        check("Procedure", "http://snomed.info/sct", "116859006", true);
        check("Procedure", "http://snomed.info/sct", "1168590067", false);
        check("Procedure", "https://mos.esante.gouv.fr/NOS/CCAM", "FELF011", true);
        check("Procedure", "https://mos.esante.gouv.fr/NOS/CCAM", "HBLD038", false);
        check("Procedure", "urn:x", "FELF011", false);
        check("ServiceRequest", "http://snomed.info/sct", "116859006", false);
        let none = parse(br#"{"code":{"text":"Transfusion"}}"#, &JsonLimits::default()).unwrap();
        assert!(!is_transfusion("Procedure", &none));
    }
}
