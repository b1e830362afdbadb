//! A provider, and what is known of it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Clock, Rng, Timestamp};
use tokio::sync::Mutex;

use crate::discovery::{Known, discover};
use crate::limits::{DISCOVERY_MILLIS, FAILURE_PAUSE_MILLIS, KEYS_PAUSE_MILLIS};
use crate::options::Ready;
use crate::{OidcError, Options, Profile, Wrong};

/// One provider, ready to log people in. Cheap to ask again: what it says of itself
/// and its keys are kept for a while.
pub struct Provider {
    pub(crate) ready: Ready,
    pub(crate) clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    slot: Mutex<Slot>,
}

#[derive(Default)]
struct Slot {
    known: Option<(Arc<Known>, Timestamp)>,
    failed: Option<(OidcError, Timestamp)>,
}

impl Provider {
    /// Checks the options and reads the files that they name. Asks nothing of the
    /// provider, so that the service starts without it.
    ///
    /// # Errors
    /// [`Wrong`], with the key of the configuration.
    pub fn open(
        options: &Options,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Self, Wrong> {
        Ok(Self { ready: options.ready()?, clock, rng, slot: Mutex::new(Slot::default()) })
    }

    /// What kind of provider it is.
    pub const fn profile(&self) -> Profile {
        self.ready.profile
    }

    /// Its issuer: the first half of what an account is bound to.
    pub fn issuer(&self) -> &str {
        &self.ready.issuer
    }

    /// Asks the provider for what it says of itself and its keys, unless it did lately.
    ///
    /// # Errors
    /// [`OidcError::Call`].
    pub async fn look(&self) -> Result<(), OidcError> {
        self.known().await.map(|_| ())
    }

    /// The provider as it was found, asked for anew when that is too long ago.
    pub(crate) async fn known(&self) -> Result<Arc<Known>, OidcError> {
        let mut slot = self.slot.lock().await;
        let now = self.clock.now();
        match &slot.known {
            Some((known, at)) if is_within(*at, now, DISCOVERY_MILLIS) => Ok(known.clone()),
            _ => self.ask(&mut slot, now).await,
        }
    }

    /// The provider asked anew, for it may have new keys; as it was found when that
    /// was just now, so that nobody can make us ask again and again.
    pub(crate) async fn renewed(&self) -> Result<Arc<Known>, OidcError> {
        let mut slot = self.slot.lock().await;
        let now = self.clock.now();
        match &slot.known {
            Some((known, at)) if is_within(*at, now, KEYS_PAUSE_MILLIS) => Ok(known.clone()),
            _ => self.ask(&mut slot, now).await,
        }
    }

    async fn ask(&self, slot: &mut Slot, now: Timestamp) -> Result<Arc<Known>, OidcError> {
        if let Some((error, at)) = &slot.failed
            && is_within(*at, now, FAILURE_PAUSE_MILLIS)
        {
            return Err(error.clone());
        }
        match discover(&self.ready).await {
            Ok(known) => {
                let known = Arc::new(known);
                *slot = Slot { known: Some((known.clone(), now)), failed: None };
                Ok(known)
            }
            Err(error) => {
                slot.failed = Some((error.clone(), now));
                Err(error)
            }
        }
    }

    /// A secret of this many random bytes, in characters of an address.
    pub(crate) fn secret<const BYTES: usize>(&self) -> String {
        let mut bytes = [0; BYTES];
        self.rng.fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Provider({})", self.ready.issuer)
    }
}

/// Whether `now` is in the `millis` from `at` on. A clock that was put back is in no
/// such time.
pub(crate) fn is_within(at: Timestamp, now: Timestamp, millis: i64) -> bool {
    (0..millis).contains(&now.0.saturating_sub(at.0))
}
