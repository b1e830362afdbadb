//! One account, with what can be done to it.

use std::borrow::Borrow;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::{AccountSeen, ActivitySeen, State as Standing, WardSeen, Withdrawal};
use hygie_base::Code;
use hygie_gate::{Asker, Role};
use hygie_http::Fault;
use hygie_record::Permit;

use super::{GIVEN, organisations};
use crate::Page;
use crate::faults::{of_account, of_gate};
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "accounts/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) account: &'a AccountSeen,
    /// Whether it is the administrator's own.
    pub(super) own: bool,
    pub(super) roles: &'a [Role],
    pub(super) organisations: &'a [(String, String)],
    /// Wards of the organisation of each activity, in the same order.
    pub(super) wards: Vec<Vec<WardRow>>,
    /// What the privacy officer asks to be withdrawn.
    pub(super) withdrawals: Vec<Withdrawal>,
    /// What was refused, and why.
    pub(super) wrong: Option<String>,
}

/// A ward to which somebody is assigned in an activity, or can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct WardRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) assigned: bool,
}

impl WardRow {
    /// The wards of one activity: those of the organisation that are open, and closed ones
    /// where they are assigned.
    fn of(activity: &ActivitySeen, known: Vec<WardSeen>) -> Vec<Self> {
        let row = |WardSeen { ward, closed }: WardSeen| {
            let assigned = activity.wards.contains(&ward.id);
            let row = Self { id: ward.id, name: ward.name, assigned };
            (assigned || !closed).then_some(row)
        };
        known.into_iter().filter_map(row).collect()
    }
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
pub(super) struct PasswordPage<'a> {
    pub(super) page: &'a Page,
    pub(super) id: &'a str,
    pub(super) login: &'a str,
    pub(super) name: &'a str,
    /// Shown once.
    pub(super) password: &'a str,
}

impl ShowPage<'_> {
    /// The wards of the activity at this place.
    fn wards_of(&self, at: impl Borrow<usize>) -> &[WardRow] {
        self.wards.get(*at.borrow()).map_or(&[], Vec::as_slice)
    }

    /// The names of those to which they are assigned.
    fn assigned(&self, at: impl Borrow<usize>) -> String {
        let assigned = self.wards_of(at).iter().filter(|ward| ward.assigned);
        assigned.map(|ward| ward.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether the withdrawal of an activity is asked for, and why.
    fn asked(&self, activity: &ActivitySeen) -> Option<&Withdrawal> {
        self.withdrawals.iter().find(|it| it.activity.id == activity.id)
    }

    fn is(&self, state: &str) -> bool {
        self.account.state.name() == state
    }

    /// When its holder last logged in, in words.
    fn last(&self) -> String {
        let never = || self.page.t("accounts-never");
        self.account.last.map_or_else(never, |last| self.page.moment(last))
    }

    /// Whether it can be changed at all.
    fn is_kept(&self) -> bool {
        !self.own && self.account.state != Standing::Revoked
    }
}

/// `GET /accounts/{id}`.
pub(crate) async fn show(
    web: State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
    let account = found(&web, &permit, &id).await?;
    page_of(&web, (&page, &asker), &permit, &account, None).await
}

/// The account of this id; nothing here when there is none.
pub(super) async fn found(web: &Web, permit: &Permit, id: &str) -> Result<AccountSeen, Fault> {
    let found = web.app.accounts.show_id(permit, id).await.map_err(of_account)?;
    found.ok_or_else(|| Fault::new(Code::NotFound))
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    (page, asker): (&Page, &Asker),
    permit: &Permit,
    account: &AccountSeen,
    wrong: Option<String>,
) -> Result<Response, Fault> {
    let organisations = organisations(web, permit).await?;
    let mut wards = Vec::with_capacity(account.activities.len());
    for activity in &account.activities {
        let known = web.app.accounts.wards(&activity.organisation).await.map_err(of_account)?;
        wards.push(WardRow::of(activity, known));
    }
    let mut withdrawals = web.app.accounts.withdrawals(permit).await.map_err(of_account)?;
    withdrawals.retain(|it| it.account == account.id);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = ShowPage {
        page,
        account,
        own: account.id == asker.id,
        roles: &GIVEN,
        organisations: &organisations,
        wards,
        withdrawals,
        wrong,
    };
    Ok(page.render_as(status, &template))
}
