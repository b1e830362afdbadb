//! What waits for a writer, held within [`crate::limits::QUEUE_BYTES`].

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::limits::QUEUE_BYTES;

/// Bytes of the commits that wait.
#[derive(Default)]
pub struct Load(Arc<AtomicUsize>);

/// The bytes of one commit, given back when the writer is done with it.
pub struct Room {
    load: Arc<AtomicUsize>,
    bytes: usize,
}

impl Load {
    /// Room for a commit of so many bytes, if there is. An empty queue has room
    /// for any commit.
    pub fn take(&self, bytes: usize) -> Option<Room> {
        let room = Room { load: Arc::clone(&self.0), bytes };
        let waiting = self.0.fetch_add(bytes, Ordering::Relaxed);
        (waiting == 0 || waiting.saturating_add(bytes) <= QUEUE_BYTES).then_some(room)
    }
}

impl Room {
    /// How many bytes it is.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.load.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
