//! The versions of an entry, each with when, by whom, kept by whom.

use std::collections::HashMap;

use hygie_record::{Entry as Opened, State};

use crate::Page;
use crate::record::limits::VERSION_ROWS;
use crate::record::path::Path;

/// Names that this server knows for ids.
#[derive(Clone, Copy, Debug)]
pub(crate) struct House<'a> {
    /// Id of the organisation of this server.
    pub(crate) organisation: &'a str,
    /// Its name.
    pub(crate) organisation_name: &'a str,
    /// Id of the reader's account.
    pub(crate) me: &'a str,
    /// The reader's name.
    pub(crate) my_name: &'a str,
    /// Names of those who wrote it, by account.
    pub(crate) authors: &'a HashMap<String, String>,
    /// Names of those who keep it, by organisation.
    pub(crate) custodians: &'a HashMap<String, String>,
}

impl House<'_> {
    /// The organisation's name, as far as it is known.
    pub(crate) fn custodian(&self, page: &Page, id: &str) -> String {
        if id == self.organisation {
            let name = self.organisation_name;
            return if name.is_empty() { id } else { name }.to_owned();
        }
        self.custodians.get(id).cloned().unwrap_or_else(|| page.t("custodian-other"))
    }

    /// Who wrote it; the account's id when nobody has it any more.
    pub(crate) fn author(&self, page: &Page, id: &str) -> String {
        if id == self.me {
            return self.my_name.to_owned();
        }
        if id.starts_with("command-line:") {
            return page.t("author-command");
        }
        let name = self.authors.get(id).cloned();
        name.unwrap_or_else(|| page.t1("author-account", "id", id))
    }
}

/// One version.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Version {
    /// `Version 2`.
    pub(crate) words: String,
    /// When it was written, in local time.
    pub(crate) at: String,
    /// Who wrote it.
    pub(crate) author: String,
    /// Who keeps it.
    pub(crate) custodian: String,
    /// Its address.
    pub(crate) href: String,
    /// Whether it is the one shown.
    pub(crate) current: bool,
    /// Whether it deleted the entry.
    pub(crate) deleted: bool,
}

pub(crate) fn versions(
    page: &Page,
    path: &Path,
    opened: &Opened,
    house: &House<'_>,
) -> Vec<Version> {
    let shown = &opened.shown;
    let version = |one: &hygie_record::Version| Version {
        words: page.t1("version", "number", one.version),
        at: page.moment(one.at),
        author: house.author(page, &one.author),
        custodian: house.custodian(page, &one.custodian),
        href: path.version(&shown.resource_type, &shown.id, one.version),
        current: one.version == shown.version,
        deleted: one.state == State::Deleted,
    };
    opened.versions.iter().take(VERSION_ROWS).map(version).collect()
}
