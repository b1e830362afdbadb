//! Showing again who one is, with the provider that one's account is linked to: at the
//! lock, and before what is sensitive.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::{AccountError, Session, Stage, Vouched};
use hygie_base::Code;
use hygie_http::Fault;

use super::leave::leave;
use super::told::{Told, What, of_account, of_error};
use super::waiting::Purpose;
use super::{Button, Offered};
use crate::onward::{Carried, begun};
use crate::signed::{Sent, Step};
use crate::state::Web;
use crate::{Page, confirm, faults, lock};

/// Those of the house's providers that the account of this session is linked to.
pub(crate) fn linked(web: &Web, session: &Session) -> Vec<Button> {
    of_session(web, session).map(Offered::button).collect()
}

fn of_session<'a>(web: &'a Web, session: &'a Session) -> impl Iterator<Item = &'a Offered> {
    let own = |one: &&Offered| session.issuers.iter().any(|own| own == one.provider.issuer());
    web.providers.all().iter().filter(own)
}

/// `POST /lock/provider`: to the provider of the field `provider`.
pub(crate) async fn unlock(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Locked {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let here = Here { web: &web, headers: &headers, page, session: &session };
    here.go(fields.get("provider"), carried).await
}

/// `POST /confirm/provider`: the same.
pub(crate) async fn confirm(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let carried = Carried { draft: None, ..Carried::of(&fields) };
    let here = Here { web: &web, headers: &headers, page, session: &session };
    here.go(fields.get("provider"), carried).await
}

/// Who shows again who they are.
pub(super) struct Here<'a> {
    pub(super) web: &'a Web,
    pub(super) headers: &'a HeaderMap,
    pub(super) page: Page,
    pub(super) session: &'a Session,
}

impl Here<'_> {
    async fn go(self, name: &str, carried: Carried) -> Result<Response, Fault> {
        let offered = of_session(self.web, self.session).find(|one| one.name == name);
        let offered = offered.ok_or_else(|| Fault::new(Code::NotFound))?;
        let purpose = Purpose::Again { session: self.session.id.clone(), carried: carried.clone() };
        match leave(self.web, &self.page, offered, purpose).await? {
            Ok(response) => Ok(response),
            Err(error) => self.refused(offered, &carried, of_error(&error)).await,
        }
    }

    /// Back from the provider, which vouches for somebody.
    pub(super) async fn came(
        mut self,
        offered: &Offered,
        vouched: &Vouched,
        carried: Carried,
    ) -> Result<Response, Fault> {
        let accounts = &self.web.app.accounts;
        let shown = match self.session.stage {
            Stage::Locked => accounts.unlock_with_provider(self.session, vouched).await,
            _ => accounts.confirm_with_provider(self.session, vouched).await,
        };
        let what = match shown {
            Ok(on) => {
                return begun(self.web, &mut self.page, self.headers, on, carried).await;
            }
            Err(AccountError::Refused) => What::Weak,
            Err(AccountError::NotLinked) => What::NotTheirs,
            Err(error) => of_account(error).map_err(faults::of_account)?,
        };
        self.refused(offered, &carried, what).await
    }

    /// The page where that began, with what was wrong and what it carries.
    pub(super) async fn refused(
        &self,
        offered: &Offered,
        carried: &Carried,
        what: What,
    ) -> Result<Response, Fault> {
        let told = Told::of(&self.page, offered, what);
        let (status, words) = (told.status(), told.words());
        let Self { web, headers, page, session } = self;
        match session.stage {
            Stage::Locked => {
                let wrong = Some(("provider", words));
                lock::page_of(web, headers, (page, session), carried, wrong, status).await
            }
            Stage::Open => {
                Ok(confirm::form(web, page, session, &carried.next, Some(words), status))
            }
            _ => Ok(page.render_as(StatusCode::UNAUTHORIZED, &told)),
        }
    }
}
