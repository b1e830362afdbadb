//! Files that only who runs the program may read.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use rustix::process::geteuid;

/// Everything but reading and writing by the owner.
const FORBIDDEN: u32 = 0o7177;

/// Refuses a password file that others can read.
pub fn check_password_file(path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    let found = std::fs::metadata(path)
        .with_context(|| format!("the password file {shown} cannot be read"))?;
    ensure!(found.is_file(), "the password file {shown} is not a plain file");
    ensure!(
        found.uid() == geteuid().as_raw(),
        "the password file {shown} belongs to another user: make it this user's with chown"
    );
    ensure!(
        found.mode() & FORBIDDEN == 0,
        "others than its owner may use the password file {shown}: make it private with chmod 600"
    );
    Ok(())
}
