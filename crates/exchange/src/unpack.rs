//! Reading a file, unpacked as it goes and never further than the limits allow.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::limits::{RATIO_FROM, UNPACK_RATIO};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A limit that was passed while reading.
#[derive(Debug)]
pub(crate) struct Limit {
    pub what: &'static str,
    pub most: u64,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: at most {}", self.what, self.most)
    }
}

impl std::error::Error for Limit {}

pub(crate) fn passed(what: &'static str, most: u64) -> io::Error {
    io::Error::other(Limit { what, most })
}

/// Counts the bytes that come from disk.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a bomb: unpacked bytes are held against the packed ones.
struct Bounded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.unpacked += read as u64;
        let most = self.packed.load(Ordering::Relaxed).saturating_mul(UNPACK_RATIO);
        if self.unpacked > RATIO_FROM.max(most) {
            return Err(passed("times its size that a file unpacks to", UNPACK_RATIO));
        }
        Ok(read)
    }
}

/// A file's content, unpacked by what its first bytes say it is, and a count of
/// the bytes read from disk so far.
pub(crate) fn open(path: &Path) -> io::Result<(Box<dyn BufRead + Send>, Arc<AtomicU64>)> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: File::open(path)?, bytes: Arc::clone(&packed) };
    Ok((unpacked(counted, &packed)?, packed))
}

/// The same of bytes in memory.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn open_bytes(bytes: Vec<u8>) -> io::Result<Box<dyn BufRead + Send>> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: io::Cursor::new(bytes), bytes: Arc::clone(&packed) };
    unpacked(counted, &packed)
}

fn unpacked(
    raw: Counted<impl Read + Send + 'static>,
    packed: &Arc<AtomicU64>,
) -> io::Result<Box<dyn BufRead + Send>> {
    let mut raw = BufReader::with_capacity(64 << 10, raw);
    let start = raw.fill_buf()?;
    let bound = |inner| Bounded { inner, packed: Arc::clone(packed), unpacked: 0 };
    let unpacked: Box<dyn Read + Send> = if start.starts_with(&GZIP) {
        Box::new(flate2::bufread::MultiGzDecoder::new(raw))
    } else if start.starts_with(&ZSTD) {
        Box::new(zstd::stream::read::Decoder::with_buffer(raw)?)
    } else {
        return Ok(Box::new(raw));
    };
    Ok(Box::new(BufReader::with_capacity(256 << 10, bound(unpacked))))
}

/// The whole content, refused above `most` bytes.
pub(crate) fn read_all(from: &mut dyn BufRead, most: usize) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    from.take(most as u64 + 1).read_to_end(&mut text)?;
    if text.len() > most {
        return Err(passed("unpacked bytes of a file", most as u64));
    }
    Ok(text)
}

/// What reading a line came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    Read,
    /// It is longer than allowed and was passed over.
    TooLong,
    /// There is none any more.
    End,
}

/// The next line without its end; of one above `most` bytes only the beginning.
pub(crate) fn read_line(
    from: &mut dyn BufRead,
    line: &mut Vec<u8>,
    most: usize,
) -> io::Result<Line> {
    line.clear();
    from.take(most as u64 + 1).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > most {
        from.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    } else if line.is_empty() {
        return Ok(Line::End);
    }
    Ok(Line::Read)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    #[test]
    fn packed_and_plain_read_alike() {
        for bytes in [b"{}".to_vec(), gzip(b"{}"), zstd::encode_all(&b"{}"[..], 3).unwrap()] {
            assert_eq!(read_all(&mut open_bytes(bytes).unwrap(), 2).unwrap(), b"{}");
        }
    }

    #[test]
    fn the_whole_and_a_line_have_limits() {
        let over = read_all(&mut open_bytes(b"abc".to_vec()).unwrap(), 2);
        assert!(over.unwrap_err().downcast::<Limit>().is_ok());
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let mut from = open_bytes(b"ab\nabc\n\nc".to_vec()).unwrap();
        let mut check = |expect: Line, text: &[u8]| {
            let mut line = Vec::new();
            assert_eq!(read_line(&mut from, &mut line, 2).unwrap(), expect);
            assert!(line.starts_with(text));
        };
        check(Line::Read, b"ab");
        check(Line::TooLong, b"abc");
        check(Line::Read, b"");
        check(Line::Read, b"c");
        check(Line::End, b"");
    }

    #[test]
    fn bombs_stop_early() {
        let zeros = vec![b' '; 64 << 20];
        for bomb in [gzip(&zeros), zstd::encode_all(&zeros[..], 19).unwrap()] {
            let error = read_all(&mut open_bytes(bomb).unwrap(), 1 << 30).unwrap_err();
            assert!(error.downcast::<Limit>().is_ok());
        }
    }

    #[test]
    fn a_cut_archive_is_an_error() {
        let mut cut = gzip(&b"0123456789".repeat(100));
        cut.truncate(cut.len() - 5);
        assert!(read_all(&mut open_bytes(cut).unwrap(), 1 << 20).is_err());
        let mut cut = zstd::encode_all(&b"0123456789".repeat(100)[..], 3).unwrap();
        cut.truncate(cut.len() - 5);
        assert!(read_all(&mut open_bytes(cut).unwrap(), 1 << 20).is_err());
    }
}
