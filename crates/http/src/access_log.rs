//! One line for each request: what was asked for in general, never of whom or
//! by whom. The route's template stands for the path; ids and queries are
//! personal data. Who saw what stands in the traces, sealed.

use axum::http::Method;
use axum::response::Response;

use hygie_gate::Refusal;

use crate::RequestId;
use crate::door::Told;

/// What somebody should look into at once. Who it was stands in the trace.
const ALARM: &str = Refusal::TooManyPersons.sentence();

/// Writes the line.
pub(crate) fn log(method: &Method, route: &str, id: &RequestId, millis: i64, response: &Response) {
    let status = response.status().as_u16();
    let method = known(method);
    match response.extensions().get::<Told>() {
        Some(Told(fault)) if fault.is_ours() => {
            let (code, inside) = (fault.code().row().name, fault.logged());
            tracing::error!(method, route, status, millis, %id, code, inside, "request");
        }
        Some(Told(fault)) if fault.reason() == Some(ALARM) => {
            let code = fault.code().row().name;
            tracing::warn!(method, route, status, millis, %id, code, "alarm: see the traces");
        }
        Some(Told(fault)) => {
            let code = fault.code().row().name;
            tracing::info!(method, route, status, millis, %id, code, "request");
        }
        None => tracing::info!(method, route, status, millis, %id, "request"),
    }
}

/// A method by name, when it is one of HTTP's: any other text is the caller's.
fn known(method: &Method) -> &str {
    let all = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if all.contains(method) { method.as_str() } else { "other" }
}
