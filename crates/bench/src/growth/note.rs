//! The note that somebody writes.

use hygie_base::{SystemRng, uuid};
use hygie_record::Change;

use super::person::{Person, change};

/// "Vu ce jour. Pas de plainte nouvelle, traitement inchangé." in base64.
const TEXT: &str =
    "VnUgY2Ugam91ci4gUGFzIGRlIHBsYWludGUgbm91dmVsbGUsIHRyYWl0ZW1lbnQgaW5jaGFuZ8OpLg==";

/// The change that writes a new note about a person.
pub(super) fn by(person: &Person) -> anyhow::Result<Change> {
    let (id, patient) = (uuid(&SystemRng), &person.id);
    change(&format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","docStatus":"final","type":{{"coding":[{{"system":"http://loinc.org","code":"34109-9","display":"Note"}}]}},"subject":{{"reference":"Patient/{patient}"}},"date":"2026-11-22T12:00:00Z","author":[{{"display":"Dr Bench"}}],"content":[{{"attachment":{{"contentType":"text/plain; charset=utf-8","data":"{TEXT}"}}}}]}}"#
    ))
}
