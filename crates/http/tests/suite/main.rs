//! The doorway as a client meets it: headers, hosts, limits, faults, sockets.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code: what fails here fails the test")]

mod doors;
mod faults;
mod headers;
mod help;
mod log;
mod sockets;
