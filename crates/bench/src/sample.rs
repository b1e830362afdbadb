//! The sample: a folder of bundles, made compact.

use std::path::Path;

use anyhow::Context as _;

/// Every `.json` file of a folder, by name, without the whitespace between tokens.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).context("reading the sample's folder")? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    anyhow::ensure!(!paths.is_empty(), "no .json in {}", folder.display());
    let compacted = |path| Ok(compact(&std::fs::read(path)?));
    paths.iter().map(compacted).collect()
}

fn compact(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for &byte in text {
        if inside || !byte.is_ascii_whitespace() {
            out.push(byte);
        }
        if escaped {
            escaped = false;
        } else if inside && byte == b'\\' {
            escaped = true;
        } else if byte == b'"' {
            inside = !inside;
        }
    }
    out
}

/// The resources of compact bundles, as their text: the value of each member
/// `resource` of an entry.
pub(crate) fn resources(bundles: &[Vec<u8>]) -> Vec<&[u8]> {
    bundles.iter().flat_map(|bundle| entries(bundle)).collect()
}

fn entries(bundle: &[u8]) -> Vec<&[u8]> {
    const MEMBER: &[u8] = b"\"resource\":{\"resourceType\"";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = bundle.get(at..) {
        let Some(next) = rest.windows(MEMBER.len()).position(|window| window == MEMBER) else {
            break;
        };
        let begin = at + next + b"\"resource\":".len();
        let length = bundle.get(begin..).map_or(0, value_length);
        found.extend(bundle.get(begin..begin + length));
        at = begin + length.max(1);
    }
    found
}

/// Bytes of the object that the text begins with.
fn value_length(text: &[u8]) -> usize {
    let (mut depth, mut inside, mut escaped) = (0_usize, false, false);
    for (index, &byte) in text.iter().enumerate() {
        if escaped {
            escaped = false;
        } else if inside {
            escaped = byte == b'\\';
            inside = byte != b'"';
        } else if byte == b'"' {
            inside = true;
        } else if byte == b'{' {
            depth += 1;
        } else if byte == b'}' {
            depth -= 1;
            if depth == 0 {
                return index + 1;
            }
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{compact, resources};

    #[test]
    fn whitespace_goes_but_not_from_strings() {
        assert_eq!(compact(b"{ \"a b\\\" \": [1 ,\n2] }"), b"{\"a b\\\" \":[1,2]}");
    }

    #[test]
    fn resources_are_cut_out() {
        let bundle = br#"{"entry":[{"resource":{"resourceType":"A","x":"}\""}},{"resource":{"resourceType":"B"}}]}"#;
        let found = [bundle.to_vec()];
        let expect: [&[u8]; 2] = [br#"{"resourceType":"A","x":"}\""}"#, br#"{"resourceType":"B"}"#];
        assert_eq!(resources(&found), expect);
    }
}
