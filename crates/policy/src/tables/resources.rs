//! Which document type a FHIR resource counts as.

use std::collections::BTreeMap;

use super::sheet::{Sheet, TableError};
use crate::facts::DocType;

/// Which document type a FHIR resource counts as, by its category.
#[derive(Clone, Debug)]
pub struct ResourceTypes {
    edition: String,
    /// By resource, then by code system and code of the category; `*` is any.
    rows: BTreeMap<String, BTreeMap<String, BTreeMap<String, DocType>>>,
}

impl ResourceTypes {
    /// Reads it.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, TableError> {
        let columns = ["resource", "system", "code", "type"];
        let sheet = Sheet::parse("resource_types", bytes, &columns, 3)?;
        let mut rows: BTreeMap<String, BTreeMap<String, BTreeMap<String, DocType>>> =
            BTreeMap::new();
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
            let systems = rows.entry(resource.to_owned()).or_default();
            systems.entry(system.to_owned()).or_default().insert(code.to_owned(), kind);
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
        let systems = self.rows.get(resource)?;
        let row = |system: &str, code: &str| systems.get(system)?.get(code).copied();
        let mut named = categories.iter().filter_map(|(system, code)| row(system, code));
        match named.next() {
            Some(first) => named.all(|other| other == first).then_some(first),
            None => row("*", "*"),
        }
    }
    /// Whether the categories of a resource of this type can change what
    /// [`ResourceTypes::of`] answers: some row of the type names one.
    pub fn by_category(&self, resource: &str) -> bool {
        let systems = self.rows.get(resource);
        systems.is_some_and(|systems| systems.keys().any(|system| system != "*"))
    }
}
