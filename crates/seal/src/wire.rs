//! The few primitives that the binary formats are made of. Every value has
//! one encoding only; another one is refused when read.

use crate::SealError;

/// Writes an unsigned number, seven bits a byte, least significant first.
pub(crate) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Writes a string behind its length in bytes.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Reads from the front of a slice; never past its end.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

const SHORT: SealError = SealError::Malformed("cut short");

impl<'a> Reader<'a> {
    pub(crate) fn byte(&mut self) -> Result<u8, SealError> {
        let (&byte, rest) = self.0.split_first().ok_or(SHORT)?;
        self.0 = rest;
        Ok(byte)
    }

    pub(crate) fn bytes(&mut self, len: usize) -> Result<&'a [u8], SealError> {
        let (bytes, rest) = self.0.split_at_checked(len).ok_or(SHORT)?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], SealError> {
        let (bytes, rest) = self.0.split_first_chunk::<N>().ok_or(SHORT)?;
        self.0 = rest;
        Ok(*bytes)
    }

    pub(crate) fn number(&mut self) -> Result<u64, SealError> {
        const WRONG: SealError = SealError::Malformed("a number is not in its one form");
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(WRONG);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                let padded = byte == 0 && shift > 0;
                return if padded { Err(WRONG) } else { Ok(number) };
            }
        }
        Err(WRONG)
    }

    pub(crate) fn number32(&mut self) -> Result<u32, SealError> {
        u32::try_from(self.number()?).map_err(|_| SealError::Malformed("a number is too large"))
    }

    /// A string of at most `limit` bytes.
    pub(crate) fn text(&mut self, limit: usize) -> Result<&'a str, SealError> {
        let len = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if len > limit {
            return Err(SealError::Malformed("a string is longer than its limit"));
        }
        std::str::from_utf8(self.bytes(len)?)
            .map_err(|_| SealError::Malformed("a string is not UTF-8"))
    }

    pub(crate) fn flag(&mut self) -> Result<bool, SealError> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(SealError::Malformed("a flag is neither 0 nor 1")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX - 1, u64::MAX]
        {
            let mut out = Vec::new();
            put_number(&mut out, number);
            let mut reader = Reader(&out);
            assert_eq!(reader.number(), Ok(number));
            assert!(reader.0.is_empty());
        }
    }

    #[test]
    fn a_number_has_one_form() {
        let refused = |bytes: &[u8]| assert!(Reader(bytes).number().is_err(), "{bytes:?}");
        refused(&[]);
        refused(&[0x80]);
        refused(&[0x80, 0x00]);
        refused(&[0xff, 0x00]);
        refused(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]);
        refused(&[0xff; 11]);
    }
}
