//! What about a registration cannot be, in the words of the page.

use hygie_smart::limits::{ADDRESS_BYTES, NAME_CHARS, ORIGINS, REDIRECTS, SCOPES, SCOPES_BYTES};
use hygie_smart::{AskedError, Flaw};

use crate::Page;

/// One flaw in words.
pub(super) fn words(page: &Page, flaw: &Flaw) -> String {
    match flaw {
        Flaw::Name => page.t1("client-wrong-name", "most", NAME_CHARS),
        Flaw::Kind => page.t("client-wrong-kind"),
        Flaw::Scopes(error) => of_scopes(page, error),
        Flaw::ScopeUnknown(place) => page.t1("client-wrong-scope-unknown", "place", *place),
        Flaw::NoScope => page.t("client-wrong-no-scope"),
        Flaw::ScopesOfApp => page.t("client-wrong-scopes-of-app"),
        Flaw::ScopesOfMachine => page.t("client-wrong-scopes-of-machine"),
        Flaw::ManyRedirects => page.t1("client-wrong-many", "most", REDIRECTS),
        Flaw::ManyOrigins => page.t1("client-wrong-many", "most", ORIGINS),
        Flaw::MachineRedirects | Flaw::MachineLaunch => page.t("client-wrong-machine"),
        Flaw::NoRedirect => page.t("client-wrong-no-redirect"),
        Flaw::Redirect(_) | Flaw::Launch(_) | Flaw::Origin(_) | Flaw::KeysAddress(_) => {
            page.t1("client-wrong-address", "most", ADDRESS_BYTES)
        }
        Flaw::MoreThanOrigin => page.t("client-wrong-origin"),
        Flaw::TwoKeys => page.t("client-wrong-two-keys"),
        Flaw::NoKeys => page.t("client-wrong-no-keys"),
        Flaw::PublicKeys => page.t("client-wrong-public-keys"),
        Flaw::KeySet(why) => page.t1("client-wrong-key-set", "why", why.as_str()),
        Flaw::NoAuthorities => page.t("client-wrong-authorities"),
    }
}

fn of_scopes(page: &Page, error: &AskedError) -> String {
    match error {
        AskedError::Length => {
            page.t2("client-wrong-scopes-long", "count", SCOPES, "bytes", SCOPES_BYTES)
        }
        AskedError::Form(place) => page.t1("client-wrong-scope-form", "place", *place),
        AskedError::Finer(place) => page.t1("client-wrong-scope-finer", "place", *place),
        AskedError::Type(place) => page.t1("client-wrong-scope-type", "place", *place),
    }
}
