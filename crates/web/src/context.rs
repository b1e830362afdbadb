//! Who asks, found out once for each request and handed to its handler.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hygie_accounts::Session;
use hygie_base::Code;
use hygie_gate::Role;
use hygie_http::{Fault, RequestId};

use crate::cookies::{self, KEYS, LANGUAGE, THEME};
use crate::delegates::acting;
use crate::demo::Tour;
use crate::faults::of_account;
use crate::page::Who;
use crate::state::Web;
use crate::{Lang, Page, Theme};

/// The session of a request, when there is one.
#[derive(Clone)]
pub(crate) struct Asking(pub(crate) Option<Arc<Session>>);

/// Finds out who asks and puts [`Page`] and [`Asking`] beside the request.
pub(crate) async fn know(
    State(web): State<Arc<Web>>,
    id: RequestId,
    mut request: Request,
    next: Next,
) -> Response {
    let mut page = without_session(&web, request.headers(), request.uri(), id.as_str());
    let session = match cookies::get(request.headers(), web.jar.session_name()) {
        None => None,
        Some(cookie) => match web.app.accounts.session(cookie).await {
            Ok(session) => session.map(Arc::new),
            Err(error) => return of_account(error).into_response(),
        },
    };
    if let Some(session) = &session {
        belongs(&mut page, session);
        if let Err(fault) = acts(&web, &mut page, session, request.method()).await {
            return fault.into_response();
        }
        page.tour = Tour::of(&web, &page, session, request.headers());
    }
    let extensions = request.extensions_mut();
    extensions.insert(page.clone());
    extensions.insert(Asking(session));
    let response = next.run(request).await;
    if response.extensions().get::<Fault>().is_some() {
        web.faulted.put(id, page);
    }
    response
}

/// The context of a request of which only head and address are known.
pub(crate) fn without_session(web: &Web, headers: &HeaderMap, uri: &Uri, id: &str) -> Page {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let chosen = web.jar.get(headers, LANGUAGE).and_then(Lang::from_tag);
    Page {
        lang: chosen.unwrap_or_else(|| Lang::accepted(accepted.unwrap_or_default())),
        theme: web.jar.get(headers, THEME).and_then(Theme::from_name).unwrap_or_default(),
        keys: web.jar.get(headers, KEYS) != Some("off"),
        now: web.app.clock.now(),
        who: None,
        csrf: String::new(),
        demo: web.app.config.demo,
        personas: web.app.demonstration.is_some(),
        passkeys: web.party.is_some(),
        providers: web.providers.buttons(),
        tour: None,
        secret: false,
        path: uri.path().to_owned(),
        query: String::new(),
        request: id.to_owned(),
    }
}

/// Makes a page one of this session: also of one that the request itself began.
pub(crate) fn belongs(page: &mut Page, session: &Session) {
    page.who = Some(who(session));
    page.csrf.clone_from(&session.csrf);
    page.tour = None;
}

/// Says on the page for whom they act. A page of the record has the name already, and a
/// form that was sent leads on.
async fn acts(web: &Web, page: &mut Page, session: &Session, method: &Method) -> Result<(), Fault> {
    let Some(asker) = session.asker() else { return Ok(()) };
    let named = method == Method::GET && page.path != "/" && !page.path.starts_with("/records/");
    let acting = acting(web, asker, named).await?;
    if let Some(who) = &mut page.who {
        who.acting = acting;
    }
    Ok(())
}

fn who(session: &Session) -> Who {
    let asker = session.asker();
    let activity = session.activity.as_ref();
    Who {
        name: session.holder.clone(),
        role: activity.map_or("", |one| one.role.name()),
        organisation: activity.map(|one| one.organisation_name.clone()).unwrap_or_default(),
        open: asker.is_some(),
        locks_after: session.lock_after.map(|millis| millis / 1000),
        news: session.news.clone().filter(|_| asker.is_some()),
        switches: asker.is_some() && session.activities.len() > 1,
        administers: asker.is_some_and(|asker| asker.role == Role::Administrator),
        finds: asker.is_some_and(|asker| asker.role.is_of_an_organisation()),
        regulates: asker
            .is_some_and(|asker| asker.regulates && asker.role.is_health_professional()),
        record: asker.filter(|asker| asker.role == Role::Person).and_then(|asker| asker.person),
        acting: None,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or_else(unknown)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asking {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or_else(unknown)
    }
}

fn unknown() -> Fault {
    Fault::new(Code::Unavailable).inside("a page outside of its router")
}
