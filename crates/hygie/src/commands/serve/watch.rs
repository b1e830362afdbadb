//! The watch over the traces: each day is judged for alerts once it is over.

use std::sync::Arc;
use std::time::Duration;

use hygie_accounts::Accounts;
use tokio::time::MissedTickBehavior;

use super::said::Said;

/// How often it is looked whether a day is over.
const EVERY: Duration = Duration::from_secs(600);
/// For how long a node keeps the turn: a day of a big house takes a while.
const TURN: Duration = Duration::from_secs(3600);

/// Judges each day that is over and was not judged yet, unless another node does. What
/// fails is said once in the log, until it goes well again.
pub async fn watch(accounts: Arc<Accounts>) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut said = Said::default();
    loop {
        turns.tick().await;
        let failed = loop {
            match accounts.watch_in_turn(TURN).await {
                Ok(Some(watched)) => {
                    let (alerts, whole) = (watched.alerts, watched.whole);
                    tracing::info!(alerts, whole, "a day of traces was judged");
                    said.news(None);
                }
                Ok(None) => break None,
                Err(error) => break Some(error.code().row().name.to_owned()),
            }
        };
        if let Some(code) = said.news(failed) {
            tracing::error!(code, "a day of traces was not judged");
        }
    }
}
