//! Which resource of the registry says who somebody is in an activity.

use std::sync::Arc;

use hygie_record::Permit;

use super::Reach;
use crate::account::{Account, Field};
use crate::{AccountError, Accounts, Step};

/// Types of resources that say who a professional is.
pub const PROFESSIONALS: [&str; 2] = ["Practitioner", "PractitionerRole"];

impl Accounts {
    /// Says who somebody is in the registry in one of their activities (`None`: in
    /// the only one): `Practitioner/ID` or `PractitionerRole/ID`, or nobody. That
    /// it is there is the caller's to look. It gives no right.
    ///
    /// # Errors
    /// When there is no such account or activity, it is one of a person, the
    /// account is revoked, the reference is none, or the store fails.
    pub async fn give_resource(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        activity: Option<&str>,
        resource: Option<&str>,
    ) -> Result<(), AccountError> {
        if resource.is_some_and(|resource| !is_professional(resource)) {
            return Err(AccountError::Field { field: Field::Resource });
        }
        let (id, resource) = (activity.map(str::to_owned), resource.map(str::to_owned));
        let act = move |account: &mut Account| {
            let alone = account.activities.len() == 1;
            let meant = |known: &str| id.as_ref().map_or(alone, |id| id == known);
            let found = account.activities.iter_mut().find(|one| meant(&one.id));
            let one = found.ok_or(AccountError::NoSuchActivity)?;
            if !one.role.is_of_an_organisation() && resource.is_some() {
                return Err(AccountError::Field { field: Field::Resource });
            }
            one.resource.clone_from(&resource);
            let who = resource.as_deref().unwrap_or("nobody in the registry");
            Ok(format!("said to be {who} in activity {}", one.id))
        };
        let reach = Reach { step: Step::Change, rights: false, told: None };
        self.administer(permit, login, reach, Box::new(act)).await
    }
}

/// Whether it is a reference to a professional, by its form (R4, `id`).
fn is_professional(reference: &str) -> bool {
    let Some((kind, id)) = reference.split_once('/') else { return false };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    PROFESSIONALS.contains(&kind) && (1..=64).contains(&id.len()) && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_professional;

    #[test]
    fn a_professional_is_a_practitioner_or_a_role() {
        let long = format!("Practitioner/{}", "a".repeat(64));
        for good in ["Practitioner/a", "PractitionerRole/A-1.b", &long] {
            assert!(is_professional(good), "{good}");
        }
        let longer = format!("{long}a");
        for bad in ["", "Practitioner", "Practitioner/", "Patient/a", "Practitioner/a/b", &longer] {
            assert!(!is_professional(bad), "{bad}");
        }
    }
}
