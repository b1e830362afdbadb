//! Where a command's words go: a terminal, or the process that asked over the socket.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Done.
    Done,
    /// Refused or incomplete.
    Refused,
}

impl Exit {
    /// The exit code of the contract.
    pub fn code(self) -> ExitCode {
        ExitCode::from(self.number())
    }

    /// The exit code of the contract, as a number.
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
        }
    }
}

/// A number of things in words: `1 file`, `2 files`, `0 entries`.
pub fn counted(number: u64, thing: &str) -> String {
    match thing.strip_suffix('y') {
        _ if number == 1 => format!("1 {thing}"),
        Some(start) if !thing.ends_with("ey") => format!("{number} {start}ies"),
        _ => format!("{number} {thing}s"),
    }
}

/// Takes a command's words.
pub trait Console: Send + Sync {
    /// A line of the answer.
    fn line(&self, text: &str);
    /// A line beside the answer: notes and errors.
    fn error(&self, text: &str);
    /// How far a long act is, in parts of a whole.
    fn progress(&self, done: u64, whole: u64, what: &str);
    /// The long act has ended.
    fn progress_end(&self);
}

/// The terminal that the command was typed at.
pub struct Terminal {
    bar: Option<ProgressBar>,
}

impl Terminal {
    /// With a progress bar when somebody watches.
    pub fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let style = "{bar:30} {percent:>3} % {msg}";
            bar.set_style(
                ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()),
            );
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        if let Some(bar) = &bar {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        Self { bar }
    }
}

impl Console for Terminal {
    fn line(&self, text: &str) {
        // A reader that went away is not our fault and no reason to stop a write.
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    fn error(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    fn progress(&self, done: u64, whole: u64, what: &str) {
        if let Some(bar) = &self.bar {
            if bar.is_hidden() {
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            bar.set_length(whole);
            bar.set_position(done);
            bar.set_message(what.to_owned());
        }
    }

    fn progress_end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn things_are_counted_in_words() {
        let check = |number, thing, expect| assert_eq!(counted(number, thing), expect);
        check(0, "file", "0 files");
        check(1, "entry", "1 entry");
        check(2, "entry", "2 entries");
        check(2, "key", "2 keys");
    }
}
