//! The service and what it stands on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use hygie_base::{Clock, CommitId, LogNo, Rng};
use hygie_seal::{Ring, Sealer, Unsealer};
use hygie_store::{BlobStore, IdToken, Store};

use crate::Mint;
use crate::cache::Cache;
use crate::eras::Eras;
use crate::homes::Homes;
use crate::indexes::Indexes;
use crate::keys::KeyCache;
use crate::leases::Holder;
use crate::limits::HEAVY_ENTRIES;
use crate::order::Order;
use crate::predicted::Predicted;
use crate::tails::Tails;

/// What the service stands on; everything that reaches the outside is passed in.
pub struct Parts {
    /// Where entries go.
    pub store: Arc<dyn Store>,
    /// Where large attachments go.
    pub blobs: Arc<dyn BlobStore>,
    /// The key ring.
    pub ring: Ring,
    /// The one clock.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: Arc<dyn Rng>,
    /// The trace log that this node writes.
    pub log: LogNo,
    /// Bytes of opened records to keep in memory.
    pub cache_bytes: usize,
}

/// Text or bytes that were released: their trace is durable. Zeroised when dropped.
pub type Released = zeroize::Zeroizing<Vec<u8>>;

/// The record service. One per opened store.
pub struct Records {
    pub(crate) store: Arc<dyn Store>,
    /// Whether other nodes write to the store too.
    pub(crate) shared: bool,
    pub(crate) blobs: Arc<dyn BlobStore>,
    pub(crate) ring: RwLock<Ring>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) log: LogNo,
    /// By which other nodes know this process in a lease.
    pub(crate) holder: Holder,
    pub(crate) key_cache: KeyCache,
    pub(crate) registry_keys: tokio::sync::Mutex<()>,
    /// Read-locked from wrapping a new key until the commit that adds it has
    /// ended: a rotation that locks it knows that no key of an older epoch is
    /// on its way.
    pub(crate) wrapping: Arc<tokio::sync::RwLock<()>>,
    /// One rotation at a time.
    pub(crate) rotating: tokio::sync::Mutex<()>,
    /// One filling of indexes at a time.
    pub(crate) reindexing: tokio::sync::Mutex<()>,
    /// The indexes that an operator added, as they were read last.
    pub(crate) indexes: RwLock<Option<Arc<Indexes>>>,
    pub(crate) tails: Tails,
    pub(crate) order: Arc<Order>,
    /// Where resources will be once the commits under way are durable.
    pub(crate) predicted: Predicted,
    pub(crate) cache: Cache,
    pub(crate) homes: Homes,
    /// Which erasures a reader or writer has seen.
    pub(crate) erasures: Eras,
    sealers: Mutex<Vec<Sealer>>,
    unsealers: Mutex<Vec<Unsealer>>,
    minted: AtomicBool,
}

impl Records {
    /// The one clock, for whoever stands on this service.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The service over these parts.
    pub fn new(parts: Parts) -> Arc<Self> {
        let mut holder = Holder::default();
        parts.rng.fill(&mut holder);
        Arc::new(Self {
            holder,
            shared: parts.store.is_shared(),
            store: parts.store,
            blobs: parts.blobs,
            ring: RwLock::new(parts.ring),
            clock: parts.clock,
            rng: parts.rng,
            log: parts.log,
            key_cache: KeyCache::default(),
            registry_keys: tokio::sync::Mutex::new(()),
            wrapping: Arc::default(),
            rotating: tokio::sync::Mutex::new(()),
            reindexing: tokio::sync::Mutex::new(()),
            indexes: RwLock::new(None),
            tails: Tails::default(),
            order: Arc::default(),
            predicted: Predicted::default(),
            cache: Cache::new(parts.cache_bytes),
            homes: Homes::default(),
            erasures: Eras::default(),
            sealers: Mutex::new(Vec::new()),
            unsealers: Mutex::new(Vec::new()),
            minted: AtomicBool::new(false),
        })
    }

    /// The one mint of this store: the first caller gets it, no other ever does.
    pub fn claim_mint(&self) -> Option<Mint> {
        (!self.minted.swap(true, Ordering::SeqCst)).then(Mint::new)
    }

    /// Whether other nodes write to the store too, so that what is kept in memory
    /// may have changed.
    pub const fn is_shared(&self) -> bool {
        self.shared
    }

    pub(crate) fn commit_id(&self) -> CommitId {
        CommitId::random(&*self.rng)
    }

    /// Works with a sealer of the pool.
    pub(crate) fn with_sealer<T>(&self, work: impl FnOnce(&mut Sealer) -> T) -> T {
        let taken = self.sealers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut sealer = taken.unwrap_or_default();
        let done = work(&mut sealer);
        self.sealers.lock().unwrap_or_else(PoisonError::into_inner).push(sealer);
        done
    }

    /// Works with an unsealer of the pool.
    pub(crate) fn with_unsealer<T>(&self, work: impl FnOnce(&mut Unsealer) -> T) -> T {
        let taken = self.unsealers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut unsealer = taken.unwrap_or_default();
        let done = work(&mut unsealer);
        self.unsealers.lock().unwrap_or_else(PoisonError::into_inner).push(unsealer);
        done
    }

    /// Works with the ring's index keys.
    pub(crate) fn with_index<T>(&self, work: impl FnOnce(&hygie_seal::Index) -> T) -> T {
        work(self.ring.read().unwrap_or_else(PoisonError::into_inner).index())
    }

    pub(crate) fn id_token(&self, resource_type: &str, id: &str) -> IdToken {
        IdToken(self.with_index(|index| index.id(resource_type, id)))
    }
}

/// Does work that keeps the processor busy for this many entries. Where other
/// tasks can move to another thread meanwhile, they are let go.
pub(crate) fn heavy<T>(entries: usize, work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    let threads = || {
        Handle::try_current()
            .is_ok_and(|handle| handle.runtime_flavor() == RuntimeFlavor::MultiThread)
    };
    if entries >= HEAVY_ENTRIES && threads() { tokio::task::block_in_place(work) } else { work() }
}
