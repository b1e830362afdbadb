//! The table `[mail]`: the server that brings notices by mail.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use hygie_mail::{Encryption, Mailer, Options, Sender};
use serde::Deserialize;

use super::{authorities, quoted};
use crate::stores::read_password;

/// Bytes of a password.
const PASSWORD_BYTES: usize = 1 << 10;
const SUBMISSION: u16 = 587;
const SUBMISSIONS: u16 = 465;
const SMTP: u16 = 25;

/// The table as it is written.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Written {
    server: String,
    from: String,
    encryption: Option<String>,
    ca: Option<PathBuf>,
    user: Option<String>,
    password_file: Option<PathBuf>,
}

/// The server as it was chosen; its files were not looked at.
#[derive(Clone, Debug)]
pub struct ChosenMail {
    host: String,
    port: u16,
    encryption: Encryption,
    from: Sender,
    ca: Option<PathBuf>,
    user: Option<(String, PathBuf)>,
    told: Vec<String>,
}

impl ChosenMail {
    /// Its keys as they are written, with whole paths.
    pub fn told(&self) -> &[String] {
        &self.told
    }

    /// Where the server is.
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// With its files read; nothing is asked of the server.
    ///
    /// # Errors
    /// When a file cannot be used.
    pub fn open(&self) -> anyhow::Result<Mailer> {
        let authorities = match &self.ca {
            Some(path) => Some(authorities::read(path, "the mail server")?),
            None => None,
        };
        let user = match &self.user {
            Some((name, path)) => Some((name.clone(), read_password(path, PASSWORD_BYTES)?)),
            None => None,
        };
        let (host, port, encryption) = (self.host.clone(), self.port, self.encryption);
        let options =
            Options { host, port, encryption, authorities, user, from: self.from.clone() };
        let shown = self.ca.as_ref().map_or("this machine".into(), |path| path.to_string_lossy());
        Mailer::open(options).with_context(|| format!("the authorities of {shown} for mail"))
    }
}

/// Reads the table; a relative file lies in the data folder.
///
/// # Errors
/// With the key, for what cannot be meant so.
pub fn read(
    data: &Path,
    file: &Path,
    written: Option<Written>,
) -> anyhow::Result<Option<ChosenMail>> {
    let Some(one) = written else { return Ok(None) };
    let place = |key: &str| format!("{}, mail: {key}", file.display());
    let encryption = match one.encryption.as_deref() {
        None | Some("starttls") => Encryption::StartTls,
        Some("tls") => Encryption::Tls,
        Some("none") => Encryption::None,
        Some(_) => bail!(
            "{} is \"starttls\", \"tls\", or \"none\" for a server on this machine",
            place("encryption")
        ),
    };
    let (host, port) = server(&one.server, encryption)
        .with_context(|| format!("{} is written host or host:port", place("server")))?;
    ensure!(
        encryption != Encryption::None || ["localhost", "127.0.0.1", "::1"].contains(&&*host),
        "{} is \"none\" for a server on this machine alone: mail would be read on its way",
        place("encryption")
    );
    let from = Sender::parse(&one.from).with_context(|| {
        format!("{} is written Name <address@domain> or address@domain", place("from"))
    })?;
    let ca = one.ca.as_ref().map(|path| data.join(path));
    let user = match (one.user, one.password_file) {
        (None, None) => None,
        (Some(name), Some(path)) => Some((name, data.join(path))),
        (Some(_), None) => bail!("{}: name the file of the password", place("password_file")),
        (None, Some(_)) => bail!("{}: name whose password it is", place("user")),
    };
    ensure!(
        user.is_none() || encryption != Encryption::None,
        "{}: a password goes over an encrypted line only",
        place("user")
    );
    let line = |key: &str, value: &str| format!("{key} = {}", quoted(value));
    let path = |key: &str, path: &Path| line(key, &path.to_string_lossy());
    let word = match encryption {
        Encryption::StartTls => "starttls",
        Encryption::Tls => "tls",
        Encryption::None => "none",
    };
    let mut told = vec![line("server", &format!("{host}:{port}")), line("from", &one.from)];
    told.push(line("encryption", word));
    told.extend(ca.as_ref().map(|ca| path("ca", ca)));
    if let Some((name, file)) = &user {
        told.extend([line("user", name), path("password_file", file)]);
    }
    Ok(Some(ChosenMail { host, port, encryption, from, ca, user, told }))
}

/// Host and port, which has a default for each way.
fn server(text: &str, encryption: Encryption) -> Option<(String, u16)> {
    let usual = match encryption {
        Encryption::StartTls => SUBMISSION,
        Encryption::Tls => SUBMISSIONS,
        Encryption::None => SMTP,
    };
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') => (host, port.parse().ok()?),
        _ => (text, usual),
    };
    let plain = |one: char| one.is_ascii_alphanumeric() || ".-:".contains(one);
    let fits = (1..=253).contains(&host.len()) && host.chars().all(plain) && port > 0;
    fits.then(|| (host.to_owned(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(server: &str, from: &str, encryption: Option<&str>) -> Written {
        Written {
            server: server.into(),
            from: from.into(),
            encryption: encryption.map(str::to_owned),
            ca: None,
            user: None,
            password_file: None,
        }
    }

    fn read_of(one: Written) -> anyhow::Result<ChosenMail> {
        let read = read(Path::new("/srv/hygie"), Path::new("hygie.toml"), Some(one));
        read.map(|it| it.expect("one"))
    }

    const FROM: &str = "Hygie <avis@hopital.example>";

    #[test]
    fn a_server_has_the_usual_port_of_its_way() {
        for (server, encryption, place) in [
            ("smtp.hopital.example", None, "smtp.hopital.example:587"),
            ("smtp.hopital.example", Some("tls"), "smtp.hopital.example:465"),
            ("localhost", Some("none"), "localhost:25"),
            ("127.0.0.1:2525", Some("none"), "127.0.0.1:2525"),
        ] {
            let mail = read_of(written(server, FROM, encryption)).expect("mail");
            assert_eq!(mail.place(), place);
            assert!(mail.open().is_ok());
        }
        let user = Written {
            user: Some("hygie".into()),
            password_file: Some("smtp".into()),
            ca: Some("ca.pem".into()),
            ..written("smtp.hopital.example", FROM, None)
        };
        let told = read_of(user).expect("mail").told().join("\n");
        assert_eq!(
            told,
            "server = \"smtp.hopital.example:587\"\nfrom = \"Hygie <avis@hopital.example>\"\n\
             encryption = \"starttls\"\nca = \"/srv/hygie/ca.pem\"\nuser = \"hygie\"\n\
             password_file = \"/srv/hygie/smtp\""
        );
    }

    #[test]
    fn a_mistake_is_told_with_its_key() {
        let user = |user: Option<&str>, file: Option<&str>, encryption| Written {
            user: user.map(str::to_owned),
            password_file: file.map(PathBuf::from),
            ..written("localhost", FROM, encryption)
        };
        for (one, says) in [
            (written("", FROM, None), "mail: server is written host or host:port"),
            (written("a:b", FROM, None), "mail: server is"),
            (written("a:0", FROM, None), "mail: server is"),
            (written("http://a", FROM, None), "mail: server is"),
            (written("a", "nobody", None), "mail: from is written"),
            (written("a", FROM, Some("ssl")), "mail: encryption is \"starttls\""),
            (written("a", FROM, Some("none")), "mail: encryption is \"none\" for a server on"),
            (user(Some("a"), None, None), "mail: password_file: name"),
            (user(None, Some("a"), None), "mail: user: name"),
            (user(Some("a"), Some("b"), Some("none")), "mail: user: a password goes"),
        ] {
            let said = format!("{:#}", read_of(one).expect_err("a mistake"));
            assert!(said.starts_with("hygie.toml, ") && said.contains(says), "{said}");
        }
    }
}
