//! Who asks, and a house that keeps something of one person.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_gate::acts::{Act, Appoint, Register};
use hygie_gate::rights::{Capacity, Reach};
use hygie_gate::{Asker, Gate, GateError, Role};
use hygie_record::{Permit, RecordError};
use hygie_testkit::{World, batch, put};

/// A result of a laboratory, of the person `p`.
pub fn lab(id: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}}]}}],"code":{{"text":"x"}},"subject":{{"reference":"Patient/p"}}}}"#
    )
}

/// Somebody of this role, whose id names it and the organisation.
pub fn asker(role: Role, organisation: &str) -> Asker {
    let id = format!("{}-{organisation}", role.name());
    Asker {
        name: format!("Name of {id}"),
        id,
        organisation: organisation.into(),
        organisation_name: format!("House {organisation}"),
        ..Asker::of(role, "test")
    }
}

/// What organisations keep of the person `p`, and the gate to it.
pub struct House {
    pub world: World,
    pub gate: Gate,
    pub record: RecordNo,
}

impl House {
    /// Each organisation with what it keeps, the Patient first.
    pub async fn of(world: World, kept: &[(&str, &[&str])]) -> Self {
        let gate = Gate::open(&world.records).unwrap();
        let house = Self { world, gate, record: RecordNo::REGISTRY };
        for (custodian, texts) in kept {
            house.write(custodian, texts).await;
        }
        let record = house.world.records.record_of("p").await.unwrap().unwrap();
        Self { record, ..house }
    }

    pub async fn write(&self, custodian: &str, texts: &[&str]) {
        let permit = self.gate.command_line("house");
        let changes = texts.iter().map(|text| put(text)).collect();
        self.world.records.write(&permit, batch(custodian, changes)).await.unwrap();
    }

    pub fn now(&self) -> Timestamp {
        self.world.clock.now()
    }

    /// The person whose record it is.
    pub fn person(&self) -> Asker {
        Asker { person: Some(self.record), ..asker(Role::Person, "") }
    }

    /// Who acts for them under this delegation, by an account of the same name.
    pub fn delegate(&self, id: &str) -> Asker {
        Asker {
            id: id.to_owned(),
            person: Some(self.record),
            delegation: Some(id.to_owned()),
            ..asker(Role::Delegate, "")
        }
    }

    /// The parent of a child who comes of age then, whom the desk of `a` appointed, as it
    /// registered the child with `a`.
    pub async fn parent_until(&self, majority: Timestamp) -> Asker {
        let desk = self::asker(Role::Secretary, "a");
        let appoint = Appoint {
            id: "parent".into(),
            capacity: Capacity::Parent,
            name: "Anne".into(),
            reach: Reach::Whole,
            start: None,
            end: None,
            majority: Some(majority),
        };
        self.decide(&desk, appoint).await.unwrap();
        self.decide(&desk, Register { end: None, informed: true, ..Register::default() })
            .await
            .unwrap();
        self.delegate("parent")
    }

    pub async fn decide<A: Act>(&self, asker: &Asker, act: A) -> Result<(), GateError> {
        self.gate.decide(asker, self.record, &act).await
    }

    pub async fn permit(&self, asker: &Asker) -> Permit {
        self.gate.record(asker, self.record).await.unwrap()
    }

    /// Ids of what somebody sees of the record; nothing where it is like none.
    pub async fn sees(&self, asker: &Asker) -> Vec<String> {
        self.shown(&self.permit(asker).await).await
    }

    /// The same of what a permit shows.
    pub async fn shown(&self, permit: &Permit) -> Vec<String> {
        let seen = match self.world.records.open(permit, self.record, None).await {
            Err(RecordError::NotFound) => Vec::new(),
            seen => seen.unwrap().resources,
        };
        let mut ids: Vec<_> = seen.into_iter().map(|it| it.id).collect();
        ids.sort_unstable();
        ids
    }
}
