//! Pages of records as people of every role get them, over the real services.

use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_testkit::patient;

use crate::Lang;
use crate::page::promises::{HOSTILE, keep};
use crate::testing::{Browser, House};

/// The Patient and what she has.
pub(crate) const JEANNE: &str = r#"{"resourceType":"Patient","id":"jeanne","name":[{"use":"official","family":"Berthier","given":["Jeanne"]},{"use":"usual","family":"Morel","given":["Jeanne"]}],"gender":"female","birthDate":"1942-03-12"}"#;
pub(super) const PENICILLIN: &str = r#"{"resourceType":"AllergyIntolerance","id":"penicillin","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-verification","code":"confirmed"}]},"criticality":"high","code":{"text":"Pénicillines"},"patient":{"reference":"Patient/jeanne"},"recordedDate":"2009-05-02","reaction":[{"manifestation":[{"text":"œdème de Quincke"}]}]}"#;
pub(super) const REFUTED: &str = r#"{"resourceType":"Condition","id":"refuted","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"inactive"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"refuted"}]},"code":{"text":"Tuberculose"},"subject":{"reference":"Patient/jeanne"},"onsetDateTime":"2018-05-05"}"#;
pub(super) const ERROR: &str = r#"{"resourceType":"Condition","id":"error","verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"entered-in-error"}]},"code":{"text":"Diabète"},"subject":{"reference":"Patient/jeanne"},"onsetDateTime":"2020-03-03"}"#;
pub(super) const ASTHMA: &str = r#"{"resourceType":"Condition","id":"asthma","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},"code":{"text":"Asthme"},"subject":{"reference":"Patient/jeanne"},"onsetDateTime":"2017-05-05"}"#;
pub(super) const COMING: &str = r#"{"resourceType":"Appointment","id":"coming","status":"booked","description":"Cardiologie","start":"2027-01-04T09:30:00+01:00","end":"2027-01-04T10:00:00+01:00","participant":[{"actor":{"reference":"Patient/jeanne"},"status":"accepted"}]}"#;

/// A creatinine of a day, above its range.
pub(super) fn creatinine(day: &str, value: u32) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"creatinine-{day}","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"14682-9","display":"Creatinine"}}]}},"subject":{{"reference":"Patient/jeanne"}},"effectiveDateTime":"{day}","valueQuantity":{{"value":{value},"unit":"umol/L"}},"referenceRange":[{{"low":{{"value":45,"unit":"umol/L"}},"high":{{"value":84,"unit":"umol/L"}}}}]}}"#
    )
}

/// A house with Jeanne's record.
pub(super) async fn house() -> (House, RecordNo) {
    let house = House::new();
    let (first, last) = (creatinine("2026-05-14", 98), creatinine("2026-11-18", 128));
    let texts = [JEANNE, PENICILLIN, REFUTED, ERROR, ASTHMA, COMING, &first, &last];
    let record = house.write(&texts, "jeanne").await;
    (house, record)
}

async fn page(browser: &mut Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.html);
    keep(Lang::Fr, &answer.html)
}

/// The text of a page without its tags.
pub(crate) fn plain(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_physician_reads_facts_and_never_what_is_none() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let html = page(&mut browser, &format!("/records/{record}")).await;
    let text = plain(&html);
    for fact in [
        "MOREL Jeanne",
        "née BERTHIER",
        "84 ans",
        "femme",
        "Pénicillines",
        "Asthme",
        "128",
        "À venir : Cardiologie",
    ] {
        assert!(text.contains(fact), "{fact} is missing: {text}");
    }
    for none in ["Tuberculose", "Diabète"] {
        assert!(!text.contains(none), "{none} is stated as a fact");
    }
    assert!(html.contains(&format!("/records/{record}/entries/AllergyIntolerance/penicillin")));
    let timeline = plain(&page(&mut browser, &format!("/records/{record}/timeline")).await);
    assert!(timeline.contains("Tuberculose") && timeline.contains("écarté"), "{timeline}");
    assert!(!timeline.contains("Diabète"));
}

#[tokio::test]
async fn the_first_line_tells_what_is_new_since_the_last_look() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let path = format!("/records/{record}");
    let mut browser = house.logged_in(Role::Physician).await;
    assert!(page(&mut browser, &path).await.contains("Première lecture de ce dossier"));
    house.world.clock.advance(26 * 3_600_000);
    let mut browser = house.logged_in(Role::Physician).await;
    assert!(page(&mut browser, &path).await.contains("Rien de nouveau"));
    house.world.clock.advance(26 * 3_600_000);
    house.write(&[&creatinine("2026-11-23", 131)], "jeanne").await;
    let mut browser = house.logged_in(Role::Physician).await;
    let text = plain(&page(&mut browser, &path).await);
    assert!(text.contains("Nouveau depuis votre dernière lecture"), "{text}");
    assert!(text.contains("131 µmol/L"), "{text}");
}

#[tokio::test]
async fn a_secretary_sees_identity_and_appointments_alone() {
    let (house, record) = house().await;
    house.account(Role::Secretary, None).await;
    let mut browser = house.logged_in(Role::Secretary).await;
    let text = plain(&page(&mut browser, &format!("/records/{record}")).await);
    assert!(text.contains("MOREL Jeanne") && text.contains("Cardiologie"), "{text}");
    assert!(text.contains("Non accessibles pour vous"));
    let timeline = plain(&page(&mut browser, &format!("/records/{record}/timeline")).await);
    for fact in ["Pénicillines", "Asthme", "128", "Créatinine"] {
        assert!(!text.contains(fact) && !timeline.contains(fact), "{fact} is shown");
    }
    let entry = format!("/records/{record}/entries/Condition/asthma");
    assert_eq!(browser.get(&entry).await.status, StatusCode::NOT_FOUND);
    let note = format!("/records/{record}/notes/new");
    assert_eq!(browser.get(&note).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_person_reads_their_record_and_no_other_as_if_there_were_none() {
    let (house, record) = house().await;
    let other = house.write(&[&patient("other", "Autre")], "other").await;
    house.account(Role::Person, Some(record)).await;
    let mut browser = house.logged_in(Role::Person).await;
    let html = page(&mut browser, &format!("/records/{record}")).await;
    assert!(html.contains("class=\"person\"") && plain(&html).contains("Bienvenue, Jeanne"));
    assert!(!html.contains("<kbd>/</kbd>"), "a person finds nobody");
    assert!(plain(&html).contains("128 µmol/L le 18 nov. 2026"), "{}", plain(&html));
    let hidden = browser.get(&format!("/records/{other}")).await;
    let absent = browser.get("/records/0123456789abcdef").await;
    assert_eq!((hidden.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let alike = |answer: &crate::testing::Answer, path: &str| {
        let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
        answer.html.replace(&id, "").replace(path, "")
    };
    assert_eq!(alike(&hidden, &other.to_string()), alike(&absent, "0123456789abcdef"));
    let note = format!("/records/{record}/notes/new");
    assert_eq!(browser.get(&note).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_administrator_sees_nothing_clinical() {
    let (house, record) = house().await;
    house.account(Role::Administrator, None).await;
    let mut browser = house.logged_in(Role::Administrator).await;
    for path in ["", "/timeline", "/access", "/notes/new", "/entries/Condition/asthma"] {
        let answer = browser.get(&format!("/records/{record}{path}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!answer.html.contains("Morel") && !answer.html.contains("Asthme"), "{path}");
    }
}

#[tokio::test]
async fn addresses_that_name_nothing_are_not_found() {
    let (house, record) = house().await;
    house.account(Role::Nurse, None).await;
    let mut browser = house.logged_in(Role::Nurse).await;
    for path in [
        "/records/jeanne".to_owned(),
        "/records/0123456789ABCDEF".to_owned(),
        "/records/0000000000000000".to_owned(),
        "/records/ffffffffffffffff".to_owned(),
        format!("/records/{record}/entries/Condition/nothing"),
        format!("/records/{record}/entries/Nothing/asthma"),
        format!("/records/{record}/entries/Condition/%3Cscript%3E"),
        format!("/records/{record}/entries/Condition/asthma/versions/2"),
        format!("/records/{record}/entries/Condition/asthma/versions/0"),
        format!("/records/{record}/entries/Condition/asthma/versions/01"),
        format!("/records/{record}/nothing"),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        keep(Lang::Fr, &answer.html);
    }
}

#[tokio::test]
async fn an_entry_of_another_record_is_not_found_under_this_one() {
    let (house, _) = house().await;
    let other = house.write(&[&patient("other", "Autre")], "other").await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{other}/entries/Condition/asthma");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn odd_filters_show_everything() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let base = format!("/records/{record}/timeline");
    let whole = page(&mut browser, &base).await;
    for query in ["?kind=evil&year=99999&page=0", "?kind=&year=&page=", "?page=-1", "?year=-001"] {
        assert_eq!(page(&mut browser, &format!("{base}{query}")).await, whole, "{query}");
    }
    let none = plain(
        &page(&mut browser, &format!("{base}?kind=vitals&year=1900&page=99999999999999999999"))
            .await,
    );
    assert!(none.contains("Rien à cet endroit"), "{none}");
    let some = plain(&page(&mut browser, &format!("{base}?kind=results&year=2026")).await);
    assert!(some.contains("Créatinine") && !some.contains("Asthme"));
    for query in [
        "?before=evil",
        "?before=1-2-3",
        "?before=0-",
        "?before=-1--1",
        "?before=0-99999999999999999999",
    ] {
        page(&mut browser, &format!("/records/{record}/access{query}")).await;
    }
}

#[tokio::test]
async fn a_record_of_markup_is_inert_on_all_its_pages() {
    let house = House::new();
    let hostile = HOSTILE.replace('\\', "").replace('"', "\\\"");
    let long = "w".repeat(10_000);
    let say = |text: &str| text.replace("HOSTILE", &hostile).replace("LONG", &long);
    let texts: Vec<String> = [
        r#"{"resourceType":"Patient","id":"evil","name":[{"family":"HOSTILE","given":["LONG","😀","שלום"]}],"identifier":[{"type":{"text":"HOSTILE"},"value":"HOSTILE"}],"generalPractitioner":[{"display":"HOSTILE"}]}"#,
        r#"{"resourceType":"Condition","id":"c","code":{"text":"HOSTILE LONG"},"subject":{"reference":"Patient/evil"},"severity":{"text":"HOSTILE"}}"#,
        r#"{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"HOSTILE"},"patient":{"reference":"Patient/evil"},"reaction":[{"manifestation":[{"text":"HOSTILE"}]}]}"#,
        r#"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"HOSTILE"},"subject":{"reference":"Patient/evil"},"valueString":"HOSTILE LONG","interpretation":[{"coding":[{"code":"HH"}]}]}"#,
        r#"{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","medicationCodeableConcept":{"text":"HOSTILE"},"subject":{"reference":"Patient/evil"},"dosageInstruction":[{"text":"HOSTILE"}]}"#,
        r#"{"resourceType":"DocumentReference","id":"d","status":"current","subject":{"reference":"Patient/evil"},"description":"HOSTILE","content":[{"attachment":{"contentType":"text/plain","data":"PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="}}]}"#,
        r#"{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"HOSTILE"},"type":[{"text":"HOSTILE"}],"subject":{"reference":"Patient/evil"},"reasonCode":[{"text":"HOSTILE"}]}"#,
    ]
    .map(say)
    .into();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let record = house.write(&texts, "evil").await;
    house.account(Role::Physician, None).await;
    house.account(Role::Person, Some(record)).await;
    for role in [Role::Physician, Role::Person] {
        let mut browser = house.logged_in(role).await;
        for path in [
            "",
            "/timeline",
            "/access",
            "/entries/Patient/evil",
            "/entries/Condition/c",
            "/entries/Observation/o",
            "/entries/MedicationRequest/m",
            "/entries/DocumentReference/d",
            "/entries/Encounter/e",
        ] {
            page(&mut browser, &format!("/records/{record}{path}")).await;
        }
    }
}
