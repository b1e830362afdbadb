//! A line that says a number of days.

use std::path::Path;

use anyhow::Context as _;
use hygie_accounts::Days;

use super::{Chosen, Source};

/// The line of this key.
///
/// # Errors
/// For what is no number, and a number out of its limits.
pub fn read<const DEFAULT: u16, const MOST: u16>(
    file: &Path,
    key: &str,
    written: Option<toml::Value>,
) -> anyhow::Result<Chosen<Days<DEFAULT, MOST>>> {
    let Some(written) = written else {
        return Ok(Chosen { value: Days::default(), source: Source::Default });
    };
    let value = written.as_integer().and_then(Days::new).with_context(|| {
        format!("the line `{key}` in {} is no number of days from 1 to {MOST}", file.display())
    })?;
    Ok(Chosen { value, source: Source::File(file.to_owned()) })
}

#[cfg(test)]
mod tests {
    use hygie_accounts::limits::{
        INVITATION_DAYS, INVITATION_DAYS_MOST, LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST,
    };

    use super::*;

    fn within<const DEFAULT: u16, const MOST: u16>(says: &str) {
        let file = Path::new("hygie.toml");
        let read =
            |days: Option<i64>| super::read::<DEFAULT, MOST>(file, "key", days.map(Into::into));
        let most = i64::from(MOST);
        for days in [1, most] {
            assert_eq!(i64::from(read(Some(days)).expect("a number").value.get()), days);
        }
        for days in [0, most + 1, -1, i64::MAX] {
            let said = read(Some(days)).expect_err("out of its limits").to_string();
            assert!(said.contains(says) && said.contains("`key` in hygie.toml"), "{said}");
        }
        let none = read(None).expect("the default");
        assert_eq!((none.value, none.source), (Days::default(), Source::Default));
    }

    #[test]
    fn days_are_read_within_their_limits() {
        within::<INVITATION_DAYS, INVITATION_DAYS_MOST>("from 1 to 90");
        within::<LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST>("from 1 to 366");
    }
}
