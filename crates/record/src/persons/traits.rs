//! Finding persons by the strict traits of their identity (référentiel INS; RNIV): name at
//! birth, given names, birth date, and sex where it is told. What is given must be so:
//! accents, case and hyphens do not matter, anything else does.

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::search::{name_words, normalise};
use hygie_seal::{EntryKind, Locator};
use hygie_trace::Action;

use super::{Birth, KIND, Likeness, PersonFound, Wanted, json_of};
use crate::limits::FIND_WORDS;
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records};

/// Sex as the civil register has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Sex {
    /// Reads FHIR's code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Female, Self::Male].into_iter().find(|sex| sex.as_fhir() == code)
    }

    /// As FHIR's code.
    pub const fn as_fhir(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// Strict traits of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Traits {
    family: String,
    given: String,
    birth: Birth,
    sex: Option<Sex>,
}

impl Traits {
    /// Of the family name at birth, the first given name or more of them in their order,
    /// the whole birth date, and the sex when it is to count. `None` where a name has no
    /// letter, or the date no day.
    pub fn of(family: &str, given: &str, birth: Birth, sex: Option<Sex>) -> Option<Self> {
        let is_name = |text: &str| !normalise(text).is_empty();
        let says = is_name(family) && is_name(given) && birth.is_whole();
        let (family, given) = (family.to_owned(), given.to_owned());
        says.then_some(Self { family, given, birth, sex })
    }

    /// Whom the index is asked for.
    fn wanted(&self) -> Wanted {
        let mut words: Vec<String> = [&self.family, &self.given]
            .into_iter()
            .flat_map(|name| name_words(name))
            .filter(|word| !normalise(word).is_empty())
            .map(str::to_owned)
            .collect();
        words.truncate(FIND_WORDS);
        Wanted { words, birth: Some(self.birth.clone()), identifier: None }
    }

    /// What was asked by, never what was asked: for the trace.
    fn in_words(&self) -> String {
        let sex = if self.sex.is_some() { ", sex" } else { "" };
        format!("persons, by name at birth, given name, birth date{sex}")
    }

    /// Whether they are this person's.
    fn are_of(&self, patient: &Json) -> bool {
        let family = normalise(&self.family);
        let given = normalise(&self.given);
        patient.str("birthDate") == Some(self.birth.as_fhir())
            && self.sex.is_none_or(|sex| patient.str("gender") == Some(sex.as_fhir()))
            && at_birth(patient, |name| name.str("family").map(normalise)).contains(&family)
            && at_birth(patient, all_given).into_iter().flatten().any(|it| it == given)
    }
}

/// What is read of the names at birth. As `synthesis` has it, `maiden` is one, else
/// `official`, else a name without a use; one that lacks the part is passed over.
fn at_birth<T>(patient: &Json, read: impl Fn(&Json) -> Option<T>) -> Vec<T> {
    let names = patient.get("name").and_then(Json::as_array).unwrap_or_default();
    let of = |usage: Option<&str>| {
        let of_use = names.iter().filter(|name| name.str("use") == usage);
        of_use.filter_map(&read).collect::<Vec<_>>()
    };
    let all = [Some("maiden"), Some("official"), None].into_iter().map(of);
    all.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// The first given name, the first two, and so on until all, as they are compared.
fn all_given(name: &Json) -> Option<Vec<String>> {
    let given = name.get("given").and_then(Json::as_array).unwrap_or_default();
    let given = given.iter().filter_map(Json::as_str).flat_map(str::split_whitespace);
    let mut so_far = String::new();
    let longer: Vec<String> = given
        .map(|one| {
            so_far.push(' ');
            so_far.push_str(one);
            normalise(&so_far)
        })
        .collect();
    (!longer.is_empty()).then_some(longer)
}

/// Where a person is whose traits are those that were asked for. It tells nothing of them:
/// the gate weighs first whether anybody may know.
pub struct Candidate {
    id: String,
    locator: Locator,
}

impl Candidate {
    /// The record.
    pub const fn record(&self) -> RecordNo {
        self.locator.record
    }

    /// Type and id of the entry that says who they are.
    pub fn name(&self) -> (&str, &str) {
        (KIND, &self.id)
    }
}

impl Records {
    /// Whose traits these are, whoever keeps them; `None` when too many come into question
    /// to look at each. It is the gate's to weigh them by: nothing is released, and nothing
    /// traced.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn persons_with(
        &self,
        _of_gate: &Mint,
        traits: &Traits,
    ) -> Result<Option<Vec<Candidate>>, RecordError> {
        let Some(places) = self.person_places(&traits.wanted()).await? else { return Ok(None) };
        let mut found = Vec::new();
        for (id, locator) in places {
            let single = self.single_at(&locator).await?;
            let Some(single) = single.filter(|it| it.header.kind == EntryKind::Live) else {
                continue;
            };
            if traits.are_of(&json_of(&single, &locator)?) {
                found.push(Candidate { id, locator });
            }
        }
        Ok(Some(found))
    }

    /// Tells who these persons are, each of whom a permit of its own opens. Everyone who is
    /// named is told so by a trace in their record, which holds only as long as each of the
    /// permits does; nobody found is traced as a refusal.
    ///
    /// # Errors
    /// [`RecordError::Regranted`], [`RecordError::Ended`] or [`RecordError::Contended`] when
    /// the rights of one of them changed or ended meanwhile, or it was erased: ask again.
    pub async fn tell_persons(
        &self,
        permit: &Permit,
        traits: &Traits,
        opened: &[(Candidate, Permit)],
    ) -> Result<Vec<PersonFound>, RecordError> {
        let (stamp, era) = (Stamp::of(permit), self.erasures.total());
        let (mut people, mut bounds) = (Vec::new(), Vec::new());
        for (Candidate { locator, .. }, opens) in opened {
            let record = locator.record;
            let reaches = permit.reaches(record) && opens.reaches(record);
            let single = self.single_at(locator).await?.filter(|single| {
                let lenses = [permit.lens(), opens.lens()];
                reaches
                    && single.header.kind == EntryKind::Live
                    && lenses.into_iter().all(|lens| single.shows(lens))
            });
            if let Some(single) = single {
                let (patient, likeness) = (single.without_attachments(), Likeness::Exact);
                people.push(PersonFound { record, patient, likeness });
                bounds.push(opens.bounds());
            }
        }
        people.sort_by(|a, b| a.patient.id.cmp(&b.patient.id));
        let (what, named) = (traits.in_words(), people.iter().map(|it| it.record));
        let named: Vec<RecordNo> = named.collect();
        if named.is_empty() {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, what).await?;
        } else {
            self.trace_list_while(&stamp, &named, (Action::Find, &what), &bounds).await?;
        }
        match self.erasures.total() == era {
            true => Ok(people),
            false => Err(RecordError::Contended),
        }
    }

    /// Traces that too many persons have these traits to say who.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn too_many_with(&self, permit: &Permit, traits: &Traits) -> Result<(), RecordError> {
        self.refused(permit, None, Action::Find, traits.in_words()).await
    }
}

#[cfg(test)]
mod tests {
    use super::{Birth, Sex, Traits};

    fn traits(family: &str, given: &str, birth: &str, sex: Option<Sex>) -> Option<Traits> {
        Traits::of(family, given, Birth::parse(birth).unwrap(), sex)
    }

    fn are_of(patient: &str, family: &str, given: &str) -> bool {
        let patient = format!(r#"{{"birthDate":"1942-03-12","gender":"female",{patient}}}"#);
        let patient = hygie_fhir::json::parse(patient.as_bytes(), &Default::default()).unwrap();
        traits(family, given, "1942-03-12", None).unwrap().are_of(&patient)
    }

    #[test]
    fn what_was_given_must_be_so() {
        let name = r#""name":[{"use":"official","family":"Lefèvre-Rodriguez","given":["Jean-Luc","Marie"]}]"#;
        let check = |family, given, expect| {
            assert_eq!(are_of(name, family, given), expect, "{family} {given}");
        };
        check("Lefèvre-Rodriguez", "Jean-Luc", true);
        check("LEFEVRE RODRIGUEZ", "jean luc", true);
        check("lefevre-rodriguez", "Jean-Luc Marie", true);
        check("Lefevre", "Jean-Luc", false);
        check("Rodriguez Lefevre", "Jean-Luc", false);
        check("Lefevre Rodriguez", "Jean", false);
        check("Lefevre Rodriguez", "Marie", false);
        check("Lefevre Rodriguez", "Marie Jean-Luc", false);
        check("Lefevre Rodrigues", "Jean-Luc", false);
        check("Jean-Luc", "Lefevre Rodriguez", false);
    }

    #[test]
    fn the_name_at_birth_counts_and_no_other() {
        let maiden = r#""name":[{"use":"official","family":"Morel","given":["Jeanne"]},
            {"use":"maiden","family":"Berthier"}]"#;
        assert!(are_of(maiden, "Berthier", "Jeanne") && !are_of(maiden, "Morel", "Jeanne"));
        let usual = r#""name":[{"use":"usual","family":"Morel","given":["Nina"]},
            {"use":"official","family":"Berthier","given":["Jeanne"]}]"#;
        assert!(are_of(usual, "Berthier", "Jeanne"));
        assert!(!are_of(usual, "Morel", "Jeanne") && !are_of(usual, "Berthier", "Nina"));
        let plain = r#""name":[{"family":"O'Brien","given":["Jeanne Marie"]}]"#;
        assert!(are_of(plain, "OBRIEN", "jeanne") && are_of(plain, "O’Brien", "Jeanne Marie"));
        for nobody in [r#""name":[]"#, r#""id":"x""#, r#""name":[{"text":"Jeanne Morel"}]"#] {
            assert!(!are_of(nobody, "Morel", "Jeanne"));
        }
    }

    #[test]
    fn birth_date_and_sex_are_exact() {
        let patient = |born: &str, sex: &str| {
            let text = format!(
                r#"{{"birthDate":"{born}","gender":"{sex}","name":[{{"family":"A","given":["B"]}}]}}"#
            );
            hygie_fhir::json::parse(text.as_bytes(), &Default::default()).unwrap()
        };
        let any = traits("a", "b", "12/03/1942", None).unwrap();
        assert!(any.are_of(&patient("1942-03-12", "other")));
        for other in ["1942-03-13", "1942-03", "1942", "1942-03-1"] {
            assert!(!any.are_of(&patient(other, "female")), "{other}");
        }
        let she = traits("a", "b", "12/03/1942", Sex::parse("female")).unwrap();
        assert!(she.are_of(&patient("1942-03-12", "female")));
        for other in ["male", "unknown", ""] {
            assert!(!she.are_of(&patient("1942-03-12", other)), "{other}");
        }
    }

    #[test]
    fn without_a_name_or_a_day_there_are_none() {
        assert!(traits("a", "b", "1942-03-12", None).is_some());
        assert!(traits("-", "b", "1942-03-12", None).is_none());
        assert!(traits("a", " ' ", "1942-03-12", None).is_none());
        assert!(traits("a", "b", "1942-03", None).is_none());
        assert_eq!(Sex::parse("other"), None);
    }
}
