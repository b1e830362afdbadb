//! A stored resource as it goes out: its text with version and instant back in
//! `meta`. Done on the text: a read by id neither parses nor writes JSON.

use std::io::Write as _;
use std::sync::LazyLock;

use hygie_base::Timestamp;
use hygie_record::Resource;
use memchr::memmem::Finder;

/// How `meta` begins.
static META: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(br#""meta":{"#));
/// Bytes that version and instant take, roughly.
const ASSIGNED_BYTES: usize = 96;

/// The resource's text with `meta.versionId` and `meta.lastUpdated`.
pub fn stamped(resource: &Resource) -> Vec<u8> {
    stamp(&resource.text, resource.version, resource.at)
}

/// Adds the resource's text with `meta.versionId` and `meta.lastUpdated`.
pub fn write_stamped(resource: &Resource, out: &mut Vec<u8>) {
    write(&resource.text, resource.version, resource.at, out);
}

/// The same of compact JSON text that has neither.
pub fn stamp(text: &[u8], version: u32, at: Timestamp) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + ASSIGNED_BYTES);
    write(text, version, at, &mut out);
    out
}

fn write(text: &[u8], version: u32, at: Timestamp, out: &mut Vec<u8>) {
    let place = place_of(text);
    let (before, after) = text.split_at_checked(place.at).unwrap_or((text, b""));
    out.extend_from_slice(before);
    match place.what {
        What::Inside => {
            assign(version, at, out);
            if after.first() != Some(&b'}') {
                out.push(b',');
            }
        }
        What::Behind => {
            out.extend_from_slice(br#","meta":{"#);
            assign(version, at, out);
            out.push(b'}');
        }
    }
    out.extend_from_slice(after);
}

fn assign(version: u32, at: Timestamp, out: &mut Vec<u8>) {
    // Writing into memory does not fail.
    let _done = write!(out, r#""versionId":"{version}","lastUpdated":"{at}""#);
}

struct Place {
    at: usize,
    what: What,
}

enum What {
    /// Right after the opening brace of `meta`.
    Inside,
    /// Right after a member of the resource.
    Behind,
}

/// Where version and instant go: into `meta`, else behind `id`, else at the end.
/// Follows strings and depth only: the text is what our own writer wrote.
fn place_of(text: &[u8]) -> Place {
    // Most have none, and then nothing behind the id matters.
    let has_meta = META.find(text).is_some();
    let mut behind_id = None;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Place { at: behind_id.unwrap_or(at), what: What::Behind };
                }
            }
            b'"' => {
                let end = end_of_string(text, at);
                if depth == 1 && text.get(end) == Some(&b':') {
                    match text.get(at..end) {
                        Some(br#""meta""#) if text.get(end + 1) == Some(&b'{') => {
                            return Place { at: end + 2, what: What::Inside };
                        }
                        Some(br#""id""#) => {
                            let behind = end_of_string(text, end + 1);
                            if !has_meta {
                                return Place { at: behind, what: What::Behind };
                            }
                            behind_id = Some(behind);
                        }
                        _ => {}
                    }
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Place { at: text.len(), what: What::Behind }
}

/// Behind the closing quote of the string that opens at `from`.
fn end_of_string(text: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use hygie_fhir::json::{Json, Object, parse};
    use proptest::prelude::{Strategy, any, prop, proptest};

    use super::*;

    #[test]
    fn version_and_instant_stand_in_meta() {
        let check = |text: &str, expect: &str| {
            let out = stamp(text.as_bytes(), 3, Timestamp(0));
            let assigned = r#""versionId":"3","lastUpdated":"1970-01-01T00:00:00.000Z""#;
            assert_eq!(String::from_utf8(out).unwrap(), expect.replace('@', assigned), "{text}");
        };
        check(
            r#"{"resourceType":"Basic","id":"a","code":{}}"#,
            r#"{"resourceType":"Basic","id":"a","meta":{@},"code":{}}"#,
        );
        check(
            r#"{"resourceType":"Basic","id":"a","meta":{"profile":["p"]}}"#,
            r#"{"resourceType":"Basic","id":"a","meta":{@,"profile":["p"]}}"#,
        );
        check(r#"{"id":"a","meta":{}}"#, r#"{"id":"a","meta":{@}}"#);
        check(r#"{"a":"\"meta\":{","id":"b\\"}"#, r#"{"a":"\"meta\":{","id":"b\\","meta":{@}}"#);
        check(
            r#"{"a":{"id":"x","meta":{}},"id":"b"}"#,
            r#"{"a":{"id":"x","meta":{}},"id":"b","meta":{@}}"#,
        );
        check(r#"{"a":1}"#, r#"{"a":1,"meta":{@}}"#);
    }

    fn value() -> impl Strategy<Value = Json> {
        let names = prop::sample::select(vec!["id", "meta", "text", "resourceType", "x\"", "é"]);
        let leaf = any::<String>().prop_map(|text| Json::string(&text));
        leaf.prop_recursive(3, 12, 4, move |inner| {
            let members = prop::collection::btree_map(names.clone(), inner.clone(), 0..4);
            let array = prop::collection::vec(inner, 0..3).prop_map(Json::Array);
            members.prop_map(object).boxed().prop_union(array.boxed())
        })
    }

    fn object(members: std::collections::BTreeMap<&str, Json>) -> Json {
        let mut object = Object::new();
        members.into_iter().for_each(|(name, value)| object.push(name.into(), value));
        Json::Object(object)
    }

    proptest! {
        /// On the text as on the tree.
        #[test]
        fn text_and_tree_agree(mut meta in value(), rest in value(), id in any::<String>()) {
            if meta.as_object().is_none() {
                meta = object(Default::default());
            }
            let mut whole = Object::new();
            whole.push("resourceType".into(), Json::string("Basic"));
            whole.push("rest".into(), rest);
            whole.push("id".into(), Json::string(&id));
            whole.push("meta".into(), meta);
            let mut whole = Json::Object(whole);
            let out = stamp(&whole.to_vec(), 7, Timestamp(1));
            let mut out = parse(&out, &Default::default()).unwrap();
            let meta = out.as_object_mut().unwrap().get_mut("meta").unwrap();
            let meta = meta.as_object_mut().unwrap();
            assert_eq!(meta.remove("versionId"), Some(Json::string("7")));
            assert_eq!(meta.remove("lastUpdated"), Some(Json::string(&Timestamp(1).to_string())));
            assert_eq!(out, std::mem::replace(&mut whole, Json::Null));
        }
    }
}
