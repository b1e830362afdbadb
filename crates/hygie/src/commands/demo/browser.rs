//! Opening the first page for whoever sits at this machine.

use std::io::IsTerminal as _;
use std::process::{Command, Stdio};

use crate::console::Console;

/// What opens an address in the browser of a desktop (freedesktop.org).
const OPENER: &str = "xdg-open";

/// Opens an address in the browser, where there is a screen; says so where there
/// is a screen and no browser.
pub fn open(address: &str, console: &dyn Console) {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    // A program that started us reads the address from our words.
    if !screen || !std::io::stdout().is_terminal() {
        return;
    }
    let silent = || Stdio::null();
    let opener =
        Command::new(OPENER).arg(address).stdin(silent()).stdout(silent()).stderr(silent()).spawn();
    match opener {
        // It ends as soon as the browser has the address; whether it does is its affair.
        Ok(mut opener) => drop(std::thread::spawn(move || opener.wait())),
        Err(error) => console.error(&format!(
            "No browser could be opened ({OPENER}: {error}). Open {address} in one yourself."
        )),
    }
}
