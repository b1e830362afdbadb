//! The end of the session at the provider, as a second step.

use askama::Template;
use axum::response::Response;
use hygie_accounts::Session;
use hygie_base::ExposeSecret as _;
use hygie_http::FormTo;
use hygie_oidc::{LogOut, LogOutHint};

use crate::Page;
use crate::state::Web;

#[derive(Template)]
#[template(path = "providers/left.html")]
pub(super) struct LeftPage<'a> {
    pub(super) page: &'a Page,
    pub(super) title: &'a str,
    pub(super) action: &'a str,
    pub(super) fields: &'a [(&'static str, String)],
}

/// The page that offers it, once the session here is ended; `None` where the session
/// did not begin there, the provider does not offer it, or does not answer.
pub(crate) async fn end_there(web: &Web, page: &Page, session: &Session) -> Option<Response> {
    let (name, hint) = session.through()?;
    let offered = web.providers.named(name)?;
    let back = format!("{}/login", web.app.config.public_url);
    let asked = offered.provider.log_out(&LogOutHint::new(hint), &back).await;
    let LogOut { action, fields, .. } = asked.ok()??;
    let to = FormTo::of(&action)?;
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (*name, value.expose_secret().to_owned())).collect();
    let page = Page { who: None, csrf: String::new(), tour: None, ..page.clone() };
    let template =
        LeftPage { page: &page, title: &offered.title, action: &action, fields: &fields };
    let mut response = page.render(&template);
    response.extensions_mut().insert(to);
    Some(response)
}
