//! A trace as an entry of the transparency log.

use aws_lc_rs::digest::{SHA256, digest};
use hygie_store::TraceRow;

const LABEL: &[u8] = b"hygie logged trace 1\0";

/// How many bytes an entry of the log has.
pub const LOGGED_BYTES: usize = LABEL.len() + 8 + 16 + 1 + 4 + 32 + 32;

/// What of a stored trace is an entry of its log:
/// `"hygie logged trace 1\0" ‖ record ‖ actor ‖ write ‖ key ‖ leaf ‖ SHA-256(body)`, the
/// record in 8 bytes and the key's number in 4, big-endian; `write` is 0 or 1.
///
/// It has all of the row, so that nothing of a trace can be changed unseen, by whoever
/// cannot read it either; and it outlives the key of the body.
pub fn logged(row: &TraceRow) -> [u8; LOGGED_BYTES] {
    let body = digest(&SHA256, &row.body);
    let parts: [&[u8]; 7] = [
        LABEL,
        &row.record.to_bytes(),
        &row.actor,
        &[u8::from(row.write)],
        &row.key.0.to_be_bytes(),
        &row.leaf,
        body.as_ref(),
    ];
    let mut entry = [0; LOGGED_BYTES];
    for (place, byte) in entry.iter_mut().zip(parts.into_iter().flatten()) {
        *place = *byte;
    }
    entry
}

#[cfg(test)]
mod tests {
    use hygie_base::{KeyNo, LogNo, RecordNo};
    use hygie_store::TraceRow;

    use super::{LABEL, LOGGED_BYTES, logged};

    fn row() -> TraceRow {
        TraceRow {
            log: LogNo(1),
            index: 7,
            record: RecordNo::from_u64(0x0102).unwrap(),
            actor: [3; 16],
            write: true,
            key: KeyNo(0x0a0b),
            leaf: [4; 32],
            body: b"abc".to_vec(),
        }
    }

    #[test]
    fn each_part_stands_in_its_place() {
        let entry = logged(&row());
        let (label, rest) = entry.split_at(LABEL.len());
        assert_eq!(label, LABEL);
        assert_eq!(rest[..8], [0, 0, 0, 0, 0, 0, 1, 2]);
        assert_eq!(rest[8..24], [3; 16]);
        assert_eq!(rest[24..29], [1, 0, 0, 0x0a, 0x0b]);
        assert_eq!(rest[29..61], [4; 32]);
        // SHA-256 of "abc" (FIPS 180-4).
        assert_eq!(rest[61..65], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(rest[89..], [0xf2, 0x00, 0x15, 0xad]);
        assert_eq!(entry.len(), LOGGED_BYTES);
    }

    #[test]
    fn whatever_is_changed_changes_the_entry() {
        let changes: [fn(&mut TraceRow); 6] = [
            |row| row.record = RecordNo::REGISTRY,
            |row| row.actor[15] ^= 1,
            |row| row.write = false,
            |row| row.key = KeyNo(9),
            |row| row.leaf[31] ^= 1,
            |row| row.body.clear(),
        ];
        for change in changes {
            let mut changed = row();
            change(&mut changed);
            assert_ne!(logged(&changed), logged(&row()));
        }
    }
}
