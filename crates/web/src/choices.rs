//! Language, colours and keys: choices that name nobody, kept in cookies, open
//! to everyone. They change nothing on the server, so they carry no token.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::{Fault, Form};

use crate::cookies::{KEYS, LANGUAGE, THEME};
use crate::fields::Fields;
use crate::place::local;
use crate::state::Web;
use crate::{Lang, Theme};

type Pairs = Form<Vec<(String, String)>>;

/// `POST /language`, with the field `language`.
pub(crate) async fn language(web: State<Arc<Web>>, pairs: Pairs) -> Result<Response, Fault> {
    choose(&web, pairs, LANGUAGE, |fields| Lang::from_tag(fields.get("language")).map(Lang::tag))
}

/// `POST /theme`, with the field `theme`.
pub(crate) async fn theme(web: State<Arc<Web>>, pairs: Pairs) -> Result<Response, Fault> {
    choose(&web, pairs, THEME, |fields| Theme::from_name(fields.get("theme")).map(Theme::name))
}

/// `POST /keys`, with the field `keys`: `on` or `off`.
pub(crate) async fn keys(web: State<Arc<Web>>, pairs: Pairs) -> Result<Response, Fault> {
    choose(&web, pairs, KEYS, |fields| {
        ["on", "off"].into_iter().find(|it| *it == fields.get("keys"))
    })
}

/// Keeps a choice and goes back; what is no choice changes nothing.
fn choose(
    web: &Web,
    Form(pairs): Pairs,
    cookie: &str,
    chosen: impl Fn(&Fields) -> Option<&'static str>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let mut response = Redirect::to(local(fields.get("next"))).into_response();
    if let Some(value) = chosen(&fields) {
        web.jar.choose(&mut response, cookie, value);
    }
    Ok(response)
}

#[cfg(test)]
mod tests;
