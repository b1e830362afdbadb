//! Lengths are rounded so that they tell little: to multiples of 64 below
//! 1 KiB, above by Padmé (Nikitin et al., "Reducing Metadata Leakage from
//! Encrypted Files and Communication with PURBs", 2019), which costs at most
//! 12 % and leaves O(log log n) bits of the length.

const STEP: usize = 64;

/// The length to which `len` bytes are padded.
pub(crate) fn padded(len: usize) -> usize {
    if len < 1024 {
        return len.next_multiple_of(STEP).max(STEP);
    }
    let exponent = len.ilog2();
    let kept = exponent.ilog2() + 1;
    let step = 1usize << (exponent - kept);
    len.next_multiple_of(step)
}

/// Whether padding is what it should be: zeros, as many as [`padded`] says.
pub(crate) fn is_canonical(padding: &[u8], content: usize, least: usize) -> bool {
    content + padding.len() == padded(content).max(least) && padding.iter().all(|&byte| byte == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded() {
        let check = |len, expect| assert_eq!(padded(len), expect, "{len}");
        check(0, 64);
        check(1, 64);
        check(64, 64);
        check(65, 128);
        check(1023, 1024);
        check(1024, 1024);
        check(1025, 1088);
        check(4097, 4352);
        check(1_000_000, 1_015_808);
    }

    #[test]
    fn rounding_is_monotonic_stable_and_cheap() {
        let mut last = 0;
        for len in 1..100_000 {
            let to = padded(len);
            assert!(to >= len && to >= last && padded(to) == to, "{len}");
            assert!(len < 1024 || (to - len) * 100 <= len * 12, "{len}");
            last = to;
        }
    }

    #[test]
    fn only_the_exact_zero_padding_is_accepted() {
        assert!(is_canonical(&[0; 24], 40, 0));
        assert!(!is_canonical(&[0; 23], 40, 0));
        assert!(!is_canonical(&[0; 88], 40, 0));
        assert!(is_canonical(&[0; 88], 40, 128));
        let mut padding = [0; 24];
        padding[23] = 1;
        assert!(!is_canonical(&padding, 40, 0));
    }
}
