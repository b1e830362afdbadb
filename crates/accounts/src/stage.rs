//! How far a session has come: what stands between a cookie and its rights.

use crate::account::Account;
use crate::session::Standing;
use crate::{Proved, SecondFactor, Vouching};

/// What a session is for at this moment. Only [`Stage::Open`] has an asker.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stage {
    /// The second factor is to be proved.
    Second,
    /// It was locked, by its owner or because nobody used it: who it is is to be shown
    /// again ([`crate::Accounts::unlock`]).
    Locked,
    /// A password is to be chosen: the present one works once.
    Password,
    /// A second factor is to be enrolled.
    Enrol {
        /// Whether that may wait until the next log-in.
        may_wait: bool,
    },
    /// One of several activities is to be chosen.
    Activity,
    /// All that the activity may.
    Open,
}

impl Stage {
    /// Whether everything was proved and chosen.
    pub(crate) fn is_open(self) -> bool {
        self == Self::Open
    }

    /// The stage of a session that stands like this, of this account.
    pub(crate) fn of(account: &Account, standing: &Standing, policy: SecondFactor) -> Self {
        let Proved { persona, provider, .. } = standing.proved;
        let two = standing.proved.is_two();
        // Where a provider's word is the second factor that is demanded, who has only
        // the password must not be led to enrol another one.
        let has_second =
            account.factors.any() || (policy.demands(account) && account.is_vouched_for());
        if has_second && !two && !persona {
            return Self::Second;
        }
        if standing.locked {
            return Self::Locked;
        }
        if account.one_time_until.is_some() && provider.is_none() {
            return Self::Password;
        }
        // A factor that was proved here and is gone since leaves none; a provider's stays.
        let vouched = provider == Some(Vouching::Two);
        if policy.demands(account) && !vouched {
            return Self::Enrol { may_wait: false };
        }
        if policy.offers(account) && !vouched && !standing.waits {
            return Self::Enrol { may_wait: true };
        }
        match account.chosen(standing.activity.as_deref()) {
            None => Self::Activity,
            Some(_) => Self::Open,
        }
    }
}
