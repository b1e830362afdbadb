use std::collections::BTreeSet;

use hygie_policy::{NOTHING_PERMITS, rules};

use super::{KEYS, key};
use crate::Lang;
use crate::faults::reason_key;
use crate::page::promises::sample;
use crate::words::tests::keys;

/// Name and sentence of every rule, and of the reason when none speaks.
fn said() -> Vec<(&'static str, &'static str)> {
    let rules = rules::all().into_iter().map(|rule| (rule.id, rule.sentence));
    rules.chain([(NOTHING_PERMITS.id, NOTHING_PERMITS.sentence)]).collect()
}

#[test]
fn every_rule_has_words_and_no_words_lack_a_rule() {
    let rules: BTreeSet<String> = said().iter().map(|(id, _)| format!("rule-{id}")).collect();
    for lang in [Lang::Fr, Lang::En] {
        let words = keys(lang).into_keys().filter(|key| key.starts_with("rule-"));
        assert_eq!(words.collect::<BTreeSet<_>>(), rules);
    }
}

#[test]
fn no_two_rules_say_the_same() {
    assert_eq!(KEYS.len(), said().len());
    for lang in [Lang::Fr, Lang::En] {
        let page = sample(lang);
        let told: BTreeSet<String> = KEYS.values().map(|key| page.t(key)).collect();
        assert_eq!(told.len(), KEYS.len(), "two rules read alike");
    }
}

#[test]
fn a_refusal_by_a_rule_is_told_in_the_words_of_that_rule() {
    for lang in [Lang::Fr, Lang::En] {
        let page = sample(lang);
        for (id, sentence) in said() {
            assert_eq!(key(sentence), Some(format!("rule-{id}").as_str()));
            // A rule that says what the gate says already reads like it, too.
            assert_eq!(
                reason_key(sentence).map(|key| page.t(key)),
                Some(page.t(&format!("rule-{id}"))),
                "{id}"
            );
        }
        assert_eq!(reason_key("the person refused"), None);
    }
}
