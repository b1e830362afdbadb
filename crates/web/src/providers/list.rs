//! The providers that one's account is, or can be, linked to.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::{LinkSeen, Session};
use hygie_base::Timestamp;
use hygie_http::Fault;

use super::Providers;
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

/// One provider.
pub(super) struct Line {
    /// Its name here; empty for one that is offered no more.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) issuer: String,
    /// By which the link is ended; empty without one.
    pub(super) id: String,
    /// Since when the account is linked.
    pub(super) since: Option<Timestamp>,
}

impl Line {
    fn of(name: &str, title: &str, issuer: &str, link: Option<&LinkSeen>) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            issuer: issuer.to_owned(),
            id: link.map_or_else(String::new, |link| link.id.clone()),
            since: link.map(|link| link.at),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) lines: &'a [Line],
    /// The issuer beside which something is wrong, and what.
    pub(super) wrong: Option<(&'a str, String)>,
}

impl ListPage<'_> {
    /// What is wrong beside a provider.
    fn wrong_at(&self, line: &Line) -> Option<&str> {
        let (issuer, why) = self.wrong.as_ref()?;
        (*issuer == line.issuer).then_some(why.as_str())
    }
}

/// `GET /account/providers`.
pub(crate) async fn list(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, session, .. }): Fresh<Signed>,
) -> Result<Response, Fault> {
    page_of(&web, &page, &session, None, StatusCode::OK).await
}

/// The page, also with what was wrong.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    session: &Session,
    wrong: Option<(&str, String)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let links = web.app.accounts.links(session).await.map_err(of_account)?;
    let lines = lines(&web.providers, session, &links);
    Ok(page.render_as(status, &ListPage { page, lines: &lines, wrong }))
}

/// Those that are for such accounts, and those that the account is linked to.
fn lines(providers: &Providers, session: &Session, links: &[LinkSeen]) -> Vec<Line> {
    let roles = || session.activities.iter().map(|one| one.role);
    let mut lines = Vec::new();
    for one in providers.all() {
        let link = links.iter().find(|link| link.issuer == one.provider.issuer());
        if link.is_some() || one.kind.is_for(roles()) {
            let issuer = one.provider.issuer();
            lines.push(Line::of(&one.name, &one.title, issuer, link));
        }
    }
    let gone = links
        .iter()
        .filter(|link| !providers.all().iter().any(|one| one.provider.issuer() == link.issuer));
    lines.extend(gone.map(|link| Line::of("", &link.issuer, &link.issuer, Some(link))));
    lines
}
