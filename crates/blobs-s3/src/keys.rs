//! Names as keys of objects: as on a disk, 32 hexadecimal digits under the first
//! two and the next two, so that a copy made with other tools is a folder of
//! blobs and the other way round. Keys sort as the names do.

use hygie_store::BlobName;

/// The key of a blob.
pub fn key(prefix: &str, name: BlobName) -> String {
    let digits = name.digits();
    let (outer, rest) = digits.split_at(2);
    let (inner, _) = rest.split_at(2);
    format!("{prefix}{outer}/{inner}/{digits}")
}

/// The blob that has this key, if it is one's.
pub fn name(prefix: &str, object: &str) -> Option<BlobName> {
    let (_, digits) = object.rsplit_once('/')?;
    let name = BlobName::parse(digits)?;
    (key(prefix, name) == object).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_their_keys() {
        let one = BlobName(0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128.to_be_bytes());
        for prefix in ["", "a/", "a/b/"] {
            let key = key(prefix, one);
            assert_eq!(key, format!("{prefix}01/23/0123456789abcdef0011223344556677"));
            assert_eq!(name(prefix, &key), Some(one));
        }
        let digits = "0123456789abcdef0011223344556677";
        for other in
            [digits.to_owned(), format!("01/{digits}"), format!("01/24/{digits}"), "01/23/x".into()]
        {
            assert_eq!(name("", &other), None, "{other}");
        }
        assert_eq!(name("a/", &key("b/", one)), None);
    }
}
