//! The way to a server.

use hygie_base::{ExposeSecret as _, SecretString};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::extension::ClientId;

use crate::letter::Sender;
use crate::limits::STEP_TIME;
use crate::line::{Line, NotSent, within};

/// How a line is encrypted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encryption {
    /// From the first byte on (RFC 8314, section 3.3).
    Tls,
    /// After a command, without which nothing is sent (RFC 3207).
    StartTls,
    /// Not at all: for a server on this machine.
    None,
}

/// How a server is reached.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is encrypted.
    pub encryption: Encryption,
    /// Certificates of the authorities that are trusted, PEM; those of the machine where
    /// none are given.
    pub authorities: Option<String>,
    /// Name and password there, where it asks for them.
    pub user: Option<(String, SecretString)>,
    /// From whom letters are.
    pub from: Sender,
}

/// Why there is no way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MailerError {
    /// What stands there is no certificate.
    #[error("no certificate of an authority in PEM")]
    Authorities,
}

/// Who brings letters to one server.
pub struct Mailer {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    from: Sender,
    hello: ClientId,
}

impl Mailer {
    /// Checks what was given; nothing is asked of the server.
    ///
    /// # Errors
    /// When the authorities are none.
    pub fn open(options: Options) -> Result<Self, MailerError> {
        let tls = match options.encryption {
            Encryption::None => None,
            _ => Some(tls(&options.host, options.authorities.as_deref())?),
        };
        let credentials = options
            .user
            .map(|(name, password)| Credentials::new(name, password.expose_secret().to_owned()));
        let hello = ClientId::Domain(options.from.domain().to_owned());
        let (host, port, encryption, from) =
            (options.host, options.port, options.encryption, options.from);
        Ok(Self { host, port, encryption, tls, credentials, from, hello })
    }

    /// Reaches the server, encrypted and logged in as was chosen.
    ///
    /// # Errors
    /// [`NotSent::Away`].
    pub async fn connect(&self) -> Result<Line<'_>, NotSent> {
        let direct = self.tls.clone().filter(|_| self.encryption == Encryption::Tls);
        let place = (self.host.as_str(), self.port);
        let time = Some(STEP_TIME);
        let reached = AsyncSmtpConnection::connect_tokio1(place, time, &self.hello, direct, None);
        let mut on = within("it cannot be reached", reached).await?;
        if let (Encryption::StartTls, Some(tls)) = (self.encryption, self.tls.clone()) {
            if !on.can_starttls() {
                return Err(NotSent::Away("it offers no encryption"));
            }
            within("it cannot be reached with encryption", on.starttls(tls, &self.hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            let ways = [Mechanism::Plain, Mechanism::Login];
            within("it refuses the user and password", on.auth(&ways, credentials)).await?;
        }
        Ok(Line { on, from: &self.from })
    }
}

fn tls(host: &str, authorities: Option<&str>) -> Result<TlsParameters, MailerError> {
    let wrong = |_| MailerError::Authorities;
    let builder = TlsParameters::builder(host.to_owned());
    let Some(authorities) = authorities else { return builder.build_rustls().map_err(wrong) };
    let mut builder = builder.certificate_store(CertificateStore::None);
    let mut any = false;
    for pem in authorities.split_inclusive("-----END CERTIFICATE-----") {
        if pem.contains("-----BEGIN CERTIFICATE-----") {
            any = true;
            let certificate = Certificate::from_pem(pem.as_bytes()).map_err(wrong)?;
            builder = builder.add_root_certificate(certificate);
        }
    }
    if any { builder.build_rustls().map_err(wrong) } else { Err(MailerError::Authorities) }
}
