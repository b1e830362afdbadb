//! How a resource may be shown. A status is never guessed: what is absent or
//! unknown reads as unknown.
//!
//! Source: the status elements of each resource type of FHIR R4 and their value
//! sets, among them "modifier elements", which change what a resource means
//! (<https://hl7.org/fhir/R4/conformance-rules.html#isModifier>).

use hygie_fhir::json::Json;
use zeroize::DefaultIsZeroes;

use crate::code::{first_code, has_code};
use crate::text::trimmed;

/// How a resource may be shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Standing {
    /// Holds now: an active problem, an order in force, a stay under way.
    Current,
    /// Paused.
    OnHold,
    /// Held once and is over.
    Past,
    /// Happened.
    Done,
    /// Is to come.
    Planned,
    /// Its source does not say, or says that it does not know.
    #[default]
    Unknown,
    /// Replaced by a later one.
    Superseded,
    /// Said not to be so.
    Refuted,
    /// Did not happen.
    NotDone,
    /// Cancelled, revoked, or broken off before its end.
    Cancelled,
    /// An order not to do it.
    Prohibited,
    /// A proposal, not an order.
    Proposal,
    /// Not finished by its author.
    Draft,
    /// Carries a modifier that is not known here and may turn its meaning.
    Uninterpretable,
    /// Should never have been written. Only in history.
    EnteredInError,
}

impl DefaultIsZeroes for Standing {}

impl Standing {
    /// Whether the synthesis may state it.
    pub const fn is_fact(self) -> bool {
        matches!(
            self,
            Self::Current | Self::OnHold | Self::Past | Self::Done | Self::Planned | Self::Unknown
        )
    }

    /// Whether it may be a point of a plot or a value of the synthesis.
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Done)
    }

    /// Whether the timeline may show it, with its standing in words.
    pub const fn in_timeline(self) -> bool {
        !matches!(self, Self::EnteredInError)
    }

    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::OnHold => "on-hold",
            Self::Past => "past",
            Self::Done => "done",
            Self::Planned => "planned",
            Self::Unknown => "unknown",
            Self::Superseded => "superseded",
            Self::Refuted => "refuted",
            Self::NotDone => "not-done",
            Self::Cancelled => "cancelled",
            Self::Prohibited => "prohibited",
            Self::Proposal => "proposal",
            Self::Draft => "draft",
            Self::Uninterpretable => "uninterpretable",
            Self::EnteredInError => "entered-in-error",
        }
    }
}

/// How sure its author is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Certainty {
    /// Confirmed, or final.
    Confirmed,
    /// The source does not say.
    #[default]
    Unstated,
    /// Unconfirmed.
    Unconfirmed,
    /// Provisional.
    Provisional,
    /// One of several possibilities.
    Differential,
    /// A preliminary report.
    Preliminary,
}

impl DefaultIsZeroes for Certainty {}

impl Certainty {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Unstated => "unstated",
            Self::Unconfirmed => "unconfirmed",
            Self::Provisional => "provisional",
            Self::Differential => "differential",
            Self::Preliminary => "preliminary",
        }
    }

    pub(crate) fn read(resource: &Json) -> Self {
        match first_code(resource, "verificationStatus") {
            Some("confirmed") => Self::Confirmed,
            Some("unconfirmed") => Self::Unconfirmed,
            Some("provisional") => Self::Provisional,
            Some("differential") => Self::Differential,
            _ => match resource.str("docStatus").or_else(|| resource.str("status")) {
                Some("preliminary" | "partial") => Self::Preliminary,
                Some("final" | "amended" | "corrected" | "appended") => Self::Confirmed,
                _ => Self::Unstated,
            },
        }
    }
}

/// The raw status of a resource, as its source writes it.
pub(crate) fn status<'a>(resource_type: &str, resource: &'a Json) -> Option<&'a str> {
    match resource_type {
        "AllergyIntolerance" | "Condition" => first_code(resource, "clinicalStatus"),
        "Goal" => trimmed(resource.str("lifecycleStatus")),
        _ => trimmed(resource.str("status")),
    }
}

/// The standing of a resource. `modified` says that it carries a modifier that
/// is not known here.
pub(crate) fn standing(resource_type: &str, resource: &Json, modified: bool) -> Standing {
    if in_error(resource) {
        return Standing::EnteredInError;
    }
    if modified {
        return Standing::Uninterpretable;
    }
    if has_code(resource, "verificationStatus", &["refuted"]) {
        return Standing::Refuted;
    }
    // Any value but an explicit `false` is taken for a prohibition.
    if !matches!(resource.get("doNotPerform"), None | Some(Json::Bool(false))) {
        return Standing::Prohibited;
    }
    let status = status(resource_type, resource);
    match resource_type {
        "AllergyIntolerance" | "Condition" => clinical(status, resource),
        "MedicationRequest" | "ServiceRequest" | "DeviceRequest" | "NutritionOrder"
        | "CarePlan" => request(resource_type, status, resource),
        "VisionPrescription"
        | "Flag"
        | "Device"
        | "DeviceUseStatement"
        | "CareTeam"
        | "EpisodeOfCare"
        | "Goal"
        | "MedicationStatement"
        | "Medication" => lasting(status),
        "AdverseEvent" => match resource.str("actuality") {
            Some("actual") => Standing::Done,
            _ => Standing::Unknown,
        },
        _ => event(resource_type, status),
    }
}

fn in_error(resource: &Json) -> bool {
    let wrong = |name| resource.str(name) == Some("entered-in-error");
    wrong("status")
        || wrong("docStatus")
        || wrong("lifecycleStatus")
        || has_code(resource, "verificationStatus", &["entered-in-error"])
        || has_code(resource, "clinicalStatus", &["entered-in-error"])
}

fn clinical(status: Option<&str>, resource: &Json) -> Standing {
    match status {
        Some("active" | "recurrence" | "relapse") => Standing::Current,
        Some("inactive" | "remission" | "resolved") => Standing::Past,
        None if abated(resource) => Standing::Past,
        _ => Standing::Unknown,
    }
}

/// Whether a condition says that it ended: R4 invariant con-4 makes that at odds
/// with an active one.
fn abated(resource: &Json) -> bool {
    let object = resource.as_object();
    object.is_some_and(|object| object.iter().any(|(name, _)| name.starts_with("abatement")))
}

fn request(resource_type: &str, status: Option<&str>, resource: &Json) -> Standing {
    let ordered = match resource.str("intent") {
        // Every care plan is a plan; `plan` there is its normal intent.
        Some("plan") if resource_type == "CarePlan" => true,
        Some("proposal" | "plan" | "option") => return Standing::Proposal,
        Some(intent) => ORDERS.contains(&intent),
        None => false,
    };
    match lasting(status) {
        Standing::Current | Standing::OnHold | Standing::Planned if !ordered => Standing::Unknown,
        standing => standing,
    }
}

/// Intents that are orders (`medicationrequest-intent`, `request-intent`).
const ORDERS: &[&str] =
    &["order", "directive", "original-order", "reflex-order", "filler-order", "instance-order"];

fn lasting(status: Option<&str>) -> Standing {
    match status {
        Some("active" | "accepted") => Standing::Current,
        Some("on-hold" | "onhold" | "suspended") => Standing::OnHold,
        Some("completed" | "stopped" | "inactive" | "finished") => Standing::Past,
        Some("planned" | "intended" | "waitlist") => Standing::Planned,
        Some("proposed") => Standing::Proposal,
        Some("draft") => Standing::Draft,
        Some("not-taken") => Standing::NotDone,
        Some("cancelled" | "revoked" | "rejected") => Standing::Cancelled,
        _ => Standing::Unknown,
    }
}

fn event(resource_type: &str, status: Option<&str>) -> Standing {
    match (resource_type, status.unwrap_or_default()) {
        ("DocumentReference", "current") => return Standing::Done,
        ("DocumentReference", "superseded") => return Standing::Superseded,
        ("QuestionnaireResponse", "in-progress") => return Standing::Draft,
        ("MedicationDispense", "in-progress") => return Standing::Planned,
        _ => {}
    }
    match status.unwrap_or_default() {
        "completed" | "fulfilled" | "finished" | "available" | "final" | "amended"
        | "corrected" | "appended" | "preliminary" | "partial" => Standing::Done,
        "in-progress" | "arrived" | "checked-in" | "triaged" | "onleave" => Standing::Current,
        "planned" | "booked" | "pending" | "waitlist" | "preparation" => Standing::Planned,
        "proposed" => Standing::Proposal,
        "on-hold" => Standing::OnHold,
        "registered" | "draft" => Standing::Draft,
        "not-done" | "noshow" | "declined" => Standing::NotDone,
        "cancelled" | "stopped" | "aborted" | "abandoned" | "revoked" => Standing::Cancelled,
        _ => Standing::Unknown,
    }
}

/// Whether a resource carries a modifier that is not known here, anywhere
/// within, or rules that change how it must be read. None is known so far.
pub(crate) fn is_modified(resource: &Json) -> bool {
    resource.get("implicitRules").is_some() || carries_modifier(resource)
}

fn carries_modifier(json: &Json) -> bool {
    match json {
        Json::Object(object) => object.iter().any(|(name, value)| match value {
            Json::Object(_) | Json::Array(_) => {
                name == "modifierExtension" || carries_modifier(value)
            }
            _ => false,
        }),
        Json::Array(items) => items.iter().any(carries_modifier),
        _ => false,
    }
}
