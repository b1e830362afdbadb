//! A name for each request, by which a person who reports a fault and the line
//! of the log about it find each other.

use std::fmt;

use hygie_base::Rng;

/// 128 random bits as 32 hexadecimal digits. Says nothing about who asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestId([u8; 32]);

impl RequestId {
    /// A fresh one.
    pub fn random(rng: &dyn Rng) -> Self {
        let mut bytes = [0; 16];
        rng.fill(&mut bytes);
        let mut text = [0; 32];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            for (place, half) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *place = if half < 10 { b'0' + half } else { b'a' + half - 10 };
            }
        }
        Self(text)
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::RequestId;

    #[test]
    fn it_is_hexadecimal_and_new_each_time() {
        let rng = SeededRng::new(1);
        let (one, two) = (RequestId::random(&rng), RequestId::random(&rng));
        assert_eq!(one.as_str().len(), 32);
        assert!(one.as_str().bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        assert_ne!(one, two);
    }
}
