//! The tables `[[anchor_bucket]]`: buckets that keep the checkpoints of each log, with a
//! server and credentials of their own: who has those of the attachments can remove what is
//! in their bucket.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use hygie_blobs_s3::{Address, Endpoint};
use serde::Deserialize;

use super::quoted;
use crate::stores::S3Options;

/// Buckets that may be named.
pub const ANCHOR_BUCKETS: usize = 4;

/// A table as it is written.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Written {
    address: String,
    endpoint: String,
    region: Option<String>,
    ca: Option<PathBuf>,
    key_file: PathBuf,
}

/// A bucket as it was chosen; its files were not looked at.
#[derive(Clone, Debug)]
pub struct ChosenBucket {
    options: S3Options,
    told: Vec<String>,
}

impl ChosenBucket {
    /// Its address.
    pub fn shown(&self) -> String {
        self.options.address.to_string()
    }

    /// How it is reached.
    pub const fn options(&self) -> &S3Options {
        &self.options
    }

    /// Its keys as they are written, with whole paths.
    pub fn told(&self) -> &[String] {
        &self.told
    }
}

/// Reads the tables; a relative file lies in the data folder.
///
/// # Errors
/// For too many, and what is no bucket or no server. The value is not quoted: somebody may
/// have put credentials into it.
pub fn read(data: &Path, file: &Path, written: Vec<Written>) -> anyhow::Result<Vec<ChosenBucket>> {
    let shown = file.display();
    ensure!(written.len() <= ANCHOR_BUCKETS, "{shown}: {ANCHOR_BUCKETS} anchor_bucket at most");
    let one = |(at, one): (usize, Written)| {
        let place = |key: &str| format!("{shown}, anchor_bucket {}: {key}", at + 1);
        let address = Address::parse(&one.address).ok().with_context(|| {
            format!("{} is not s3://bucket or s3://bucket/prefix", place("address"))
        })?;
        let endpoint = Endpoint::parse(&one.endpoint).ok().with_context(|| {
            format!(
                "{} is not https://host:port, or http:// on this machine, and nothing after it",
                place("endpoint")
            )
        })?;
        ensure!(
            !endpoint.tls || one.ca.is_some(),
            "{}: name the file of the authorities that the certificate there may be of, PEM",
            place("ca")
        );
        let line = |key: &str, value: &str| format!("{key} = {}", quoted(value));
        let path = |path: &Path| data.join(path);
        let (ca, key_file) = (one.ca.as_deref().map(path), path(&one.key_file));
        let mut told = vec![line("address", &one.address), line("endpoint", &one.endpoint)];
        told.extend(one.region.as_deref().map(|region| line("region", region)));
        told.extend(ca.as_ref().map(|path| line("ca", &path.to_string_lossy())));
        told.push(line("key_file", &key_file.to_string_lossy()));
        let options = S3Options {
            endpoint: Some(one.endpoint),
            region: one.region,
            ca,
            key_file: Some(key_file),
            ..S3Options::new(address)
        };
        Ok(ChosenBucket { options, told })
    };
    written.into_iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(address: &str, endpoint: &str, ca: Option<&str>) -> Written {
        Written {
            address: address.to_owned(),
            endpoint: endpoint.to_owned(),
            region: None,
            ca: ca.map(PathBuf::from),
            key_file: PathBuf::from("keys"),
        }
    }

    fn read_of(written: Vec<Written>) -> anyhow::Result<Vec<ChosenBucket>> {
        read(Path::new("/srv/hygie"), Path::new("hygie.toml"), written)
    }

    #[test]
    fn a_bucket_has_a_server_and_credentials_of_its_own() {
        let near = || written("s3://abc/d", "http://localhost:9", None);
        let all = read_of(vec![near(), written("s3://abc", "https://s3.example", Some("ca"))]);
        let all = all.expect("buckets");
        let told = all.iter().flat_map(|one| one.told().to_owned()).collect::<Vec<_>>();
        assert!(told.contains(&"key_file = \"/srv/hygie/keys\"".to_owned()), "{told:?}");
        assert!(told.contains(&"ca = \"/srv/hygie/ca\"".to_owned()), "{told:?}");
        for (wrong, says) in [
            (written("s3://secret@abc", "http://localhost:9", None), "address is not s3://"),
            (written("s3://abc", "http://secret.example", None), "endpoint is not https://"),
            (written("s3://abc", "https://s3.example", None), "ca: name the file"),
        ] {
            let said = read_of(vec![near(), wrong]).expect_err("a mistake").to_string();
            assert!(said.starts_with("hygie.toml, anchor_bucket 2: "), "{said}");
            assert!(said.contains(says) && !said.contains("secret"), "{said}");
        }
    }

    #[test]
    fn there_are_no_more_than_there_may_be() {
        let of = |count: usize| {
            read_of((0..count).map(|_| written("s3://abc", "http://localhost:9", None)).collect())
        };
        assert!(of(ANCHOR_BUCKETS).is_ok());
        let said = of(ANCHOR_BUCKETS + 1).expect_err("too many").to_string();
        assert_eq!(said, "hygie.toml: 4 anchor_bucket at most");
    }
}
