//! The people whom visitors meet: each has a file, a situation and a reason to be here.

use crate::Draw;
use crate::calendar::Day;
use crate::world::Record;

/// Everybody, as of today.
pub fn all(seed: u64, today: Day) -> Vec<Record> {
    let _ = (seed, today, Draw::new(seed, "people"));
    Vec::new()
}
