//! As much of CBOR (RFC 8949) as authenticators write: items of definite length.

/// How deep items are nested that are passed over: extensions are shallow.
const DEPTH: usize = 8;

/// What is left to be read.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What was not read.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// The major type of the next item and its argument (RFC 8949, 3).
    fn head(&mut self) -> Option<(u8, u64)> {
        let first = *self.take(1)?.first()?;
        let argument = match first & 31 {
            small @ 0..=23 => u64::from(small),
            size @ 24..=27 => {
                let bytes = self.take(1 << (size - 24))?;
                bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
            }
            // Reserved, or of indefinite length.
            _ => return None,
        };
        Some((first >> 5, argument))
    }

    /// An integer, of whichever sign.
    pub(super) fn integer(&mut self) -> Option<i64> {
        match self.head()? {
            (0, value) => i64::try_from(value).ok(),
            (1, value) => i64::try_from(value).ok().map(|value| -1 - value),
            _ => None,
        }
    }

    /// A string of bytes.
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let (2, length) = self.head()? else { return None };
        self.take(length)
    }

    /// A text.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let (3, length) = self.head()? else { return None };
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// The head of a map: how many pairs follow.
    pub(super) fn map(&mut self) -> Option<u64> {
        let (5, pairs) = self.head()? else { return None };
        Some(pairs)
    }

    /// Passes over the next item, whatever it is.
    pub(super) fn skip(&mut self) -> Option<()> {
        self.skip_within(DEPTH)
    }

    fn skip_within(&mut self, depth: usize) -> Option<()> {
        let (major, argument) = self.head()?;
        let items = match major {
            0 | 1 | 7 => 0,
            2 | 3 => {
                self.take(argument)?;
                0
            }
            4 => argument,
            5 => argument.checked_mul(2)?,
            _ => 1,
        };
        if items > 0 && depth == 0 {
            return None;
        }
        // Each item has a byte at least, so this ends where the bytes do.
        for _ in 0..items {
            self.skip_within(depth - 1)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn integers_of_appendix_a_are_read() {
        // RFC 8949, appendix A.
        let cases: [(&[u8], Option<i64>); 12] = [
            (&[0x00], Some(0)),
            (&[0x17], Some(23)),
            (&[0x18, 0x18], Some(24)),
            (&[0x19, 0x03, 0xe8], Some(1000)),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], Some(1_000_000)),
            (&[0x20], Some(-1)),
            (&[0x38, 0x63], Some(-100)),
            (&[0x39, 0x03, 0xe7], Some(-1000)),
            (&[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], None),
            (&[0x18], None),
            (&[0x1c], None),
            (&[0x40], None),
        ];
        for (bytes, expect) in cases {
            assert_eq!(Reader::new(bytes).integer(), expect, "{bytes:x?}");
        }
    }

    #[test]
    fn texts_bytes_and_maps_are_read_and_others_are_not() {
        let mut reader = Reader::new(&[0xa1, 0x62, 0xc3, 0xbc, 0x43, 1, 2, 3, 9]);
        assert_eq!(reader.map(), Some(1));
        assert_eq!(reader.text(), Some("ü"));
        assert_eq!(reader.bytes(), Some(&[1, 2, 3][..]));
        assert_eq!(reader.rest(), [9]);
        assert_eq!(Reader::new(&[0x62, 0xff, 0xff]).text(), None, "not UTF-8");
        assert_eq!(Reader::new(&[0x43, 1, 2]).bytes(), None, "cut off");
        assert_eq!(Reader::new(&[0x5f, 0x41, 1, 0xff]).bytes(), None, "indefinite");
        assert_eq!(Reader::new(&[0xbf, 0xff]).map(), None, "indefinite");
    }

    #[test]
    fn what_is_passed_over_is_as_deep_as_the_limit() {
        let nested = |depth: usize| {
            let mut bytes = vec![0x81; depth];
            bytes.push(0);
            bytes
        };
        assert_eq!(Reader::new(&nested(DEPTH)).skip(), Some(()));
        assert_eq!(Reader::new(&nested(DEPTH + 1)).skip(), None);
        assert_eq!(
            Reader::new(&[0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).skip(),
            None
        );
        assert_eq!(Reader::new(&[0x9a, 0xff, 0xff, 0xff, 0xff, 0]).skip(), None);
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut reader = Reader::new(&bytes);
            while reader.skip().is_some() && !reader.rest().is_empty() {}
            let mut reader = Reader::new(&bytes);
            let _ = (reader.map(), reader.text(), reader.integer(), reader.bytes());
        }
    }
}
