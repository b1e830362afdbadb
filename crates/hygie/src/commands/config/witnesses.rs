//! What holds the log elsewhere, beside folders: buckets, witnesses; and the logs for which
//! this house is one.

use crate::config::{Chosen, Config};
use crate::console::Console;
use crate::elsewhere::Elsewhere;

/// As `hygie.toml` would be written.
pub fn print(config: &Config, console: &dyn Console) {
    match &config.witness_for {
        None => console.line("# witness_for is not set"),
        Some(Chosen { value, source }) => {
            let value = value.iter().map(ToString::to_string).collect();
            let chosen = Chosen { value, source: source.clone() };
            console.line(&super::listed("witness_for", &chosen));
        }
    }
    let unheld = &config.unheld_log;
    console.line(&super::told("unheld_log", unheld.value.word(), unheld));
    for one in &config.anchor_buckets {
        console.line(&format!("[[anchor_bucket]] # from {}", config.file.display()));
        one.told().iter().for_each(|line| console.line(line));
    }
    for one in &config.witnesses {
        console.line(&format!("[[witness]] # from {}", config.file.display()));
        one.told().iter().for_each(|line| console.line(line));
    }
}

/// Whether the files that they name can be read. Whether a witness knows the log of this
/// house is told when it is shown one.
pub fn check(config: &Config, console: &dyn Console) -> bool {
    match Elsewhere::of(config) {
        Ok(elsewhere) => {
            for (name, url) in elsewhere.witnesses() {
                console.line(&format!("Witness: {name} at {url}."));
            }
            true
        }
        Err(error) => {
            console.error(&format!("{error:#}"));
            false
        }
    }
}
