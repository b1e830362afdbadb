//! Secrets and certificates come from files that the configuration names.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use hygie_base::{ExposeSecret as _, SecretString};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::limits::SECRET_FILE_BYTES;
use crate::options::Wrong;

/// What a file holds, without blanks around it.
pub(crate) fn secret(key: &'static str, path: &Path) -> Result<SecretString, Wrong> {
    let shown = path.display();
    let wrong = |why: &str| Wrong::new(key, format!("the file {shown} {why}"));
    let mut text = String::new();
    let read = File::open(path)
        .and_then(|file| file.take(SECRET_FILE_BYTES + 1).read_to_string(&mut text));
    let text = SecretString::from(text);
    read.map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    if text.expose_secret().len() as u64 > SECRET_FILE_BYTES {
        return Err(wrong(&format!("is longer than {SECRET_FILE_BYTES} bytes")));
    }
    let trimmed = text.expose_secret().trim();
    if trimmed.is_empty() { Err(wrong("is empty")) } else { Ok(SecretString::from(trimmed)) }
}

/// The authorities that a file names.
pub(crate) fn roots(key: &'static str, path: &Path) -> Result<RootCertStore, Wrong> {
    let wrong =
        |why: &str| Wrong::new(key, format!("the certificates in {} {why}", path.display()));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|_| wrong("cannot be read"))? {
        let certificate = certificate.map_err(|_| wrong("are not PEM"))?;
        roots.add(certificate).map_err(|_| wrong("are not of an authority"))?;
    }
    if roots.is_empty() { Err(wrong("are none: the file has none in PEM")) } else { Ok(roots) }
}
