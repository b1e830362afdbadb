//! `hygie trace list`: who saw or did what.

use hygie_record::limits::TRACE_PAGE;
use hygie_record::{Permit, TraceSeen};
use serde_json::{Value, json};

use crate::commands::who;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Lists the traces of a record, newest first.
pub async fn run(
    session: &Session,
    record: Option<String>,
    actor: Option<String>,
    json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let permit = session.permit();
    let traces = match (record, actor) {
        (Some(record), _) => {
            let record = who::one(session, &permit, &record).await?;
            session.records.traces(&permit, record).await?
        }
        (None, Some(actor)) => of_actor(session, &permit, &actor).await?,
        (None, None) => Vec::new(),
    };
    if json {
        let listed: Vec<Value> = traces.iter().map(as_json).collect();
        console.line(&Value::Array(listed).to_string());
    } else {
        traces.iter().for_each(|seen| console.line(&in_words(seen)));
    }
    Ok(Exit::Done)
}

/// All that one actor saw or did.
async fn of_actor(
    session: &Session,
    permit: &Permit,
    actor: &str,
) -> anyhow::Result<Vec<TraceSeen>> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = session.records.traces_by(permit, actor, before, TRACE_PAGE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        before = Some((last.log, last.index));
        all.extend(page);
    }
}

fn as_json(seen: &TraceSeen) -> Value {
    let leaf: String = seen.leaf.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "log": seen.log.0,
        "index": seen.index,
        "leaf": leaf,
        "time": seen.trace.at.to_string(),
        "trace": seen.trace,
    })
}

fn in_words(seen: &TraceSeen) -> String {
    let trace = &seen.trace;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (action, outcome) = (word(&json!(trace.action)), word(&json!(trace.outcome)));
    let head = trace.head.as_ref().map(|head| format!(", head {}", head.seq)).unwrap_or_default();
    let what = if trace.what.is_empty() { String::new() } else { format!(" {}", trace.what) };
    format!(
        "{}  {}:{}  {} ({}): {action}{what}{head}, {outcome}, from the {}",
        trace.at, seen.log.0, seen.index, trace.actor.id, trace.actor.role, trace.from
    )
}
