//! Names as paths: 32 hexadecimal digits, under two folders of two digits, so
//! that no folder grows large (65,536 of them hold a thousand blobs each when
//! there are 65 million).

use std::path::{Path, PathBuf};

use hygie_store::BlobName;

/// Digits of one folder's name.
const FOLDER_DIGITS: usize = 2;

/// Whether this is the name of a folder of ours.
pub fn is_folder(digits: &str) -> bool {
    digits.len() == FOLDER_DIGITS
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The two folders of a blob and its path.
pub struct Place {
    pub outer: PathBuf,
    pub inner: PathBuf,
    pub path: PathBuf,
}

pub fn place(root: &Path, name: BlobName) -> Place {
    let digits = name.digits();
    let (first, rest) = digits.split_at(FOLDER_DIGITS);
    let (second, _) = rest.split_at(FOLDER_DIGITS);
    let outer = root.join(first);
    let inner = outer.join(second);
    let path = inner.join(&digits);
    Place { outer, inner, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_has_its_place() {
        let name = BlobName(0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128.to_be_bytes());
        let place = place(Path::new("/b"), name);
        assert_eq!(place.path, Path::new("/b/01/23/0123456789abcdef0011223344556677"));
    }
}
