//! The mail server: as it is set up, and whether it can be reached.

use crate::config::Config;
use crate::console::Console;

/// As `hygie.toml` would be written.
pub fn print(config: &Config, console: &dyn Console) {
    let Some(mail) = &config.mail else { return console.line("# [mail] is not set") };
    console.line(&format!("[mail] # from {}", config.file.display()));
    mail.told().iter().for_each(|line| console.line(line));
}

/// Says what was found; `false` when it cannot be used. No letter is sent.
pub async fn check(config: &Config, console: &dyn Console) -> bool {
    let Some(mail) = &config.mail else {
        console.line("Mail: none; notices are told in the app alone.");
        return true;
    };
    let mailer = match mail.open() {
        Ok(mailer) => mailer,
        Err(error) => {
            console.error(&format!("{error:#}"));
            return false;
        }
    };
    match mailer.connect().await {
        Ok(line) => {
            line.quit().await;
            console.line(&format!("Mail: {} was reached.", mail.place()));
            true
        }
        Err(error) => {
            console.error(&format!("mail at {}: {error}", mail.place()));
            false
        }
    }
}
