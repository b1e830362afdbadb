//! The order of writes. A write that was overtaken goes again before those that
//! came after it, so that what one caller submits is applied as submitted.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

#[derive(Default)]
struct Inner {
    next: u64,
    /// With the store.
    queued: BTreeSet<u64>,
    /// Overtaken: they go again.
    again: BTreeSet<u64>,
    /// With the store behind one that was overtaken: they may have to go again.
    doubted: BTreeSet<u64>,
}

impl Inner {
    /// Whether an earlier write goes again or may have to.
    fn behind_doubt(&self, number: u64) -> bool {
        comes_before(&self.again, number) || comes_before(&self.doubted, number)
    }
}

fn comes_before(set: &BTreeSet<u64>, number: u64) -> bool {
    set.first().is_some_and(|first| *first < number)
}

/// The writes under way, by the order in which they came.
#[derive(Default)]
pub(crate) struct Order {
    inner: Mutex<Inner>,
    moved: Notify,
}

/// The place of one write; given up when dropped.
pub(crate) struct Ticket {
    order: Arc<Order>,
    number: u64,
}

impl Order {
    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next place.
    pub fn ticket(self: &Arc<Self>) -> Ticket {
        let mut inner = self.inner();
        let number = inner.next;
        inner.next += 1;
        drop(inner);
        Ticket { order: Arc::clone(self), number }
    }
}

impl Ticket {
    /// Waits until every earlier write that goes again has ended; one that goes
    /// again itself also waits for those that the store has not answered, which
    /// may have to go again with it.
    pub async fn turn(&self) {
        loop {
            let moved = self.order.moved.notified();
            tokio::pin!(moved);
            moved.as_mut().enable();
            if self.is_free() {
                return;
            }
            moved.await;
        }
    }

    /// Whether no earlier write has to be waited for. What was found before an
    /// earlier one had to go again may not hold.
    pub fn is_free(&self) -> bool {
        let inner = self.order.inner();
        let goes_again = inner.again.contains(&self.number);
        !(inner.behind_doubt(self.number) || goes_again && comes_before(&inner.queued, self.number))
    }

    /// It is with the store; behind an earlier one that was overtaken since it
    /// was prepared, it may have to go again itself.
    pub fn queued(&self) {
        let mut inner = self.order.inner();
        inner.again.remove(&self.number);
        inner.queued.insert(self.number);
        if inner.behind_doubt(self.number) {
            inner.doubted.insert(self.number);
        }
        drop(inner);
        self.order.moved.notify_waiters();
    }

    /// It was overtaken; said before anyone can see what it leaves undone.
    pub fn again(&self) {
        let mut inner = self.order.inner();
        inner.queued.remove(&self.number);
        inner.doubted.remove(&self.number);
        inner.again.insert(self.number);
        let behind: Vec<u64> = inner.queued.range(self.number..).copied().collect();
        inner.doubted.extend(behind);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut inner = self.order.inner();
        inner.queued.remove(&self.number);
        inner.again.remove(&self.number);
        inner.doubted.remove(&self.number);
        drop(inner);
        self.order.moved.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_go_again_go_first_and_in_their_order() {
        let order = Arc::new(Order::default());
        let [first, second, third] = [(); 3].map(|()| order.ticket());
        first.queued();
        second.queued();
        assert!(third.is_free());
        second.again();
        assert!(!third.is_free(), "it may not pass the second");
        assert!(!second.is_free(), "the first may have to go again");
        first.again();
        assert!(first.is_free());
        drop(first);
        assert!(second.is_free());
        second.queued();
        assert!(third.is_free());
    }

    #[test]
    fn one_prepared_before_an_earlier_one_had_to_go_again_is_doubted() {
        let order = Arc::new(Order::default());
        let [first, second, third] = [(); 3].map(|()| order.ticket());
        first.queued();
        assert!(second.is_free(), "nothing speaks against it yet");
        first.again();
        second.queued();
        first.queued();
        assert!(!third.is_free(), "the second may have to go again");
        second.again();
        assert!(!third.is_free(), "it goes again");
        drop(first);
        second.queued();
        assert!(third.is_free());
    }
}
