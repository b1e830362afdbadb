//! Named limits of the doorway.

use std::time::Duration;

/// Bytes of a request's target, path and query together.
pub const TARGET_BYTES: usize = 8 << 10;
/// Bytes of all headers of a request.
pub const HEAD_BYTES: usize = 32 << 10;
/// Headers of one request.
pub const HEADERS: usize = 64;
/// Time in which the head of a request must come, and that a kept connection
/// may wait for the next one.
pub const HEAD_TIME: Duration = Duration::from_secs(30);
/// Connections open at once; more wait in the kernel's queue.
pub const CONNECTIONS: usize = 1024;
/// Requests under way at once; more are told to come again.
pub const UNDER_WAY: usize = 256;
/// Seconds after which who was told to come again may.
pub const RETRY_SECONDS: u32 = 1;
/// Time that requests under way have to end when the server stops.
pub const STOP_TIME: Duration = Duration::from_secs(10);
/// Time that a client may take none of an answer before it is given up.
pub const STALL_TIME: Duration = Duration::from_secs(30);
/// Bytes of a form.
pub const FORM_BYTES: usize = 256 << 10;
/// Time of a request for a page.
pub const PAGE_TIME: Duration = Duration::from_secs(20);
/// Persons that a demonstration offers.
pub const PERSONAS: usize = 64;
/// Steps of a guided tour at least.
pub const TOUR_LEAST_STEPS: usize = 3;
/// Steps of a guided tour at most: nobody reads more.
pub const TOUR_MOST_STEPS: usize = 6;
/// Bytes of a persona's name in addresses.
pub const KEY_BYTES: usize = 40;
/// Time that the store may take to answer `/readyz`.
pub const READY_TIME: Duration = Duration::from_secs(3);
/// Time of a handshake of TLS, until the first request may be sent.
pub const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// Bytes of a file with a certificate and those that vouch for it.
pub const CERTIFICATE_BYTES: usize = 256 << 10;
/// Bytes of a file with a private key in PEM. An RSA key of 8192 bits takes 6 KiB.
pub const KEY_BYTES_PEM: usize = 16 << 10;
/// Bytes of a file with authorities of machines' certificates.
pub const AUTHORITIES_BYTES: usize = 1 << 20;
/// Proxies, or blocks of them, that are trusted.
pub const PROXIES: usize = 64;
