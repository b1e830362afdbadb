//! The tree, by its right edge.

use tlog_tiles::tile::Tile;

use crate::limits::TREE_SIZE;
use crate::{TileAt, Tiles, TlogError, tiles_for_root};

/// A hash of the tree: SHA-256.
pub type Hash = [u8; 32];

/// Hashes that a full tile has (C2SP tlog-tiles: its height is 8).
pub(crate) const TILE_WIDTH: usize = 256;
pub(crate) const TILE_HEIGHT: u8 = 8;

/// What an entry comes to in the tree: `SHA-256(0 ‖ entry)` (RFC 6962 section 2.1).
pub fn entry_hash(entry: &[u8]) -> Hash {
    tlog_tiles::tlog::record_hash(entry).0
}

/// A tree that grows. It keeps its right edge alone: the tile of each level that is not
/// full. What fills is given away by [`Tree::take_tiles`].
#[derive(Clone, Default, Debug)]
pub struct Tree {
    size: u64,
    /// The tile that is being filled, of each level.
    edge: Vec<Vec<u8>>,
    full: Vec<(TileAt, Vec<u8>)>,
}

impl Tree {
    /// How many entries it has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The tree of this size, from the tiles that [`tiles_for_root`] names. Wider tiles
    /// will do.
    ///
    /// # Errors
    /// [`TlogError::Tile`] when one is missing or too short.
    pub fn resume(size: u64, tiles: &Tiles) -> Result<Self, TlogError> {
        let mut edge = vec![Vec::new(); usize::from(levels(size))];
        for at in tiles_for_root(size)? {
            let wide = width(size, at.level) * size_of::<Hash>();
            let bytes =
                tiles.get(at).and_then(|bytes| bytes.get(..wide)).ok_or_else(|| at.bad())?;
            if let Some(place) = edge.get_mut(usize::from(at.level)) {
                *place = bytes.to_vec();
            }
        }
        Ok(Self { size, edge, full: Vec::new() })
    }

    /// Adds an entry by its [`entry_hash`].
    ///
    /// # Errors
    /// [`TlogError::TooLarge`].
    pub fn push(&mut self, entry: Hash) -> Result<(), TlogError> {
        if self.size >= TREE_SIZE {
            return Err(TlogError::TooLarge);
        }
        self.size += 1;
        let mut hash = entry;
        for level in 0.. {
            if self.edge.len() <= usize::from(level) {
                self.edge.push(Vec::with_capacity(TILE_WIDTH * size_of::<Hash>()));
            }
            let Some(edge) = self.edge.get_mut(usize::from(level)) else { break };
            edge.extend_from_slice(&hash);
            if edge.len() < TILE_WIDTH * size_of::<Hash>() {
                break;
            }
            hash = Tile::subtree_hash(edge).0;
            let number = (self.size >> (TILE_HEIGHT * (level + 1))) - 1;
            self.full.push((TileAt { level, number }, std::mem::take(edge)));
        }
        Ok(())
    }

    /// Its root (RFC 6962 section 2.1); that of no entries is the hash of nothing.
    ///
    /// # Errors
    /// None for a tree that was made by its own methods.
    pub fn root(&self) -> Result<Hash, TlogError> {
        let mut tiles = Tiles::default();
        self.edge_tiles().for_each(|(at, bytes)| tiles.insert(at, bytes));
        tiles.root(self.size)
    }

    /// The tiles that were filled since the last call, and those of the right edge as they
    /// are now: with what was given before, all that proofs need.
    pub fn take_tiles(&mut self) -> Vec<(TileAt, Vec<u8>)> {
        let mut tiles = std::mem::take(&mut self.full);
        tiles.extend(self.edge_tiles());
        tiles
    }

    fn edge_tiles(&self) -> impl Iterator<Item = (TileAt, Vec<u8>)> + '_ {
        let levels = (0_u8..).zip(&self.edge).filter(|(_, bytes)| !bytes.is_empty());
        levels.map(|(level, bytes)| {
            let number = self.size >> (TILE_HEIGHT * (level + 1));
            (TileAt { level, number }, bytes.clone())
        })
    }
}

/// How many levels of tiles a tree of this size has.
fn levels(size: u64) -> u8 {
    (0..).find(|level| size >> (TILE_HEIGHT * level) == 0).unwrap_or_default()
}

/// How many hashes the last tile of a level has, if it is not full.
pub(crate) fn width(size: u64, level: u8) -> usize {
    usize::try_from((size >> (TILE_HEIGHT * level)) % TILE_WIDTH as u64).unwrap_or_default()
}
