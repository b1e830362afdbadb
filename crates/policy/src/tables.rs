//! Versioned tables that the rules read. They are built in, and newer ones can be
//! loaded: a table that is wrong anywhere is refused whole ([`TableError`]).

mod documents;
mod functional;
mod resources;
mod sheet;

pub use documents::{DocumentMatrix, SocialRoles, Types};
pub use functional::{Cell, Column, FunctionalMatrix};
pub use resources::ResourceTypes;
pub use sheet::{Fault, TableError};

/// One of the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// Actor and mode × what is done.
    Functional,
    /// Profession × document type.
    Documents,
    /// Role group × class.
    Roles,
    /// FHIR type and category → document type.
    Resources,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Functional, Self::Documents, Self::Roles, Self::Resources];

    /// Its name, which is that of its file without the ending.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Functional => "functional_matrix",
            Self::Documents => "document_matrix",
            Self::Roles => "social_roles",
            Self::Resources => "resource_types",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Reads a text as this table, and tells its edition.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn check(self, text: &[u8]) -> Result<String, TableError> {
        let edition = match self {
            Self::Functional => FunctionalMatrix::parse(text)?.edition().to_owned(),
            Self::Documents => DocumentMatrix::parse(text)?.edition().to_owned(),
            Self::Roles => SocialRoles::parse(text)?.edition().to_owned(),
            Self::Resources => ResourceTypes::parse(text)?.edition().to_owned(),
        };
        Ok(edition)
    }

    /// The text that came with the program.
    pub const fn built_in(self) -> &'static [u8] {
        match self {
            Self::Functional => FUNCTIONAL,
            Self::Documents => DOCUMENTS,
            Self::Roles => ROLES,
            Self::Resources => RESOURCES,
        }
    }
}

/// All tables in force.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Actor and mode × what is done.
    pub functional: FunctionalMatrix,
    /// Profession × document type, of the shared record.
    pub documents: DocumentMatrix,
    /// Role group × class, of what the own establishment keeps.
    pub roles: SocialRoles,
    /// FHIR type and category → document type.
    pub resources: ResourceTypes,
}

const FUNCTIONAL: &[u8] = include_bytes!("../tables/functional_matrix.tsv");
const DOCUMENTS: &[u8] = include_bytes!("../tables/document_matrix.tsv");
const ROLES: &[u8] = include_bytes!("../tables/social_roles.tsv");
const RESOURCES: &[u8] = include_bytes!("../tables/resource_types.tsv");

impl Tables {
    /// The tables that came with the program.
    ///
    /// # Errors
    /// None in practice: a test reads them.
    pub fn built_in() -> Result<Self, TableError> {
        Ok(Self {
            functional: FunctionalMatrix::parse(FUNCTIONAL)?,
            documents: DocumentMatrix::parse(DOCUMENTS)?,
            roles: SocialRoles::parse(ROLES)?,
            resources: ResourceTypes::parse(RESOURCES)?,
        })
    }

    /// Puts another text in the place of one table.
    ///
    /// # Errors
    /// The first line that is wrong; the table stays as it was.
    pub fn put(&mut self, table: Table, text: &[u8]) -> Result<(), TableError> {
        match table {
            Table::Functional => self.functional = FunctionalMatrix::parse(text)?,
            Table::Documents => self.documents = DocumentMatrix::parse(text)?,
            Table::Roles => self.roles = SocialRoles::parse(text)?,
            Table::Resources => self.resources = ResourceTypes::parse(text)?,
        }
        Ok(())
    }

    /// The edition of one, for pages and traces.
    pub fn edition(&self, table: Table) -> &str {
        match table {
            Table::Functional => self.functional.edition(),
            Table::Documents => self.documents.edition(),
            Table::Roles => self.roles.edition(),
            Table::Resources => self.resources.edition(),
        }
    }
}

#[cfg(test)]
mod tests;
