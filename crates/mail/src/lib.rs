//! Mail that goes out, over SMTP (RFC 5321) with TLS (RFC 3207, RFC 8314).
//!
//! A server refuses for many reasons, and a letter that is not sent must not be lost, nor
//! an address be given up for what is not its fault. So each step of a transmission is
//! told apart: [`NotSent::Recipient`] is a lasting refusal of that one address,
//! [`NotSent::Letter`] a refusal of this letter for now, [`NotSent::Away`] says that the
//! server takes none at this moment. No text of a server is let out with them: it may
//! repeat the address.
//!
//! - the way there: [`Mailer::open`], [`Mailer::connect`]
//! - one letter: [`Line::send`]
//! - what an address may be: [`Address`]
#![warn(missing_docs)]

mod address;
mod letter;
mod limits;
mod line;
mod mailer;

pub use address::Address;
pub use letter::{Letter, Sender};
pub use limits::{ADDRESS_CHARS, STEP_TIME};
pub use line::{Line, NotSent};
pub use mailer::{Encryption, Mailer, MailerError, Options};
