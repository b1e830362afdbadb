//! `hygie trace export`: the traces of a record with their proofs.

use std::path::Path;

use anyhow::bail;
use hygie_exchange::ExchangeError;
use hygie_record::RecordError;
use serde_json::json;

use crate::commands::who;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Writes them to a file that only its owner can read.
pub async fn run(
    session: &Session,
    named: &str,
    out: &Path,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let permit = session.permit();
    let record = who::one(session, &permit, named).await?;
    let exported = match hygie_exchange::export_traces(&session.records, &permit, record).await {
        Err(ExchangeError::Record(RecordError::NotFound)) => bail!("this record was erased"),
        exported => exported?,
    };
    hygie_folder::durable_write(out, &exported.text)?;
    if as_json {
        let figures = json!({
            "record": record.to_string(),
            "traces": exported.traces,
            "proven": exported.proven,
            "whole": exported.whole,
            "bytes": exported.text.len(),
        });
        console.line(&figures.to_string());
    } else {
        let rest = if exported.whole { "" } else { " It has older ones." };
        console.line(&format!(
            "Wrote {} of record {record}, {} of them proven, to {}.{rest} The file is in clear: \
             protect it.",
            counted(exported.traces as u64, "trace"),
            exported.proven,
            out.display()
        ));
    }
    Ok(Exit::Done)
}
