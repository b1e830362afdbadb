//! The rules of the policy in the words of the pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hygie_policy::{NOTHING_PERMITS, rules};

/// How the key of a rule's message begins.
pub(super) const PREFIX: &str = "rule-";

/// What each rule says, which is what a fault carries, and the key of its message.
static KEYS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let said = rules::all().into_iter().map(|rule| (rule.id, rule.sentence));
    let said = said.chain([(NOTHING_PERMITS.id, NOTHING_PERMITS.sentence)]);
    said.map(|(id, sentence)| (sentence, format!("{PREFIX}{id}"))).collect()
});

/// The key of the rule that says this, in the words of the policy.
pub(super) fn key(sentence: &str) -> Option<&'static str> {
    KEYS.get(sentence).map(String::as_str)
}

#[cfg(test)]
mod tests;
