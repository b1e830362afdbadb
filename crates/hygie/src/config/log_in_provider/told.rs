//! A table as `hygie config print` tells it.

use std::path::{Path, PathBuf};

use super::Written;
use crate::config::quoted;

/// Its keys as they are written, with whole paths.
pub(super) fn told(written: &Written, data: &Path) -> Vec<String> {
    let word = |key: &str, value: &str| format!("{key} = {}", quoted(value));
    let may = |key: &str, value: &Option<String>| value.as_deref().map(|value| word(key, value));
    let path = |key: &str, value: &Option<PathBuf>| {
        value.as_ref().map(|value| word(key, &data.join(value).to_string_lossy()))
    };
    let list = |key: &str, values: &[String]| {
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        (!values.is_empty()).then(|| format!("{key} = [{}]", quoted.join(", ")))
    };
    let pairs = written.structures.iter();
    let pairs: Vec<String> =
        pairs.map(|(id, name)| format!("{} = {}", quoted(id), quoted(name))).collect();
    let lines = [
        Some(word("name", &written.name)),
        may("title", &written.title),
        Some(word("profile", &written.profile)),
        may("for", &written.r#for),
        may("issuer", &written.issuer),
        may("discovery", &written.discovery),
        list("hosts", &written.hosts),
        Some(word("client_id", &written.client_id)),
        path("client_secret_file", &written.client_secret_file),
        path("client_key_file", &written.client_key_file),
        may("client_key_id", &written.client_key_id),
        list("scopes", &written.scopes),
        list("acr_values", &written.acr_values),
        list("algorithms", &written.algorithms),
        path("ca", &written.ca),
        written.two_factors.then(|| "two_factors = true".to_owned()),
        list("two_factors_acr", &written.two_factors_acr),
        list("two_factors_amr", &written.two_factors_amr),
        written.log_out.map(|log_out| format!("log_out = {log_out}")),
        (!pairs.is_empty()).then(|| format!("structures = {{ {} }}", pairs.join(", "))),
    ];
    lines.into_iter().flatten().collect()
}
