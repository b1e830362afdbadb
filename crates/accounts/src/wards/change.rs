//! Adding a ward, renaming, closing and opening it again: for administrators.

use std::sync::Arc;

use hygie_gate::Ward;
use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;

use super::{WardSeen, Wards};
use crate::account::{Field, organisation as check_organisation, text};
use crate::administer::governs;
use crate::limits::{ATTEMPTS, WARDS};
use crate::stored::put;
use crate::{AccountError, Accounts, secret};

/// Changes the wards, and tells what was done.
type Change = dyn Fn(&mut Wards) -> Result<String, AccountError> + Send + Sync;

impl Accounts {
    /// Adds a ward of this name to an organisation, and tells its id.
    ///
    /// # Errors
    /// When the name is refused or another ward has it, there are [`WARDS`] already, the
    /// permit is not one on accounts, or the store fails.
    pub async fn add_ward(
        self: &Arc<Self>,
        permit: Permit,
        organisation: &str,
        name: &str,
    ) -> Result<String, AccountError> {
        let (id, name) = (secret::id(&*self.rng), named(name)?);
        let given = id.clone();
        let change = move |wards: &mut Wards| {
            if wards.all.len() >= WARDS {
                return Err(AccountError::TooManyWards);
            }
            free(wards, &id, &name)?;
            let ward = Ward { id: id.clone(), name: name.clone() };
            wards.all.push(WardSeen { ward, closed: false });
            Ok(format!("ward {id} added"))
        };
        self.change_wards(permit, organisation, Box::new(change)).await?;
        Ok(given)
    }

    /// Gives a ward another name. What was registered under the former one keeps it.
    ///
    /// # Errors
    /// As for [`Accounts::add_ward`]; when there is no such ward.
    pub async fn rename_ward(
        self: &Arc<Self>,
        permit: Permit,
        organisation: &str,
        id: &str,
        name: &str,
    ) -> Result<(), AccountError> {
        let (id, name) = (id.to_owned(), named(name)?);
        let change = move |wards: &mut Wards| {
            free(wards, &id, &name)?;
            one(wards, &id)?.ward.name.clone_from(&name);
            Ok(format!("ward {id} renamed"))
        };
        self.change_wards(permit, organisation, Box::new(change)).await
    }

    /// Closes a ward, or opens it again. Care links and assignments that are there go on.
    ///
    /// # Errors
    /// When there is no such ward, the permit is not one on accounts, or the store fails.
    pub async fn close_ward(
        self: &Arc<Self>,
        permit: Permit,
        organisation: &str,
        id: &str,
        closed: bool,
    ) -> Result<(), AccountError> {
        let id = id.to_owned();
        let change = move |wards: &mut Wards| {
            one(wards, &id)?.closed = closed;
            Ok(format!("ward {id} {}", if closed { "closed" } else { "opened again" }))
        };
        self.change_wards(permit, organisation, Box::new(change)).await
    }

    async fn change_wards(
        self: &Arc<Self>,
        permit: Permit,
        organisation: &str,
        change: Box<Change>,
    ) -> Result<(), AccountError> {
        governs(&permit)?;
        check_organisation(organisation, "")?;
        if organisation.is_empty() {
            return Err(AccountError::Field { field: Field::Organisation });
        }
        let (this, organisation) = (Arc::clone(self), organisation.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut wards, tag) = this.read_wards(&organisation).await?;
                let what = format!("{} in organisation {organisation}", change(&mut wards)?);
                let expect = tag.map_or(Expected::Absent, Expected::Is);
                let cell = put(Table::Ward, &organisation, &wards, expect)?;
                if this.change(&permit, vec![cell], Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}

/// A name as it is kept.
fn named(name: &str) -> Result<String, AccountError> {
    text(Field::Ward, name, false)?;
    Ok(name.trim().to_owned())
}

/// Whether no other ward has that name, whatever its case.
fn free(wards: &Wards, id: &str, name: &str) -> Result<(), AccountError> {
    let folded = name.to_lowercase();
    let has = |seen: &WardSeen| seen.ward.id != id && seen.ward.name.to_lowercase() == folded;
    if wards.all.iter().any(has) { Err(AccountError::SameWard) } else { Ok(()) }
}

fn one<'a>(wards: &'a mut Wards, id: &str) -> Result<&'a mut WardSeen, AccountError> {
    wards.all.iter_mut().find(|seen| seen.ward.id == id).ok_or(AccountError::NoSuchWard)
}
