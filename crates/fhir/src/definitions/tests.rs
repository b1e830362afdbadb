use std::collections::BTreeSet;

use super::{Definitions, Kind};

#[test]
fn the_packed_file_opens_with_everything_in_it() {
    let r4 = Definitions::r4();
    assert_eq!(r4.resource_types().count(), 146);
    assert_eq!(r4.search_parameters().len(), 1400);
    assert_eq!(r4.patient_compartment().count(), 145);
    let primitives = r4.types.iter().filter(|found| matches!(found.kind, Kind::Primitive(_)));
    assert_eq!(primitives.count(), 20);
    let urls: BTreeSet<_> = r4.search_parameters().iter().map(|found| found.url).collect();
    assert_eq!(urls.len(), 1400);
}

/// Shows a JSON member as `name min..max types`.
fn check(type_name: &str, json_name: &str, expect: &str) {
    let r4 = Definitions::r4();
    let found = r4.type_named(type_name).expect(type_name).field(json_name);
    let shown = found.map(|field| {
        let (element, type_ref) = (field.element, field.type_ref);
        let max = if element.many { "*" } else { "1" };
        let ruled_by = r4.type_at(type_ref.ruled_by).name;
        let targets = type_ref.targets.join("|");
        format!("{} {}..{max} {ruled_by} {targets}", element.name, element.min)
    });
    assert_eq!(shown.as_deref().unwrap_or("none").trim(), expect, "{type_name}.{json_name}");
}

#[test]
fn members_lead_to_elements_and_types() {
    check("Patient", "id", "id 0..1 id");
    check("Patient", "name", "name 0..* HumanName");
    check("Patient", "deceasedBoolean", "deceased 0..1 boolean");
    check("Patient", "deceased", "none");
    check("Patient", "deceasedString", "none");
    check("Patient", "resourceType", "none");
    check("Patient.contact", "organization", "organization 0..1 Reference Organization");
    check("Observation", "status", "status 1..1 code");
    check("Observation", "component", "component 0..* Observation.component");
    check(
        "Observation.component",
        "referenceRange",
        "referenceRange 0..* Observation.referenceRange",
    );
    check("Questionnaire.item", "item", "item 0..* Questionnaire.item");
    check("Dosage.doseAndRate", "doseQuantity", "dose 0..1 SimpleQuantity");
    check("SimpleQuantity", "comparator", "none");
    check("Quantity", "comparator", "comparator 0..1 code");
    check("Extension", "url", "url 1..1 uri");
    check("Extension", "valueCodeableConcept", "value 0..1 CodeableConcept");
    check("Element", "id", "id 0..1 string");
    check("Bundle.entry", "resource", "resource 0..1 Resource");
    check("Narrative", "div", "div 1..1 xhtml");
}

#[test]
fn required_bindings_are_enumerated() {
    let r4 = Definitions::r4();
    let gender = r4.type_named("Patient").and_then(|found| found.element("gender"));
    let set = r4.value_set(gender.and_then(|element| element.binding).expect("bound"));
    assert_eq!(set.url, "http://hl7.org/fhir/ValueSet/administrative-gender");
    assert!(set.has_code("female") && !set.has_code("Female"));
    assert!(set.has("http://hl7.org/fhir/administrative-gender", "female"));
    assert!(!set.has("http://example.org", "female"));
    // Codes of nested concepts count.
    let status = r4.type_named("ResearchStudy").and_then(|found| found.element("status"));
    let set = r4.value_set(status.and_then(|element| element.binding).expect("bound"));
    assert!(set.has_code("approved"));
    // Media types are no list.
    let kind = r4.type_named("Attachment").and_then(|found| found.element("contentType"));
    assert_eq!(kind.expect("contentType").binding, None);
}

#[test]
fn composite_parameters_have_parts() {
    let parameters = Definitions::r4().search_parameters();
    let url = "http://hl7.org/fhir/SearchParameter/Observation-code-value-quantity";
    let found = parameters.iter().find(|found| found.url == url).expect(url);
    assert_eq!((found.kind, found.base.as_slice()), ("composite", &["Observation"][..]));
    assert_eq!(found.expression, "Observation");
    let parts: Vec<_> = found.components.iter().map(|part| part.expression).collect();
    assert_eq!(parts, ["code", "value.as(Quantity)"]);
    let composites = parameters.iter().filter(|found| found.kind == "composite");
    assert!(composites.clone().all(|found| found.components.len() > 1));
    assert_eq!(composites.count(), 46);
}

#[test]
fn every_parameter_and_compartment_names_types_that_exist() {
    let r4 = Definitions::r4();
    for parameter in r4.search_parameters() {
        for name in parameter.base.iter().chain(&parameter.target) {
            assert!(r4.type_named(name).is_some(), "{}: {name}", parameter.url);
        }
    }
    for (name, _) in r4.patient_compartment() {
        assert!(r4.resource_type(name).is_some(), "{name}");
    }
}
