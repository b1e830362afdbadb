//! The one error table (house rule 4): each code with its HTTP status, FHIR
//! issue type and sentence for people. The same error renders as an
//! OperationOutcome, a page and a line on the command line.

/// What went wrong, as scripts and clients see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Code {
    /// The bytes are not JSON, or break a limit on JSON.
    InvalidJson,
    /// The resource breaks R4's structure.
    InvalidResource,
    /// A rule of ours forbids it (a subject that changes, a record that is absent).
    BusinessRule,
    /// A patch cannot be read or applied.
    PatchFailed,
    /// A reference leads nowhere.
    UnknownReference,
    /// There is no such thing, or you may not know of it.
    NotFound,
    /// It was here and is deleted.
    Gone,
    /// Nobody is logged in, or the token is not valid.
    LogIn,
    /// You may know of it, and may not do this.
    Forbidden,
    /// What the request required did not hold.
    PreconditionFailed,
    /// This server does not do that.
    NotSupported,
    /// The address exists, the method does not.
    MethodNotAllowed,
    /// The format asked for, or sent, is not one that is spoken here.
    MediaType,
    /// Too many attempts: wait.
    Throttled,
    /// Someone else changed it first.
    Conflict,
    /// A named limit was passed.
    TooLarge,
    /// What is stored does not verify.
    Corrupt,
    /// The data folder cannot be used as it stands.
    Folder,
    /// Right now the store does not answer.
    Unavailable,
    /// It takes more time than one request is given.
    TooSlow,
    /// The words of the command or query are wrong.
    Usage,
}

/// One row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// Stable name, also the anchor in `docs/errors.md`.
    pub name: &'static str,
    /// HTTP status (RFC 9110).
    pub status: u16,
    /// FHIR R4 `issue-type`.
    pub issue: &'static str,
    /// Sentence for people.
    pub sentence: &'static str,
}

impl Code {
    /// Every code, in the order of the enum.
    pub const ALL: &[Self] = &[
        Self::InvalidJson,
        Self::InvalidResource,
        Self::BusinessRule,
        Self::PatchFailed,
        Self::UnknownReference,
        Self::NotFound,
        Self::Gone,
        Self::LogIn,
        Self::Forbidden,
        Self::PreconditionFailed,
        Self::NotSupported,
        Self::MethodNotAllowed,
        Self::MediaType,
        Self::Throttled,
        Self::Conflict,
        Self::TooLarge,
        Self::Corrupt,
        Self::Folder,
        Self::Unavailable,
        Self::TooSlow,
        Self::Usage,
    ];

    /// The code's row of the table.
    pub const fn row(self) -> Row {
        match self {
            Self::InvalidJson => row("invalid-json", 400, "structure", "This is not valid JSON."),
            Self::InvalidResource => {
                row("invalid-resource", 422, "invalid", "This is not a valid FHIR R4 resource.")
            }
            Self::BusinessRule => {
                row("business-rule", 422, "business-rule", "A rule of the record forbids this.")
            }
            Self::PatchFailed => {
                row("patch-failed", 422, "processing", "This patch cannot be applied.")
            }
            Self::UnknownReference => {
                row("unknown-reference", 422, "not-found", "A reference leads nowhere.")
            }
            Self::NotFound => row("not-found", 404, "not-found", "There is no such thing here."),
            Self::Gone => row("gone", 410, "deleted", "This was deleted."),
            Self::LogIn => row("log-in", 401, "login", "Log in first."),
            Self::Forbidden => row("forbidden", 403, "forbidden", "You may not do this."),
            Self::PreconditionFailed => row(
                "precondition-failed",
                412,
                "conflict",
                "A condition of the request is not met.",
            ),
            Self::NotSupported => {
                row("not-supported", 501, "not-supported", "This server does not do that.")
            }
            Self::MethodNotAllowed => {
                row("method-not-allowed", 405, "not-supported", "This cannot be done here.")
            }
            Self::MediaType => {
                row("media-type", 415, "not-supported", "This format is not spoken here.")
            }
            Self::Throttled => row("throttled", 429, "throttled", "Too many attempts: wait."),
            Self::Conflict => row("conflict", 409, "conflict", "Someone else changed it first."),
            Self::TooLarge => row("too-large", 413, "too-long", "This is larger than allowed."),
            Self::Corrupt => row("corrupt", 500, "exception", "What is stored does not verify."),
            Self::Folder => row("folder", 500, "exception", "The data folder cannot be used."),
            Self::Unavailable => {
                row("unavailable", 503, "transient", "The store does not answer right now.")
            }
            Self::TooSlow => {
                row("too-slow", 503, "too-costly", "This takes too long: ask for less.")
            }
            Self::Usage => row("usage", 400, "invalid", "The request is worded wrongly."),
        }
    }
}

const fn row(name: &'static str, status: u16, issue: &'static str, sentence: &'static str) -> Row {
    Row { name, status, issue, sentence }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_has_a_row_of_its_own() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.row().name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
