//! What the privacy officer asked to be withdrawn, for the administrator who carries it out.

use hygie_base::Timestamp;
use hygie_record::Permit;

use super::derive::asked;
use crate::administer::governs;
use crate::{AccountError, Accounts, ActivitySeen};

/// An activity that is to be ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// Id of the account.
    pub account: String,
    /// Its holder's name.
    pub name: String,
    /// Which activity.
    pub activity: ActivitySeen,
    /// Why.
    pub reason: String,
    /// Name of the officer who asks.
    pub by: String,
    /// When they asked.
    pub at: Timestamp,
}

impl Accounts {
    /// Withdrawals that were asked for in the review that is open and are not carried out,
    /// those asked first first.
    ///
    /// # Errors
    /// When the permit is not one on accounts or the store fails.
    pub async fn withdrawals(&self, permit: &Permit) -> Result<Vec<Withdrawal>, AccountError> {
        governs(permit)?;
        let answers = self.habilitation_answers().await?;
        if answers.is_empty() {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for (account, _) in self.every_account().await? {
            let given = answers.iter().find(|(one, _)| one.account == account.id);
            let Some((given, _)) = given else { continue };
            for activity in asked(&account) {
                let answer = given.of(&activity.id).and_then(|line| line.answer.as_ref());
                let Some(answer) = answer else { continue };
                let Some(reason) = answer.withdraw.clone() else { continue };
                all.push(Withdrawal {
                    account: account.id.clone(),
                    name: account.name.clone(),
                    activity,
                    reason,
                    by: answer.by().to_owned(),
                    at: answer.at(),
                });
            }
        }
        all.sort_by(|one, other| (one.at, &one.name).cmp(&(other.at, &other.name)));
        Ok(all)
    }
}
