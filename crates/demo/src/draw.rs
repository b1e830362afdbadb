//! Repeatable chance: the same seed and the same name draw the same.

use hygie_base::uuid_of;

/// A stream of chance. SplitMix64 (Steele, Lea, Flood 2014); never for keys.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The stream of this name under a seed; streams of other names are apart.
    pub fn new(seed: u64, name: &str) -> Self {
        // FNV-1a over the name, so that a new person shifts nobody else's chance.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut draw = Self(seed ^ hash);
        draw.bits();
        draw
    }

    /// Sixty-four even bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Twice as many.
    pub fn wide(&mut self) -> u128 {
        u128::from(self.bits()) << 64 | u128::from(self.bits())
    }

    /// A UUID of version 4 (RFC 9562).
    pub fn uuid(&mut self) -> String {
        uuid_of(self.wide(), 4)
    }

    /// A whole number from `low` to `high`, both included; `low` where they cross.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1).max(1);
        let drawn = self.bits() % span.unsigned_abs();
        low.saturating_add(i64::try_from(drawn).unwrap_or(0))
    }

    /// A number in `[0, 1)`.
    pub fn share(&mut self) -> f64 {
        let drawn = u32::try_from(self.bits() >> 32).unwrap_or(0);
        f64::from(drawn) / (f64::from(u32::MAX) + 1.0)
    }

    /// Whether it happens, with this chance.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    /// Around `mean`, bell-shaped, with about this deviation (Irwin-Hall of twelve).
    pub fn around(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.share()).sum();
        mean + (sum - 6.0) * deviation
    }

    /// One of them. The list is never empty: it stands in the code.
    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        assert!(!all.is_empty(), "a list to draw from stands in the code");
        let len = u64::try_from(all.len()).unwrap_or(1);
        let at = usize::try_from(self.bits() % len).unwrap_or(0);
        all.get(at).unwrap_or_else(|| unreachable!("the remainder is below the length"))
    }
}
