//! From a resource to a fact.

use hygie_fhir::json::Json;

use super::allergy::{Allergy, substance};
use super::encounter::{self, Encounter};
use super::link::{Links, Role, display};
use super::medication::Medication;
use super::other::{Document, Problem, Remark, Vaccination, is_inline_text, period};
use super::result::Measure;
use super::{Fact, Link, Particulars};
use crate::code::{Concept, TitleFrom, concept_text, has_code, text_of};
use crate::kind::Kind;
use crate::limits::AUTHORS;
use crate::moment::{Moment, When};
use crate::standing::{Certainty, is_modified, standing, status};
use crate::synthesis::analytes;
use crate::text::{list, text};

pub(super) fn read(resource: &Json) -> Option<Fact> {
    let resource_type = resource.resource_type()?;
    let kind = kind(resource_type, resource)?;
    let modifier_unknown = is_modified(resource);
    let Concept { title, from, codes } = concept(kind, resource_type, resource);
    let particulars = particulars(kind, resource, &codes);
    Some(Fact {
        kind,
        standing: standing(resource_type, resource, modifier_unknown),
        certainty: Certainty::read(resource),
        modifier_unknown,
        title_from: from,
        title,
        codes,
        when: when(resource_type, resource),
        recorded: recorded(resource),
        status: status(resource_type, resource).map(crate::text::kept).unwrap_or_default(),
        links: links(resource),
        authors: authors(resource),
        particulars,
    })
}

fn kind(resource_type: &str, resource: &Json) -> Option<Kind> {
    match resource_type {
        "Observation" if has_code(resource, "category", &["vital-signs"]) => Some(Kind::Vital),
        "Observation" => {
            let measured = has_code(resource, "category", &["laboratory", "imaging", "procedure"]);
            let told = has_code(
                resource,
                "category",
                &["social-history", "survey", "exam", "activity", "therapy"],
            );
            let bodily = !measured && !told && is_bodily(resource);
            Some(match (told && !measured, bodily) {
                (true, _) => Kind::Finding,
                (_, true) => Kind::Vital,
                _ => Kind::Result,
            })
        }
        "DocumentReference" => {
            let mut attachments =
                list(resource, "content").iter().filter_map(|one| one.get("attachment"));
            Some(if attachments.next().is_some_and(is_inline_text) {
                Kind::Note
            } else {
                Kind::Document
            })
        }
        other => Kind::of_type(other).iter().next(),
    }
}

/// Whether an observation without a category is a measurement of the body.
fn is_bodily(resource: &Json) -> bool {
    let codings = resource.get("code").map_or([].as_slice(), |code| list(code, "coding"));
    let loinc = codings.iter().filter(|one| one.str("system") == Some("http://loinc.org"));
    let mut known = loinc.filter_map(|one| analytes::of(one.str("code")?));
    known.any(|(_, analyte)| analyte.vital)
}

/// What names the fact: the concept that each type keeps for it.
fn concept(kind: Kind, resource_type: &str, resource: &Json) -> Concept {
    match kind {
        Kind::Medication | Kind::Administration | Kind::Dispense => medication(resource),
        Kind::Vaccination => Concept::of(resource, "vaccineCode"),
        Kind::Product => product(resource),
        Kind::Encounter => {
            let concept = Concept::of(resource, "type");
            titled(concept, encounter::title(resource))
        }
        Kind::Allergy => titled(Concept::of(resource, "code"), substance(resource)),
        Kind::Document | Kind::Note => {
            let own = ["title", "description"].into_iter().find_map(|name| text(resource, name));
            let concept = Concept::of(resource, "type");
            let concept = titled(concept, text_of(resource, "category"));
            titled(concept, own)
        }
        Kind::Appointment => {
            let own = text(resource, "description");
            let reason = text_of(resource, "reasonCode").or_else(|| text_of(resource, "specialty"));
            let concept = Concept::of(resource, "serviceType");
            titled(titled(concept, text_of(resource, "appointmentType")), own.or(reason))
        }
        Kind::Goal => Concept::of(resource, "description"),
        Kind::Plan => {
            let own = text(resource, "title").or_else(|| plan(resource));
            titled(Concept::default(), own.or_else(|| text(resource, "description")))
        }
        Kind::Device => {
            let names = list(resource, "deviceName").iter().find_map(|one| text(one, "name"));
            let used = resource.get("device").and_then(display);
            titled(Concept::of(resource, "type"), names.or(used))
        }
        Kind::FamilyHistory => {
            let conditions = list(resource, "condition").iter();
            let named = conditions.filter_map(|one| text_of(one, "code")).collect::<Vec<_>>();
            let named = (!named.is_empty()).then(|| crate::text::kept(&named.join(", ")));
            titled(Concept::default(), named.or_else(|| text_of(resource, "relationship")))
        }
        Kind::Answers => titled(Concept::default(), canonical(resource)),
        Kind::CareTeam => titled(Concept::of(resource, "category"), text(resource, "name")),
        _ => fallback(resource_type, resource),
    }
}

fn fallback(resource_type: &str, resource: &Json) -> Concept {
    let concept = Concept::of(resource, "code");
    let other = match resource_type {
        "ImagingStudy" => text(resource, "description")
            .or_else(|| text_of(resource, "procedureCode"))
            .or_else(|| list(resource, "series").iter().find_map(|one| text(one, "description"))),
        "Communication" => text_of(resource, "topic").or_else(|| text_of(resource, "category")),
        "SupplyDelivery" => {
            resource.get("suppliedItem").and_then(|one| text_of(one, "itemCodeableConcept"))
        }
        "AdverseEvent" => text_of(resource, "event"),
        "NutritionOrder" => diet(resource),
        "RiskAssessment" => {
            list(resource, "prediction").iter().find_map(|one| text_of(one, "outcome"))
        }
        "DetectedIssue" => text(resource, "detail"),
        "EpisodeOfCare" => text_of(resource, "type"),
        "DeviceRequest" => text_of(resource, "codeCodeableConcept"),
        _ => text_of(resource, "type")
            .or_else(|| text(resource, "description"))
            .or_else(|| text(resource, "summary")),
    };
    titled(concept, other)
}

/// The concept with another text where it has none of its own.
fn titled(mut concept: Concept, other: Option<Box<str>>) -> Concept {
    if matches!(concept.from, TitleFrom::Nothing | TitleFrom::Code)
        && let Some(other) = other
    {
        concept.title = other;
        concept.from = TitleFrom::Text;
    }
    concept
}

/// The medicinal product: coded, by the reference's display, or contained.
fn medication(resource: &Json) -> Concept {
    if resource.get("medicationCodeableConcept").is_some() {
        return Concept::of(resource, "medicationCodeableConcept");
    }
    let Some(reference) = resource.get("medicationReference") else {
        return Concept::default();
    };
    let local = reference.str("reference").and_then(|to| to.strip_prefix('#'));
    let contained =
        local.and_then(|id| list(resource, "contained").iter().find(|one| one.id() == Some(id)));
    titled(contained.map(product).unwrap_or_default(), display(reference))
}

/// A product by its code, else by what it is made of.
fn product(medication: &Json) -> Concept {
    let parts = list(medication, "ingredient").iter();
    let parts: Vec<_> = parts
        .filter_map(|one| {
            text_of(one, "itemCodeableConcept").or_else(|| display(one.get("itemReference")?))
        })
        .collect();
    let made_of = (!parts.is_empty()).then(|| crate::text::kept(&parts.join(" / ")));
    titled(Concept::of(medication, "code"), made_of)
}

/// The categories of a plan, without the one that every plan has.
fn plan(resource: &Json) -> Option<Box<str>> {
    let own =
        |one: &&Json| !list(one, "coding").iter().any(|one| one.str("code") == Some("assess-plan"));
    let activities = || list(resource, "activity").iter();
    list(resource, "category")
        .iter()
        .filter(own)
        .find_map(concept_text)
        .or_else(|| list(resource, "addresses").iter().find_map(display))
        .or_else(|| activities().find_map(|one| text_of(one.get("detail")?, "code")))
        .or_else(|| activities().find_map(|one| text(one.get("detail")?, "description")))
        .or_else(|| activities().find_map(|one| display(one.get("reference")?)))
}

/// What a nutrition order is for: a diet, a supplement, a formula.
fn diet(resource: &Json) -> Option<Box<str>> {
    let forms =
        [("oralDiet", "type"), ("supplement", "type"), ("enteralFormula", "baseFormulaType")];
    forms.iter().find_map(|(form, name)| match resource.get(form)? {
        Json::Array(several) => several.iter().find_map(|one| text_of(one, name)),
        one => text_of(one, name),
    })
}

fn canonical(resource: &Json) -> Option<Box<str>> {
    let shown = resource.get("_questionnaire").map_or([].as_slice(), |one| list(one, "extension"));
    let shown = shown.iter().find_map(|one| text(one, "valueString"));
    shown.or_else(|| {
        let name = resource.str("questionnaire")?.rsplit('/').next()?;
        Some(crate::text::kept(name))
    })
}

fn particulars(kind: Kind, resource: &Json, codes: &[crate::code::Code]) -> Particulars {
    match kind {
        Kind::Allergy => Particulars::Allergy(Box::new(Allergy::read(resource, codes))),
        Kind::Problem => Particulars::Problem(Box::new(Problem::read(resource))),
        Kind::Medication | Kind::Administration | Kind::Dispense => {
            Particulars::Medication(Box::new(Medication::read(resource)))
        }
        Kind::Vaccination => Particulars::Vaccination(Box::new(Vaccination::read(resource))),
        Kind::Result | Kind::Vital | Kind::Finding => {
            Particulars::Measure(Box::new(Measure::read(resource)))
        }
        Kind::Encounter | Kind::Appointment => {
            Particulars::Encounter(Box::new(Encounter::read(resource)))
        }
        Kind::Document | Kind::Note | Kind::Report
            if resource.resource_type() != Some("Communication") =>
        {
            Particulars::Document(Box::new(Document::read(resource)))
        }
        Kind::Product => Particulars::None,
        _ => Particulars::Remark(Box::new(Remark::read(resource))),
    }
}

/// When it was or is, by the elements that each type keeps for it.
fn when(resource_type: &str, resource: &Json) -> When {
    let at = |name: &str| resource.str(name).and_then(Moment::parse);
    let span = |name: &str| resource.get(name).map(period).filter(|when| when.key().is_some());
    let one = |name: &str| When { start: at(name), end: None };
    match resource_type {
        "Condition" | "AllergyIntolerance" => {
            let onset = span("onsetPeriod").unwrap_or_else(|| one("onsetDateTime"));
            let abated =
                span("abatementPeriod").and_then(When::key).or_else(|| at("abatementDateTime"));
            When { start: onset.start, end: abated.or(onset.end) }
        }
        "MedicationRequest" | "ServiceRequest" | "DeviceRequest" => one("authoredOn"),
        "NutritionOrder" => one("dateTime"),
        "VisionPrescription" => one("dateWritten"),
        "Encounter" | "CarePlan" | "CareTeam" | "Flag" | "EpisodeOfCare" => {
            span("period").unwrap_or_default()
        }
        "Appointment" => When { start: at("start"), end: at("end") },
        "Goal" => When { start: at("startDate"), end: None },
        "DocumentReference" => {
            let covered = resource.get("context").and_then(|one| one.get("period")).map(period);
            let covered = covered.and_then(When::key);
            When { start: covered.or_else(|| at("date")), end: None }
        }
        "ImagingStudy" => one("started"),
        "Communication" => When { start: at("sent").or_else(|| at("received")), end: None },
        "QuestionnaireResponse" => one("authored"),
        "MedicationDispense" => {
            When { start: at("whenHandedOver").or_else(|| at("whenPrepared")), end: None }
        }
        "DetectedIssue" => span("identifiedPeriod").unwrap_or_else(|| one("identifiedDateTime")),
        "Device" => When::default(),
        _ => first_time(resource),
    }
}

fn first_time(resource: &Json) -> When {
    for name in
        ["effectivePeriod", "performedPeriod", "occurrencePeriod", "createdPeriod", "timingPeriod"]
    {
        if let Some(when) = resource.get(name).map(period).filter(|when| when.key().is_some()) {
            return when;
        }
    }
    let names = [
        "effectiveDateTime",
        "effectiveInstant",
        "performedDateTime",
        "occurrenceDateTime",
        "createdDateTime",
        "timingDateTime",
        "date",
    ];
    let start = names.iter().find_map(|name| Moment::parse(resource.str(name)?));
    When { start, end: None }
}

fn recorded(resource: &Json) -> Option<Moment> {
    let names =
        ["recordedDate", "issued", "recorded", "dateAsserted", "date", "created", "statusDate"];
    names.iter().find_map(|name| Moment::parse(resource.str(name)?))
}

fn links(resource: &Json) -> Box<[Link]> {
    let mut links = Links::default();
    links.add(Role::Encounter, resource, "encounter");
    if let Some(context) = resource.get("context") {
        // The encounter of a document and of what was given or handed out.
        links.add(Role::Encounter, context, "encounter");
        if context.str("reference").is_some_and(|to| to.contains("Encounter/")) {
            links.add(Role::Encounter, resource, "context");
        }
    }
    links.add(Role::Medication, resource, "medicationReference");
    links.add(Role::Reason, resource, "reasonReference");
    links.add_within(Role::Reason, resource, "diagnosis", "condition");
    links.add(Role::BasedOn, resource, "basedOn");
    links.add(Role::Member, resource, "result");
    links.add(Role::Member, resource, "hasMember");
    links.add_within(Role::Replaces, resource, "relatesTo", "target");
    links.add(Role::Replaces, resource, "priorPrescription");
    links.add(Role::Other, resource, "partOf");
    links.add(Role::Other, resource, "addresses");
    links.done()
}

/// Who says so: every element of R4 that names an author or a performer.
fn authors(resource: &Json) -> Box<[Box<str>]> {
    let mut names: Vec<Box<str>> = Vec::new();
    let mut add = |reference: &Json| {
        let name = display(reference).or_else(|| reference.get("actor").and_then(display));
        let name = name.or_else(|| reference.get("individual").and_then(display));
        if let Some(name) = name
            && names.len() < AUTHORS
            && !names.contains(&name)
        {
            names.push(name);
        }
    };
    for name in
        ["asserter", "recorder", "author", "requester", "informationSource", "performer", "sender"]
    {
        match resource.get(name) {
            Some(Json::Array(several)) => several.iter().for_each(&mut add),
            Some(one) => add(one),
            None => {}
        }
    }
    if resource.resource_type() == Some("Encounter")
        || resource.resource_type() == Some("Appointment")
    {
        list(resource, "participant").iter().for_each(&mut add);
    }
    names.into()
}
