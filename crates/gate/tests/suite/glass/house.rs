//! Two houses that keep something of one person.

use hygie_base::RecordNo;
use hygie_gate::acts::{BreakGlass, InEmergencies, ReviewGlass};
use hygie_gate::limits::GLASS_HOURS;
use hygie_gate::rights::{Emergencies, Found, Rights};
use hygie_gate::{Asker, GateError, Refusal, Role, Tells};
use hygie_record::{CellChange, RecordError};
use hygie_testkit::{World, patient};

use crate::help::{House, asker, lab};

pub const HOURS: i64 = GLASS_HOURS * 3_600_000;

pub fn act() -> BreakGlass {
    BreakGlass { reason: "found unconscious".into(), unable: true, risk: true }
}

/// Nobody is told.
pub struct Quiet;

impl Tells for Quiet {
    async fn cells(&self, _: RecordNo, _: &Rights) -> Result<Vec<CellChange>, RecordError> {
        Ok(Vec::new())
    }
}

/// Two organisations keep something of one person; `c` keeps nothing.
pub async fn a_house() -> House {
    a_house_on(World::new()).await
}

/// The same in this world.
pub async fn a_house_on(world: World) -> House {
    let (patient, a1, b1) = (patient("p", "Doe"), lab("a1"), lab("b1"));
    House::of(world, &[("a", &[&patient, &a1]), ("b", &[&b1])]).await
}

impl House {
    pub async fn breaks(&self, asker: &Asker) -> Result<(), GateError> {
        let may = self.gate.may_break_glass(asker, self.record).await;
        let done = self.gate.break_glass(asker, self.record, &act(), &Quiet).await;
        assert_eq!(may.is_ok(), done.is_ok(), "the form is shown to who may send it");
        done
    }

    pub async fn wants(&self, emergencies: Emergencies) {
        self.decide(&self.person(), InEmergencies(emergencies)).await.unwrap();
    }

    pub async fn rights(&self) -> Rights {
        self.gate.rights(&self.person(), self.record).await.unwrap()
    }
}

pub fn refused(result: Result<(), GateError>) -> Refusal {
    match result {
        Err(GateError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub fn rule(result: Result<(), GateError>) -> &'static str {
    match refused(result) {
        Refusal::Policy(reason) => reason.id,
        other => other.sentence(),
    }
}

pub fn officer() -> Asker {
    asker(Role::PrivacyOfficer, "")
}

pub fn review(number: u32) -> ReviewGlass {
    ReviewGlass { number, found: Found::NotJustified, words: "no risk was at hand".into() }
}
