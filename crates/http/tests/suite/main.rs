//! The doorway as a client meets it: headers, hosts, limits, faults, sockets.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code: what fails here fails the test")]

mod certificates;
mod doors;
mod faults;
mod headers;
mod help;
mod log;
mod proxies;
mod sockets;
mod tls;
