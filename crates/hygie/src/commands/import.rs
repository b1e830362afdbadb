//! `hygie import`: files in, a report out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use hygie_exchange::{Import, Report, files};
use serde_json::json;

use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Imports files, relative ones `from` here; refused entries are listed and make
/// the command exit 1.
pub async fn run(
    session: &Arc<Session>,
    organisation: Option<&str>,
    as_json: bool,
    paths: &[PathBuf],
    from: &Path,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let listed = files(from, paths)?;
    let custodian = match organisation {
        Some(name) => {
            let (id, new) = session.organisation_made(name).await?;
            if new {
                console.error(&format!("New organisation: {name}."));
            }
            id
        }
        None => session
            .organisation(None)
            .await?
            .context("the data folder is half made: run `hygie init` again")?,
    };
    let permit = session.permit();
    let import = Import { records: &session.records, permit: &permit, custodian: &custodian };
    let report =
        import.run(&listed, &|done, whole| console.progress(done, whole, "importing")).await;
    console.progress_end();
    tell(&report, as_json, console);
    Ok(if report.complete() { Exit::Done } else { Exit::Refused })
}

fn tell(report: &Report, as_json: bool, console: &dyn Console) {
    if as_json {
        console.line(&json!(report).to_string());
        return;
    }
    for refused in &report.refusals {
        let entry = if refused.entry.is_empty() { "the file" } else { &refused.entry };
        console.error(&format!("{}: {entry}: {} [{}]", refused.file, refused.why, refused.code));
    }
    console.line(&format!(
        "{}, {}: {} new, {} changed, {} already here, {} refused.",
        counted(report.files, "file"),
        counted(report.resources, "resource"),
        report.created,
        report.updated,
        report.unchanged,
        report.refused
    ));
}
