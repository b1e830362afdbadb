//! The log-in providers: as they are set up, and whether they can be reached.

use std::sync::Arc;

use hygie_base::{SystemClock, SystemRng};

use crate::config::{Config, Configured};
use crate::console::Console;

/// As `hygie.toml` would be written, as far as it is no secret of anybody.
pub fn print(config: &Config, console: &dyn Console) {
    for one in &config.providers {
        console.line(&format!("[[log_in_provider]] # from {}", config.file.display()));
        one.told.iter().for_each(|line| console.line(line));
    }
}

/// Says what was found of each; `false` on a fault.
pub async fn check(config: &Config, console: &dyn Console) -> bool {
    let mut good = true;
    for one in &config.providers {
        match look(one).await {
            Ok(()) => {
                let Configured { name, .. } = one;
                console.line(&format!("Log-in provider {name}: {} is reached.", one.issuer()));
            }
            Err(error) => {
                console.error(&format!("{error:#}"));
                good = false;
            }
        }
    }
    good
}

async fn look(one: &Configured) -> anyhow::Result<()> {
    let offered = one.open(Arc::new(SystemClock), Arc::new(SystemRng))?;
    let looked = offered.provider.look().await;
    looked.map_err(|error| anyhow::anyhow!("log-in provider {}: {error}", one.name))
}
