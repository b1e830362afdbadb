//! Small resources, as text and as drafts.

use hygie_fhir::assign::assign;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_record::{Batch, Change, Draft, RecordError, Subject};

/// A Patient.
pub fn patient(id: &str, family: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"system":"urn:oid:1.2.3","value":"nr-{id}"}}],"name":[{{"family":"{family}"}}]}}"#
    )
}

/// An Observation about Patients: the subject, and through `focus` nobody else.
pub fn observation(id: &str, patient: &str, value: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6"}}]}},"subject":{{"reference":"Patient/{patient}"}},"valueQuantity":{{"value":{value},"unit":"mmHg"}}}}"#
    )
}

/// An Encounter of a Patient.
pub fn encounter(id: &str, patient: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}","status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/{patient}"}}}}"#
    )
}

/// An Organization, which belongs to the registry.
pub fn organization(id: &str, name: &str) -> String {
    format!(r#"{{"resourceType":"Organization","id":"{id}","name":"{name}"}}"#)
}

/// A DocumentReference whose attachment holds this base64 text.
pub fn letter(id: &str, patient: &str, data: &str) -> String {
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","subject":{{"reference":"Patient/{patient}"}},"content":[{{"attachment":{{"contentType":"application/pdf","data":"{data}"}}}}]}}"#
    )
}

/// A draft of a resource, its subject by the assignment table.
///
/// # Errors
/// As for [`Draft::new`].
pub fn draft(text: &str) -> Result<Draft, RecordError> {
    let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
    let subject = Subject::try_from(assign(&json))?;
    Draft::new(json, subject)
}

/// The change that writes a resource.
pub fn put(text: &str) -> Change {
    Change::Put(draft(text).unwrap())
}

/// The change that deletes a resource.
pub fn delete(resource_type: &str, id: &str) -> Change {
    Change::Delete { resource_type: resource_type.to_owned(), id: id.to_owned() }
}

/// A batch kept by this organisation.
pub fn batch(custodian: &str, changes: Vec<Change>) -> Batch {
    Batch { changes, custodian: custodian.to_owned() }
}
