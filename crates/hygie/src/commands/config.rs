//! `hygie config`: what is in effect, and whether it works. Neither the folder
//! nor a store is opened.

mod bucket;
mod doorway;
mod mail;
mod passkeys;
mod providers;
mod witnesses;

use std::path::{Path, PathBuf};

use crate::anchors::Anchors;
use crate::args::{Config as Act, Kept};
use crate::config::{Chosen, Config, Doorway, Index, Source, quoted, second_factor};
use crate::console::{Console, Exit, counted};
use crate::stores::{Choice, Options, Places, Server, UNKNOWN, check_password_file};

/// Prints or checks the configuration.
pub async fn run(
    data: &Path,
    config: &Config,
    act: &Act,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    match act {
        Act::Print => {
            print(data, config, console);
            Ok(Exit::Done)
        }
        Act::Check { url } => check(config, url.as_deref(), console).await,
    }
}

/// As `hygie.toml` would be written, each value with where it came from.
fn print(data: &Path, config: &Config, console: &dyn Console) {
    console.line(&format!("# What is in effect for {}.", data.display()));
    console.line(&told("store", &config.store.value, &config.store));
    let set = |key: &str, chosen: Option<String>| {
        console.line(&chosen.unwrap_or_else(|| format!("# {key} is not set")));
    };
    let path = |key: &str, chosen: &Option<Chosen<PathBuf>>| {
        let told = |chosen: &Chosen<PathBuf>| told(key, &chosen.value.to_string_lossy(), chosen);
        set(key, chosen.as_ref().map(told));
    };
    let word = |key: &str, chosen: &Option<Chosen<String>>| {
        set(key, chosen.as_ref().map(|chosen| told(key, &chosen.value, chosen)));
    };
    path("store_password_file", &config.password_file);
    path("store_ca", &config.ca);
    console.line(&told("blobs", &config.blobs.value, &config.blobs));
    word("blobs_endpoint", &config.blobs_endpoint);
    word("blobs_region", &config.blobs_region);
    path("blobs_ca", &config.blobs_ca);
    path("blobs_key_file", &config.blobs_key_file);
    let list = |index: &Chosen<Index>| {
        let names: Vec<String> = index.value.names.iter().map(|name| quoted(name)).collect();
        format!("index = [{}] # {}", names.join(", "), index.source)
    };
    set("index", config.index.as_ref().map(list));
    let Doorway { tls_cert, tls_key, tls_client_ca, trusted_proxy, opened_per_hour } =
        &config.doorway;
    path("tls_cert", tls_cert);
    path("tls_key", tls_key);
    path("tls_client_ca", tls_client_ca);
    let listed = |key: &str, chosen: &Option<Chosen<Vec<String>>>| {
        set(key, chosen.as_ref().map(|chosen| listed(key, chosen)));
    };
    listed("trusted_proxy", trusted_proxy);
    listed("opened_per_hour", opened_per_hour);
    let second = &config.second_factor;
    console.line(&told("second_factor", second_factor::word(second.value), second));
    let lock_after = &config.lock_after;
    set("lock_after", lock_after.as_ref().map(|chosen| self::listed("lock_after", chosen)));
    let days = &config.invitation_days;
    console.line(&format!("invitation_days = {} # {}", days.value.get(), days.source));
    let days = &config.legal_notice_days;
    console.line(&format!("legal_notice_days = {} # {}", days.value.get(), days.source));
    let times = &config.trace_times;
    for (key, chosen) in [
        ("access_trace_years", &times.access_years),
        ("technical_trace_months", &times.technical_months),
    ] {
        console.line(&format!("{key} = {} # {}", chosen.value, chosen.source));
    }
    let folders = |chosen: &Chosen<Vec<PathBuf>>| {
        let value = chosen.value.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        self::listed("anchor", &Chosen { value, source: chosen.source.clone() })
    };
    set("anchor", config.anchor.as_ref().map(folders));
    witnesses::print(config, console);
    mail::print(config, console);
    providers::print(config, console);
}

fn listed(key: &str, chosen: &Chosen<Vec<String>>) -> String {
    let values: Vec<String> = chosen.value.iter().map(|value| quoted(value)).collect();
    format!("{key} = [{}] # {}", values.join(", "), chosen.source)
}

fn told<T>(key: &str, value: &str, chosen: &Chosen<T>) -> String {
    format!("{key} = {} # {}", quoted(value), chosen.source)
}

/// Says what was found, and exits 1 when a place could not be used or would not
/// keep what it acknowledges.
async fn check(config: &Config, url: Option<&str>, console: &dyn Console) -> anyhow::Result<Exit> {
    let there = if config.is_there { "read" } else { "not there, which is no fault" };
    console.line(&format!("{}: {there}.", config.file.display()));
    let Places { store, blobs } = config.places()?;
    let store = check_store(&store, &config.store.source, console).await;
    let blobs = bucket::check(&blobs, &config.blobs.source, console).await;
    check_index(config.index.as_ref(), console);
    let doorway = doorway::check(&config.doorway, console)?;
    passkeys::check(url, console);
    let anchors = check_anchors(config, console).await & witnesses::check(config, console);
    let mail = mail::check(config, console).await;
    let providers = providers::check(config, console).await;
    let all = [store, blobs, doorway, anchors, mail, providers];
    Ok(if all == [true; 6] { Exit::Done } else { Exit::Refused })
}

/// What cannot be indexed was refused when the file was read.
fn check_index(index: Option<&Chosen<Index>>, console: &dyn Console) {
    let Some(Chosen { value, source }) = index else { return };
    let names: Vec<&str> = value.named.iter().map(|one| one.name()).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    console.line(&format!("Indexes: {names} ({source}); `hygie reindex` makes the store's these."));
    for name in &value.always {
        console.line(&format!("Indexes: {name} has one always and needs no line."));
    }
}

/// Whether each anchor can be read.
async fn check_anchors(config: &Config, console: &dyn Console) -> bool {
    let anchors = match Anchors::of(config) {
        Ok(anchors) => anchors,
        Err(error) => {
            console.error(&format!("{error:#}"));
            return false;
        }
    };
    let (kept, faults) = anchors.read().await;
    for place in anchors.places() {
        let of = |kept: &&Kept| Path::new(&kept.place).starts_with(&place);
        let checkpoints = counted(kept.iter().filter(of).count() as u64, "checkpoint");
        console.line(&format!("Anchor: {place}, {checkpoints}."));
    }
    faults.iter().for_each(|fault| console.error(fault));
    faults.is_empty()
}

async fn check_store(store: &Choice, source: &Source, console: &dyn Console) -> bool {
    match store {
        Choice::Sqlite => {
            console.line(&format!("Store: SQLite, embedded in the data folder ({source})."));
            true
        }
        Choice::Postgres(options) => {
            console.line(&format!("Store: {} ({source}).", options.shown()));
            let (password, authorities) =
                (password(options, console), authorities(options, console));
            password && authorities && reach(options, console).await
        }
    }
}

fn password(options: &Options, console: &dyn Console) -> bool {
    let Some(path) = &options.password_file else {
        console.line("Password: none named.");
        return true;
    };
    match check_password_file(path) {
        Ok(()) => {
            console.line(&format!("Password: {}, for its owner only.", path.display()));
            true
        }
        Err(error) => {
            console.error(&format!("{error:#}"));
            false
        }
    }
}

fn authorities(options: &Options, console: &dyn Console) -> bool {
    let Some(path) = &options.ca else {
        console.line("Certificates: none named.");
        return true;
    };
    match options.authorities() {
        Ok(number) => {
            let number = counted(number as u64, "authority");
            console.line(&format!("Certificates: {}, {number}.", path.display()));
            true
        }
        Err(error) => {
            console.error(&error.to_string());
            false
        }
    }
}

async fn reach(options: &Options, console: &dyn Console) -> bool {
    let server = match Server::look(options).await {
        Ok(server) => server,
        Err(error) => {
            console.error(&format!("{}: {error}", options.shown()));
            return false;
        }
    };
    let way = if server.tls { "over TLS" } else { "without TLS" };
    let Server { version, database, replication, .. } = &server;
    console.line(&format!("Reached: PostgreSQL {version}, database {database}, {way}."));
    let names = match replication.synchronous_standby_names.as_str() {
        "" => "empty",
        names => names,
    };
    console.line(&format!(
        "Commits: synchronous_commit {}, synchronous_standby_names {names}.",
        replication.synchronous_commit
    ));
    match replication.standbys {
        Some(standbys) => console.line(&format!("Standbys that follow now: {standbys}.")),
        None => console.line(UNKNOWN),
    }
    let faults = replication.faults();
    faults.iter().for_each(|fault| console.error(fault));
    faults.is_empty()
}
