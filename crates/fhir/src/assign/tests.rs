use std::collections::BTreeSet;

use super::{Absent, Assignment, Row, Rule, TABLE, TYPES, assign, resource_types};
use crate::definitions::{Definitions, Kind};
use crate::json::{Json, Object, parse};
use crate::limits::JsonLimits;

/// The table as a reviewer reads it: one case for each type of R4.
const CASES: &str = "
Account: subject assigns; else unassigned
ActivityDefinition: registry
AdverseEvent: subject assigns; else unassigned
AllergyIntolerance: patient assigns; else unassigned
Appointment: participant.actor assigns; else unassigned
AppointmentResponse: actor assigns; appointment leads; else unassigned
AuditEvent: entity.what assigns; else registry
Basic: subject assigns; else unassigned
Binary: securityContext assigns; else the document
BiologicallyDerivedProduct: collection.source assigns; else registry
BodyStructure: patient assigns; else unassigned
Bundle: document
CapabilityStatement: registry
CarePlan: subject assigns; else unassigned
CareTeam: subject assigns; else registry
CatalogEntry: registry
ChargeItem: subject assigns; else unassigned
ChargeItemDefinition: registry
Claim: patient assigns; else unassigned
ClaimResponse: patient assigns; else unassigned
ClinicalImpression: subject assigns; else unassigned
CodeSystem: registry
Communication: subject assigns; else unassigned
CommunicationRequest: subject assigns; else unassigned
CompartmentDefinition: registry
Composition: subject assigns; else unassigned
ConceptMap: registry
Condition: subject assigns; else unassigned
Consent: patient assigns; else unassigned
Contract: subject assigns; else registry
Coverage: beneficiary assigns; else unassigned
CoverageEligibilityRequest: patient assigns; else unassigned
CoverageEligibilityResponse: patient assigns; else unassigned
DetectedIssue: patient assigns; else unassigned
Device: patient assigns; else registry
DeviceDefinition: registry
DeviceMetric: source leads; parent leads; else registry
DeviceRequest: subject assigns; else unassigned
DeviceUseStatement: subject assigns; else unassigned
DiagnosticReport: subject assigns; else unassigned
DocumentManifest: subject assigns; else unassigned
DocumentReference: subject assigns; else unassigned
EffectEvidenceSynthesis: registry
Encounter: subject assigns; else unassigned
Endpoint: registry
EnrollmentRequest: candidate assigns; else unassigned
EnrollmentResponse: request leads; else unassigned
EpisodeOfCare: patient assigns; else unassigned
EventDefinition: registry
Evidence: registry
EvidenceVariable: registry
ExampleScenario: registry
ExplanationOfBenefit: patient assigns; else unassigned
FamilyMemberHistory: patient assigns; else unassigned
Flag: subject assigns; else unassigned
Goal: subject assigns; else unassigned
GraphDefinition: registry
Group: registry
GuidanceResponse: subject assigns; else unassigned
HealthcareService: registry
ImagingStudy: subject assigns; else unassigned
Immunization: patient assigns; else unassigned
ImmunizationEvaluation: patient assigns; else unassigned
ImmunizationRecommendation: patient assigns; else unassigned
ImplementationGuide: registry
InsurancePlan: registry
Invoice: subject assigns; account leads; else unassigned
Library: registry
Linkage: registry
List: subject assigns; else unassigned
Location: registry
Measure: registry
MeasureReport: subject assigns; else registry
Media: subject assigns; else unassigned
Medication: registry
MedicationAdministration: subject assigns; else unassigned
MedicationDispense: subject assigns; else unassigned
MedicationKnowledge: registry
MedicationRequest: subject assigns; else unassigned
MedicationStatement: subject assigns; else unassigned
MedicinalProduct: registry
MedicinalProductAuthorization: registry
MedicinalProductContraindication: registry
MedicinalProductIndication: registry
MedicinalProductIngredient: registry
MedicinalProductInteraction: registry
MedicinalProductManufactured: registry
MedicinalProductPackaged: registry
MedicinalProductPharmaceutical: registry
MedicinalProductUndesirableEffect: registry
MessageDefinition: registry
MessageHeader: else unassigned
MolecularSequence: patient assigns; specimen leads; else unassigned
NamingSystem: registry
NutritionOrder: patient assigns; else unassigned
Observation: subject assigns; else unassigned
ObservationDefinition: registry
OperationDefinition: registry
OperationOutcome: else unassigned
Organization: registry
OrganizationAffiliation: registry
Parameters: else unassigned
Patient: own record
PaymentNotice: request leads; response leads; else unassigned
PaymentReconciliation: detail.request leads; detail.response leads; else unassigned
Person: registry
PlanDefinition: registry
Practitioner: registry
PractitionerRole: registry
Procedure: subject assigns; else unassigned
Provenance: target assigns; else unassigned
Questionnaire: registry
QuestionnaireResponse: subject assigns; else unassigned
RelatedPerson: patient assigns; else unassigned
RequestGroup: subject assigns; else unassigned
ResearchDefinition: registry
ResearchElementDefinition: registry
ResearchStudy: registry
ResearchSubject: individual assigns; else unassigned
RiskAssessment: subject assigns; else unassigned
RiskEvidenceSynthesis: registry
Schedule: actor assigns; else registry
SearchParameter: registry
ServiceRequest: subject assigns; else unassigned
Slot: schedule leads; else registry
Specimen: subject assigns; parent leads; else unassigned
SpecimenDefinition: registry
StructureDefinition: registry
StructureMap: registry
Subscription: registry
Substance: registry
SubstanceNucleicAcid: registry
SubstancePolymer: registry
SubstanceProtein: registry
SubstanceReferenceInformation: registry
SubstanceSourceMaterial: registry
SubstanceSpecification: registry
SupplyDelivery: patient assigns; else registry
SupplyRequest: deliverTo assigns; else registry
Task: for assigns; else unassigned
TerminologyCapabilities: registry
TestReport: registry
TestScript: registry
ValueSet: registry
VerificationResult: target assigns; else registry
VisionPrescription: patient assigns; else unassigned
";

fn json(text: &str) -> Json {
    parse(text.as_bytes(), &JsonLimits::DEFAULT).unwrap()
}

/// A resource with one reference at a dotted path.
fn resource(kind: &str, path: &str, reference: &str) -> Json {
    let mut value = Json::Object(Object::new());
    value.as_object_mut().unwrap().set("reference", Json::string(reference));
    for name in path.rsplit('.') {
        let mut holder = Object::new();
        holder.set(name, value);
        value = Json::Object(holder);
    }
    value.as_object_mut().unwrap().set_first("resourceType", Json::string(kind));
    value
}

fn subjects(references: &[&str]) -> Assignment {
    Assignment::Subjects(references.iter().map(|text| (*text).to_owned()).collect())
}

fn follows(references: &[&str], otherwise: Absent) -> Assignment {
    let of = references.iter().map(|text| (*text).to_owned()).collect();
    Assignment::Follows { of, otherwise }
}

fn check_case(kind: &str, rules: &str) {
    let bare = json(&format!(r#"{{"resourceType":"{kind}"}}"#));
    for rule in rules.split("; ") {
        let (made, expect) = match rule.split_once(' ').unwrap_or((rule, "")) {
            ("registry", "") => (resource(kind, "subject", "Patient/p"), Assignment::Registry),
            ("own", "record") => (bare.clone(), Assignment::Patient),
            ("document", "") | ("else", "unassigned") => (bare.clone(), Assignment::Unassigned),
            ("else", "registry") => (bare.clone(), Assignment::Registry),
            ("else", "the document") => (bare.clone(), follows(&[], Absent::Unassigned)),
            (path, "assigns") => (resource(kind, path, "Patient/p"), subjects(&["Patient/p"])),
            (path, "leads") => {
                let otherwise =
                    if rules.ends_with("registry") { Absent::Registry } else { Absent::Unassigned };
                (resource(kind, path, "Device/d"), follows(&["Device/d"], otherwise))
            }
            _ => panic!("no such rule: {rule}"),
        };
        assert_eq!(assign(&made), expect, "{kind}: {rule}");
    }
}

#[test]
fn every_type_has_its_rule() {
    let mut seen = BTreeSet::new();
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let (kind, rules) = line.split_once(": ").unwrap();
        check_case(kind, rules);
        assert!(seen.insert(kind), "{kind} twice");
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), resource_types().collect::<Vec<_>>());
}

#[test]
fn the_table_is_sorted_and_gives_reasons() {
    assert_eq!(TABLE.len(), TYPES);
    assert!(TABLE.is_sorted_by(|a: &Row, b: &Row| a.kind < b.kind));
    assert!(TABLE.iter().all(|row| !row.reason.is_empty()));
}

#[track_caller]
fn check(text: &str, expect: &Assignment) {
    assert_eq!(assign(&json(text)), *expect, "{text}");
}

#[test]
fn several_subjects_keep_their_order_once_each() {
    check(
        r#"{"resourceType":"Account","subject":[{"reference":"Patient/b"},
            {"reference":"Patient/a/_history/2"},{"reference":"Patient/b"},{"reference":"Practitioner/x"}]}"#,
        &subjects(&["Patient/b", "Patient/a"]),
    );
    check(
        r#"{"resourceType":"Appointment","participant":[{"actor":{"reference":"Practitioner/1"}},
            {"actor":{"reference":"Patient/p"}},{"status":"accepted"},{"actor":{"reference":"Location/1"}}]}"#,
        &subjects(&["Patient/p"]),
    );
}

#[test]
fn actors_other_than_patients_do_not_make_an_appointment_public() {
    check(
        r#"{"resourceType":"Appointment","participant":[{"actor":{"reference":"Practitioner/1"}}]}"#,
        &Assignment::Unassigned,
    );
    check(
        r#"{"resourceType":"AppointmentResponse","actor":{"reference":"Practitioner/1"},"appointment":{"reference":"Appointment/1"}}"#,
        &follows(&["Appointment/1"], Absent::Unassigned),
    );
}

#[test]
fn subjects_that_are_not_patients() {
    for kind in ["Group", "Location", "Practitioner", "Organization"] {
        check(
            &format!(r#"{{"resourceType":"Observation","subject":{{"reference":"{kind}/1"}}}}"#),
            &Assignment::Registry,
        );
    }
    for kind in ["Device", "Specimen", "RelatedPerson", "Procedure"] {
        check(
            &format!(r#"{{"resourceType":"Media","subject":{{"reference":"{kind}/1"}}}}"#),
            &follows(&[&format!("{kind}/1")], Absent::Unassigned),
        );
    }
    check(
        r#"{"resourceType":"Observation","subject":{"reference":"https://a.example/Patient/1/_history/2"}}"#,
        &subjects(&["https://a.example/Patient/1"]),
    );
}

#[test]
fn what_refers_to_a_patient_is_never_registry_for_want_of_a_subject() {
    check(
        r#"{"resourceType":"Contract","signer":[{"party":{"reference":"Patient/p"}}]}"#,
        &Assignment::Unassigned,
    );
    check(
        r#"{"resourceType":"Flag","subject":{"reference":"Location/1"},"author":{"reference":"Patient/p"}}"#,
        &Assignment::Unassigned,
    );
    check(
        r#"{"resourceType":"DeviceMetric","source":{"reference":"Device/d"},
            "extension":[{"url":"x","valueReference":{"reference":"RelatedPerson/r"}}]}"#,
        &follows(&["Device/d"], Absent::Unassigned),
    );
}

#[test]
fn contained_subjects() {
    check(
        r##"{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}}"##,
        &Assignment::Unassigned,
    );
    check(
        r##"{"resourceType":"Observation","contained":[{"resourceType":"Device","id":"d","patient":{"reference":"Patient/p"}}],"subject":{"reference":"#d"}}"##,
        &subjects(&["Patient/p"]),
    );
    check(
        r##"{"resourceType":"Observation","contained":[{"resourceType":"Group","id":"g"}],"subject":{"reference":"#g"}}"##,
        &Assignment::Registry,
    );
    check(
        r##"{"resourceType":"Observation","subject":{"reference":"#absent"}}"##,
        &Assignment::Unassigned,
    );
    check(
        r##"{"resourceType":"Media","contained":[{"resourceType":"Specimen","id":"a","parent":[{"reference":"#b"}]},
            {"resourceType":"Specimen","id":"b","parent":[{"reference":"#a"}]}],"subject":{"reference":"#a"}}"##,
        &Assignment::Unassigned,
    );
}

#[test]
fn subjects_without_a_literal_reference() {
    check(
        r#"{"resourceType":"Observation","subject":{"type":"Patient","identifier":{"system":"urn:oid:1","value":"1"}}}"#,
        &Assignment::Unassigned,
    );
    check(
        r#"{"resourceType":"Observation","subject":{"type":"Location","identifier":{"system":"urn:oid:1","value":"1"}}}"#,
        &Assignment::Registry,
    );
    check(
        r#"{"resourceType":"Observation","subject":{"display":"someone"}}"#,
        &Assignment::Unassigned,
    );
    check(r#"{"resourceType":"Observation","subject":"x"}"#, &Assignment::Unassigned);
}

#[test]
fn unresolved_subjects_are_handed_on() {
    for text in ["urn:uuid:1", "Patient?identifier=x", "https://a.example/people/1"] {
        check(
            &format!(r#"{{"resourceType":"Condition","subject":{{"reference":"{text}"}}}}"#),
            &subjects(&[text]),
        );
    }
    check(
        r#"{"resourceType":"Observation","subject":{"reference":"urn:uuid:1","type":"Device"}}"#,
        &follows(&["urn:uuid:1"], Absent::Unassigned),
    );
}

#[test]
fn unresolved_targets_of_any_type_are_followed() {
    check(
        r#"{"resourceType":"Provenance","target":[{"reference":"urn:uuid:1"},{"reference":"urn:uuid:2"}]}"#,
        &follows(&["urn:uuid:1", "urn:uuid:2"], Absent::Unassigned),
    );
    check(
        r#"{"resourceType":"Provenance","target":[{"reference":"urn:uuid:1"},{"reference":"Patient/p"}]}"#,
        &subjects(&["Patient/p"]),
    );
    check(
        r#"{"resourceType":"PaymentNotice","request":{"reference":"https://a.example/claims/1"}}"#,
        &follows(&["https://a.example/claims/1"], Absent::Unassigned),
    );
}

#[test]
fn binaries_follow() {
    check(
        r#"{"resourceType":"Binary","securityContext":{"reference":"DocumentReference/1"}}"#,
        &follows(&["DocumentReference/1"], Absent::Unassigned),
    );
    check(
        r#"{"resourceType":"Binary","securityContext":{"reference":"Organization/1"}}"#,
        &Assignment::Registry,
    );
}

#[test]
fn documents_go_with_their_subject() {
    check(
        r#"{"resourceType":"Bundle","type":"document","entry":[
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Composition","subject":{"reference":"urn:uuid:2"}}},
            {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Patient","id":"p"}}]}"#,
        &subjects(&["Patient/p"]),
    );
    check(
        r#"{"resourceType":"Bundle","type":"document","entry":[
            {"resource":{"resourceType":"Composition","subject":{"reference":"Group/2"}}}]}"#,
        &Assignment::Registry,
    );
    check(
        r#"{"resourceType":"Bundle","type":"collection","entry":[
            {"resource":{"resourceType":"Composition","subject":{"reference":"Patient/2"}}}]}"#,
        &Assignment::Unassigned,
    );
    check(r#"{"resourceType":"Bundle","type":"document","entry":[]}"#, &Assignment::Unassigned);
}

#[test]
fn types_outside_r4_are_unassigned() {
    check(r#"{"resourceType":"Resource"}"#, &Assignment::Unassigned);
    check(r#"{"id":"x"}"#, &Assignment::Unassigned);
    check("[]", &Assignment::Unassigned);
}

#[test]
fn the_types_are_those_of_the_definitions() {
    assert!(resource_types().eq(Definitions::r4().resource_types()));
}

/// Types of the element at a dotted path.
fn types_at(kind: &str, path: &str) -> Vec<&'static str> {
    let definitions = Definitions::r4();
    let (mut kinds, mut found) = (vec![kind], Vec::new());
    for name in path.split('.') {
        let elements = kinds.iter().filter_map(|kind| definitions.type_named(kind)?.element(name));
        found = elements.flat_map(|element| &element.types).collect::<Vec<_>>();
        kinds = found.iter().map(|found| definitions.type_at(found.type_id).name).collect();
    }
    found.iter().map(|found| definitions.type_at(found.type_id).name).collect()
}

#[test]
fn every_path_is_a_reference() {
    for row in &TABLE {
        if let Rule::Person { subjects, follows, .. } = row.rule {
            for path in subjects.iter().chain(follows) {
                assert_eq!(types_at(row.kind, path), ["Reference"], "{} {path}", row.kind);
            }
        }
    }
}

/// A type that is registry whatever it says can name no Patient but where the
/// design says so, or through elements open to any resource.
#[test]
fn registry_types_cannot_name_a_patient() {
    let definitions = Definitions::r4();
    let mut found = BTreeSet::new();
    for row in TABLE.iter().filter(|row| matches!(row.rule, Rule::Registry)) {
        let mut queue = vec![row.kind];
        let mut seen = BTreeSet::new();
        while let Some(name) = queue.pop() {
            if !seen.insert(name) {
                continue;
            }
            for element in &definitions.type_named(name).unwrap().elements {
                for type_ref in &element.types {
                    if type_ref.targets.contains(&"Patient") {
                        found.insert(row.kind);
                    }
                    let target = definitions.type_at(type_ref.type_id);
                    if target.kind == Kind::Backbone {
                        queue.push(target.name);
                    }
                }
            }
        }
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Group", "Person"]);
}
