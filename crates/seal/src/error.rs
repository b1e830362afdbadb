//! What can go wrong. No error carries content, only places and limits.

use hygie_base::{Code, Epoch};

/// Why something could not be sealed or opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SealError {
    /// It does not open: another key, another place, or altered bytes.
    #[error("sealed bytes do not open: another key, another place, or altered")]
    Refused,
    /// It opened, but what is inside breaks the format.
    #[error("sealed bytes open but are malformed: {0}")]
    Malformed(&'static str),
    /// It was sealed by a later format than this program knows.
    #[error("sealed format {0} is not known to this program")]
    Version(u8),
    /// It was compressed with a dictionary that this program does not have.
    #[error("dictionary {0} is not known to this program")]
    Dictionary(u8),
    /// A named limit of [`crate::limits`] was passed.
    #[error("limit passed: {0}")]
    TooLarge(&'static str),
    /// A header that breaks its own rules was given to be sealed.
    #[error("the header cannot be sealed: {0}")]
    Header(&'static str),
    /// The wrapped key is empty: it was destroyed on purpose.
    #[error("the key was destroyed")]
    Destroyed,
    /// The ring does not hold this epoch (any longer).
    #[error("the key ring does not hold epoch {}", .0.0)]
    UnknownEpoch(Epoch),
    /// The current epoch may not be destroyed.
    #[error("epoch {} is the current one and may not be destroyed", .0.0)]
    CurrentEpoch(Epoch),
    /// The stored ring cannot be read.
    #[error("the key ring cannot be read: {0}")]
    Ring(&'static str),
    /// The cryptographic or compression library failed where it never should.
    #[error("library failure: {0}")]
    Library(&'static str),
}

impl SealError {
    /// The row of the error table that it renders as.
    pub const fn code(self) -> Code {
        match self {
            Self::Refused
            | Self::Malformed(_)
            | Self::Version(_)
            | Self::Dictionary(_)
            | Self::Destroyed
            | Self::UnknownEpoch(_) => Code::Corrupt,
            Self::TooLarge(_) => Code::TooLarge,
            Self::Header(_) => Code::BusinessRule,
            Self::CurrentEpoch(_) => Code::Usage,
            Self::Ring(_) => Code::Folder,
            Self::Library(_) => Code::Unavailable,
        }
    }
}
