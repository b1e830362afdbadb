//! Whether the doorway can be opened as it is set up.

use hygie_http::Tls;

use crate::config::{Chosen, Doorway};
use crate::console::{Console, counted};
use crate::stores::read_tls_key;

/// Says what was found; `false` on a fault.
pub fn check(doorway: &Doorway, console: &dyn Console) -> anyhow::Result<bool> {
    if let Some(Chosen { value, source }) = &doorway.trusted_proxy {
        console.line(&format!("Trusted proxies: {} ({source}).", value.join(", ")));
    }
    let Some(files) = doorway.tls()? else {
        console.line("TLS: not here; a proxy in front must bring it.");
        return Ok(true);
    };
    let client_ca = files.client_ca.clone();
    let (certificate, key) = (files.certificate.display().to_string(), files.key.clone());
    match Tls::open(files, read_tls_key) {
        Ok(tls) => {
            let number = counted(tls.certificates() as u64, "certificate");
            let key = key.display();
            console.line(&format!("TLS: {certificate}, {number}; key {key}, for its owner only."));
            let machines = client_ca.map_or_else(
                || "not by certificates".to_owned(),
                |path| format!("by certificates that {} vouches for", path.display()),
            );
            console.line(&format!("Machines are known: by tokens, {machines}."));
            Ok(true)
        }
        Err(error) => {
            console.error(&error.to_string());
            Ok(false)
        }
    }
}
