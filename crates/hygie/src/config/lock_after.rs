//! The line `lock_after`: after how long an unused session is locked, by role.

use std::path::Path;

use anyhow::Context as _;
use hygie_accounts::LockAfter;

use super::{Chosen, Source};

/// The lines as they were written; none when nobody wrote any.
///
/// # Errors
/// For what says no time of a role.
pub fn read(
    file: &Path,
    written: Option<Vec<String>>,
) -> anyhow::Result<Option<Chosen<Vec<String>>>> {
    let Some(value) = written else { return Ok(None) };
    LockAfter::parse(&value).with_context(|| {
        format!("the line `lock_after` in {} names roles with a time each", file.display())
    })?;
    Ok(Some(Chosen { value, source: Source::File(file.to_owned()) }))
}

/// What they say.
///
/// # Errors
/// As for [`read`], which has refused it before.
pub fn value(chosen: &Option<Chosen<Vec<String>>>) -> anyhow::Result<Option<LockAfter>> {
    let Some(Chosen { value, .. }) = chosen else { return Ok(None) };
    Ok(Some(LockAfter::parse(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_roles_are_read_and_a_mistake_is_told() {
        let read = |line: &str| read(Path::new("hygie.toml"), Some(vec![line.to_owned()]));
        let chosen = read("nurse=3m").expect("a time");
        assert!(value(&chosen).expect("a time").is_some());
        let said = format!("{:#}", read("nurse=3h").expect_err("no time"));
        assert!(said.contains("`lock_after` in hygie.toml") && said.contains("`3h`"), "{said}");
        assert_eq!(super::read(Path::new("hygie.toml"), None).expect("none"), None);
    }
}
