//! Which document type a FHIR resource counts as.

use std::collections::BTreeMap;

use super::sheet::{Sheet, TableError};
use crate::facts::DocType;

/// Which document type a FHIR resource counts as, by its category.
#[derive(Clone, Debug)]
pub struct ResourceTypes {
    edition: String,
    rows: BTreeMap<(String, String, String), DocType>,
}

impl ResourceTypes {
    /// Reads it.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, TableError> {
        let columns = ["resource", "system", "code", "type"];
        let sheet = Sheet::parse("resource_types", bytes, &columns, 3)?;
        let mut rows = BTreeMap::new();
        for row in &sheet.rows {
            let (resource, system, code) = (row.field(0), row.field(1), row.field(2));
            if !resource.starts_with(|first: char| first.is_ascii_uppercase())
                || !resource.chars().all(|letter| letter.is_ascii_alphabetic())
            {
                return Err(sheet.unknown(row, "resource", resource));
            }
            if system.is_empty() || (system == "*") != (code == "*") {
                return Err(sheet.unknown(row, "system", system));
            }
            if code.is_empty() {
                return Err(sheet.unknown(row, "code", code));
            }
            let kind = DocType::parse(row.field(3));
            let kind = kind.ok_or_else(|| sheet.unknown(row, "type", row.field(3)))?;
            rows.insert((resource.to_owned(), system.to_owned(), code.to_owned()), kind);
        }
        Ok(Self { edition: sheet.edition, rows })
    }

    /// Its edition.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The document type of a resource with these categories (system, code). `None`
    /// when nothing maps it, or when its categories lead to different types.
    pub fn of(&self, resource: &str, categories: &[(&str, &str)]) -> Option<DocType> {
        let row = |system: &str, code: &str| {
            self.rows.get(&(resource.to_owned(), system.to_owned(), code.to_owned())).copied()
        };
        let mut named = categories.iter().filter_map(|(system, code)| row(system, code));
        match named.next() {
            Some(first) => named.all(|other| other == first).then_some(first),
            None => row("*", "*"),
        }
    }
}
