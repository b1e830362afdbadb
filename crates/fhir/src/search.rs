//! Search as R4 defines it (<https://hl7.org/fhir/R4/search.html>), within the
//! resources at hand: every search parameter's expression is compiled once,
//! [`extract`] runs them on a resource once, and a [`Query`] is then matched
//! against the extracted [`Values`] without looking at the resource again.
//!
//! What the specification leaves open:
//! - Strings are compared without case, accents and punctuation, from the
//!   beginning; hyphens count as spaces.
//! - Codes are compared with case. An element of type `code` has the code
//!   systems of its required binding, and also matches as having none.
//! - A time without zone is read in UTC.
//! - Stored numbers are points; a Range, a comparator, SampledData are ranges.
//!   Quantities are not converted between units.
//! - Canonicals match with or without their version.
//! - What has no value for a sort key comes last, whichever the direction.
//! - Value sets of required bindings are at hand for `:in`; what needs any
//!   other terminology is refused, never empty.
//! - Other resources are seen through a [`World`]; `Patient.link` is never
//!   followed.

mod blind;
mod composite;
mod condition;
mod dates;
mod decimal;
mod error;
mod evaluate;
mod expression;
mod extract;
mod filter;
mod hops;
mod include;
mod indexed;
mod modifier;
mod near;
mod normalise;
mod number;
mod parameters;
mod prefix;
mod program;
mod quantity;
mod query;
mod references;
mod shape;
mod sort;
mod sound;
mod split;
mod string;
mod token;
mod uri;
mod values;
mod words;
mod world;

#[cfg(test)]
mod tests;

pub use blind::{Term, blind_probe, blind_terms, name_words, person_probes};
pub use error::{SearchCode, SearchError};
pub use extract::extract;
pub use include::{Include, includes, revincludes};
pub use indexed::{Indexed, NotIndexed};
pub use near::{NEAR_CHARS, near, one_letter_apart};
pub use normalise::normalise;
pub use parameters::{ParamId, ParamKind, Parameters, Unsupported, parameters};
pub use query::Query;
pub use sort::Position;
pub use sound::sound;
pub use values::Values;
pub use world::{Matching, Subject, World};
