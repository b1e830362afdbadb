//! Traces that are past their time.

use std::sync::Arc;
use std::time::Duration;

use hygie_record::TraceTimes;
use tokio::time::MissedTickBehavior;

use crate::session::Session;

/// How often what is past its time is looked for.
const EVERY: Duration = Duration::from_secs(24 * 3600);
/// The lease under which one node at a time does it.
const WORK: &str = "end of traces";

/// Destroys the keys of traces that are past their time, at once and then each day, unless
/// another node on the same store does.
pub async fn expire(session: Arc<Session>, times: TraceTimes) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        let records = &session.records;
        let done = match records.take_lease(WORK, EVERY).await {
            Ok(true) => records.expire_traces(&session.permit(), times).await,
            Ok(false) => {
                // The node whose turn it is ends them; none is kept in the memory of others.
                records.forget_keys();
                continue;
            }
            Err(error) => Err(error),
        };
        match done {
            Ok(done) if done.keys > 0 => {
                tracing::info!(keys = done.keys, "traces past their time were ended");
            }
            Ok(_) => {}
            Err(error) => {
                let code = error.code().row().name;
                tracing::warn!(code, "traces past their time were not ended");
            }
        }
    }
}
