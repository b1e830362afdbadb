//! The French national identity number, in the groups people read it by.

/// A NIR or NIA of 13 characters, with or without its key of two, as
/// `2 42 03 24 322 004 91` (Insee: sex, year, month, department, commune,
/// order, key). Anything else comes back as it is.
pub fn nir(number: &str) -> String {
    const GROUPS: [usize; 7] = [1, 2, 2, 2, 3, 3, 2];
    let is_plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || !matches!(number.len(), 13 | 15) {
        return number.to_owned();
    }
    let mut rest = number;
    let mut groups = Vec::with_capacity(GROUPS.len());
    for length in GROUPS {
        let Some((group, after)) = rest.split_at_checked(length) else { break };
        groups.push(group);
        rest = after;
    }
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::nir;

    #[test]
    fn numbers_are_grouped_as_people_read_them() {
        let check = |number: &str, expect: &str| assert_eq!(nir(number), expect);
        check("242032432200491", "2 42 03 24 322 004 91");
        check("2420324322004", "2 42 03 24 322 004");
        check("255082A416802", "2 55 08 2A 416 802");
        check("24203243220049", "24203243220049");
        check("24203243220é", "24203243220é");
        check("", "");
    }
}
