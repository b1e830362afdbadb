//! Editions of the policy's tables that are put in force on another node.

use std::sync::Arc;
use std::time::Duration;

use hygie_gate::Gate;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

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
        let mut said = None;
        loop {
            turns.tick().await;
            match gate.follow_tables().await {
                Ok(true) => tracing::info!("another edition of the rules of access is in force"),
                Ok(false) => {}
                Err(error) => {
                    let code = error.code().row().name;
                    if said != Some(code) {
                        tracing::warn!(code, "the rules of access stay as they were");
                    }
                    said = Some(code);
                    continue;
                }
            }
            said = None;
        }
    })
}
