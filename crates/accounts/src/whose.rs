//! Which accounts are of the person of a record, and which login an id has: cells by
//! which those accounts are found without reading all.
//!
//! Both are written in the commit that changes the account. A store of before they were
//! kept gets them when they are first needed, in one go ([`Accounts::know_whose`]).

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_record::{CellChange, CellTag, Expected, Table};
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::limits::{ATTEMPTS, PERSON_ACCOUNTS};
use crate::service::{HOUSE, nobody};
use crate::state::Bar;
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, stored};

/// Cell of [`Table::House`] that says that the cells are complete.
const KNOWN: &str = "known whose accounts are";
/// Cells written in one commit.
const AT_ONCE: usize = 500;

/// The accounts of the person of a record that are not revoked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Whose {
    record: u64,
    /// In alphabetical order.
    logins: Vec<String>,
}

/// The login of an account.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    account: String,
    login: String,
}

impl Account {
    /// Whether it is of the person of this record, whatever state it is in.
    pub(crate) fn is_of_person(&self, record: RecordNo) -> bool {
        self.persons().any(|own| own == record.get())
    }

    fn persons(&self) -> impl Iterator<Item = u64> {
        let of_persons = self.activities.iter().filter(|one| one.role == Role::Person);
        of_persons.filter_map(|one| one.person)
    }

    /// Records under which it is kept.
    fn kept_under(&self) -> Vec<u64> {
        if self.bar == Some(Bar::Revoked) { Vec::new() } else { self.persons().collect() }
    }
}

/// As each thing is called.
fn name(record: u64) -> String {
    record.to_string()
}

impl Accounts {
    /// What changes in the cells when an account is made (`before` is none) or changes.
    /// They hold while nobody else changes the accounts of the same person.
    ///
    /// # Errors
    /// [`AccountError::TooManyHolders`] beyond [`PERSON_ACCOUNTS`]; when the store fails.
    pub(crate) async fn whose_changes(
        &self,
        before: Option<&Account>,
        after: &Account,
    ) -> Result<Vec<CellChange>, AccountError> {
        let mut changes = Vec::new();
        if before.is_none() {
            let known = Known { account: after.id.clone(), login: after.login.clone() };
            changes.push(put(Table::AccountLogin, &after.id, &known, Expected::Any)?);
        }
        let (old, new) = (before.map(Account::kept_under).unwrap_or_default(), after.kept_under());
        let mut touched: Vec<u64> = old.iter().chain(&new).copied().collect();
        touched.sort_unstable();
        touched.dedup();
        touched.retain(|record| old.contains(record) != new.contains(record));
        for record in touched {
            let found = self.read::<Whose>(Table::PersonAccounts, &name(record), WHAT).await?;
            let (mut logins, expect) = match found {
                Some((whose, tag)) => (whose.logins, Expected::Is(tag)),
                None => (Vec::new(), Expected::Absent),
            };
            logins.retain(|login| *login != after.login);
            if new.contains(&record) {
                if logins.len() >= PERSON_ACCOUNTS {
                    return Err(AccountError::TooManyHolders);
                }
                logins.push(after.login.clone());
                logins.sort();
            }
            changes.push(change(&Whose { record, logins }, expect)?);
        }
        Ok(changes)
    }

    /// The accounts of the person of a record that are not revoked, in the order of their
    /// logins.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn accounts_of_person(
        &self,
        record: RecordNo,
    ) -> Result<Vec<(Account, CellTag)>, AccountError> {
        self.know_whose().await?;
        let name = name(record.get());
        let whose = self.read::<Whose>(Table::PersonAccounts, &name, WHAT).await?;
        let logins = whose.map(|(whose, _)| whose.logins).unwrap_or_default();
        let mut found = Vec::new();
        for login in logins {
            found.extend(self.read_account(&login).await?);
        }
        found.retain(|(account, _)| account.kept_under().contains(&record.get()));
        Ok(found)
    }

    /// The account of this id.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn account_of_id(
        &self,
        id: &str,
    ) -> Result<Option<(Account, CellTag)>, AccountError> {
        self.know_whose().await?;
        let known = self.read::<Known>(Table::AccountLogin, id, WHAT).await?;
        let Some((known, _)) = known else { return Ok(None) };
        Ok(self.read_account(&known.login).await?.filter(|(account, _)| account.id == id))
    }

    /// Sees to it that the cells are complete: reads every account of a store of before
    /// they were kept, once.
    async fn know_whose(&self) -> Result<(), AccountError> {
        if self.knows_whose.load(Ordering::Acquire) {
            return Ok(());
        }
        for _ in 0..ATTEMPTS {
            let known = self.records.cell(Table::House, KNOWN).await?.is_some();
            if known || self.learn_whose().await? {
                self.knows_whose.store(true, Ordering::Release);
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }

    /// `false` when accounts of the same persons changed meanwhile.
    async fn learn_whose(&self) -> Result<bool, AccountError> {
        // Read before the accounts are: who adds one from now on changes what was read.
        let mut kept = BTreeMap::new();
        for cell in self.records.cells(Table::PersonAccounts).await? {
            let whose: Whose = stored::from_bytes(&cell.value, WHAT)?;
            kept.insert(whose.record, (whose, cell.tag));
        }
        let (mut all, mut changes) = (BTreeMap::<u64, Vec<String>>::new(), Vec::new());
        for cell in self.records.cells(Table::Account).await? {
            let account: Account = stored::from_bytes(&cell.value, "account")?;
            for record in account.kept_under() {
                all.entry(record).or_default().push(account.login.clone());
            }
            let (account, login) = (account.id, account.login);
            let known = Known { account: account.clone(), login };
            changes.push(put(Table::AccountLogin, &account, &known, Expected::Any)?);
        }
        for (record, mut logins) in all {
            logins.sort();
            logins.dedup();
            let whose = Whose { record, logins };
            let expect = match kept.remove(&record) {
                Some((kept, _)) if kept == whose => continue,
                Some((_, tag)) => Expected::Is(tag),
                None => Expected::Absent,
            };
            changes.push(change(&whose, expect)?);
        }
        changes.push(put(Table::House, KNOWN, &self.now().0, Expected::Any)?);
        let permit = self.gate.itself(&nobody(HOUSE, "accounts"));
        while !changes.is_empty() {
            let some = changes.drain(..changes.len().min(AT_ONCE)).collect();
            if !self.change(&permit, some, None).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The kind of thing, in errors.
const WHAT: &str = "whose accounts are";

fn change(whose: &Whose, expect: Expected) -> Result<CellChange, AccountError> {
    let name = name(whose.record);
    if whose.logins.is_empty() {
        return Ok(remove(Table::PersonAccounts, &name, expect));
    }
    put(Table::PersonAccounts, &name, whose, expect)
}
