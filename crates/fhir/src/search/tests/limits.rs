use super::super::{Query, SearchCode};
use super::NOW;
use crate::limits::{
    SEARCH_NAME_BYTES, SEARCH_PARAMETERS, SEARCH_SORT_KEYS, SEARCH_VALUE_BYTES, SEARCH_VALUES,
};

fn outcome(params: &[(String, String)]) -> Option<SearchCode> {
    Query::parse("Patient", params, NOW).err().map(|error| error.code)
}

/// Passes at the limit, is refused one above.
#[track_caller]
fn check(limit: usize, params: impl Fn(usize) -> Vec<(String, String)>) {
    assert_eq!(outcome(&params(limit)), None);
    assert_eq!(outcome(&params(limit + 1)), Some(SearchCode::TooLarge));
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn limits_hold_at_n_and_are_refused_at_n_plus_one() {
    check(SEARCH_PARAMETERS, |count| vec![pair("name", "a"); count]);
    check(SEARCH_VALUES, |count| vec![pair("name", &vec!["a"; count].join(","))]);
    check(SEARCH_VALUE_BYTES, |count| vec![pair("name", &"a".repeat(count))]);
    check(SEARCH_SORT_KEYS, |count| vec![pair("_sort", &vec!["name"; count].join(","))]);
}

#[test]
fn long_names_are_refused_as_such() {
    let named = |count| outcome(&[pair(&"a".repeat(count), "x")]);
    assert_eq!(named(SEARCH_NAME_BYTES), Some(SearchCode::UnknownParameter));
    assert_eq!(named(SEARCH_NAME_BYTES + 1), Some(SearchCode::TooLarge));
}
