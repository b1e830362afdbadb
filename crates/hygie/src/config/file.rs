//! `hygie.toml`: how it is read, and what is said of a mistake in it.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use serde::Deserialize;

use super::log_in_provider::{Lines, Written};
use super::{anchor_bucket, mail, witness};

/// Bytes of the file at most.
const FILE_BYTES: u64 = 64 << 10;

/// What can be written in it.
#[derive(Deserialize, Default, Debug)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub store: Option<String>,
    pub store_password_file: Option<PathBuf>,
    pub store_ca: Option<PathBuf>,
    pub blobs: Option<String>,
    pub blobs_endpoint: Option<String>,
    pub blobs_region: Option<String>,
    pub blobs_ca: Option<PathBuf>,
    pub blobs_key_file: Option<PathBuf>,
    pub index: Option<Vec<String>>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub tls_client_ca: Option<PathBuf>,
    pub trusted_proxy: Option<Vec<String>>,
    pub opened_per_hour: Option<Vec<String>>,
    pub second_factor: Option<String>,
    pub lock_after: Option<Vec<String>>,
    /// A number; of another kind of value the mistake is told without it.
    pub invitation_days: Option<toml::Value>,
    /// The same.
    pub legal_notice_days: Option<toml::Value>,
    /// The same.
    pub access_trace_years: Option<toml::Value>,
    /// The same.
    pub technical_trace_months: Option<toml::Value>,
    pub anchor: Option<Vec<PathBuf>>,
    pub witness_for: Option<Vec<String>>,
    pub unheld_log: Option<String>,
    pub mail: Option<mail::Written>,
    #[serde(default)]
    pub anchor_bucket: Vec<anchor_bucket::Written>,
    #[serde(default)]
    pub witness: Vec<witness::Written>,
    #[serde(default)]
    pub log_in_provider: Vec<Written>,
}

/// Reads the file; `None` when there is none.
pub fn read(path: &Path) -> anyhow::Result<Option<Content>> {
    let file = match File::open(path) {
        Ok(file) => file,
        // A data folder that is none is told by whoever opens it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(|| cannot(path)),
    };
    let mut text = String::new();
    file.take(FILE_BYTES + 1).read_to_string(&mut text).with_context(|| cannot(path))?;
    parse(path, &text).map(Some)
}

fn cannot(path: &Path) -> String {
    format!("the configuration {} cannot be read", path.display())
}

fn parse(path: &Path, text: &str) -> anyhow::Result<Content> {
    let shown = path.display();
    ensure!(text.len() as u64 <= FILE_BYTES, "{shown} is larger than {FILE_BYTES} bytes");
    let read: Result<Content, _> = toml::from_str(text);
    let mut content = read.map_err(|error| {
        let (line, column) = place(text, error.span().map_or(0, |span| span.start));
        // Not the error's own form, which quotes the line.
        let what = error.message().lines().collect::<Vec<_>>().join(", ");
        anyhow!(
            "{shown}, line {line}, column {column}: {what}. Mend the line; \
             `hygie config check` says whether it can be read"
        )
    })?;
    for (one, lines) in content.log_in_provider.iter_mut().zip(Lines::of(text)) {
        one.lines = lines;
    }
    Ok(content)
}

/// Line and column of a byte, both from 1.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FILE_BYTES, parse};

    #[track_caller]
    fn wrong(text: &str, place: &str, what: &str) {
        let said = parse(Path::new("hygie.toml"), text).expect_err("a mistake").to_string();
        assert!(said.starts_with(&format!("hygie.toml, {place}: ")), "{said}");
        assert!(said.contains(what) && !said.contains("secret") && !said.contains('\n'), "{said}");
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_without_a_value() {
        let known = "`store`, `store_password_file`, `store_ca`";
        wrong("# é\n\n stroe = 'secret'\n", "line 3, column 2", known);
        wrong("store = 5", "line 1, column 9", "string");
        wrong("store = \"postgres://u:secret@h", "line 1, column 31", "string");
        wrong("store = 'a'\nstore = 'secret'", "line 2, column 1", "duplicate");
        wrong("[postgres]", "line 1, column 2", known);
    }

    #[test]
    fn the_file_has_a_limit() {
        let most = usize::try_from(FILE_BYTES).unwrap();
        let check = |bytes: usize| parse(Path::new("hygie.toml"), &" ".repeat(bytes)).is_ok();
        assert!(check(0) && check(most) && !check(most + 1));
    }
}
