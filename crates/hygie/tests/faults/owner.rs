//! A process that owns a folder and answers others.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::folder::Place;
use crate::program::Ran;

/// As long as a test may run.
const LONG_MILLIS: u64 = 600_000;

/// Starts a program whose words are kept.
pub fn start(mut command: Command) -> Child {
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().unwrap()
}

/// An export that waits once its file is there, and owns the folder meanwhile.
pub struct Owner(Option<Child>);

impl Owner {
    /// Starts one by the export of this person; it answers from then on.
    pub fn start(
        place: &Place,
        person: &str,
        wrap: impl FnOnce(&Path, &[&str]) -> Command,
    ) -> Self {
        Self::start_for(place, person, LONG_MILLIS, wrap)
    }

    /// As [`Owner::start`], for so long.
    pub fn start_for(
        place: &Place,
        person: &str,
        millis: u64,
        wrap: impl FnOnce(&Path, &[&str]) -> Command,
    ) -> Self {
        let file = place.input().join("owner.out");
        std::fs::remove_file(&file).unwrap_or_default();
        let mut command = wrap(&place.data(), &["export", person, "--out", file.to_str().unwrap()]);
        command.env("HYGIE_FAILPOINTS", format!("export.dir-sync=delay:{millis}"));
        let mut owner = Self(Some(start(command)));
        // From then on it does nothing for itself.
        while !file.exists() {
            let child = owner.0.as_mut().unwrap();
            assert!(child.try_wait().unwrap().is_none(), "{:?}", owner.end());
            std::thread::yield_now();
        }
        owner
    }

    pub fn kill(&mut self) {
        self.0.as_mut().unwrap().kill().unwrap();
    }

    /// Waits for the end.
    pub fn end(mut self) -> Ran {
        Ran::of(self.0.take().unwrap().wait_with_output().unwrap())
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            child.kill().unwrap_or_default();
            child.wait().unwrap();
        }
    }
}
