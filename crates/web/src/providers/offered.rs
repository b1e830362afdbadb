//! The providers that this house offers.

use std::collections::BTreeMap;
use std::sync::Arc;

use hygie_accounts::Kind;
use hygie_oidc::Provider;

/// One provider, as the operator set it up.
pub struct Offered {
    /// Its name in addresses: small letters, digits and hyphens.
    pub name: String,
    /// How people know it.
    pub title: String,
    /// For whose accounts it is.
    pub kind: Kind,
    /// Whether the end of a session here leads to the end of the one there.
    pub ends_there: bool,
    /// Which organisation here, by name, an identifier stands for that the provider
    /// names a place of work by.
    pub structures: BTreeMap<String, String>,
    /// What speaks to it.
    pub provider: Provider,
}

/// All of them, in the order of their buttons.
#[derive(Clone, Default)]
pub struct Providers {
    all: Arc<[Offered]>,
    buttons: Arc<[Button]>,
}

/// What leads to a provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Button {
    /// The provider's name in addresses.
    pub name: String,
    /// How people know it.
    pub title: String,
}

impl Providers {
    /// These.
    pub fn new(all: Vec<Offered>) -> Self {
        let buttons = all.iter().map(Offered::button).collect();
        Self { all: all.into(), buttons }
    }

    pub(crate) fn buttons(&self) -> Arc<[Button]> {
        Arc::clone(&self.buttons)
    }

    pub(super) fn named(&self, name: &str) -> Option<&Offered> {
        self.all.iter().find(|one| one.name == name)
    }

    pub(super) fn all(&self) -> &[Offered] {
        &self.all
    }
}

impl Offered {
    pub(super) fn button(&self) -> Button {
        Button { name: self.name.clone(), title: self.title.clone() }
    }

    /// Where the browser comes back to, as it is registered at the provider.
    pub(super) fn back(&self, public_url: &str) -> String {
        format!("{public_url}/login/provider/{}/back", self.name)
    }
}
