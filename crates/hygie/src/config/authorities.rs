//! Files of authorities that are trusted for one server.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, ensure};

/// Bytes of such a file: of those of a whole machine.
const AUTHORITIES_BYTES: u64 = 1 << 20;

/// Reads certificates in PEM; `of` names the server in errors.
///
/// # Errors
/// When the file cannot be read, is too large or has no certificate.
pub fn read(path: &Path, of: &str) -> anyhow::Result<String> {
    let shown = || format!("the authorities {} of {of}", path.display());
    let mut text = String::new();
    let file = File::open(path).with_context(shown)?;
    file.take(AUTHORITIES_BYTES + 1).read_to_string(&mut text).with_context(shown)?;
    ensure!(text.len() as u64 <= AUTHORITIES_BYTES, "{}: too large", shown());
    ensure!(text.contains("-----BEGIN CERTIFICATE-----"), "{}: no certificate in PEM", shown());
    Ok(text)
}
