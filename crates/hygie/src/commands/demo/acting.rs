//! Who acts for somebody in a demonstration: appointed by the desk, as anywhere.

use anyhow::Context as _;
use hygie_base::{RecordNo, uuid};
use hygie_demo::houses::NETWORK;
use hygie_demo::people;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_gate::acts::Appoint;
use hygie_gate::rights::{Capacity, Reach};
use hygie_gate::{Asker, Role};

use super::cast::Member;
use crate::session::Session;

/// The record of the person for whom a member acts, and the id by which they do; they are
/// appointed the first time. `None` for who acts for nobody.
pub(super) async fn delegation(
    session: &Session,
    member: &Member,
) -> anyhow::Result<Option<(RecordNo, String)>> {
    let Some((key, capacity)) = member.acts_for else { return Ok(None) };
    let record = session.records.record_of(&people::id_of(key)).await?;
    let record = record.with_context(|| format!("{key} has no record"))?;
    // Whoever was here before keeps what they hold, or laid down.
    if let Some(seen) = session.accounts.show(&session.permit(), &member.login).await? {
        let held = seen.activities.into_iter().find_map(|one| one.person.zip(one.delegation));
        return Ok(Some(held.unwrap_or_else(|| (record, uuid(&*session.rng)))));
    }
    let act = Appoint {
        id: uuid(&*session.rng),
        capacity,
        name: member.name.clone(),
        reach: Reach::Whole,
        start: None,
        end: None,
        majority: match capacity {
            Capacity::Parent => majority(session, record).await?,
            _ => None,
        },
    };
    session.gate.decide(&desk(), record, &act).await?;
    Ok(Some((record, act.id)))
}

/// When the person comes of age.
async fn majority(
    session: &Session,
    record: RecordNo,
) -> anyhow::Result<Option<hygie_base::Timestamp>> {
    Ok(born(session, record).await?.as_deref().and_then(hygie_web::of_age))
}

/// When the person of a record was born, as FHIR writes it.
pub(super) async fn born(session: &Session, record: RecordNo) -> anyhow::Result<Option<String>> {
    let view = session.records.view(&session.permit(), record, "demonstration").await?;
    let patient = view.patient().and_then(|text| parse(text, &JsonLimits::default()).ok());
    Ok(patient.and_then(|patient| patient.get("birthDate")?.as_str().map(str::to_owned)))
}

/// Who receives persons for the group.
fn desk() -> Asker {
    Asker {
        id: "demonstration".to_owned(),
        name: "Accueil".to_owned(),
        organisation: NETWORK.id(),
        organisation_name: NETWORK.name.to_owned(),
        ..Asker::of(Role::Secretary, "command line")
    }
}
