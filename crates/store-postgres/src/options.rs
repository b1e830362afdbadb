//! Where the server is and how it is reached.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use hygie_base::{Rng, SystemRng};
use hygie_store::StoreError;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::connect;
use crate::limits::{CONNECT_TIME, READERS};

/// How to open a store.
#[derive(Clone)]
pub struct Options {
    /// `postgres://user@host:port/database`, as libpq takes it.
    pub url: String,
    /// A file whose first line is the password.
    pub password_file: Option<PathBuf>,
    /// Certificates of the authorities that may have issued the server's, in
    /// PEM; needed for a server on another machine.
    pub ca: Option<PathBuf>,
    /// Connections that read.
    pub readers: usize,
    /// What tells this node from others.
    pub rng: Arc<dyn Rng>,
}

impl std::fmt::Debug for Options {
    /// Without what may be a password.
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.shown())
    }
}

impl Options {
    /// A store at this address, with a password in it or none.
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            password_file: None,
            ca: None,
            readers: READERS,
            rng: Arc::new(SystemRng),
        }
    }

    /// Reads and checks them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with what to mend: an address that cannot be
    /// read, a password file that is not there, a way in clear to another machine.
    pub fn config(&self) -> Result<Config, StoreError> {
        let mut config = self.address()?;
        if let Some(path) = &self.password_file {
            config.password(password(path)?);
        }
        if config.get_user().is_none() {
            return Err(wrong("the address names no user: postgres://USER@host/database".into()));
        }
        if config.get_hosts().is_empty() {
            return Err(wrong("the address names no host: postgres://user@HOST/database".into()));
        }
        // An address given beside the name is where the connection goes.
        let near = config.get_hosts().iter().all(is_near)
            && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback);
        if near && self.ca.is_none() {
            config.ssl_mode(SslMode::Disable);
        } else if self.ca.is_some() {
            config.ssl_mode(SslMode::Require);
        } else {
            return Err(wrong(
                "the server is on another machine: name the certificates that vouch for it \
                 (store_ca), so that nobody on the way can read or pretend to be it"
                    .into(),
            ));
        }
        config.connect_timeout(CONNECT_TIME);
        config.application_name("hygie");
        Ok(config)
    }

    /// Whether the address has a password in it, where others can read it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] for an address that cannot be read.
    pub fn shows_password(&self) -> Result<bool, StoreError> {
        Ok(self.address()?.get_password().is_some())
    }

    /// How many authorities may vouch for the server; 0 without a file of them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] for a file that holds none.
    pub fn authorities(&self) -> Result<usize, StoreError> {
        self.ca.as_deref().map_or(Ok(0), |ca| Ok(connect::roots(ca)?.len()))
    }

    fn address(&self) -> Result<Config, StoreError> {
        // What it says of the mistake may quote the password.
        Config::from_str(&self.url)
            .map_err(|_| wrong("the address is not postgres://user@host:port/database".to_owned()))
    }

    /// The address without its password, to be shown to an operator.
    pub fn shown(&self) -> String {
        let Ok(config) = Config::from_str(&self.url) else { return "postgres://…".to_owned() };
        let host = config.get_hosts().first().map_or_else(String::new, |host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        });
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let user = config.get_user().unwrap_or_default();
        let database = config.get_dbname().unwrap_or(user);
        format!("postgres://{user}@{host}:{port}/{database}")
    }
}

fn is_near(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
    }
}

fn password(path: &Path) -> Result<String, StoreError> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        wrong(format!("the password file {} cannot be read: {error}", path.display()))
    })?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(wrong(format!("the password file {} is empty", path.display())));
    }
    Ok(line.to_owned())
}

fn wrong(what: String) -> StoreError {
    StoreError::Unavailable(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(options: &Options) -> String {
        options.config().err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_is_told_before_anything_is_tried() {
        let told = |url: &str| why(&Options::new(url));
        assert!(told("http://x").contains("the address is not postgres://"));
        assert!(told("postgres:///d?host=localhost").contains("names no user"));
        assert!(told("postgres://u@/d").contains("names no host"));
        assert!(told("postgres://u@db.example/d").contains("on another machine"));
        assert!(told("postgres://u@localhost/d?hostaddr=192.0.2.1").contains("another machine"));
        assert_eq!(told("postgres://u@localhost/d"), "");
        assert_eq!(told("postgres://u@[::1]/d"), "");
        let options = Options {
            password_file: Some("absent".into()),
            ..Options::new("postgres://u@localhost/d")
        };
        assert!(why(&options).contains("password file absent cannot be read"));
    }

    #[test]
    fn a_password_in_the_address_is_seen_wherever_it_is() {
        let shows = |url: &str| Options::new(url).shows_password().ok();
        assert_eq!(shows("postgres://u@localhost/d"), Some(false));
        assert_eq!(shows("postgres://u:secret@localhost/d"), Some(true));
        assert_eq!(shows("postgres://u@localhost/d?password=secret"), Some(true));
        assert_eq!(shows("postgres://u:se@cr/et@localhost/d"), Some(true));
        assert_eq!(shows("postgres://u@localhost:x/d"), None);
    }

    #[test]
    fn the_password_is_never_shown() {
        let options = Options::new("postgres://u:secret@localhost:5433/d");
        assert_eq!(options.shown(), "postgres://u@localhost:5433/d");
    }
}
