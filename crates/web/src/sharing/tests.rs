//! A person decides who sees their record, and what professionals then get, over the
//! real services.

mod pages;

use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;

use crate::Lang;
use crate::page::promises::keep;
use crate::record::tests::{JEANNE, plain};
use crate::testing::{Browser, House};

/// Entries of the record beside the Patient: type, id, name and who keeps it.
const ENTRIES: [(&str, &str, &str, &str); 3] = [
    ("Condition", "asthma", "Asthme", "lilas"),
    ("Condition", "gout", "Goutte", "lilas"),
    ("Observation", "ferritin", "Ferritine", "tilleuls"),
];

fn text_of(kind: &str, id: &str, name: &str) -> String {
    let rest = match kind {
        "Observation" => {
            r#""status":"final","effectiveDateTime":"2026-11-02","valueQuantity":{"value":40,"unit":"ug/L"},"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]"#
        }
        _ => {
            r#""onsetDateTime":"2017-05-05","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]}"#
        }
    };
    format!(
        r#"{{"resourceType":"{kind}","id":"{id}","code":{{"text":"{name}"}},"subject":{{"reference":"Patient/jeanne"}},{rest}}}"#
    )
}

/// Two organisations keep something of Jeanne; one of them takes care of her, and its
/// physician looked into her record.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    let record = house.write(&[JEANNE], "jeanne").await;
    for (kind, id, name, custodian) in ENTRIES {
        house.write_for(custodian, &[&text_of(kind, id, name)]).await;
    }
    house.account(Role::Physician, None).await;
    house.account(Role::Person, Some(record)).await;
    house.logged_in(Role::Physician).await.get(&format!("/records/{record}")).await;
    (house, record)
}

/// A form of the page; the answer leads back to a part of it.
async fn sends(person: &mut Browser<'_>, to: &str, fields: &[(&str, &str)], part: &str) {
    let answer = person.submit(to, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{to}: {}", answer.html);
    assert!(answer.to.ends_with(part), "{}", answer.to);
}

async fn shown(browser: &mut Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.html);
    keep(Lang::Fr, &answer.html)
}

/// The account that a button of the page is about.
async fn account(person: &mut Browser<'_>, base: &str) -> String {
    let html = shown(person, base).await;
    let (_, rest) = html.split_once(&format!("{base}/as/")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Ids of the entries that the physician gets one by one, and that the person sees when
/// they look as the physician: the same, and it is told how many.
async fn sees(
    physician: &mut Browser<'_>,
    person: &mut Browser<'_>,
    base: &str,
    account: &str,
) -> Vec<&'static str> {
    let html = shown(person, &format!("{base}/as/{account}")).await;
    let (_, main) = html.split_once("page stack sharing").unwrap();
    let mut seen = Vec::new();
    for (kind, id, name, _) in ENTRIES {
        let path = base.replace("/sharing", &format!("/entries/{kind}/{id}"));
        let alone = physician.get(&path).await.status == StatusCode::OK;
        assert_eq!(alone, main.contains(&format!("href=\"{path}\"")), "{id}: {main}");
        assert_eq!(alone, main.contains(name), "{id}: {main}");
        if alone {
            seen.push(id);
        }
    }
    let told = match seen.len() {
        0 => "Cette personne ne voit rien des 3 éléments".to_owned(),
        some => format!("Sur 3 éléments de votre dossier, cette personne en voit {some}."),
    };
    assert!(plain(main).contains(&told), "{told}: {}", plain(main));
    seen
}

#[tokio::test]
async fn what_the_person_decides_is_what_the_professional_gets() {
    let (house, record) = house().await;
    let base = &format!("/records/{record}/sharing");
    let to = |what: &str| format!("{base}/{what}");
    let mut physician = house.logged_in(Role::Physician).await;
    let mut person = house.logged_in(Role::Person).await;
    let id = &account(&mut person, base).await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, ["asthma", "gout"]);
    // Consent opens what others keep.
    let lilas = |said| [("party", "organisation"), ("id", "lilas"), ("said", said)];
    sends(&mut person, &to("consent"), &lilas("agree"), "#care").await;
    let all = ["asthma", "gout", "ferritin"];
    assert_eq!(sees(&mut physician, &mut person, base, id).await, all);
    assert!(plain(&shown(&mut person, base).await).contains("Vous avez accepté le 22 nov. 2026."));
    sends(&mut person, &to("consent"), &lilas("refuse"), "#care").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, ["asthma", "gout"]);
    assert!(plain(&shown(&mut person, base).await).contains("Vous avez refusé"));
    sends(&mut person, &to("consent"), &lilas("forget"), "#care").await;
    assert!(plain(&shown(&mut person, base).await).contains("Vous n’avez encore rien dit."));
    sends(&mut person, &to("consent"), &lilas("agree"), "#care").await;
    // A block closes it to one professional.
    sends(&mut person, &to("block"), &[("account", id)], "#blocked").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, ["asthma", "gout"]);
    let html = shown(&mut person, base).await;
    assert!(html.contains("Débloquer\u{a0}: Claire Vasseur"));
    assert!(!html.contains("Bloquer\u{a0}: Claire Vasseur"), "who is blocked is not blocked again");
    sends(&mut person, &to("unblock"), &[("account", id)], "#blocked").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, all);
    // The whole shared part.
    sends(&mut person, &to("shared"), &[("life", "opposed")], "#shared").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, ["asthma", "gout"]);
    let text = plain(&shown(&mut person, base).await);
    assert!(text.contains("fermé depuis le 22 nov. 2026") && text.contains("Rouvrir le partage"));
    sends(&mut person, &to("shared"), &[("life", "open")], "#shared").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, all);
    // All of it is told where who looked is told, which leads here.
    let html = shown(&mut person, &format!("/records/{record}/access")).await;
    assert!(html.contains("A ouvert «\u{a0}Qui voit mon dossier\u{a0}»"));
    assert!(html.contains("A regardé le dossier comme le verrait un professionnel"));
    assert!(html.contains("A changé qui peut voir le dossier"));
    assert_eq!(html.matches(&format!("href=\"{base}\"")).count(), 2);
}

#[tokio::test]
async fn a_masked_entry_is_hidden_but_from_the_treating_physician() {
    let (house, record) = house().await;
    let base = &format!("/records/{record}/sharing");
    let mut physician = house.logged_in(Role::Physician).await;
    let mut person = house.logged_in(Role::Person).await;
    let id = &account(&mut person, base).await;
    let lilas = [("party", "organisation"), ("id", "lilas"), ("said", "agree")];
    sends(&mut person, &format!("{base}/consent"), &lilas, "#care").await;
    let (all, own) = (["asthma", "gout", "ferritin"], ["asthma", "gout"]);
    let entry = format!("/records/{record}/entries/Observation/ferritin");
    assert!(!shown(&mut physician, &entry).await.contains("sharing/mask"));
    assert!(shown(&mut person, &entry).await.contains("Masquer aux professionnels"));
    let mask = [("kind", "Observation"), ("id", "ferritin"), ("back", "entry")];
    let to = "/entries/Observation/ferritin#sharing";
    sends(&mut person, &format!("{base}/mask"), &mask, to).await;
    let html = shown(&mut person, &entry).await;
    assert!(plain(&html).contains("Vous l’avez masqué le 22 nov. 2026."));
    assert!(html.contains("Montrer à nouveau"));
    assert!(shown(&mut person, base).await.contains("Montrer à nouveau\u{a0}: Ferritine"));
    assert_eq!(sees(&mut physician, &mut person, base, id).await, own);
    // The médecin traitant sees it, and still decides nothing on the person's page.
    let treating = format!("{base}/treating");
    sends(&mut person, &treating, &[("account", id)], "#treating").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, all);
    assert_eq!(physician.get(base).await.status, StatusCode::FORBIDDEN);
    sends(&mut person, &treating, &[("account", "")], "#treating").await;
    sends(&mut person, &treating, &[("account", "")], "#treating").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, own);
    // What the physician's own organisation keeps stays open to its team.
    let gout = [("kind", "Condition"), ("id", "gout")];
    sends(&mut person, &format!("{base}/mask"), &gout, "#masked").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, own);
    let back = [("kind", "Observation"), ("id", "ferritin")];
    sends(&mut person, &format!("{base}/unmask"), &back, "#masked").await;
    assert_eq!(sees(&mut physician, &mut person, base, id).await, all);
}

#[tokio::test]
async fn emergencies_are_three_choices() {
    let (house, record) = house().await;
    let base = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let boxes = |html: &str| {
        ["access", "regulation", "masked"]
            .map(|name| html.contains(&format!("name=\"{name}\" value=\"yes\" checked")))
    };
    assert_eq!(boxes(&shown(&mut person, &base).await), [true, true, false]);
    for chosen in [[false, true, true], [true, false, false], [false, false, false]] {
        let names = ["access", "regulation", "masked"].into_iter().zip(chosen);
        let fields: Vec<_> = names.filter(|(_, yes)| *yes).map(|(name, _)| (name, "yes")).collect();
        sends(&mut person, &format!("{base}/emergencies"), &fields, "#emergencies").await;
        assert_eq!(boxes(&shown(&mut person, &base).await), chosen);
    }
}

#[tokio::test]
async fn what_cannot_be_is_told_on_the_page_in_both_languages() {
    let (house, record) = house().await;
    let base = &format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    type Wrong<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);
    let wrong: [Wrong<'_>; 8] = [
        ("block", &[("account", "nobody")], "Choisissez dans la liste", "Choose from the list"),
        ("treating", &[("account", "nobody")], "Choisissez dans la liste", "Choose from the list"),
        ("unblock", &[("account", "nobody")], "rien à changer", "nothing to change"),
        ("unmask", &[("kind", "Condition"), ("id", "gout")], "rien à changer", "nothing to"),
        ("mask", &[("kind", "<b>"), ("id", "x")], "Choisissez dans la liste", "Choose from"),
        ("shared", &[("life", "x")], "l’un des boutons", "one of the buttons"),
        ("consent", &[("party", "account"), ("id", "x")], "dans la liste", "from the list"),
        (
            "consent",
            &[("party", "organisation"), ("id", "lilas"), ("said", "x")],
            "l’un des boutons",
            "one of the buttons",
        ),
    ];
    for (what, fields, fr, en) in wrong {
        for (lang, words) in [(Lang::Fr, fr), (Lang::En, en)] {
            person.language = lang.tag();
            let answer = person.submit(&format!("{base}/{what}"), fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            let html = keep(lang, &answer.html);
            let (_, alert) = html.split_once("role=\"alert\"").unwrap();
            assert!(alert.split("</p>").next().unwrap().contains(words), "{what}: {alert}");
        }
    }
    let unknown = [("kind", "Condition"), ("id", "nothing")];
    let answer = person.submit(&format!("{base}/mask"), &unknown).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = person.post(&format!("{base}/shared"), &[("life", "opposed")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "without the token of the session");
    person.language = "fr";
    assert!(plain(&shown(&mut person, base).await).contains("Votre dossier partagé est ouvert."));
    assert_eq!(person.get(&format!("{base}/as/nobody")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_decides_or_reads_it() {
    let (house, record) = house().await;
    house.account(Role::Secretary, None).await;
    house.account(Role::Nurse, None).await;
    house.account(Role::Administrator, None).await;
    let base = &format!("/records/{record}/sharing");
    let id = account(&mut house.logged_in(Role::Person).await, base).await;
    let other = r#"{"resourceType":"Patient","id":"zoe","name":[{"family":"Petit"}]}"#;
    let others = house.write(&[other], "zoe").await;
    let before = rights(&house, record).await;
    let forms: [(&str, &[(&str, &str)]); 7] = [
        ("shared", &[("life", "opposed")]),
        ("consent", &[("party", "organisation"), ("id", "lilas"), ("said", "refuse")]),
        ("block", &[("account", &id)]),
        ("emergencies", &[]),
        ("treating", &[("account", &id)]),
        ("mask", &[("kind", "Condition"), ("id", "gout")]),
        ("unmask", &[("kind", "Condition"), ("id", "gout")]),
    ];
    let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
    for role in [Role::Physician, Role::Nurse, Role::Secretary, Role::Administrator] {
        let mut browser = house.logged_in(role).await;
        for path in [base.clone(), format!("{base}/as/{id}")] {
            let answer = browser.get(&path).await;
            assert!(refused.contains(&answer.status), "{role:?} {path}: {}", answer.status);
            assert!(!answer.html.contains("Goutte"));
        }
        for (what, fields) in forms {
            let answer = browser.submit(&format!("{base}/{what}"), fields).await;
            assert!(refused.contains(&answer.status), "{role:?} {what}: {}", answer.status);
        }
        let html = browser.get(&format!("/records/{record}/access")).await.html;
        assert!(!html.contains("/sharing"), "{role:?}");
    }
    // Who does not find the record is told nothing of it, and so is who may not decide.
    house.foreign_account(Role::Pharmacist).await;
    let mut away = house.logged_in(Role::Pharmacist).await;
    assert_eq!(away.get(base).await.status, StatusCode::NOT_FOUND);
    for (what, fields) in forms {
        let answer = away.submit(&format!("{base}/{what}"), fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
    // The person of one record is nobody to another one.
    let mut person = house.logged_in(Role::Person).await;
    let base = format!("/records/{others}/sharing");
    assert_eq!(person.get(&base).await.status, StatusCode::NOT_FOUND);
    for (what, fields) in forms {
        let answer = person.submit(&format!("{base}/{what}"), fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
    assert_eq!(rights(&house, record).await, before);
}

/// What was decided about a record, as its person reads it.
async fn rights(house: &House, record: RecordNo) -> hygie_gate::rights::Rights {
    let asker = hygie_gate::Asker {
        id: "test".to_owned(),
        name: "Test".to_owned(),
        person: Some(record),
        ..hygie_gate::Asker::of(Role::Person, "test")
    };
    house.app.gate.rights(&asker, record).await.unwrap()
}
