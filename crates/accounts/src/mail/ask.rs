//! Naming an address: a code is sent there.

use std::sync::Arc;

use hygie_mail::Address;

use super::kept::Pending;
use crate::limits::{MAIL_CODE_DIGITS, MAIL_CODE_MILLIS, MAIL_CODES, MAIL_CODES_MILLIS};
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// Sends a code to an address, by which its holder confirms it; until then the one
    /// before stays. `language` is the BCP 47 tag of what is sent there.
    ///
    /// # Errors
    /// [`AccountError::NoMail`]; [`AccountError::MailAddress`]; [`AccountError::Stale`];
    /// [`AccountError::Throttled`] beyond [`MAIL_CODES`] a day; when the session has ended
    /// or is not open, or the store fails.
    pub async fn ask_mail(
        self: &Arc<Self>,
        session: &Session,
        address: &str,
        language: &'static str,
    ) -> Result<(), AccountError> {
        if !self.sends_mail() {
            return Err(AccountError::NoMail);
        }
        let address = Address::parse(address).ok_or(AccountError::MailAddress)?.to_string();
        let of = session.clone();
        self.change_own(session, Stage::is_open, move |this, account| {
            this.demand_fresh(&of)?;
            let now = this.now().0;
            let mail = &mut account.mail;
            mail.asked.retain(|at| (0..MAIL_CODES_MILLIS).contains(&now.saturating_sub(*at)));
            if mail.asked.len() >= MAIL_CODES {
                let first = mail.asked.iter().min().copied().unwrap_or(now);
                let wait = (first.saturating_add(MAIL_CODES_MILLIS) - now) / 1_000 + 1;
                let seconds = u32::try_from(wait).unwrap_or(u32::MAX);
                return Err(AccountError::Throttled { seconds });
            }
            mail.asked.push(now);
            mail.pending = Some(Pending {
                address: address.clone(),
                language: language.to_owned(),
                code: this.mail_code(),
                asked: now,
                until: now.saturating_add(MAIL_CODE_MILLIS),
                tries: 0,
                owed: true,
            });
            Ok(((), "named an address for notices by mail".to_owned()))
        })
        .await
    }

    /// Of which none is likelier than another, to what a human could tell.
    fn mail_code(&self) -> String {
        let mut random = [0; 16];
        self.rng.fill(&mut random);
        let number = u128::from_le_bytes(random) % 10_u128.pow(MAIL_CODE_DIGITS);
        format!("{number:0width$}", width = MAIL_CODE_DIGITS as usize)
    }
}
