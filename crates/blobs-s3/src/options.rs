//! Which bucket, on which server, with whose credentials.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use hygie_base::{ExposeSecret as _, SecretString};
use hygie_store::StoreError;
use hygie_store::limits::BLOB_BYTES;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use object_store::aws::{AmazonS3Builder, Checksum, S3ConditionalPut};
use object_store::{BackoffConfig, ClientOptions, RetryConfig};
use rustls::RootCertStore;

use crate::Address;
use crate::address::{Endpoint, Wrong, wrong};
use crate::bucket::Bucket;
use crate::client::{self, Http};
use crate::limits::{KEY_FILE_BYTES, REGION_BYTES, REQUEST_TIME, RETRIES, RETRY_PAUSE};

/// The region of servers that have none.
const REGION: &str = "us-east-1";
const CHECKSUM_KIND: HeaderName = HeaderName::from_static("x-amz-sdk-checksum-algorithm");

/// How to reach a bucket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The bucket and the prefix.
    pub address: Address,
    /// `https://host:port`; `http://` for a loopback address alone.
    pub endpoint: Option<String>,
    /// The region that requests are signed for; `us-east-1` without one.
    pub region: Option<String>,
    /// Certificates of the authorities that may have issued the server's, in PEM.
    pub ca: Option<PathBuf>,
    /// A file of two lines: the id of an access key, and its secret.
    pub key_file: Option<PathBuf>,
    /// Bytes of one blob.
    pub most_bytes: usize,
}

impl Options {
    /// A bucket of which nothing else is known.
    pub const fn new(address: Address) -> Self {
        let (endpoint, region, ca, key_file) = (None, None, None, None);
        Self { address, endpoint, region, ca, key_file, most_bytes: BLOB_BYTES }
    }

    /// Where the server is.
    ///
    /// # Errors
    /// [`Wrong`] when no server is named, or one in clear on another machine.
    pub fn server(&self) -> Result<String, Wrong> {
        Ok(self.endpoint()?.url)
    }

    /// How many authorities may vouch for the server; 0 without a file of them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] for a file that holds none.
    pub fn authorities(&self) -> Result<usize, StoreError> {
        self.ca.as_deref().map_or(Ok(0), |ca| Ok(client::roots(ca)?.len()))
    }

    fn endpoint(&self) -> Result<Endpoint, Wrong> {
        let endpoint = self.endpoint.as_deref().ok_or_else(|| {
            wrong("no server of the attachments is named: write blobs_endpoint = \"https://host\"")
        })?;
        Endpoint::parse(endpoint)
    }

    /// Reads and checks everything. Nothing is taken from variables or from the
    /// metadata service of a cloud.
    pub(crate) fn connect(&self) -> Result<Bucket, StoreError> {
        let endpoint = self.endpoint()?;
        let roots = self.roots(&endpoint)?;
        let region = self.region()?;
        let file = self.key_file.as_deref().ok_or_else(|| {
            wrong("no credentials are named: put them into a file and name it (blobs_key_file)")
        })?;
        let (id, secret) = credentials(file)?;
        let retry = RetryConfig {
            backoff: BackoffConfig {
                init_backoff: RETRY_PAUSE,
                max_backoff: RETRY_PAUSE * 8,
                base: 2.,
            },
            max_retries: RETRIES,
            retry_timeout: REQUEST_TIME,
        };
        let plain = ClientOptions::new().with_allow_http(!endpoint.tls);
        // A bucket that keeps objects for a time takes none without a sum, and
        // wants to be told of which kind it is.
        let kind = HeaderValue::from_static("SHA256");
        let named = HeaderMap::from_iter([(CHECKSUM_KIND, kind)]);
        let builder = AmazonS3Builder::new()
            .with_bucket_name(&self.address.bucket)
            .with_endpoint(endpoint.url)
            .with_region(region)
            .with_virtual_hosted_style_request(false)
            .with_access_key_id(id)
            .with_secret_access_key(secret.expose_secret())
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .with_http_connector(Http::new(roots, self.most_bytes)?);
        let build = |options: ClientOptions| {
            let made = builder.clone().with_client_options(options).build();
            made.map_err(|error| crate::error::unavailable(&error))
        };
        let writes = build(plain.clone().with_default_headers(named))?;
        Ok(Bucket { reads: build(plain)?, writes })
    }

    fn roots(&self, endpoint: &Endpoint) -> Result<Option<RootCertStore>, StoreError> {
        match (&self.ca, endpoint.tls) {
            (Some(ca), true) => client::roots(ca).map(Some),
            (None, true) => Err(wrong(
                "the server of the attachments is reached over TLS: name the certificates that \
                 vouch for it (blobs_ca)",
            )
            .into()),
            (_, false) => Ok(None),
        }
    }

    fn region(&self) -> Result<&str, Wrong> {
        let region = self.region.as_deref().unwrap_or(REGION);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if (1..=REGION_BYTES).contains(&region.len()) && region.bytes().all(plain) {
            Ok(region)
        } else {
            Err(wrong("the region (blobs_region) is none: letters, digits and hyphens"))
        }
    }
}

/// The two lines of the file.
fn credentials(path: &Path) -> Result<(String, SecretString), Wrong> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| {
        wrong(&format!("the file of credentials {shown} cannot be read: {error}"))
    })?;
    let mut text = String::new();
    let read = file.take(KEY_FILE_BYTES + 1).read_to_string(&mut text);
    let text = SecretString::from(text);
    read.map_err(|error| {
        wrong(&format!("the file of credentials {shown} cannot be read: {error}"))
    })?;
    let mut lines = text.expose_secret().lines().map(str::trim);
    let (id, secret) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let too_large = text.expose_secret().len() as u64 > KEY_FILE_BYTES;
    if too_large || id.is_empty() || secret.is_empty() || lines.any(|line| !line.is_empty()) {
        return Err(wrong(&format!(
            "the file of credentials {shown} is none: two lines, the id of the access key and its \
             secret"
        )));
    }
    Ok((id.to_owned(), SecretString::from(secret)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(folder: &Path, keys: &str) -> Options {
        let path = folder.join("keys");
        std::io::Write::write_all(&mut File::create(&path).unwrap(), keys.as_bytes()).unwrap();
        Options {
            endpoint: Some("http://127.0.0.1:1".to_owned()),
            key_file: Some(path),
            ..Options::new(Address::parse("s3://abc/x").unwrap())
        }
    }

    #[track_caller]
    fn refused(options: &Options, says: &str) {
        let said = options.connect().err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains(says) && !said.contains("hidden"), "{said}");
    }

    #[test]
    fn what_is_wrong_is_told_before_anything_is_tried() {
        let folder = tempfile::tempdir().unwrap();
        let good = options(folder.path(), "id\nhidden\n");
        assert!(good.connect().is_ok());
        refused(&Options { endpoint: None, ..good.clone() }, "blobs_endpoint");
        refused(&Options { key_file: None, ..good.clone() }, "blobs_key_file");
        let absent = Some(folder.path().join("absent"));
        refused(&Options { key_file: absent.clone(), ..good.clone() }, "absent cannot be read");
        let far = Options { endpoint: Some("https://s3.example".into()), ..good.clone() };
        refused(&far, "blobs_ca");
        refused(&Options { ca: absent, ..far.clone() }, "absent cannot be read");
        refused(&Options { ca: good.key_file.clone(), ..far }, "no certificate in PEM");
        for region in [String::new(), "a b".to_owned(), "a".repeat(REGION_BYTES + 1)] {
            refused(&Options { region: Some(region), ..good.clone() }, "blobs_region");
        }
        let longest = Some("a".repeat(REGION_BYTES));
        assert!(Options { region: longest, ..good }.connect().is_ok());
    }

    #[test]
    fn the_file_of_credentials_is_two_lines() {
        let folder = tempfile::tempdir().unwrap();
        let good = |keys: &str| assert!(options(folder.path(), keys).connect().is_ok(), "{keys:?}");
        let bad = |keys: &str| refused(&options(folder.path(), keys), "two lines");
        good("id\nhidden");
        good("id\r\nhidden\r\n\n");
        for keys in ["", "\n", "id", "id\n\n", "\nhidden", "id\nhidden\nmore"] {
            bad(keys);
        }
        let most = usize::try_from(KEY_FILE_BYTES).unwrap();
        good(&format!("id\n{}", "x".repeat(most - 3)));
        bad(&format!("id\n{}", "x".repeat(most - 2)));
    }
}
