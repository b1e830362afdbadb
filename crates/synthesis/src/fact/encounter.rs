//! Encounters and appointments: what sort, why, where, with whom.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use super::link::display;
use crate::code::{concept_text, text_of};
use crate::text::{list, text};

/// What is particular to an encounter or an appointment.
#[derive(Zeroize, Default)]
pub struct Encounter {
    /// HL7 `v3-ActCode` of its class: `AMB`, `EMER`, `IMP`; empty when not given.
    pub class: Box<str>,
    /// Why, in the source's words.
    pub reason: Option<Box<str>>,
    /// Diagnoses as the encounter names them.
    pub diagnoses: Box<[Box<str>]>,
    /// Where.
    pub place: Option<Box<str>>,
    /// The organisation that keeps it.
    pub organisation: Option<Box<str>>,
    /// The department or specialty.
    pub service: Option<Box<str>>,
}

impl Encounter {
    pub(super) fn read(resource: &Json) -> Self {
        let named = |list_name, inner: &'static str| {
            list(resource, list_name).iter().filter_map(move |one| display(one.get(inner)?))
        };
        let place = named("location", "location").next();
        let reasons = list(resource, "reasonReference").iter();
        Self {
            class: resource.get("class").and_then(|one| text(one, "code")).unwrap_or_default(),
            reason: text_of(resource, "reasonCode")
                .or_else(|| reasons.filter_map(display).next())
                .or_else(|| text(resource, "description")),
            diagnoses: named("diagnosis", "condition").collect(),
            place,
            organisation: resource.get("serviceProvider").and_then(display),
            service: text_of(resource, "serviceType").or_else(|| text_of(resource, "specialty")),
        }
    }
}

/// What an encounter is called: its type, else its service, else its class.
pub(super) fn title(resource: &Json) -> Option<Box<str>> {
    let class = resource.get("class");
    text_of(resource, "type")
        .or_else(|| text_of(resource, "serviceType"))
        .or_else(|| class.and_then(|one| text(one, "display")))
        .or_else(|| class.and_then(concept_text))
        .or_else(|| class.and_then(|one| text(one, "code")))
}
