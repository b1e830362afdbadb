//! `hygie trace witness`: this house as a witness for the logs of others.

use hygie_record::{Alarm, WitnessedLog};
use hygie_tlog::WitnessVerifier;
use serde_json::{Value, json};

use crate::console::{Console, Exit};
use crate::session::Session;

/// Prints the key, and each log with what contradicts it; exits 1 when something does.
pub async fn run(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<Exit> {
    let key = session.records.witness_key().await?;
    let logs = session.records.witnessed().await?;
    if as_json {
        console.line(&figures(&key, &logs).to_string());
    } else {
        tell(&key, &logs, console);
    }
    let well = logs.iter().all(|log| log.alarms.is_empty());
    Ok(if well { Exit::Done } else { Exit::Refused })
}

fn figures(key: &WitnessVerifier, logs: &[WitnessedLog]) -> Value {
    let alarm = |it: &Alarm| {
        json!({
            "at": it.at().to_string(),
            "how": it.how.name(),
            "checkpoint": it.note,
            "before": it.before,
        })
    };
    let log = |it: &WitnessedLog| {
        json!({
            "log": it.origin(),
            "at": it.at().to_string(),
            "checkpoint": it.note,
            "alarms": it.alarms.iter().map(alarm).collect::<Vec<_>>(),
        })
    };
    json!({"key": key.to_string(), "logs": logs.iter().map(log).collect::<Vec<_>>()})
}

fn tell(key: &WitnessVerifier, logs: &[WitnessedLog], console: &dyn Console) {
    console.line(&format!("Key: {key}"));
    for log in logs {
        console.line(&format!("Last seen of {}, {}:", log.origin(), log.at()));
        console.line(&log.note);
        for alarm in &log.alarms {
            console.error(&format!(
                "{}: {} contradicts itself ({}). It signed both of these:",
                alarm.at(),
                log.origin(),
                alarm.how.name()
            ));
            console.error(&alarm.before);
            console.error(&alarm.note);
        }
    }
    if logs.is_empty() {
        console.line("No log was shown yet. `witness_for` in hygie.toml says which may be.");
    }
}
