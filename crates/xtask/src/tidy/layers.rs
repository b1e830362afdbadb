//! Layers point down: which crate may depend on which, and on which drivers.

use super::Finding;

/// A crate of the workspace, as `cargo metadata` tells it.
#[derive(Clone, Debug)]
pub(super) struct Crate {
    /// Package name without `hygie-`.
    pub(super) name: String,
    /// Its manifest, from the root of the workspace.
    pub(super) manifest: String,
    /// What it depends on.
    pub(super) needs: Vec<Need>,
}

/// One dependency.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// Package name, without `hygie-` for our own.
    pub(super) name: String,
    /// Whether it is a crate of the workspace.
    pub(super) ours: bool,
    /// Whether only tests need it.
    pub(super) dev: bool,
}

/// The layer of each crate. `DEV` never ships and may see everything.
const LAYERS: &[(&str, u8)] = &[
    ("base", 0),
    ("fhir", 0),
    ("demo", 0),
    ("seal", 0),
    ("synthesis", 0),
    ("tlog", 0),
    ("policy", 0),
    ("alerts", 0),
    ("france", 0),
    ("store", 1),
    ("store-sqlite", 2),
    ("store-postgres", 2),
    ("blobs", 2),
    ("blobs-s3", 2),
    ("folder", 2),
    ("mail", 2),
    ("transfer", 3),
    ("trace", 3),
    ("record", 3),
    ("exchange", 3),
    ("gate", 3),
    ("accounts", 3),
    ("oidc", 3),
    ("smart", 3),
    ("http", 4),
    ("api", 4),
    ("oauth", 4),
    ("witness", 4),
    ("web", 4),
    ("hygie", 5),
    ("testkit", DEV),
    ("xtask", DEV),
    ("bench", DEV),
];

const DEV: u8 = 9;

/// The sideways steps that are allowed, each with its reason.
const SIDEWAYS: &[(&str, &str, &str)] = &[
    ("fhir", "base", "ids, time, limits and the error table"),
    ("demo", "base", "dates"),
    ("demo", "fhir", "its tests validate what is generated"),
    ("seal", "base", "ids, randomness and secrets"),
    ("synthesis", "base", "the instant at which a summary is read"),
    ("synthesis", "fhir", "facts are read from FHIR's JSON and dates"),
    ("tlog", "base", "ids and time"),
    ("policy", "base", "ids and time"),
    ("alerts", "base", "ids, time and the clock of Paris"),
    ("alerts", "fhir", "names are compared as the search compares them"),
    ("france", "base", "ids and time"),
    ("record", "trace", "a write's trace goes into the same commit"),
    ("exchange", "record", "import and export are uses of the record service"),
    ("gate", "record", "the gate mints the permits that `record` defines"),
    ("gate", "trace", "a refusal is traced too"),
    ("accounts", "gate", "a log-in is an actor that the gate knows"),
    ("accounts", "record", "accounts are sealed cells, changed with a permit"),
    ("accounts", "trace", "each log-in and change of an account is traced"),
    ("oidc", "gate", "a profession is one of the roles that the gate knows"),
    ("smart", "accounts", "who allows an app something is a person who logged in"),
    ("smart", "gate", "a token stands for an actor that the gate knows"),
    ("smart", "record", "clients and tokens are sealed cells, changed with a permit"),
    ("smart", "trace", "each token given or refused is traced"),
    ("oauth", "api", "its tests read FHIR with the tokens that it gives"),
    ("oauth", "http", "every route goes through the one doorway"),
    ("witness", "http", "every route goes through the one doorway"),
    ("api", "http", "every route goes through the one doorway"),
    ("web", "http", "every route goes through the one doorway"),
];

const SQL_DRIVERS: &[&str] =
    &["rusqlite", "libsqlite3-sys", "tokio-postgres", "deadpool-postgres", "sqlx"];
const DELIVERY: &[&str] = &["axum", "hyper", "hyper-util", "tower-http"];
/// Crates below layer 4 that speak HTTP to a server, as others speak SQL.
const HTTP_CLIENTS: &[&str] = &["blobs-s3", "oidc"];
const RUNTIMES_AND_IO: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "futures",
    "mio",
    "socket2",
    "hyper",
    "reqwest",
    "rustix",
    "libc",
    "nix",
    "tempfile",
    "object_store",
    "clap",
    "indicatif",
];

/// Whether the crate never ships.
pub(super) fn is_dev(name: &str) -> bool {
    layer(name) == Some(DEV)
}

fn layer(name: &str) -> Option<u8> {
    LAYERS.iter().find(|(known, _)| *known == name).map(|(_, layer)| *layer)
}

/// Findings for every dependency that points the wrong way.
pub(super) fn check(crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in crates {
        let Some(layer) = layer(&one.name) else {
            let what = format!("crate {} has no layer", one.name);
            let mend = "give it a layer in crates/xtask/src/tidy/layers.rs";
            findings.push(Finding::new("layers", &one.manifest, 0, what, mend));
            continue;
        };
        for need in &one.needs {
            let fault = if need.ours { inner(one, layer, need) } else { outer(one, layer, need) };
            if let Some((what, mend)) = fault {
                findings.push(Finding::new("layers", &one.manifest, 0, what, mend));
            }
        }
    }
    findings
}

fn inner(one: &Crate, from: u8, need: &Need) -> Option<(String, &'static str)> {
    let to = layer(&need.name)?;
    if from == DEV || (need.dev && need.name == "testkit") || one.name == need.name {
        return None;
    }
    if to == DEV {
        let what = format!("{} depends on {}, which never ships", one.name, need.name);
        return Some((what, "make it a dev-dependency on testkit, or move the code"));
    }
    let words = format!("{} (layer {from}) depends on {} (layer {to})", one.name, need.name);
    if to > from {
        return Some((format!("{words}: upward"), "pass the value in, or move the code down"));
    }
    let allowed = SIDEWAYS.iter().any(|(a, b, _)| *a == one.name && *b == need.name);
    if to == from && !allowed {
        let mend = "move what both need a layer down, or argue the step in layers.rs";
        return Some((format!("{words}: sideways"), mend));
    }
    if from == 4 && to == 2 {
        return Some((format!("{words}: delivery names an adapter"), "take it as the contract"));
    }
    None
}

fn outer(one: &Crate, from: u8, need: &Need) -> Option<(String, &'static str)> {
    let is = |list: &[&str]| list.contains(&need.name.as_str());
    let words = format!("{} depends on {}", one.name, need.name);
    // The program's own tests open the file as somebody with a database tool would.
    let attacks = need.dev && one.name == "hygie";
    if is(SQL_DRIVERS) && !one.name.starts_with("store-") && from != DEV && !attacks {
        return Some((format!("{words}: SQL lives in store-* only"), "go through the contract"));
    }
    let asks = HTTP_CLIENTS.contains(&one.name.as_str()) && need.name != "axum";
    if is(DELIVERY) && from < 4 && !asks {
        return Some((format!("{words}: HTTP begins in layer 4"), "move the code to `http`"));
    }
    if is(RUNTIMES_AND_IO) && from == 0 && !need.dev {
        return Some((format!("{words}: layer 0 is pure"), "take the bytes as an argument"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Crate, Need, check};

    fn faults(name: &str, needs: &[&str]) -> Vec<String> {
        let need = |text: &&str| {
            let (dev, name) = text.strip_prefix("dev:").map_or((false, *text), |name| (true, name));
            let ours = super::layer(name).is_some();
            Need { name: name.into(), ours, dev }
        };
        let needs = needs.iter().map(need).collect();
        let one = Crate { name: name.into(), manifest: format!("crates/{name}/Cargo.toml"), needs };
        check(&[one]).into_iter().map(|finding| finding.what).collect()
    }

    fn good(name: &str, needs: &[&str]) {
        assert_eq!(faults(name, needs), Vec::<String>::new(), "{name} → {needs:?}");
    }

    fn bad(name: &str, need: &str, word: &str) {
        let found = faults(name, &[need]);
        assert!(matches!(&found[..], [what] if what.contains(word)), "{name} → {need}: {found:?}");
    }

    #[test]
    fn down_is_allowed() {
        good("store", &["base", "thiserror"]);
        good("record", &["store", "fhir", "trace", "tokio"]);
        good("hygie", &["store-sqlite", "record", "clap", "axum"]);
        good("bench", &["hygie", "rusqlite", "testkit"]);
        good("store-sqlite", &["rusqlite", "dev:testkit", "dev:store"]);
        good("fhir", &["base", "dev:tempfile"]);
        good("transfer", &["base", "store", "tokio", "dev:store-sqlite", "dev:testkit"]);
    }

    #[test]
    fn up_and_sideways_are_not() {
        bad("fhir", "store", "upward");
        bad("base", "fhir", "sideways");
        bad("blobs", "folder", "sideways");
        bad("trace", "record", "sideways");
        bad("record", "dev:hygie", "upward");
        bad("record", "testkit", "never ships");
        bad("web", "store-sqlite", "adapter");
    }

    #[test]
    fn drivers_stay_in_their_layer() {
        bad("record", "rusqlite", "SQL");
        bad("record", "dev:rusqlite", "SQL");
        bad("hygie", "rusqlite", "SQL");
        good("hygie", &["dev:rusqlite"]);
        bad("record", "axum", "layer 4");
        bad("blobs-s3", "axum", "layer 4");
        bad("blobs", "hyper", "layer 4");
        good("blobs-s3", &["hyper", "hyper-util", "object_store"]);
        bad("seal", "tokio", "pure");
    }

    #[test]
    fn an_unknown_crate_needs_a_layer() {
        assert_eq!(faults("attic", &[]), ["crate attic has no layer"]);
    }
}
