//! Notes, letters and other documents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{By, Story, set};
use crate::codes::Document;
use crate::codes::document::{CLASS_SYSTEM, PARAMEDICAL_CARE};

/// A document's content.
#[derive(Debug)]
pub enum Text<'a> {
    /// Plain words, read where they stand.
    Plain(&'a str),
    /// A file of a media type.
    File(&'a str, &'a [u8]),
}

impl Story {
    /// Hides from parents whatever was written since there were `count` entries.
    pub fn hide_from_parents(&mut self, count: usize) {
        self.label(count, &hidden_from_parents());
    }

    /// Keeps from the person whatever was written since there were `count` entries, until
    /// it is announced to them.
    pub fn wait_to_announce(&mut self, count: usize) {
        self.label(count, &waits_to_be_announced());
    }

    fn label(&mut self, count: usize, label: &Value) {
        for entry in self.entries.iter_mut().skip(count) {
            let Some(members) = entry.resource.as_object_mut() else { continue };
            members.insert("meta".to_owned(), json!({"security": [label]}));
            if let Some(labels) = members.get_mut("securityLabel").and_then(Value::as_array_mut) {
                labels.push(json!({"coding": [label]}));
            }
        }
    }

    /// A note in plain words, of a document type, with a title.
    pub fn note(&mut self, by: By<'_>, kind: &Document, title: &str, text: &str) -> String {
        self.document(by, kind, title, &[Text::Plain(text)])
    }

    /// A document of one or several contents, the same in each; tells its id.
    pub fn document(
        &mut self,
        by: By<'_>,
        kind: &Document,
        title: &str,
        contents: &[Text<'_>],
    ) -> String {
        let mut document = self.about("DocumentReference", "subject");
        set(&mut document, "status", json!("current"));
        set(&mut document, "docStatus", json!("final"));
        let coding = json!([{"system": kind.system, "code": kind.code, "display": kind.display}]);
        set(&mut document, "type", json!({"coding": coding, "text": kind.display}));
        let class = kind.class;
        let coding =
            json!([{"system": CLASS_SYSTEM, "code": class.code, "display": class.display}]);
        set(&mut document, "category", json!([{"coding": coding}]));
        let written = by.when.iso();
        set(&mut document, "date", json!(written));
        set(&mut document, "author", json!([by.who.reference()]));
        set(&mut document, "custodian", by.who.house.reference());
        if !title.is_empty() {
            set(&mut document, "description", json!(title));
        }
        let label = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
        let label = json!([{"coding": [{"system": label, "code": "N", "display": "normal"}]}]);
        set(&mut document, "securityLabel", label);
        let contents: Vec<Value> = contents
            .iter()
            .map(|text| json!({"attachment": attachment(text, title, &written)}))
            .collect();
        set(&mut document, "content", json!(contents));
        let mut context = json!({"period": {"start": by.when.iso(), "end": by.when.iso()}});
        if let (Some(visit), Some(context)) = (by.visit(), context.as_object_mut()) {
            context.insert("encounter".to_owned(), json!([visit.reference()]));
        }
        set(&mut document, "context", context);
        self.write(by.who.house, document)
    }

    /// A targeted transmission, as nurses and care assistants write them: the
    /// target, then data, actions and results, of which the last may be empty.
    pub fn transmission(
        &mut self,
        by: By<'_>,
        target: &str,
        [data, actions, results]: [&str; 3],
    ) -> String {
        let mut text = format!("Cible : {target}\nDonnées : {data}\nActions : {actions}");
        if !results.is_empty() {
            text.push_str("\nRésultats : ");
            text.push_str(results);
        }
        self.note(by, &PARAMEDICAL_CARE, target, &text)
    }
}

/// Label of what those who hold parental authority do not see (ANS, TRE_A07;
/// code de la santé publique, article L. 1111-5).
fn hidden_from_parents() -> Value {
    json!({
        "system": "urn:oid:1.2.250.1.213.1.1.4.13",
        "code": "INVISIBLE_REPRESENTANTS_LEGAUX",
        "display": "Non visible par les représentants légaux du patient",
    })
}

/// Label of what is announced to the person at a consultation before they read it (ANS,
/// TRE_A07; code de la santé publique, article R. 1111-53).
fn waits_to_be_announced() -> Value {
    json!({
        "system": "urn:oid:1.2.250.1.213.1.1.4.13",
        "code": "INVISIBLE_PATIENT",
        "display": "Non visible par le patient",
    })
}

fn attachment(text: &Text<'_>, title: &str, written: &str) -> Value {
    let (media, bytes) = match text {
        Text::Plain(text) => ("text/plain; charset=utf-8", text.as_bytes()),
        Text::File(media, bytes) => (*media, *bytes),
    };
    let mut attachment = json!({
        "contentType": media,
        "language": "fr-FR",
        "data": STANDARD.encode(bytes),
        "size": bytes.len(),
    });
    if let (false, Some(attachment)) = (title.is_empty(), attachment.as_object_mut()) {
        attachment.insert("title".to_owned(), json!(title));
        attachment.insert("creation".to_owned(), json!(written));
    }
    attachment
}
