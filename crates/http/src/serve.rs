//! HTTP/1.1 on a socket, with limits on what a connection may hold and for how
//! long. HTTP/2 and TLS are the business of a proxy in front.

mod stall;

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Duration, sleep, timeout};

use crate::limits::{CONNECTIONS, HEAD_BYTES, HEAD_TIME, HEADERS, STALL_TIME, STOP_TIME};
use stall::Stall;

/// Pause after the kernel refused a connection, for want of descriptors say.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` ends, then lets requests under way end within
/// [`STOP_TIME`]. Answers whether all of them did.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> bool {
    let mut shutdown = pin!(shutdown);
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = next(&listener, &slots) => accepted,
        };
        let (stream, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a connection was not accepted");
                sleep(REFUSED_PAUSE).await;
                continue;
            }
        };
        let connection = graceful.watch(speak(stream, router.clone()));
        tokio::spawn(async move {
            // How a connection ends is its client's business.
            let _ended = connection.await;
            drop(slot);
        });
    }
    drop(listener);
    timeout(STOP_TIME, graceful.shutdown()).await.is_ok()
}

type Slot = tokio::sync::OwnedSemaphorePermit;

/// The next connection, once there is room for it.
async fn next(listener: &TcpListener, slots: &Arc<Semaphore>) -> io::Result<(TcpStream, Slot)> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    // Answers are written whole; waiting to fill a packet only delays them.
    stream.set_nodelay(true)?;
    Ok((stream, slot))
}

type Connection = http1::Connection<TokioIo<Stall<TcpStream>>, TowerToHyperService<Router>>;

fn speak(stream: TcpStream, router: Router) -> Connection {
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(true)
        .serve_connection(
            TokioIo::new(Stall::new(stream, STALL_TIME)),
            TowerToHyperService::new(router),
        )
}
