//! One's own account: sessions, password, language, colours, keys.

mod sessions;
mod show;

pub(crate) use sessions::{end, everywhere};
pub(crate) use show::show;

#[cfg(test)]
mod tests;
