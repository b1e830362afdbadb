//! People and machines that log in.
//!
//! Accounts, sessions and tokens are sealed cells of `record`; nothing here is
//! in clear at rest, and no secret is kept at all: of a password an argon2id
//! hash, of a cookie or token a SHA-256 that itself is only kept keyed. The
//! exceptions are the seed that an authenticator app shares and the house's own key
//! that signs what devices carry. Each log-in, log-out and change is traced in the
//! commit that does it.
//!
//! - people: [`Accounts::create`], [`Accounts::log_in`], [`Accounts::change_password`]
//! - second factors: [`Accounts::offer_totp`], [`Accounts::enrol_totp`],
//!   [`Accounts::prove_second`], [`Accounts::renew_recovery`]; who must have one
//!   says [`SecondFactor`]
//! - passkeys, which count as two factors: [`Accounts::log_in_with_passkey`],
//!   [`Accounts::begin_registration`], [`Accounts::confirm_with_passkey`]
//! - log-in providers: [`Accounts::log_in_with_provider`],
//!   [`Accounts::bind_provider`], [`Accounts::unbind_provider`]; an account is
//!   linked to an issuer and a subject, never to a name or an address
//! - activities: an account has one or more, a session acts in one of them:
//!   [`Accounts::choose_activity`]
//! - administrators: [`Accounts::list`], [`Accounts::suspend`],
//!   [`Accounts::revoke`], [`Accounts::add_activity`], [`Accounts::reset_factors`];
//!   the states of an account and the steps between them: [`State`]
//! - wards of an organisation and who works on them: [`Accounts::add_ward`],
//!   [`Accounts::assign`]
//! - persons: [`Accounts::invite`], [`Accounts::redeem`]; see [`invitations`]
//! - first start: [`Accounts::setup_token`], [`Accounts::claim`]; there is no
//!   default password
//! - sessions: [`Accounts::session`], [`Accounts::log_out`],
//!   [`Accounts::log_out_everywhere`], [`Accounts::sessions`]
//! - the lock of a workstation: [`Accounts::lock`], [`Accounts::unlock`] by a [`Proof`],
//!   [`Accounts::set_pin`]; by itself after [`LockAfter`]
//! - a fresh proof of who one is, which sensitive acts demand: [`Session::is_fresh`],
//!   [`Accounts::confirm`]
//! - devices and what one is told of: [`Accounts::devices`], [`Accounts::notices`]
//! - notices by mail: [`Accounts::ask_mail`], [`Accounts::confirm_mail`],
//!   [`Accounts::mail_in_turn`]
//! - emergencies, which the person is told of: [`Accounts::break_glass`]
//! - who sees a record, the same: [`Accounts::decide`]
//! - answers about contested accesses, the same: [`Accounts::answer_contest`]
//! - machines: [`Accounts::issue_token`], [`Accounts::bearer`]
//! - the review of habilitations: [`Accounts::open_habilitation_review`],
//!   [`Accounts::answer_habilitations`], [`Accounts::close_habilitation_review`]
//! - keeping: [`Accounts::sweep`], [`Accounts::sweep_in_turn`]
//! - who looks into a record for the first time: [`Accounts::newcomers_in_turn`]
//! - the watch over the traces: [`Accounts::watch_in_turn`]; looking for some:
//!   [`Accounts::seek_traces`]
//!
//! # How far a session has come
//! A session begins with what was proved ([`Proved`]), and its [`Stage`] is
//! computed from that and from the account as it stands at each request: the
//! second factor, the lock, a password to choose, a factor to enrol, an activity to
//! choose, open. Only an open session has an asker. Whatever it is granted, it
//! goes on under a new cookie.
//!
//! # What a stranger learns
//! Whether a login exists shows neither in the answer, nor in the time it
//! takes, nor in the waits: an unknown login is hashed against a decoy, traced
//! and made to wait like a known one.
//!
//! # What guessing meets
//! Wrong attempts are counted in memory. After [`limits::FREE_GUESSES`] of them
//! on a login each further one must come after a wait that doubles up to
//! [`limits::LONGEST_WAIT_MILLIS`]; nothing ever locks. From one address, on
//! whatever logins, [`limits::ADDRESS_FREE_GUESSES`] are free, and then one each
//! [`limits::ADDRESS_GUESS_MILLIS`]. A device from which a person logged in before
//! carries a sign of it ([`Accounts::remember_device`]); its attempts as that
//! person are counted apart, so that no stranger can make them wait there. On a
//! device that is new to them a stranger still can, for the longest wait each
//! time. Counts do not outlive the process, and each node has its own. A flood of
//! log-ins from many addresses fills the queue for hashing, so that others are
//! told to try again; sessions that exist do not notice.
#![warn(missing_docs)]

mod account;
mod activity;
mod administer;
mod bearer;
mod certificate;
mod change_password;
mod choose_activity;
mod claim;
mod confirm;
mod contests;
mod create;
mod days;
mod devices;
mod emergencies;
mod enrol;
mod error;
mod factors;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod guesses;
mod habilitations;
mod house_key;
pub mod invitations;
pub mod kept;
mod legal_notice;
pub mod limits;
mod lock;
mod log_in;
mod login;
mod mail;
mod names;
mod newcomers;
mod notices;
mod own_factors;
mod parcel;
pub mod passkeys;
mod password;
mod present;
mod prove_second;
mod proved;
mod provider;
mod second_factor;
mod secret_connection;
mod service;
mod session;
mod sessions;
mod sought;
mod stage;
mod state;
mod strays;
mod sweep;
mod wards;
mod watching;
mod whose;
mod will;

use kept::{cache, secret, stored};

pub use account::{AccountId, Field, NewAccount, is_name};
pub use activity::{ActivitySeen, NewActivity};
pub use administer::{AccountSeen, Accounted, Holders, PROFESSIONALS, Sought};
pub use bearer::{NewToken, TokenSeen};
pub use certificate::Fingerprint;
pub use claim::FirstAdministrator;
pub use days::Days;
pub use devices::DeviceSeen;
pub use enrol::{Enrolled, Offered};
pub use error::AccountError;
pub use guesses::Source;
pub use habilitations::{
    Answered, Chosen, Habilitation, HabilitationFault, HabilitationReview, HabilitationReviews,
    HabilitationStanding, HabilitationsShown, HabilitationsSought, Progress, Report, ReportLine,
    ReviewEnd, Reviewing, Sign, Verdict, Withdrawal,
};
pub use hygie_mail::{Address as MailAddress, NotSent};
pub use invitations::InvitationError;
pub use legal_notice::LegalNoticeDays;
pub use lock::{LockAfter, LockAfterError, PinFault, Proof};
pub use login::{Login, LoginFault};
pub use mail::{Content, MailConfirmed, MailPace, MailSeen, Mailed, Mailing, Post};
pub use notices::{About, Event, NoticeSeen};
pub use own_factors::FactorsSeen;
pub use passkeys::webauthn::{NoParty, Party, PasskeyFault};
pub use passkeys::{PasskeySeen, Registered};
pub use password::{Breached, BreachedError, PasswordFault};
pub use present::Was;
pub use proved::{Proved, Vouching};
pub use provider::{Away, Claimed, Kind, LinkSeen, Vouched};
pub use second_factor::SecondFactor;
pub use service::{Accounts, Parts};
pub use session::{LoggedIn, Session};
pub use sessions::SessionSeen;
pub use stage::Stage;
pub use state::{By, IllegalStep, State, Step};
pub use sweep::Swept;
pub use wards::WardSeen;
