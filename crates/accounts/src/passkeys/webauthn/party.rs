//! Who relies on passkeys: this server, under the address that people know.

use std::net::IpAddr;

/// The relying party: to what name passkeys are bound, and from which pages they
/// may be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    id: String,
    origin: String,
}

/// Why passkeys cannot be offered under an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoParty {
    /// Not `https://…` or `http://…` with a host.
    #[error("the public address cannot be read")]
    Malformed,
    /// Browsers have passkeys in secure contexts only.
    #[error("the public address is plain HTTP: passkeys need https://, or http://localhost")]
    Plain,
    /// The relying party's id is a domain (WebAuthn 5.1.2).
    #[error("the public address has a number in place of a name: passkeys need a domain")]
    Number,
}

impl Party {
    /// The one under this public address, as `hygie serve --url` has it. Its id is
    /// the whole host: no passkey of ours works under a name above or below it, and
    /// none under another port.
    ///
    /// # Errors
    /// When browsers have no passkeys under such an address.
    pub fn of(public_url: &str) -> Result<Self, NoParty> {
        let (scheme, rest) = public_url.split_once("://").ok_or(NoParty::Malformed)?;
        let scheme = scheme.to_ascii_lowercase();
        let host = rest.split('/').next().unwrap_or_default().to_ascii_lowercase();
        if host.starts_with('[') {
            return Err(NoParty::Number);
        }
        let (name, port) = match host.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (host.as_str(), None),
        };
        let fits = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '.');
        let number = |port: &str| port.parse::<u16>().is_ok();
        if name.is_empty() || !name.chars().all(fits) || !port.is_none_or(number) {
            return Err(NoParty::Malformed);
        }
        if name.parse::<IpAddr>().is_ok() {
            return Err(NoParty::Number);
        }
        let local = name == "localhost" || name.ends_with(".localhost");
        let own = match scheme.as_str() {
            "https" => "443",
            "http" if local => "80",
            "http" => return Err(NoParty::Plain),
            _ => return Err(NoParty::Malformed),
        };
        // An origin has no port that is its scheme's own (RFC 6454, 6.2).
        let port = port.filter(|port| *port != own).map(|port| format!(":{port}"));
        let origin = format!("{scheme}://{name}{}", port.unwrap_or_default());
        Ok(Self { id: name.to_owned(), origin })
    }

    /// The domain that passkeys are bound to.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The origin of the pages that may use them.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_who_relies() {
        let check = |url: &str, expect: Result<(&str, &str), NoParty>| {
            let found = Party::of(url);
            let told = found.as_ref().map(|party| (party.id(), party.origin()));
            assert_eq!(told, expect.as_ref().copied(), "{url}");
        };
        check("https://dossier.example", Ok(("dossier.example", "https://dossier.example")));
        check("https://Dossier.example:443/", Ok(("dossier.example", "https://dossier.example")));
        check("https://a.example:8443", Ok(("a.example", "https://a.example:8443")));
        check("http://localhost:8080", Ok(("localhost", "http://localhost:8080")));
        check("http://localhost:80", Ok(("localhost", "http://localhost")));
        check("https://localhost", Ok(("localhost", "https://localhost")));
        check("http://ward.example:8080", Err(NoParty::Plain));
        check("http://localhost.example", Err(NoParty::Plain));
        for number in ["http://127.0.0.1:8080", "https://192.168.1.4", "https://[::1]:8080"] {
            check(number, Err(NoParty::Number));
        }
        for bad in
            ["", "dossier.example", "https://", "ftp://localhost", "https://a:b", "https://é"]
        {
            check(bad, Err(NoParty::Malformed));
        }
    }
}
