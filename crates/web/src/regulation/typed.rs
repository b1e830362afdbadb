//! The traits of the identity of whom a call is about, as they were typed.

use hygie_fhir::search::normalise;
use hygie_record::{Birth, Sex, Traits};

use crate::Page;
use crate::fields::Fields;
use crate::format::{Date, paris};
use crate::limits::TRAIT_CHARS;

/// What was typed.
#[derive(Clone, Default)]
pub(crate) struct Asked {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) birth: String,
    /// FHIR's code, or empty where it does not count.
    pub(super) sex: String,
}

/// Why each of the fields cannot be looked for; empty for one that can.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Wrong {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) birth: String,
    pub(super) sex: String,
}

impl Wrong {
    /// Whether one is wrong.
    pub(super) fn any(&self) -> bool {
        *self != Self::default()
    }
}

impl Asked {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).trim().to_owned();
        Self {
            family: text("family"),
            given: text("given"),
            birth: text("birth"),
            sex: text("sex"),
        }
    }

    /// The traits.
    ///
    /// # Errors
    /// What is wrong of each field, in words.
    pub(super) fn traits(&self, page: &Page) -> Result<Traits, Wrong> {
        let (birth, sex) = (born(page, &self.birth), self.sex(page));
        let wrong = Wrong {
            family: name_wrong(page, &self.family, "regulation-find-family-wrong"),
            given: name_wrong(page, &self.given, "regulation-find-given-wrong"),
            birth: birth.as_ref().err().cloned().unwrap_or_default(),
            sex: sex.as_ref().err().cloned().unwrap_or_default(),
        };
        let (Ok(birth), Ok(sex), false) = (birth, sex, wrong.any()) else { return Err(wrong) };
        Traits::of(&self.family, &self.given, birth, sex).ok_or(wrong)
    }

    fn sex(&self, page: &Page) -> Result<Option<Sex>, String> {
        match (self.sex.as_str(), Sex::parse(&self.sex)) {
            ("", _) => Ok(None),
            (_, Some(sex)) => Ok(Some(sex)),
            (_, None) => Err(page.t("regulation-find-sex-wrong")),
        }
    }
}

/// The day of birth, which is not to come.
fn born(page: &Page, typed: &str) -> Result<Birth, String> {
    let today = Date::from(paris(page.now)).iso();
    let birth = Birth::parse(typed).filter(|it| it.is_whole() && it.as_fhir() <= today.as_str());
    birth.ok_or_else(|| page.t("regulation-find-birth-wrong"))
}

fn name_wrong(page: &Page, typed: &str, missing: &str) -> String {
    if typed.chars().count() > TRAIT_CHARS {
        return page.t1("regulation-find-too-long", "most", TRAIT_CHARS);
    }
    if normalise(typed).is_empty() { page.t(missing) } else { String::new() }
}
