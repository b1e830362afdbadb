//! Accounts as their users meet them: on a real store, with a clock that
//! stands still until it is moved.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test code: what fails here fails the test"
)]

mod activities;
mod administering;
mod app;
mod claiming;
mod confirming;
mod contests;
mod delegates;
mod emergencies;
mod guessing;
mod habilitations;
mod help;
mod invitations;
mod locking;
mod machines;
mod mail;
mod newcomers;
mod notices;
mod passkeys;
mod passwords;
mod people;
mod pins;
mod providers;
mod second;
mod secret_connection;
mod sessions;
mod wards;
mod whose;
