//! What was read from the store, kept while nothing changed it.
//!
//! Where one process owns the store, every change passes through here. A change
//! forgets its name after its commit; a read that began before then is not
//! kept, or it would bring back what the change ended. Where other nodes change
//! it too, nothing is kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::CACHED;

/// Things by the name of their cell.
pub struct Cache<T> {
    inner: Mutex<Inner<T>>,
    /// How many are kept at most.
    most: usize,
}

struct Inner<T> {
    /// Counts the changes.
    edition: u64,
    kept: HashMap<String, Arc<T>>,
}

/// The state of the cache when a read began.
#[derive(Clone, Copy)]
pub struct Edition(u64);

impl<T> Cache<T> {
    /// One that keeps nothing when other nodes share the store.
    pub fn new(shared: bool) -> Self {
        let inner = Mutex::new(Inner { edition: 0, kept: HashMap::new() });
        Self { inner, most: if shared { 0 } else { CACHED } }
    }

    /// What is kept under a name; otherwise the edition, to be taken before
    /// the store is read.
    ///
    /// # Errors
    /// Nothing is kept; no failure.
    pub fn get(&self, name: &str) -> Result<Arc<T>, Edition> {
        let inner = self.lock();
        inner.kept.get(name).cloned().ok_or(Edition(inner.edition))
    }

    /// Keeps what was read, unless something changed since `edition`. When two
    /// read the same, both get the first one's.
    pub fn keep(&self, edition: Edition, name: &str, value: Arc<T>) -> Arc<T> {
        let mut inner = self.lock();
        if inner.edition != edition.0 || self.most == 0 {
            return value;
        }
        if let Some(first) = inner.kept.get(name) {
            return Arc::clone(first);
        }
        if inner.kept.len() >= self.most {
            inner.kept.clear();
        }
        inner.kept.insert(name.to_owned(), Arc::clone(&value));
        value
    }

    /// Forgets a name that a change concerned, whatever came of the change.
    pub fn forget(&self, name: &str) {
        let mut inner = self.lock();
        inner.edition += 1;
        inner.kept.remove(name);
    }

    fn lock(&self) -> MutexGuard<'_, Inner<T>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missed(cache: &Cache<u8>, name: &str) -> Edition {
        cache.get(name).err().unwrap()
    }

    #[test]
    fn where_others_change_the_store_nothing_is_kept() {
        let cache = Cache::new(true);
        assert_eq!(*cache.keep(missed(&cache, "a"), "a", Arc::new(1)), 1);
        missed(&cache, "a");
    }

    #[test]
    fn what_was_read_is_kept_until_it_changes() {
        let cache = Cache::new(false);
        let edition = missed(&cache, "a");
        cache.keep(edition, "a", Arc::new(1));
        assert_eq!(cache.get("a").ok(), Some(Arc::new(1)));
        cache.forget("a");
        missed(&cache, "a");
    }

    #[test]
    fn a_read_that_a_change_overtook_is_not_kept() {
        let cache = Cache::new(false);
        let edition = missed(&cache, "a");
        cache.forget("a");
        assert_eq!(*cache.keep(edition, "a", Arc::new(1)), 1);
        missed(&cache, "a");
    }

    #[test]
    fn so_many_are_kept() {
        let cache = Cache::new(false);
        for at in 0..CACHED {
            let name = at.to_string();
            cache.keep(missed(&cache, &name), &name, Arc::new(0));
        }
        assert_eq!(cache.lock().kept.len(), CACHED);
        cache.keep(missed(&cache, "one more"), "one more", Arc::new(0));
        assert_eq!(cache.lock().kept.len(), 1);
    }
}
