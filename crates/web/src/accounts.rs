//! The accounts of others, for administrators: to find, to make, to change.
//!
//! Nothing of it stands in an address but random ids. What is refused is said
//! on the page it was tried from.

mod acts;
mod list;
mod make;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_accounts::{AccountError, Step};
use hygie_gate::Role;
use hygie_http::Fault;
use hygie_record::Permit;

use crate::Page;
use crate::faults::of_account;
use crate::state::Web;
use crate::wards;

/// The routes of account administration.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/accounts", get(list::show).post(list::ask))
        .route("/accounts/new", get(make::show).post(make::submit))
        .route("/accounts/{id}", get(show::show))
        .route("/accounts/{id}/rename", post(acts::rename))
        .route("/accounts/{id}/suspend", post(acts::suspend))
        .route("/accounts/{id}/resume", post(acts::resume))
        .route("/accounts/{id}/revoke", post(acts::revoke))
        .route("/accounts/{id}/password", post(acts::password))
        .route("/accounts/{id}/factors", post(acts::factors))
        .route("/accounts/{id}/unlink", post(acts::unlink))
        .route("/accounts/{id}/activities", post(acts::add_activity))
        .route("/accounts/{id}/activities/end", post(acts::end_activity))
        .route("/accounts/{id}/activities/wards", post(acts::assign))
}

/// Roles that an administrator gives here. A person's own account is bound to
/// their record, which administrators do not see: it is made elsewhere.
const GIVEN: [Role; 9] = [
    Role::Physician,
    Role::Nurse,
    Role::Midwife,
    Role::Pharmacist,
    Role::Dentist,
    Role::Secretary,
    Role::Administrator,
    Role::PrivacyOfficer,
    Role::SecurityOfficer,
];

/// The role that was chosen among those given here.
fn given(name: &str) -> Option<Role> {
    Role::parse(name).filter(|role| GIVEN.contains(role))
}

/// Organisations to choose from: the one of this server, and those for which
/// somebody acts already.
pub(crate) async fn organisations(
    web: &Web,
    permit: &Permit,
) -> Result<Vec<(String, String)>, Fault> {
    let config = &web.app.config;
    let mut all = vec![(config.organisation.clone(), config.organisation_name.clone())];
    for (id, name) in web.app.accounts.organisations(permit).await.map_err(of_account)? {
        if !all.iter().any(|(known, _)| *known == id) {
            all.push((id, name));
        }
    }
    Ok(all)
}

/// Id and name of the organisation that was chosen, for a role that works for
/// one; nothing for the others.
async fn organisation(
    web: &Web,
    permit: &Permit,
    role: Role,
    id: &str,
) -> Result<(String, String), Fault> {
    if !role.is_of_an_organisation() {
        return Ok(Default::default());
    }
    let all = organisations(web, permit).await?;
    let found = all.iter().find(|(known, _)| known == id).or(all.first());
    Ok(found.cloned().unwrap_or_default())
}

/// Why an act was refused, in words; a fault when it is not the act's.
fn why(page: &Page, error: AccountError) -> Result<String, Fault> {
    Ok(match error {
        AccountError::Own => page.t("accounts-own"),
        AccountError::LastAdministrator => page.t("accounts-last"),
        AccountError::SameActivity => page.t("accounts-same-activity"),
        AccountError::OfPerson => page.t("accounts-of-person"),
        AccountError::LastActivity => page.t("accounts-last-activity"),
        AccountError::TooManyActivities => page.t("accounts-many-activities"),
        AccountError::NoSuchActivity => page.t("accounts-no-activity"),
        AccountError::NoSuchLink => page.t("providers-not-linked"),
        AccountError::Taken => page.t("accounts-taken"),
        AccountError::Login(_) => page.t("setup-login-wrong"),
        AccountError::Field { .. } => page.t("setup-name-wrong"),
        AccountError::Step(illegal) => {
            let state = page.t(&format!("state-{}", illegal.from.name()));
            match illegal.step {
                Step::Renew | Step::Reset => page.t1("accounts-step-suspended", "state", state),
                _ => page.t1("accounts-step", "state", state),
            }
        }
        other => return wards::why(page, other),
    })
}

#[cfg(test)]
mod tests;
