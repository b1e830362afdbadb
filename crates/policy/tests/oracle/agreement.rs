//! The rules against the law.

use std::collections::{BTreeMap, BTreeSet};

use hygie_policy::Policy;
use hygie_policy::facts::{Interaction, Situation};

use crate::asked::Asked;
use crate::grid::{Question, walk};
use crate::{shared, silent};

/// Cells in which rules and law differ, by what was asked, both answers and the rule
/// that spoke; of each group the number and the first cell.
type Groups = BTreeMap<String, (usize, String)>;

#[test]
fn the_rules_say_what_the_law_says() {
    let policy = Policy::built_in().unwrap();
    let mut groups = Groups::new();
    let mut used = BTreeSet::new();
    walk(|s, asked| {
        let rules = Asked::of(&policy, s);
        for question in asked {
            let (rule, law) = (rules.answer(question), question.law(s));
            if rule.allowed == law || hangs_on_an_entry(question, law) {
                continue;
            }
            match silent::explains(s, question, rule.allowed) {
                Some(name) => {
                    used.insert(name);
                }
                None => note(&mut groups, s, question, law, rule.reason.id),
            }
        }
    });
    let told: Vec<String> = groups
        .into_iter()
        .map(|(group, (count, cell))| format!("{group}, {count} cells, such as\n  {cell}\n"))
        .collect();
    assert!(told.is_empty(), "{}", told.concat());
    for point in silent::all() {
        assert!(used.contains(point.name), "{} is not needed: {}", point.name, point.why);
    }
}

/// Asked without an entry, the crate denies what only some entries permit (it says so
/// at `Policy::decide`), and leaves to the entry what is invisible to somebody. The
/// entries themselves are asked for by the other questions.
fn hangs_on_an_entry(question: &Question, law: bool) -> bool {
    match question {
        Question::May(Interaction::ReadInvisible) => true,
        Question::May(i) => law && (shared::ACTS.contains(i) || *i == Interaction::ReadMasked),
        _ => false,
    }
}

fn note(groups: &mut Groups, s: &Situation, question: &Question, law: bool, rule: &str) {
    let what = match question {
        Question::May(i) => format!("{i:?}"),
        Question::On(i, _) => format!("{i:?} on an entry"),
        Question::Sees(_) => "sees".to_owned(),
        Question::Finds(_) => "finds".to_owned(),
        Question::Takes(_) => "takes a copy".to_owned(),
    };
    let group = format!("{what}: the law says {law}, the rule {rule} does not");
    groups.entry(group).or_insert_with(|| (0, format!("{s:?} {question:?}"))).0 += 1;
}
