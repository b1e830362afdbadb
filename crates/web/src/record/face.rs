//! The patient banner: who this is, and what they must not be given. It stands
//! on every page of a record and is derived anew each time.

use hygie_synthesis::{
    Age, AgeUnit, Allergies, AllergyLine, Banner, Certainty, Criticality, Deceased, Identifier,
    IdentifierSort, IdentityStatus, Name, Scope, Seen, Severity, Sex, Standing, State,
};

use super::limits::PRINT_ROWS;
use super::path::Path;
use super::terms;
use super::words::{dated, day};
use crate::Page;

/// The banner in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Face {
    /// The name used, family name first.
    pub(crate) name: String,
    /// `née BERTHIER`; empty when no other name at birth is known.
    pub(crate) born_as: String,
    /// Age, or that and when the person died.
    pub(crate) age: String,
    /// Birth date in words; says so when it is not recorded.
    pub(crate) born: String,
    /// Sex in words.
    pub(crate) sex: String,
    /// `INS 2 42 03 24 322 004 91`, or another identifier with its name.
    pub(crate) identifier: String,
    /// How far the identity was checked; empty when it is not coded.
    pub(crate) identity: String,
    /// Doubts about the identity, and what else must not be overlooked.
    pub(crate) warnings: Vec<String>,
    /// Physicians named as treating; empty when none.
    pub(crate) physicians: String,
    /// Allergies, the gravest first.
    pub(crate) allergies: Vec<Chip>,
    /// Those that only paper shows, behind the former.
    pub(crate) paper: Vec<Chip>,
    /// How many of them paper does not show, in words; empty when it has all.
    pub(crate) unprinted: String,
    /// What is said beside them, or without any.
    pub(crate) state: Option<Chip>,
    /// How many more allergies there are, with their address.
    pub(crate) more: Option<(String, String)>,
    /// Given names alone, to address the person.
    pub(crate) given: String,
}

/// One allergy or statement about allergies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Chip {
    /// In words.
    pub(crate) words: String,
    /// Class of its look; empty for danger.
    pub(crate) class: &'static str,
    /// Address of its entry; empty when there is none.
    pub(crate) href: String,
}

/// Allergies in the banner before "n others".
const CHIPS: usize = 4;

pub(crate) fn face(page: &Page, path: &Path, banner: &Banner, allergies: &Allergies<'_>) -> Face {
    let lines = allergies.lines.iter().take(PRINT_ROWS);
    let mut chips: Vec<Chip> = lines.map(|line| chip(page, path, line)).collect();
    let unprinted = match allergies.total.saturating_sub(chips.len()) {
        0 => String::new(),
        more => page.t1("unprinted", "count", more),
    };
    let paper = chips.split_off(CHIPS.min(chips.len()));
    let others = allergies.total.saturating_sub(chips.len());
    Face {
        name: name(page, &banner.name),
        born_as: born_as(page, banner),
        age: age(page, banner),
        born: match banner.born {
            Some(born) => page.date(&born.to_string()),
            None => page.t("face-born-unknown"),
        },
        sex: page.t(&format!("sex-{}", banner.sex.name())),
        identifier: identifier(page, banner),
        identity: banner.identity.map(|status| identity(page, status)).unwrap_or_default(),
        warnings: warnings(page, banner),
        physicians: banner.practitioners.join(", "),
        state: state(page, path, allergies),
        more: (others > 0)
            .then(|| (page.t1("face-other-allergies", "count", others), path.group("problems"))),
        allergies: chips,
        paper,
        unprinted,
        given: banner.name.given.first().map(ToString::to_string).unwrap_or_default(),
    }
}

/// Family name in capitals, given names behind it, as French records have it.
pub(crate) fn name(page: &Page, name: &Name) -> String {
    let family = name.family.to_uppercase();
    let parts: Vec<&str> =
        [family.as_str()].into_iter().chain(name.given.iter().map(|one| &**one)).collect();
    let joined = parts.join(" ").trim().to_owned();
    match (&name.text, joined.is_empty()) {
        (_, false) => joined,
        (Some(text), true) => text.to_string(),
        (None, true) => page.t("face-name-unknown"),
    }
}

fn born_as(page: &Page, banner: &Banner) -> String {
    let Some(birth) = &banner.birth_name else { return String::new() };
    let mut name = birth.family.to_uppercase();
    if birth.given != banner.name.given {
        for given in &birth.given {
            name = format!("{name} {given}");
        }
    }
    let name = if name.trim().is_empty() {
        birth.text.as_deref().unwrap_or_default()
    } else {
        name.trim()
    };
    let key = match banner.sex {
        Sex::Female => "face-born-as-female",
        Sex::Male => "face-born-as-male",
        _ => "face-born-as",
    };
    if name.is_empty() { String::new() } else { page.t1(key, "name", name) }
}

fn age(page: &Page, banner: &Banner) -> String {
    let age = banner.age(page.now).map(|age| age_words(page, age)).unwrap_or_default();
    match banner.deceased {
        Deceased::Unstated | Deceased::No => age,
        Deceased::Yes => page.t("face-died"),
        Deceased::At(at) if age.is_empty() => page.t1("face-died-on", "date", day(page, at)),
        Deceased::At(at) => page.t2("face-died-aged", "date", day(page, at), "age", &age),
    }
}

fn age_words(page: &Page, age: Age) -> String {
    let key = match age.unit {
        AgeUnit::Days => "age-days",
        AgeUnit::Months => "age-months",
        AgeUnit::Years => "age-years",
    };
    let words = page.t1(key, "count", age.value);
    if age.approximate { page.t1("face-age-about", "age", &words) } else { words }
}

fn identifier(page: &Page, banner: &Banner) -> String {
    if let Some(ins) = banner.ins() {
        let key = match ins.sort {
            IdentifierSort::InsTest | IdentifierSort::InsDemo => "face-ins-fictional",
            _ => "face-ins",
        };
        return page.t1(key, "number", nir(&ins.value));
    }
    let named = |one: &&Identifier| one.label.is_some();
    let Some(other) = banner.identifiers.iter().find(named) else { return String::new() };
    format!("{} {}", other.label.as_deref().unwrap_or_default(), other.value)
}

/// A French national number in its usual groups: `2 42 03 24 322 004 91`.
fn nir(value: &str) -> String {
    let plain: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
    if !(plain.len() == 13 || plain.len() == 15) || !plain.iter().all(char::is_ascii_alphanumeric) {
        return value.to_owned();
    }
    let mut text = String::new();
    for (at, character) in plain.iter().enumerate() {
        if matches!(at, 1 | 3 | 5 | 7 | 10 | 13) {
            text.push('\u{a0}');
        }
        text.push(*character);
    }
    text
}

fn identity(page: &Page, status: IdentityStatus) -> String {
    page.t(match status {
        IdentityStatus::Provisional => "identity-provisional",
        IdentityStatus::Validated => "identity-validated",
        IdentityStatus::Retrieved => "identity-retrieved",
        IdentityStatus::Qualified => "identity-qualified",
    })
}

fn warnings(page: &Page, banner: &Banner) -> Vec<String> {
    let mark = |code: &str| match code {
        "DOUT" => page.t("identity-doubtful"),
        "FICT" => page.t("identity-fictional"),
        "HOMO" => page.t("identity-homonym"),
        other => other.to_owned(),
    };
    let mut warnings: Vec<String> = banner.identity_marks.iter().map(|code| mark(code)).collect();
    if banner.inactive {
        warnings.push(page.t("identity-inactive"));
    }
    if banner.modifier_unknown {
        warnings.push(page.t("identity-uninterpretable"));
    }
    warnings
}

/// `Pénicillines : œdème de Quincke, 2009`.
fn chip(page: &Page, path: &Path, line: &AllergyLine<'_>) -> Chip {
    let title = terms::name(page.lang, line.source.fact);
    let mut title = if title.is_empty() { page.t("face-allergy-unnamed") } else { title };
    let mut about: Vec<String> = line.reactions.iter().map(|sign| (*sign).to_owned()).collect();
    if line.severity == Severity::Severe {
        about.push(page.t("allergy-severe"));
    }
    if line.standing == Standing::Unknown {
        about.push(page.t("standing-unknown"));
    }
    if line.certainty > Certainty::Unstated {
        about.push(page.t(&format!("certainty-{}", line.certainty.name())));
    }
    let since = line.since.map(|since| since.year().to_string());
    if about.is_empty() {
        title = [Some(title), since].into_iter().flatten().collect::<Vec<_>>().join(", ");
    } else {
        about.extend(since);
    }
    let grave = line.criticality == Criticality::High || line.severity == Severity::Severe;
    let doubtful = line.certainty > Certainty::Unstated || line.standing == Standing::Unknown;
    let mild = line.criticality == Criticality::Low;
    Chip {
        words: if about.is_empty() {
            title
        } else {
            page.t2("allergy-about", "what", &title, "about", about.join(", "))
        },
        class: if !grave && (doubtful || mild) { "is-warn" } else { "" },
        href: path.entry(line.source.resource_type, line.source.id),
    }
}

/// What is said of allergies beside the lines.
fn state(page: &Page, path: &Path, allergies: &Allergies<'_>) -> Option<Chip> {
    let denial = allergies.denials.first();
    let href = |seen: Option<&Seen<'_>>| {
        seen.map(|seen| path.entry(seen.resource_type, seen.id)).unwrap_or_default()
    };
    let scope = denial.and_then(|seen| seen.fact.allergy()?.denies).unwrap_or_default();
    let (key, class) = match allergies.state {
        State::Known if allergies.total == 0 => ("allergies-past", "is-unknown"),
        State::Known => return None,
        State::NoneKnown => (none_known(scope), "is-known-none"),
        State::PartlyNone => (none_known(scope), "is-unknown"),
        State::Conflict => ("allergies-conflict", "is-warn"),
        State::Unclear => ("allergies-unclear", "is-warn"),
        State::NotRecorded => ("allergies-not-recorded", "is-unknown"),
        State::Closed => ("allergies-closed", "is-unknown"),
    };
    let words = match allergies.state {
        State::Closed => page.closed(key, "allergies-closed-secret"),
        _ => page.t(key),
    };
    let said = denial.filter(|_| matches!(allergies.state, State::NoneKnown | State::PartlyNone));
    let words = match said {
        Some(seen) => {
            let by = seen.fact.authors.first().map(|author| format!("{author}, "));
            let who = format!("{}{}", by.unwrap_or_default(), dated(page, seen.fact));
            page.t2("allergies-said", "what", &words, "who", &who)
        }
        None => words,
    };
    Some(Chip { words, class, href: href(denial) })
}

const fn none_known(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "allergies-none",
        Scope::Medication => "allergies-none-medication",
        Scope::Food => "allergies-none-food",
        Scope::Environment => "allergies-none-environment",
        Scope::Part => "allergies-none-part",
    }
}

#[cfg(test)]
mod tests;
