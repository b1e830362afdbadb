mod blind;
mod indexed;
mod limits;
mod oracle;
mod worlds;

use std::collections::BTreeSet;

use hygie_base::Timestamp;

use super::parameters::Unsupported;
use super::{Query, SearchCode, SearchError, Values, extract, parameters};
use crate::json::{Json, parse as parse_json};
use crate::limits::JsonLimits;

/// 2024-07-01T00:00:00Z
pub(super) const NOW: Timestamp = Timestamp(1_719_792_000_000);

pub(super) fn json(text: &str) -> Json {
    parse_json(text.as_bytes(), &JsonLimits::DEFAULT).unwrap()
}

fn values(text: &str) -> Values {
    extract(&json(text), None)
}

/// Reads `Type?name=value&name=value`.
fn query(text: &str) -> Result<Query, SearchError> {
    let (kind, params) = text.split_once('?').unwrap();
    let params: Vec<_> = params.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
    Query::parse(kind, &params, NOW)
}

/// Which of the searches, told apart by spaces, find the resource.
#[track_caller]
fn check(resource: &str, found: &str, not_found: &str) {
    let values = values(resource);
    let matches = |text: &str| {
        let text = format!("{}?{text}", values.kind());
        query(&text).unwrap_or_else(|error| panic!("{text}: {error}")).matches(&values)
    };
    for text in found.split_ascii_whitespace() {
        assert!(matches(text), "{text} should find it");
    }
    for text in not_found.split_ascii_whitespace() {
        assert!(!matches(text), "{text} should not find it");
    }
}

#[test]
fn every_parameter_is_compiled_but_these() {
    let shown = |left: &Unsupported| {
        let short = left.url.strip_prefix("http://hl7.org/fhir/SearchParameter/").unwrap();
        format!("{short}: {}", left.reason)
    };
    let left: BTreeSet<_> = parameters().unsupported().iter().map(shown).collect();
    let (nameless, rest): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|text| text.ends_with(": names no resource type"));
    assert_eq!(nameless.len(), 10);
    assert!(nameless.iter().all(|text| {
        text.starts_with("codesystem-extensions-") || text.starts_with("valueset-extensions-")
    }));
    assert_eq!(
        rest,
        [
            "DomainResource-text: has no expression: computed or full-text",
            "Location-near: is special: no values to compare",
            "Resource-content: has no expression: computed or full-text",
            "Resource-query: has no expression: computed or full-text",
            "filter: is special: no values to compare",
            "patient-extensions-Patient-age: has no expression: computed or full-text",
            "patient-extensions-Patient-birthOrderBoolean: has no expression: computed or full-text",
        ]
    );
    let kinds = crate::assign::resource_types();
    assert_eq!(kinds.map(|kind| parameters().of(kind).count()).sum::<usize>(), 2581);
}

#[test]
fn strings() {
    check(
        r#"{"resourceType":"Patient","name":[{"family":"Pérès-Dupont","given":["Jean","Luc"],"text":"J. Pérès"}],
            "address":[{"city":"Saint-Étienne","line":["3, rue de l'Église"],"postalCode":"42000"}]}"#,
        "name=peres name=PÉRÈS name=jean name=j%20x,luc family=peres-d family=peresdupont,peres
         family:exact=Pérès-Dupont family:contains=dupont given=je&given=luc
         address=42 address-city=saint-etienne address:contains=l'eglise phonetic=peres
         family:missing=false phone:missing=true",
        "name=dupont family=jean family:exact=pérès-dupont family:exact=Pérès family:contains=durand
         given=je&given=marc family:missing=true address-country=f",
    );
    check(r#"{"resourceType":"Patient"}"#, "name:missing=true", "name=a name:missing=false");
}

#[test]
fn tokens() {
    check(
        r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:a","code":"x|1","display":"Poids Mesuré"},
            {"code":"bare"},{"system":"urn:b"}],"text":"Le poids"},"identifier":[{"system":"urn:i","value":"1"}]}"#,
        r"code=x\|1 code=urn:a|x\|1 code=bare code=|bare code=urn:b| code=urn:a| code=no,bare
         code:text=poids code:text=le%20poids,poids code:not=other code:not=urn:b|bare
         status=final status=|final status=http://hl7.org/fhir/observation-status|final
         status=http://hl7.org/fhir/observation-status| identifier=1 identifier=urn:i|1 combo-code=bare
         status:not=amended status:missing=false",
        r"code=X\|1 code=|x\|1 code=urn:b|x\|1 code=urn:c| code=poids code:text=mesure code:not=bare
         code:not=other,bare status=Final status=urn:a|final status=urn:a| status:missing=true
         identifier=|1 status:not=final category=x",
    );
    check(
        r#"{"resourceType":"Observation"}"#,
        "code:not=x code:missing=true",
        "code=x code:missing=false",
    );
}

#[test]
fn types_of_identifiers() {
    check(
        r#"{"resourceType":"Patient","identifier":[{"system":"urn:i","value":"1","type":{"coding":[{"system":"urn:t","code":"MR"},{"system":"urn:t","code":"INS"}]}},{"value":"2"}]}"#,
        "identifier:of-type=urn:t|MR|1 identifier:ofType=urn:t|INS|1 identifier:of-type=a|b|c,urn:t|MR|1
         identifier=1 identifier=2 identifier=|2",
        "identifier:of-type=urn:t|MR|2 identifier:of-type=urn:u|MR|1 identifier=MR identifier:not=1",
    );
}

#[test]
fn value_sets_at_hand() {
    let genders = "http://hl7.org/fhir/ValueSet/administrative-gender";
    check(
        r#"{"resourceType":"Patient","gender":"female"}"#,
        &format!("gender:in={genders} gender:in={genders}|4.0.1"),
        &format!("gender:not-in={genders}"),
    );
    check(
        r#"{"resourceType":"Patient"}"#,
        &format!("gender:not-in={genders}"),
        &format!("gender:in={genders}"),
    );
    let clinical = "http://hl7.org/fhir/ValueSet/condition-clinical";
    let system = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    for (system, found) in [(system, "in"), ("urn:other", "not-in")] {
        let other = if found == "in" { "not-in" } else { "in" };
        check(
            &format!(
                r#"{{"resourceType":"Condition","clinicalStatus":{{"coding":[{{"system":"{system}","code":"active"}}]}}}}"#
            ),
            &format!("clinical-status:{found}={clinical}"),
            &format!("clinical-status:{other}={clinical}"),
        );
    }
}

#[test]
fn truths_and_telecoms() {
    check(
        r#"{"resourceType":"Patient","active":true,"deceasedDateTime":"2020",
            "telecom":[{"system":"phone","value":"01"},{"system":"email","value":"a@b"}]}"#,
        "active=true deceased=true phone=01 email=a@b telecom=01 telecom=phone|01 death-date=2020",
        "active=false deceased=false phone=a@b email=01",
    );
    for alive in ["", r#","deceasedBoolean":false"#] {
        check(
            &format!(r#"{{"resourceType":"Patient"{alive}}}"#),
            "deceased=false",
            "deceased=true active=true",
        );
    }
}

#[test]
fn dates() {
    check(
        r#"{"resourceType":"Observation","effectiveDateTime":"2024-06-15"}"#,
        "date=2024 date=2024-06-15 date=eq2024-06 date=ne2023 date=gt2024-06-14 date=ge2024-06-15
         date=lt2024-06-16 date=le2024-06-15 date=sa2024-06-14 date=eb2024-06-16 date=ap2024-06-16
         date=ge2024&date=le2024 date=2023,2024 date=gt2024-06-15T12:00:00Z date=lt2024-06-15T12:00:00Z",
        "date=2023 date=2024-06-15T12:00:00Z date=ne2024 date=gt2024-06-15 date=gt2024 date=lt2024
         date=sa2024-06-15 date=eb2024-06-15 date=ap2023 date=ge2024-07&date=le2024",
    );
    check(
        r#"{"resourceType":"Encounter","period":{"start":"2024-06-01"}}"#,
        "date=gt2030 date=sa2024-05 date=ge2024-06 date=lt2024-07 date=ne2024",
        "date=2024 date=eb2030 date=lt2024-06-01",
    );
    check(
        r#"{"resourceType":"Encounter","period":{"end":"2024-06-01"}}"#,
        "date=lt1900 date=eb2024-06-02 date=le2024",
        "date=2024 date=sa1900",
    );
    check(
        r#"{"resourceType":"ServiceRequest","occurrenceTiming":{"event":["2024-01-02","2024-03-01"],
            "repeat":{"boundsPeriod":{"start":"2024-02-01","end":"2024-04-05"}}}}"#,
        "occurrence=2024 occurrence=ap2024-02-15 occurrence=sa2024-01-01 occurrence=eb2024-04-06",
        "occurrence=2024-01 occurrence=eb2024-04-05",
    );
    for broken in [r#""2024-13""#, r#"{}"#, "3"] {
        check(
            &format!(r#"{{"resourceType":"Observation","effectiveDateTime":{broken}}}"#),
            "date:missing=true",
            "date=ne2024",
        );
    }
}

#[test]
fn numbers_and_quantities() {
    check(
        r#"{"resourceType":"RiskAssessment","prediction":[{"probabilityDecimal":0.50},
            {"probabilityRange":{"low":{"value":80},"high":{"value":90}}}]}"#,
        "probability=0.5 probability=0.50 probability=gt85 probability=lt85 probability=sa79.9
         probability=eb90.1 probability=ap82",
        "probability=80 probability=gt90 probability=sa90",
    );
    let ucum = "http://unitsofmeasure.org";
    check(
        r#"{"resourceType":"Observation","valueQuantity":{"value":5.40,"unit":"milligrams","system":"http://unitsofmeasure.org","code":"mg"}}"#,
        &format!(
            "value-quantity=5.4 value-quantity=5.40 value-quantity=5 value-quantity=5.4||mg
             value-quantity=5.4||milligrams value-quantity=5.4|{ucum}|mg value-quantity=54e-1
             value-quantity=gt5.39 value-quantity=ge5.400 value-quantity=le5.4 value-quantity=ne6
             value-quantity=ap5 combo-value-quantity=5.4"
        ),
        &format!(
            "value-quantity=5.41 value-quantity=5.4||g value-quantity=5.4|urn:x|mg
             value-quantity=5.4|{ucum}|milligrams value-quantity=gt5.4 value-quantity=lt5.4 value-quantity=ne5
             value-quantity=ap4 component-value-quantity=5.4"
        ),
    );
    check(
        r#"{"resourceType":"Observation","valueQuantity":{"value":5,"comparator":"<"}}"#,
        "value-quantity=lt1 value-quantity=le5 value-quantity=eb5 value-quantity=gt4.9",
        "value-quantity=5 value-quantity=ge5 value-quantity=gt5 value-quantity=sa1",
    );
    check(
        r#"{"resourceType":"Observation","valueQuantity":{"value":5,"comparator":">="}}"#,
        "value-quantity=gt500 value-quantity=le5 value-quantity=sa4",
        "value-quantity=5 value-quantity=lt5 value-quantity=sa5 value-quantity=eb9",
    );
    check(
        r#"{"resourceType":"Observation","valueSampledData":{"origin":{"value":10,"code":"mV"},"factor":0.5,"dimensions":1,"data":"-4 E 2.0 U 6"}}"#,
        "value-quantity=gt12||mV value-quantity=sa7 value-quantity=eb14 value-quantity=ge13 value-quantity=le8",
        "value-quantity=gt13 value-quantity=lt8 value-quantity=gt12||V",
    );
    check(
        r#"{"resourceType":"Invoice","totalNet":{"value":48,"currency":"EUR"}}"#,
        "totalnet=48||EUR totalnet=48|urn:iso:std:iso:4217|EUR",
        "totalnet=48||USD",
    );
}

#[test]
fn references() {
    check(
        r#"{"resourceType":"Observation","subject":{"reference":"Patient/a/_history/2","identifier":{"system":"urn:i","value":"9"}},
            "performer":[{"reference":"https://x.example/Practitioner/b"},{"reference":"urn:uuid:1"},
            {"identifier":{"value":"7"}}]}"#,
        "subject=a subject=Patient/a subject:Patient=a patient=a patient=Patient/a
         subject=Patient/a/_history/2 subject:identifier=9 subject:identifier=urn:i|9
         performer=https://x.example/Practitioner/b performer=urn:uuid:1 performer:identifier=|7
         subject=b,a",
        "subject=b subject=Group/a subject:Group=a subject=Patient/a/_history/3 subject:identifier=|9
         performer=b performer=Practitioner/b performer:identifier=urn:i|7 performer=https://x.example/Practitioner
         encounter=a",
    );
    check(
        r##"{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}}"##,
        "patient:missing=false",
        "patient=p",
    );
    check(
        r#"{"resourceType":"Observation","subject":{"reference":"Group/a"}}"#,
        "subject=a patient:missing=true",
        "patient=a",
    );
    check(
        r#"{"resourceType":"CarePlan","instantiatesCanonical":["http://a.example/PlanDefinition/p|2"]}"#,
        "instantiates-canonical=http://a.example/PlanDefinition/p
         instantiates-canonical=http://a.example/PlanDefinition/p|2",
        "instantiates-canonical=http://a.example/PlanDefinition/p|3
         instantiates-canonical=http://a.example/PlanDefinition",
    );
    check(
        r#"{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Composition","id":"c"}},
            {"resource":{"resourceType":"Composition","id":"d"}}]}"#,
        "composition=c composition=Composition/c type=document",
        "composition=d",
    );
}

#[test]
fn addresses() {
    check(
        r#"{"resourceType":"ValueSet","url":"http://a.example/fhir/ValueSet/1","meta":{"profile":["http://a.example/p|1"]}}"#,
        "url=http://a.example/fhir/ValueSet/1 url:below=http://a.example/fhir/ url:below=http://a.example/fhir
         url:above=http://a.example/fhir/ValueSet/1/_history/5 _profile=http://a.example/p _profile=http://a.example/p|1",
        "url=http://a.example/fhir url:below=http://a.example/f url:above=http://a.example/fhir/ValueSet/12
         url:above=http://a.example/fhir _profile=http://a.example/p|2",
    );
}

#[test]
fn composites() {
    let resource = r#"{"resourceType":"Observation","code":{"coding":[{"code":"bp"}]},"component":[
        {"code":{"coding":[{"code":"sys"}]},"valueQuantity":{"value":120}},
        {"code":{"coding":[{"code":"dia"}]},"valueQuantity":{"value":80}},
        {"code":{"coding":[{"code":"none"}]}}]}"#;
    check(
        resource,
        "component-code-value-quantity=sys$gt100 component-code-value-quantity=dia$80
         combo-code-value-quantity=dia$lt90,x$1",
        "component-code-value-quantity=dia$gt100 component-code-value-quantity=none$1
         code-value-quantity=bp$120 component-code-value-quantity=dia$120",
    );
    check(
        r#"{"resourceType":"Observation","code":{"coding":[{"code":"a$b"}]},"effectiveDateTime":"2024","valueDateTime":"2024-01-02"}"#,
        r"code-value-date=a\$b$2024-01 code-value-date=a\$b$ge2023",
        r"code-value-date=a\$b$2023",
    );
    check(
        r#"{"resourceType":"DocumentReference","relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/1"}}]}"#,
        "relationship=replaces$DocumentReference/1 relatesto=1 relation=replaces",
        "relationship=appends$DocumentReference/1 relationship=replaces$DocumentReference/2",
    );
    check(
        r#"{"resourceType":"MolecularSequence","referenceSeq":{"chromosome":{"coding":[{"code":"1"}]}},"variant":[{"start":10,"end":20}]}"#,
        "chromosome-variant-coordinate=1$ge10$le20",
        "chromosome-variant-coordinate=2$ge10$le20 chromosome-variant-coordinate=1$gt10$le20",
    );
}

#[test]
fn extensions_give_their_value() {
    check(
        r#"{"resourceType":"Patient","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-extensions-Patient-mothersMaidenName","valueString":"Durand"}]}"#,
        "mothersMaidenName=durand",
        "mothersMaidenName=dupont",
    );
    check(
        r#"{"resourceType":"QuestionnaireResponse","item":[{"linkId":"1","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaireresponse-isSubject","valueBoolean":true}],
            "answer":[{"valueReference":{"reference":"Device/d"}}]},{"linkId":"2","answer":[{"valueReference":{"reference":"Device/e"}}]}]}"#,
        "item-subject=Device/d",
        "item-subject=Device/e",
    );
}

#[test]
fn ids_and_last_updated() {
    let resource =
        r#"{"resourceType":"Patient","id":"a","meta":{"lastUpdated":"2024-01-02T03:04:05.678Z"}}"#;
    check(
        resource,
        "_id=a _id=b,a _lastUpdated=2024-01-02 _lastUpdated=gt2023",
        "_id=b _lastUpdated=2023",
    );
    let outside = extract(&json(resource), Some(Timestamp(0)));
    assert!(query("Patient?_lastUpdated=1970-01-01").unwrap().matches(&outside));
    assert!(!query("Patient?_lastUpdated=2024").unwrap().matches(&outside));
}

#[test]
fn only_the_type_asked_for_is_found() {
    let patient = values(r#"{"resourceType":"Patient","id":"a"}"#);
    assert!(query("Patient?_id=a").unwrap().matches(&patient));
    assert!(!query("Group?_id=a").unwrap().matches(&patient));
    assert!(
        !query("Group?_id=a").unwrap().matches(&values(r#"{"resourceType":"Nothing","id":"a"}"#))
    );
}

#[test]
fn order() {
    let all: Vec<_> = [
        ("a", "2024-01-01", "5"),
        ("b", "2023", "10"),
        ("c", "", "5.0"),
        ("d", "2024-01-01", "-1"),
    ]
    .into_iter()
    .map(|(id, date, value)| {
        let date = if date.is_empty() { String::new() } else { format!(r#","effectiveDateTime":"{date}""#) };
        (id, values(&format!(r#"{{"resourceType":"Observation","id":"{id}","valueQuantity":{{"value":{value}}}{date}}}"#)))
    })
    .collect();
    let check = |text: &str, expect: &str| {
        let query = query(&format!("Observation?{text}")).unwrap();
        let found = query.select(all.iter().map(|(id, values)| (*id, values)));
        assert_eq!(found.concat(), expect, "{text}");
    };
    check("_count=2", "abcd");
    check("_sort=date", "badc");
    check("_sort=-date", "adbc");
    check("_sort=-date,value-quantity", "dabc");
    check("_sort=value-quantity", "dacb");
    check("_sort=-value-quantity,-_id", "bcad");
    check("_sort=-_id&value-quantity=5", "ca");
}

#[track_caller]
fn refuse(text: &str, code: SearchCode, index: Option<usize>) {
    let error = query(text).unwrap_err();
    assert_eq!((error.code, error.index), (code, index), "{text}: {error}");
    assert!(!error.to_string().contains("SECRET"), "{error}");
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let at = Some(1);
    refuse("Nobody?a=b", SearchCode::UnknownType, None);
    refuse("Patient?a=SECRET", SearchCode::UnknownParameter, at);
    refuse("Patient?name=a&code=SECRET", SearchCode::UnknownParameter, Some(2));
    refuse("Patient?SECRET%20=a", SearchCode::UnknownParameter, at);
    for text in [
        "Observation?subject.name=SECRET",
        "Observation?subject:Patient.name=SECRET",
        "Patient?_has:Observation:patient:code=SECRET",
        "Patient?_include=x",
        "Patient?_revinclude=x",
        "Patient?_text=SECRET",
        "Patient?_content=SECRET",
        "Patient?_filter=SECRET",
        "Patient?_summary=true",
        "Patient?age=3",
        "Location?near=1",
        "Observation?_sort=code-value-quantity",
        "Observation?_sort=_score",
        "Patient?birthOrderBoolean=true",
    ] {
        refuse(text, SearchCode::UnsupportedParameter, at);
    }
    refuse("Observation?_sort=SECRET", SearchCode::UnknownParameter, at);
    for text in [
        "Observation?code:in=SECRET",
        "Observation?code:below=x",
        "Observation?code:not-in=http://snomed.info/sct?fhir_vs",
        "Location?partof:below=x",
    ] {
        refuse(text, SearchCode::UnsupportedModifier, at);
    }
    for text in [
        "Patient?name:not=a",
        "Observation?date:exact=2024",
        "Observation?subject:Nobody=a",
        "Patient?name:=a",
    ] {
        refuse(text, SearchCode::UnknownModifier, at);
    }
    refuse("Patient?_count=1&_count=2", SearchCode::Repeated, Some(2));
    refuse("Patient?_sort=name&_sort=_id", SearchCode::Repeated, Some(2));
}

#[test]
fn values_that_cannot_be_read_are_refused() {
    for text in [
        "Patient?name=",
        "Patient?name=--",
        "Patient?name=a,,b",
        r"Patient?name=SECRET\",
        r"Patient?name=SECRET\n",
        "Patient?name:missing=maybe",
        "Observation?code=|",
        "Observation?code=SECRET|b|c",
        "Observation?code:text=!",
        "Observation?date=SECRET",
        "Observation?date=2024-13",
        "Observation?date=xx2024",
        "Observation?value-quantity=SECRET",
        "Observation?value-quantity=5|mg",
        "Observation?value-quantity=5||",
        "Observation?value-quantity=5|a|b|c",
        "RiskAssessment?probability=1.",
        "Observation?subject=a/b/SECRET",
        "Observation?subject:Patient=Patient/a",
        "Observation?subject=Patient?x",
        "Observation?code-value-quantity=a",
        "Observation?code-value-quantity=a$1$2",
        "ValueSet?url:below=urn:oid:1",
        "Patient?identifier:of-type=SECRET",
        "Patient?identifier:of-type=a|b|",
        "Patient?identifier:of-type=a|b|c|d",
        "Patient?_count=-1",
        "Patient?_count=",
        "Patient?_count=99999999999",
    ] {
        refuse(text, SearchCode::InvalidValue, Some(1));
    }
}

#[test]
fn errors_say_the_place() {
    let shown = |text| query(text).unwrap_err().to_string();
    assert_eq!(
        shown("Patient?_id=a&name:exactly=b"),
        "parameter 2 (name:exactly): this modifier does not exist for such a parameter"
    );
    assert_eq!(
        shown("Patient?é=b"),
        "parameter 1: there is no such search parameter for this resource type"
    );
    assert_eq!(shown("Nobody?a=b"), "there is no such resource type");
}
