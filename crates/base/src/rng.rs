//! The one source of randomness, injected everywhere (design I10).

use std::cell::RefCell;
use std::sync::Mutex;

use zeroize::Zeroize as _;

/// Bytes asked of the operating system at a time for small wishes: a call costs
/// more than the bytes do.
const POOL: usize = 512;

/// Fills buffers with random bytes.
pub trait Rng: Send + Sync {
    /// Fills the whole buffer. Implementations never return short.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's generator. A machine whose generator fails cannot
/// make keys, so the process ends rather than go on with weak ones.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn fill(&self, buffer: &mut [u8]) {
        if buffer.len() > POOL / 8 {
            ask(buffer);
        } else {
            POOLED.with_borrow_mut(|pool| pool.give(buffer));
        }
    }
}

thread_local! {
    static POOLED: RefCell<Pool> = const { RefCell::new(Pool { bytes: [0; POOL], given: POOL }) };
}

/// Random bytes of one thread. Each is given once and leaves a zero.
struct Pool {
    bytes: [u8; POOL],
    given: usize,
}

impl Pool {
    fn give(&mut self, buffer: &mut [u8]) {
        if self.given + buffer.len() > POOL {
            ask(&mut self.bytes);
            self.given = 0;
        }
        let end = self.given + buffer.len();
        if let Some(fresh) = self.bytes.get_mut(self.given..end) {
            buffer.copy_from_slice(fresh);
            fresh.zeroize();
        }
        self.given = end;
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system")]
fn ask(buffer: &mut [u8]) {
    if getrandom::fill(buffer).is_err() {
        std::process::abort();
    }
}

/// A repeatable generator for tests and benchmarks; never for real keys.
/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug)]
pub struct SeededRng(Mutex<u64>);

impl SeededRng {
    /// The same seed gives the same bytes in the same order.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Rng for SeededRng {
    fn fill(&self, buffer: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            for (byte, random) in chunk.iter_mut().zip(z.to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bytes_are_given_twice_whatever_the_wishes() {
        let mut seen = std::collections::HashSet::new();
        for len in (8..=POOL / 8).chain([POOL / 8 + 1, POOL, 3 * POOL]).cycle().take(2000) {
            let mut bytes = vec![0; len];
            SystemRng.fill(&mut bytes);
            assert!(seen.insert(bytes.first_chunk::<8>().copied()), "{len}");
            assert!(seen.insert(bytes.last_chunk::<8>().copied()) || len == 8, "{len}");
        }
    }

    #[test]
    fn what_was_given_leaves_zeros() {
        let mut pool = Pool { bytes: [7; POOL], given: 0 };
        let mut taken = [0; 16];
        pool.give(&mut taken);
        assert_eq!(taken, [7; 16]);
        assert_eq!(pool.bytes[..16], [0; 16]);
        pool.given = POOL - 15;
        pool.give(&mut taken);
        assert_eq!(pool.given, 16, "too few were left, so all are new");
        assert_eq!(pool.bytes[..16], [0; 16]);
    }
}
