//! Editions of the policy's tables that are put in force on another node.

use std::sync::Arc;
use std::time::Duration;

use hygie_gate::Gate;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

use super::said::Said;

/// How often it is looked at: four small cells of one table.
const EVERY: Duration = Duration::from_secs(10);

/// Follows what is put in force. What is not read, or not reached, is said once in the log;
/// the rules that were in force stay so.
pub fn follow(gate: Arc<Gate>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut turns = tokio::time::interval(EVERY);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // It was looked at before serving.
        turns.reset();
        let mut said = Said::default();
        loop {
            turns.tick().await;
            let followed = gate.follow_tables().await;
            if matches!(followed, Ok(true)) {
                tracing::info!("another edition of the rules of access is in force");
            }
            let failed = followed.err().map(|error| error.code().row().name.to_owned());
            if let Some(code) = said.news(failed) {
                tracing::warn!(code, "the rules of access stay as they were");
            }
        }
    })
}
