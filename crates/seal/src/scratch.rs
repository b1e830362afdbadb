//! Buffers that hold plaintext for a moment: reused, never copied by growth,
//! zeroised when they are given back.

use zeroize::{Zeroize, Zeroizing};

use crate::limits::KEPT_BYTES;

/// A buffer reused from entry to entry.
#[derive(Default)]
pub(crate) struct Scratch(Zeroizing<Vec<u8>>);

impl Scratch {
    /// The buffer, empty, with room for `room` bytes: filling it that far
    /// does not move it, so no copy is left behind in freed memory.
    pub(crate) fn cleared(&mut self, room: usize) -> &mut Vec<u8> {
        if self.0.capacity() < room {
            self.0 = Zeroizing::new(Vec::with_capacity(room.next_power_of_two()));
        }
        self.0.clear();
        &mut self.0
    }

    /// What it holds.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Gives a buffer back that grew beyond what is worth keeping.
    pub(crate) fn settle(&mut self) {
        if self.0.capacity() > KEPT_BYTES {
            self.0 = Zeroizing::default();
        }
    }
}

/// Appends to a buffer of plaintext; when it must move, the bytes that it
/// leaves behind are zeroised.
pub(crate) fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    let needed = out.len() + bytes.len();
    if out.capacity() < needed {
        let mut larger = Vec::with_capacity(needed.max(out.capacity() * 2));
        larger.extend_from_slice(out);
        out.zeroize();
        *out = larger;
    }
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_with_room_stays_where_it_is() {
        let mut scratch = Scratch::default();
        let before = scratch.cleared(100).as_ptr();
        scratch.cleared(100).extend_from_slice(&[7; 100]);
        assert_eq!(scratch.bytes().as_ptr(), before);
        assert_eq!(scratch.bytes(), [7; 100]);
        assert!(scratch.cleared(3).is_empty());
    }

    #[test]
    fn a_large_buffer_is_given_back() {
        let mut scratch = Scratch::default();
        scratch.cleared(KEPT_BYTES);
        scratch.settle();
        assert_eq!(scratch.0.capacity(), KEPT_BYTES);
        scratch.cleared(KEPT_BYTES + 1);
        scratch.settle();
        assert_eq!(scratch.0.capacity(), 0);
    }

    #[test]
    fn appending_keeps_what_was_there() {
        let mut out = Vec::new();
        for byte in 0..200 {
            append(&mut out, &[byte, byte]);
        }
        assert_eq!(out.len(), 400);
        assert!(out.chunks(2).zip(0..).all(|(pair, byte)| pair == [byte, byte]));
    }
}
