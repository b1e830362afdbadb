//! Reading the files of TLS.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};
use hygie_accounts::Fingerprint;
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

use super::{ReadKey, TlsError, TlsFiles};
use crate::limits::{AUTHORITIES_BYTES, CERTIFICATE_BYTES, KEY_BYTES_PEM};

/// What the files hold, as bytes.
pub(super) struct Content {
    certificate: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
    client_ca: Option<Vec<u8>>,
}

/// SHA-256 over all of it: what tells whether anything changed.
pub(super) type Digest = [u8; 32];

impl Content {
    pub(super) fn read(files: &TlsFiles, read_key: ReadKey) -> Result<Self, TlsError> {
        // Certificates are renewed before keys or after them; who reads between
        // the two finds no pair, and finds one the next time.
        let certificate = read(&files.certificate, CERTIFICATE_BYTES)?;
        let key = read_key(&files.key, KEY_BYTES_PEM).map_err(TlsError::Key)?;
        let key = key.ok_or_else(|| TlsError::KeyMissing(files.key.clone()))?;
        if key.len() > KEY_BYTES_PEM {
            return Err(TlsError::TooLarge { path: files.key.clone(), most: KEY_BYTES_PEM });
        }
        let client_ca =
            files.client_ca.as_ref().map(|path| read(path, AUTHORITIES_BYTES)).transpose()?;
        Ok(Self { certificate, key, client_ca })
    }

    pub(super) fn digest(&self) -> Digest {
        let mut all = Context::new(&SHA256);
        let client_ca = self.client_ca.as_deref().unwrap_or_default();
        for part in [self.certificate.as_slice(), &self.key, client_ca] {
            all.update(&(part.len() as u64).to_be_bytes());
            all.update(part);
        }
        let mut digest = Digest::default();
        digest.iter_mut().zip(all.finish().as_ref()).for_each(|(to, from)| *to = *from);
        digest
    }

    pub(super) fn chain(&self, files: &TlsFiles) -> Result<Vec<CertificateDer<'static>>, TlsError> {
        certificates(&files.certificate, &self.certificate)
    }

    pub(super) fn key(&self, files: &TlsFiles) -> Result<PrivateKeyDer<'static>, TlsError> {
        PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| TlsError::NoKey(files.key.clone()))
    }

    /// The authorities of machines; `None` when no file is named.
    pub(super) fn authorities(&self, files: &TlsFiles) -> Result<Option<RootCertStore>, TlsError> {
        let (Some(path), Some(pem)) = (&files.client_ca, &self.client_ca) else { return Ok(None) };
        let mut roots = RootCertStore::empty();
        for certificate in certificates(path, pem)? {
            roots.add(certificate).map_err(|error| TlsError::unusable(path, &error))?;
        }
        Ok(Some(roots))
    }
}

/// The fingerprint of the first certificate in a file, as a token is bound to it.
///
/// # Errors
/// When the file holds no certificate in PEM.
pub fn certificate_fingerprint(path: &Path) -> Result<Fingerprint, TlsError> {
    let all = certificates(path, &read(path, CERTIFICATE_BYTES)?)?;
    let first = all.first().ok_or_else(|| TlsError::NoCertificate(path.to_owned()))?;
    // What is no certificate would bind a token to something that nobody can show.
    rustls::server::ParsedCertificate::try_from(first)
        .map_err(|error| TlsError::unusable(path, &error))?;
    Ok(Fingerprint::of(first))
}

fn read(path: &Path, most: usize) -> Result<Vec<u8>, TlsError> {
    let unreadable = |source| TlsError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > most {
        return Err(TlsError::TooLarge { path: path.to_owned(), most });
    }
    Ok(bytes)
}

fn certificates(path: &Path, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let all = all.map_err(|_| TlsError::NotPem(path.to_owned()))?;
    if all.is_empty() {
        return Err(TlsError::NoCertificate(path.to_owned()));
    }
    Ok(all)
}
