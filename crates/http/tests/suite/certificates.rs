//! Authorities, servers and machines with certificates made for one test, and
//! clients that trust them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hygie_accounts::Fingerprint;
use hygie_http::TlsFiles;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedKey, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, date_time_ymd,
};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use zeroize::Zeroizing;

/// An authority.
pub struct Authority(CertifiedKey);

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = params(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key_pair = KeyPair::generate().unwrap();
        let cert = params.self_signed(&key_pair).unwrap();
        Self(CertifiedKey { cert, key_pair })
    }

    pub fn pem(&self) -> String {
        self.0.cert.pem()
    }

    /// A server's certificate for `localhost`.
    pub fn server(&self) -> CertifiedKey {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.signed(params)
    }

    /// A machine's certificate.
    pub fn machine(&self, name: &str) -> CertifiedKey {
        self.machine_until(name, 4096)
    }

    /// A machine's certificate that ends with this year.
    pub fn machine_until(&self, name: &str, year: i32) -> CertifiedKey {
        let mut params = params(name);
        params.not_after = date_time_ymd(year, 12, 31);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.signed(params)
    }

    fn signed(&self, params: CertificateParams) -> CertifiedKey {
        let key_pair = KeyPair::generate().unwrap();
        let cert = params.signed_by(&key_pair, &self.0.cert, &self.0.key_pair).unwrap();
        CertifiedKey { cert, key_pair }
    }
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

pub fn fingerprint(of: &CertifiedKey) -> Fingerprint {
    Fingerprint::of(of.cert.der())
}

/// A folder with the files of one server.
pub struct Files {
    folder: TempDir,
}

impl Files {
    pub fn of(server: &CertifiedKey) -> Self {
        let files = Self { folder: TempDir::new().unwrap() };
        files.put(server);
        files
    }

    /// Puts another certificate in the place of the one that is there.
    pub fn put(&self, server: &CertifiedKey) {
        self.write("cert.pem", &server.cert.pem(), 0o644);
        self.write("key.pem", &server.key_pair.serialize_pem(), 0o600);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "test code")]
    pub fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        let _gone = fs::remove_file(&path);
        fs::write(&path, text).unwrap();
        set_mode(&path, mode);
        path
    }

    pub fn files(&self) -> TlsFiles {
        let (certificate, key) = (self.path("cert.pem"), self.path("key.pem"));
        TlsFiles { certificate, key, client_ca: None }
    }

    /// The same, with machines that this authority vouches for.
    pub fn with_machines_of(&self, authority: &Authority) -> TlsFiles {
        let client_ca = Some(self.write("machines.pem", &authority.pem(), 0o644));
        TlsFiles { client_ca, ..self.files() }
    }
}

/// Reads a key without looking at who may use it, which is its reader's business.
pub fn read_key(path: &Path, _: usize) -> Result<Option<Zeroizing<Vec<u8>>>, String> {
    Ok(fs::read(path).ok().map(Zeroizing::new))
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A client that trusts one authority.
pub struct Client {
    pub config: ClientConfig,
}

impl Client {
    pub fn trusting(authority: &Authority) -> Self {
        Self::with(authority, None, rustls::ALL_VERSIONS)
    }

    pub fn showing(authority: &Authority, machine: &CertifiedKey) -> Self {
        Self::with(authority, Some(machine), rustls::ALL_VERSIONS)
    }

    pub fn with(
        authority: &Authority,
        machine: Option<&CertifiedKey>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(authority.0.cert.der().clone()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots);
        let config = match machine {
            None => builder.with_no_client_auth(),
            Some(machine) => {
                let key = PrivateKeyDer::Pkcs8(machine.key_pair.serialize_der().into());
                builder.with_client_auth_cert(vec![machine.cert.der().clone()], key).unwrap()
            }
        };
        Self { config }
    }

    pub async fn connect(
        &self,
        address: std::net::SocketAddr,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(address).await?;
        let connector = TlsConnector::from(Arc::new(self.config.clone()));
        connector.connect(ServerName::try_from("localhost").unwrap(), stream).await
    }
}
