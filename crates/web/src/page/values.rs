//! Values written as the page's language writes them.

use std::borrow::Borrow;

use hygie_accounts::State;
use hygie_accounts::invitations::Document;
use hygie_base::Timestamp;
use hygie_gate::rights::Occasion;

use super::Page;
use crate::format::{self, Age, Date};
use crate::signed::then;
use crate::{Button, Lang, Theme};

impl Page {
    /// A decimal, digit for digit: `1 284,50`, `1,284.50`.
    pub fn number(&self, decimal: &str) -> String {
        format::decimal(self.lang, decimal)
    }

    /// A FHIR date for tables: `12/03/1942`, `12 Mar 1942`. What is no date
    /// comes back as it is.
    pub fn date(&self, fhir: &str) -> String {
        Date::parse(fhir).map_or_else(|| fhir.to_owned(), |date| format::date(self.lang, &date))
    }

    /// A FHIR date with its month in letters: `19 nov. 2026`, `19 Nov 2026`.
    pub fn day(&self, fhir: &str) -> String {
        Date::parse(fhir).map_or_else(|| fhir.to_owned(), |date| format::day(self.lang, &date))
    }

    /// The time of day of a FHIR date, in Paris: `9 h 30`, `09:30`; empty when
    /// it tells none.
    pub fn time(&self, fhir: &str) -> String {
        let time = Date::parse(fhir).and_then(|date| format::clock_time(self.lang, &date));
        time.unwrap_or_default()
    }

    /// A moment, in Paris: `22 nov. 2026 à 14 h 16`, `22 Nov 2026, 14:16`.
    pub fn moment(&self, at: impl Borrow<Timestamp>) -> String {
        format::moment(self.lang, *at.borrow())
    }

    /// On what occasion an organisation takes care of somebody.
    pub(crate) fn occasion(&self, occasion: Occasion) -> String {
        self.t(&format!("care-occasion-{}", occasion.name()))
    }

    /// What a role is called.
    pub fn role(&self, name: &str) -> String {
        self.t(&format!("role-{name}"))
    }

    /// The way to a log-in provider, and on from there.
    pub(crate) fn provider_path(&self, button: &Button, next: &str) -> String {
        then(&format!("/login/provider/{}", button.name), next)
    }

    /// What the state of an account is called.
    pub(crate) fn state(&self, state: &State) -> String {
        self.t(&format!("state-{}", state.name()))
    }

    /// What a FHIR administrative gender is called, in short.
    pub fn sex(&self, gender: &str) -> String {
        self.t(&format!("sex-{gender}"))
    }

    /// That somebody died, and when if that is known: a FHIR date, or `true`.
    pub fn death(&self, date: &str) -> String {
        if date == "true" {
            return self.t("death");
        }
        self.t1("death-on", "date", self.date(date))
    }

    /// Every language, to choose from.
    pub(crate) fn languages(&self) -> &'static [Lang] {
        Lang::ALL
    }

    /// Every document by which an identity is checked.
    pub(crate) fn documents(&self) -> [Document; 5] {
        Document::ALL
    }

    /// What a document is called.
    pub(crate) fn document(&self, document: &Document) -> String {
        self.t(&format!("document-{}", document.name()))
    }

    /// What a review found, by its name.
    pub(crate) fn found(&self, name: &str) -> String {
        self.t(&format!("reviews-found-{name}"))
    }

    /// To what the privacy officer came about a contested access, by its name.
    pub(crate) fn conclusion(&self, name: &str) -> String {
        self.t(&format!("contest-conclusion-{name}"))
    }

    /// To what the privacy officer came about an alert, by its name.
    pub(crate) fn ending(&self, name: &str) -> String {
        self.t(&format!("alerts-ending-{name}"))
    }

    /// Whether that field of a form is the wrong one.
    pub(crate) fn is_wrong(&self, wrong: &Option<(&'static str, String)>, field: &str) -> bool {
        wrong.as_ref().is_some_and(|(name, _)| *name == field)
    }

    /// Every theme, for the switch.
    pub fn themes(&self) -> &'static [Theme] {
        Theme::ALL
    }

    /// Whether that is the theme asked for.
    pub fn is_theme(&self, theme: &Theme) -> bool {
        self.theme == *theme
    }

    /// What a theme is called.
    pub fn theme_name(&self, theme: &Theme) -> String {
        self.t(&format!("theme-{}", theme.name()))
    }

    /// Today's age of someone born on that FHIR date, with its unit: `84 ans`;
    /// empty when the date does not tell.
    pub fn age(&self, born: &str) -> String {
        let today = Date::from(format::paris(self.now));
        match Date::parse(born).and_then(|born| format::age(&born, &today)) {
            Some(Age::Days(count)) => self.t1("age-days", "count", count),
            Some(Age::Months(count)) => self.t1("age-months", "count", count),
            Some(Age::Years(count)) => self.t1("age-years", "count", count),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Lang;
    use crate::page::promises::sample;

    #[test]
    fn values_follow_the_language() {
        let (fr, en) = (sample(Lang::Fr), sample(Lang::En));
        let check = |fr: &str, en: &str, expect: (&str, &str)| assert_eq!((fr, en), expect);
        check(&fr.age("1942-03-12"), &en.age("1942-03-12"), ("84\u{a0}ans", "84 years"));
        check(&fr.age("2026-11-20"), &en.age("2026-11-20"), ("5\u{a0}jours", "5 days"));
        check(&fr.age("not a date"), &en.age(""), ("", ""));
        check(&fr.date("soon"), &en.date("soon"), ("soon", "soon"));
        check(&fr.number("2.5"), &en.number("2.5"), ("2,5", "2.5"));
    }
}
