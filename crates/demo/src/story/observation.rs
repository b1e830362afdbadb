//! Measurements, results and the reports that hold them together.

use serde_json::{Value, json};

use super::{By, Members, Story, concept, number, set, status};
use crate::codes::{LOINC, Lab, UCUM, Vital, lab, vital};
use crate::houses::LABORATORY;

impl Story {
    /// A vital sign.
    pub fn vital(&mut self, by: By<'_>, sign: &Vital, value: f64) -> String {
        let mut observation = self.observation(by, "vital-signs", sign.loinc, sign.name);
        set(
            &mut observation,
            "valueQuantity",
            quantity(value, sign.decimals, sign.unit, sign.shown),
        );
        self.write(by.who.house, observation)
    }

    /// A blood pressure in mmHg.
    pub fn pressure(&mut self, by: By<'_>, systolic: f64, diastolic: f64) -> String {
        let panel = &vital::BLOOD_PRESSURE;
        let mut observation = self.observation(by, "vital-signs", panel.loinc, panel.name);
        let part = |sign: &Vital, value| {
            json!({
                "code": concept(LOINC, sign.loinc, sign.name),
                "valueQuantity": quantity(value, sign.decimals, sign.unit, sign.shown),
            })
        };
        let parts = [part(&vital::SYSTOLIC, systolic), part(&vital::DIASTOLIC, diastolic)];
        set(&mut observation, "component", json!(parts));
        self.write(by.who.house, observation)
    }

    /// A result in numbers, from the laboratory, with the range it is held against.
    pub fn result(&mut self, by: By<'_>, lab: &Lab, value: f64) -> String {
        let mut observation = self.observation(by, "laboratory", lab.loinc, lab.name);
        set(&mut observation, "valueQuantity", quantity(value, lab.decimals, lab.unit, lab.shown));
        if lab.low.is_some() || lab.high.is_some() {
            let mut range = Members::new();
            for (name, bound) in [("low", lab.low), ("high", lab.high)] {
                if let Some(bound) = bound {
                    set(&mut range, name, quantity(bound, lab.decimals, lab.unit, lab.shown));
                }
            }
            set(&mut observation, "referenceRange", json!([range]));
            if let Some(flag) = flag(lab, value) {
                let flag = status("v3-ObservationInterpretation", flag);
                set(&mut observation, "interpretation", json!([flag]));
            }
        }
        self.write(LABORATORY.house, observation)
    }

    /// A result in words, kept by whoever read it.
    pub fn finding(&mut self, by: By<'_>, lab: &Lab, said: &str) -> String {
        let mut observation = self.observation(by, "laboratory", lab.loinc, lab.name);
        set(&mut observation, "valueString", json!(said));
        self.write(by.who.house, observation)
    }

    /// A sample's results, held together by a report.
    pub fn panel(&mut self, by: By<'_>, title: &str, results: &[(&Lab, f64)], conclusion: &str) {
        let ids: Vec<String> =
            results.iter().map(|(lab, value)| self.result(by, lab, *value)).collect();
        self.report(by, title, &ids, conclusion);
    }

    /// A report that holds results together; an empty conclusion is none.
    pub fn report(&mut self, by: By<'_>, title: &str, results: &[String], conclusion: &str) {
        let mut report = self.about("DiagnosticReport", "subject");
        set(&mut report, "status", json!("final"));
        set(&mut report, "category", json!([status("v2-0074", "LAB")]));
        let code = json!({
            "coding": [{"system": LOINC, "code": "11502-2", "display": "CR d’examens biologiques"}],
            "text": title,
        });
        set(&mut report, "code", code);
        if let Some(visit) = by.visit() {
            set(&mut report, "encounter", visit.reference());
        }
        set(&mut report, "effectiveDateTime", json!(by.when.iso()));
        set(&mut report, "issued", json!(by.when.plus(150).iso()));
        set(&mut report, "performer", json!([by.who.reference()]));
        let results: Vec<Value> =
            results.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
        set(&mut report, "result", json!(results));
        if !conclusion.is_empty() {
            set(&mut report, "conclusion", json!(conclusion));
        }
        self.write(LABORATORY.house, report);
    }

    /// Takes back a result that was written in error; it stays, marked, with the reason.
    pub fn withdrawn(&mut self, id: &str, why: &str) {
        let found = self
            .entries
            .iter_mut()
            .find(|entry| entry.resource.get("id").is_some_and(|one| one == id));
        if let Some(members) = found.and_then(|entry| entry.resource.as_object_mut()) {
            members.insert("status".to_owned(), json!("entered-in-error"));
            members.insert("note".to_owned(), json!([{"text": why}]));
        }
    }

    /// Says of the last entry that the person measured it alone, at home.
    pub fn self_measured(&mut self) {
        let person = self.person.reference();
        if let Some(members) = self.entries.last_mut().and_then(|e| e.resource.as_object_mut()) {
            members.insert("performer".to_owned(), json!([person]));
        }
    }

    fn observation(&self, by: By<'_>, category: &str, loinc: &str, name: &str) -> Members {
        let mut observation = self.about("Observation", "subject");
        set(&mut observation, "status", json!("final"));
        set(&mut observation, "category", json!([status("observation-category", category)]));
        set(&mut observation, "code", concept(LOINC, loinc, name));
        if let Some(visit) = by.visit() {
            set(&mut observation, "encounter", visit.reference());
        }
        set(&mut observation, "effectiveDateTime", json!(by.when.iso()));
        set(&mut observation, "performer", json!([by.who.reference()]));
        observation
    }
}

/// `H`, `L`, or `HH`, `LL` where the value lies far outside.
fn flag(lab: &Lab, value: f64) -> Option<&'static str> {
    let round = |value: f64| format!("{value:.*}", lab.decimals).parse::<f64>().unwrap_or(value);
    let value = round(value);
    // No fraction of a range says what is dangerous; potassium and haemoglobin do.
    let far = |low: f64, high: f64| value < low || value > high;
    let critical = match lab.loinc {
        code if code == lab::POTASSIUM.loinc => far(2.8, 6.2),
        code if code == lab::HB_F.loinc => far(7.0, 20.0),
        code if code == lab::SODIUM.loinc => far(120.0, 160.0),
        _ => false,
    };
    match (lab.low, lab.high) {
        (Some(low), _) if value < low => Some(if critical { "LL" } else { "L" }),
        (_, Some(high)) if value > high => Some(if critical { "HH" } else { "H" }),
        _ => None,
    }
}

fn quantity(value: f64, decimals: usize, unit: &str, shown: &str) -> Value {
    let mut quantity = json!({"value": number(value, decimals), "system": UCUM, "code": unit});
    // A pH and an INR have no unit to print.
    if let (false, Some(members)) = (shown.is_empty(), quantity.as_object_mut()) {
        members.insert("unit".to_owned(), json!(shown));
    }
    quantity
}
