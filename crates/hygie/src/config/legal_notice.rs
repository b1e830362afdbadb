//! The line `legal_notice_days`: after how many days health professionals read again the
//! notice on looking into records.

use std::path::Path;

use anyhow::Context as _;
use hygie_accounts::LegalNoticeDays;
use hygie_accounts::limits::LEGAL_NOTICE_DAYS_MOST;

use super::{Chosen, Source};

/// # Errors
/// For what is no number, and a number out of its limits.
pub fn read(file: &Path, written: Option<toml::Value>) -> anyhow::Result<Chosen<LegalNoticeDays>> {
    let Some(written) = written else {
        return Ok(Chosen { value: LegalNoticeDays::default(), source: Source::Default });
    };
    let value = written.as_integer().and_then(LegalNoticeDays::new).with_context(|| {
        format!(
            "the line `legal_notice_days` in {} is no number of days from 1 to \
             {LEGAL_NOTICE_DAYS_MOST}",
            file.display()
        )
    })?;
    Ok(Chosen { value, source: Source::File(file.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_within_their_limits() {
        let read = |days: i64| read(Path::new("hygie.toml"), Some(days.into()));
        let most = i64::from(LEGAL_NOTICE_DAYS_MOST);
        for days in [1, most] {
            assert_eq!(i64::from(read(days).expect("a number").value.get()), days);
        }
        for days in [0, most + 1, -1, i64::MAX] {
            let said = read(days).expect_err("out of its limits").to_string();
            assert!(said.contains("from 1 to 366"), "{said}");
        }
        let none = super::read(Path::new("hygie.toml"), None).expect("the default");
        assert_eq!((none.value, none.source), (LegalNoticeDays::default(), Source::Default));
    }
}
