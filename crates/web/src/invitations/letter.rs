//! The letter with the code: for paper first. It names the person and the house, and
//! says nothing of health.

use askama::Template;
use axum::response::Response;
use hygie_accounts::invitations::Invited;
use hygie_base::ExposeSecret as _;

use crate::record::Door;
use crate::state::Web;
use crate::{Lang, Page};

#[derive(Template)]
#[template(path = "invitations/letter.html")]
pub(super) struct LetterPage<'a> {
    pub(super) page: &'a Page,
    /// The same in the language of the letter.
    pub(super) to: &'a Page,
    pub(super) name: &'a str,
    /// Name of the house that invites.
    pub(super) house: &'a str,
    /// Where the person goes, without `https://`.
    pub(super) site: String,
    /// Shown once.
    pub(super) groups: Vec<&'a str>,
    pub(super) until: String,
    pub(super) today: String,
    pub(super) again: bool,
    /// For whom they are invited to act; none when it is for their own record.
    pub(super) acts_for: Option<&'a str>,
    pub(super) back: String,
}

/// For whom a letter is.
pub(crate) struct To<'a> {
    /// Its language, as it was asked for; that of the page where it is none.
    pub(crate) lang: &'a str,
    /// For whom they are invited to act, whom it names; none of their own record.
    pub(crate) acts_for: Option<&'a str>,
    /// Where the page leads back to.
    pub(crate) back: String,
}

/// The letter to who was invited.
pub(crate) fn letter(web: &Web, door: &Door, invited: &Invited, for_whom: To<'_>) -> Response {
    let (page, To { lang, acts_for, back }) = (&door.page, for_whom);
    let to = Page { lang: Lang::from_tag(lang).unwrap_or(page.lang), ..page.clone() };
    let code = invited.code.expose_secret();
    // A person invites for the house that keeps their record.
    let house = match door.asker.organisation_name.as_str() {
        "" => &web.app.config.organisation_name,
        own => own,
    };
    let template = LetterPage {
        page,
        name: &invited.name,
        house,
        site: site(&web.app.config.public_url),
        groups: code.split('-').collect(),
        until: to.moment(invited.until),
        today: to.moment(page.now),
        again: invited.again,
        acts_for,
        back,
        to: &to,
    };
    page.render(&template)
}

/// What is typed into a browser. Without a scheme browsers try `https` first; an
/// address that is not secure keeps its own, or it would not be reached.
fn site(public_url: &str) -> String {
    let url = public_url.trim_end_matches('/');
    format!("{}/activate", url.strip_prefix("https://").unwrap_or(url))
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn the_address_is_what_one_types() {
        assert_eq!(site("https://dossier.exemple.fr"), "dossier.exemple.fr/activate");
        assert_eq!(site("http://localhost:8080/"), "http://localhost:8080/activate");
    }
}
