//! Notices by mail: to an address that the holder of an account confirmed by a code, at
//! once or gathered once a day. A letter says what happened and when, and never who, in
//! which record or anything of care: a mailbox is read by others.
//!
//! What is owed is kept with the notice itself, in the commit of the act; beside it stands
//! the cell that says that the account is owed mail, so that one look finds all that is
//! due. Who has the turn sends it and takes the debt away. A letter that the server took
//! and whose sending could not be written down goes out once more under the same id.

mod ask;
mod choose;
mod confirm;
mod due;
mod kept;
mod turn;

use std::sync::atomic::Ordering;

use hygie_base::Timestamp;

pub(crate) use kept::Mail;
pub use kept::MailPace;
pub use turn::{Content, Mailed, Mailing, Post};

use crate::{AccountError, Accounts, Session, Stage};

/// What the holder of an account sees of its mail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailSeen {
    /// The address that gets notices, and how often.
    pub confirmed: Option<MailConfirmed>,
    /// The address that a code was sent to, until it is typed.
    pub pending: Option<String>,
}

/// An address that gets notices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailConfirmed {
    /// The address.
    pub address: String,
    /// How often.
    pub pace: MailPace,
    /// Since when its server refuses mail to it, where it does: then it gets none.
    pub refused: Option<Timestamp>,
}

impl Accounts {
    /// Has notices sent by mail from now on; before this is called, none is.
    pub fn send_mail(&self) {
        self.sends_mail.store(true, Ordering::Release);
    }

    /// Whether this house sends mail.
    pub fn sends_mail(&self) -> bool {
        self.sends_mail.load(Ordering::Acquire)
    }

    /// How one gets notices by mail.
    ///
    /// # Errors
    /// When the session has ended or is not open, or the store fails.
    pub async fn mail(&self, session: &Session) -> Result<MailSeen, AccountError> {
        let (account, _) = self.owner_at(session, Stage::is_open).await?;
        Ok(account.mail.seen(self.now()))
    }
}
