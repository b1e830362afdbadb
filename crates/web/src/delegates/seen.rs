//! With which document the desk checked who acts for the person.

use hygie_accounts::invitations::Document;

use super::desk::RepresentativesPage;
use crate::Lang;

impl RepresentativesPage<'_> {
    pub(super) fn documents(&self) -> [Document; 5] {
        Document::ALL
    }

    pub(super) fn document(&self, document: &Document) -> String {
        self.page.t(&format!("document-{}", document.name()))
    }

    pub(super) fn languages(&self) -> &'static [Lang] {
        Lang::ALL
    }
}
