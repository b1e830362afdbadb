//! The id under which an imported resource is kept.

use aws_lc_rs::digest::{SHA256, digest};
use hygie_fhir::json::Json;
use hygie_fhir::reference::is_id;

/// A valid `resource.id`, else the UUID of the fullUrl, else one derived from
/// the content, so that a second run finds what the first one wrote.
pub(crate) fn id_for(resource: &Json, full_url: Option<&str>) -> String {
    if let Some(id) = resource.id().filter(|id| is_id(id)) {
        return id.to_owned();
    }
    if let Some(uuid) = full_url.and_then(|url| url.strip_prefix("urn:uuid:"))
        && is_uuid(uuid)
    {
        return uuid.to_ascii_lowercase();
    }
    from_content(resource)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A UUID of version 8 (RFC 9562, section 5.8) from SHA-256 of the compact JSON.
fn from_content(resource: &Json) -> String {
    let hash = digest(&SHA256, &resource.to_vec());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.as_ref()) {
        *to = *from;
    }
    hygie_base::uuid_of(u128::from_be_bytes(bytes), 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "0d3c9a51-5f2e-4c1b-9a77-0123456789ab";

    fn resource(id: Option<&str>) -> Json {
        let text = match id {
            Some(id) => format!(r#"{{"resourceType":"Basic","id":"{id}"}}"#),
            None => r#"{"resourceType":"Basic"}"#.to_owned(),
        };
        hygie_fhir::json::parse(text.as_bytes(), &Default::default()).unwrap()
    }

    #[test]
    fn the_first_that_is_valid_is_kept() {
        let url = format!("urn:uuid:{UUID}");
        assert_eq!(id_for(&resource(Some("a.b-C")), Some(&url)), "a.b-C");
        assert_eq!(id_for(&resource(None), Some(&url)), UUID);
        let upper = format!("urn:uuid:{}", UUID.to_uppercase());
        assert_eq!(id_for(&resource(None), Some(&upper)), UUID);
        assert_eq!(id_for(&resource(Some("not an id")), Some(&url)), UUID);
    }

    #[test]
    fn content_gives_the_same_id_every_time() {
        let id = id_for(&resource(None), Some("urn:uuid:no"));
        assert_eq!(id, id_for(&resource(None), None));
        assert!(is_uuid(&id));
        assert_eq!(&id[14..15], "8");
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"));
    }
}
