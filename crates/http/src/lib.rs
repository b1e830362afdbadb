//! What every request meets before and after its handler, whatever it asks for:
//! limits, the hosts we answer to, security headers, the error table as HTTP
//! statuses, a log that names nobody.
//!
//! - [`door`] wraps the routes of one delivery crate: it reads bodies within a
//!   limit, ends what takes too long, refuses what other sites send, and renders
//!   faults in that crate's manner.
//! - [`wrap`] goes around all of them: request id, access log, headers, hosts,
//!   how many at once, `/healthz` and `/readyz`.
//! - [`serve`] speaks HTTP/1.1 on a socket, with [`Tls`] or without, and puts beside
//!   each request where it comes from: [`ClientAddress`], [`ClientCertificate`].
#![warn(missing_docs)]

mod access_log;
mod app;
mod body;
mod caught;
mod cursors;
mod demonstration;
mod door;
mod extract;
mod fault;
mod form_to;
mod headers;
mod health;
mod host;
mod isolation;
pub mod limits;
mod origin;
mod outcome;
mod outside;
mod proxies;
mod request_id;
mod serve;
mod slow;
mod tls;
mod wrap;

pub use app::{App, Config};
pub use body::read_body;
pub use cursors::Cursors;
pub use demonstration::{Demonstration, Kind, Persona, Said, Step, Unfit};
pub use door::{Asked, Door, Render, door};
pub use extract::{Form, Query, Raw};
pub use fault::{Fault, FaultIssue};
pub use form_to::FormTo;
pub use outcome::{outcome, outcome_answer};
pub use outside::Outgoing;
pub use proxies::{BlockFault, ClientAddress, Proxies};
pub use request_id::RequestId;
pub use serve::{Listening, serve};
pub use tls::{ClientCertificate, ReadKey, Tls, TlsError, TlsFiles, certificate_fingerprint};
pub use wrap::wrap;
