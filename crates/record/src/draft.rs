//! A resource made ready to be written: validated, placed, indexed, and in the
//! form in which it is stored. All the work that needs no record happens here,
//! so that it can run on any thread.

use hygie_fhir::json::Json;
use hygie_fhir::search::{Term, blind_terms};
use hygie_fhir::validate::validate;
use zeroize::Zeroizing;

use crate::attachments::{Attachment, detach};
use crate::labels::are_contrary;
use crate::limits::RESOURCE_BYTES;
use crate::{RecordError, Released, Subject};

/// How ids begin of what the house tells itself as AuditEvents: traces of a record. No
/// resource that somebody wrote has such an id, so that none can be taken for a trace.
pub const TRACE_IDS: &str = "trace.";
/// The same of Consents: what was decided about who may see a record.
pub const RIGHT_IDS: &str = "right.";

/// Whether an id of this type is the house's own.
fn is_of_the_house(resource_type: &str, id: &str) -> bool {
    match resource_type {
        "AuditEvent" => id.starts_with(TRACE_IDS),
        "Consent" => id.starts_with(RIGHT_IDS),
        _ => false,
    }
}

/// A resource ready to be written.
pub struct Draft {
    pub(crate) resource_type: String,
    pub(crate) id: String,
    pub(crate) subject: Subject,
    /// Compact JSON without what the server assigns (`meta.versionId`, `meta.lastUpdated`).
    pub(crate) json: Released,
    pub(crate) terms: Vec<Term>,
    /// The version that this one must follow.
    pub(crate) follows: Option<u32>,
    /// Whether it must be a further version.
    pub(crate) further: bool,
}

impl Draft {
    /// Validates and prepares a resource that has its id and resolved references.
    ///
    /// # Errors
    /// [`RecordError::Invalid`] with located issues, or a rule that forbids it.
    pub fn new(mut resource: Json, subject: Subject) -> Result<Self, RecordError> {
        validate(&resource).map_err(RecordError::Invalid)?;
        let id = resource.id().ok_or_else(|| RecordError::Rule("the resource has no id".into()))?;
        let id = id.to_owned();
        let resource_type = resource.resource_type().unwrap_or_default().to_owned();
        if is_of_the_house(&resource_type, &id) {
            return Err(RecordError::Rule(format!(
                "{resource_type}/{id} has an id as the house gives them to what it tells itself \
                 in this type: give it another one"
            )));
        }
        if are_contrary(&resource) {
            return Err(RecordError::Rule(format!(
                "{resource_type}/{id} is labelled INVISIBLE_PATIENT and masked to professionals, \
                 which exclude each other: leave one of the two labels"
            )));
        }
        strip_assigned(&mut resource);
        let json = Zeroizing::new(resource.to_vec());
        if json.len() > RESOURCE_BYTES {
            return Err(RecordError::TooLarge {
                what: "bytes of a resource",
                most: RESOURCE_BYTES,
            });
        }
        let terms = blind_terms(&resource);
        Ok(Self { resource_type, id, subject, json, terms, follows: None, further: false })
    }

    /// Only as the version that follows this one (R4 http.html#concurrency).
    #[must_use]
    pub const fn following(mut self, version: u32) -> Self {
        self.follows = Some(version);
        self
    }

    /// Only as a further version: what is not there is not made, and answered
    /// as what is not known (R4 http.html#upsert).
    #[must_use]
    pub const fn further(mut self) -> Self {
        self.further = true;
        self
    }

    /// The resource's type.
    pub fn resource_type(&self) -> &str {
        &self.resource_type
    }

    /// The resource's logical id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Type and id.
    pub(crate) fn name(&self) -> (String, String) {
        (self.resource_type.clone(), self.id.clone())
    }

    /// The JSON text without its large attachments, and these.
    pub(crate) fn parts(&self) -> (Released, Vec<Attachment>) {
        let (short, attachments) = detach(&self.json);
        (Zeroizing::new(short), attachments)
    }
}

/// Takes out what the server assigns; it is kept in the entry's header instead.
fn strip_assigned(resource: &mut Json) {
    let Some(object) = resource.as_object_mut() else { return };
    let empty = match object.get_mut("meta").and_then(Json::as_object_mut) {
        None => false,
        Some(meta) => {
            for assigned in ["versionId", "_versionId", "lastUpdated", "_lastUpdated"] {
                meta.remove(assigned);
            }
            meta.is_empty()
        }
    };
    if empty {
        object.remove("meta");
    }
}
