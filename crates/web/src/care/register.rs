//! An organisation registers that it takes care of the person.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Timestamp;
use hygie_http::Fault;

use super::registering::Registering;
use super::show::page_of;
use super::told::told;
use crate::format::{Date, midnight};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/care`: the fields `occasion`, `ward`, which may be empty, `from` and
/// `until`, the first and last day or nothing, and `informed`.
pub(super) async fn register(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let typed = Registering::of(&fields);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let act = match typed.act(&web, &door).await? {
        Ok(act) => act,
        Err(wrong) => return page_of(&web, &door, wrong, again).await,
    };
    match web.app.gate.decide(&door.asker, door.record, &act).await {
        Ok(()) => Ok(Redirect::to(&door.path.care()).into_response()),
        Err(error) => {
            let wrong = typed.refused(&door.page, told(error)?);
            page_of(&web, &door, wrong, again).await
        }
    }
}

/// When the day after this one begins: through it a link runs.
pub(crate) fn after(day: &str) -> Option<Timestamp> {
    Date::whole_day(day).map(|(_, number)| midnight(number + 1))
}

/// When this day begins.
pub(super) fn begins(day: &str) -> Option<Timestamp> {
    Date::whole_day(day).map(|(_, number)| midnight(number))
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::{after, begins};

    #[test]
    fn a_day_is_whole() {
        // 25 November 2026 at midnight in Paris.
        assert_eq!(after("2026-11-24"), Some(Timestamp(1_795_561_200_000)));
        assert_eq!(begins("2026-11-25"), after("2026-11-24"));
        for wrong in ["2026-11", "2026", "2026-02-30", "2026-11-24T10:00:00Z", "demain", "0"] {
            assert_eq!((after(wrong), begins(wrong)), (None, None), "{wrong}");
        }
    }
}
