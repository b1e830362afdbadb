//! `hygie keys`: rotating and erasing.

use anyhow::bail;
use hygie_base::RecordNo;
use hygie_record::{Erased, RecordError};
use serde_json::{Map, Value, json};

use crate::args::Keys;
use crate::commands::who;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Rotates the key ring or erases a record.
pub async fn run(session: &Session, act: Keys, console: &dyn Console) -> anyhow::Result<Exit> {
    match act {
        Keys::Rotate { json } => rotate(session, json, console).await,
        Keys::Erase { record, custodian, json } => {
            erase(session, &record, custodian.as_deref(), json, console).await
        }
    }
}

async fn rotate(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<Exit> {
    let folder = &session.folder;
    let save = |ring: &[u8]| folder.write_ring(&session.lock, ring).map_err(std::io::Error::other);
    let rotated = session.records.rotate_keys(&session.permit(), &save).await?;
    if as_json {
        let figures = json!({
            "epoch": rotated.epoch,
            "rewrapped": rotated.rewrapped,
            "destroyed": rotated.destroyed,
        });
        console.line(&figures.to_string());
    } else {
        console.line(&format!(
            "The key ring is at epoch {}: {} wrapped anew, {} destroyed. Erasures up to now are \
             final here. Copies of the old ring can still open old copies of the store: destroy \
             them, and keep a copy of the new ring elsewhere.",
            rotated.epoch,
            counted(rotated.rewrapped, "key"),
            counted(rotated.destroyed, "older epoch")
        ));
    }
    Ok(Exit::Done)
}

/// The id of the organisation that is named, or that is the name.
pub(super) async fn custodian(
    session: &Session,
    named: Option<&str>,
) -> anyhow::Result<Option<String>> {
    let Some(name) = named else { return Ok(None) };
    let known = session.organisation(Some(name)).await?;
    Ok(Some(known.unwrap_or_else(|| name.to_owned())))
}

async fn erase(
    session: &Session,
    named: &str,
    custodian: Option<&str>,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let permit = session.permit();
    let record = who::one(session, &permit, named).await?;
    let custodian = self::custodian(session, custodian).await?;
    let erased = match session.records.erase(&permit, record, custodian.as_deref()).await {
        Err(RecordError::NotFound) if custodian.is_some() => {
            bail!("that organisation keeps nothing of this record: nothing was erased")
        }
        Err(RecordError::NotFound) => bail!("this record was erased already"),
        erased => erased?,
    };
    console.line(&match as_json {
        true => Value::Object(figures(record, &erased)).to_string(),
        false => gone("Erased", record, &erased),
    });
    Ok(Exit::Done)
}

/// What went, in figures.
pub(super) fn figures(record: RecordNo, erased: &Erased) -> Map<String, Value> {
    let figures = [
        ("record", json!(record.to_string())),
        ("resources", json!(erased.resources)),
        ("keys", json!(erased.keys)),
        ("attachments", json!(erased.blobs)),
    ];
    figures.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
}

/// The same in words, by what was done to it.
pub(super) fn gone(done: &str, record: RecordNo, erased: &Erased) -> String {
    format!(
        "{done} {} and {} of record {record}; {} destroyed. Final once `hygie keys rotate` has run.",
        counted(erased.resources, "resource"),
        counted(erased.blobs, "attachment"),
        counted(erased.keys, "key")
    )
}
