//! Some of many, the same for the same seed.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::sites::Site;

/// `count` sites, chosen by the seed: those whose hashes are the smallest.
pub(super) fn sample<'a>(all: &'a [Site], count: usize, seed: &str) -> Vec<&'a Site> {
    let mut drawn: Vec<&Site> = all.iter().collect();
    drawn.sort_by_cached_key(|site| {
        let mut hasher = DefaultHasher::new();
        (seed, &site.path, site.line, site.number).hash(&mut hasher);
        hasher.finish()
    });
    drawn.truncate(count);
    drawn.sort_by_key(|site| site.number);
    drawn
}
