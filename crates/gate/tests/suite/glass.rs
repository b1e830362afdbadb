//! Emergency access (CSP, L.1111-17 I, R.1111-48), through the real record service.

pub mod house;
mod opening;
mod reviews;
