//! A list of breached passwords, kept by the operator as a file.
//!
//! The format is the one in which such lists are published: a line for each
//! password, its SHA-1 as 40 hexadecimal digits, a colon and how often it was
//! seen, sorted by hash. The file may have tens of gigabytes, so it is searched
//! where it lies, some thirty reads a password, and never read whole.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use crate::limits::{BREACHED_HEAD_LINES, BREACHED_LINE_BYTES};

/// The list, opened.
#[derive(Debug)]
pub struct Breached {
    file: File,
    bytes: u64,
}

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BreachedError {
    /// It cannot be read.
    #[error("the list of breached passwords cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A line is not `HASH:COUNT`.
    #[error("the list of breached passwords has {line:?} at byte {byte}: not HASH:COUNT")]
    Malformed {
        /// Where the line begins.
        byte: u64,
        /// The line, cut to [`BREACHED_LINE_BYTES`].
        line: String,
    },
    /// A line comes after one that it belongs before.
    #[error("the list of breached passwords is not sorted by hash: {line:?} at byte {byte}")]
    Unsorted {
        /// Where the line begins.
        byte: u64,
        /// The line.
        line: String,
    },
}

const DIGITS: usize = 40;
/// Places across the file that are looked at when it is opened.
const PROBES: u64 = 64;

/// A line and where it lies.
struct Line {
    begins: u64,
    /// Where the next one begins.
    ends: u64,
    hash: [u8; DIGITS],
}

impl Breached {
    /// Opens a list. Its head and some places across it are checked for form
    /// and order; what the search meets later is checked then.
    ///
    /// # Errors
    /// When it cannot be read, has a line of another form or is not sorted.
    pub fn open(path: &Path) -> Result<Self, BreachedError> {
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let this = Self { file, bytes };
        let mut last = None;
        let mut at = 0;
        for _ in 0..BREACHED_HEAD_LINES {
            let Some(line) = this.line(at)? else { break };
            at = line.ends;
            this.in_order(&mut last, &line)?;
        }
        for probe in 1..=PROBES {
            let place = bytes / PROBES * probe;
            if place > at
                && let Some(line) = this.line_after(place)?
            {
                at = line.ends;
                this.in_order(&mut last, &line)?;
            }
        }
        Ok(this)
    }

    /// Whether a password is on the list.
    ///
    /// # Errors
    /// When the file cannot be read or has a line of another form.
    pub fn holds(&self, password: &str) -> Result<bool, BreachedError> {
        let wanted = sha1_hex(password);
        // The line that is wanted begins in low..high.
        let (mut low, mut high) = (0, self.bytes);
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(line) = self.line_after(middle)?.filter(|line| line.begins < high) else {
                high = middle;
                continue;
            };
            match line.hash.cmp(&wanted) {
                std::cmp::Ordering::Equal => return Ok(true),
                std::cmp::Ordering::Less => low = line.ends,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(false)
    }

    fn in_order(&self, last: &mut Option<[u8; DIGITS]>, line: &Line) -> Result<(), BreachedError> {
        if last.is_some_and(|last| last >= line.hash) {
            let text = self.text(line.begins)?;
            return Err(BreachedError::Unsorted { byte: line.begins, line: text });
        }
        *last = Some(line.hash);
        Ok(())
    }

    /// The first line that begins at or after `place`.
    fn line_after(&self, place: u64) -> Result<Option<Line>, BreachedError> {
        let Some(before) = place.checked_sub(1) else { return self.line(0) };
        let mut buffer = [0; BREACHED_LINE_BYTES];
        let read = self.read(before, &mut buffer)?;
        match read.iter().position(|byte| *byte == b'\n') {
            Some(feed) => self.line(place + feed as u64),
            None if read.len() < BREACHED_LINE_BYTES => Ok(None),
            None => Err(self.malformed(place)?),
        }
    }

    /// The line that begins at `begins`.
    fn line(&self, begins: u64) -> Result<Option<Line>, BreachedError> {
        let mut buffer = [0; BREACHED_LINE_BYTES];
        let read = self.read(begins, &mut buffer)?;
        if read.is_empty() {
            return Ok(None);
        }
        let feed = read.iter().position(|byte| *byte == b'\n');
        let text = feed.map_or(read, |feed| read.get(..feed).unwrap_or(read));
        // Only the file's last line may end without a feed.
        let ended = feed.is_some() || read.len() < BREACHED_LINE_BYTES;
        let Some(hash) = parse(text).filter(|_| ended) else {
            return Err(self.malformed(begins)?);
        };
        let ends = begins + feed.map_or(read.len(), |feed| feed + 1) as u64;
        Ok(Some(Line { begins, ends, hash }))
    }

    fn read<'a>(&self, from: u64, buffer: &'a mut [u8]) -> Result<&'a [u8], BreachedError> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, from + filled as u64) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(buffer.get(..filled).unwrap_or_default())
    }

    fn malformed(&self, byte: u64) -> Result<BreachedError, BreachedError> {
        Ok(BreachedError::Malformed { byte, line: self.text(byte)? })
    }

    fn text(&self, begins: u64) -> Result<String, BreachedError> {
        let mut buffer = [0; BREACHED_LINE_BYTES];
        let read = self.read(begins, &mut buffer)?;
        let line = read.split(|byte| *byte == b'\n').next().unwrap_or_default();
        Ok(String::from_utf8_lossy(line).trim_end().to_owned())
    }
}

/// The hash of a line, in capitals; `None` when it is not a line of the list.
fn parse(line: &[u8]) -> Option<[u8; DIGITS]> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (hash, rest) = line.split_first_chunk::<DIGITS>()?;
    let count = rest.strip_prefix(b":")?;
    let counts = !count.is_empty() && count.iter().all(u8::is_ascii_digit);
    let hex = hash.iter().all(u8::is_ascii_hexdigit);
    (counts && hex).then(|| hash.to_ascii_uppercase().try_into().ok()).flatten()
}

fn sha1_hex(password: &str) -> [u8; DIGITS] {
    let mut text = [0; DIGITS];
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
    for (pair, byte) in text.chunks_exact_mut(2).zip(hash.as_ref()) {
        for (place, nibble) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
            *place = if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 };
        }
    }
    text
}

#[cfg(test)]
mod tests;
