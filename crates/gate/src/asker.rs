//! Who asks, as the log-in established it.

use hygie_base::RecordNo;
use hygie_trace::Actor;

use crate::{Role, Scopes};

/// What a trace adds to from where somebody came who had the record open in a secret
/// connection.
pub const SECRETLY: &str = ", in a secret connection";

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asker {
    /// Stable id of the account or token.
    pub id: String,
    /// Name in words.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Id of the organisation they work for; empty for none.
    pub organisation: String,
    /// Its name in words.
    pub organisation_name: String,
    /// Ids of the wards of that organisation to which they are assigned.
    pub wards: Vec<String>,
    /// The record that concerns them, for [`Role::Person`]; that of the person for whom
    /// they act, for [`Role::Delegate`].
    pub person: Option<RecordNo>,
    /// By which delegation of that record they act, for [`Role::Delegate`].
    pub delegation: Option<String>,
    /// What a machine's token allows, and to what an app narrows what its user
    /// may; empty for people who act by themselves.
    pub scopes: Scopes,
    /// Whether their log-in said that they regulate medical calls (Pro Santé Connect,
    /// `Acces_Regulation_Medicale`). Of the session, never of the account.
    pub regulates: bool,
    /// The records that their session has open in a secret connection. Of the session,
    /// never of the account, and of no app.
    pub secret: Vec<RecordNo>,
    /// From where: a door or an interface.
    pub from: String,
}

impl Asker {
    /// Who comes in this role from there, and of whom nothing else is known: for what a
    /// log-in establishes beside it.
    pub fn of(role: Role, from: &str) -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            role,
            organisation: String::new(),
            organisation_name: String::new(),
            wards: Vec::new(),
            person: None,
            delegation: None,
            scopes: Scopes::default(),
            regulates: false,
            secret: Vec::new(),
            from: from.to_owned(),
        }
    }

    /// Whether they have this record open in a secret connection.
    pub fn is_secret_in(&self, record: RecordNo) -> bool {
        self.secret.contains(&record)
    }

    /// From where they act on a record: a secret connection to it is said in every trace.
    pub(crate) fn whence(&self, record: Option<RecordNo>) -> String {
        match record {
            Some(record) if self.is_secret_in(record) => format!("{}{SECRETLY}", self.from),
            _ => self.from.clone(),
        }
    }

    /// The asker as the trace has it.
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.id.clone(),
            role: self.role.name().to_owned(),
            organisation: self.organisation.clone(),
            name: self.name.clone(),
            of: self.organisation_name.clone(),
            delegation: self.delegation.clone().unwrap_or_default(),
            wards: self.wards.clone(),
        }
    }
}
