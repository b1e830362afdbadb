//! Names as paths: 32 hexadecimal digits, under two folders of two digits, so
//! that no folder grows large (65,536 of them hold a thousand blobs each when
//! there are 65 million).

use std::path::{Path, PathBuf};

use hygie_store::BlobName;

/// Digits of one folder's name.
const FOLDER_DIGITS: usize = 2;

pub fn hex(name: BlobName) -> String {
    name.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name that these digits spell, if they are exactly one.
pub fn parse(digits: &str) -> Option<BlobName> {
    let lower = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if digits.len() != 32 || !lower {
        return None;
    }
    u128::from_str_radix(digits, 16).ok().map(|name| BlobName(name.to_be_bytes()))
}

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
    let digits = hex(name);
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
    fn names_come_back() {
        let name = BlobName(0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128.to_be_bytes());
        assert_eq!(hex(name), "0123456789abcdef0011223344556677");
        assert_eq!(parse(&hex(name)), Some(name));
        let place = place(Path::new("/b"), name);
        assert_eq!(place.path, Path::new("/b/01/23/0123456789abcdef0011223344556677"));
        for wrong in
            ["", "01", "0123456789ABCDEF0011223344556677", "+123456789abcdef0011223344556677"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
