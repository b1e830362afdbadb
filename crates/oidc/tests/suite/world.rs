//! A hostile provider, and ours that talks to it.

use std::path::PathBuf;
use std::sync::Arc;

use hygie_base::{FixedClock, SeededRng, SystemRng, Timestamp};
use hygie_oidc::{
    Authentication, Back, Identity, OidcError, Options, Profile, Provider, TokenFault,
};
use tempfile::TempDir;

use crate::hostile::{CLIENT, Hostile, MARK, SECRET, Script};

pub const NOW: i64 = 1_795_353_360_000;
pub const BACK: &str = "https://hygie.example/login/with/p/back";

pub struct World {
    pub hostile: Hostile,
    pub clock: Arc<FixedClock>,
    pub provider: Provider,
    pub options: Options,
    _folder: TempDir,
}

/// A file with a secret.
pub fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
    path
}

pub async fn world() -> World {
    world_with(|_| {}).await
}

/// A world whose configuration is changed first.
pub async fn world_with(change: impl FnOnce(&mut Options)) -> World {
    let hostile = Hostile::start(NOW).await;
    let folder = tempfile::tempdir().unwrap();
    let secret = Authentication::SecretFile(file(&folder, "secret", &format!("{SECRET}\n")));
    let mut options = Options::new(Profile::Generic, CLIENT, secret);
    options.issuer = Some(hostile.url.clone());
    change(&mut options);
    let clock = Arc::new(FixedClock::new(Timestamp(NOW)));
    let provider = Provider::open(&options, clock.clone(), Arc::new(SystemRng)).unwrap();
    World { hostile, clock, provider, options, _folder: folder }
}

impl World {
    /// A whole log-in.
    pub async fn log_in(&self) -> Result<Identity, OidcError> {
        let begun = self.provider.begin(BACK).await?;
        let query = self.hostile.authorize(&begun.url);
        self.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await
    }

    /// Whether a log-in is refused after a change of the provider, and quotes nothing.
    pub async fn refused(&self, change: impl FnOnce(&mut Script)) -> OidcError {
        change(&mut self.hostile.script());
        let error = self.log_in().await.err().unwrap();
        assert!(!error.to_string().contains(MARK), "{error}");
        assert!(!format!("{error:?}").contains(MARK), "{error:?}");
        error
    }

    /// Another of ours at the same provider.
    pub fn other(&self, seed: u64) -> Provider {
        Provider::open(&self.options, self.clock.clone(), Arc::new(SeededRng::new(seed))).unwrap()
    }
}

/// Whether a change of the token leads to this fault.
pub async fn bad_token(change: impl FnOnce(&mut Script), expect: TokenFault) {
    let error = world().await.refused(change).await;
    assert_eq!(error, OidcError::IdToken(expect));
}
