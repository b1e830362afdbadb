//! Resources that concern several persons: they lie in the first one's record
//! and are released only with permits for all (design, "Which record a resource
//! belongs to"), so never with a permit for one record.

use hygie_fhir::assign::{Assignment, assign};
use hygie_fhir::limits::JsonLimits;

/// The types whose subject elements may name several persons.
pub(crate) const SEVERAL: [&str; 3] = ["Account", "Appointment", "Contract"];

/// Whether a resource concerns more than one person. What cannot be read is
/// taken to.
pub(crate) fn concerns_several(resource_type: &str, text: &[u8]) -> bool {
    if !SEVERAL.contains(&resource_type) {
        return false;
    }
    match hygie_fhir::json::parse(text, &JsonLimits::default()) {
        Ok(json) => matches!(assign(&json), Assignment::Subjects(subjects) if subjects.len() > 1),
        Err(_) => !text.is_empty(),
    }
}
