//! The log of traces, signed at an interval and kept elsewhere.

use std::sync::Arc;
use std::time::Duration;

use hygie_record::Records;
use tokio::time::MissedTickBehavior;

use crate::elsewhere::Elsewhere;

/// How often the log is signed: what was not signed yet can be cut off unseen.
const EVERY: Duration = Duration::from_secs(60);

/// Signs what is new in this node's log each minute, at once when it starts, and gives each
/// new checkpoint to the witnesses and anchors.
pub async fn sign(records: Arc<Records>, elsewhere: Elsewhere) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut said = None;
    loop {
        turns.tick().await;
        sign_once(&records, &elsewhere, &mut said).await;
    }
}

/// The same once. What went wrong is said once in the log, until it goes well again.
pub async fn sign_once(records: &Records, elsewhere: &Elsewhere, said: &mut Option<String>) {
    let why = match records.publish_log().await {
        // Also one that is not new: a witness or an anchor may have been away when it was.
        Ok(Some((note, _))) => match elsewhere.keep(records, &note).await {
            Ok(faults) => faults.join("; "),
            Err(error) => format!("{error:#}"),
        },
        Ok(None) => String::new(),
        Err(error) => error.to_string(),
    };
    if why.is_empty() {
        *said = None;
    } else if said.as_deref() != Some(why.as_str()) {
        tracing::error!(why, "the log of traces was not signed, or not kept elsewhere");
        *said = Some(why);
    }
}
