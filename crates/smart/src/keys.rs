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
    /// `None` when it was never to be had.
    set: Option<KeySet>,
    /// When it was fetched.
    at: i64,
    /// When fetching was last tried.
    tried: i64,
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
        let young = |at: i64, most: i64| (0..most).contains(&now.saturating_sub(at));
        let kept = kept.unwrap_or(Kept { set: None, at: i64::MIN, tried: i64::MIN });
        let believed = kept.set.filter(|_| young(kept.at, KEPT_MILLIS));
        if believed.as_ref().is_some_and(|set| set.has(kid)) || young(kept.tried, AGAIN_MILLIS) {
            return believed.ok_or_else(unreachable);
        }
        // Written down first: whoever asks meanwhile does not ask that host too. What
        // is still believed stays, since the id was named by nobody knows whom.
        self.keep(&client.id, Kept { set: believed.clone(), at: kept.at, tried: now });
        let fetched = self.fetch.key_set(url, authorities).await;
        let Some(set) = fetched.ok().and_then(|text| KeySet::parse(&text).ok()) else {
            return believed.ok_or_else(unreachable);
        };
        self.keep(&client.id, Kept { set: Some(set.clone()), at: now, tried: now });
        Ok(set)
    }

    /// Forgets what was fetched for a client: its address may be another now.
    pub(crate) fn forget_keys(&self, client: &str) {
        self.fetched.lock().remove(client);
    }

    fn keep(&self, client: &str, one: Kept) {
        let mut kept = self.fetched.lock();
        if kept.len() >= CLIENTS {
            kept.clear();
        }
        kept.insert(client.to_owned(), one);
    }
}

fn unreachable() -> SmartError {
    refused(OAuthCode::InvalidClient, "the key set at the registered address cannot be had or used")
}
