//! The traces of one record in a file that a stranger can check.
//!
//! JSON of one object. `logs` has of each log its key and the checkpoint that the proofs
//! are against, as C2SP writes them (signed-note, tlog-checkpoint). `traces`, newest first,
//! have each: `log`, its origin; `index` in it; `entry`, the log's entry in base64, which is
//! `hygie_trace::logged`; and, where they can be had:
//!
//! - `trace`, what it says, as the very text that was hashed, and `blinding` in base64: the
//!   leaf in `entry` is HMAC-SHA-256(blinding, trace);
//! - `proof`, the audit path of RFC 6962 section 2.1.1 from the entry's sibling up, each
//!   hash in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_base::RecordNo;
use hygie_record::{Permit, Records, TraceProven};
use serde::Serialize;

use crate::ExchangeError;

/// What the file says that it is.
const FORMAT: &str = "hygie traces with proofs 1";

/// Traces with their proofs.
pub struct TracesExported {
    /// The file's text.
    pub text: Vec<u8>,
    /// How many traces it has.
    pub traces: usize,
    /// How many of them are proven to be in their log.
    pub proven: usize,
    /// Whether these are all traces of the record.
    pub whole: bool,
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    record: String,
    whole: bool,
    logs: Vec<Log>,
    traces: Vec<Line>,
}

#[derive(Serialize)]
struct Log {
    key: String,
    checkpoint: String,
}

#[derive(Serialize)]
struct Line {
    log: String,
    index: u64,
    entry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blinding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<Vec<String>>,
}

/// The traces of a record as far as the permit's lens lets through, with what proves each.
///
/// # Errors
/// When there is no such record for the permit, or what is stored does not verify.
pub async fn export_traces(
    records: &Records,
    permit: &Permit,
    record: RecordNo,
) -> Result<TracesExported, ExchangeError> {
    let found = records.traces_proven(permit, record).await?;
    let mut logs = Vec::new();
    for (log, note) in found.proofs.checkpoints() {
        if let Some(key) = records.log_key(log).await? {
            logs.push((log, key.name().to_owned(), key.to_string(), note.to_owned()));
        }
    }
    logs.sort();
    let origin = |one: &TraceProven| {
        let log = logs.iter().find(|(log, ..)| *log == one.log);
        log.map_or_else(|| one.log.0.to_string(), |(_, origin, ..)| origin.clone())
    };
    let traces: Vec<Line> = found.traces.iter().map(|one| line(one, origin(one))).collect();
    let proven = traces.iter().filter(|line| line.proof.is_some()).count();
    let logs = logs.into_iter().map(|(_, _, key, checkpoint)| Log { key, checkpoint }).collect();
    let (count, whole) = (traces.len(), found.whole);
    let file = File { format: FORMAT, record: record.to_string(), whole, logs, traces };
    let text = serde_json::to_vec_pretty(&file).map_err(std::io::Error::from)?;
    Ok(TracesExported { text, traces: count, proven, whole })
}

fn line(one: &TraceProven, log: String) -> Line {
    let disclosed = one.disclosed.as_ref();
    let text = |canonical: &[u8]| String::from_utf8_lossy(canonical).into_owned();
    Line {
        log,
        index: one.index,
        entry: STANDARD.encode(one.entry),
        trace: disclosed.map(|it| text(&it.canonical)),
        blinding: disclosed.map(|it| STANDARD.encode(*it.blinding)),
        proof: one.proven.as_ref().map(|it| it.path.iter().map(|h| STANDARD.encode(h)).collect()),
    }
}
