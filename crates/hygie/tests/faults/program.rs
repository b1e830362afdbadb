//! The real program, run as people run it.

use std::fs::File;
use std::os::fd::AsRawFd as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Output};
use std::sync::OnceLock;

use serde_json::Value;

/// The program. Held open, so that a build that replaces the file while the
/// tests run does not change what they test.
fn program() -> String {
    static PROGRAM: OnceLock<File> = OnceLock::new();
    let held = PROGRAM.get_or_init(|| File::open(env!("CARGO_BIN_EXE_hygie")).unwrap());
    format!("/proc/{}/fd/{}", std::process::id(), held.as_raw_fd())
}

/// A command on a data folder.
pub fn hygie(data: &Path, args: &[&str]) -> Command {
    wrapped(Command::new(program()), data, args)
}

/// The same as the last arguments of another program, which runs it.
pub fn under(mut wrapper: Command, data: &Path, args: &[&str]) -> Command {
    wrapper.arg(program());
    wrapped(wrapper, data, args)
}

fn wrapped(mut command: Command, data: &Path, args: &[&str]) -> Command {
    command
        .env_remove("HYGIE_STORE")
        .env_remove("HYGIE_FAILPOINTS")
        .env("HYGIE_DATA", data)
        .args(args);
    command
}

/// What a command came to.
#[derive(Debug)]
pub struct Ran {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let ran =
            Self { status: output.status, out: text(output.stdout), err: text(output.stderr) };
        assert!(!ran.err.contains("panicked at"), "{ran:?}");
        ran
    }

    /// The exit code, which the contract says is 0 or 1 for what is well asked.
    pub fn code(&self) -> i32 {
        let code = self.status.code();
        assert!(matches!(code, Some(0 | 1)), "{self:?}");
        code.unwrap()
    }

    /// Whether it was killed by this signal.
    pub fn died_of(&self, signal: i32) -> bool {
        self.status.signal() == Some(signal)
    }

    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.status.code(), Some(0), "{self:?}");
        self
    }

    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        assert!(!self.err.is_empty(), "a refusal says why: {self:?}");
        self
    }

    /// Refused by what it prints: `doctor` tells its findings there.
    #[track_caller]
    pub fn refused_in_silence(self) -> Self {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs a command to its end.
pub fn run(mut command: Command) -> Ran {
    Ran::of(command.output().unwrap())
}

/// Runs a command on a data folder to its end.
pub fn ask(data: &Path, args: &[&str]) -> Ran {
    run(hygie(data, args))
}

/// What `hygie doctor` says of a folder in which nothing is wrong.
#[track_caller]
pub fn well(data: &Path) -> Value {
    let ran = ask(data, &["doctor", "--json"]);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    let said = ran.json();
    assert_eq!(said["findings"], Value::Array(Vec::new()), "{said}");
    assert_eq!(said["orphans"], 0, "{said}");
    said
}
