//! Type and id in an address.

use hygie_base::Code;
use hygie_fhir::assign::resource_types;
use hygie_fhir::reference::is_id;
use hygie_http::Fault;

/// The resource type of this name.
///
/// # Errors
/// 404 for what is no type of R4.
pub(crate) fn kind(text: &str) -> Result<&'static str, Fault> {
    resource_types()
        .find(|kind| *kind == text)
        .ok_or_else(|| Fault::new(Code::NotFound).because("there is no such resource type in R4"))
}

/// A logical id that a client chose for what it writes. A path of dots is none
/// here, though R4 has it: on the way to us it is read as another address.
///
/// # Errors
/// 400 that says what an id is.
pub(crate) fn new_id(text: &str) -> Result<&str, Fault> {
    let why = "an id is 1 to 64 of A-Z, a-z, 0-9, - and ., and neither . nor ..";
    let fit = is_id(text) && !matches!(text, "." | "..");
    if fit { Ok(text) } else { Err(Fault::new(Code::Usage).because(why)) }
}

/// A logical id.
///
/// # Errors
/// 404 for what cannot be one: nothing has it.
pub(crate) fn id(text: &str) -> Result<&str, Fault> {
    if is_id(text) { Ok(text) } else { Err(Fault::new(Code::NotFound)) }
}
