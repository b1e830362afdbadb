//! The text of notes that travel inside their resource.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_fhir::json::Json;

use crate::fact::other::is_inline_text;
use crate::limits::NOTE_BYTES;
use crate::text::list;

/// The text of the first `text/plain` content of a DocumentReference, of a
/// DiagnosticReport's or a Media's, decoded. `None` when there is none, when it
/// is longer than [`NOTE_BYTES`], or when it is not base64 or not UTF-8. FHIR
/// allows white space in base64.
pub fn note_text(resource: &Json) -> Option<String> {
    let contents = list(resource, "content").iter().filter_map(|one| one.get("attachment"));
    let forms = list(resource, "presentedForm").iter();
    let media = resource.get("content").filter(|one| one.as_object().is_some());
    let attachment = contents.chain(forms).chain(media).find(|one| is_inline_text(one))?;
    if !is_utf8(attachment.str("contentType")?) {
        return None;
    }
    let data = attachment.str("data")?;
    // Room for as much white space again.
    if data.len() > NOTE_BYTES.div_ceil(3) * 4 * 2 {
        return None;
    }
    let data: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let text = STANDARD.decode(data).ok().filter(|bytes| bytes.len() <= NOTE_BYTES)?;
    String::from_utf8(text).ok()
}

/// Whether a media type names UTF-8, its part ASCII, or no character set.
fn is_utf8(media: &str) -> bool {
    let charset = media.split(';').skip(1).find_map(|one| {
        let (name, value) = one.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    charset.is_none_or(|set| {
        ["utf-8", "utf8", "us-ascii"].iter().any(|one| set.eq_ignore_ascii_case(one))
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use hygie_fhir::json::parse;
    use hygie_fhir::limits::JsonLimits;

    use super::note_text;
    use crate::limits::NOTE_BYTES;

    fn note(media: &str, data: &str) -> Option<String> {
        let json = format!(
            r#"{{"resourceType":"DocumentReference","content":[{{"attachment":{{"contentType":"{media}","data":"{data}"}}}}]}}"#
        );
        note_text(&parse(json.as_bytes(), &JsonLimits::DEFAULT).unwrap())
    }

    #[test]
    fn plain_text_is_decoded() {
        let check = |media: &str, data: &str, expect: Option<&str>| {
            assert_eq!(note(media, data).as_deref(), expect, "{media} {data}");
        };
        check("text/plain", "w4l0w6k=", Some("Été"));
        check("text/plain; charset=utf-8", "w4l0 w6k=", Some("Été"));
        check("Text/Plain;Charset=\\\"UTF-8\\\"", "w4l0w6k=", Some("Été"));
        check("text/plain; charset=iso-8859-1", "6XTp", None);
        check("text/plain", "6XTp", None);
        check("text/plain", "not base64", None);
        check("text/html", "w4l0w6k=", None);
        check("application/pdf", "w4l0w6k=", None);
    }

    #[test]
    fn a_note_has_a_limit() {
        let of = |bytes| note("text/plain", &STANDARD.encode("a".repeat(bytes)));
        assert_eq!(of(NOTE_BYTES).map(|text| text.len()), Some(NOTE_BYTES));
        assert_eq!(of(NOTE_BYTES + 1), None);
    }
}
