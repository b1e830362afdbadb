//! `hygie trace checkpoint`: what to keep elsewhere of each log.

use serde_json::{Value, json};

use crate::console::{Console, Exit};
use crate::session::Session;

/// Signs what is new in this node's log, and prints each log's key and last checkpoint.
pub async fn run(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<Exit> {
    session.records.publish_log().await?;
    let signed = session.records.checkpoints().await?;
    if as_json {
        let one = |(key, note): &(_, _)| json!({"key": format!("{key}"), "checkpoint": note});
        console.line(&Value::Array(signed.iter().map(one).collect()).to_string());
        return Ok(Exit::Done);
    }
    for (key, note) in &signed {
        console.line(&format!("Key: {key}"));
        console.line(note);
    }
    if signed.is_empty() {
        console.line("No log has a trace yet.");
    }
    Ok(Exit::Done)
}
