//! One letter.

use std::time::{Duration, SystemTime};

use hygie_base::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

use crate::Address;
use crate::line::NotSent;

/// A letter of plain text to one address.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: Address,
    /// One line.
    pub subject: String,
    /// Lines, parted by `\n`.
    pub text: String,
    /// What is the same each time that it is tried: who gets it twice can tell.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
}

/// From whom letters are.
#[derive(Clone, Debug)]
pub struct Sender(Mailbox);

impl Sender {
    /// An address, or a name with an address in `<>`.
    pub fn parse(text: &str) -> Option<Self> {
        let mailbox: Mailbox = text.trim().parse().ok()?;
        Address::parse(mailbox.email.as_ref())?;
        let plain = mailbox.name.as_deref().unwrap_or_default();
        (!plain.chars().any(char::is_control)).then_some(Self(mailbox))
    }

    /// Its address.
    pub(crate) const fn address(&self) -> &lettre::Address {
        &self.0.email
    }

    /// The name of its house among mail servers.
    pub(crate) fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// As it goes over the line. It says that nobody wrote it, so that no answer comes by itself
/// (RFC 3834, section 5).
pub(crate) fn formatted(letter: &Letter, from: &Sender) -> Result<Vec<u8>, NotSent> {
    let millis = u64::try_from(letter.at.0).unwrap_or_default();
    let at = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(millis));
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let message = Message::builder()
        .from(from.0.clone())
        .to(Mailbox::new(None, letter.to.inner().clone()))
        .subject(letter.subject.replace(char::is_control, " "))
        .date(at.unwrap_or(SystemTime::UNIX_EPOCH))
        .message_id(Some(format!("<{}@{}>", letter.id, from.domain())))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone());
    Ok(message.map_err(|_| NotSent::Letter)?.formatted())
}
