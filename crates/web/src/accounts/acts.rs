//! Acts on one account. Each is one form, one call and back to the account.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, AccountSeen, NewActivity};
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Asker;
use hygie_http::Fault;
use hygie_record::Permit;

use super::show::{PasswordPage, found, page_of};
use super::{given, organisation, why};
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::signed::Sent;
use crate::state::Web;

/// Who does something to which account.
struct Act {
    web: Arc<Web>,
    page: Page,
    asker: Asker,
    account: AccountSeen,
    fields: Fields,
}

impl Act {
    async fn begun(
        web: Arc<Web>,
        Sent { page, asker, fields, .. }: Sent,
        id: &str,
    ) -> Result<(Self, Permit), Fault> {
        let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
        let account = found(&web, &permit, id).await?;
        Ok((Self { web, page, asker, account, fields }, permit))
    }

    /// Why this is no administrator's to do: who gets into a person's account reads
    /// their record, and only a desk that sees the person gives the way in back.
    fn of_the_desk(&self) -> Option<String> {
        self.account.is_persons().then(|| self.page.t("accounts-desk-resets"))
    }

    /// Back to the account, which says what was refused.
    async fn done<T>(&self, done: Result<T, AccountError>) -> Result<Response, Fault> {
        match done {
            Ok(_) => Ok(Redirect::to(&format!("/accounts/{}", self.account.id)).into_response()),
            Err(error) => {
                let why = Some(why(&self.page, error)?);
                self.page_with(why).await
            }
        }
    }

    /// A one-time password, which is not shown again; or what was refused.
    async fn shown_once(
        &self,
        given: Result<SecretString, AccountError>,
    ) -> Result<Response, Fault> {
        let AccountSeen { id, login, name, .. } = &self.account;
        match given {
            Ok(password) => {
                let password = password.expose_secret();
                Ok(self.page.render(&PasswordPage { page: &self.page, id, login, name, password }))
            }
            Err(error) => self.done::<()>(Err(error)).await,
        }
    }

    async fn page_with(&self, wrong: Option<String>) -> Result<Response, Fault> {
        let permit = self.web.app.gate.accounts(&self.asker).await.map_err(of_gate)?;
        page_of(&self.web, (&self.page, &self.asker), &permit, &self.account, wrong).await
    }
}

/// `POST /accounts/{id}/rename`: the name of the field `name`.
pub(crate) async fn rename(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    let (login, name) = (&act.account.login, act.fields.get("name"));
    act.done(act.web.app.accounts.give_name(permit, login, name).await).await
}

/// `POST /accounts/{id}/suspend`.
pub(crate) async fn suspend(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    act.done(act.web.app.accounts.suspend(permit, &act.account.login).await).await
}

/// `POST /accounts/{id}/resume`.
pub(crate) async fn resume(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    act.done(act.web.app.accounts.resume(permit, &act.account.login).await).await
}

/// `POST /accounts/{id}/revoke`: for good, so the field `sure` says so.
pub(crate) async fn revoke(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    if act.fields.get("sure") != "yes" {
        return act.page_with(Some(act.page.t("accounts-revoke-unsure"))).await;
    }
    act.done(act.web.app.accounts.revoke(permit, &act.account.login).await).await
}

/// `POST /accounts/{id}/factors`: takes the second factors away; the answer shows a
/// one-time password, once.
pub(crate) async fn factors(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    if let Some(why) = act.of_the_desk() {
        return act.page_with(Some(why)).await;
    }
    let reset = act.web.app.accounts.reset_factors(permit, &act.account.login).await;
    act.shown_once(reset).await
}

/// `POST /accounts/{id}/unlink`: ends the link of the field `link`.
pub(crate) async fn unlink(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    let login = &act.account.login;
    let link = act.account.links.iter().find(|link| link.id == act.fields.get("link"));
    let Some(link) = link else {
        return act.done::<()>(Err(AccountError::NoSuchLink)).await;
    };
    act.done(act.web.app.accounts.unbind_provider_of(permit, login, &link.issuer).await).await
}

/// `POST /accounts/{id}/password`: a new one-time password, shown once.
pub(crate) async fn password(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    if let Some(why) = act.of_the_desk() {
        return act.page_with(Some(why)).await;
    }
    let renewed = act.web.app.accounts.renew(permit, &act.account.login).await;
    act.shown_once(renewed).await
}

/// `POST /accounts/{id}/activities`: the fields `role` and `organisation`.
pub(crate) async fn add_activity(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    let Some(role) = given(act.fields.get("role")) else {
        return act.page_with(Some(act.page.t("accounts-role-wrong"))).await;
    };
    let chosen = act.fields.get("organisation");
    let (organisation, organisation_name) = organisation(&act.web, &permit, role, chosen).await?;
    let new = NewActivity { role, organisation, organisation_name, person: None, delegation: None };
    act.done(act.web.app.accounts.add_activity(permit, &act.account.login, new).await).await
}

/// `POST /accounts/{id}/activities/end`: the activity of the field `activity`.
pub(crate) async fn end_activity(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    let (login, activity) = (&act.account.login, act.fields.get("activity"));
    act.done(act.web.app.accounts.end_activity(permit, login, activity).await).await
}

/// `POST /accounts/{id}/activities/wards`: the activity of the field `activity`, and each
/// ward of a field `ward`.
pub(crate) async fn assign(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (act, permit) = Act::begun(web, sent, &id).await?;
    let wards: Vec<String> = act.fields.every("ward").map(str::to_owned).collect();
    let (login, activity) = (&act.account.login, Some(act.fields.get("activity")));
    act.done(act.web.app.accounts.assign(permit, login, activity, &wards).await).await
}
