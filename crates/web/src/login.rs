//! The log-in, also with a form that it carries through.

mod carry;
pub(crate) mod second;
mod show;
mod submit;

use askama::Template;

use crate::Page;
use crate::draft::Draft;

pub(crate) use carry::{again, again_saying, resend};
pub(crate) use show::show;
pub(crate) use submit::{refused, submit};

#[derive(Template)]
#[template(path = "login.html")]
pub(super) struct LoginPage<'a> {
    page: &'a Page,
    login: &'a str,
    next: &'a str,
    error: Option<String>,
    draft: Option<&'a Draft>,
}

#[cfg(test)]
mod tests;
