//! What every page knows: who asks, in which language, under which theme.

mod values;

#[cfg(test)]
pub(crate) mod promises;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hygie_accounts::NoticeSeen;
use hygie_base::{RecordNo, Timestamp};

use crate::delegates::Acting;
use crate::words::{Argument, is_said, say};
use crate::{Button, Lang, Theme, Tour, assets};

/// The context of one page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Language of the words.
    pub lang: Lang,
    /// Colours asked for.
    pub theme: Theme,
    /// Whether single keys do something (WCAG 2.2, 2.1.4).
    pub keys: bool,
    /// The moment the request came, for ages and "today".
    pub now: Timestamp,
    /// Who is logged in, as the head of the page names them.
    pub who: Option<Who>,
    /// Token that every form of this session carries in the field `csrf`;
    /// empty when nobody is logged in.
    pub csrf: String,
    /// Whether the data is fictional and every page says so.
    pub demo: bool,
    /// Whether there are personas to be tried out.
    pub personas: bool,
    /// Whether passkeys are offered under this address.
    pub passkeys: bool,
    /// What leads to the log-in providers.
    pub providers: Arc<[Button]>,
    /// The guided tour that is on.
    pub tour: Option<Tour>,
    /// Whether it is of a record that who is logged in has open in a secret connection.
    pub secret: bool,
    /// Path that was asked for, without its query.
    pub path: String,
    /// Its query as the page understood it, with its `?`; empty without one.
    /// Never what was typed: only words of our fixed vocabulary.
    pub query: String,
    /// Id of the request, for error pages; also in the log.
    pub request: String,
}

/// The person who is logged in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Who {
    /// Their name, as it is shown.
    pub name: String,
    /// Name of the role in which they act, which the message `role-…` says;
    /// empty before an activity is chosen.
    pub role: &'static str,
    /// Name of the organisation they act for.
    pub organisation: String,
    /// Whether their session is open, so that the head leads to their account.
    pub open: bool,
    /// Seconds after which their session is locked when nobody uses it.
    pub locks_after: Option<i64>,
    /// What they are to know, not put away yet.
    pub news: Option<NoticeSeen>,
    /// Whether they have other activities to act in.
    pub switches: bool,
    /// Whether they see and change the accounts of others.
    pub administers: bool,
    /// Whether they may look for persons.
    pub finds: bool,
    /// Whether they regulate medical calls, as their log-in said.
    pub regulates: bool,
    /// Their own record, when they use the person's door.
    pub record: Option<RecordNo>,
    /// For whom they act, when they do.
    pub acting: Option<Acting>,
}

impl Page {
    /// The first message, or the second one in a secret connection.
    pub(crate) fn closed(&self, key: &str, in_secret: &str) -> String {
        self.t(if self.secret { in_secret } else { key })
    }

    /// Whether who is logged in regulates medical calls.
    pub(crate) fn regulates(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.regulates)
    }

    /// The message `key`.
    pub fn t(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    /// The message `key`, where there is one.
    pub(crate) fn told(&self, key: &str) -> Option<String> {
        is_said(self.lang, key).then(|| self.t(key))
    }

    /// The message `key` with one argument.
    pub fn t1(&self, key: &str, name: &str, value: impl Argument) -> String {
        say(self.lang, key, &[(name, value.value())])
    }

    /// The message `key` with two arguments.
    pub fn t2(&self, key: &str, a: &str, x: impl Argument, b: &str, y: impl Argument) -> String {
        say(self.lang, key, &[(a, x.value()), (b, y.value())])
    }

    /// The message `key` with three arguments.
    pub fn t3<X: Argument, Y: Argument, Z: Argument>(
        &self,
        key: &str,
        (a, x): (&str, X),
        (b, y): (&str, Y),
        (c, z): (&str, Z),
    ) -> String {
        say(self.lang, key, &[(a, x.value()), (b, y.value()), (c, z.value())])
    }

    /// Address of an embedded file, by its name in `assets/`.
    pub fn asset(&self, name: &str) -> String {
        assets::path(name)
    }

    /// Address of the page shown, to come back to.
    pub fn here(&self) -> String {
        format!("{}{}", self.path, self.query)
    }

    /// Whether the page shown is at `path` or below it, to mark the place.
    pub fn is_at(&self, path: &str) -> bool {
        let rest = self.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || path == "/" || rest.starts_with('/'))
            && (path != "/" || self.path == "/")
    }

    /// Whether the page shown is the one that the guided tour is at.
    pub fn is_at_step(&self) -> bool {
        self.tour.as_ref().is_some_and(|tour| tour.page == self.here())
    }

    /// Whether the page is for the person the record is about, or who acts for them:
    /// larger type, whole sentences.
    pub fn is_persons(&self) -> bool {
        self.acting().is_some() || self.who.as_ref().is_some_and(|who| who.record.is_some())
    }

    /// For whom who asks acts.
    pub fn acting(&self) -> Option<&Acting> {
        self.who.as_ref().and_then(|who| who.acting.as_ref())
    }

    /// Whether the head offers to find a person.
    pub fn finds(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.finds)
    }

    /// The rendered page with status 200.
    pub fn render(&self, template: &impl Template) -> Response {
        self.render_as(StatusCode::OK, template)
    }

    /// The rendered page with a status.
    pub fn render_as(&self, status: StatusCode, template: &impl Template) -> Response {
        // Rendering writes to memory: it fails only when a template's own
        // value does, and then a bare 500 says more than half a page.
        let Ok(html) = template.render() else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut response = (status, html).into_response();
        let headers = response.headers_mut();
        let fixed = HeaderValue::from_static;
        headers.insert(header::CONTENT_TYPE, fixed("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, fixed("no-store"));
        headers.insert(header::CONTENT_LANGUAGE, fixed(self.lang.tag()));
        headers.insert(header::VARY, fixed("Cookie, Accept-Language"));
        response
    }
}
