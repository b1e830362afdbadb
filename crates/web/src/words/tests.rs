use std::collections::BTreeMap;

use fluent_bundle::FluentResource;

use super::{files, say};
use crate::lang::Lang;

/// Each key of a language with the names of the arguments it uses.
pub(crate) fn keys(lang: Lang) -> BTreeMap<String, Vec<String>> {
    let mut keys = BTreeMap::new();
    for (file, source) in files(lang) {
        let resource = FluentResource::try_new((*source).to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        let count = resource.entries().count();
        assert!(count > 0, "{file} is empty");
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                key = name.to_owned();
                assert!(keys.insert(key.clone(), Vec::new()).is_none(), "{file}: {key} twice");
            }
            let used: &mut Vec<String> = keys.get_mut(&key).unwrap_or_else(|| panic!("{line}"));
            for part in line.split('$').skip(1) {
                let name = part.split(|c: char| !(c.is_alphanumeric() || c == '-')).next();
                used.push(name.unwrap_or_default().to_owned());
            }
            used.sort_unstable();
            used.dedup();
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    assert_eq!(keys(Lang::Fr), keys(Lang::En));
}

#[test]
fn a_missing_key_or_argument_is_marked() {
    assert_eq!(say(Lang::Fr, "no-such-key", &[]), "⟦no-such-key⟧");
    assert!(say(Lang::Fr, "people-count", &[]).starts_with('⟦'));
}

#[test]
fn counts_choose_the_plural_of_the_language() {
    let check = |lang, count: usize, expect: &str| {
        assert_eq!(say(lang, "people-count", &[("count", count.into())]), expect);
    };
    check(Lang::Fr, 0, "0\u{a0}personne");
    check(Lang::Fr, 1, "1\u{a0}personne");
    check(Lang::Fr, 1284, "1\u{202f}284\u{a0}personnes");
    check(Lang::En, 0, "0 people");
    check(Lang::En, 1, "1 person");
    check(Lang::En, 1284, "1,284 people");
}
