//! Persons are told who looked into their records for the first time.

use std::sync::Arc;
use std::time::Duration;

use hygie_accounts::Accounts;
use tokio::time::MissedTickBehavior;

use super::said::Said;

/// How often it is looked who came.
const EVERY: Duration = Duration::from_secs(20);
/// For how long a node keeps the turn.
const TURN: Duration = Duration::from_secs(120);

/// Tells of newcomers until it is stopped. What fails is said once in the log, until it goes
/// well again.
pub async fn tell(accounts: Arc<Accounts>) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut said = Said::default();
    loop {
        turns.tick().await;
        let failed = accounts.newcomers_in_turn(TURN).await.err();
        if let Some(code) = said.news(failed.map(|error| error.code().row().name.to_owned())) {
            tracing::warn!(code, "persons were not told who looked for the first time");
        }
    }
}
