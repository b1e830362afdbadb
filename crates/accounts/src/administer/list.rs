//! Accounts as administrators see them. Traced before it is answered.

use std::collections::BTreeMap;

use hygie_base::Timestamp;
use hygie_record::Permit;
use hygie_trace::Action;
use unicode_normalization::UnicodeNormalization as _;

use super::governs;
use crate::account::Account;
use crate::limits::{LISTED, SOUGHT_CHARS};
use crate::passkeys::Passkey;
use crate::provider::Link;
use crate::{
    AccountError, Accounts, ActivitySeen, LinkSeen, NoticeSeen, PasskeySeen, SecondFactor, State,
};

/// An account as an administrator sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountSeen {
    /// Stable id.
    pub id: String,
    /// What its holder types to log in.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// What it does here; at least one.
    pub activities: Vec<ActivitySeen>,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// Its passkeys, in the order in which they were made.
    pub passkeys: Vec<PasskeySeen>,
    /// The log-in providers it is linked to, in the order of linking.
    pub links: Vec<LinkSeen>,
    /// Sessions that were begun and not ended; some may be over by time.
    pub sessions: usize,
    /// Devices with a PIN that unlocks there.
    pub pins: usize,
    /// What its holder was told of the account, the newest first.
    pub notices: Vec<NoticeSeen>,
    /// When it was made.
    pub made: Timestamp,
    /// When its holder last logged in; none before the first time.
    pub last: Option<Timestamp>,
}

impl AccountSeen {
    /// Whether it is for records of persons, its holder's own or of those for whom they
    /// act, and nothing else.
    pub fn is_persons(&self) -> bool {
        self.activities.iter().all(|one| one.role.is_of_a_person())
    }
}

/// Whose accounts are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Holders {
    /// Everybody's.
    #[default]
    All,
    /// Those of who works here.
    Workers,
    /// Those of persons, for their own record.
    Persons,
}

impl Holders {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Workers, Self::Persons];

    /// Its name, as commands and pages have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Workers => "workers",
            Self::Persons => "persons",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether an account is among them; who works here and has a record of their
    /// own is among both.
    fn has(self, account: &Account) -> bool {
        match self {
            Self::All => true,
            Self::Workers => account.activities.iter().any(|one| !one.role.is_of_a_person()),
            Self::Persons => account.activities.iter().any(|one| one.role.is_of_a_person()),
        }
    }
}

/// Which accounts are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sought {
    /// Words that name, login or organisation have; case and accents do not
    /// count. Empty for all.
    pub text: String,
    /// Whose.
    pub holders: Holders,
    /// How many of those that fit are passed over.
    pub skip: usize,
}

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accounted {
    /// How many fit.
    pub total: usize,
    /// At most [`LISTED`] of them, by name.
    pub accounts: Vec<AccountSeen>,
}

impl Accounts {
    /// The accounts whose name, login or organisation has all words asked for.
    ///
    /// # Errors
    /// When the permit is not one on accounts, what is asked for is too long or
    /// the store fails.
    pub async fn list(&self, permit: &Permit, sought: &Sought) -> Result<Accounted, AccountError> {
        governs(permit)?;
        if sought.text.chars().count() > SOUGHT_CHARS {
            return Err(AccountError::SoughtTooLong);
        }
        let words = folded(&sought.text);
        let words: Vec<&str> = words.split_whitespace().collect();
        let every = self.every_account().await?;
        let fits = every.into_iter().map(|(account, _)| account);
        let mut fits: Vec<(String, Account)> = fits
            .filter(|account| sought.holders.has(account) && has_all(account, &words))
            .map(|account| (folded(&account.name), account))
            .collect();
        fits.sort_by(|(a, one), (b, other)| (a, &one.login).cmp(&(b, &other.login)));
        let total = fits.len();
        let page = fits.iter().skip(sought.skip).take(LISTED);
        let accounts = page.map(|(_, account)| account.seen(self.second_factor)).collect();
        self.records.trace_act(permit, Action::Account, format!("listed {total} accounts")).await?;
        Ok(Accounted { total, accounts })
    }

    /// The account with this login; `None` when there is none.
    ///
    /// # Errors
    /// When the permit is not one on accounts or the store fails.
    pub async fn show(
        &self,
        permit: &Permit,
        login: &str,
    ) -> Result<Option<AccountSeen>, AccountError> {
        governs(permit)?;
        let Ok(login) = crate::Login::parse(login) else { return Ok(None) };
        let found = self.read_account(login.as_str()).await?;
        self.shown(permit, found.map(|(account, _)| account)).await
    }

    /// The account with this id; `None` when there is none.
    ///
    /// # Errors
    /// As for [`Accounts::show`].
    pub async fn show_id(
        &self,
        permit: &Permit,
        id: &str,
    ) -> Result<Option<AccountSeen>, AccountError> {
        governs(permit)?;
        let every = self.every_account().await?;
        let found = every.into_iter().map(|(account, _)| account).find(|one| one.id == id);
        self.shown(permit, found).await
    }

    /// Ids and names of the organisations for which accounts act, by name.
    ///
    /// # Errors
    /// When the permit is not one on accounts or the store fails.
    pub async fn organisations(
        &self,
        permit: &Permit,
    ) -> Result<Vec<(String, String)>, AccountError> {
        governs(permit)?;
        let mut all = BTreeMap::new();
        for (account, _) in self.every_account().await? {
            for one in account.activities.into_iter().filter(|one| !one.organisation.is_empty()) {
                all.insert(one.organisation, one.organisation_name);
            }
        }
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by(|(_, one), (_, other)| one.cmp(other));
        Ok(all)
    }

    async fn shown(
        &self,
        permit: &Permit,
        found: Option<Account>,
    ) -> Result<Option<AccountSeen>, AccountError> {
        let Some(account) = found else { return Ok(None) };
        let what = format!("looked at account {}", account.id);
        self.records.trace_act(permit, Action::Account, what).await?;
        Ok(Some(account.seen(self.second_factor)))
    }
}

impl Account {
    fn seen(&self, policy: SecondFactor) -> AccountSeen {
        AccountSeen {
            id: self.id.clone(),
            login: self.login.clone(),
            name: self.name.clone(),
            state: self.state(policy),
            activities: self.activities_seen(),
            second_factor: self.factors.any(),
            passkeys: self.factors.passkeys.iter().map(Passkey::seen).collect(),
            links: self.links.iter().map(Link::seen).collect(),
            sessions: self.sessions.len(),
            pins: self.devices.pins(),
            notices: self.notices.of_account(),
            made: Timestamp(self.made),
            last: self.last.map(Timestamp),
        }
    }
}

fn has_all(account: &Account, words: &[&str]) -> bool {
    let text = folded(&account.own_words().join(" "));
    words.iter().all(|word| text.contains(word))
}

/// Without case and accents.
pub(crate) fn folded(text: &str) -> String {
    let marks = |one: &char| !('\u{300}'..='\u{36f}').contains(one);
    text.nfkd().filter(marks).flat_map(char::to_lowercase).collect()
}
