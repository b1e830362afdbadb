//! Who reads which document type: of the shared record by profession, of what the
//! own establishment keeps by role group.

use super::sheet::{Sheet, TableError};
use crate::facts::{Asker, DocType, Profession, SocialRole};

/// A set of document types.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Types(u128);

impl Types {
    /// Whether the type is among them.
    pub fn has(self, kind: DocType) -> bool {
        self.0 & bit(kind) != 0
    }

    fn set(&mut self, kind: DocType, on: bool) {
        if on {
            self.0 |= bit(kind);
        } else {
            self.0 &= !bit(kind);
        }
    }
}

const _: () = assert!(DocType::COUNT <= 128, "a set of types has 128 bits");

fn bit(kind: DocType) -> u128 {
    1 << kind.place()
}

/// Which profession or role group reads which type of the shared record (arrêté of
/// 26/10/2023). Silent is denied.
#[derive(Clone, Debug)]
pub struct DocumentMatrix {
    edition: String,
    rows: Vec<(&'static str, Types)>,
}

impl DocumentMatrix {
    /// Reads it.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, TableError> {
        let sheet = Sheet::parse("document_matrix", bytes, &["who", "type", "read"], 2)?;
        let mut rows: Vec<(&'static str, Types)> =
            known().map(|who| (who, Types::default())).collect();
        // Every type first, so that a row that names one beats it.
        for every in [true, false] {
            for row in &sheet.rows {
                let who = rows.iter_mut().find(|(who, _)| *who == row.field(0));
                let (_, types) = who.ok_or_else(|| sheet.unknown(row, "who", row.field(0)))?;
                let read = match row.field(2) {
                    "yes" => true,
                    "no" => false,
                    other => return Err(sheet.unknown(row, "read", other)),
                };
                let code = row.field(1);
                if code == "*" {
                    if every {
                        DocType::all().for_each(|kind| types.set(kind, read));
                    }
                    continue;
                }
                let kind = DocType::parse(code).ok_or_else(|| sheet.unknown(row, "type", code))?;
                if !every {
                    types.set(kind, read);
                }
            }
        }
        Ok(Self { edition: sheet.edition, rows })
    }

    /// Its edition.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// What this asker reads; nothing where the table is silent.
    pub fn of(&self, asker: Asker) -> Types {
        let name = match asker {
            Asker::Health(profession) => profession.code(),
            Asker::Social(role) => role.name(),
            _ => return Types::default(),
        };
        find(&self.rows, name)
    }
}

/// Which role group reads which class of what its own establishment keeps.
#[derive(Clone, Debug)]
pub struct SocialRoles {
    edition: String,
    rows: Vec<(&'static str, Types)>,
}

impl SocialRoles {
    /// Reads it.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, TableError> {
        let sheet = Sheet::parse("social_roles", bytes, &["role", "class"], 2)?;
        let groups = SocialRole::ALL.map(SocialRole::name);
        let mut rows: Vec<(&'static str, Types)> =
            groups.map(|role| (role, Types::default())).into();
        for row in &sheet.rows {
            let role = rows.iter_mut().find(|(role, _)| *role == row.field(0));
            let (_, types) = role.ok_or_else(|| sheet.unknown(row, "role", row.field(0)))?;
            let class = row.field(1);
            let of = |kind: &DocType| class.parse() == Ok(kind.class());
            if !DocType::all().any(|kind| of(&kind)) {
                return Err(sheet.unknown(row, "class", class));
            }
            DocType::all().filter(of).for_each(|kind| types.set(kind, true));
        }
        Ok(Self { edition: sheet.edition, rows })
    }

    /// Its edition.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// What this asker reads; nothing for who is in no role group.
    pub fn of(&self, asker: Asker) -> Types {
        match asker {
            Asker::Social(role) => find(&self.rows, role.name()),
            _ => Types::default(),
        }
    }
}

fn find(rows: &[(&'static str, Types)], name: &str) -> Types {
    rows.iter().find(|(who, _)| *who == name).map(|(_, types)| *types).unwrap_or_default()
}

fn known() -> impl Iterator<Item = &'static str> {
    let mut codes: Vec<&str> = Profession::ALL.into_iter().map(Profession::code).collect();
    codes.dedup();
    codes.into_iter().chain(SocialRole::ALL.into_iter().map(SocialRole::name))
}
