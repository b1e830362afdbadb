//! Addresses that clients are registered with. Read strictly, so that two
//! programs cannot read one of them as two different places.

use crate::limits::ADDRESS_BYTES;

/// An address of a web page or service: `https`, or `http` on this machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    text: String,
    /// Bytes of scheme, host and port.
    origin: usize,
}

/// How an address is written, for refusals.
const FORM: &str = "https://host[:port]/path, or http://localhost:port/path on the same machine; \
     small letters in the host, no user, no fragment, printable ASCII";

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// How addresses are written.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"\\\"<>#`{}|^".contains(&byte);
        if text.len() > ADDRESS_BYTES || !text.bytes().all(plain) {
            return Err(FORM);
        }
        let (scheme, rest) = text.split_once("://").ok_or(FORM)?;
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let own = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let secure = scheme == "https" || (scheme == "http" && own);
        let named = !host.is_empty() && (own || host.bytes().all(is_of_a_name));
        let numbered = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if secure && named && numbered {
            Ok(Self { text: text.to_owned(), origin: scheme.len() + 3 + authority.len() })
        } else {
            Err(FORM)
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port, as a browser's header `Origin` has them.
    pub fn origin(&self) -> &str {
        let origin = self.text.get(..self.origin).unwrap_or_default();
        let default = if origin.starts_with("https") { ":443" } else { ":80" };
        origin.strip_suffix(default).unwrap_or(origin)
    }

    /// Whether it is nothing but an origin.
    pub fn is_origin(&self) -> bool {
        self.text == self.origin()
    }

    /// The address with parameters added to its query, their values encoded.
    pub fn with(&self, parameters: &[(&str, &str)]) -> String {
        let mut text = self.text.clone();
        for (name, value) in parameters {
            let first = !text.contains('?');
            text.push(if first { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            for byte in value.bytes() {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    text.push(char::from(byte));
                } else {
                    text.push_str(&format!("%{byte:02X}"));
                }
            }
        }
        text
    }
}

const fn is_of_a_name(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS_BYTES, Address};

    #[test]
    fn addresses_are_read_strictly() {
        let check = |text: &str, expect: Option<&str>| {
            let read = Address::parse(text);
            assert_eq!(read.as_ref().ok().map(Address::origin), expect, "{text}");
        };
        check("https://app.example/cb", Some("https://app.example"));
        check("https://app.example:8443/cb?a=b", Some("https://app.example:8443"));
        check("https://app.example:443", Some("https://app.example"));
        check("http://localhost:9000/", Some("http://localhost:9000"));
        check("http://[::1]:9000/cb", Some("http://[::1]:9000"));
        for bad in [
            "",
            "app.example",
            "http://app.example/cb",
            "http://localhost.evil.example/",
            "https://",
            "https:///cb",
            "https://user@app.example/",
            "https://App.example/",
            "https://app.example/#x",
            "https://app.example\\@evil.example/",
            "https://app.example/a b",
            "https://app.example/\r\nSet-Cookie: a=b",
            "https://app.example:0/",
            "https://app.example:99999/",
            "https://*.example/",
            "javascript://localhost/%0aalert(1)",
            "https://exämple/",
            "ftp://localhost/",
        ] {
            check(bad, None);
        }
        let most = format!("https://a/{}", "x".repeat(ADDRESS_BYTES - 10));
        assert!(Address::parse(&most).is_ok() && Address::parse(&format!("{most}x")).is_err());
    }

    #[test]
    fn parameters_are_encoded() {
        let with = |text: &str| Address::parse(text).unwrap().with(&[("state", "a b&c=\r\né")]);
        assert_eq!(with("https://a/cb"), "https://a/cb?state=a%20b%26c%3D%0D%0A%C3%A9");
        assert!(with("https://a/cb?x=1").starts_with("https://a/cb?x=1&state="));
    }
}
