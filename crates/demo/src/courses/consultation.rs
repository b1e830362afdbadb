//! A visit to the general practitioner: what is told, seen and done, and the
//! note that each of the doctors makes of it in their own way.

use super::life::{Home, Life, comma};
use crate::calendar::{Day, Moment};
use crate::codes::{Illness, Lab, document, vital};
use crate::staff::{Colleague, ROCHE, SIMON, VASSEUR};
use crate::story::{By, Kind, Visit};

/// From this age on many are seen at home.
const FRAIL: i64 = 88;

/// A visit under way.
pub(super) struct Consultation {
    /// When it began.
    pub when: Moment,
    /// Who sees them.
    pub who: &'static Colleague,
    /// The visit as written.
    pub visit: Visit,
    reason: String,
    told: Vec<String>,
    seen: Vec<String>,
    done: Vec<String>,
    sample: Vec<(&'static Lab, f64)>,
    measured: bool,
    examined: bool,
}

impl Consultation {
    /// Begins one on about this day.
    pub fn open(life: &mut Life, day: Day, reason: &str) -> Self {
        Self::begun(life, day, reason, false)
    }

    /// The same for what may be done by video.
    pub fn open_follow_up(life: &mut Life, day: Day, reason: &str) -> Self {
        let remote = life.story.age(day) >= 16 && life.chance(0.05);
        Self::begun(life, day, reason, remote)
    }

    fn begun(life: &mut Life, day: Day, reason: &str, remote: bool) -> Self {
        // Now and then the other doctor of the practice stands in.
        let other = if life.doctor == &ROCHE { &VASSEUR } else { &ROCHE };
        let who = if life.chance(0.08) { other } else { life.doctor };
        let when = life.hour(day);
        let home = match life.home {
            Home::Residence => true,
            Home::Own | Home::Ime => life.story.age(day) >= FRAIL && life.chance(0.5),
        };
        let kind = if home {
            Kind::Home
        } else if remote {
            Kind::Remote
        } else {
            Kind::Consultation
        };
        let minutes = life.pick(&[15, 15, 20, 20, 25, 30]);
        let visit = life.story.visit(kind, who, when, minutes, reason);
        let measured = kind != Kind::Remote;
        let (told, seen, done, sample) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            when,
            who,
            visit,
            reason: reason.to_owned(),
            told,
            seen,
            done,
            sample,
            measured,
            examined: false,
        }
    }

    /// The day.
    pub fn day(&self) -> Day {
        self.when.day
    }

    /// By whom, when, during which visit.
    pub fn by(&self) -> By<'_> {
        By::during(self.who, self.when, &self.visit)
    }

    /// Whether anything can be measured: not by video.
    pub fn is_measured(&self) -> bool {
        self.measured
    }

    /// Whether nothing particular was told.
    pub fn is_quiet(&self) -> bool {
        self.told.is_empty()
    }

    /// Whether more was found than pressure and weight.
    pub fn is_examined(&self) -> bool {
        self.examined
    }

    /// What somebody complains of, or not.
    pub fn told(&mut self, said: impl Into<String>) {
        self.told.push(said.into());
    }

    /// What is found.
    pub fn seen(&mut self, said: impl Into<String>) {
        self.examined = true;
        self.seen.push(said.into());
    }

    /// What is decided.
    pub fn done(&mut self, said: impl Into<String>) {
        self.done.push(said.into());
    }

    /// A result of the sample that was drawn before this visit, unless it has one.
    pub fn result(&mut self, lab: &'static Lab, value: f64) {
        if !self.sample.iter().any(|(held, _)| held.loinc == lab.loinc) {
            self.sample.push((lab, value));
        }
    }

    /// A problem that is found at this visit.
    pub fn find(&self, life: &mut Life, illness: &'static Illness) {
        life.known(illness, self.day(), "");
    }

    /// Measures the pressure, for the record and the note.
    pub fn pressure(&mut self, life: &mut Life) -> (f64, f64) {
        let (systolic, diastolic) = life.pressure();
        life.story.pressure(self.by(), systolic, diastolic);
        let said = match self.who.key {
            key if key == ROCHE.key => {
                format!("TA {}/{}.", comma(systolic / 10.0, 0), comma(diastolic / 10.0, 0))
            }
            _ => format!("TA {systolic:.0}/{diastolic:.0} mmHg."),
        };
        self.seen.insert(0, said);
        (systolic, diastolic)
    }

    /// Weighs, for the record and the note.
    pub fn weight(&mut self, life: &mut Life) -> f64 {
        let weight = life.weight(self.day());
        life.story.vital(self.by(), &vital::WEIGHT, weight);
        self.seen.push(format!("Poids {} kg.", comma(weight, 0)));
        weight
    }

    /// Ends it: writes the results of the sample and the note.
    pub fn close(mut self, life: &mut Life) {
        if !self.sample.is_empty() {
            let first = life.story.person.born.plus(1);
            let day = self.day().plus(-life.between(2, 9)).max(first);
            let moment = life.hour(day).day.at(life.between(7, 9), life.between(0, 59));
            let sample = std::mem::take(&mut self.sample);
            let by = By::alone(&SIMON, moment);
            if let [(lab, value)] = sample.as_slice() {
                life.story.result(by, lab, *value);
            } else {
                life.story.panel(by, "Bilan biologique", &sample, "");
            }
        }
        let text = self.note(life);
        life.story.note(self.by(), &document::CONSULTATION, "", &text);
    }

    fn note(&self, life: &mut Life) -> String {
        let (told, seen, done) = (self.told.join(" "), self.seen.join(" "), self.done.join(" "));
        let line = |name: &str, said: &str| {
            if said.is_empty() { String::new() } else { format!("{name} : {said}\n") }
        };
        let terse = self.who.key == ROCHE.key;
        match (terse, life.between(0, 3)) {
            (true, 0..=2) => spaced(&[&told, &seen, &done]),
            (true, _) => spaced(&[&format!("{}.", self.reason), &told, &seen]) + "\nCAT : " + &done,
            (false, 0 | 1) => {
                line("Motif", &format!("{}.", self.reason))
                    + &line("Interrogatoire", &told)
                    + &line("Examen", &seen)
                    + &line("Conduite à tenir", &done)
            }
            (false, 2) => {
                format!("{}. {told}\n", self.reason)
                    + &line("Clinique", &seen)
                    + &line("CAT", &done)
            }
            (false, _) => line("S", &told) + &line("O", &seen) + &line("P", &done),
        }
        .trim_end()
        .to_owned()
    }
}

fn spaced(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
