//! Small sealed tables: settings, custodian organisations, erased ids, accounts.

mod change;

use hygie_base::RecordNo;
use hygie_seal::seal_object;
use hygie_store::{CellOp, KeyKind};
use hygie_trace::Action;

pub use change::{CellChange, CellChanges, CellTag, Expected};

use crate::error::sealing;
use crate::keys::OpenedKey;
use crate::limits::PAGE;
use crate::{Permit, RecordError, Records, Released};

/// The small tables in use. Numbers never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Table {
    /// Settings of this installation.
    Setting = 1,
    /// Organisations that keep entries, by name.
    Organisation = 2,
    /// Ids that were erased and are never used again; values are empty.
    Erased = 3,
    /// Accounts of people, by login.
    Account = 4,
    /// Their sessions, by the keyed hash of the cookie.
    Session = 5,
    /// Bearer tokens of machines, by their hash.
    Token = 6,
    /// What there is once of accounts: the set-up token, who claimed.
    House = 7,
    /// Who does which work of the house, by the work's name.
    Lease = 8,
    /// Apps and machines that may ask for tokens, by client id.
    Client = 20,
    /// Access tokens given to them, by their hash.
    Access = 21,
    /// Assertions that machines have used, so that none is used twice.
    Assertion = 22,
    /// What people allowed an app, by the hash of its handle.
    Consented = 23,
    /// Keys that sign what apps are told about people.
    SigningKey = 24,
    /// Starts of an app from a record, by the hash of their word.
    Launch = 25,
    /// Whose a passkey is, by the hash of its id.
    Passkey = 30,
    /// Challenges of passkeys and log-ins begun at a provider that were used, so that
    /// none is used twice.
    Challenge = 31,
    /// Invitations of the person of a record, by the record's number.
    Invited = 40,
    /// Codes of activation that may be used, by their hash.
    ActivationCode = 41,
    /// Accounts of the person of a record, by the record's number.
    PersonAccounts = 42,
    /// Logins of accounts, by the account's id.
    AccountLogin = 43,
    /// Whose account an identity at a log-in provider is linked to, by issuer and
    /// subject.
    Linked = 50,
    /// Half-written forms whose author is away at a log-in provider, by session.
    AwayForm = 51,
    /// Wards of organisations, by the organisation's id.
    Ward = 52,
    /// Consents by the account that gave them and by client.
    ConsentIndex = 60,
    /// When clients last got a token, by client id.
    ClientUse = 61,
    /// Emergencies that wait for their review, over all records.
    Emergency = 80,
    /// The latest that were reviewed: one cell.
    EmergencyReviewed = 81,
    /// Tables of the policy that were loaded, by name.
    PolicyTable = 82,
    /// Contested accesses that wait for their answer, over all records.
    Contest = 83,
    /// The latest that were answered: one cell.
    ContestAnswered = 84,
    /// Keys by which logs sign their checkpoints, by the log's number.
    LogKey = 90,
    /// The last checkpoint of each log.
    LogHead = 91,
    /// Tiles of the trees of logs, by log, level and number.
    Tile = 92,
    /// How far the traces were watched for alerts: one cell.
    Watch = 93,
    /// What those who work here do on usual days, by account.
    Habit = 94,
    /// Alerts computed from the traces, by number.
    Alert = 95,
    /// Accounts that are owed mail, by login.
    MailDue = 96,
    /// Who has looked into a record before, by its number.
    Looked = 97,
    /// How far it was read who looked: one cell.
    LookedUntil = 98,
    /// What the logs of other houses showed last, for which this one is a witness, by the
    /// log's name.
    Witnessed = 99,
    /// The key with which this house cosigns them.
    WitnessKey = 100,
    /// Reviews of who may do what here, the latest: one cell.
    HabilitationReview = 101,
    /// Answers of the one that is open, by account.
    HabilitationAnswer = 102,
    /// What the closed ones came to, by number and part.
    HabilitationReport = 103,
}

impl Table {
    /// Tables whose values are sealed cells.
    const SEALED: [Self; 43] = [
        Self::Setting,
        Self::Organisation,
        Self::Account,
        Self::Session,
        Self::Token,
        Self::House,
        Self::Lease,
        Self::Client,
        Self::Access,
        Self::Assertion,
        Self::Consented,
        Self::SigningKey,
        Self::Launch,
        Self::Passkey,
        Self::Challenge,
        Self::Invited,
        Self::ActivationCode,
        Self::PersonAccounts,
        Self::AccountLogin,
        Self::Linked,
        Self::AwayForm,
        Self::Ward,
        Self::ConsentIndex,
        Self::ClientUse,
        Self::Emergency,
        Self::EmergencyReviewed,
        Self::PolicyTable,
        Self::Contest,
        Self::ContestAnswered,
        Self::LogKey,
        Self::LogHead,
        Self::Tile,
        Self::Watch,
        Self::Habit,
        Self::Alert,
        Self::MailDue,
        Self::Looked,
        Self::LookedUntil,
        Self::Witnessed,
        Self::WitnessKey,
        Self::HabilitationReview,
        Self::HabilitationAnswer,
        Self::HabilitationReport,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Organisation => "organisation",
            Self::Erased => "erased",
            Self::Account => "account",
            Self::Session => "session",
            Self::Token => "token",
            Self::House => "house",
            Self::Lease => "lease",
            Self::Client => "client",
            Self::Access => "access",
            Self::Assertion => "assertion",
            Self::Consented => "consented",
            Self::SigningKey => "signing key",
            Self::Launch => "launch",
            Self::Passkey => "passkey",
            Self::Challenge => "challenge",
            Self::Invited => "invited",
            Self::ActivationCode => "activation code",
            Self::PersonAccounts => "person accounts",
            Self::AccountLogin => "account login",
            Self::Linked => "linked identity",
            Self::AwayForm => "away form",
            Self::Ward => "ward",
            Self::ConsentIndex => "consent index",
            Self::ClientUse => "client use",
            Self::Emergency => "emergency",
            Self::EmergencyReviewed => "emergency reviewed",
            Self::PolicyTable => "policy table",
            Self::Contest => "contest",
            Self::ContestAnswered => "contest answered",
            Self::LogKey => "log key",
            Self::LogHead => "log head",
            Self::Tile => "tile",
            Self::Watch => "watch",
            Self::Habit => "habit",
            Self::Alert => "alert",
            Self::MailDue => "mail due",
            Self::Looked => "looked",
            Self::LookedUntil => "looked until",
            Self::Witnessed => "witnessed",
            Self::WitnessKey => "witness key",
            Self::HabilitationReview => "habilitation review",
            Self::HabilitationAnswer => "habilitation answer",
            Self::HabilitationReport => "habilitation report",
        }
    }

    const fn is_of_accounts(self) -> bool {
        !matches!(
            self,
            Self::Setting
                | Self::Organisation
                | Self::Erased
                | Self::Lease
                | Self::Emergency
                | Self::EmergencyReviewed
                | Self::PolicyTable
                | Self::Contest
                | Self::ContestAnswered
                | Self::LogKey
                | Self::LogHead
                | Self::Tile
                | Self::Watch
                | Self::Habit
                | Self::Alert
                | Self::Witnessed
                | Self::WitnessKey
        )
    }
}

/// A cell as it was read.
pub struct Cell {
    /// Its value.
    pub value: Released,
    /// By which a change can require that it is still there.
    pub tag: CellTag,
}

const LABEL: &str = "cells";

impl Records {
    /// A sealed value of a small table, by name.
    ///
    /// # Errors
    /// When the store fails or the value does not verify.
    pub async fn cell(&self, table: Table, name: &str) -> Result<Option<Released>, RecordError> {
        Ok(self.cell_tagged(table, name).await?.map(|cell| cell.value))
    }

    /// As [`Records::cell`], with the tag by which a change can require that
    /// the cell is still as it was read.
    ///
    /// # Errors
    /// As for [`Records::cell`].
    pub async fn cell_tagged(&self, table: Table, name: &str) -> Result<Option<Cell>, RecordError> {
        let place = self.cell_place(table, name);
        let Some(sealed) = self.store.cell(table as u32, &place).await? else { return Ok(None) };
        let key = self.registry_key(KeyKind::Record, LABEL).await?;
        let value = open_cell(&key, table, &place, &sealed)?;
        Ok(Some(Cell { value, tag: CellTag(sealed) }))
    }

    /// Every value of a small table, in no order; a value says itself whose it is.
    ///
    /// # Errors
    /// As for [`Records::cell`].
    pub async fn cells(&self, table: Table) -> Result<Vec<Cell>, RecordError> {
        let key = self.registry_key(KeyKind::Record, LABEL).await?;
        let mut found = Vec::new();
        let mut after: Option<Vec<u8>> = None;
        loop {
            let rows = self.store.cells(table as u32, after.as_deref(), PAGE).await?;
            let Some((last, _)) = rows.last() else { return Ok(found) };
            after = Some(last.clone());
            for (place, sealed) in rows {
                let value = open_cell(&key, table, &place, &sealed)?;
                found.push(Cell { value, tag: CellTag(sealed) });
            }
        }
    }

    /// Puts a sealed value into a small table; needs a permit for everything.
    ///
    /// # Errors
    /// When the permit does not reach it or the store fails.
    pub async fn put_cell(
        &self,
        permit: &Permit,
        table: Table,
        name: &str,
        value: &[u8],
    ) -> Result<(), RecordError> {
        self.needs_everything(permit, Action::Write).await?;
        let (name, value) = (name.to_owned(), Some(value.to_vec()));
        let change = CellChange { table, name, value, expect: Expected::Any };
        let put = self.commit_cells(vec![change], None).await?;
        if put { Ok(()) } else { Err(RecordError::Contended) }
    }

    /// The change of a commit that puts a sealed value.
    pub(crate) async fn sealed_cell(
        &self,
        table: Table,
        name: &str,
        value: &[u8],
    ) -> Result<CellOp, RecordError> {
        let key = self.registry_key(KeyKind::Record, LABEL).await?;
        let place = self.cell_place(table, name);
        let value = seal_object(&key.key, &aad(table, &place), value, &*self.rng);
        Ok(CellOp::Put { table: table as u32, key: place, value: value.map_err(sealing)? })
    }

    /// How many sealed values do not open where they stand.
    pub(crate) async fn broken_cells(&self) -> Result<u64, RecordError> {
        let keys = self.keys(RecordNo::REGISTRY).await?;
        let key = keys.by_label(KeyKind::Record, LABEL);
        let mut broken = 0;
        for table in Table::SEALED {
            let mut after: Option<Vec<u8>> = None;
            loop {
                let cells = self.store.cells(table as u32, after.as_deref(), PAGE).await?;
                let Some((last, _)) = cells.last() else { break };
                after = Some(last.clone());
                let opens = |place: &[u8], sealed: &[u8]| {
                    let open = |key: &OpenedKey| {
                        hygie_seal::unseal_object(&key.key, &aad(table, place), sealed).is_ok()
                    };
                    key.is_some_and(open)
                };
                broken += cells.iter().filter(|(place, sealed)| !opens(place, sealed)).count();
            }
        }
        Ok(broken as u64)
    }

    pub(crate) fn cell_place(&self, table: Table, name: &str) -> Vec<u8> {
        self.with_index(|index| index.cell(table.label(), name)).to_vec()
    }
}

fn open_cell(
    key: &OpenedKey,
    table: Table,
    place: &[u8],
    sealed: &[u8],
) -> Result<Released, RecordError> {
    hygie_seal::unseal_object(&key.key, &aad(table, place), sealed)
        .map_err(|_| RecordError::damaged(RecordNo::REGISTRY, 0, "a setting"))
}

fn aad(table: Table, place: &[u8]) -> Vec<u8> {
    let mut aad = b"hygie cell 1".to_vec();
    aad.extend_from_slice(&(table as u32).to_be_bytes());
    aad.extend_from_slice(place);
    aad
}
