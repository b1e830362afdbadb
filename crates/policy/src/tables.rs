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

    /// Name and edition of each, for pages and traces.
    pub fn editions(&self) -> [(&'static str, &str); 4] {
        [
            ("functional_matrix", self.functional.edition()),
            ("document_matrix", self.documents.edition()),
            ("social_roles", self.roles.edition()),
            ("resource_types", self.resources.edition()),
        ]
    }
}

#[cfg(test)]
mod tests;
