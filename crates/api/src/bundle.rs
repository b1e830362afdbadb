//! Bundles of answers, written as text: resources go in as they are stored.

use hygie_base::Timestamp;
use hygie_exchange::stamped;
use hygie_fhir::json::Json;
use hygie_record::{Resource, State};

use crate::answer::About;
use crate::etag::etag;
use crate::json::{array, object, string};
use crate::shaping::Shaping;

/// Bytes that an entry of a bundle has beside its resource, roughly.
const BESIDE_BYTES: usize = 256;

/// What became of one entry.
pub(crate) struct Done {
    /// `201 Created`.
    pub status: String,
    /// `Type/id/_history/1`.
    pub location: Option<String>,
    pub about: Option<About>,
    /// A resource, as text.
    pub resource: Option<Vec<u8>>,
    pub outcome: Option<Json>,
}

/// A bundle being written.
pub(crate) struct Bundle {
    out: Vec<u8>,
    entries: usize,
}

impl Bundle {
    /// The head of a bundle; `next` is the address of the next page.
    pub fn new(kind: &str, total: Option<usize>, own: Option<&str>, next: Option<&str>) -> Self {
        let mut out = Vec::with_capacity(4096);
        out.extend_from_slice(br#"{"resourceType":"Bundle","type":""#);
        out.extend_from_slice(kind.as_bytes());
        out.push(b'"');
        if let Some(total) = total {
            out.extend_from_slice(format!(r#","total":{total}"#).as_bytes());
        }
        let links = [("self", own), ("next", next)];
        let links = links.into_iter().filter_map(|(relation, url)| {
            Some(object([("relation", string(relation)), ("url", string(url?))]))
        });
        let links = array(links);
        if links.as_array().is_some_and(|links| !links.is_empty()) {
            out.extend_from_slice(br#","link":"#);
            links.write(&mut out);
        }
        Self { out, entries: 0 }
    }

    /// The head of a document, which is known by a UUID.
    pub fn document(identifier: &str, at: Timestamp) -> Self {
        let mut out = Vec::with_capacity(4096);
        out.extend_from_slice(br#"{"resourceType":"Bundle","identifier":"#);
        let urn = format!("urn:uuid:{identifier}");
        object([("system", string("urn:ietf:rfc:3986")), ("value", string(&urn))]).write(&mut out);
        out.extend_from_slice(br#","type":"document","timestamp":"#);
        string(&at.to_string()).write(&mut out);
        Self { out, entries: 0 }
    }

    fn begin(&mut self) {
        self.out.extend_from_slice(if self.entries == 0 { br#","entry":["# } else { b"," });
        self.entries += 1;
    }

    /// A resource that a search found (`match`) or that came along (`include`).
    pub fn found(&mut self, base: &str, resource: &Resource, shaping: &Shaping, mode: &str) {
        self.begin();
        self.full_url(base, resource);
        self.out.extend_from_slice(br#","resource":"#);
        shaping.write(resource, &mut self.out);
        self.out.extend_from_slice(br#","search":{"mode":""#);
        self.out.extend_from_slice(mode.as_bytes());
        self.out.extend_from_slice(br#""}}"#);
    }

    /// A resource that a search found and that is told, not stored.
    pub fn told(&mut self, base: &str, resource: Json, shaping: &Shaping) {
        self.begin();
        let kind = resource.resource_type().unwrap_or_default();
        let url = format!("{base}/{kind}/{}", resource.id().unwrap_or_default());
        self.out.extend_from_slice(br#"{"fullUrl":"#);
        string(&url).write(&mut self.out);
        self.out.extend_from_slice(br#","resource":"#);
        self.out.extend_from_slice(&shaping.of_json(resource));
        self.out.extend_from_slice(br#","search":{"mode":"match"}}"#);
    }

    /// A person who may be meant: how sure that is, as a number and as a code of
    /// <https://hl7.org/fhir/R4/valueset-match-grade.html>.
    pub fn matched(&mut self, base: &str, resource: &Resource, score: &str, grade: &str) {
        let search = format!(
            r#","search":{{"extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/match-grade","valueCode":"{grade}"}}],"mode":"match","score":{score}}}}}"#
        );
        self.stated_with(base, resource, &search);
    }

    /// A resource of a document.
    pub fn stated(&mut self, base: &str, resource: &Resource) {
        self.stated_with(base, resource, "}");
    }

    fn stated_with(&mut self, base: &str, resource: &Resource, end: &str) {
        self.begin();
        self.full_url(base, resource);
        self.out.extend_from_slice(br#","resource":"#);
        self.out.extend_from_slice(&stamped(resource));
        self.out.extend_from_slice(end.as_bytes());
    }

    /// What the search says of itself.
    pub fn outcome(&mut self, outcome: &Json) {
        self.begin();
        self.out.extend_from_slice(br#"{"resource":"#);
        outcome.write(&mut self.out);
        self.out.extend_from_slice(br#","search":{"mode":"outcome"}}"#);
    }

    /// One version of a history.
    pub fn version(&mut self, base: &str, resource: &Resource, shaping: &Shaping) {
        self.begin();
        self.full_url(base, resource);
        let deleted = resource.state == State::Deleted;
        if !deleted {
            self.out.extend_from_slice(br#","resource":"#);
            shaping.write(resource, &mut self.out);
        }
        let (method, status) = match (deleted, resource.version) {
            (true, _) => ("DELETE", "204 No Content"),
            (false, 1) => ("PUT", "201 Created"),
            (false, _) => ("PUT", "200 OK"),
        };
        let url = format!("{}/{}", resource.resource_type, resource.id);
        let request = object([("method", string(method)), ("url", string(&url))]);
        self.out.extend_from_slice(br#","request":"#);
        request.write(&mut self.out);
        self.out.extend_from_slice(br#","response":"#);
        let about = About { version: resource.version, at: resource.at };
        response(status, None, Some(about)).write(&mut self.out);
        self.out.push(b'}');
    }

    /// What became of one entry of a batch or transaction.
    pub fn done(&mut self, done: &Done) {
        self.begin();
        self.out.push(b'{');
        if let Some(text) = &done.resource {
            self.out.extend_from_slice(br#""resource":"#);
            self.out.extend_from_slice(text);
            self.out.push(b',');
        }
        self.out.extend_from_slice(br#""response":"#);
        let location = done.location.as_deref();
        let mut response = response(&done.status, location, done.about);
        if let (Some(outcome), Some(members)) = (&done.outcome, response.as_object_mut()) {
            members.push("outcome".into(), outcome.clone());
        }
        response.write(&mut self.out);
        self.out.push(b'}');
    }

    fn full_url(&mut self, base: &str, resource: &Resource) {
        self.out.extend_from_slice(br#"{"fullUrl":""#);
        // An id and a type have nothing to escape, nor has an address.
        for part in [base, "/", &resource.resource_type, "/", &resource.id] {
            self.out.extend_from_slice(part.as_bytes());
        }
        self.out.push(b'"');
    }

    /// Makes room for these resources at once: a whole record has megabytes, and
    /// growing to them step by step copies as many again.
    pub fn make_room<'r>(&mut self, resources: impl IntoIterator<Item = &'r Resource>) {
        let bytes = resources.into_iter().map(|resource| resource.text.len() + BESIDE_BYTES).sum();
        self.out.reserve(bytes);
    }

    /// The text.
    pub fn end(mut self) -> Vec<u8> {
        self.out.extend_from_slice(if self.entries == 0 { b"}" } else { b"]}" });
        self.out
    }
}

fn response(status: &str, location: Option<&str>, about: Option<About>) -> Json {
    let mut members = hygie_fhir::json::Object::new();
    members.push("status".into(), string(status));
    if let Some(location) = location {
        members.push("location".into(), string(location));
    }
    if let Some(About { version, at }) = about {
        members.push("etag".into(), string(&etag(version)));
        members.push("lastModified".into(), string(&at.to_string()));
    }
    Json::Object(members)
}
