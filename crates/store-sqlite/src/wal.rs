//! What the end of a write-ahead log looks like before SQLite recovers it.
//!
//! SQLite takes a log up to its first frame that does not verify and says
//! nothing about the rest. The rest may be what an interrupted commit left,
//! which nobody was told is durable, or acknowledged commits behind a damaged
//! frame. Groups are written one after the other, each synced before the next
//! begins, so a frame behind the last frame of a group proves that this group
//! was durable. File format: sqlite.org/fileformat2.html#walformat.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const MAGIC_LITTLE: u32 = 0x377f_0682;
const MAGIC_BIG: u32 = 0x377f_0683;
const PAGE_MOST: usize = 65_536;

/// How the write-ahead log ended when the store was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WalEnd {
    /// Every frame verified, or there was no log.
    Whole,
    /// The last commit is not whole and was dropped: it was interrupted, or its
    /// end was damaged or cut off since.
    Torn {
        /// Frames dropped.
        frames: u64,
    },
    /// Commits that were acknowledged stand behind a frame that does not verify.
    Damaged {
        /// Frames that cannot be taken.
        frames: u64,
    },
}

/// Reads a log without changing it. A missing or empty one is whole.
pub fn inspect(path: &Path) -> io::Result<WalEnd> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(WalEnd::Whole),
        Err(error) => return Err(error),
    };
    let mut log = BufReader::with_capacity(1 << 16, file);
    let mut header = [0; HEADER];
    if fill(&mut log, &mut header)? < HEADER {
        return Ok(WalEnd::Whole);
    }
    let big = match word(&header, 0) {
        MAGIC_BIG => true,
        MAGIC_LITTLE => false,
        _ => return Ok(unreadable(&header)),
    };
    let page = usize::try_from(word(&header, 8)).unwrap_or(0);
    if !(512..=PAGE_MOST).contains(&page) {
        return Ok(unreadable(&header));
    }
    let salts = (word(&header, 16), word(&header, 20));
    let sums = checksum(big, (0, 0), header.get(..24).unwrap_or_default());
    let sound = sums == (word(&header, 24), word(&header, 28));
    follow(&mut log, Log { big, page, salts, sums, sound })
}

struct Log {
    big: bool,
    page: usize,
    salts: (u32, u32),
    sums: (u32, u32),
    sound: bool,
}

fn follow(source: &mut impl Read, mut log: Log) -> io::Result<WalEnd> {
    let mut frame = vec![0; FRAME_HEADER + log.page];
    // Frames that do not count, and those since the last commit that may not.
    let (mut dropped, mut open) = (0, 0);
    let (mut ended, mut proof) = (false, false);
    let (mut frames, headed) = (0_u64, log.sound);
    loop {
        let whole = fill(source, &mut frame)?;
        if whole < FRAME_HEADER {
            break;
        }
        frames += 1;
        let ours = (word(&frame, 8), word(&frame, 12)) == log.salts;
        let last = word(&frame, 4) != 0;
        log.sound = log.sound && ours && whole == frame.len() && verifies(&mut log, &frame);
        if log.sound {
            open = if last { 0 } else { open + 1 };
        } else if ours {
            proof |= ended;
            ended |= last;
            dropped += 1;
        }
    }
    Ok(match (dropped + open, proof) {
        (0, _) if headed || frames == 0 => WalEnd::Whole,
        (frames, false) => WalEnd::Torn { frames },
        (frames, true) => WalEnd::Damaged { frames },
    })
}

fn verifies(log: &mut Log, frame: &[u8]) -> bool {
    let sums = checksum(log.big, log.sums, frame.get(..8).unwrap_or_default());
    log.sums = checksum(log.big, sums, frame.get(FRAME_HEADER..).unwrap_or_default());
    log.sums == (word(frame, 16), word(frame, 20))
}

/// A header of zeros is a file that was made and not yet written.
fn unreadable(header: &[u8]) -> WalEnd {
    if header.iter().all(|byte| *byte == 0) { WalEnd::Whole } else { WalEnd::Damaged { frames: 0 } }
}

/// Fills the buffer as far as the file goes; tells how far.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
    u32::from_be_bytes(four.unwrap_or_default())
}

fn checksum(big: bool, (mut one, mut two): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let read = if big { u32::from_be_bytes } else { u32::from_le_bytes };
    let (words, _) = bytes.as_chunks::<4>();
    for pair in words.chunks_exact(2) {
        let (Some(first), Some(second)) = (pair.first(), pair.last()) else { continue };
        one = one.wrapping_add(read(*first)).wrapping_add(two);
        two = two.wrapping_add(read(*second)).wrapping_add(one);
    }
    (one, two)
}
