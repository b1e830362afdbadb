//! The data folder, through the public interface.
#![expect(clippy::unwrap_used, reason = "test code")]

mod durable;
mod opening;
mod private;
mod ring;
mod socket;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

const INSIDE: &str = "HYGIE_TEST_INSIDE";

fn mode(path: &Path) -> u32 {
    std::fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn write(path: &Path, bytes: &[u8]) {
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// True inside the process where points are armed; outside, runs that process
/// for each of them.
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
fn armed(test: &str, points: &[&str]) -> bool {
    if std::env::var(INSIDE).is_ok() {
        return true;
    }
    for point in points {
        let mut inner = Command::new(std::env::current_exe().unwrap());
        inner.args(["--exact", test, "--nocapture"]);
        let output = inner.env(INSIDE, "1").env("HYGIE_FAILPOINTS", point).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{point}: {said}");
    }
    false
}
