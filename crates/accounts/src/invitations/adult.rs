//! Whom the identity in a record shows, and whether they can be invited.
//!
//! A minor's record is opened through legal representatives (code civil, article
//! 388-1-1; the DMP alike): to hand a code to a child, or to a parent in the child's
//! name, would be neither. An adult under guardianship keeps the right to be told
//! themselves (code de la santé publique, L. 1111-2), so they are invited like others.

use hygie_base::Timestamp;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_record::View;
use hygie_synthesis::{AgeUnit, Banner, Deceased, Name};

use super::InvitationError;
use crate::account::{Field, text};
use crate::limits::{ADULT_YEARS, NAME_CHARS};

/// The person's name, given names first; who they are is a question of their record.
///
/// # Errors
/// When the Patient is not in reach or has no name, shows no adult, or died.
pub(super) fn adult(view: &View, now: Timestamp) -> Result<String, InvitationError> {
    let patient = view.patient().and_then(|text| parse(text, &JsonLimits::default()).ok());
    let banner = Banner::of(&patient.ok_or(InvitationError::NoIdentity)?);
    of_age(&banner, now)?;
    name(&banner.name).ok_or(InvitationError::Nameless)
}

fn of_age(banner: &Banner, now: Timestamp) -> Result<(), InvitationError> {
    if matches!(banner.deceased, Deceased::Yes | Deceased::At(_)) {
        return Err(InvitationError::Deceased);
    }
    let age = banner.age(now).ok_or(InvitationError::AgeUnknown)?;
    if age.unit != AgeUnit::Years || age.value < ADULT_YEARS {
        return Err(InvitationError::Minor);
    }
    // Of a year alone one less is possible.
    if age.approximate && age.value == ADULT_YEARS {
        return Err(InvitationError::AgeUnknown);
    }
    Ok(())
}

/// As an account has it; none when there is none that it could have.
fn name(name: &Name) -> Option<String> {
    let spoken: String = name.spoken().chars().take(NAME_CHARS).collect();
    text(Field::Name, &spoken, false).is_ok().then(|| spoken.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On 14 November 2023.
    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    fn check(patient: &str, expect: Result<&str, InvitationError>) {
        let json = parse(patient.as_bytes(), &JsonLimits::default()).unwrap();
        let banner = Banner::of(&json);
        let found =
            of_age(&banner, NOW).and_then(|()| name(&banner.name).ok_or(InvitationError::Nameless));
        assert_eq!(found.as_deref().map_err(|error| *error), expect, "{patient}");
    }

    fn born(date: &str) -> String {
        format!(
            r#"{{"resourceType":"Patient","birthDate":"{date}",
            "name":[{{"family":"Morel","given":["Renée","Anne"]}}]}}"#
        )
    }

    #[test]
    fn adults_are_invited_and_nobody_under_age() {
        check(&born("1942-03-12"), Ok("Renée Morel"));
        check(&born("2005-11-14"), Ok("Renée Morel"));
        check(&born("2005-11-15"), Err(InvitationError::Minor));
        check(&born("2023-10-30"), Err(InvitationError::Minor));
        check(&born("2005-10"), Ok("Renée Morel"));
        check(&born("2005-11"), Err(InvitationError::AgeUnknown));
        check(&born("2004"), Ok("Renée Morel"));
        check(&born("2005"), Err(InvitationError::AgeUnknown));
        check(&born("2006"), Err(InvitationError::Minor));
        check(&born(""), Err(InvitationError::AgeUnknown));
        check(&born("2031-01-01"), Err(InvitationError::AgeUnknown));
    }

    #[test]
    fn the_dead_and_the_nameless_are_not() {
        let with = |more: &str| format!(r#"{{"resourceType":"Patient","birthDate":"1942"{more}}}"#);
        check(&with(r#","deceasedBoolean":true"#), Err(InvitationError::Deceased));
        check(&with(r#","deceasedDateTime":"2020-01-02""#), Err(InvitationError::Deceased));
        check(&with(""), Err(InvitationError::Nameless));
        check(&with(r#","name":[{"text":"Madame X"}]"#), Ok("Madame X"));
        check(&with(r#","name":[{"text":"a\u202eb"}]"#), Err(InvitationError::Nameless));
    }
}
