//! An organisation registers that it takes care of the person.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Timestamp;
use hygie_gate::acts;
use hygie_http::Fault;

use super::show::{Registering, page_of};
use super::told::{key, told};
use crate::format::{Date, midnight};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/care`: the fields `until`, the last day or nothing, and
/// `informed`.
pub(super) async fn register(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let typed = Registering::of(&fields);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let end = match typed.until.as_str() {
        "" => None,
        day => match after(day) {
            Some(end) => Some(end),
            None => {
                let wrong = Some(("until", door.page.t("care-until-wrong")));
                return page_of(&web, &door, Registering { wrong, ..typed }, again).await;
            }
        },
    };
    let act = acts::Register { end, informed: typed.informed };
    match web.app.gate.decide(&door.asker, door.record, &act).await {
        Ok(()) => Ok(Redirect::to(&door.path.care()).into_response()),
        Err(error) => {
            let error = told(error)?;
            let field = if error == acts::ActError::Ended { "until" } else { "" };
            let wrong = Some((field, door.page.t(key(error))));
            page_of(&web, &door, Registering { wrong, ..typed }, again).await
        }
    }
}

/// When the day after this one begins: through it a link runs.
pub(crate) fn after(day: &str) -> Option<Timestamp> {
    Date::whole_day(day).map(|(_, number)| midnight(number + 1))
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::after;

    #[test]
    fn a_day_is_whole() {
        // 25 November 2026 at midnight in Paris.
        assert_eq!(after("2026-11-24"), Some(Timestamp(1_795_561_200_000)));
        for wrong in ["2026-11", "2026", "2026-02-30", "2026-11-24T10:00:00Z", "demain", "0"] {
            assert_eq!(after(wrong), None, "{wrong}");
        }
    }
}
