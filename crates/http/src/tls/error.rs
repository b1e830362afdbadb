//! What can be wrong with the files of TLS, in words for an operator. No word of
//! a file is repeated: one of them is secret.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use super::TlsFiles;

/// Why a file of TLS cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file of certificates cannot be read.
    #[error("the certificates in {path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is larger than such a file is.
    #[error("{path} is larger than {most} bytes: is it the right file?")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit, in bytes.
        most: usize,
    },
    /// A file of certificates is damaged.
    #[error("{0} is not PEM that can be read: write the certificates anew")]
    NotPem(PathBuf),
    /// A file of certificates holds none.
    #[error("{0} holds no certificate in PEM (`-----BEGIN CERTIFICATE-----`): name the right file")]
    NoCertificate(PathBuf),
    /// The key's file is not there.
    #[error("there is no key {0}: name the file of the certificate's private key")]
    KeyMissing(PathBuf),
    /// The key's file cannot be used as it stands on the disk.
    #[error("the key of TLS: {0}")]
    Key(String),
    /// The key's file holds no key that can be read.
    #[error(
        "{0} holds no private key in PEM that can be read (PKCS #8, PKCS #1 or SEC 1, without a \
         passphrase): `openssl pkey -in FILE -out NEW` writes one"
    )]
    NoKey(PathBuf),
    /// Key and certificate are no pair.
    #[error(
        "the key {} is not that of the first certificate in {}: name the two that were made \
         together, the server's own certificate first in its file", .0.key.display(),
        .0.certificate.display()
    )]
    OtherKey(TlsFiles),
    /// What a file holds cannot be used.
    #[error("{path} cannot be used: {why}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
}

impl TlsError {
    pub(super) fn unusable(path: &Path, why: &dyn Display) -> Self {
        Self::Unusable { path: path.to_owned(), why: why.to_string() }
    }
}
