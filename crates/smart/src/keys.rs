//! The keys of a client, from its registration or from where it publishes them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::client::{Client, Keys};
use crate::error::{OAuthCode, refused};
use crate::jwks::KeySet;
use crate::limits::CLIENTS;
use crate::{Smart, SmartError};

/// Milliseconds for which a set that was fetched is believed.
pub(crate) const KEPT_MILLIS: i64 = 10 * 60_000;
/// Milliseconds between two attempts to fetch one set.
pub(crate) const AGAIN_MILLIS: i64 = 30_000;

/// What was fetched, by client.
#[derive(Default)]
pub(crate) struct Fetched(Mutex<HashMap<String, Kept>>);

#[derive(Clone)]
struct Kept {
    /// `None` when the last attempt failed.
    set: Option<KeySet>,
    at: i64,
}

impl Fetched {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Smart {
    /// The keys among which one of this id must be. A set that is published is
    /// fetched when it is old, or lacks the id, and not more often than each
    /// [`AGAIN_MILLIS`].
    pub(crate) async fn keys_of(&self, client: &Client, kid: &str) -> Result<KeySet, SmartError> {
        let (url, authorities) = match &client.keys {
            Keys::None => {
                let why = "this client has no registered key: it cannot send an assertion";
                return Err(refused(OAuthCode::InvalidClient, why));
            }
            Keys::Value(text) => {
                return KeySet::parse(text).map_err(|_| SmartError::Damaged("client"));
            }
            Keys::Url { url, authorities } => (url, authorities),
        };
        let now = self.now().0;
        let kept = self.fetched.lock().get(&client.id).cloned();
        let young = |kept: &Kept, most: i64| (0..most).contains(&now.saturating_sub(kept.at));
        if let Some(kept) = kept {
            let has = kept.set.as_ref().is_some_and(|set| set.has(kid));
            if (has && young(&kept, KEPT_MILLIS)) || young(&kept, AGAIN_MILLIS) {
                return kept.set.ok_or_else(unreachable);
            }
        }
        // Written down first: whoever asks meanwhile does not ask that host too.
        self.keep(&client.id, None, now);
        let set = match self.fetch.key_set(url, authorities).await {
            Ok(text) => KeySet::parse(&text).ok(),
            Err(_) => None,
        };
        self.keep(&client.id, set.clone(), now);
        set.ok_or_else(unreachable)
    }

    fn keep(&self, client: &str, set: Option<KeySet>, at: i64) {
        let mut kept = self.fetched.lock();
        if kept.len() >= CLIENTS {
            kept.clear();
        }
        kept.insert(client.to_owned(), Kept { set, at });
    }
}

fn unreachable() -> SmartError {
    refused(OAuthCode::InvalidClient, "the key set at the registered address cannot be had or used")
}
