//! The log-in, also with a form that it carries through.

mod carry;
pub(crate) mod second;
mod show;
mod submit;

use askama::Template;

use crate::Page;
use crate::draft::Draft;

pub(crate) use carry::{again, resend};
pub(crate) use show::show;
pub(crate) use submit::{refused, submit};

#[derive(Template)]
#[template(path = "login.html")]
pub(super) struct LoginPage<'a> {
    pub(super) page: &'a Page,
    pub(super) login: &'a str,
    pub(super) next: &'a str,
    pub(super) error: Option<String>,
    pub(super) draft: Option<&'a Draft>,
}

#[cfg(test)]
mod tests;
