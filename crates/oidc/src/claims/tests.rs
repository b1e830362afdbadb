use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::limits::{
    ACTIVITIES, BIRTH_YEARS, CODE_CHARS, EXERCISES, SUBJECT_ROLES, TECHNICAL_CHARS, TEXT_BYTES,
};
use hygie_gate::Role;

fn doctor() -> Value {
    json!({
        "sub": "f:1:899700366240",
        "SubjectNameID": "899700366240",
        "given_name": "ANNE",
        "family_name": "LEROUX",
        "SubjectRole": ["10^1.2.250.1.213.1.1.5.5", "SM26^1.2.250.1.213.1.1.4.5"],
        "SubjectRefPro": { "codeCivilite": "2", "exercices": [
            exercise("10", &[place("750000001", "HOPITAL"), place("", "CABINET LEROUX")]),
        ]},
    })
}

fn exercise(code: &str, activities: &[Value]) -> Value {
    json!({ "codeProfession": code, "codeCategorieProfessionnelle": "C", "codeSavoirFaire": "SM26",
            "activities": activities })
}

fn place(finess: &str, name: &str) -> Value {
    json!({ "codeModeExercice": "S", "codeSecteurDactivite": "SA01", "numeroFinessSite": finess,
            "numeroSiretSite": "12345678901234", "raisonSocialeSite": name })
}

fn professional(claims: &Value) -> Result<Professional, ClaimsFault> {
    match read_claims(Profile::ProSanteConnect, claims.to_string().as_bytes())? {
        Claims::Professional(one) => Ok(*one),
        other => panic!("{other:?}"),
    }
}

/// Changes one value, by its pointer.
fn with(mut claims: Value, at: &str, value: Value) -> Value {
    *claims.pointer_mut(at).unwrap() = value;
    claims
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name).unwrap();
    claims
}

#[test]
fn a_doctor_has_two_activities_to_choose_from() {
    let one = professional(&doctor()).unwrap();
    assert_eq!((one.rpps(), &*one.family_name), ("99700366240", "LEROUX"));
    let places: Vec<_> = one.activities.iter().map(|one| &one.organisation).collect();
    assert_eq!(places[0].finess.as_deref(), Some("750000001"));
    assert_eq!(
        (places[1].finess.as_deref(), places[1].name.as_deref()),
        (None, Some("CABINET LEROUX"))
    );
    assert!(one.activities.iter().all(|one| one.role == Role::Physician));
    assert_eq!(one.activities[0].specialty.as_deref(), Some("SM26"));
    assert_eq!(one.refused, []);
}

#[track_caller]
fn says(claims: &Value, expect: &str) {
    let said = professional(claims).err().map(|fault| fault.to_string()).unwrap_or_default();
    assert!(said.contains(expect), "{said}");
}

#[test]
fn what_has_no_role_is_refused_by_its_name() {
    let of = |code: &str| {
        let claims = with(doctor(), "/SubjectRole", json!([format!("{code}^1")]));
        with(claims, "/SubjectRefPro/exercices/0/codeProfession", json!(code))
    };
    says(&of("999"), "the profession code 999 is not known here");
    says(&of("70"), "the profession 70 (Masseur-kinésithérapeute) has no role here yet");
    says(&of("<b>"), "codeProfession is not a code");
    says(&with(doctor(), "/SubjectRole", json!(["60^1"])), "10 (Médecin) is not among the roles");
    says(&with(doctor(), "/SubjectRefPro/exercices", json!([])), "no activity");
    let nowhere = with(doctor(), "/SubjectRefPro/exercices/0/activities", json!([]));
    says(&nowhere, "10 (Médecin) is exercised nowhere");
}

#[test]
fn one_bad_activity_leaves_the_others() {
    let at = "/SubjectRefPro/exercices/0/activities/0";
    let bad = with(doctor(), &format!("{at}/numeroFinessSite"), json!("75'000001"));
    let one = professional(&bad).unwrap();
    assert_eq!(one.activities.len(), 1);
    assert_eq!(one.refused[0].place.as_deref(), Some("HOPITAL"));
    assert!(one.refused[0].reason.to_string().starts_with("numeroFinessSite is not"));
    let homeless = with(doctor(), at, json!({ "raisonSocialeSite": "X" }));
    assert_eq!(professional(&homeless).unwrap().refused[0].reason, Reason::NoOrganisation);
    let two = json!([exercise("70", &[]), exercise("10", &[place("750000001", "H")])]);
    let one = professional(&with(doctor(), "/SubjectRefPro/exercices", two)).unwrap();
    assert_eq!((one.activities.len(), one.refused.len()), (1, 1));
}

#[test]
fn what_must_be_there_is_there_and_well_formed() {
    for name in ["SubjectNameID", "SubjectRole", "SubjectRefPro", "family_name", "given_name"] {
        says(&without(doctor(), name), &format!("{name} is missing"));
    }
    for id in ["89970036624", "8997003662400", "099700366240", "89970036624X"] {
        says(&with(doctor(), "/SubjectNameID", json!(id)), "SubjectNameID is not 8 and");
    }
    says(&with(doctor(), "/SubjectRole", json!("10")), "SubjectRole is not a list");
    says(&with(doctor(), "/SubjectRole", json!([10])), "SubjectRole is not a list");
    says(&with(doctor(), "/SubjectRefPro", json!([])), "SubjectRefPro is not an object");
    says(&with(doctor(), "/SubjectRefPro/exercices", json!([7])), "exercices is not a list of");
    for claims in ["", "7", "[]", "\"a\""] {
        assert_eq!(
            read_claims(Profile::ProSanteConnect, claims.as_bytes()),
            Err(ClaimsFault::Shape)
        );
    }
}

#[test]
fn who_regulates_says_so_in_these_words_alone() {
    let claim = |value: Value| {
        let mut claims = doctor();
        claims["Acces_Regulation_Medicale"] = value;
        claims
    };
    for (value, regulates) in [(json!("VRAI"), true), (json!("FAUX"), false), (json!(""), false)] {
        assert_eq!(professional(&claim(value)).unwrap().regulates, regulates);
    }
    assert!(!professional(&claim(Value::Null)).unwrap().regulates);
    assert!(
        !professional(&without(claim(json!("VRAI")), "Acces_Regulation_Medicale"))
            .unwrap()
            .regulates
    );
    for other in [json!("vrai"), json!("OUI"), json!("VRAIFAUX"), json!("1")] {
        says(&claim(other), "Acces_Regulation_Medicale is not VRAI or FAUX");
    }
    for other in [json!(true), json!(1), json!(["VRAI"])] {
        says(&claim(other), "Acces_Regulation_Medicale is not a short text");
    }
}

#[test]
fn lists_and_texts_have_limits() {
    let good = |claims: &Value| assert!(professional(claims).is_ok());
    let roles = |count: usize| with(doctor(), "/SubjectRole", json!(vec!["10"; count]));
    good(&roles(SUBJECT_ROLES));
    says(&roles(SUBJECT_ROLES + 1), "SubjectRole has more than");
    let places = |count: usize| vec![place("750000001", "H"); count];
    let exercises = |count: usize| {
        let all = vec![exercise("10", &places(1)); count];
        with(doctor(), "/SubjectRefPro/exercices", json!(all))
    };
    good(&exercises(EXERCISES));
    says(&exercises(EXERCISES + 1), "exercices has more than");
    let activities = |first: usize, second: usize| {
        let all = json!([exercise("10", &places(first)), exercise("10", &places(second))]);
        with(doctor(), "/SubjectRefPro/exercices", all)
    };
    good(&activities(ACTIVITIES - 1, 1));
    says(&activities(ACTIVITIES, 1), "activities has more than");
    let named = |bytes: usize| with(doctor(), "/family_name", json!("É".repeat(bytes / 2)));
    good(&named(TEXT_BYTES));
    says(&named(TEXT_BYTES + 2), "family_name is not a short text");
    says(&with(doctor(), "/family_name", json!("a\r\nb")), "family_name is not a short text");
}

#[test]
fn codes_and_identifiers_have_limits() {
    let at = "/SubjectRefPro/exercices/0/activities/0";
    for (name, most) in [
        ("codeSecteurDactivite", CODE_CHARS),
        ("identifiantTechniqueDeLaStructure", TECHNICAL_CHARS),
    ] {
        for (chars, usable) in [(most, 2), (most + 1, 1)] {
            let mut claims = doctor();
            claims.pointer_mut(at).unwrap()[name] = "A".repeat(chars).into();
            assert_eq!(professional(&claims).unwrap().activities.len(), usable, "{name}");
        }
    }
}

fn angela() -> Value {
    json!({ "sub": "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1",
            "given_name": "Angela Claire Louise", "family_name": "DUBOIS",
            "birthdate": "1962-08-24", "gender": "female", "birthplace": "75107",
            "birthcountry": "99100", "email": "wossewodda-3728@yopmail.com" })
}

fn person(claims: &Value) -> Result<Person, ClaimsFault> {
    match read_claims(Profile::FranceConnect, claims.to_string().as_bytes())? {
        Claims::Person(one) => Ok(*one),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_person_has_the_traits_of_an_identity() {
    let one = person(&angela()).unwrap();
    assert_eq!((&*one.family_name, &*one.given_names), ("DUBOIS", "Angela Claire Louise"));
    assert_eq!(one.birth_date, BirthDate { year: 1962, month: Some(8), day: Some(24) });
    assert_eq!((one.gender, one.birth_place.as_deref()), (Gender::Female, Some("75107")));
    for name in ["given_name", "family_name", "birthdate", "gender", "birthcountry"] {
        assert_eq!(
            person(&without(angela(), name)).err(),
            Some(ClaimsFault::Missing(name_of(name)))
        );
    }
    let abroad = with(with(angela(), "/birthplace", json!("")), "/birthcountry", json!("99217"));
    assert_eq!(person(&abroad).unwrap().birth_place, None);
    let corsica = with(angela(), "/birthplace", json!("2A004"));
    assert!(person(&corsica).is_ok());
    for (at, value) in [("/birthplace", "A2004"), ("/birthcountry", "France"), ("/gender", "x")] {
        assert!(person(&with(angela(), at, json!(value))).is_err(), "{value}");
    }
}

fn name_of(name: &str) -> &'static str {
    ["given_name", "family_name", "birthdate", "gender", "birthcountry"]
        .into_iter()
        .find(|one| *one == name)
        .unwrap()
}

#[test]
fn birth_dates_exist() {
    let date =
        |text: &str| person(&with(angela(), "/birthdate", json!(text))).map(|one| one.birth_date);
    for (text, month, day) in [
        ("2000-02-29", Some(2), Some(29)),
        ("1940-00-00", None, None),
        ("1940-05-00", Some(5), None),
    ] {
        assert_eq!(date(text).unwrap(), BirthDate { year: text[..4].parse().unwrap(), month, day });
    }
    for (year, good) in [(1850, true), (1849, false), (2200, true), (2201, false)] {
        assert_eq!(date(&format!("{year}-01-01")).is_ok(), good, "{year}");
        assert_eq!(BIRTH_YEARS.contains(&year), good);
    }
    for text in [
        "1999-02-29",
        "1940-13-01",
        "1940-00-05",
        "1849-01-01",
        "2201-01-01",
        "1940-1-1",
        "1940-01-01T",
        "1940-01-01-01",
        "+940-01-01",
        "",
        "24/08/1962",
    ] {
        assert!(date(text).is_err(), "{text}");
    }
}

#[test]
fn anybody_has_a_name_or_none() {
    let read = |claims: Value| match read_claims(Profile::Generic, claims.to_string().as_bytes()) {
        Ok(Claims::Described(one)) => one.name,
        other => panic!("{other:?}"),
    };
    assert_eq!(read(json!({ "name": "A", "preferred_username": "b" })).as_deref(), Some("A"));
    assert_eq!(read(json!({ "preferred_username": "b" })).as_deref(), Some("b"));
    assert_eq!(read(json!({ "name": " " })), None);
}

#[test]
fn nothing_about_a_person_is_in_debug() {
    let claims = read_claims(Profile::ProSanteConnect, doctor().to_string().as_bytes()).unwrap();
    assert_eq!(format!("{claims:?}"), "Professional");
}

/// Any JSON, with the names that are looked for among the keys.
fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "SubjectNameID",
        "SubjectRole",
        "SubjectRefPro",
        "exercices",
        "activities",
        "codeProfession",
        "numeroFinessSite",
        "family_name",
        "given_name",
        "birthdate",
        "gender",
        "birthplace",
        "birthcountry",
        "name",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["10", "10^1", "899700366240", "1962-08-24", "male", "99100"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..8).prop_map(|map| {
                Value::from_iter(map.into_iter().map(|(name, value)| (name.to_owned(), value)))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(json in any_json()) {
        for profile in Profile::ALL {
            match read_claims(profile, json.to_string().as_bytes()) {
                Ok(Claims::Professional(one)) => {
                    prop_assert!(!one.activities.is_empty());
                    prop_assert!(one.activities.iter().all(|one| one.profession.role == Some(one.role)));
                }
                Ok(_) => {}
                Err(fault) => prop_assert!(!fault.to_string().is_empty()),
            }
        }
    }
}
