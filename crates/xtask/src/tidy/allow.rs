//! The exceptions: a list that may only shrink.
//!
//! A line is `RULE KEY COUNT REASON…`; `#` begins a comment. An entry covers
//! its key while the count is exact: more is a fault, less is a fault too (so
//! that the list follows every improvement), and so is an entry for nothing.

use std::collections::BTreeMap;

use super::{ALLOW_LIST, Finding};

/// The rules that know exceptions.
const RULES: &[&str] = &["file-length", "function-length", "failpoint"];

struct Entry {
    line: usize,
    rule: String,
    key: String,
    count: usize,
}

/// Takes out of `findings` what the list covers and adds what is wrong with the list.
pub(super) fn apply(list: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let (entries, mut left) = parse(list);
    let mut groups: BTreeMap<(String, String), Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.rule.to_owned(), finding.key.clone())).or_default().push(finding);
    }
    for entry in entries {
        let group = groups.remove(&(entry.rule.clone(), entry.key.clone())).unwrap_or_default();
        let count: usize = group.iter().map(|finding| finding.count).sum();
        if count == entry.count {
            continue;
        }
        let Entry { line, rule, key, count: allowed } = entry;
        if count == 0 {
            left.push(fault(line, format!("{rule} {key} is no longer needed"), "delete the entry"));
        } else if count < allowed {
            let mend = format!("write {count} in place of {allowed}");
            left.push(fault(line, format!("{rule} {key} shrank to {count}"), &mend));
        } else {
            let what = format!("{rule} {key} grew from {allowed} to {count}");
            left.push(fault(line, what, "bring it back; entries may only shrink"));
            left.extend(group);
        }
    }
    left.extend(groups.into_values().flatten());
    left
}

fn parse(list: &str) -> (Vec<Entry>, Vec<Finding>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut faults = Vec::new();
    for (index, text) in list.lines().enumerate() {
        let line = index + 1;
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let mut words = text.split_whitespace();
        let (rule, key, count) = (words.next(), words.next(), words.next());
        let reason = words.next();
        let count = count.and_then(|word| word.parse::<usize>().ok()).filter(|count| *count > 0);
        let (Some(rule), Some(key), Some(count), Some(_)) = (rule, key, count, reason) else {
            faults.push(fault(line, "unreadable entry".into(), "write RULE KEY COUNT REASON"));
            continue;
        };
        if !RULES.contains(&rule) {
            faults.push(fault(
                line,
                format!("rule {rule} knows no exceptions"),
                "delete the entry",
            ));
        } else if entries.iter().any(|entry| entry.rule == rule && entry.key == key) {
            faults.push(fault(line, format!("{rule} {key} stands twice"), "delete the second"));
        } else {
            entries.push(Entry { line, rule: rule.to_owned(), key: key.to_owned(), count });
        }
    }
    (entries, faults)
}

fn fault(line: usize, what: String, mend: &str) -> Finding {
    Finding::new("allow-list", ALLOW_LIST, line, what, mend)
}

#[cfg(test)]
mod tests {
    use super::{Finding, apply};

    fn long(key: &str, count: usize) -> Finding {
        let mut finding = Finding::new("file-length", key, 0, "long".into(), "split");
        finding.count = count;
        finding
    }

    fn check(list: &str, findings: Vec<Finding>, expect: &[&str]) {
        let found: Vec<_> = apply(list, findings).into_iter().map(|left| left.what).collect();
        assert_eq!(found, expect, "{list}");
    }

    #[test]
    fn an_exact_entry_covers() {
        check("# why\n\nfile-length a.rs 510 one table\n", vec![long("a.rs", 510)], &[]);
    }

    #[test]
    fn places_of_one_key_are_summed() {
        let place = || Finding::new("failpoint", "a.rs", 3, "bare".into(), "hit");
        check("failpoint a.rs 2 reads only", vec![place(), place()], &[]);
        check(
            "failpoint a.rs 1 reads only",
            vec![place(), place()],
            &["failpoint a.rs grew from 1 to 2", "bare", "bare"],
        );
    }

    #[test]
    fn what_is_not_named_stays() {
        check("", vec![long("a.rs", 510)], &["long"]);
    }

    #[test]
    fn growth_is_a_fault() {
        check(
            "file-length a.rs 510 table",
            vec![long("a.rs", 511)],
            &["file-length a.rs grew from 510 to 511", "long"],
        );
    }

    #[test]
    fn shrinking_must_be_written_down() {
        check(
            "file-length a.rs 510 table",
            vec![long("a.rs", 505)],
            &["file-length a.rs shrank to 505"],
        );
        check("file-length a.rs 510 table", vec![], &["file-length a.rs is no longer needed"]);
    }

    #[test]
    fn a_bad_line_is_a_fault() {
        check("file-length a.rs 510", vec![], &["unreadable entry"]);
        check("file-length a.rs many reason", vec![], &["unreadable entry"]);
        check("layers a 1 reason", vec![], &["rule layers knows no exceptions"]);
        check(
            "file-length a.rs 5 x\nfile-length a.rs 5 x",
            vec![long("a.rs", 5)],
            &["file-length a.rs stands twice"],
        );
    }
}
