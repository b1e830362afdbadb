//! Whether browsers have passkeys where people will reach the server.

use hygie_accounts::Party;

use crate::console::Console;

/// Says it; no fault either way, for passwords and apps are there too.
pub fn check(url: Option<&str>, console: &dyn Console) {
    let Some(url) = url else {
        console.line(
            "Passkeys: on localhost; `config check --url URL` says whether at the public address.",
        );
        return;
    };
    match Party::of(url) {
        Ok(party) => console.line(&format!(
            "Passkeys: bound to {}, on pages of {} alone.",
            party.id(),
            party.origin()
        )),
        Err(error) => console.line(&format!("Passkeys: none are offered; {error}.")),
    }
}
