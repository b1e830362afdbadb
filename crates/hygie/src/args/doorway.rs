//! Options of the doorway.

use std::path::PathBuf;

/// What every request meets first; each wins over the same line of `hygie.toml`.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Doorway")]
pub struct DoorwayOptions {
    /// Certificates (PEM) of this server, its own first: it then speaks TLS.
    #[arg(long, env = "HYGIE_TLS_CERT", value_name = "FILE", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// The private key (PEM) of the first of them, for its owner only.
    #[arg(long, env = "HYGIE_TLS_KEY", value_name = "FILE", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Certificates (PEM) of the authorities that vouch for machines.
    #[arg(long, env = "HYGIE_TLS_CLIENT_CA", value_name = "FILE", global = true)]
    pub tls_client_ca: Option<PathBuf>,
    /// A proxy in front, or a block of them, that is believed about where a
    /// request comes from; several times, or divided by commas.
    #[arg(long, env = "HYGIE_TRUSTED_PROXY", value_name = "CIDR", global = true)]
    #[arg(value_delimiter = ',')]
    pub trusted_proxy: Option<Vec<String>>,
    /// How many persons' records a role may open in an hour, where it is not 200;
    /// several times, or divided by commas.
    #[arg(long, env = "HYGIE_OPENED_PER_HOUR", value_name = "ROLE=NUMBER", global = true)]
    #[arg(value_delimiter = ',')]
    pub opened_per_hour: Option<Vec<String>>,
}
