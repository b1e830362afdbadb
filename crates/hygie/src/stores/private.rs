//! Files that only who runs the program may read.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use hygie_base::SecretString;
use hygie_folder::{Links, read_private};
use rustix::process::geteuid;
use zeroize::Zeroizing;

/// Everything but reading and writing by the owner.
const FORBIDDEN: u32 = 0o7177;

/// Refuses a password file that others can read.
pub fn check_password_file(path: &Path) -> anyhow::Result<()> {
    check("password file", path)
}

/// Refuses a file of credentials that others can read.
pub fn check_key_file(path: &Path) -> anyhow::Result<()> {
    check("file of credentials", path)
}

/// Reads the key of TLS; refuses one that others can read. Whatever renews it may
/// keep it elsewhere and link to it.
pub fn read_tls_key(path: &Path, most: usize) -> Result<Option<Zeroizing<Vec<u8>>>, String> {
    read_private(path, most, Links::Follow).map_err(|error| error.to_string())
}

/// Reads a password of at most so many bytes, without the end of its line; refuses a file
/// that others can read.
pub fn read_password(path: &Path, most: usize) -> anyhow::Result<SecretString> {
    check_password_file(path)?;
    let shown = || format!("the password file {}", path.display());
    let bytes = read_private(path, most, Links::Follow).with_context(shown)?;
    let bytes = bytes.with_context(shown)?;
    let text = std::str::from_utf8(&bytes).ok().with_context(|| format!("{}: no text", shown()))?;
    let password = text.trim_end_matches(['\r', '\n']);
    ensure!(!password.is_empty(), "{} is empty", shown());
    Ok(SecretString::from(password.to_owned()))
}

fn check(what: &str, path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    let found =
        std::fs::metadata(path).with_context(|| format!("the {what} {shown} cannot be read"))?;
    ensure!(found.is_file(), "the {what} {shown} is not a plain file");
    ensure!(
        found.uid() == geteuid().as_raw(),
        "the {what} {shown} belongs to another user: make it this user's with chown"
    );
    ensure!(
        found.mode() & FORBIDDEN == 0,
        "others than its owner may use the {what} {shown}: make it private with chmod 600"
    );
    Ok(())
}
