//! Certificates that are renewed while the server runs.

use std::sync::Arc;
use std::time::Duration;

use hygie_http::{Tls, TlsError};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(60);

/// Takes up new files of TLS, each minute and at once on SIGHUP. What cannot be
/// used is said once in the log; what was served before is served on.
pub fn keep(tls: Arc<Tls>) -> anyhow::Result<JoinHandle<()>> {
    let mut hangup = signal(SignalKind::hangup())?;
    Ok(tokio::spawn(async move {
        let mut turns = tokio::time::interval(EVERY);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut said = None;
        loop {
            tokio::select! {
                _ = turns.tick() => {}
                _ = hangup.recv() => said = None,
            }
            let look = Arc::clone(&tls);
            // A disk may be slow.
            if let Ok(looked) = tokio::task::spawn_blocking(move || look.reload()).await {
                said = tell(looked, said.as_deref());
            }
        }
    }))
}

/// Tells what came of it, and what was told of a fault.
fn tell(looked: Result<bool, TlsError>, said: Option<&str>) -> Option<String> {
    match looked {
        Ok(true) => tracing::info!("new files of TLS are in use"),
        Ok(false) => {}
        Err(error) => {
            let why = error.to_string();
            if said != Some(why.as_str()) {
                tracing::warn!(why, "the files of TLS stay as they were");
            }
            return Some(why);
        }
    }
    None
}
