//! Everyday names of common codes, in the language of the page.
//!
//! Only what its source left to a code is named here: a text that an author
//! wrote is never replaced. Sources: LOINC codes and CVX codes (CDC); the names
//! are ours, short enough for one line.

use std::collections::HashMap;
use std::sync::LazyLock;

use hygie_synthesis::{Code, Fact, Kind, System, TitleFrom};

use crate::Lang;

/// System, code, French, English: one line each, separated by tabs.
const TABLE: &str = include_str!("../../locales/terms.tsv");

type Names = HashMap<(&'static str, &'static str), [&'static str; 2]>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (system, code) = (cells.next()?, cells.next()?);
        Some(((system, code), [cells.next()?, cells.next()?]))
    };
    TABLE.lines().filter_map(row).collect()
});

/// What a fact is called: its author's text, else our name of its code, else
/// the text that came with the code. Empty when nothing names it.
pub(crate) fn name(lang: Lang, fact: &Fact) -> String {
    // A plan is named by the displays of its categories.
    let authors = fact.title_from == TitleFrom::Text && fact.kind != Kind::Plan;
    let own = || if authors { &fact.title } else { plain(fact.name()) };
    titled(lang, fact.title_from, &fact.codes).unwrap_or_else(own).to_owned()
}

/// Tags that SNOMED CT puts behind the full names of its concepts.
const TAGS: &[&str] = &[
    "disorder",
    "finding",
    "procedure",
    "regime/therapy",
    "situation",
    "substance",
    "product",
    "organism",
    "record artifact",
    "physical object",
    "observable entity",
    "person",
    "event",
];

/// A display of SNOMED CT without its tag: `Gingivitis (disorder)` is `Gingivitis`.
pub(crate) fn plain(display: &str) -> &str {
    let tagged = display.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    tagged
        .filter(|(name, tag)| TAGS.contains(tag) && !name.is_empty())
        .map_or(display, |(name, _)| name)
}

/// Our name for what its source only coded; `None` when the author's own text
/// speaks, or no code is known here.
pub(crate) fn titled(lang: Lang, from: TitleFrom, codes: &[Code]) -> Option<&'static str> {
    if from == TitleFrom::Text {
        return None;
    }
    codes.iter().find_map(|code| named(lang, code))
}

/// Our name of a code.
pub(crate) fn named(lang: Lang, code: &Code) -> Option<&'static str> {
    let system = match code.system {
        System::Loinc => "loinc",
        System::Cvx => "cvx",
        _ => return None,
    };
    let [fr, en] = NAMES.get(&(system, &*code.code))?;
    Some(match lang {
        Lang::Fr => fr,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use super::{NAMES, TABLE, plain};

    #[test]
    fn tags_of_snomed_are_left_out() {
        let check = |text: &str, expect: &str| assert_eq!(plain(text), expect);
        check("Gingivitis (disorder)", "Gingivitis");
        check("Respiratory therapy (procedure)", "Respiratory therapy");
        check("Fracture (left)", "Fracture (left)");
        check("(disorder)", "(disorder)");
        check("", "");
    }

    #[test]
    fn every_line_names_one_code_in_both_languages() {
        for line in TABLE.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
            assert!(cells[2].chars().count() <= 40 && cells[3].chars().count() <= 40, "{line}");
        }
        assert_eq!(NAMES.len(), TABLE.lines().count(), "no code twice");
        assert_eq!(NAMES[&("loinc", "4548-4")], ["HbA1c", "HbA1c"]);
    }
}
