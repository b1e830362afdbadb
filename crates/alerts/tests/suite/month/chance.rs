//! Chance from a seed.

use hygie_base::{Rng, SeededRng};

pub(super) struct Chance(SeededRng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededRng::new(seed))
    }

    pub(super) fn bits(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A number below `end`, which is not zero.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(end).unwrap()).unwrap()
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// In `[0, 1)`.
    pub(super) fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.bits() >> 32).unwrap()) / 4_294_967_296.0
    }

    /// Where a share of a list of this length is.
    pub(super) fn scaled(&self, share: f64, len: usize) -> usize {
        let len = u32::try_from(len).unwrap();
        (0..len).rfind(|at| f64::from(*at) <= share * f64::from(len)).unwrap_or(0) as usize
    }

    pub(super) fn happens(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    pub(super) fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
    }

    /// By weights that fall as 1 / (rank + `flat`).
    pub(super) fn rank(&mut self, ranks: u32, flat: f64) -> usize {
        // The sum of 1 / (rank + flat) is about a logarithm, whose inverse is drawn.
        let top = f64::from(ranks) + flat;
        let drawn = flat * (top / flat).powf(self.share()) - flat;
        (0..ranks).rfind(|rank| f64::from(*rank) <= drawn).map_or(0, |rank| rank as usize)
    }
}
