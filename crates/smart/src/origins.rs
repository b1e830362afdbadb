//! Origins whose pages may call this server from a browser.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::ORIGINS_KEPT_MILLIS;
use crate::{Smart, SmartError};

/// Every registered origin, as it was read last.
#[derive(Default)]
pub(crate) struct Origins(Mutex<State>);

#[derive(Default)]
struct State {
    /// Counts the changes of clients.
    edition: u64,
    read: Option<(i64, Arc<HashSet<String>>)>,
}

impl Origins {
    /// A client was registered or ended.
    pub(crate) fn changed(&self) {
        let mut state = self.lock();
        state.edition += 1;
        state.read = None;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Smart {
    /// Whether a client is registered with this origin. Where other nodes
    /// register clients, it takes up to [`ORIGINS_KEPT_MILLIS`] to be known here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_origin(&self, origin: &str) -> Result<bool, SmartError> {
        let now = self.now().0;
        let edition = {
            let state = self.origins.lock();
            if let Some((at, all)) = &state.read
                && (0..ORIGINS_KEPT_MILLIS).contains(&now.saturating_sub(*at))
            {
                return Ok(all.contains(origin));
            }
            state.edition
        };
        let clients = self.all_clients().await?;
        let live = clients.into_iter().filter(|client| !client.suspended);
        let all: HashSet<String> = live.flat_map(|client| client.origins).collect();
        let known = all.contains(origin);
        let mut state = self.origins.lock();
        if state.edition == edition {
            state.read = Some((now, Arc::new(all)));
        }
        Ok(known)
    }
}
