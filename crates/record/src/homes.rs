//! In which records resources were found lately. Only a hint, which saves a
//! look-up: what is read there is held against the record's head before anybody
//! gets it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hygie_base::RecordNo;
use hygie_store::IdToken;

use crate::limits::HOMES;

/// Records by what stands for the id of a resource.
#[derive(Default)]
pub(crate) struct Homes(Mutex<HashMap<IdToken, RecordNo>>);

impl Homes {
    fn map(&self) -> std::sync::MutexGuard<'_, HashMap<IdToken, RecordNo>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it was found, if that is known.
    pub fn of(&self, token: &IdToken) -> Option<RecordNo> {
        self.map().get(token).copied()
    }

    /// Notes where it was found.
    pub fn note(&self, token: IdToken, record: RecordNo) {
        let mut map = self.map();
        if map.len() >= HOMES && !map.contains_key(&token) {
            map.clear();
        }
        map.insert(token, record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_kept() {
        let homes = Homes::default();
        let token = |n: usize| {
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&n.to_be_bytes());
            IdToken(bytes)
        };
        for n in 0..HOMES {
            homes.note(token(n), RecordNo::REGISTRY);
        }
        homes.note(token(0), RecordNo::REGISTRY);
        assert_eq!(homes.map().len(), HOMES);
        homes.note(token(HOMES), RecordNo::REGISTRY);
        assert_eq!(homes.map().len(), 1);
        assert_eq!(homes.of(&token(HOMES)), Some(RecordNo::REGISTRY));
        assert_eq!(homes.of(&token(0)), None);
    }
}
