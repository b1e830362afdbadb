//! Large strings leave an entry for a blob and come back when it is read, so
//! that opening a record does not drag its scans and letters along.
//!
//! The work is on the compact JSON text: a string literal is cut out between
//! its quotes and put back at the same byte, so the text returns exactly.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::limits::ATTACHMENT_BYTES;

/// A string that left the text.
pub(crate) struct Attachment {
    /// Byte of the shortened text where it belongs.
    pub offset: usize,
    /// Whether `bytes` are the decoded form of canonical base64.
    pub base64: bool,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Cuts large string literals out of a compact JSON text.
pub(crate) fn detach(text: &[u8]) -> (Vec<u8>, Vec<Attachment>) {
    let mut short = Vec::with_capacity(text.len().min(ATTACHMENT_BYTES * 2));
    let mut cut = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.iter().position(|&byte| byte == b'"') {
        let (before, from) = rest.split_at(open + 1);
        short.extend_from_slice(before);
        let length = literal(from);
        let (inside, after) = from.split_at(length);
        if length >= ATTACHMENT_BYTES {
            cut.push(attachment(short.len(), inside));
        } else {
            short.extend_from_slice(inside);
        }
        let quote = usize::from(!after.is_empty());
        short.extend_from_slice(after.get(..quote).unwrap_or_default());
        rest = after.get(quote..).unwrap_or_default();
    }
    short.extend_from_slice(rest);
    (short, cut)
}

/// Bytes of a string literal up to its closing quote.
fn literal(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn attachment(offset: usize, inside: &[u8]) -> Attachment {
    match STANDARD.decode(inside) {
        // Decoding is strict about padding and trailing bits, so encoding again
        // gives the same text.
        Ok(bytes) => Attachment { offset, base64: true, bytes },
        Err(_) => Attachment { offset, base64: false, bytes: inside.to_vec() },
    }
}

/// Puts strings back into a shortened text. `parts` come in the order of their
/// offsets; `None` when an offset lies outside the text.
pub(crate) fn attach(short: &[u8], parts: &[(usize, bool, &[u8])]) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(
        short.len() + parts.iter().map(|(_, _, bytes)| bytes.len() / 2 * 3 + 4).sum::<usize>(),
    );
    let mut from = 0;
    for &(offset, base64, bytes) in parts {
        text.extend_from_slice(short.get(from..offset)?);
        if base64 {
            text.extend_from_slice(STANDARD.encode(bytes).as_bytes());
        } else {
            text.extend_from_slice(bytes);
        }
        from = offset;
    }
    text.extend_from_slice(short.get(from..)?);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, leaves: bool) {
        let text = format!("{{\"a\":\"\\\"x\",\"data\":\"{value}\",\"z\":[\"b\"]}}");
        let (short, cut) = detach(text.as_bytes());
        assert_eq!(cut.len(), usize::from(leaves));
        assert_eq!(short.len() + if leaves { value.len() } else { 0 }, text.len());
        let parts: Vec<_> = cut.iter().map(|a| (a.offset, a.base64, &a.bytes[..])).collect();
        assert_eq!(attach(&short, &parts).unwrap(), text.as_bytes());
    }

    #[test]
    fn large_strings_leave_and_come_back() {
        check(&"A".repeat(ATTACHMENT_BYTES), true);
        check(&"A".repeat(ATTACHMENT_BYTES - 1), false);
        check(&"AAA=".repeat(ATTACHMENT_BYTES / 4), true);
        check(&"é\\n\\\"".repeat(ATTACHMENT_BYTES / 4), true);
        check(&format!("{}QR==", "AAAA".repeat(ATTACHMENT_BYTES / 4)), true);
    }
}
