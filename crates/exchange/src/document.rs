//! A document bundle stays whole and goes with the person its Composition is about.

use hygie_fhir::json::Json;
use hygie_fhir::reference::Reference;
use hygie_record::Subject;

use crate::entry::Entry;
use crate::ids::id_for;
use crate::unit::Body;

/// Reads whom a document is about, and the Patient resource that it brings.
pub(crate) fn document(mut bundle: Entry) -> Body {
    let id = id_for(&bundle.resource, None);
    let patient = patient_of(&bundle).map(Box::new);
    if let Some(id) = patient.as_ref().and_then(|patient| patient.resource.id()) {
        bundle.subject = Some(Subject::Patients(vec![id.to_owned()]));
    }
    if let Some(object) = bundle.resource.as_object_mut() {
        object.set_first("id", Json::string(&id));
    }
    Body::Document { bundle: Box::new(bundle), patient }
}

/// The Patient in the document that it is about, with the id it is kept under.
fn patient_of(bundle: &Entry) -> Option<Entry> {
    let reference = subject_of(&bundle.resource)?;
    let (full_url, resource) = entry_of(&bundle.resource, &reference)?;
    if resource.resource_type() != Some("Patient") {
        return None;
    }
    let mut patient = resource.clone();
    let id = id_for(resource, full_url);
    patient.as_object_mut()?.set_first("id", Json::string(&id));
    let place = format!("{}, its Patient", bundle.place);
    Some(Entry { place, resource: patient, subject: Some(Subject::Person), fault: None })
}

/// The reference to the subject of the document's Composition, its first entry.
fn subject_of(bundle: &Json) -> Option<String> {
    let composition = bundle.get("entry")?.as_array()?.first()?.get("resource")?;
    Some(composition.get("subject")?.str("reference")?.to_owned())
}

/// The entry that a reference names, by fullUrl or by type and id.
fn entry_of<'a>(bundle: &'a Json, reference: &str) -> Option<(Option<&'a str>, &'a Json)> {
    for entry in bundle.get("entry")?.as_array()? {
        let Some(resource) = entry.get("resource") else { continue };
        let full_url = entry.str("fullUrl");
        let named = match Reference::parse(reference) {
            Reference::Local { kind, id, .. } => {
                (resource.resource_type() == Some(kind) && resource.id() == Some(id))
                    || full_url.is_some_and(|url| url.ends_with(&format!("/{kind}/{id}")))
            }
            _ => full_url == Some(reference),
        };
        if named {
            return Some((full_url, resource));
        }
    }
    None
}
