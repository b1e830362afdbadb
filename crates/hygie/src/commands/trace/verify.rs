//! `hygie trace verify`: whether the logs are what they were.

use hygie_record::{LogReport, LogSeen};
use serde_json::json;

use crate::args::Kept;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Walks all logs; exits 1 on any fault.
pub async fn run(
    session: &Session,
    kept: Vec<Kept>,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let held: Vec<(String, String)> = kept.into_iter().map(|it| (it.place, it.note)).collect();
    let report = session.records.verify_logs(&session.permit(), &held).await?;
    if as_json {
        console.line(&figures(&report, held.len()).to_string());
    } else {
        tell(&report, held.len(), console);
    }
    Ok(if report.findings.is_empty() { Exit::Done } else { Exit::Refused })
}

fn figures(report: &LogReport, held: usize) -> serde_json::Value {
    let log = |log: &LogSeen| {
        json!({
            "log": log.log.0,
            "key": log.key.as_ref().map(ToString::to_string),
            "traces": log.traces,
            "signed": log.signed,
            "held": log.held,
            "expired": log.expired,
        })
    };
    let finding = |found: &hygie_record::Finding| json!({"record": found.record.map(|record| record.to_string()), "what": found.what});
    json!({
        "logs": report.logs.iter().map(log).collect::<Vec<_>>(),
        "checkpoints": held,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn tell(report: &LogReport, held: usize, console: &dyn Console) {
    for found in &report.findings {
        let place = found.record.map_or_else(String::new, |record| format!("record {record}: "));
        console.error(&format!("{place}{}", found.what));
    }
    for log in &report.logs {
        console.line(&format!(
            "Log {}: {}, {} of them signed, {} of them held by a checkpoint kept elsewhere.",
            log.log.0,
            counted(log.traces, "trace"),
            log.signed,
            log.held
        ));
        if log.expired > 0 {
            let expired = counted(log.expired, "trace");
            console.line(&format!("{expired} past their time: nobody can read them any more."));
        }
    }
    if held == 0 {
        console.line(
            "No checkpoint was kept elsewhere: who can write the store and has its keys could have \
             made the log anew. Name an anchor in hygie.toml, or a file with --checkpoint.",
        );
    }
    console.line(&match report.findings.len() {
        0 => "All is well.".to_owned(),
        faults => format!("{} found.", counted(faults as u64, "fault")),
    });
}
