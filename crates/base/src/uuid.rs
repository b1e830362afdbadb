//! UUIDs as text (RFC 9562).

use crate::Rng;

/// A random UUID, version 4.
pub fn uuid(rng: &dyn Rng) -> String {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    uuid_of(u128::from_be_bytes(bytes), 4)
}

/// The UUID of this version that takes its other bits from a number.
pub fn uuid_of(number: u128, version: u8) -> String {
    let number = number & !(0xf << 76) | u128::from(version & 0xf) << 76;
    let number = number & !(0x3 << 62) | 0x2 << 62;
    let text = format!("{number:032x}");
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::{uuid, uuid_of};
    use crate::SeededRng;

    #[test]
    fn version_and_variant_are_set_and_the_rest_is_kept() {
        assert_eq!(uuid_of(0, 4), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_of(u128::MAX, 8), "ffffffff-ffff-8fff-bfff-ffffffffffff");
        assert_eq!(
            uuid_of(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, 4),
            "01234567-89ab-4def-8123-456789abcdef"
        );
        let rng = SeededRng::new(1);
        assert_ne!(uuid(&rng), uuid(&rng));
    }
}
