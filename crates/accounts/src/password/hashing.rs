//! Hashing passwords with argon2id (RFC 9106), a few at a time.

use std::sync::Arc;
use std::thread;

use argon2::password_hash::phc::PasswordHash;
use argon2::{
    ARGON2ID_IDENT, Argon2, CustomizedPasswordHasher as _, Params, PasswordVerifier as _,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hygie_base::Rng;
use tokio::sync::{Semaphore, oneshot};

use crate::AccountError;
use crate::limits::{
    HASH_KIB, HASH_LANES, HASH_NICE, HASH_PASSES, HASHES_AT_ONCE, HASHES_WAITING,
    SESSION_HASHES_AT_ONCE, SESSION_HASHES_WAITING,
};

/// The settings of `limits`, which are within the bounds of the algorithm.
const SETTINGS: Params = match Params::new(HASH_KIB, HASH_PASSES, HASH_LANES, None) {
    Ok(settings) => settings,
    Err(_) => Params::DEFAULT,
};

/// Lets so many hash at the same time and so many wait.
pub(crate) struct Hashes {
    /// Those who wait or hash.
    places: Arc<Semaphore>,
    /// Those who hash.
    turns: Arc<Semaphore>,
    hasher: Arc<Hasher>,
}

impl Hashes {
    pub(crate) fn new(hasher: Hasher) -> Self {
        Self::of(Arc::new(hasher), HASHES_AT_ONCE, HASHES_WAITING)
    }

    /// A queue of its own, with the same hasher, for who has a session already.
    pub(crate) fn of_sessions(&self) -> Self {
        Self::of(Arc::clone(&self.hasher), SESSION_HASHES_AT_ONCE, SESSION_HASHES_WAITING)
    }

    fn of(hasher: Arc<Hasher>, at_once: usize, waiting: usize) -> Self {
        let places = Arc::new(Semaphore::new(at_once + waiting));
        Self { places, turns: Arc::new(Semaphore::new(at_once)), hasher }
    }

    /// Runs work that takes a core, in a thread of its own that stands back behind those
    /// that answer: who floods the log-in slows the others little. A caller that goes
    /// away does not free its turn before the work is done.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hasher) -> T + Send + 'static,
    ) -> Result<T, AccountError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| AccountError::Busy)?;
        let turn =
            Arc::clone(&self.turns).acquire_owned().await.map_err(|_| AccountError::Broken)?;
        let hasher = Arc::clone(&self.hasher);
        let (tell, told) = oneshot::channel();
        let thread = thread::Builder::new().name("hash".to_owned()).spawn(move || {
            stand_back();
            let done = work(&hasher);
            drop((turn, place));
            // Nobody may wait for it any more.
            let _gone = tell.send(done);
        });
        thread.map_err(|_| AccountError::Broken)?;
        told.await.map_err(|_| AccountError::Broken)
    }

    /// Takes every place, so that a test sees what the next one is told.
    #[cfg(test)]
    pub(crate) fn fill(&self, places: u32) -> tokio::sync::OwnedSemaphorePermit {
        Arc::clone(&self.places).try_acquire_many_owned(places).unwrap()
    }
}

/// Lets this thread have a small share of a core that others want; all of one that
/// nobody wants. Elsewhere than on Linux a priority is of the whole process, so it stays.
fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        use rustix::{process, thread};
        // It hashes as well without.
        let _kept = process::setpriority_process(Some(thread::gettid()), HASH_NICE);
    }
}

/// Makes and checks hashes.
pub(crate) struct Hasher {
    argon2: Argon2<'static>,
    rng: Arc<dyn Rng>,
    /// What a password is checked against where there is no account.
    decoy: String,
}

impl Hasher {
    /// With the settings of `limits`.
    pub(crate) fn new(rng: Arc<dyn Rng>) -> Self {
        Self::with(rng, SETTINGS)
    }

    /// With other settings.
    pub(crate) fn with(rng: Arc<dyn Rng>, settings: Params) -> Self {
        let mut bytes = [0; argon2::RECOMMENDED_SALT_LEN + Params::DEFAULT_OUTPUT_LEN];
        rng.fill(&mut bytes);
        let (salt, output) = bytes.split_at(argon2::RECOMMENDED_SALT_LEN);
        let (m, t, p) = (settings.m_cost(), settings.t_cost(), settings.p_cost());
        let (salt, output) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output));
        let decoy = format!("$argon2id$v=19$m={m},t={t},p={p}${salt}${output}");
        Self { argon2: Argon2::from(settings), rng, decoy }
    }

    /// A hash as a PHC string, which says how it was made.
    pub(crate) fn hash(&self, password: &str) -> Result<String, AccountError> {
        let mut salt = [0; argon2::RECOMMENDED_SALT_LEN];
        self.rng.fill(&mut salt);
        let params = self.argon2.params().clone();
        let hash: Result<PasswordHash, _> =
            self.argon2.hash_password_customized(password.as_bytes(), &salt, None, None, params);
        hash.map(|hash| hash.to_string()).map_err(|_| AccountError::Broken)
    }

    /// Whether the password made this hash; takes as long for the decoy, which
    /// stands in where there is none.
    pub(crate) fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let known = hash.unwrap_or(&self.decoy);
        let same = self.argon2.verify_password(password.as_bytes(), known).is_ok();
        same && hash.is_some()
    }

    /// Whether a hash was made with less than the settings of today.
    pub(crate) fn is_old(&self, hash: &str) -> bool {
        let Ok(hash) = PasswordHash::new(hash) else { return true };
        let Ok(made) = Params::try_from(&hash) else { return true };
        let now = self.argon2.params();
        hash.algorithm != ARGON2ID_IDENT
            || made.m_cost() < now.m_cost()
            || made.t_cost() < now.t_cost()
            || made.p_cost() != now.p_cost()
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    fn hasher(kib: u32) -> Hasher {
        Hasher::with(Arc::new(SeededRng::new(3)), Params::new(kib, 1, 1, None).unwrap())
    }

    #[test]
    fn a_hash_says_how_it_was_made() {
        let hash = Hasher::new(Arc::new(SeededRng::new(3))).hash("a").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
    }

    #[test]
    fn only_the_password_opens_its_hash() {
        let hasher = hasher(64);
        let hash = hasher.hash("brume").unwrap();
        assert_ne!(hash, hasher.hash("brume").unwrap(), "salted");
        assert!(hasher.verify("brume", Some(&hash)));
        assert!(!hasher.verify("brume ", Some(&hash)));
        assert!(!hasher.verify("", Some(&hash)));
        assert!(!hasher.verify("brume", Some("$argon2id$broken")));
        assert!(!hasher.verify("brume", None));
    }

    #[test]
    fn the_decoy_takes_the_work_of_a_hash() {
        let hasher = Hasher::new(Arc::new(SeededRng::new(3)));
        let decoy = PasswordHash::new(&hasher.decoy).unwrap();
        let hash = PasswordHash::new(&hasher.hash("a").unwrap()).unwrap();
        assert_eq!((decoy.algorithm, decoy.version), (hash.algorithm, hash.version));
        assert_eq!(decoy.params, hash.params);
        let lengths = |hash: &PasswordHash| {
            (hash.salt.as_ref().unwrap().len(), hash.hash.as_ref().unwrap().len())
        };
        assert_eq!(lengths(&decoy), lengths(&hash));
    }

    #[test]
    fn a_hash_of_lesser_settings_is_old_and_still_opens() {
        let (less, more) = (hasher(64), hasher(128));
        let hash = less.hash("brume").unwrap();
        assert!(more.verify("brume", Some(&hash)));
        assert!(more.is_old(&hash));
        assert!(!less.is_old(&hash));
        assert!(!less.is_old(&more.hash("brume").unwrap()), "more is not old");
        assert!(more.is_old("$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub"));
        assert!(more.is_old("brume"));
    }

    #[tokio::test]
    async fn so_many_may_wait_and_one_more_is_refused() {
        let hashes = Hashes::new(hasher(64));
        let all = u32::try_from(HASHES_AT_ONCE + HASHES_WAITING).unwrap();
        let others = hashes.fill(all - 1);
        assert!(hashes.run(|_| true).await.is_ok());
        let last = hashes.fill(1);
        assert!(matches!(hashes.run(|_| true).await, Err(AccountError::Busy)));
        drop((others, last));
        assert!(hashes.run(|_| true).await.is_ok());
    }
}
