//! What an operator is told of a failure. What the library says of it names the
//! object and what the server says may quote the request: neither goes out.

use std::error::Error as StdError;

use hygie_store::StoreError;
use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

/// Nothing could be done, and why, in words of ours.
pub fn unavailable(error: &Error) -> StoreError {
    StoreError::Unavailable(format!("attachments: {}", reason(error)))
}

/// Whether an absence is that of the bucket.
pub fn is_no_bucket(error: &Error) -> bool {
    matches!(error, Error::NotFound { .. }) && code(&error.to_string()) == Some("NoSuchBucket")
}

fn reason(error: &Error) -> &'static str {
    if let Some(known) = code(&error.to_string()).and_then(known) {
        return known;
    }
    match error {
        Error::NotFound { .. } => "the server knows no such bucket",
        Error::Unauthenticated { .. } => CREDENTIALS,
        Error::PermissionDenied { .. } => RIGHTS,
        Error::NotImplemented { .. } | Error::NotSupported { .. } => "the server cannot do this",
        _ => transport(error),
    }
}

const CREDENTIALS: &str = "the server refuses the credentials (blobs_key_file)";
const RIGHTS: &str = "the server refuses the credentials, or they give no right to this bucket \
                      (blobs_key_file): reading, writing, listing and deleting are needed";

/// The name of an error in the XML that an S3 server answers.
fn code(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("<Code>")?;
    rest.split_once("</Code>").map(|(code, _)| code)
}

fn known(code: &str) -> Option<&'static str> {
    Some(match code {
        "NoSuchBucket" => "the server knows no such bucket",
        "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "InvalidToken" | "ExpiredToken" => {
            CREDENTIALS
        }
        "AccessDenied" => RIGHTS,
        "RequestTimeTooSkewed" => "the clocks of the server and of this machine differ too much",
        "AuthorizationHeaderMalformed" | "PermanentRedirect" | "IllegalLocationConstraint" => {
            "the bucket is in another region (blobs_region)"
        }
        "SlowDown" | "ServiceUnavailable" | "TooManyRequests" => "the server is busy",
        "QuotaExceeded" | "XMinioStorageFull" => "the server has no room left",
        _ => return None,
    })
}

/// Why no answer came.
fn transport(error: &Error) -> &'static str {
    let mut kind = None;
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(one) = next {
        if let Some(http) = one.downcast_ref::<HttpError>() {
            kind = Some(http.kind());
        }
        if one.is::<rustls::Error>() {
            return "the server does not prove who it is: its certificate must be for the host in \
                    blobs_endpoint and of an authority in blobs_ca";
        }
        // The source of an error of I/O is that of what is in it, not what is in it.
        let inside = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => one.source(),
        };
    }
    match kind {
        Some(HttpErrorKind::Connect) => "the server is not reached (blobs_endpoint)",
        Some(_) => "the connection to the server broke",
        None => "the server failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(error: &Error) -> String {
        unavailable(error).to_string()
    }

    #[test]
    fn neither_objects_nor_answers_are_quoted() {
        let path = "aa/bb/secret".to_owned();
        let source = |code: &str| format!("<Code>{code}</Code><Resource>secret</Resource>").into();
        for (name, word) in [
            ("InvalidAccessKeyId", "refuses the credentials (blobs_key_file)"),
            ("AccessDenied", "or they give no right"),
            ("RequestTimeTooSkewed", "clocks"),
            ("Unheard", "or they give no right"),
        ] {
            let told = said(&Error::PermissionDenied { path: path.clone(), source: source(name) });
            assert!(told.contains(word) && !told.contains("secret"), "{told}");
        }
        let gone = Error::NotFound { path: path.clone(), source: source("NoSuchBucket") };
        assert!(is_no_bucket(&gone) && said(&gone).contains("no such bucket"));
        let gone = Error::NotFound { path, source: source("NoSuchKey") };
        assert!(!is_no_bucket(&gone));
        let failed = Error::Generic { store: "S3", source: source("InternalError") };
        assert!(said(&failed).ends_with("the server failed"));
    }
}
