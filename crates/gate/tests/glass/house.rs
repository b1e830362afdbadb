//! Two houses that keep something of one person.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_gate::acts::{Act, BreakGlass, InEmergencies, ReviewGlass};
use hygie_gate::limits::GLASS_HOURS;
use hygie_gate::rights::{Emergencies, Found, Rights};
use hygie_gate::{Asker, Gate, GateError, Refusal, Role, Scopes, Tells};
use hygie_record::{CellChange, Permit, RecordError};
use hygie_testkit::{World, batch, patient, put};

pub const HOURS: i64 = GLASS_HOURS * 3_600_000;
pub const LAB: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

pub fn lab(id: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"system":"{LAB}","code":"laboratory"}}]}}],"code":{{"text":"x"}},"subject":{{"reference":"Patient/p"}}}}"#
    )
}

pub fn asker(role: Role, organisation: &str) -> Asker {
    let id = format!("{}-{organisation}", role.name());
    Asker {
        name: format!("Name of {id}"),
        id,
        role,
        organisation: organisation.into(),
        organisation_name: format!("House {organisation}"),
        person: None,
        delegation: None,
        scopes: Scopes::default(),
        from: "test".into(),
    }
}

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
pub struct House {
    pub world: World,
    pub gate: Gate,
    pub record: RecordNo,
}

impl House {
    pub async fn new() -> Self {
        Self::on(World::new()).await
    }

    pub async fn on(world: World) -> Self {
        let gate = Gate::open(&world.records).unwrap();
        let permit = gate.command_line("house");
        for (custodian, texts) in
            [("a", vec![patient("p", "Doe"), lab("a1")]), ("b", vec![lab("b1")])]
        {
            let changes = texts.iter().map(|text| put(text)).collect();
            world.records.write(&permit, batch(custodian, changes)).await.unwrap();
        }
        let record = world.records.record_of("p").await.unwrap().unwrap();
        Self { world, gate, record }
    }

    pub fn now(&self) -> Timestamp {
        self.world.clock.now()
    }

    pub fn person(&self) -> Asker {
        Asker { person: Some(self.record), ..asker(Role::Person, "") }
    }

    pub async fn decide<A: Act>(&self, asker: &Asker, act: A) -> Result<(), GateError> {
        self.gate.decide(asker, self.record, &act).await
    }

    pub async fn breaks(&self, asker: &Asker) -> Result<(), GateError> {
        let may = self.gate.may_break_glass(asker, self.record).await;
        let done = self.gate.break_glass(asker, self.record, &act(), &Quiet).await;
        assert_eq!(may.is_ok(), done.is_ok(), "the form is shown to who may send it");
        done
    }

    pub async fn permit(&self, asker: &Asker) -> Permit {
        self.gate.record(asker, self.record).await.unwrap()
    }

    /// Ids of what somebody sees of the record; nothing where it is like none.
    pub async fn sees(&self, asker: &Asker) -> Vec<String> {
        self.shown(&self.permit(asker).await).await
    }

    pub async fn shown(&self, permit: &Permit) -> Vec<String> {
        let seen = match self.world.records.open(permit, self.record, None).await {
            Err(RecordError::NotFound) => Vec::new(),
            seen => seen.unwrap().resources,
        };
        let mut ids: Vec<_> = seen.into_iter().map(|it| it.id).collect();
        ids.sort_unstable();
        ids
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
