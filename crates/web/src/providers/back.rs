//! Back from the provider.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_accounts::{Away, Session, Vouched};
use hygie_base::Code;
use hygie_http::Fault;
use hygie_oidc::Back;

use super::again::Here as Again;
use super::told::{Told, What, of_account, of_error, traced};
use super::vouched::vouched;
use super::waiting::{Begun, Purpose};
use super::{Offered, link};
use crate::context::Asking;
use crate::cookies::get;
use crate::logout::end;
use crate::onward::{Carried, begun};
use crate::state::Web;
use crate::{Page, device, faults, login};

/// Who comes back.
struct Here<'a> {
    web: &'a Web,
    headers: &'a HeaderMap,
    offered: &'a Offered,
    session: Option<&'a Session>,
}

/// `GET /login/provider/{name}/back`: uses up what was begun, whatever comes of it.
pub(crate) async fn back(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
    headers: HeaderMap,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let offered = web.providers.named(&name).ok_or_else(|| Fault::new(Code::NotFound))?;
    let session = session.as_deref();
    let waited = match get(&headers, web.jar.provider_name()) {
        Some(cookie) => Begun::back(&web, cookie, session).await?,
        None => None,
    };
    let here = Here { web: &web, headers: &headers, offered, session };
    let mut response = match waited {
        // Nobody waits for it, so there is nothing to trace either.
        None => Told::of(&page, offered, What::Again).answer(),
        Some(waited) => finish(&here, page, waited, &query.unwrap_or_default()).await?,
    };
    web.jar.came_back(&mut response);
    Ok(response)
}

async fn finish(
    here: &Here<'_>,
    page: Page,
    (Begun { provider, pending, purpose }, away): (Begun, Away),
    query: &str,
) -> Result<Response, Fault> {
    let Here { web, offered, session, .. } = *here;
    let finished = match Back::parse(query) {
        _ if provider != offered.name => {
            Err((What::Again, "the browser came back from another provider".to_owned()))
        }
        Err(fault) => Err((What::Again, fault.to_string())),
        Ok(back) => {
            let finished = offered.provider.finish(pending, &back).await;
            finished.map_err(|error| (of_error(&error), traced(&error)))
        }
    };
    if finished.is_ok() && !web.app.accounts.use_up(&away).await.map_err(faults::of_account)? {
        return Ok(Told::of(&page, offered, What::Again).answer());
    }
    match (finished, purpose) {
        (Ok(identity), Purpose::LogIn { next }) => {
            log_in(here, page, &vouched(offered, identity), next).await
        }
        (Ok(identity), Purpose::Link { session: id }) => {
            let session = session.filter(|session| session.id == id);
            link::linked(web, &page, offered, session, &vouched(offered, identity)).await
        }
        (Ok(identity), Purpose::Again { session: id, carried }) => {
            let Some(again) = here.again(&page, &id) else {
                return Ok(Told::of(&page, offered, What::Ended).answer());
            };
            again.came(offered, &vouched(offered, identity), carried).await
        }
        (Err((what, why)), purpose) => {
            let in_session = !matches!(purpose, Purpose::LogIn { .. });
            let issuer = offered.provider.issuer();
            let by = (&away, session.filter(|_| in_session));
            let traced = web.app.accounts.provider_failed(by, issuer, &why).await;
            traced.map_err(faults::of_account)?;
            match purpose {
                Purpose::LogIn { .. } => Ok(Told::of(&page, offered, what).answer()),
                Purpose::Link { .. } => Ok(Told::linking(&page, offered, what).answer()),
                Purpose::Again { session: id, carried } => match here.again(&page, &id) {
                    Some(again) => again.refused(offered, &carried, what).await,
                    None => Ok(Told::of(&page, offered, what).answer()),
                },
            }
        }
    }
}

impl<'a> Here<'a> {
    /// Who shows again who they are, when this browser still has that session.
    fn again(&self, page: &Page, id: &str) -> Option<Again<'a>> {
        let session = self.session.filter(|session| session.id == id)?;
        Some(Again { web: self.web, headers: self.headers, page: page.clone(), session })
    }
}

/// A fresh session, the old one ended; or why not.
async fn log_in(
    here: &Here<'_>,
    mut page: Page,
    vouched: &Vouched,
    next: String,
) -> Result<Response, Fault> {
    let Here { web, headers, offered, session } = *here;
    let source = device::source(web, headers, None);
    match web.app.accounts.log_in_with_provider(vouched, &source).await {
        Ok(logged_in) => {
            end(web, session).await?;
            let carried = Carried { next, draft: None };
            begun(web, &mut page, headers, logged_in, carried).await
        }
        Err(error) => match of_account(error) {
            Ok(what) => Ok(Told::of(&page, offered, what).answer()),
            // What a log-in by password says too.
            Err(error) => login::refused(&page, ("", &next), None, ("login-wrong", error)),
        },
    }
}
