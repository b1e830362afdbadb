//! From when and until when a signed object counts (RFC 7519, sections 4.1.4 and 4.1.5).

use hygie_base::Timestamp;
use serde_json::{Map, Value};

use crate::TokenFault;
use crate::limits::SKEW_MILLIS;

/// Whether it counts at this time, give or take what clocks differ: not before `nbf` and
/// before `exp`, where these are. One that is no number of seconds is refused.
pub(crate) fn counts(claims: &Map<String, Value>, now: Timestamp) -> Result<(), TokenFault> {
    if time(claims, "nbf")?.is_some_and(|from| now.0.saturating_add(SKEW_MILLIS) < from) {
        return Err(TokenFault::Early);
    }
    if time(claims, "exp")?.is_some_and(|until| now.0.saturating_sub(SKEW_MILLIS) >= until) {
        return Err(TokenFault::Expired);
    }
    Ok(())
}

/// Milliseconds of a claim, which tells seconds, with or without a fraction of one.
fn time(claims: &Map<String, Value>, name: &str) -> Result<Option<i64>, TokenFault> {
    let whole = |value: &Value| {
        value.as_i64().or_else(|| {
            let seconds = value.as_f64().filter(|seconds| seconds.abs() < 1e12)?;
            seconds.trunc().to_string().parse().ok()
        })
    };
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let seconds = whole(value).ok_or(TokenFault::Shape)?;
            Ok(Some(seconds.saturating_mul(1000)))
        }
    }
}
