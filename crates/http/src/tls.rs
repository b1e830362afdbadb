//! TLS that the program serves itself, 1.2 and 1.3 (RFC 5246, RFC 8446), with
//! rustls and the one provider of cryptography. Its suites all have forward
//! secrecy and authenticated encryption (RFC 9325, section 4.2). Only HTTP/1.1 is
//! offered (ALPN, RFC 7301).
//!
//! Certificate, key and authorities are files. Whoever renews them puts new ones
//! in their place; [`Tls::reload`] takes them up for connections to come. What
//! cannot be used changes nothing.

mod client;
mod error;
mod files;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::{default_provider, kx_group};
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::version::{TLS12, TLS13};
use zeroize::Zeroizing;

pub use client::ClientCertificate;
pub use error::TlsError;
pub use files::certificate_fingerprint;

use files::{Content, Digest};

/// Where the files are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TlsFiles {
    /// PEM: the server's own certificate first, then those between it and the
    /// authority.
    pub certificate: PathBuf,
    /// PEM: the certificate's private key, for its owner only.
    pub key: PathBuf,
    /// PEM: authorities of machines' certificates. With them a client may show a
    /// certificate, and need not.
    pub client_ca: Option<PathBuf>,
}

/// Reads the file of a private key, of at most so many bytes; `None` when there is
/// none. It refuses, in words, a file that others than its owner may use.
pub type ReadKey = fn(&Path, usize) -> Result<Option<Zeroizing<Vec<u8>>>, String>;

/// TLS as it is served now.
pub struct Tls {
    files: TlsFiles,
    read_key: ReadKey,
    now: RwLock<Now>,
}

struct Now {
    config: Arc<ServerConfig>,
    read: Digest,
    certificates: usize,
}

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    /// Which file cannot be used, why, and what to do.
    pub fn open(files: TlsFiles, read_key: ReadKey) -> Result<Self, TlsError> {
        let now = made(&files, &Content::read(&files, read_key)?)?;
        Ok(Self { files, read_key, now: RwLock::new(now) })
    }

    /// Reads the files again, and takes up what changed: `false` when nothing
    /// did. Connections that are open stay as they are.
    ///
    /// # Errors
    /// As for [`Tls::open`]; then what was served before is served on.
    pub fn reload(&self) -> Result<bool, TlsError> {
        let content = Content::read(&self.files, self.read_key)?;
        if self.now.read().unwrap_or_else(PoisonError::into_inner).read == content.digest() {
            return Ok(false);
        }
        let now = made(&self.files, &content)?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(true)
    }

    /// How many certificates are shown to a client, the server's own included.
    pub fn certificates(&self) -> usize {
        self.now.read().unwrap_or_else(PoisonError::into_inner).certificates
    }

    /// The settings of the next connection.
    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).config)
    }
}

fn made(files: &TlsFiles, content: &Content) -> Result<Now, TlsError> {
    let read = content.digest();
    let (chain, key) = (content.chain(files)?, content.key(files)?);
    let certificates = chain.len();
    let provider = Arc::new(provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map_err(|error| TlsError::unusable(&files.certificate, &error))?;
    let authorities = content.authorities(files)?;
    let resumes = authorities.is_none();
    let builder = match (authorities, &files.client_ca) {
        (Some(authorities), Some(path)) => {
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(authorities), provider)
                    .allow_unauthenticated()
                    .build()
                    .map_err(|error| TlsError::unusable(path, &error))?;
            builder.with_client_cert_verifier(verifier)
        }
        _ => builder.with_no_client_auth(),
    };
    let mut config = builder.with_single_cert(chain, key).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => TlsError::OtherKey(files.clone()),
        other => TlsError::unusable(&files.certificate, &other),
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    if !resumes {
        // A session that is taken up again does not show its certificate again:
        // one that expired meanwhile, or whose authority is gone, would go on.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
    }
    Ok(Now { config: Arc::new(config), read, certificates })
}

/// What is kept for decades is worth recording today and opening in ten years:
/// the hybrid key exchange with ML-KEM goes first where the client knows it.
fn provider() -> CryptoProvider {
    let kx_groups =
        vec![kx_group::X25519MLKEM768, kx_group::X25519, kx_group::SECP256R1, kx_group::SECP384R1];
    CryptoProvider { kx_groups, ..default_provider() }
}
