//! What every handler stands on.

use std::net::SocketAddr;
use std::sync::Arc;

use hygie_accounts::Accounts;
use hygie_base::{Clock, Rng};
use hygie_gate::Gate;
use hygie_record::Records;
use hygie_smart::Smart;

use crate::Demonstration;

/// The services behind the routes; axum's state, as `Arc<App>`.
pub struct App {
    /// The record service.
    pub records: Arc<Records>,
    /// The only maker of permits.
    pub gate: Arc<Gate>,
    /// People and machines that log in.
    pub accounts: Arc<Accounts>,
    /// Apps and machines that ask for tokens.
    pub smart: Arc<Smart>,
    /// The one clock.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: Arc<dyn Rng>,
    /// How this server is set up.
    pub config: Config,
    /// Who may be tried out; `None` in ordinary service.
    pub demonstration: Option<Demonstration>,
}

/// How this server is set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Where people reach it, without a slash at the end: `http://localhost:8080`.
    pub public_url: String,
    /// The socket it listens on.
    pub listen: SocketAddr,
    /// Whether its data is fictional.
    pub demo: bool,
    /// Id of the organisation that keeps what is written here.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
}

impl Config {
    /// Whether people reach it by HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether people reach it by HTTPS under a name that is ours alone: that of
    /// this very machine has other servers on other ports.
    pub fn is_https_only(&self) -> bool {
        let host = self.public_host();
        let name = if host.starts_with('[') {
            host.split(']').next().unwrap_or(host)
        } else {
            host.split(':').next().unwrap_or(host)
        };
        self.is_https() && !matches!(name, "localhost" | "127.0.0.1" | "[::1")
    }

    /// Host and port of [`Self::public_url`].
    pub fn public_host(&self) -> &str {
        let (_, rest) = self.public_url.split_once("://").unwrap_or_default();
        rest.split_once('/').map_or(rest, |(host, _)| host)
    }
}
