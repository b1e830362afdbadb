//! HTTP/1.1 on a socket, with or without TLS, with limits on what a connection
//! may hold and for how long. HTTP/2 is the business of a proxy in front: it
//! brings many requests to a connection, which each limit here would have to
//! count anew, and gains nothing on pages that need three files.

mod handshake;
mod stall;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::rt::{Read, Write};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Duration, sleep, timeout};
use tower::ServiceExt as _;

use crate::limits::{CONNECTIONS, HEAD_BYTES, HEAD_TIME, HEADERS, STALL_TIME, STOP_TIME};
use crate::proxies::Forwarding;
use crate::{ClientAddress, ClientCertificate, Proxies, Tls};
use handshake::handshake;
use stall::Stall;

/// Pause after the kernel refused a connection, for want of descriptors say.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// A socket, and how it is spoken on. A bare [`TcpListener`] is one without TLS
/// and without proxies in front.
pub struct Listening {
    /// The socket.
    pub listener: TcpListener,
    /// TLS, when it is spoken here.
    pub tls: Option<Arc<Tls>>,
    /// Who is believed about where a request comes from.
    pub proxies: Proxies,
}

impl From<TcpListener> for Listening {
    fn from(listener: TcpListener) -> Self {
        Self { listener, tls: None, proxies: Proxies::default() }
    }
}

/// What every connection needs.
#[derive(Clone)]
struct Shared {
    router: Router,
    tls: Option<Arc<Tls>>,
    proxies: Arc<Proxies>,
}

/// Serves until `shutdown` ends, then lets requests under way end within
/// [`STOP_TIME`]. Answers whether all of them did.
pub async fn serve(
    listening: impl Into<Listening>,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> bool {
    let Listening { listener, tls, proxies } = listening.into();
    let shared = Shared { router, tls, proxies: Arc::new(proxies) };
    let mut shutdown = pin!(shutdown);
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    // Dropped when the server stops: who is still shaking hands asked for nothing.
    let (open, closing) = watch::channel(());
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = next(&listener, &slots) => accepted,
        };
        let (stream, peer, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a connection was not accepted");
                sleep(REFUSED_PAUSE).await;
                continue;
            }
        };
        let work = connection(stream, peer, shared.clone(), graceful.watcher(), closing.clone());
        tokio::spawn(async move {
            work.await;
            drop(slot);
        });
    }
    drop(listener);
    drop(open);
    timeout(STOP_TIME, graceful.shutdown()).await.is_ok()
}

type Slot = tokio::sync::OwnedSemaphorePermit;

/// The next connection, once there is room for it.
async fn next(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, Slot)> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are written whole; waiting to fill a packet only delays them.
    stream.set_nodelay(true)?;
    Ok((stream, peer, slot))
}

/// One connection, to its end.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    shared: Shared,
    watcher: Watcher,
    mut closing: watch::Receiver<()>,
) {
    let stream = Stall::new(stream, STALL_TIME);
    let Some(tls) = shared.tls.clone() else {
        return speak(stream, peer, ClientCertificate(None), shared, watcher).await;
    };
    let shaken = tokio::select! {
        shaken = handshake(&tls, stream) => shaken,
        _gone = closing.changed() => None,
    };
    if let Some((stream, certificate)) = shaken {
        speak(stream, peer, certificate, shared, watcher).await;
    }
}

/// Answers requests, each with what is known of where it comes from.
async fn speak<T>(
    stream: T,
    peer: SocketAddr,
    certificate: ClientCertificate,
    shared: Shared,
    watcher: Watcher,
) where
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + 'static,
    TokioIo<T>: Read + Write,
{
    let Shared { router, proxies, .. } = shared;
    let known = move |mut request: Request<Incoming>| {
        let via = proxies.client(peer.ip(), request.headers());
        let address = via.as_ref().map_or(peer.ip().to_canonical(), |via| via.address);
        let extensions = request.extensions_mut();
        extensions.insert(ClientAddress(address));
        extensions.insert(certificate);
        extensions.insert(Forwarding(via));
        request
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(true)
        .serve_connection(
            TokioIo::new(stream),
            TowerToHyperService::new(router.map_request(known)),
        );
    // How a connection ends is its client's business.
    let _ended = watcher.watch(connection).await;
}
