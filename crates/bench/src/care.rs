//! A record with a care team: who it is of, their results, and the organisation that takes
//! care of them.

use anyhow::Context as _;
use hygie_base::RecordNo;
use hygie_gate::acts::Register;
use hygie_gate::rights::Party;
use hygie_gate::{Asker, Gate, Role};
use hygie_record::Batch;

use crate::growth::change;
use crate::service::Service;

/// Entries of a commit.
const BATCH: usize = 500;

/// A record of a person of this id, and so many results whose ids are the person's with a
/// number after it.
pub(crate) async fn fill(
    service: &Service,
    gate: &Gate,
    person: &str,
    results: usize,
) -> anyhow::Result<RecordNo> {
    let permit = gate.command_line("bench");
    let patient = format!(
        r#"{{"resourceType":"Patient","id":"{person}","birthDate":"1950-01-02","name":[{{"family":"Bench"}}]}}"#
    );
    let results = (1..=results).map(|number| {
        format!(
            r#"{{"resourceType":"Observation","id":"{person}{number}","status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"2160-0"}}]}},"subject":{{"reference":"Patient/{person}"}},"valueQuantity":{{"value":{number}}}}}"#
        )
    });
    let texts: Vec<String> = std::iter::once(patient).chain(results).collect();
    for texts in texts.chunks(BATCH) {
        let changes = texts.iter().map(|text| change(text)).collect::<anyhow::Result<_>>()?;
        let custodian = physician().organisation;
        service.records.write(&permit, Batch { changes, custodian }).await?;
    }
    let record = service.records.record_of(person).await?.context("the person has no record")?;
    let act = Register { end: None, informed: true, ..Register::default() };
    gate.register("bench", record, &Party::organisation(&physician()), &act).await?;
    Ok(record)
}

/// Who works there.
pub(crate) fn physician() -> Asker {
    Asker {
        id: "physician".into(),
        name: "Dr Bench".into(),
        organisation: "bench".into(),
        organisation_name: "Bench".into(),
        ..Asker::of(Role::Physician, "bench")
    }
}
