//! What an account does here: a role, the organisation it is for, or a record.

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::Role;
use serde::{Deserialize, Serialize};

use crate::AccountError;
use crate::account::{Field, organisation};

/// What an activity is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewActivity {
    /// In which role.
    pub role: Role,
    /// Id of the organisation for which the person acts; empty when none.
    pub organisation: String,
    /// Its name; empty when none.
    pub organisation_name: String,
    /// The person's own record, for [`Role::Person`]; that of the person for whom they act,
    /// for [`Role::Delegate`].
    pub person: Option<RecordNo>,
    /// By which delegation, for [`Role::Delegate`].
    pub delegation: Option<String>,
}

/// An activity as its owner and administrators see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActivitySeen {
    /// By which it is chosen and ended.
    pub id: String,
    /// The role.
    pub role: Role,
    /// Id of the organisation; empty when none.
    pub organisation: String,
    /// Its name; empty when none.
    pub organisation_name: String,
    /// The person's own record, or that of the person for whom they act.
    pub person: Option<RecordNo>,
    /// By which delegation they act.
    pub delegation: Option<String>,
    /// Who they are in the registry: `Practitioner/ID` or `PractitionerRole/ID`.
    pub resource: Option<String>,
    /// Ids of the wards of the organisation to which they are assigned.
    pub wards: Vec<String>,
    /// When it was given; none of one that was before that was kept.
    pub since: Option<Timestamp>,
}

/// An activity as it is kept in its account.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Activity {
    pub(crate) id: String,
    pub(crate) role: Role,
    pub(crate) organisation: String,
    pub(crate) organisation_name: String,
    pub(crate) person: Option<u64>,
    /// By which delegation of that record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delegation: Option<String>,
    /// Who they are in the registry.
    #[serde(default)]
    pub(crate) resource: Option<String>,
    /// Ids of the wards of the organisation to which they are assigned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) wards: Vec<String>,
    /// When it was given, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<i64>,
}

impl Activity {
    pub(crate) fn new(id: String, new: &NewActivity, now: Timestamp) -> Self {
        Self {
            id,
            role: new.role,
            organisation: new.organisation.clone(),
            organisation_name: new.organisation_name.trim().to_owned(),
            person: new.person.map(RecordNo::get),
            delegation: new.delegation.clone(),
            resource: None,
            wards: Vec::new(),
            since: Some(now.0),
        }
    }

    /// Whether it is the same work, whatever its id and the organisation's name.
    pub(crate) fn is_same(&self, new: &NewActivity) -> bool {
        self.role == new.role
            && self.organisation == new.organisation
            && self.person == new.person.map(RecordNo::get)
            && self.delegation == new.delegation
    }

    pub(crate) fn seen(&self) -> ActivitySeen {
        ActivitySeen {
            id: self.id.clone(),
            role: self.role,
            organisation: self.organisation.clone(),
            organisation_name: self.organisation_name.clone(),
            person: self.person.and_then(RecordNo::from_u64),
            delegation: self.delegation.clone(),
            resource: self.resource.clone(),
            wards: self.wards.clone(),
            since: self.since.map(Timestamp),
        }
    }
}

impl NewActivity {
    /// # Errors
    /// For a machine's role, a record without its person's role or a delegation, and an
    /// organisation that cannot be kept.
    pub(crate) fn check(&self) -> Result<(), AccountError> {
        if self.role == Role::System {
            return Err(AccountError::Machine);
        }
        let acts_for = self.role == Role::Delegate;
        let is_of_a_person = self.role.is_of_a_person();
        if self.person.is_some() && !is_of_a_person
            || acts_for && self.person.is_none()
            || acts_for != self.delegation.is_some()
        {
            return Err(AccountError::Field { field: Field::Record });
        }
        organisation(&self.organisation, &self.organisation_name)
    }
}
