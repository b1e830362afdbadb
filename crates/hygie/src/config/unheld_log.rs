//! The line `unheld_log`: what becomes of a server whose log nothing elsewhere holds.

use std::path::Path;

use anyhow::bail;

use super::{Chosen, Source};

/// What a server does when it starts and none of its anchors and witnesses can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnheldLog {
    /// It serves, and says so loudly: care goes on.
    Serve,
    /// It does not start.
    Refuse,
}

impl UnheldLog {
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Refuse => "refuse",
        }
    }
}

/// # Errors
/// For another word.
pub fn read(file: &Path, written: Option<&str>) -> anyhow::Result<Chosen<UnheldLog>> {
    let value = match written {
        None => return Ok(Chosen { value: UnheldLog::Serve, source: Source::Default }),
        Some("serve") => UnheldLog::Serve,
        Some("refuse") => UnheldLog::Refuse,
        Some(_) => {
            bail!("the line `unheld_log` in {} is neither \"serve\" nor \"refuse\"", file.display())
        }
    };
    Ok(Chosen { value, source: Source::File(file.to_owned()) })
}
