//! How apps and machines get tokens: the endpoints of OAuth 2 and SMART App
//! Launch 2 that programs call, and which pages of other sites may call them.
//! What people see of it are pages of `web`; what it means is in `smart`.
//!
//! One endpoint a file. No cookie is looked at here.
#![warn(missing_docs)]

mod answer;
mod cors;
mod discovery;
mod fetch;
mod introspect;
mod jwks;
pub mod limits;
mod parameters;
mod revoke;
mod router;
mod token;

pub use cors::open;
pub use fetch::Outside;
pub use router::router;
