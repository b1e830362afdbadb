//! Connections: how they are made, checked and pooled.

use std::path::Path;
use std::sync::Arc;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use hygie_store::StoreError;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::{Client, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Options;
use crate::limits::{CONNECT_TIME, OLDEST_SERVER};

/// One connection out of the pool.
pub type Connection = deadpool_postgres::Object;

/// A pool of so many connections; none is made yet.
pub fn pool(options: &Options, connections: usize) -> Result<Pool, StoreError> {
    let mut config = options.config()?;
    // Each session: durable commits whatever the server's default is, and no
    // transaction that stays open when nobody waits for it any more.
    let own = "-c synchronous_commit=on -c idle_in_transaction_session_timeout=60000";
    let asked = config.get_options().unwrap_or_default();
    config.options(format!("{asked} {own}"));
    let manage = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match &options.ca {
        Some(ca) => Manager::from_config(config, tls(ca)?, manage),
        None => Manager::from_config(config, NoTls, manage),
    };
    let time = Some(CONNECT_TIME);
    let pool = Pool::builder(manager)
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts { wait: time, create: time, recycle: time })
        .build();
    pool.map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// The authorities that a file names.
pub fn roots(ca: &Path) -> Result<RootCertStore, StoreError> {
    let wrong = |why: String| {
        StoreError::Unavailable(format!("the certificates in {} {why}", ca.display()))
    };
    let mut roots = RootCertStore::empty();
    let read = CertificateDer::pem_file_iter(ca).map_err(|_| wrong("cannot be read".into()))?;
    for certificate in read {
        let certificate = certificate.map_err(|_| wrong("are not PEM".into()))?;
        roots.add(certificate).map_err(|_| wrong("are not of an authority".into()))?;
    }
    if roots.is_empty() {
        return Err(wrong("are none: the file holds no certificate in PEM".into()));
    }
    Ok(roots)
}

fn tls(ca: &Path) -> Result<MakeRustlsConnect, StoreError> {
    let roots = roots(ca)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Unavailable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Refuses a server that cannot hold a store.
pub async fn check(client: &Client) -> Result<(), StoreError> {
    let row = client
        .query_one(
            "SELECT current_setting('server_version_num')::int, \
             current_setting('server_encoding'), pg_is_in_recovery() \
             OR current_setting('transaction_read_only') = 'on'",
            &[],
        )
        .await
        .map_err(crate::error::Error::from)?;
    let (version, encoding, read_only): (i32, String, bool) = (row.get(0), row.get(1), row.get(2));
    let wrong = |what: String| Err(StoreError::Unavailable(what));
    if version < OLDEST_SERVER {
        return wrong(format!(
            "PostgreSQL {} is too old: it must be {} or newer",
            version / 10_000,
            OLDEST_SERVER / 10_000
        ));
    }
    if encoding != "UTF8" {
        return wrong(format!("the database's encoding is {encoding}: create one with UTF8"));
    }
    if read_only {
        return wrong("the server is read-only: name the primary, not a standby".to_owned());
    }
    Ok(())
}
