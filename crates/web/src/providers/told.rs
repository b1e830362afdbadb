//! What became of a log-in with a provider, in words.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_oidc::{ClaimsFault, OidcError, Reason, TokenFault};

use super::Offered;
use crate::Page;

/// What is told. Each is a message `provider-told-…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// The provider does not answer, or not as it must.
    Away,
    /// The person gave up there.
    GaveUp,
    /// The provider refused, or what it answered does not hold.
    Refused,
    /// What came back answers nothing that this browser began, or too late.
    Again,
    /// The log-in there was not strong enough.
    Weak,
    /// What it says of somebody is not enough.
    Claims,
    /// None of the professions can be used here.
    NoActivity(Vec<&'static str>),
    /// No account is linked to the identity.
    NotLinked,
    /// The identity is not of the account whose holder was to show who they are.
    NotTheirs,
    /// The provider is not for such accounts.
    OtherKind,
    /// Identity or account are linked already.
    LinkedAlready,
    /// The account is linked to too many.
    TooMany,
    /// The session in which linking began has ended.
    Ended,
}

impl What {
    /// All of them, for tests.
    #[cfg(test)]
    pub(super) fn all() -> [Self; 13] {
        [
            Self::Away,
            Self::GaveUp,
            Self::Refused,
            Self::Again,
            Self::Weak,
            Self::Claims,
            Self::NoActivity(vec!["Masseur-kinésithérapeute"]),
            Self::NotLinked,
            Self::NotTheirs,
            Self::OtherKind,
            Self::LinkedAlready,
            Self::TooMany,
            Self::Ended,
        ]
    }

    const fn key(&self) -> &'static str {
        match self {
            Self::Away => "provider-told-away",
            Self::GaveUp => "provider-told-gave-up",
            Self::Refused => "provider-told-refused",
            Self::Again => "provider-told-again",
            Self::Weak => "provider-told-weak",
            Self::Claims => "provider-told-claims",
            Self::NoActivity(_) => "provider-told-no-activity",
            Self::NotLinked => "provider-told-not-linked",
            Self::NotTheirs => "provider-told-not-theirs",
            Self::OtherKind => "provider-told-other-kind",
            Self::LinkedAlready => "provider-told-linked-already",
            Self::TooMany => "provider-told-too-many",
            Self::Ended => "provider-told-ended",
        }
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::Away => StatusCode::BAD_GATEWAY,
            Self::Again => StatusCode::BAD_REQUEST,
            Self::GaveUp | Self::Refused | Self::Weak | Self::Ended => StatusCode::UNAUTHORIZED,
            Self::Claims
            | Self::NoActivity(_)
            | Self::NotLinked
            | Self::NotTheirs
            | Self::OtherKind => StatusCode::FORBIDDEN,
            Self::LinkedAlready | Self::TooMany => StatusCode::CONFLICT,
        }
    }
}

/// What to say of a provider's error.
pub(super) fn of_error(error: &OidcError) -> What {
    match error {
        OidcError::Refused(name) if name == "access_denied" => What::GaveUp,
        OidcError::IdToken(TokenFault::Strength) => What::Weak,
        OidcError::State | OidcError::AnswerIssuer | OidcError::Pending(_) => What::Again,
        OidcError::Refused(_) | OidcError::IdToken(_) | OidcError::UserInfo(_) => What::Refused,
        OidcError::Claims(ClaimsFault::NoActivity(refused)) => {
            let professions = refused.iter().filter_map(|one| match &one.reason {
                Reason::NoRole(one) | Reason::NotARole(one) | Reason::Nowhere(one) => {
                    Some(one.name)
                }
                _ => None,
            });
            What::NoActivity(professions.collect())
        }
        OidcError::Claims(_) => What::Claims,
        OidcError::Call { .. } | OidcError::OwnAddress(_) | OidcError::Signing => What::Away,
    }
}

/// What the trace says of it: nothing that the provider said of anybody.
pub(super) fn traced(error: &OidcError) -> String {
    match error {
        OidcError::Claims(_) => "the claims cannot be taken".to_owned(),
        other => other.to_string(),
    }
}

/// What to say of a refusal of the accounts; the error itself when it is another's
/// to tell.
pub(super) fn of_account(error: AccountError) -> Result<What, AccountError> {
    match error {
        AccountError::NotLinked => Ok(What::NotLinked),
        AccountError::OtherKind => Ok(What::OtherKind),
        AccountError::LinkedAlready => Ok(What::LinkedAlready),
        AccountError::TooManyLinks => Ok(What::TooMany),
        AccountError::Ended | AccountError::NotNow => Ok(What::Ended),
        other => Err(other),
    }
}

/// The page that says it.
#[derive(Template)]
#[template(path = "providers/told.html")]
pub(super) struct Told<'a> {
    page: &'a Page,
    title: &'a str,
    what: What,
    /// Where to begin again.
    again: String,
    /// Whether an account was to be linked.
    linking: bool,
}

impl<'a> Told<'a> {
    /// Of a log-in.
    pub(super) fn of(page: &'a Page, offered: &'a Offered, what: What) -> Self {
        let again = format!("/login/provider/{}", offered.name);
        Self { page, title: &offered.title, what, again, linking: false }
    }

    /// Of linking.
    pub(super) fn linking(page: &'a Page, offered: &'a Offered, what: What) -> Self {
        let again = "/account/providers".to_owned();
        Self { page, title: &offered.title, what, again, linking: true }
    }

    #[cfg(test)]
    pub(super) fn sample(page: &'a Page, title: &'a str, what: What, linking: bool) -> Self {
        Self { page, title, what, again: "/login/provider/p".to_owned(), linking }
    }

    pub(super) fn answer(&self) -> Response {
        self.page.render_as(self.status(), self)
    }

    pub(super) const fn status(&self) -> StatusCode {
        self.what.status()
    }

    pub(super) fn words(&self) -> String {
        self.page.t1(self.what.key(), "provider", self.title)
    }

    fn professions(&self) -> &[&'static str] {
        match &self.what {
            What::NoActivity(professions) => professions,
            _ => &[],
        }
    }

    fn is_not_linked(&self) -> bool {
        self.what == What::NotLinked
    }
}
