//! Dates, kinds and values in words.

use hygie_base::Timestamp;
use hygie_synthesis::{Dated, Fact, Moment, Precision, Seen};

use crate::Page;
use crate::format::{self, Date, paris};

const DAY: i64 = 86_400_000;

/// A date as far as it is known, its month in letters: `19 nov. 2026`.
pub(crate) fn day(page: &Page, moment: Moment) -> String {
    page.day(&moment.to_string())
}

/// A date and, when it has one, its time.
pub(crate) fn instant(page: &Page, moment: Moment) -> String {
    let text = moment.to_string();
    let (day, time) = (page.day(&text), page.time(&text));
    if time.is_empty() { day } else { page.t2("date-time", "day", &day, "time", &time) }
}

/// A date for the edge of a row: `19 nov.` within the last half year and the
/// next one, else with its year.
pub(crate) fn brief(page: &Page, moment: Moment) -> String {
    let near = (moment.start().0 - page.now.0).abs() < 183 * DAY;
    let whole = day(page, moment);
    if !near || moment.precision() < Precision::Day {
        return whole;
    }
    let year = format!(" {}", date_of(page, moment).map_or(0, |date| date.year));
    whole.strip_suffix(&year).map_or_else(|| whole.clone(), str::to_owned)
}

fn date_of(_: &Page, moment: Moment) -> Option<Date> {
    Date::parse(&moment.to_string())
}

/// A date to its month, for what lasts: `mars 2019`.
pub(crate) fn month(page: &Page, moment: Moment) -> String {
    match date_of(page, moment) {
        Some(date) => format::day(page.lang, &Date { day: None, time: None, ..date }),
        None => String::new(),
    }
}

/// The clinical date of a fact; says so when only its writing is dated, or
/// when nothing is.
pub(crate) fn dated(page: &Page, fact: &Fact) -> String {
    match fact.dated() {
        Dated::Clinical(moment) => day(page, moment),
        Dated::Recorded(moment) => page.t1("dated-recorded", "date", day(page, moment)),
        Dated::Undated => page.t("dated-not"),
    }
}

/// The same, short, for the edge of a row.
pub(crate) fn dated_brief(page: &Page, fact: &Fact) -> String {
    match fact.dated() {
        Dated::Clinical(moment) => brief(page, moment),
        Dated::Recorded(moment) => page.t1("dated-recorded", "date", brief(page, moment)),
        Dated::Undated => page.t("dated-not"),
    }
}

/// The time of day in Paris: `14 h 02`, `14:02`.
pub(crate) fn clock(page: &Page, at: Timestamp) -> String {
    format::clock_time(page.lang, &Date::from(paris(at))).unwrap_or_default()
}

/// `aujourd’hui`, `hier`, or the date.
pub(crate) fn day_heading(page: &Page, day: &Date) -> String {
    let on = |at: i64| Date::from(paris(Timestamp(at))).iso();
    if day.iso() == on(page.now.0) {
        page.t("day-today")
    } else if day.iso() == on(page.now.0 - DAY) {
        page.t("day-yesterday")
    } else {
        format::day(page.lang, day)
    }
}

/// Resource types that have a message of their own.
pub(crate) const TYPES: &[&str] = &[
    "AllergyIntolerance",
    "Appointment",
    "CarePlan",
    "CareTeam",
    "ClinicalImpression",
    "Communication",
    "Composition",
    "Condition",
    "Coverage",
    "Device",
    "DiagnosticReport",
    "DocumentReference",
    "Encounter",
    "EpisodeOfCare",
    "FamilyMemberHistory",
    "Flag",
    "Goal",
    "ImagingStudy",
    "Immunization",
    "Media",
    "Medication",
    "MedicationAdministration",
    "MedicationDispense",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
    "Patient",
    "Procedure",
    "Provenance",
    "QuestionnaireResponse",
    "RelatedPerson",
    "ServiceRequest",
    "SupplyDelivery",
    "Task",
];

/// What a resource type is for people; its name where there is no word.
pub(crate) fn kind_of_type(page: &Page, resource_type: &str) -> String {
    if TYPES.contains(&resource_type) {
        return page.t(&format!("type-{resource_type}"));
    }
    resource_type.to_owned()
}

/// What a fact's kind is called.
pub(crate) fn kind(page: &Page, fact: &Fact) -> String {
    page.t(&format!("kind-{}", fact.kind.name()))
}

/// A fact's name, or its kind when nothing names it.
pub(crate) fn name(page: &Page, seen: &Seen<'_>) -> String {
    let name = super::terms::name(page.lang, seen.fact);
    if name.is_empty() { page.t1("unnamed", "kind", kind(page, seen.fact)) } else { name }
}

/// Text cut to so many characters.
pub(crate) fn cut(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_synthesis::Moment;

    use super::{TYPES, brief, clock, cut, day_heading, instant, kind_of_type, month};
    use crate::Lang;
    use crate::format::Date;
    use crate::page::promises::sample;

    #[test]
    fn near_dates_need_no_year() {
        let check = |text: &str, fr: &str, en: &str| {
            let moment = Moment::parse(text).unwrap();
            assert_eq!(brief(&sample(Lang::Fr), moment), fr);
            assert_eq!(brief(&sample(Lang::En), moment), en);
        };
        check("2026-11-19", "19 nov.", "19 Nov");
        check("2026-11-19T23:30:00Z", "20 nov.", "20 Nov");
        check("2027-01-02", "2 janv.", "2 Jan");
        check("2025-11-19", "19 nov. 2025", "19 Nov 2025");
        check("2026-11", "nov. 2026", "Nov 2026");
        check("2026", "2026", "2026");
    }

    #[test]
    fn dates_read_to_their_precision() {
        let fr = sample(Lang::Fr);
        let moment = |text| Moment::parse(text).unwrap();
        assert_eq!(month(&fr, moment("2019-03-12")), "mars 2019");
        assert_eq!(month(&fr, moment("2019")), "2019");
        assert_eq!(instant(&fr, moment("2019-03-12")), "12 mars 2019");
        let at = instant(&fr, moment("2019-03-12T10:02:00+01:00"));
        assert_eq!(at.replace('\u{a0}', " "), "12 mars 2019 à 10 h 02");
        assert_eq!(clock(&sample(Lang::En), Timestamp(1_795_626_000_000)), "18:00");
    }

    #[test]
    fn days_are_named_from_today() {
        let check = |text: &str, fr: &str| {
            assert_eq!(day_heading(&sample(Lang::Fr), &Date::parse(text).unwrap()), fr);
        };
        check("2026-11-25", "Aujourd’hui");
        check("2026-11-24", "Hier");
        check("2026-11-23", "23 nov. 2026");
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("éléphant", 8), "éléphant");
        assert_eq!(cut("éléphants", 8), "éléphant…");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn types_have_words() {
        for kind in TYPES {
            assert!(!kind_of_type(&sample(Lang::Fr), kind).contains('⟦'), "{kind}");
        }
        assert_eq!(kind_of_type(&sample(Lang::Fr), "Basic"), "Basic");
    }
}
