//! `_since` and `_at` of a history.

use hygie_base::{Code, Timestamp};
use hygie_fhir::date::{Form, parse};
use hygie_http::Fault;
use hygie_record::Span;

use crate::parameters::Parameters;

/// Reads them; gives back the other parameters.
///
/// # Errors
/// When one cannot be read or stands twice.
pub(super) fn read(parameters: &Parameters) -> Result<(Span, Parameters), Fault> {
    let mut span = Span::default();
    let mut rest = Parameters::new();
    for (name, value) in parameters {
        match name.as_str() {
            "_since" if span.since.is_none() => {
                let why = "_since is an instant: 2026-11-22T12:00:00Z";
                let since = parse(value, Form::Instant).ok_or_else(|| wrong(why))?;
                span.since = Some(Timestamp(since.start));
            }
            "_at" if span.at.is_none() => {
                let why = "_at is a date or a time: 2026-11-22";
                let at = parse(value, Form::Search).ok_or_else(|| wrong(why))?;
                span.at = Some((Timestamp(at.start), Timestamp(at.end)));
            }
            "_since" | "_at" => return Err(wrong("_since and _at may stand once each")),
            _ => rest.push((name.clone(), value.clone())),
        }
    }
    Ok((span, rest))
}

fn wrong(why: &'static str) -> Fault {
    Fault::new(Code::Usage).because(why)
}
