//! The tables `[[witness]]`, other houses that cosign the log of this one, and the line
//! `witness_for`, logs of other houses that this one cosigns.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use hygie_smart::Address;
use hygie_tlog::{VerifierKey, WitnessVerifier};
use hygie_witness::Witness;
use hygie_witness::limits::{WITNESSED_LOGS, WITNESSES};
use serde::Deserialize;

use super::{Chosen, Source, authorities, quoted};

/// A table as it is written.
#[derive(Deserialize, Default, Debug)]
#[serde(deny_unknown_fields)]
pub struct Written {
    url: String,
    key: String,
    ca: Option<PathBuf>,
}

/// A witness as it was chosen; its file was not looked at.
#[derive(Clone, Debug)]
pub struct ChosenWitness {
    url: String,
    key: WitnessVerifier,
    ca: Option<PathBuf>,
}

/// Reads the tables; a relative file lies in the data folder.
///
/// # Errors
/// For too many, an address that is none, a key that is none or stands twice.
pub fn read(data: &Path, file: &Path, written: Vec<Written>) -> anyhow::Result<Vec<ChosenWitness>> {
    let shown = file.display();
    ensure!(written.len() <= WITNESSES, "{shown}: {WITNESSES} witness at most");
    let mut all: Vec<ChosenWitness> = Vec::new();
    for (at, one) in written.into_iter().enumerate() {
        let place = |key: &str| format!("{shown}, witness {}: {key}", at + 1);
        let url = one.url.trim_end_matches('/').to_owned();
        Address::parse(&url).map_err(|form| anyhow!("{} is written {form}", place("url")))?;
        let key: WitnessVerifier = one.key.parse().with_context(|| {
            format!("{} is what `hygie trace witness` prints there", place("key"))
        })?;
        let twice = all.iter().any(|other| other.key.name() == key.name());
        ensure!(!twice, "{}: another witness has this one", place("key"));
        let ca = one.ca.map(|path| data.join(path));
        let secure = url.starts_with("https://");
        ensure!(
            !secure || ca.is_some(),
            "{}: name the file of the authorities that the certificate there may be of, PEM",
            place("ca")
        );
        all.push(ChosenWitness { url, key, ca });
    }
    Ok(all)
}

/// Reads the line.
///
/// # Errors
/// For too many, and what is no key of a log, or stands twice.
pub fn read_for(
    file: &Path,
    written: Option<Vec<String>>,
) -> anyhow::Result<Option<Chosen<Vec<VerifierKey>>>> {
    let Some(written) = written else { return Ok(None) };
    let line = format!("the line `witness_for` in {}", file.display());
    ensure!(written.len() <= WITNESSED_LOGS, "{line}: {WITNESSED_LOGS} logs at most");
    let mut value: Vec<VerifierKey> = Vec::new();
    for (at, text) in written.iter().enumerate() {
        let key: VerifierKey = text.parse().with_context(|| {
            format!("{line}, entry {}: what `hygie trace checkpoint` prints there", at + 1)
        })?;
        let twice = value.iter().any(|other| other.name() == key.name());
        ensure!(!twice, "{line}, entry {}: named twice", at + 1);
        value.push(key);
    }
    Ok(Some(Chosen { value, source: Source::File(file.to_owned()) }))
}

impl ChosenWitness {
    /// As it would be written.
    pub fn told(&self) -> Vec<String> {
        let line = |key: &str, value: &str| format!("{key} = {}", quoted(value));
        let mut told = vec![line("url", &self.url), line("key", &self.key.to_string())];
        told.extend(self.ca.as_ref().map(|path| line("ca", &path.to_string_lossy())));
        told
    }

    /// With its file read.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn open(&self) -> anyhow::Result<Witness> {
        let authorities = match &self.ca {
            Some(path) => authorities::read(path, "a witness")?,
            None => String::new(),
        };
        Ok(Witness::new(self.url.clone(), self.key.clone(), authorities))
    }
}

#[cfg(test)]
mod tests {
    use hygie_tlog::{LogKey, WitnessKey};

    use super::*;

    fn key(name: &str) -> String {
        WitnessKey::new(name, &[1; 32]).expect("a key").public().to_string()
    }

    fn read_of(witnesses: Vec<(&str, String, Option<&str>)>) -> anyhow::Result<Vec<ChosenWitness>> {
        let one = |(url, key, ca): (&str, String, Option<&str>)| Written {
            url: url.to_owned(),
            key,
            ca: ca.map(PathBuf::from),
        };
        let written = witnesses.into_iter().map(one).collect();
        read(Path::new("/srv/hygie"), Path::new("hygie.toml"), written)
    }

    #[test]
    fn a_witness_has_an_address_a_key_and_authorities() {
        let all = read_of(vec![
            ("http://localhost:9/witness/", key("a"), None),
            ("https://w.example/witness", key("b"), Some("w.pem")),
        ]);
        let told: Vec<_> = all.expect("witnesses").iter().flat_map(ChosenWitness::told).collect();
        assert_eq!(told.first().map(String::as_str), Some("url = \"http://localhost:9/witness\""));
        assert_eq!(told.last().map(String::as_str), Some("ca = \"/srv/hygie/w.pem\""));
        let log = LogKey::new("a", &[1; 32]).expect("a key").public().to_string();
        for (witness, says) in [
            (("http://w.example", key("a"), None), "witness 1: url is written https://"),
            (("https://w.example", key("a"), None), "witness 1: ca: name the file"),
            (("http://localhost:9", log, None), "`hygie trace witness` prints there"),
        ] {
            let said = format!("{:#}", read_of(vec![witness]).expect_err("a mistake"));
            assert!(said.contains(says), "{said}");
        }
        let one = ("http://localhost:9", key("a"), None);
        let said = read_of(vec![one.clone(), one]).expect_err("twice").to_string();
        assert!(said.contains("witness 2: key: another witness has this one"), "{said}");
    }

    #[test]
    fn there_are_no_more_witnesses_and_logs_than_there_may_be() {
        let of = |count: usize| {
            read_of(
                (0..count).map(|at| ("http://localhost:9", key(&at.to_string()), None)).collect(),
            )
        };
        assert!(of(WITNESSES).is_ok());
        let said = of(WITNESSES + 1).expect_err("too many").to_string();
        assert_eq!(said, "hygie.toml: 8 witness at most");
        let log =
            |at: usize| LogKey::new(&at.to_string(), &[1; 32]).expect("a key").public().to_string();
        let of =
            |count: usize| read_for(Path::new("hygie.toml"), Some((0..count).map(log).collect()));
        assert!(of(WITNESSED_LOGS).is_ok());
        let said = of(WITNESSED_LOGS + 1).expect_err("too many").to_string();
        assert_eq!(said, "the line `witness_for` in hygie.toml: 64 logs at most");
        let twice = read_for(Path::new("hygie.toml"), Some(vec![log(1), log(1)]));
        assert!(twice.expect_err("twice").to_string().ends_with("entry 2: named twice"));
    }
}
