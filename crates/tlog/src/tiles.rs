//! Tiles: where the hashes of a tree are kept, and which of them something needs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tlog_tiles::tile::Tile;
use tlog_tiles::tlog::{self, HashReader};

use crate::TlogError;
use crate::limits::TREE_SIZE;
use crate::tree::{Hash, TILE_HEIGHT};

/// Where a tile stands: hashes of `256^level` entries each, 256 of them when it is full.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TileAt {
    /// Its level, from 0 for hashes of entries.
    pub level: u8,
    /// Its number within the level, from 0.
    pub number: u64,
}

impl TileAt {
    pub(crate) const fn bad(self) -> TlogError {
        TlogError::Tile { level: self.level, number: self.number }
    }

    fn of(index: u64) -> (Self, Tile) {
        let tile = Tile::from_index(TILE_HEIGHT, index);
        (Self { level: tile.level(), number: tile.level_index() }, tile)
    }
}

/// Some tiles of a tree, each the concatenation of its hashes.
#[derive(Clone, Default, Debug)]
pub struct Tiles(BTreeMap<TileAt, Vec<u8>>);

impl Tiles {
    /// Adds one, in place of what stood there.
    pub fn insert(&mut self, at: TileAt, bytes: Vec<u8>) {
        self.0.insert(at, bytes);
    }

    /// One of them.
    pub fn get(&self, at: TileAt) -> Option<&[u8]> {
        self.0.get(&at).map(Vec::as_slice)
    }

    /// Root of the tree of this size, from the tiles of [`tiles_for_root`].
    ///
    /// # Errors
    /// [`TlogError::Tile`] for one that is missing, [`TlogError::TooLarge`].
    pub fn root(&self, size: u64) -> Result<Hash, TlogError> {
        sized(size)?;
        self.read(|reader| tlog::tree_hash(size, reader)).map(|root| root.0)
    }

    /// Proof that the entry of this index is in the tree of this size (RFC 6962 section
    /// 2.1.1), from the tiles of [`tiles_for_inclusion`].
    ///
    /// # Errors
    /// As for [`Tiles::root`]; [`TlogError::Outside`].
    pub fn inclusion(&self, size: u64, index: u64) -> Result<Vec<Hash>, TlogError> {
        within(index, size)?;
        self.read(|reader| tlog::prove_record(size, index, reader)).map(bare)
    }

    /// Proof that the tree of one size is the beginning of that of another (RFC 6962
    /// section 2.1.2), from the tiles of [`tiles_for_consistency`]. Of an empty tree and of
    /// the same one, it is empty.
    ///
    /// # Errors
    /// As for [`Tiles::inclusion`].
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, TlogError> {
        earlier(old, new)?;
        if old == 0 {
            return Ok(Vec::new());
        }
        self.read(|reader| tlog::prove_tree(new, old, reader)).map(bare)
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> Result<T, tlog::Error>,
    ) -> Result<T, TlogError> {
        let reader = Reader { tiles: self, missing: RefCell::new(None) };
        let done = work(&reader);
        let missing = reader.missing.into_inner();
        done.map_err(|_| missing.map_or(TlogError::Proof, TileAt::bad))
    }
}

/// Tiles of the right edge, by which the root is known.
///
/// # Errors
/// [`TlogError::TooLarge`].
pub fn tiles_for_root(size: u64) -> Result<Vec<TileAt>, TlogError> {
    sized(size)?;
    wanted(|reader| tlog::tree_hash(size, reader).map(|_| ()))
}

/// Tiles for [`Tiles::inclusion`].
///
/// # Errors
/// [`TlogError::TooLarge`], [`TlogError::Outside`].
pub fn tiles_for_inclusion(size: u64, index: u64) -> Result<Vec<TileAt>, TlogError> {
    within(index, size)?;
    wanted(|reader| tlog::prove_record(size, index, reader).map(|_| ()))
}

/// Tiles for [`Tiles::consistency`].
///
/// # Errors
/// As for [`tiles_for_inclusion`].
pub fn tiles_for_consistency(old: u64, new: u64) -> Result<Vec<TileAt>, TlogError> {
    earlier(old, new)?;
    if old == 0 {
        return Ok(Vec::new());
    }
    wanted(|reader| tlog::prove_tree(new, old, reader).map(|_| ()))
}

fn wanted(work: impl FnOnce(&Wanted) -> Result<(), tlog::Error>) -> Result<Vec<TileAt>, TlogError> {
    let wanted = Wanted::default();
    work(&wanted).map_err(|_| TlogError::Outside)?;
    Ok(wanted.0.into_inner().into_iter().collect())
}

pub(crate) fn sized(size: u64) -> Result<(), TlogError> {
    if size > TREE_SIZE { Err(TlogError::TooLarge) } else { Ok(()) }
}

pub(crate) fn within(index: u64, size: u64) -> Result<(), TlogError> {
    sized(size)?;
    if index >= size { Err(TlogError::Outside) } else { Ok(()) }
}

pub(crate) fn earlier(old: u64, new: u64) -> Result<(), TlogError> {
    sized(new)?;
    if old > new { Err(TlogError::Outside) } else { Ok(()) }
}

fn bare(hashes: Vec<tlog::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(|hash| hash.0).collect()
}

/// Reads hashes out of tiles, and remembers the first that is not there.
struct Reader<'a> {
    tiles: &'a Tiles,
    missing: RefCell<Option<TileAt>>,
}

impl HashReader for Reader<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read = |&index: &u64| {
            let (at, tile) = TileAt::of(index);
            let hash = self.tiles.get(at).map(|bytes| tile.hash_at_index(bytes, index));
            hash.and_then(Result::ok).ok_or_else(|| {
                self.missing.borrow_mut().get_or_insert(at);
                tlog::Error::InvalidTile
            })
        };
        indexes.iter().map(read).collect()
    }
}

/// Finds out which tiles are read.
#[derive(Default)]
struct Wanted(RefCell<BTreeSet<TileAt>>);

impl HashReader for Wanted {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        self.0.borrow_mut().extend(indexes.iter().map(|&index| TileAt::of(index).0));
        Ok(vec![tlog::Hash::default(); indexes.len()])
    }
}
