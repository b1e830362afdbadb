//! Encounters and appointments.

use serde_json::{Value, json};

use super::{By, Story, set, status};
use crate::calendar::{Day, Moment};
use crate::codes::document::CONSULTATION;
use crate::houses::{House, Ward};
use crate::staff::Colleague;

/// How long an ordinary consultation takes.
const CONSULTATION_MINUTES: i64 = 20;

/// What sort of visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// At a practice.
    Consultation,
    /// At the outpatients' department of a hospital.
    Outpatient,
    /// At the person's home.
    Home,
    /// By video.
    Remote,
    /// At the emergency room.
    Emergency,
    /// A stay in a ward.
    Stay,
    /// Living in a residence or attending an establishment.
    Accompaniment,
}

impl Kind {
    /// Class (HL7 `v3-ActCode`) and what it is called.
    const fn class(self) -> (&'static str, &'static str) {
        match self {
            Self::Consultation => ("AMB", "Consultation"),
            Self::Outpatient => ("AMB", "Consultation externe"),
            Self::Home => ("HH", "Visite à domicile"),
            Self::Remote => ("VR", "Téléconsultation"),
            Self::Emergency => ("EMER", "Passage aux urgences"),
            Self::Stay => ("IMP", "Hospitalisation"),
            Self::Accompaniment => ("IMP", "Séjour en établissement médico-social"),
        }
    }
}

/// A visit that was written.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Id of the Encounter.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who keeps it.
    pub house: &'static House,
    kind: Kind,
}

impl Visit {
    /// Whether it is living in a residence or attending an establishment.
    pub fn is_accompaniment(&self) -> bool {
        self.kind == Kind::Accompaniment
    }

    /// Whether it is a stay in a ward.
    pub fn is_stay(&self) -> bool {
        self.kind == Kind::Stay
    }

    /// A reference to it.
    pub fn reference(&self) -> Value {
        json!({"reference": format!("Encounter/{}", self.id), "display": self.name})
    }
}

impl Story {
    /// A visit of so many minutes to somebody, for a reason.
    pub fn visit(
        &mut self,
        kind: Kind,
        who: &'static Colleague,
        when: Moment,
        minutes: i64,
        reason: &str,
    ) -> Visit {
        self.encounter(kind, who, who.ward, (when, Some(when.plus(minutes))), reason)
    }

    /// A stay in a ward; it goes on without an end.
    pub fn stay(
        &mut self,
        kind: Kind,
        ward: &'static Ward,
        who: &'static Colleague,
        (from, to): (Moment, Option<Moment>),
        reason: &str,
    ) -> Visit {
        self.encounter(kind, who, Some(ward), (from, to), reason)
    }

    fn encounter(
        &mut self,
        kind: Kind,
        who: &'static Colleague,
        ward: Option<&'static Ward>,
        (from, to): (Moment, Option<Moment>),
        reason: &str,
    ) -> Visit {
        let (class, name) = kind.class();
        let house = ward.map_or(who.house, |ward| ward.house);
        let mut encounter = self.about("Encounter", "subject");
        set(&mut encounter, "status", json!(if to.is_some() { "finished" } else { "in-progress" }));
        let system = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
        set(&mut encounter, "class", json!({"system": system, "code": class, "display": name}));
        set(&mut encounter, "type", json!([{"text": name}]));
        let participant = json!([{"type": [status("v3-ParticipationType", "PPRF")], "individual": who.reference()}]);
        set(&mut encounter, "participant", participant);
        let mut period = json!({"start": from.iso()});
        if let (Some(to), Some(period)) = (to, period.as_object_mut()) {
            period.insert("end".to_owned(), json!(to.iso()));
        }
        set(&mut encounter, "period", period);
        set(&mut encounter, "reasonCode", json!([{"text": reason}]));
        if let Some(ward) = ward {
            set(&mut encounter, "location", json!([{"location": ward.reference()}]));
        }
        set(&mut encounter, "serviceProvider", house.reference());
        let id = self.write(house, encounter);
        Visit { id, name: name.to_owned(), house, kind }
    }

    /// An appointment to come, or one of the past when `status` says so
    /// (`booked`, `fulfilled`, `noshow`, `cancelled`).
    pub fn appointment(
        &mut self,
        who: &'static Colleague,
        when: Moment,
        minutes: i64,
        status: &str,
        reason: &str,
    ) {
        let participant = |actor: Value| json!({"actor": actor, "status": "accepted"});
        let mut participants =
            vec![participant(self.person.reference()), participant(who.reference())];
        participants.extend(who.ward.map(|ward| participant(ward.reference())));
        let appointment = json!({
            "resourceType": "Appointment",
            "status": status,
            "description": reason,
            "start": when.iso(),
            "end": when.plus(minutes).iso(),
            "created": when.day.plus(-21).min(self.today).at(9, 30).iso(),
            "participant": participants,
        });
        self.put(who.house, appointment);
    }

    /// A working hour on this day or the next working one; on the last day one
    /// that is over when the story is told, at noon.
    pub fn hour(&mut self, day: Day) -> Moment {
        let day = day.working();
        let last = if day == self.today { 10 } else { 17 };
        let (hour, quarter) = (self.draw.between(8, last), self.draw.between(0, 3));
        day.at(hour, quarter * 15)
    }

    /// A working hour so many days before today, never after it.
    pub fn ago(&mut self, days: i64) -> Moment {
        let day = self.today.plus(-days);
        let late = day.working() > self.today;
        self.hour(if late { day.plus(4 - day.weekday()) } else { day })
    }

    /// A visit to somebody for a reason, and the note they wrote about it.
    pub fn seen(
        &mut self,
        kind: Kind,
        who: &'static Colleague,
        when: Moment,
        reason: &str,
        note: &str,
    ) -> Visit {
        let visit = self.visit(kind, who, when, CONSULTATION_MINUTES, reason);
        self.note(By::during(who, when, &visit), &CONSULTATION, reason, note);
        visit
    }
}
