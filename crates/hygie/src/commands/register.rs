//! `hygie register`: an organisation takes care of the persons of whom it keeps
//! something.

use anyhow::{Context as _, ensure};
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::acts;
use hygie_gate::rights::{Occasion, Party};
use serde_json::json;

use crate::args::{Register, millis};
use crate::commands::{ward, who};
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Registers persons with an organisation.
pub async fn run(
    session: &Session,
    asked: Register,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let (id, name) = session.organisation_named(asked.organisation.as_deref()).await?;
    let millis = asked.time.as_deref().and_then(millis);
    let end = millis.map(|millis| Timestamp(session.clock.now().0.saturating_add(millis)));
    let occasion = asked.occasion.as_deref().and_then(Occasion::parse);
    let ward = match &asked.ward {
        None => None,
        Some(named) => {
            let seen = ward::named(session, &id, named).await?;
            ensure!(!seen.closed, "the ward {} is closed: open it first", seen.ward.name);
            Some(seen.ward)
        }
    };
    let place = ward.as_ref().map_or_else(|| name.clone(), |ward| format!("{}, {name}", ward.name));
    let act = acts::Register { ward, occasion, start: None, end, informed: asked.informed };
    let party = Party::Organisation { id, name: name.clone() };
    let done = match asked.record {
        None => everyone(session, &party, &act, &[], console).await?,
        Some(named) => {
            let record = who::one(session, &session.permit(), &named).await?;
            session.register(record, &party, &act).await?;
            1
        }
    };
    if asked.json {
        console.line(&json!({ "organisation": party.id(), "records": done }).to_string());
    } else {
        console.line(&format!("{place} takes care of {}.", counted(done, "person")));
    }
    Ok(Exit::Done)
}

/// Registers all of whom the organisation keeps something, but for these; tells how many.
///
/// # Errors
/// What cannot be, and when the store fails; who was registered before stays so.
pub async fn everyone(
    session: &Session,
    party: &Party,
    act: &acts::Register,
    beside: &[RecordNo],
    console: &dyn Console,
) -> anyhow::Result<u64> {
    let mut records = session.records.kept_by(&session.permit(), party.id()).await?;
    records.retain(|record| !beside.contains(record));
    let whole = u64::try_from(records.len()).context("too many records")?;
    let mut done = 0;
    for record in records {
        session.register(record, party, act).await?;
        done += 1;
        console.progress(done, whole, "persons");
    }
    console.progress_end();
    Ok(done)
}
