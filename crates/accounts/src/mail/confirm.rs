//! Confirming an address by the code that was sent there.

use std::sync::Arc;

use super::kept::{Confirmed, MailPace};
use crate::account::Account;
use crate::notices::Event;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// The address that waits becomes the one that gets notices, from now on; the one
    /// before is told once that it is no more.
    ///
    /// # Errors
    /// [`AccountError::MailCode`] for a wrong code or one that has passed; it is spent
    /// after [`MAIL_CODE_TRIES`](crate::limits::MAIL_CODE_TRIES) wrong ones. When the
    /// session has ended or is not open, or the store fails.
    pub async fn confirm_mail(
        self: &Arc<Self>,
        session: &Session,
        code: &str,
    ) -> Result<(), AccountError> {
        let typed: String = code.chars().filter(char::is_ascii_digit).collect();
        let of = session.clone();
        let tried = self.change_own(session, Stage::is_open, move |this, account| {
            let right = this.try_code(account, &typed, &of)?;
            let what = if right { CONFIRMED } else { "a wrong code for an address" };
            Ok((right, what.to_owned()))
        });
        if tried.await? { Ok(()) } else { Err(AccountError::MailCode) }
    }

    /// Whether it was the right one; a wrong one is counted.
    fn try_code(
        &self,
        account: &mut Account,
        typed: &str,
        session: &Session,
    ) -> Result<bool, AccountError> {
        let now = self.now();
        let mail = &mut account.mail;
        let open = mail.pending.take_if(|it| it.is_open(now));
        let mut pending = open.ok_or(AccountError::MailCode)?;
        let same = aws_lc_rs::constant_time::verify_slices_are_equal;
        if same(pending.code.as_bytes(), typed.as_bytes()).is_err() {
            pending.tries = pending.tries.saturating_add(1);
            mail.pending = Some(pending);
            return Ok(false);
        }
        let pace = mail.confirmed.as_ref().map_or(MailPace::default(), |it| it.pace);
        let same_address = mail.confirmed.as_ref().is_some_and(|it| it.address == pending.address);
        if !same_address {
            mail.leave(now);
        }
        let (address, language) = (pending.address, pending.language);
        mail.confirmed = Some(Confirmed { address, pace, language, refused: None });
        // What happened before is told in the app: the address is of from now on.
        account.notices.owe_nothing();
        account.notices.own(Event::MailChanged, &session.standing, now);
        Ok(true)
    }
}

const CONFIRMED: &str = "confirmed an address for notices by mail";
