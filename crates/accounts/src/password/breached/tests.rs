use std::io::Write as _;

use proptest::prelude::*;
use tempfile::NamedTempFile;

use super::*;

fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn hash(password: &str) -> String {
    String::from_utf8(sha1_hex(password).to_vec()).unwrap()
}

fn list(passwords: &[String], feed: &str) -> String {
    let mut lines: Vec<String> =
        passwords.iter().enumerate().map(|(at, one)| format!("{}:{at}", hash(one))).collect();
    lines.sort();
    lines.join(feed) + feed
}

fn refused(text: &str) -> String {
    Breached::open(file(text).path()).unwrap_err().to_string()
}

#[test]
fn a_password_is_known_by_its_sha_1() {
    // The test vector of FIPS 180-1.
    assert_eq!(hash("abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
}

#[test]
fn every_line_is_found_and_nothing_else() {
    let passwords: Vec<String> = (0..2_500).map(|at| format!("p{at}")).collect();
    for feed in ["\n", "\r\n"] {
        let file = file(&list(&passwords, feed));
        let breached = Breached::open(file.path()).unwrap();
        for password in &passwords {
            assert!(breached.holds(password).unwrap(), "{password}");
        }
        for at in 0..500 {
            assert!(!breached.holds(&format!("q{at}")).unwrap(), "q{at}");
        }
    }
}

#[test]
fn first_last_and_only_lines_are_found() {
    let mut passwords: Vec<String> = (0..9).map(|at| format!("p{at}")).collect();
    passwords.sort_by_key(|one| hash(one));
    let text = list(&passwords, "\n");
    // Without a feed at the end, and in small letters.
    for text in [text.clone(), text.trim_end().to_owned(), text.to_lowercase()] {
        let breached = Breached::open(file(&text).path()).unwrap();
        assert!(breached.holds(&passwords[0]).unwrap());
        assert!(breached.holds(&passwords[4]).unwrap());
        assert!(breached.holds(&passwords[8]).unwrap());
        assert!(!breached.holds("absent").unwrap());
    }
    let breached = Breached::open(file(&list(&passwords[..1], "\n")).path()).unwrap();
    assert!(breached.holds(&passwords[0]).unwrap());
    assert!(!breached.holds(&passwords[1]).unwrap());
    assert!(!Breached::open(file("").path()).unwrap().holds("a").unwrap());
}

#[test]
fn a_list_of_another_form_is_refused_with_the_line() {
    let good = format!("{}:1\n", hash("abc"));
    for bad in ["hello", &good[..41], &format!("{}:x", &good[..40]), &format!("{}:", &good[..40])] {
        let said = refused(&format!("{good}{bad}\n"));
        assert!(said.contains(bad) && said.contains("at byte 43"), "{said}");
    }
    let said = refused(&format!("{}:{}\n", &good[..40], "1".repeat(BREACHED_LINE_BYTES - 41)));
    assert!(said.contains("at byte 0"), "{said}");
    let most = format!("{}:{}\n", &good[..40], "1".repeat(BREACHED_LINE_BYTES - 42));
    assert!(Breached::open(file(&most).path()).is_ok());
    assert!(refused(&good.repeat(2)).contains("not sorted"), "a line twice");
}

#[test]
fn a_list_in_another_order_is_refused() {
    let passwords: Vec<String> = (0..3_000).map(|at| format!("p{at}")).collect();
    let sorted = list(&passwords, "\n");
    let mut lines: Vec<&str> = sorted.lines().collect();
    lines.swap(BREACHED_HEAD_LINES - 2, BREACHED_HEAD_LINES - 1);
    assert!(refused(&lines.join("\n")).contains("not sorted"), "at the end of the head");
    let mut lines: Vec<&str> = sorted.lines().collect();
    lines[BREACHED_HEAD_LINES..].reverse();
    assert!(refused(&lines.join("\n")).contains("not sorted"), "behind the head");
}

#[test]
fn damage_behind_the_head_is_found_by_the_search_that_meets_it() {
    let passwords: Vec<String> = (0..1_500).map(|at| format!("p{at}")).collect();
    let sorted = list(&passwords, "\n");
    let lines: Vec<&str> = sorted.lines().collect();
    // The search's first step: the line after the middle.
    let mut at = 0;
    let middle = lines.iter().position(|line| {
        at += line.len() + 1;
        at > sorted.len() / 2
    });
    let middle = middle.unwrap();
    let damaged = sorted.replace(lines[middle + 1], &"-".repeat(lines[middle + 1].len()));
    let file = file(&sorted);
    let breached = Breached::open(file.path()).unwrap();
    let mut same = file.reopen().unwrap();
    same.write_all(damaged.as_bytes()).unwrap();
    assert!(matches!(breached.holds("absent"), Err(BreachedError::Malformed { .. })));
}

#[test]
fn an_absent_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let absent = Breached::open(&folder.path().join("none"));
    assert!(matches!(absent, Err(BreachedError::Io(_))));
}

proptest! {
    #[test]
    fn a_list_of_any_length_holds_its_own(
        held in proptest::collection::btree_set("[a-z]{1,6}", 0..40),
        asked in "[a-z]{1,6}",
    ) {
        let passwords: Vec<String> = held.iter().cloned().collect();
        let text = if held.is_empty() { String::new() } else { list(&passwords, "\n") };
        let breached = Breached::open(file(&text).path()).unwrap();
        for one in &held {
            prop_assert!(breached.holds(one).unwrap());
        }
        prop_assert_eq!(breached.holds(&asked).unwrap(), held.contains(&asked));
    }

    #[test]
    fn no_bytes_make_it_fail_otherwise(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        if let Ok(breached) = Breached::open(file.path()) {
            prop_assert!(breached.holds("a").is_ok());
        }
    }
}
