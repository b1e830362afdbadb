//! The form of a client, new or changed: what was typed stays, and each field
//! says what is wrong with it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_smart::limits::NAME_CHARS;
use hygie_smart::{ClientField, Flaw, Kind};

use super::flaws::words;
use super::typed::Typed;
use crate::Page;

/// The kinds that are registered here: apps, which see what their users do. A machine
/// reads records by itself, and administrators read none: the operator registers it by
/// the command line.
pub(super) const OF_PEOPLE: [Kind; 2] = [Kind::Public, Kind::Confidential];

#[derive(Template)]
#[template(path = "clients/form.html")]
pub(super) struct FormPage<'a> {
    pub(super) page: &'a Page,
    /// Where it is sent.
    pub(super) action: &'a str,
    /// Whether it is a client that there is already: its kind stays.
    pub(super) change: bool,
    /// Where one goes who changes nothing.
    pub(super) back: &'a str,
    pub(super) typed: &'a Typed,
    pub(super) flaws: &'a [Flaw],
    /// What is wrong beside the fields.
    pub(super) wrong: Option<String>,
}

impl FormPage<'_> {
    /// What is wrong with a field, in words; empty when nothing is.
    fn why(&self, field: &str) -> String {
        let all = self.flaws.iter().filter(|flaw| name(flaw.field()) == field);
        all.map(|flaw| words(self.page, flaw)).collect::<Vec<_>>().join(" ")
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.flaws.iter().any(|flaw| name(flaw.field()) == field)
    }

    fn kinds(&self) -> [&'static str; 2] {
        OF_PEOPLE.map(Kind::name)
    }

    fn kind_words(&self, kind: &str) -> String {
        self.page.t(&format!("client-kind-{kind}"))
    }

    fn name_chars(&self) -> usize {
        NAME_CHARS
    }
}

/// A field as the form names it.
const fn name(field: ClientField) -> &'static str {
    match field {
        ClientField::Name => "name",
        ClientField::Kind => "kind",
        ClientField::Scopes => "scopes",
        ClientField::Redirects => "redirects",
        ClientField::Origins => "origins",
        ClientField::Launch => "launch",
        ClientField::Keys => "jwks",
    }
}

/// Which form is meant.
pub(super) struct Form<'a> {
    pub(super) action: &'a str,
    pub(super) back: &'a str,
    pub(super) change: bool,
}

/// The form with what was typed, and what is wrong with it.
pub(super) fn form(
    page: &Page,
    Form { action, back, change }: Form<'_>,
    typed: &Typed,
    (flaws, wrong): (&[Flaw], Option<String>),
) -> Response {
    let right = flaws.is_empty() && wrong.is_none();
    let status = if right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page.render_as(status, &FormPage { page, action, change, back, typed, flaws, wrong })
}
