use proptest::prelude::*;

use super::{Json, JsonFault, Object, parse};
use crate::limits::JsonLimits;

const LIMITS: JsonLimits = JsonLimits::DEFAULT;

fn check(text: &[u8], fault: JsonFault, position: (usize, usize), place: &str) {
    let shown = String::from_utf8_lossy(text);
    let error = parse(text, &LIMITS).expect_err(&shown);
    let found = (error.fault, (error.line, error.column), error.place.as_str());
    assert_eq!(found, (fault, position, place), "{shown}");
}

fn check_kept(text: &str) {
    let json = parse(text.as_bytes(), &LIMITS).expect(text);
    assert_eq!(String::from_utf8(json.to_vec()).expect("UTF-8"), text);
}

#[test]
fn what_is_compact_comes_back_byte_for_byte() {
    check_kept("null");
    check_kept("[true,false,null,[],{}]");
    check_kept(r#"{"b":1.50,"a":-0,"c":0.0e+00,"d":123456789012345678901234567890.10}"#);
    check_kept(r#""\"\\ / \b\f\n\r\t \u0000\u001f""#);
    check_kept("\"\u{7f}\u{a0}é𝄞\u{2028}\"");
    check_kept(r#"{"":"","_birthDate":{"id":"x"}}"#);
}

#[test]
fn escapes_and_white_space_are_normalised() {
    let json = parse(b" \t\r\n[ \"\\/\\u0041\\ud834\\udd1e\" , 1E5 ]\n", &LIMITS).expect("JSON");
    assert_eq!(json.to_vec(), "[\"/A𝄞\",1E5]".as_bytes());
}

#[test]
fn numbers_are_strict() {
    for text in ["01", "-01", "1.", ".5", "+1", "-", "1e", "1e+", "0x1", "1_0", "--1", "-.5"] {
        assert!(parse(text.as_bytes(), &LIMITS).is_err(), "{text}");
    }
    for text in ["NaN", "Infinity", "-Infinity", "-NaN", "nan", "inf"] {
        assert!(parse(text.as_bytes(), &LIMITS).is_err(), "{text}");
        assert!(parse(format!("[{text}]").as_bytes(), &LIMITS).is_err(), "[{text}]");
    }
    check(b"[1,\n 01]", JsonFault::Number, (2, 3), "$[1]");
}

#[test]
fn faults_are_located() {
    check(b"", JsonFault::Unfinished, (1, 1), "$");
    check(b"{\"a\":[1,2", JsonFault::Unfinished, (1, 10), "$.a");
    check(b"\"abc", JsonFault::Unfinished, (1, 5), "$");
    check(b"[1,]", JsonFault::TrailingComma, (1, 4), "$");
    check(b"{\"a\":1,}", JsonFault::TrailingComma, (1, 8), "$");
    check(b"[1 2]", JsonFault::CommaExpected, (1, 4), "$");
    check(b"{\"a\" 1}", JsonFault::ColonExpected, (1, 6), "$");
    check(b"{a:1}", JsonFault::NameExpected, (1, 2), "$");
    check(b"{'a':1}", JsonFault::NameExpected, (1, 2), "$");
    check(b"// c\n1", JsonFault::ValueExpected, (1, 1), "$");
    check(b"[tru]", JsonFault::ValueExpected, (1, 5), "$[0]");
    check(b"{} {}", JsonFault::TrailingText, (1, 4), "$");
    check(b"\xef\xbb\xbf{}", JsonFault::ByteOrderMark, (1, 1), "$");
    check(b"\xff\xfe{\0}\0", JsonFault::ValueExpected, (1, 1), "$");
    check("{\"é\": \"\n\"}".as_bytes(), JsonFault::ControlCharacter, (1, 8), "$.*");
    check(b"{\"a\":[{},{\"b\":\"\x01\"}]}", JsonFault::ControlCharacter, (1, 16), "$.a[1].b");
    check(b"\xa0 1", JsonFault::ValueExpected, (1, 1), "$");
}

#[test]
fn names_that_may_be_values_are_not_shown() {
    check(b"{\"Jane Doe\":x}", JsonFault::ValueExpected, (1, 13), "$.*");
    check(b"{\"279035121518989\":x}", JsonFault::ValueExpected, (1, 20), "$.*");
}

#[test]
fn strings_are_strict() {
    check(b"\"a\xff\"", JsonFault::Utf8, (1, 3), "$");
    // Overlong, surrogate, beyond U+10FFFF.
    for bytes in [&b"\"\xc0\xaf\""[..], b"\"\xed\xa0\x80\"", b"\"\xf4\x90\x80\x80\""] {
        assert_eq!(parse(bytes, &LIMITS).expect_err("not UTF-8").fault, JsonFault::Utf8);
    }
    for text in [r#""\x""#, r#""\ud834""#, r#""\udd1e""#, r#""\ud834\u0041""#, r#""\u12g4""#] {
        let error = parse(text.as_bytes(), &LIMITS).expect_err(text);
        assert_eq!(error.fault, JsonFault::Escape, "{text}");
    }
    for byte in 0..0x20 {
        let error = parse(&[b'"', byte, b'"'], &LIMITS).expect_err("control character");
        assert_eq!(error.fault, JsonFault::ControlCharacter, "{byte}");
    }
}

#[test]
fn repeated_names_are_refused_however_they_are_written() {
    check(br#"{"a":1,"b":2,"a":3}"#, JsonFault::RepeatedName, (1, 18), "$.a");
    check(br#"{"x":[{"a":1,"\u0061":3}]}"#, JsonFault::RepeatedName, (1, 23), "$.x[0].a");
    // In small objects, at the change of method and far beyond it.
    for count in [2, 15, 16, 17, 18, 5000] {
        let mut members: Vec<String> = (0..count).map(|n| format!("\"n{n}\":{n}")).collect();
        let text = format!("{{{}}}", members.join(","));
        assert!(parse(text.as_bytes(), &LIMITS).is_ok(), "{count}");
        for repeated in [0, count / 2, count - 1] {
            members.push(format!("\"n{repeated}\":0"));
            let text = format!("{{{}}}", members.join(","));
            let error = parse(text.as_bytes(), &LIMITS).expect_err("repeated");
            assert_eq!(error.fault, JsonFault::RepeatedName, "{count} {repeated}");
            members.pop();
        }
    }
}

fn check_limit(limits: &JsonLimits, within: &str, beyond: &str, fault: JsonFault) {
    assert!(parse(within.as_bytes(), limits).is_ok(), "{fault}: n");
    assert_eq!(parse(beyond.as_bytes(), limits).expect_err("n + 1").fault, fault);
}

#[test]
fn each_limit_holds_at_n_and_refuses_n_plus_1() {
    let limits = JsonLimits { bytes: 5, ..LIMITS };
    check_limit(&limits, "[1,2]", "[1,23]", JsonFault::TooLong(5));
    let limits = JsonLimits { depth: 3, ..LIMITS };
    check_limit(&limits, "[{\"a\":[]}]", "[{\"a\":[[]]}]", JsonFault::TooDeep(3));
    let limits = JsonLimits { values: 4, ..LIMITS };
    check_limit(&limits, "[1,{\"a\":2}]", "[1,{\"a\":2},3]", JsonFault::TooManyValues(4));
    let limits = JsonLimits { number_bytes: 4, ..LIMITS };
    check_limit(&limits, "-1.5", "-1.50", JsonFault::NumberTooLong(4));
    let limits = JsonLimits { string_bytes: 3, ..LIMITS };
    check_limit(&limits, "\"éa\"", "\"éab\"", JsonFault::StringTooLong(3));
    check_limit(&limits, "{\"abc\":1}", "{\"abcd\":1}", JsonFault::StringTooLong(3));
}

#[test]
fn a_million_brackets_do_not_overflow_the_stack() {
    for open in ["[", "{\"a\":"] {
        let text = open.repeat(1_000_000);
        let error = parse(text.as_bytes(), &LIMITS).expect_err("too deep");
        assert_eq!(error.fault, JsonFault::TooDeep(LIMITS.depth));
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    let number = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?";
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        number.prop_map(|text| Json::Number(text.into())),
        any::<String>().prop_map(|text| Json::String(text.into())),
    ];
    leaf.prop_recursive(5, 100, 20, |inner| {
        let members = prop::collection::btree_map(any::<String>(), inner.clone(), 0..20);
        prop_oneof![
            prop::collection::vec(inner, 0..20).prop_map(Json::Array),
            members.prop_map(|members| {
                let mut object = Object::new();
                for (name, value) in members {
                    object.push(name.into(), value);
                }
                Json::Object(object)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn writing_then_reading_gives_the_value_back(json in any_json()) {
        prop_assert_eq!(parse(&json.to_vec(), &LIMITS).expect("what was written"), json);
    }

    #[test]
    fn no_text_panics(text in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&text, &LIMITS);
    }

    #[test]
    fn no_text_of_json_characters_panics(text in "[\\[\\]{}:,\"\\\\u0-9a-fdtrnl.eE+ -]{0,60}") {
        let _ = parse(text.as_bytes(), &LIMITS);
    }
}
