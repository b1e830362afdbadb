//! How the doorway is set up.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use hygie_gate::Caps;
use hygie_http::{Proxies, TlsFiles};

use super::file::Content;
use super::pick::{Key, Pick};
use super::{Chosen, plain};
use crate::args::DoorwayOptions;

/// What was chosen for the doorway.
#[derive(Clone, Debug)]
pub struct Doorway {
    pub tls_cert: Option<Chosen<PathBuf>>,
    pub tls_key: Option<Chosen<PathBuf>>,
    pub tls_client_ca: Option<Chosen<PathBuf>>,
    pub trusted_proxy: Option<Chosen<Vec<String>>>,
    pub opened_per_hour: Option<Chosen<Vec<String>>>,
}

impl Doorway {
    pub(super) fn read(
        pick: &Pick,
        typed: &DoorwayOptions,
        written: &mut Content,
    ) -> anyhow::Result<Self> {
        let doorway = Self {
            tls_cert: pick.path(&Key::TLS_CERT, &typed.tls_cert, written.tls_cert.take()),
            tls_key: pick.path(&Key::TLS_KEY, &typed.tls_key, written.tls_key.take()),
            tls_client_ca: pick.path(
                &Key::TLS_CLIENT_CA,
                &typed.tls_client_ca,
                written.tls_client_ca.take(),
            ),
            trusted_proxy: pick.words(
                &Key::TRUSTED_PROXY,
                &typed.trusted_proxy,
                written.trusted_proxy.take(),
            ),
            opened_per_hour: pick.words(
                &Key::OPENED_PER_HOUR,
                &typed.opened_per_hour,
                written.opened_per_hour.take(),
            ),
        };
        doorway.tls()?;
        doorway.proxies()?;
        doorway.caps()?;
        Ok(doorway)
    }

    /// The files of TLS; `None` without it. They are not looked at.
    pub fn tls(&self) -> anyhow::Result<Option<TlsFiles>> {
        match (plain(&self.tls_cert), plain(&self.tls_key), &self.tls_client_ca) {
            (Some(certificate), Some(key), client_ca) => {
                Ok(Some(TlsFiles { certificate, key, client_ca: plain(client_ca) }))
            }
            (Some(_), None, _) => {
                bail!("TLS has a certificate and no key: name tls_key / --tls-key")
            }
            (None, Some(_), _) => {
                bail!("TLS has a key and no certificate: name tls_cert / --tls-cert")
            }
            (None, None, Some(_)) => bail!(
                "machines can show certificates over TLS only: name tls_cert / --tls-cert and \
                 tls_key / --tls-key, or leave out tls_client_ca / --tls-client-ca"
            ),
            (None, None, None) => Ok(None),
        }
    }

    /// The proxies that are believed.
    pub fn proxies(&self) -> anyhow::Result<Proxies> {
        let Some(Chosen { value, source }) = &self.trusted_proxy else {
            return Ok(Proxies::default());
        };
        Proxies::parse(value).with_context(|| format!("the trusted proxies ({source})"))
    }

    /// The caps on how many persons' records are opened.
    pub fn caps(&self) -> anyhow::Result<Caps> {
        let Some(Chosen { value, source }) = &self.opened_per_hour else {
            return Ok(Caps::default());
        };
        Caps::parse(value).with_context(|| format!("the caps of opened_per_hour ({source})"))
    }
}
