//! What a profile reads of the claims. Everything is bounded, and what is not as it
//! must be is refused by the name of the claim, never by its value.

mod described;
mod person;
mod professional;
mod reader;

pub use described::Described;
pub use person::{BirthDate, Gender, Person};
pub use professional::{Activity, Organisation, Professional, Reason, Refused};

use reader::Reader;

use crate::Profile;

/// What is wrong with the claims.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClaimsFault {
    /// They are no JSON object.
    #[error("the claims are no JSON object")]
    Shape,
    /// One that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// One is not as it must be.
    #[error("{claim} is not {expected}")]
    Malformed {
        /// Which one.
        claim: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// One has too many entries.
    #[error("{claim} has more than {most} entries")]
    TooMany {
        /// Which one.
        claim: &'static str,
        /// How many may be.
        most: usize,
    },
    /// No activity can be used here.
    #[error("no activity of this professional can be used here{}", reasons(.0))]
    NoActivity(Vec<Refused>),
}

fn reasons(refused: &[Refused]) -> String {
    let mut text = String::new();
    for (number, one) in refused.iter().enumerate() {
        text.push_str(if number == 0 { ": " } else { "; " });
        text.push_str(&one.reason.to_string());
    }
    text
}

/// What is known of somebody beside issuer and subject.
#[derive(Clone, PartialEq, Eq)]
pub enum Claims {
    /// Any provider: a name to show.
    Described(Described),
    /// A professional.
    Professional(Box<Professional>),
    /// A person.
    Person(Box<Person>),
}

/// Says nothing about the person: values end up in logs.
impl std::fmt::Debug for Claims {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Described(_) => "Described",
            Self::Professional(_) => "Professional",
            Self::Person(_) => "Person",
        })
    }
}

/// Reads claims as a profile has them, from JSON that was verified already.
///
/// # Errors
/// [`ClaimsFault`].
pub fn read_claims(profile: Profile, json: &[u8]) -> Result<Claims, ClaimsFault> {
    let map = serde_json::from_slice(json).map_err(|_| ClaimsFault::Shape)?;
    let reader = Reader::new(&map);
    Ok(match profile {
        Profile::Generic => Claims::Described(Described::read(reader)?),
        Profile::ProSanteConnect => Claims::Professional(Box::new(Professional::read(reader)?)),
        Profile::FranceConnect => Claims::Person(Box::new(Person::read(reader)?)),
    })
}

#[cfg(test)]
mod tests;
