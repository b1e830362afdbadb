//! People and machines that log in.
//!
//! Accounts, sessions and tokens are sealed cells of `record`; nothing here is
//! in clear at rest, and no secret is kept at all: of a password an argon2id
//! hash, of a cookie or token a SHA-256 that itself is only kept keyed. Each
//! log-in, log-out and change is traced in the commit that does it.
//!
//! - people: [`Accounts::create`], [`Accounts::log_in`], [`Accounts::change_password`]
//! - first start: [`Accounts::setup_token`], [`Accounts::claim`]; there is no
//!   default password
//! - sessions: [`Accounts::session`], [`Accounts::log_out`],
//!   [`Accounts::log_out_everywhere`], [`Accounts::sessions`]
//! - machines: [`Accounts::issue_token`], [`Accounts::bearer`]
//! - keeping: [`Accounts::sweep`], [`Accounts::sweep_in_turn`]
//!
//! # What a stranger learns
//! Whether a login exists shows neither in the answer, nor in the time it
//! takes, nor in the waits: an unknown login is hashed against a decoy, traced
//! and made to wait like a known one.
//!
//! # What guessing meets
//! Wrong attempts are counted in memory, by login. After
//! [`limits::FREE_GUESSES`] of them each further one must come after a wait that
//! doubles up to [`limits::LONGEST_WAIT_MILLIS`]; nothing ever locks. The right
//! password works as soon as the wait is over. What this does not do: someone
//! who keeps guessing at a login can make its owner wait again and again, and
//! guesses at many logins from one address are counted apart. Counts do not
//! outlive the process. A flood of log-ins fills the queue for hashing, so that
//! others are told to try again; sessions that exist do not notice. All of this
//! needs to know devices and addresses, and neither is known here.
#![warn(missing_docs)]

mod account;
mod bearer;
mod cache;
mod change_password;
mod claim;
mod create;
mod error;
mod guesses;
pub mod limits;
mod log_in;
mod login;
mod names;
mod password;
mod present;
mod secret;
mod service;
mod session;
mod sessions;
mod stored;
mod sweep;

pub use account::{AccountId, Field, NewAccount};
pub use bearer::{NewToken, TokenSeen};
pub use claim::FirstAdministrator;
pub use error::AccountError;
pub use login::{Login, LoginFault};
pub use password::{Breached, BreachedError, PasswordFault};
pub use present::Was;
pub use service::{Accounts, Parts};
pub use session::{LoggedIn, Session};
pub use sessions::SessionSeen;
pub use sweep::Swept;
