//! How well a Patient answers what was typed.

use hygie_fhir::json::Json;
use hygie_fhir::search::{name_words, normalise, one_letter_apart, sound};

use super::wanted::{Birth, Wanted};

/// How a person was recognised; the smallest is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Likeness {
    /// The identifier, or every word as it stands.
    Exact,
    /// Some word is the beginning of a name.
    Begins,
    /// Some word is one letter away from a name.
    OneLetter,
    /// Some word sounds like a name.
    SoundsAlike,
    /// Only the birth date was asked for.
    BirthDate,
}

/// `None` when the person does not answer.
pub(super) fn likeness(patient: &Json, wanted: &Wanted) -> Option<Likeness> {
    if let Some(birth) = &wanted.birth
        && !was_born(patient, birth)
    {
        return None;
    }
    if let Some(identifier) = &wanted.identifier
        && !has_identifier(patient, identifier)
    {
        return None;
    }
    let names = names(patient);
    let words = wanted.words.iter().map(|word| of_word(word, &names));
    let worst = words.collect::<Option<Vec<_>>>()?.into_iter().max();
    Some(match worst {
        Some(worst) => worst,
        None if wanted.identifier.is_some() => Likeness::Exact,
        None => Likeness::BirthDate,
    })
}

/// A part of a name as it is compared.
struct Name {
    folded: String,
    sound: String,
}

fn names(patient: &Json) -> Vec<Name> {
    let mut names = Vec::new();
    let mut add = |text: &str| {
        names.extend(
            name_words(text).map(|word| Name { folded: normalise(word), sound: sound(word) }),
        );
    };
    for name in patient.get("name").and_then(Json::as_array).unwrap_or_default() {
        for part in ["family", "text"] {
            add(name.str(part).unwrap_or_default());
        }
        for given in name.get("given").and_then(Json::as_array).unwrap_or_default() {
            add(given.as_str().unwrap_or_default());
        }
    }
    names
}

/// The best that one word does with any part of the name.
fn of_word(word: &str, names: &[Name]) -> Option<Likeness> {
    let folded = normalise(word);
    let said = sound(word);
    names
        .iter()
        .filter_map(|name| {
            if name.folded == folded {
                Some(Likeness::Exact)
            } else if folded.chars().count() >= 2 && name.folded.starts_with(&folded) {
                Some(Likeness::Begins)
            } else if one_letter_apart(&name.folded, &folded) {
                Some(Likeness::OneLetter)
            } else {
                (!said.is_empty() && name.sound == said).then_some(Likeness::SoundsAlike)
            }
        })
        .min()
}

fn was_born(patient: &Json, birth: &Birth) -> bool {
    patient.str("birthDate").is_some_and(|date| {
        let asked = birth.as_fhir();
        date.starts_with(asked) && matches!(date.as_bytes().get(asked.len()), None | Some(b'-'))
    })
}

fn has_identifier(patient: &Json, wanted: &str) -> bool {
    let identifiers = patient.get("identifier").and_then(Json::as_array).unwrap_or_default();
    identifiers.iter().any(|identifier| {
        let value = identifier.str("value").unwrap_or_default();
        match wanted.split_once('|') {
            Some((system, wanted)) => {
                identifier.str("system").unwrap_or_default() == system && value == wanted
            }
            None => value == wanted,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Wanted, likeness};

    #[test]
    fn persons_are_recognised() {
        let patient = r#"{"resourceType":"Patient","birthDate":"1942-03-12",
            "identifier":[{"system":"urn:x","value":"255081416802538"}],
            "name":[{"family":"Lefèvre-Rodriguez","given":["Jeanne","Marie"]},{"use":"maiden","family":"Berthier"}]}"#;
        let patient = hygie_fhir::json::parse(patient.as_bytes(), &Default::default()).unwrap();
        let check = |line, expect| {
            assert_eq!(likeness(&patient, &Wanted::parse(line).unwrap()), expect, "{line}");
        };
        check("lefevre JEANNE", Some(Likeness::Exact));
        check("jeanne lefevre", Some(Likeness::Exact));
        check("berthier", Some(Likeness::Exact));
        check("rodri jeanne", Some(Likeness::Begins));
        check("Rodrigez", Some(Likeness::OneLetter));
        check("Rodirguez", Some(Likeness::OneLetter));
        check("Rodrigues", Some(Likeness::OneLetter));
        check("Lefaivre", Some(Likeness::SoundsAlike));
        check("Bairtier", Some(Likeness::SoundsAlike));
        check("Lefevre Paul", None);
        check("Durand", None);
        check("12/03/1942", Some(Likeness::BirthDate));
        check("lefevre 1942", Some(Likeness::Exact));
        check("lefevre 1943", None);
        check("2 55 08 14 168 025 38", Some(Likeness::Exact));
        check("urn:x|255081416802538", Some(Likeness::Exact));
        check("urn:y|255081416802538", None);
        check("255081416802539", None);
    }
}
