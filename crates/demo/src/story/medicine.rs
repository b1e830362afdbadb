//! Medicines that were prescribed.

use serde_json::{Value, json};

use super::{By, Story, set};
use crate::calendar::Day;
use crate::codes::{ATC, Drug};

/// System of CIS codes (ANSM, Base de données publique des médicaments).
const CIS: &str = "https://base-donnees-publique.medicaments.gouv.fr";
/// System of UCD codes (Club inter-pharmaceutique).
const UCD: &str = "http://phast.fr/fhir/CodeSystem/UCD";

impl Story {
    /// A prescription of today's or a past treatment; it goes on without an end.
    /// The dosage is what the physician wrote, the reason why.
    pub fn medicine(
        &mut self,
        by: By<'_>,
        drug: &Drug,
        dosage: &str,
        until: Option<Day>,
        reason: &str,
    ) -> String {
        let over = until.is_some_and(|until| until < self.today);
        self.order(by, drug, dosage, until, reason, if over { "completed" } else { "active" }, "")
    }

    /// A treatment that was stopped on a day, and why.
    pub fn stopped_medicine(
        &mut self,
        by: By<'_>,
        drug: &Drug,
        dosage: &str,
        (until, why): (Day, &str),
        reason: &str,
    ) -> String {
        self.order(by, drug, dosage, Some(until), reason, "stopped", why)
    }

    #[expect(clippy::too_many_arguments, reason = "one prescription line, written in one place")]
    fn order(
        &mut self,
        by: By<'_>,
        drug: &Drug,
        dosage: &str,
        until: Option<Day>,
        reason: &str,
        state: &str,
        why: &str,
    ) -> String {
        let mut order = self.about("MedicationRequest", "subject");
        set(&mut order, "status", json!(state));
        if !why.is_empty() {
            set(&mut order, "statusReason", json!({"text": why}));
        }
        set(&mut order, "intent", json!("order"));
        set(&mut order, "medicationCodeableConcept", medication(drug));
        if let Some(visit) = by.visit() {
            set(&mut order, "encounter", visit.reference());
        }
        set(&mut order, "authoredOn", json!(by.when.iso()));
        set(&mut order, "requester", by.who.reference());
        if !reason.is_empty() {
            set(&mut order, "reasonCode", json!([{"text": reason}]));
        }
        let mut bounds = json!({"start": by.when.day.iso()});
        if let (Some(until), Some(bounds)) = (until, bounds.as_object_mut()) {
            bounds.insert("end".to_owned(), json!(until.max(by.when.day).iso()));
        }
        let dosage = json!([{
            "text": dosage,
            "timing": {"repeat": {"boundsPeriod": bounds}},
            "asNeededBoolean": dosage.contains("si besoin") || dosage.contains("si douleur"),
            "route": {"text": drug.route.name()},
        }]);
        set(&mut order, "dosageInstruction", dosage);
        self.write(by.who.house, order)
    }
}

fn medication(drug: &Drug) -> Value {
    let mut codings = vec![json!({"system": ATC, "code": drug.atc, "display": drug.substance})];
    let more = [(CIS, drug.cis), (UCD, drug.ucd)];
    codings.extend(more.into_iter().filter_map(|(system, code)| {
        Some(json!({"system": system, "code": code?, "display": drug.name}))
    }));
    json!({"coding": codings, "text": drug.name})
}
