//! What is wrong with a bundle, with its place.

use std::fmt;

/// A bundle, or an entry of one, that cannot be imported. Names places, never
/// content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub struct BundleError {
    /// Which entry, from 0; `None` for the bundle as a whole.
    pub entry: Option<usize>,
    /// Which member of it; empty for the whole.
    pub member: &'static str,
    /// What is wrong.
    pub fault: BundleFault,
}

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BundleFault {
    /// There is no resource.
    NoResource,
    /// The bundle's type is none of R4's.
    Type,
    /// Histories are not imported.
    History,
    /// Messages are not imported.
    Message,
    /// Answers of a server are not imported.
    Response,
    /// A document does not begin with a Composition.
    NoComposition,
    /// More entries than the limit.
    TooManyEntries,
    /// Entries are not an array.
    NotAList,
    /// An entry is not an object.
    NotAnObject,
    /// A text is something else.
    NotAText,
    /// A transaction's or batch's entry has no request.
    NoRequest,
    /// The request is neither POST nor PUT.
    Method,
    /// The request has no URL.
    NoUrl,
    /// The request's URL is not the resource's.
    OtherUrl,
    /// Another entry has the same full URL.
    SameFullUrl,
}

impl BundleFault {
    /// The fault as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoResource => "there is no resource here",
            Self::Type => "this is no type of bundle",
            Self::History => "a history is not imported",
            Self::Message => "a message is not imported",
            Self::Response => "a server's answer is not imported",
            Self::NoComposition => "a document begins with a Composition",
            Self::TooManyEntries => "a bundle has 100,000 entries at most",
            Self::NotAList => "entries are an array",
            Self::NotAnObject => "an entry is an object",
            Self::NotAText => "this is a text",
            Self::NoRequest => "an entry of a transaction or batch has a request",
            Self::Method => "only POST and PUT are imported",
            Self::NoUrl => "a request has a URL",
            Self::OtherUrl => "the request's URL is not that of the resource",
            Self::SameFullUrl => "another entry has this full URL",
        }
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bundle")?;
        if let Some(entry) = self.entry {
            write!(f, ".entry[{entry}]")?;
        }
        if !self.member.is_empty() {
            write!(f, ".{}", self.member)?;
        }
        write!(f, ": {}", self.fault.sentence())
    }
}
