//! What somebody has, had, cannot stand, was given and underwent.

use serde_json::json;

use super::{By, Story, concept, set, status};
use crate::calendar::{Day, Moment};
use crate::codes::{ATC, Act, Allergen, CCAM, CIM10, Illness, Vaccine};
use crate::staff::Colleague;

impl Story {
    /// A problem since a day, and until one if it is over; tells its id.
    pub fn problem(
        &mut self,
        who: &'static Colleague,
        illness: &Illness,
        since: Day,
        until: Option<Day>,
    ) -> String {
        self.problem_noted(who, illness, since, until, "")
    }

    /// The same with a remark.
    pub fn problem_noted(
        &mut self,
        who: &'static Colleague,
        illness: &Illness,
        since: Day,
        until: Option<Day>,
        note: &str,
    ) -> String {
        let mut condition = self.about("Condition", "subject");
        let clinical = if until.is_some() { "resolved" } else { "active" };
        set(&mut condition, "clinicalStatus", status("condition-clinical", clinical));
        set(&mut condition, "verificationStatus", status("condition-ver-status", "confirmed"));
        set(&mut condition, "category", json!([status("condition-category", "problem-list-item")]));
        set(&mut condition, "code", concept(CIM10, illness.cim10, illness.name));
        set(&mut condition, "onsetDateTime", json!(since.iso()));
        if let Some(until) = until {
            set(&mut condition, "abatementDateTime", json!(until.iso()));
        }
        set(&mut condition, "recordedDate", json!(since.iso()));
        set(&mut condition, "recorder", who.reference());
        if !note.is_empty() {
            set(&mut condition, "note", json!([{"text": note}]));
        }
        self.write(who.house, condition)
    }

    /// An allergy with its reaction; `severity` is `mild`, `moderate` or `severe`.
    pub fn allergy(
        &mut self,
        who: &'static Colleague,
        allergen: &Allergen,
        since: Day,
        (reaction, severity): (&str, &str),
    ) {
        let mut allergy = self.about("AllergyIntolerance", "patient");
        set(&mut allergy, "clinicalStatus", status("allergyintolerance-clinical", "active"));
        let verified = status("allergyintolerance-verification", "confirmed");
        set(&mut allergy, "verificationStatus", verified);
        set(&mut allergy, "category", json!([allergen.category]));
        let criticality = if severity == "severe" { "high" } else { "low" };
        set(&mut allergy, "criticality", json!(criticality));
        let code = match allergen.atc {
            Some(atc) => concept(ATC, atc, allergen.name),
            None => json!({"text": allergen.name}),
        };
        set(&mut allergy, "code", code);
        set(&mut allergy, "onsetDateTime", json!(since.iso()));
        set(&mut allergy, "recordedDate", json!(since.iso()));
        set(&mut allergy, "recorder", who.reference());
        let reaction = json!([{"manifestation": [{"text": reaction}], "severity": severity}]);
        set(&mut allergy, "reaction", reaction);
        self.write(who.house, allergy);
    }

    /// That somebody asked and there is no allergy known (SNOMED CT's code of the
    /// International Patient Summary would need a licence; HL7's own does not).
    pub fn no_allergy(&mut self, who: &'static Colleague, day: Day) {
        let mut allergy = self.about("AllergyIntolerance", "patient");
        set(&mut allergy, "clinicalStatus", status("allergyintolerance-clinical", "active"));
        let verified = status("allergyintolerance-verification", "confirmed");
        set(&mut allergy, "verificationStatus", verified);
        let system = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";
        set(&mut allergy, "code", concept(system, "no-known-allergies", "Aucune allergie connue"));
        set(&mut allergy, "recordedDate", json!(day.iso()));
        set(&mut allergy, "recorder", who.reference());
        set(&mut allergy, "asserter", who.reference());
        self.write(who.house, allergy);
    }

    /// A vaccination; `dose` counts from 1.
    pub fn vaccine(&mut self, who: &'static Colleague, vaccine: &Vaccine, day: Day, dose: i64) {
        let mut immunization = self.about("Immunization", "patient");
        set(&mut immunization, "status", json!("completed"));
        set(&mut immunization, "vaccineCode", concept(ATC, vaccine.atc, vaccine.name));
        set(&mut immunization, "occurrenceDateTime", json!(day.iso()));
        set(&mut immunization, "recorded", json!(day.iso()));
        let (letters, digits) = (self.draw.between(0, 25), self.draw.between(1000, 9999));
        let letter = u8::try_from(letters).map_or('A', |letter| char::from(b'A' + letter));
        set(&mut immunization, "lotNumber", json!(format!("{letter}{digits}")));
        set(&mut immunization, "performer", json!([{"actor": who.reference()}]));
        let target = json!([{"text": vaccine.valences}]);
        let protocol = json!([{"targetDisease": target, "doseNumberPositiveInt": dose}]);
        set(&mut immunization, "protocolApplied", protocol);
        self.write(who.house, immunization);
    }

    /// An act that was done; tells its id.
    pub fn act(&mut self, by: By<'_>, act: &Act, outcome: &str) -> String {
        let mut procedure = self.about("Procedure", "subject");
        set(&mut procedure, "status", json!("completed"));
        let code = match act.ccam {
            Some(code) => concept(CCAM, code, act.name),
            None => json!({"text": act.name}),
        };
        set(&mut procedure, "code", code);
        if let Some(visit) = by.visit() {
            set(&mut procedure, "encounter", visit.reference());
        }
        set(&mut procedure, "performedDateTime", json!(by.when.iso()));
        set(&mut procedure, "performer", json!([{"actor": by.who.reference()}]));
        if !outcome.is_empty() {
            set(&mut procedure, "note", json!([{"text": outcome}]));
        }
        self.write(by.who.house, procedure)
    }

    /// Something that whoever opens the record must know.
    pub fn alert(&mut self, who: &'static Colleague, since: Moment, said: &str) {
        let mut flag = self.about("Flag", "subject");
        set(&mut flag, "status", json!("active"));
        set(&mut flag, "category", json!([status("flag-category", "clinical")]));
        set(&mut flag, "code", json!({"text": said}));
        set(&mut flag, "period", json!({"start": since.iso()}));
        set(&mut flag, "author", who.reference());
        self.write(who.house, flag);
    }
}
