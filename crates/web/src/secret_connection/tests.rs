//! A minor's record in a secret connection, on the pages, over the real services.

mod kept;

use axum::http::StatusCode;
use hygie_gate::Role;

use crate::Lang;
use crate::page::promises::keep;
use crate::record::tests::plain;
use crate::testing::{Browser, House};

const CHILD: &str = r#"{"resourceType":"Patient","id":"zoe","birthDate":"2012-05-05",
    "name":[{"family":"Petit","given":["Zoé"]}]}"#;
const ASTHMA: &str = r#"{"resourceType":"Condition","id":"asthma","subject":{"reference":"Patient/zoe"},
    "code":{"text":"Asthme"},"onsetDateTime":"2020-05-05","clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/zoe"},
    "code":{"text":"Pénicillines"},"clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]}}"#;
const SECRET: &str = r#"{"resourceType":"Condition","id":"secret","subject":{"reference":"Patient/zoe"},
    "meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},
    "code":{"text":"Gardé pour elle"},"onsetDateTime":"2026-05-05","clinicalStatus":{"coding":[{
    "code":"active","system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}"#;
const BANNER: &str = "Seul s’affiche ce qui est caché aux représentants légaux";
const NOTE: [(&str, &str); 3] =
    [("kind", "11506-3"), ("date", "2026-11-21"), ("text", "Pilule demandée")];

async fn house() -> (House, String) {
    let house = House::new();
    let record = house.write(&[CHILD, ASTHMA, ALLERGY, SECRET], "zoe").await;
    house.account(Role::Physician, None).await;
    house.account(Role::Person, Some(record)).await;
    (house, format!("/records/{record}"))
}

/// A page in both languages, in the words of the first.
async fn shown(browser: &mut Browser<'_>, path: &str) -> String {
    browser.language = "en";
    let english = browser.get(path).await;
    assert_eq!(english.status, StatusCode::OK, "{path}: {}", english.html);
    keep(Lang::En, &english.html);
    browser.language = "fr";
    plain(&keep(Lang::Fr, &browser.get(path).await.html))
}

async fn begins(browser: &mut Browser<'_>, home: &str) {
    let answer = browser.submit(&format!("{home}/secret-connection"), &[]).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, home));
}

async fn leaves(browser: &mut Browser<'_>, home: &str) {
    let answer = browser.submit(&format!("{home}/secret-connection/end"), &[]).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, home));
}

#[tokio::test]
async fn it_is_begun_and_left_on_the_record() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    let mut other = house.logged_in(Role::Physician).await;
    let before = physician.get(&home).await.html;
    let form = format!("action=\"{home}/secret-connection\"");
    assert!(before.contains(&form) && !before.contains(BANNER));
    begins(&mut physician, &home).await;
    let inside = physician.get(&home).await.html;
    assert!(!inside.contains(&form) && inside.contains("/secret-connection/end"));
    for below in ["", "/timeline", "/entries/Condition/secret", "/notes/new", "/access", "/care"] {
        let text = shown(&mut physician, &format!("{home}{below}")).await;
        assert!(text.contains(BANNER) && text.contains("Zoé"), "{below}: {text}");
        assert!(!text.contains("Asthme") && !text.contains("Pénicillines"), "{below}: {text}");
        let outside = shown(&mut other, &format!("{home}{below}")).await;
        assert!(!outside.contains(BANNER), "another session: {outside}");
    }
    let text = shown(&mut physician, &format!("{home}/timeline")).await;
    assert!(text.contains("Gardé pour elle"), "{text}");
    let hidden = physician.get(&format!("{home}/entries/Condition/asthma")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    // Another record is open as ever.
    let sister = CHILD.replace("zoe", "lea").replace("Zoé", "Léa");
    let sister = format!("/records/{}", house.write(&[&sister], "lea").await);
    assert!(!shown(&mut physician, &sister).await.contains(BANNER));
    leaves(&mut physician, &home).await;
    let text = shown(&mut physician, &home).await;
    assert!(!text.contains(BANNER) && text.contains("Asthme"), "{text}");
    // Left twice, as in another tab; and what was not sent leads to the record.
    leaves(&mut physician, &home).await;
    for form in ["", "/end"] {
        let answer = physician.get(&format!("{home}/secret-connection{form}")).await;
        assert_eq!(answer.to, home);
    }
    let mut person = house.logged_in(Role::Person).await;
    let access = shown(&mut person, &format!("{home}/access")).await;
    for said in ["connexion secrète ouverte", "connexion secrète quittée"] {
        assert!(access.contains(said), "{access}");
    }
    assert!(
        shown(&mut physician, &format!("{home}/access")).await.contains("en connexion secrète")
    );
}

/// It is the session's, which outlives the process, and so does its button.
#[tokio::test]
async fn it_is_still_there_after_a_restart_and_ended_by_its_button() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    begins(&mut physician, &home).await;
    let cookies = physician.cookies.clone();
    let house = house.restart().await;
    let mut physician = house.browser();
    physician.cookies = cookies;
    let text = shown(&mut physician, &home).await;
    assert!(text.contains(BANNER) && !text.contains("Asthme"), "{text}");
    let button = format!("action=\"{home}/secret-connection/end\"");
    assert!(physician.get(&home).await.html.contains(&button));
    leaves(&mut physician, &home).await;
    let text = shown(&mut physician, &home).await;
    assert!(!text.contains(BANNER) && text.contains("Asthme"), "{text}");
}

/// What is not shown is never told to be absent.
#[tokio::test]
async fn that_something_is_not_shown_is_not_read_as_that_there_is_none() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    begins(&mut physician, &home).await;
    let text = shown(&mut physician, &home).await;
    assert!(text.contains("Non affichées en connexion secrète"), "{text}");
    assert!(text.contains("Le reste n’est pas affiché en connexion secrète"), "{text}");
    // Nor by a denial or an old allergy that alone are secret.
    let label = r#""meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},"code""#;
    let none = ALLERGY
        .replace(r#""id":"a""#, r#""id":"none""#)
        .replace("\"code\":{\"text\":\"Pénicillines\"}", "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"716186003\"}],\"text\":\"Aucune\"}")
        .replacen("\"code\"", label, 1);
    house.write_for("lilas", &[&none]).await;
    let text = shown(&mut physician, &home).await;
    assert!(text.contains("Non affichées en connexion secrète"), "{text}");
    let kept = ALLERGY
        .replace(r#""id":"a""#, r#""id":"kept""#)
        .replace("Pénicillines", "Latex")
        .replacen("\"code\"", label, 1);
    house.write_for("lilas", &[&kept]).await;
    let text = shown(&mut physician, &home).await;
    assert!(text.contains("Latex") && text.contains("allergies comprises"), "{text}");
}

#[tokio::test]
async fn a_note_written_in_it_is_hidden_from_who_acts_for_the_person() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    begins(&mut physician, &home).await;
    let path = format!("{home}/notes/new");
    let form = physician.get(&path).await.html;
    assert!(form.contains(r#"type="hidden" name="secret" value="yes""#), "{form}");
    assert!(plain(&form).contains("cachée aux représentants légaux"), "{form}");
    // A form from before it was begun is as secret.
    let answer = physician.submit(&path, &NOTE).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let text = shown(&mut physician, &answer.to).await;
    assert!(text.contains("Pilule demandée") && text.contains("Caché aux représentants légaux"));
    leaves(&mut physician, &home).await;
    let text = shown(&mut physician, &answer.to).await;
    assert!(text.contains("Caché aux représentants légaux"), "{text}");
    let mut person = house.logged_in(Role::Person).await;
    assert!(shown(&mut person, &answer.to).await.contains("Pilule demandée"));
}

/// Leaving counts at once on pages that are open: what was begun as a secret is not written
/// for everybody to see.
#[tokio::test]
async fn a_note_that_was_begun_in_it_is_not_written_without_it() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    begins(&mut physician, &home).await;
    let path = format!("{home}/notes/new");
    leaves(&mut physician, &home).await;
    let fields: Vec<_> = NOTE.into_iter().chain([("secret", "yes")]).collect();
    let answer = physician.submit(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("La connexion secrète a pris fin") && html.contains("Pilule demandée"));
    assert!(html.contains(r#"name="secret" value="yes""#), "it stays one: {html}");
    let mut person = house.logged_in(Role::Person).await;
    let group = format!("{home}/timeline?kind=documents");
    assert!(!shown(&mut person, &group).await.contains("Note"), "nothing was written");
    // Begun again, in another tab, it is written.
    begins(&mut physician, &home).await;
    assert_eq!(physician.submit(&path, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_app_is_started_in_it() {
    let (house, home) = house().await;
    let mut physician = house.logged_in(Role::Physician).await;
    begins(&mut physician, &home).await;
    assert_eq!(physician.get(&format!("{home}/apps")).await.status, StatusCode::OK);
    let answer = physician.submit(&format!("{home}/apps"), &[("client", "x")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn it_is_offered_where_it_may_be_begun() {
    let (house, home) = house().await;
    let form = "/secret-connection\"";
    let adult = CHILD.replace("zoe", "ana").replace("2012", "1980");
    let adult = format!("/records/{}", house.write(&[&adult], "ana").await);
    let unborn = CHILD.replace("zoe", "x").replace("2012-05-05", "2012");
    let unborn = format!("/records/{}", house.write(&[&unborn], "x").await);
    let mut physician = house.logged_in(Role::Physician).await;
    for (home, why) in [(&adult, "majeure"), (&unborn, "date de naissance")] {
        assert!(!physician.get(home).await.html.contains(form));
        let answer = physician.submit(&format!("{home}/secret-connection"), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&keep(Lang::Fr, &answer.html)).contains(why), "{}", answer.html);
    }
    house.account(Role::Secretary, None).await;
    for role in [Role::Secretary, Role::Person] {
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get(&home).await.html.contains(form), "{role:?}");
        let answer = browser.submit(&format!("{home}/secret-connection"), &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}
