//! Looking whether a code may be used. It is not used up by that.

use hygie_base::RecordNo;
use hygie_gate::rights::Delegation;
use hygie_record::Expected;
use hygie_trace::Action;

use super::InvitationError;
use super::code::Code;
use super::kept::{Invitation, Kept};
use super::standing::WayIn;
use crate::account::Account;
use crate::guesses::{Attempt, Source};
use crate::service::{UNKNOWN, nobody};
use crate::{AccountError, Accounts};
use hygie_record::CellTag;

/// What a code that may be used is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ready {
    /// The login of the account that it gives back; none when one is to be chosen.
    pub login: Option<String>,
    /// Whether it is for who acts for a person: an account that there is may take it up.
    pub delegate: bool,
}

/// What stands behind a code that may be used.
pub(super) struct Behind {
    pub(super) record: RecordNo,
    pub(super) kept: Kept,
    pub(super) expect: Expected,
    pub(super) invitation: Invitation,
    /// The account that it gives back.
    pub(super) account: Option<(Account, CellTag)>,
    /// What is delegated to who uses it; none when it is the person's.
    pub(super) delegation: Option<Delegation>,
}

impl Accounts {
    /// Whether a code may be used, and for what. Wrong ones are counted by address,
    /// as wrong passwords are.
    ///
    /// # Errors
    /// [`InvitationError::Mistyped`] for what cannot be a code,
    /// [`InvitationError::Unknown`] for each that cannot be used; when too many were
    /// wrong or the store fails.
    pub async fn check_code(&self, typed: &str, source: &Source) -> Result<Ready, AccountError> {
        let code = Code::read(typed).ok_or(InvitationError::Mistyped)?;
        let behind = self.behind(&code, source).await?;
        let delegate = behind.delegation.is_some();
        Ok(Ready { login: behind.account.map(|(account, _)| account.login), delegate })
    }

    /// What stands behind a code, counted.
    pub(super) async fn behind(
        &self,
        code: &Code,
        source: &Source,
    ) -> Result<Behind, AccountError> {
        let attempt = self.attempt_near(source)?;
        match self.look_behind(&code.name()).await? {
            Some(behind) => {
                attempt.right();
                Ok(behind)
            }
            None => Err(self.wrong_activation(attempt).await?),
        }
    }

    /// `None` for every code that cannot be used. One that never was, was used,
    /// withdrawn or replaced has no cell; one that expired is given up with its cell
    /// alone: one look into the store for each.
    pub(super) async fn look_behind(&self, name: &str) -> Result<Option<Behind>, AccountError> {
        let Some((coded, _)) = self.coded(name).await? else { return Ok(None) };
        if self.now().0 >= coded.until {
            return Ok(None);
        }
        let Some(record) = RecordNo::from_u64(coded.record) else { return Ok(None) };
        let (mut kept, expect) = self.kept_of(record).await?;
        let Some(invitation) = kept.live(&coded.invitation).cloned() else { return Ok(None) };
        if let Some(id) = &invitation.delegation {
            let delegation = self.lasting(record, id).await?;
            let behind = |it| Behind {
                record,
                kept,
                expect,
                invitation,
                account: None,
                delegation: Some(it),
            };
            return Ok(delegation.map(behind));
        }
        let account = self.account_of(record).await?;
        // What the desk saw must still be so: the same account, or still none.
        let same = account.as_ref().map(|(account, _)| &account.id) == invitation.again.as_ref();
        let way_in = WayIn::of(account.as_ref().map(|(account, _)| account));
        let may = same && way_in.may(true).is_ok();
        let delegation = None;
        Ok(may.then_some(Behind { record, kept, expect, invitation, account, delegation }))
    }

    /// Counts and traces a code that cannot be used, and gives what to answer.
    pub(super) async fn wrong_activation(
        &self,
        attempt: Attempt,
    ) -> Result<AccountError, AccountError> {
        let seconds = attempt.wrong(self.now());
        let what = format!("wrong code of activation; the next attempt waits {seconds} s");
        self.refused(&nobody(UNKNOWN, "activation"), Action::Account, what).await?;
        Ok(InvitationError::Unknown.into())
    }
}
