//! Whose fault it is that a request took too long: the client's, when its body
//! was being waited for.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::Request;
use hyper::body::{Frame, SizeHint};

/// A body that remembers whether its next part is waited for.
pub(crate) struct Watched {
    inner: Body,
    awaited: Arc<AtomicBool>,
}

/// Tells of the body of one request, also once that is gone.
pub(crate) struct Awaited(Arc<AtomicBool>);

impl Watched {
    /// Puts one around the request's body.
    pub(crate) fn put(request: Request) -> (Request, Awaited) {
        let awaited = Arc::new(AtomicBool::new(false));
        let told = Awaited(Arc::clone(&awaited));
        (request.map(|inner| Body::new(Self { inner, awaited })), told)
    }
}

impl Awaited {
    /// Whether whoever reads the body was left waiting last.
    pub(crate) fn is_awaited(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl hyper::body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(cx);
        self.awaited.store(polled.is_pending(), Ordering::Relaxed);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
