//! The handshake of TLS, within a time.

use hygie_accounts::Fingerprint;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::limits::HANDSHAKE_TIME;
use crate::{ClientCertificate, Tls};

/// The stream inside TLS, and the certificate that the client showed; `None`
/// when they do not come to terms in time. The log says why, and of whom nothing:
/// whoever sets up a machine's certificate has nothing else to go by.
pub(super) async fn handshake<T: AsyncRead + AsyncWrite + Unpin>(
    tls: &Tls,
    stream: T,
) -> Option<(TlsStream<T>, ClientCertificate)> {
    let accepting = TlsAcceptor::from(tls.config()).accept(stream);
    let why = match timeout(HANDSHAKE_TIME, accepting).await {
        Ok(Ok(stream)) => {
            let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            let certificate = ClientCertificate(shown.map(|leaf| Fingerprint::of(leaf)));
            return Some((stream, certificate));
        }
        Ok(Err(error)) => reason(&error)?,
        Err(_) => "it took too long",
    };
    tracing::info!(why, "a TLS handshake failed");
    None
}

/// In our own words; `None` for who only looked whether somebody listens.
fn reason(error: &std::io::Error) -> Option<&'static str> {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    Some(match inner? {
        rustls::Error::InvalidCertificate(_) => "the client's certificate is not accepted",
        rustls::Error::AlertReceived(_) => "the client refused: does it trust our certificate?",
        rustls::Error::PeerIncompatible(_) => "the client knows no version or suite of ours",
        rustls::Error::NoApplicationProtocol => "the client does not speak HTTP/1.1",
        _ => "what came is no TLS",
    })
}
