//! One's own account: factors, sessions, password, language, colours, keys.

mod factors;
mod security;
mod sessions;
mod show;

pub(crate) use factors::{forget, recovery};
pub(crate) use security::routes as security_routes;
pub(crate) use sessions::{end, everywhere};
pub(crate) use show::show;

#[cfg(test)]
mod tests;
