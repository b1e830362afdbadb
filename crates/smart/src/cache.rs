//! What was read from the store, kept while nothing changed it; nothing where
//! other nodes change the store too. A read that began before a change is not
//! kept, or it would bring back what the change ended.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::CACHED;

pub(crate) struct Cache<T> {
    inner: Mutex<Inner<T>>,
    most: usize,
}

struct Inner<T> {
    /// Counts the changes.
    edition: u64,
    kept: HashMap<String, Arc<T>>,
}

/// The state of the cache when a read began.
#[derive(Clone, Copy)]
pub(crate) struct Edition(u64);

impl<T> Cache<T> {
    /// One that keeps nothing when other nodes share the store.
    pub(crate) fn new(shared: bool) -> Self {
        let inner = Mutex::new(Inner { edition: 0, kept: HashMap::new() });
        Self { inner, most: if shared { 0 } else { CACHED } }
    }

    /// What is kept; otherwise the edition, to be taken before the store is read.
    pub(crate) fn get(&self, name: &str) -> Result<Arc<T>, Edition> {
        let inner = self.lock();
        inner.kept.get(name).cloned().ok_or(Edition(inner.edition))
    }

    /// Keeps what was read, unless something changed since `edition`.
    pub(crate) fn keep(&self, edition: Edition, name: &str, value: Arc<T>) -> Arc<T> {
        let mut inner = self.lock();
        if inner.edition == edition.0 && self.most > 0 {
            if inner.kept.len() >= self.most {
                inner.kept.clear();
            }
            inner.kept.insert(name.to_owned(), Arc::clone(&value));
        }
        value
    }

    /// Forgets a name that a change concerned, whatever came of the change.
    pub(crate) fn forget(&self, name: &str) {
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
    use std::sync::Arc;

    use super::{CACHED, Cache, Edition};

    fn missed(cache: &Cache<u8>, name: &str) -> Edition {
        cache.get(name).err().unwrap()
    }

    #[test]
    fn what_was_read_is_kept_until_it_changes() {
        let cache = Cache::new(false);
        let edition = missed(&cache, "a");
        cache.keep(edition, "a", Arc::new(1));
        assert_eq!(cache.get("a").ok(), Some(Arc::new(1)));
        cache.forget("a");
        let early = missed(&cache, "a");
        cache.forget("a");
        cache.keep(early, "a", Arc::new(1));
        missed(&cache, "a");
    }

    #[test]
    fn so_many_are_kept_and_none_where_others_write() {
        let cache = Cache::new(false);
        for at in 0..=CACHED {
            let name = at.to_string();
            cache.keep(missed(&cache, &name), &name, Arc::new(0));
            assert!(cache.lock().kept.len() <= CACHED);
        }
        assert_eq!(cache.lock().kept.len(), 1);
        let cache = Cache::new(true);
        cache.keep(missed(&cache, "a"), "a", Arc::new(1));
        missed(&cache, "a");
    }
}
