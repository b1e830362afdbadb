//! Security headers of every answer.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};

use crate::FormTo;

/// No inline script or style, nothing from elsewhere, in nobody's frame.
/// Whoever reads it by ASVS 5.0 (3.4.3) looks for `object-src`, which
/// `default-src` covers too.
const POLICY: &str = "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; \
                      img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The part of it about forms.
const FORMS: &str = "form-action 'self'";
/// What pages of a record never need.
const FEATURES: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
                        geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), \
                        midi=(), payment=(), serial=(), usb=()";

/// The same on every answer.
const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(FEATURES)),
];
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// Two years, with the names below ours (ASVS 5.0, 3.4.1).
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Sets them. What a handler says about caching stands. A policy of a handler's
/// own is kept beside ours: where there are several, all of them hold.
/// `https_only` for a name that belongs to us: that of this very machine has other
/// servers on other ports, which the header would shut out.
pub(crate) fn secure(headers: &mut HeaderMap, https_only: bool, form_to: Option<&FormTo>) {
    let ours = HeaderValue::from_static(POLICY);
    let policy = match form_to {
        Some(to) => {
            let with = format!("{FORMS} {}", to.origin());
            HeaderValue::from_str(&POLICY.replace(FORMS, &with)).unwrap_or(ours)
        }
        None => ours,
    };
    headers.append(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
    if https_only {
        headers.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
}
