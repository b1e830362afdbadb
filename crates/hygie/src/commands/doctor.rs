//! `hygie doctor`: checks everything, tells what is wrong.

use hygie_record::{Finding, Report};
use serde_json::json;

use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Checks chains, tokens, blobs, keys and traces; exits 1 on any fault.
pub async fn run(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<Exit> {
    let mut report = session.records.check(&session.permit()).await?;
    let around = session.surroundings().await?;
    let faults = around.faults.into_iter().map(|what| Finding { record: None, what });
    report.findings.extend(faults);
    let unfinished: Vec<String> = report.unfinished.iter().map(|name| note(name)).collect();
    let notes = || {
        let others = around.notes.iter().chain(&unfinished);
        session.note().into_iter().chain(others.map(String::as_str))
    };
    if as_json {
        console.line(&figures(&report, &notes().collect::<Vec<_>>()).to_string());
    } else {
        notes().for_each(|note| console.line(note));
        tell(&report, session.keeps_strays(), console);
    }
    Ok(if report.findings.is_empty() { Exit::Done } else { Exit::Refused })
}

fn note(index: &str) -> String {
    format!("note: the index `{index}` is not complete: run `hygie reindex` to its end")
}

fn figures(report: &Report, notes: &[&str]) -> serde_json::Value {
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|found| json!({"record": found.record.map(|r| r.to_string()), "what": found.what}))
        .collect();
    json!({
        "records": report.stats.records,
        "entries": report.stats.entries,
        "resources": report.resources,
        "tokens": report.stats.ids + report.stats.terms,
        "keys": report.stats.keys,
        "traces": report.stats.traces,
        "attachments": report.attachments,
        "orphans": report.orphans,
        "bytes": report.stats.bytes,
        "findings": findings,
        "notes": notes,
    })
}

fn tell(report: &Report, keeps_strays: bool, console: &dyn Console) {
    for found in &report.findings {
        let place = found.record.map_or_else(String::new, |record| format!("record {record}: "));
        console.error(&format!("{place}{}", found.what));
    }
    let stats = &report.stats;
    let counts = [
        (stats.records, "record"),
        (stats.entries, "entry"),
        (report.resources, "resource"),
        (stats.ids + stats.terms, "token"),
        (stats.keys, "key"),
        (stats.traces, "trace"),
        (report.attachments, "attachment"),
    ];
    let counts = counts.map(|(number, thing)| counted(number, thing));
    console.line(&format!("{}.", counts.join(", ")));
    if report.orphans > 0 {
        let orphans = counted(report.orphans, "stray attachment");
        console.line(&match keeps_strays {
            false => format!("{orphans}: the next command removes what no entry names."),
            true => format!("{orphans}: no entry names what an interrupted write left."),
        });
    }
    console.line(&match report.findings.len() {
        0 => "All is well.".to_owned(),
        faults => format!("{} found.", counted(faults as u64, "fault")),
    });
}
