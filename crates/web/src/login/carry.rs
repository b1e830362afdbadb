//! Forms whose session had ended: through the log-in, and back to their author.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::LoginPage;
use crate::Page;
use crate::draft::Draft;

#[derive(Template)]
#[template(path = "draft.html")]
pub(super) struct DraftPage<'a> {
    pub(super) page: &'a Page,
    pub(super) draft: Option<&'a Draft>,
    pub(super) back: &'a str,
}

/// The log-in that carries a form; leads back to where the form was.
pub(crate) fn again(page: &Page, draft: Option<&Draft>) -> Response {
    again_saying(page, draft, if draft.is_some() { "login-ended-kept" } else { "login-ended" })
}

/// The same, which says this.
pub(crate) fn again_saying(page: &Page, draft: Option<&Draft>, key: &str) -> Response {
    let next = draft.map_or("/", |draft| draft.path.as_str());
    let error = Some(page.t(key));
    let template = LoginPage { page, login: "", next, error, draft };
    page.render_as(StatusCode::UNAUTHORIZED, &template)
}

/// The form itself, with what was written, under the session that now is: its
/// author looks at it and sends it; nothing is sent by itself.
pub(crate) fn resend(page: &Page, draft: Option<&Draft>, status: StatusCode) -> Response {
    let back = draft.map_or("/", |draft| draft.path.as_str());
    page.render_as(status, &DraftPage { page, draft, back })
}
