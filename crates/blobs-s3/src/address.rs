//! `s3://bucket/prefix`, and where the server is. None of the errors quotes what
//! was given: somebody may have put a secret into it.

use std::net::IpAddr;

use hygie_store::StoreError;
use hyper::Uri;

use crate::limits::PREFIX_BYTES;

/// Bytes of a bucket's name, as S3 has it.
const BUCKET_BYTES: std::ops::RangeInclusive<usize> = 3..=63;

/// A bucket and what the names of objects in it begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    pub(crate) bucket: String,
    /// Empty, or ending with `/`.
    pub(crate) prefix: String,
}

impl Address {
    /// Reads `s3://bucket` or `s3://bucket/prefix`.
    ///
    /// # Errors
    /// [`Wrong`] that says what is allowed.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let rest = text.strip_prefix("s3://").ok_or_else(|| {
            wrong("the address of the attachments is not s3://bucket or s3://bucket/prefix")
        })?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_bucket(bucket) {
            return Err(wrong(
                "the bucket in the address of the attachments is none: 3 to 63 lower-case letters, \
                 digits, dots and hyphens, and credentials go into a file (blobs_key_file)",
            ));
        }
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        if prefix.len() > PREFIX_BYTES || !(prefix.is_empty() || prefix.split('/').all(is_part)) {
            return Err(wrong(&format!(
                "the prefix in the address of the attachments is none: letters, digits, dots, \
                 hyphens and underscores, divided by single slashes, {PREFIX_BYTES} bytes at most"
            )));
        }
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Self { bucket: bucket.to_owned(), prefix })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { bucket, prefix } = self;
        write!(to, "s3://{bucket}/{prefix}")
    }
}

fn is_bucket(name: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
    BUCKET_BYTES.contains(&name.len())
        && name.bytes().all(|byte| plain(byte) || matches!(byte, b'.' | b'-'))
        && name.bytes().next().is_some_and(plain)
        && name.bytes().last().is_some_and(plain)
        && !name.contains("..")
}

fn is_part(part: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !part.is_empty() && !matches!(part, "." | "..") && part.bytes().all(plain)
}

/// Where the server is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    /// Scheme, host and maybe port.
    pub url: String,
    /// Whether the way to it is encrypted.
    pub tls: bool,
}

impl Endpoint {
    /// Reads `https://host:port`, or `http://` for a loopback address.
    ///
    /// # Errors
    /// [`Wrong`] that says what is allowed.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let form = "the server of the attachments (blobs_endpoint) is not https://host:port";
        let uri: Uri = text.parse().map_err(|_| wrong(form))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wrong(form));
        };
        let plain = authority.port().is_some() || authority.as_str() == authority.host();
        if !plain || authority.as_str().contains('@') || !matches!(uri.path(), "" | "/") {
            return Err(wrong(&format!("{form} alone: no user, no path")));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(wrong(&format!("{form} alone: nothing after it")));
        }
        let tls = match scheme {
            "https" => true,
            "http" if is_near(authority.host()) => false,
            "http" => {
                return Err(wrong(
                    "the server of the attachments is on another machine: it must be https:// \
                     (blobs_endpoint), so that nobody on the way learns the names or pretends to \
                     be it",
                ));
            }
            _ => return Err(wrong(form)),
        };
        Ok(Self { url: format!("{scheme}://{authority}"), tls })
    }
}

fn is_near(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What is wrong with what was chosen, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong(String);

impl std::fmt::Display for Wrong {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl From<Wrong> for StoreError {
    fn from(wrong: Wrong) -> Self {
        Self::Unavailable(wrong.0)
    }
}

pub fn wrong(what: &str) -> Wrong {
    Wrong(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Address, Endpoint, PREFIX_BYTES};

    #[test]
    fn an_address_is_a_bucket_and_maybe_a_prefix() {
        let check = |text: &str, expect: &str| {
            assert_eq!(Address::parse(text).unwrap().to_string(), expect, "{text}");
        };
        check("s3://abc", "s3://abc/");
        check("s3://abc/", "s3://abc/");
        check("s3://a.b-c/one/Two_3", "s3://a.b-c/one/Two_3/");
        check("s3://abc/one/", "s3://abc/one/");
    }

    #[test]
    fn what_is_no_address_is_not_quoted() {
        let refused = |text: &str| {
            let said = Address::parse(text).unwrap_err().to_string();
            assert!(!said.contains("secret"), "{said}");
        };
        for text in ["secret", "s3:/abc", "S3://abc", "s3://ab", "s3://-ab", "s3://a..b", "s3://"] {
            refused(text);
        }
        refused("s3://key:secret@abc");
        refused("s3://Abc/x");
        for prefix in ["a//b", "//", "../a", "a/./b", "a?secret", "é", "a b"] {
            refused(&format!("s3://abc/{prefix}"));
        }
        refused(&format!("s3://{}", "a".repeat(64)));
        assert!(Address::parse(&format!("s3://{}", "a".repeat(63))).is_ok());
    }

    #[test]
    fn the_prefix_has_a_limit() {
        let check = |bytes: usize| Address::parse(&format!("s3://abc/{}", "x".repeat(bytes)));
        assert!(check(PREFIX_BYTES).is_ok());
        assert!(check(PREFIX_BYTES + 1).is_err());
    }

    #[test]
    fn a_way_in_clear_is_for_this_machine_only() {
        let check = |text: &str, tls: bool, url: &str| {
            let expect = Endpoint { url: url.to_owned(), tls };
            assert_eq!(Endpoint::parse(text).unwrap(), expect, "{text}");
        };
        check("https://s3.example.org", true, "https://s3.example.org");
        check("https://s3.example.org:9000/", true, "https://s3.example.org:9000");
        for near in ["localhost", "127.0.0.1:9000", "127.9.9.9", "[::1]:80"] {
            check(&format!("http://{near}"), false, &format!("http://{near}"));
        }
        for text in [
            "http://s3.example.org",
            "http://192.0.2.1",
            "http://localhost.example.org",
            "https://key:secret@s3.example.org",
            "https://s3.example.org/bucket",
            "https://s3.example.org?a=secret",
            "https://s3.example.org#a",
            "ftp://localhost",
            "s3.example.org",
            "https://",
            "",
        ] {
            let said = Endpoint::parse(text).unwrap_err().to_string();
            assert!(!said.contains("secret"), "{text}: {said}");
        }
    }
}
