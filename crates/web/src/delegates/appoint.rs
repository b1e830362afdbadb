//! The desk saw the family record book or the judgment: somebody acts for the person.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::invitations::{NewDelegate, Seen};
use hygie_accounts::limits::ADULT_YEARS;
use hygie_base::calendar::days;
use hygie_base::{Timestamp, uuid};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_gate::GateError;
use hygie_gate::acts::{ActError, Appoint};
use hygie_gate::rights::{Capacity, Reach};
use hygie_http::Fault;
use hygie_record::View;

use super::desk::{Typed, desk, page_of};
use super::wrong_words;
use crate::care::after;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::format::{Date, midnight};
use crate::invitations::{To, key, letter, seen, told};
use crate::record::{Door, Letter, banner, looks};
use crate::state::Web;

/// `POST /records/{no}/representatives`: the fields `capacity`, `name`, `until`, the last
/// day or nothing, `document`, `words`, `checked` and `letter`; then the letter with the
/// code, once.
pub(super) async fn appoint(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    desk(&web, &door).await?;
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let (_, view) = door.open(&web, looks::REPRESENTATIVES).await?;
    let (act, seen) = match asked(&web, &door, &fields, &view) {
        Ok(asked) => asked,
        Err((field, why)) => {
            let typed = Typed::of(&fields).wrong(field, why);
            return page_of(&web, &door, typed, again).await;
        }
    };
    let id = act.id.clone();
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => given(&web, &door, (&view, &fields), &id, seen).await,
        Err(GateError::Act(error)) => {
            let field = if error == ActError::Ended { "until" } else { "" };
            let typed = Typed::of(&fields).wrong(field, wrong_words(&door.page, error));
            page_of(&web, &door, typed, again).await
        }
        Err(other) => Err(of_gate(other)),
    }
}

/// What was asked for; else the field that is wrong, and why.
fn asked(
    web: &Web,
    door: &Door,
    fields: &Fields,
    view: &View,
) -> Result<(Appoint, Seen), (&'static str, String)> {
    let page = &door.page;
    let capacity = Capacity::parse(fields.get("capacity"));
    let capacity = capacity.filter(|it| it.by_law().is_some());
    let capacity = capacity.ok_or_else(|| ("capacity", page.t("delegate-capacity-wrong")))?;
    let name = fields.get("name").trim().to_owned();
    if !hygie_accounts::is_name(&name) {
        return Err(("name", page.t("delegates-wrong-name")));
    }
    let end = match fields.get("until") {
        "" => None,
        day => Some(after(day).ok_or_else(|| ("until", page.t("delegate-until-wrong")))?),
    };
    let seen = seen(page, fields)?;
    let act = Appoint {
        id: uuid(&*web.app.rng),
        capacity,
        name,
        reach: Reach::Whole,
        start: None,
        end,
        majority: majority(view),
    };
    Ok((act, seen))
}

/// Gives a code to who acts by law, as a letter.
///
/// # Errors
/// As the gate says, and when the store fails.
pub(super) async fn given(
    web: &Web,
    door: &Door,
    (view, fields): (&View, &Fields),
    id: &str,
    seen: Seen,
) -> Result<Response, Fault> {
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let may = web.app.gate.invite_delegates(&door.asker, door.record).await;
    let (permit, all) = may.map_err(of_gate)?;
    let Some(delegation) = all.into_iter().find(|it| it.id == id) else {
        let why = wrong_words(&door.page, ActError::Nothing);
        return page_of(web, door, Typed::default().wrong("", why), again).await;
    };
    let new = NewDelegate { delegation, seen: Some(seen) };
    match web.app.accounts.invite_delegate(permit, door.record, new).await {
        Ok(invited) => {
            let acts_for = banner(view).name.spoken();
            let (lang, back) = (fields.get("letter"), door.path.representatives());
            Ok(letter(web, door, &invited, To { lang, acts_for: Some(&acts_for), back }))
        }
        Err(error) => {
            let why = door.page.t(key(told(error)?));
            page_of(web, door, Typed::default().wrong("", why), again).await
        }
    }
}

/// When the person comes of age, at midnight in Paris (Code civil, 414); none when the
/// whole date of birth is not known.
pub(crate) fn majority(view: &View) -> Option<Timestamp> {
    let patient = parse(view.patient()?, &JsonLimits::default()).ok()?;
    of_age(patient.get("birthDate")?.as_str()?)
}

/// When who was born on a FHIR date comes of age, at midnight in Paris (Code civil, 414);
/// none when that is no whole date. Who was born on a 29 February comes of age on 1 March of a
/// year without that day.
pub fn of_age(born: &str) -> Option<Timestamp> {
    let born = Date::parse(born)?;
    Some(midnight(days(born.year + i64::from(ADULT_YEARS), born.month?, born.day?)))
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::of_age;

    #[test]
    fn one_comes_of_age_at_midnight_in_paris_on_the_eighteenth_birthday() {
        // 25 November 2026 at midnight in Paris.
        assert_eq!(of_age("2008-11-25"), Some(Timestamp(1_795_561_200_000)));
        // In summer midnight is two hours before that of UTC: 1 July 2026.
        assert_eq!(of_age("2008-07-01"), Some(Timestamp(1_782_856_800_000)));
        assert_eq!(of_age("2008-02-29"), of_age("2008-03-01"));
        for unknown in ["2008", "2008-11", "", "hier"] {
            assert_eq!(of_age(unknown), None, "{unknown}");
        }
    }
}
