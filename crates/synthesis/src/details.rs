//! Any resource of any type as readable lines, for the page of one entry.
//!
//! Elements come in the order of their source under their FHIR names; the usual
//! data types are written in one line. Narrative becomes plain text, inline data
//! its size.

mod datatype;
mod narrative;

use hygie_fhir::json::{Json, Object};

pub use self::narrative::plain_text;
use crate::limits::{DETAILS_DEPTH, DETAILS_NODES, DETAILS_TEXT_CHARS};
use crate::text::cut;

/// One element as people read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Detail {
    /// Its FHIR name, `code` or `valueQuantity`; an extension's is the end of its URL.
    pub name: String,
    /// Its value, when it fits one line.
    pub text: Option<String>,
    /// A reference in the value, as its source writes it, to make a link of.
    pub reference: Option<String>,
    /// What it holds, when it does not fit one line.
    pub inner: Vec<Detail>,
}

/// A resource in readable lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Its elements, in order.
    pub lines: Vec<Detail>,
    /// Whether something was left out: more lines or deeper groups than the limits.
    pub cut: bool,
}

/// Elements that say nothing to people.
const SILENT: &[&str] = &["resourceType", "id", "meta", "contained"];

/// Elements whose text is base64: their size is shown.
const DATA: &[&str] = &["data", "hash", "valueBase64Binary", "content", "blob"];

impl Details {
    /// Reads any resource, or any JSON at all.
    pub fn of(resource: &Json) -> Self {
        let mut reader = Reader { left: DETAILS_NODES, cut: false };
        let mut lines = Vec::new();
        if let Json::Object(object) = resource {
            let spoken = object.iter().filter(|(name, _)| !SILENT.contains(name));
            reader.members(spoken, 1, &mut lines);
            for contained in object.get("contained").and_then(Json::as_array).unwrap_or_default() {
                reader.element("contained", contained, 1, &mut lines);
            }
        }
        Self { lines, cut: reader.cut }
    }
}

struct Reader {
    /// Lines that may still be written.
    left: usize,
    cut: bool,
}

impl Reader {
    fn members<'a>(
        &mut self,
        members: impl Iterator<Item = (&'a str, &'a Json)>,
        depth: usize,
        lines: &mut Vec<Detail>,
    ) {
        for (name, value) in members {
            match value {
                Json::Array(items) => {
                    for item in items {
                        self.element(name, item, depth, lines);
                    }
                }
                value => self.element(name, value, depth, lines),
            }
        }
    }

    fn element(&mut self, name: &str, value: &Json, depth: usize, lines: &mut Vec<Detail>) {
        if self.left == 0 {
            self.cut = true;
            return;
        }
        let Some(text) = Self::value(name, value) else {
            self.group(name, value, depth, lines);
            return;
        };
        if text.is_empty() {
            return;
        }
        self.left -= 1;
        let reference = value.str("reference").map(|to| cut(to, 500).into_owned());
        let text = Some(cut(&text, DETAILS_TEXT_CHARS).into_owned());
        lines.push(Detail { name: shown(name, value), text, reference, inner: Vec::new() });
    }

    /// The value in one line; `None` when it is a group.
    fn value(name: &str, value: &Json) -> Option<String> {
        match value {
            Json::Object(object) if name == "text" && object.get("div").is_some() => {
                Some(plain_text(object.get("div").and_then(Json::as_str).unwrap_or_default()))
            }
            Json::Object(object) if name.ends_with("xtension") => extension(object),
            Json::Object(object) => datatype::line(object),
            Json::Array(_) => None,
            Json::String(data) if DATA.contains(&name) => {
                Some(format!("≈ {} B", data.len() / 4 * 3))
            }
            simple => Some(datatype::simple(simple)),
        }
    }

    fn group(&mut self, name: &str, value: &Json, depth: usize, lines: &mut Vec<Detail>) {
        if depth >= DETAILS_DEPTH {
            self.cut = true;
            return;
        }
        self.left -= 1;
        let mut inner = Vec::new();
        match value {
            Json::Object(object) => {
                let url = name.ends_with("xtension");
                let spoken = object.iter().filter(|(name, _)| {
                    !matches!(*name, "id" | "resourceType") && (!url || *name != "url")
                });
                self.members(spoken, depth + 1, &mut inner);
            }
            Json::Array(items) => {
                for item in items {
                    self.element(name, item, depth + 1, &mut inner);
                }
            }
            _ => {}
        }
        if !inner.is_empty() {
            lines.push(Detail { name: shown(name, value), text: None, reference: None, inner });
        }
    }
}

/// An extension with one value reads as that value.
fn extension(object: &Object) -> Option<String> {
    let (_, value) = object.iter().find(|(name, _)| name.starts_with("value"))?;
    match value {
        Json::Object(object) => datatype::line(object),
        Json::Array(_) => None,
        simple => Some(datatype::simple(simple)),
    }
}

/// The name to show: an extension's URL says more than `extension`, and `_`
/// before an element means what extends it.
fn shown(name: &str, value: &Json) -> String {
    let url = value.str("url").filter(|_| name.ends_with("xtension"));
    let name = match url {
        Some(url) => url.rsplit(['/', '#', ':']).next().unwrap_or(url),
        None if name == "contained" => value.resource_type().unwrap_or(name),
        None => name.trim_start_matches('_'),
    };
    cut(name, 200).into_owned()
}
