//! The ring's file: text, so that an operator sees what it is, in one form
//! only, so that damage is seen too.

use std::collections::BTreeMap;
use std::io::Write;

use aws_lc_rs::digest::{SHA256, digest};
use zeroize::Zeroizing;

use super::Ring;
use crate::SealError;
use crate::key::Secret;
use crate::limits::{RING_BYTES, RING_EPOCHS};

const TITLE: &str = "hygie key ring 1";

pub(super) fn write(ring: &Ring) -> Zeroizing<Vec<u8>> {
    // Room for everything at once: growth would leave copies of keys behind.
    let mut out = Zeroizing::new(Vec::with_capacity(RING_BYTES));
    line(&mut out, TITLE, None);
    line(&mut out, "index", Some(ring.root.bytes()));
    for (epoch, secret) in &ring.epochs {
        line(&mut out, &format!("epoch {epoch}"), Some(secret.bytes()));
    }
    let check = digest(&SHA256, &out);
    line(&mut out, "check", Some(check.as_ref()));
    out
}

fn line(out: &mut Vec<u8>, name: &str, value: Option<&[u8]>) {
    out.extend_from_slice(name.as_bytes());
    if let Some(value) = value {
        out.push(b' ');
        for byte in value {
            // Writing to a vector cannot fail.
            let _ = write!(out, "{byte:02x}");
        }
    }
    out.push(b'\n');
}

pub(super) fn read(bytes: &[u8]) -> Result<Ring, SealError> {
    const FORM: SealError = SealError::Ring("a line is not in its form");
    if bytes.len() > RING_BYTES {
        return Err(SealError::Ring("it is larger than a ring can be"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FORM)?;
    let mut lines = text.lines();
    if lines.next() != Some(TITLE) {
        return Err(SealError::Ring("it does not start with `hygie key ring 1`"));
    }
    let root = lines.next().and_then(|line| line.strip_prefix("index ")).ok_or(FORM)?;
    let root = secret(root)?;
    let mut epochs = BTreeMap::new();
    for line in lines {
        let Some(epoch) = line.strip_prefix("epoch ") else { break };
        let (number, value) = epoch.split_once(' ').ok_or(FORM)?;
        let number: u32 = number.parse().map_err(|_| FORM)?;
        if number == 0 || epochs.insert(number, secret(value)?).is_some() {
            return Err(FORM);
        }
        if epochs.len() > RING_EPOCHS {
            return Err(SealError::Ring("it holds more epochs than the limit"));
        }
    }
    let ring = Ring::from_parts(root, epochs)?;
    // One form only: what was read must be what would be written, check and all.
    if ring.to_bytes().as_slice() != bytes {
        return Err(SealError::Ring("its check does not match: it is damaged or cut short"));
    }
    Ok(ring)
}

fn secret(hex: &str) -> Result<Secret, SealError> {
    const FORM: SealError = SealError::Ring("a key is not 64 hexadecimal digits");
    let (pairs, []) = hex.as_bytes().as_chunks::<2>() else { return Err(FORM) };
    let mut secret = Secret::zero();
    if pairs.len() != secret.bytes().len() {
        return Err(FORM);
    }
    for (byte, [high, low]) in secret.bytes_mut().iter_mut().zip(pairs) {
        *byte = digit(*high).ok_or(FORM)? << 4 | digit(*low).ok_or(FORM)?;
    }
    Ok(secret)
}

const fn digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
