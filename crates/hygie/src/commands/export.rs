//! `hygie export`: one record out as a transaction.

use std::path::Path;

use anyhow::bail;
use hygie_exchange::ExchangeError;
use hygie_record::RecordError;
use serde_json::json;

use crate::commands::who;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Writes one record to a file that only its owner can read; a relative one
/// lies `from` here.
pub async fn run(
    session: &Session,
    named: &str,
    out: &Path,
    from: &Path,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let permit = session.permit();
    let record = who::one(session, &permit, named).await?;
    let exported = match hygie_exchange::export(&session.records, &permit, record).await {
        Err(ExchangeError::Record(RecordError::NotFound)) => bail!("this record was erased"),
        exported => exported?,
    };
    hygie_folder::durable_write(&from.join(out), &exported.text)?;
    if as_json {
        let figures = json!({
            "record": record.to_string(),
            "resources": exported.resources,
            "registry": exported.registry,
            "bytes": exported.text.len(),
        });
        console.line(&figures.to_string());
    } else {
        console.line(&format!(
            "Wrote {} of record {record} and {} to {}. The file is in clear: protect it.",
            counted(exported.resources as u64, "resource"),
            counted(exported.registry as u64, "registry resource"),
            out.display()
        ));
    }
    Ok(Exit::Done)
}
