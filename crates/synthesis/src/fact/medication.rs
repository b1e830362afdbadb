//! Medications: what is taken, how, why, until when.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use super::link::display;
use super::quantity::Quantity;
use crate::code::{concept_text, first_code, text_of};
use crate::limits::DOSAGES;
use crate::moment::Moment;
use crate::text::{kept, list, text};

/// What is particular to a medication.
#[derive(Zeroize, Default)]
pub struct Medication {
    /// How it is taken; several are alternatives or steps, as in the source.
    pub dosages: Box<[Dosage]>,
    /// Why, in the source's words.
    pub reason: Option<Box<str>>,
    /// When the order or its treatment ends, as its source says.
    pub ends: Option<Moment>,
    /// Why it was stopped or put on hold.
    pub status_reason: Option<Box<str>>,
    /// Whether its author reports what somebody else said.
    pub reported: bool,
    /// The author's comment.
    pub note: Option<Box<str>>,
}

/// How a medication is taken (FHIR `Dosage`).
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Dosage {
    /// The author's words; when there are any they speak for the rest.
    pub text: Option<Box<str>>,
    /// How much at a time.
    pub dose: Dose,
    /// How often and when.
    pub timing: Timing,
    /// Whether only when needed.
    pub as_needed: bool,
    /// What for, when only when needed.
    pub needed_for: Option<Box<str>>,
    /// By which way.
    pub route: Option<Box<str>>,
    /// At what rate.
    pub rate: Option<Quantity>,
}

/// How much at a time: one amount, or from and to.
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Dose {
    /// The amount, or the least.
    pub low: Option<Quantity>,
    /// The most.
    pub high: Option<Quantity>,
}

/// How often and when (FHIR `Timing`).
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Timing {
    /// Times a period.
    pub frequency: Option<Box<str>>,
    /// At most so many times a period.
    pub frequency_max: Option<Box<str>>,
    /// Length of the period.
    pub period: Option<Box<str>>,
    /// `s`, `min`, `h`, `d`, `wk`, `mo` or `a`; empty when not given.
    pub period_unit: Box<str>,
    /// Codes of moments of the day, HL7 `v3-TimingEvent` and FHIR
    /// `event-timing`: `MORN`, `AC`, `HS`.
    pub moments: Box<[Box<str>]>,
    /// Clock times, `08:00:00`.
    pub times: Box<[Box<str>]>,
    /// Days of the week, `mon`.
    pub days: Box<[Box<str>]>,
    /// The timing in words or as a code: `BID`.
    pub code: Option<Box<str>>,
    /// First day.
    pub starts: Option<Moment>,
    /// Last day.
    pub ends: Option<Moment>,
}

impl Dosage {
    /// Whether it says nothing about how much and how often.
    pub fn is_empty(&self) -> bool {
        let Self { text, dose, timing, as_needed: _, needed_for: _, route: _, rate } = self;
        text.is_none() && *dose == Dose::default() && *timing == Timing::default() && rate.is_none()
    }
}

impl Dosage {
    /// All that it says, to tell dosages apart.
    pub(crate) fn signature(&self) -> String {
        let Self { text, dose, timing, as_needed, needed_for, route, rate } = self;
        let Timing {
            frequency,
            frequency_max,
            period,
            period_unit,
            moments,
            times,
            days,
            code,
            starts,
            ends,
        } = timing;
        let amounts = [&dose.low, &dose.high, rate];
        let amounts = amounts.map(|one| one.as_ref().map(|one| (&*one.value, one.unit_key())));
        let texts = [text, needed_for, route, frequency, frequency_max, period, code];
        let texts = texts.map(|one| one.as_deref().unwrap_or_default());
        format!(
            "{texts:?} {amounts:?} {period_unit} {as_needed} {moments:?} {times:?} {days:?} {starts:?} {ends:?}"
        )
    }
}

impl Medication {
    pub(super) fn read(resource: &Json) -> Self {
        let dosages = ["dosageInstruction", "dosage"].map(|name| resource.get(name));
        let dosages: Box<[Dosage]> = match dosages.into_iter().flatten().next() {
            Some(Json::Array(several)) => several.iter().take(DOSAGES).map(dosage).collect(),
            Some(one @ Json::Object(_)) => Box::new([administered(one)]),
            _ => Box::default(),
        };
        let validity = resource.get("dispenseRequest").and_then(|one| one.get("validityPeriod"));
        let valid = validity.and_then(|period| Moment::parse(period.str("end")?));
        // An open-ended step means that the treatment goes on.
        let ends: Option<Vec<Moment>> = dosages.iter().map(|one| one.timing.ends).collect();
        let reasons = list(resource, "reasonReference");
        Self {
            reason: text_of(resource, "reasonCode").or_else(|| reasons.iter().find_map(display)),
            ends: ends.and_then(|ends| ends.into_iter().max()).or(valid),
            status_reason: text_of(resource, "statusReason"),
            reported: match resource.get("reportedBoolean") {
                Some(reported) => *reported == Json::Bool(true),
                None => resource.get("reportedReference").is_some(),
            },
            note: list(resource, "note").iter().find_map(|note| text(note, "text")),
            dosages,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.dosages)
    }
}

fn dosage(json: &Json) -> Dosage {
    let amounts = list(json, "doseAndRate").first();
    let dose = amounts.map(|one| dose(one, "doseQuantity", "doseRange")).unwrap_or_default();
    let rate = amounts.and_then(|one| Quantity::read(one.get("rateQuantity")?));
    Dosage {
        text: text(json, "text").or_else(|| text(json, "patientInstruction")),
        dose,
        timing: json.get("timing").map(timing).unwrap_or_default(),
        as_needed: json.get("asNeededBoolean") == Some(&Json::Bool(true))
            || json.get("asNeededCodeableConcept").is_some(),
        needed_for: text_of(json, "asNeededCodeableConcept"),
        route: text_of(json, "route"),
        rate,
    }
}

/// The dosage of a MedicationAdministration has another form.
fn administered(json: &Json) -> Dosage {
    Dosage {
        text: text(json, "text"),
        dose: dose(json, "dose", ""),
        route: text_of(json, "route"),
        rate: json.get("rateQuantity").and_then(Quantity::read),
        ..Dosage::default()
    }
}

fn dose(json: &Json, one: &str, range: &str) -> Dose {
    if let Some(quantity) = json.get(one).and_then(Quantity::read) {
        return Dose { low: Some(quantity), high: None };
    }
    let end = |name| Quantity::read(json.get(range)?.get(name)?);
    Dose { low: end("low"), high: end("high") }
}

fn timing(json: &Json) -> Timing {
    let none = Json::Null;
    let repeat = json.get("repeat").unwrap_or(&none);
    let digits = |name| match repeat.get(name) {
        Some(Json::Number(digits)) => Some(digits.clone()),
        _ => None,
    };
    let words = |name| list(repeat, name).iter().filter_map(Json::as_str).map(kept).collect();
    let bounds = |name| Moment::parse(repeat.get("boundsPeriod")?.str(name)?);
    let code = json.get("code");
    Timing {
        frequency: digits("frequency"),
        frequency_max: digits("frequencyMax"),
        period: digits("period"),
        period_unit: text(repeat, "periodUnit").unwrap_or_default(),
        moments: words("when"),
        times: words("timeOfDay"),
        days: words("dayOfWeek"),
        code: first_code(json, "code").map(kept).or_else(|| code.and_then(concept_text)),
        starts: bounds("start"),
        ends: bounds("end"),
    }
}
