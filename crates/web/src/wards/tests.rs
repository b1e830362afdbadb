use axum::http::StatusCode;
use hygie_accounts::WardSeen;
use hygie_accounts::limits::{ASSIGNED, NAME_CHARS};
use hygie_gate::{Role, Ward};

use super::show::{HouseRow, Typed, WardsPage};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House};

const HOUSE: &str = "lilas";

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        let seen = |closed| WardSeen {
            ward: Ward { id: format!("w{closed}"), name: HOSTILE.to_owned() },
            closed,
        };
        for wards in [vec![], vec![seen(true), seen(false)]] {
            for (ward, wrong) in [("", None), ("", Some(HOSTILE)), ("wtrue", Some(HOSTILE))] {
                let wards = wards.clone();
                let house = HouseRow { id: HOUSE.to_owned(), name: HOSTILE.to_owned(), wards };
                let typed = Typed {
                    organisation: HOUSE.to_owned(),
                    ward: ward.to_owned(),
                    name: HOSTILE.to_owned(),
                    wrong: wrong.map(str::to_owned),
                };
                let template = WardsPage { page: &page, houses: vec![house], typed };
                keep(*lang, &askama::Template::render(&template).unwrap());
            }
        }
    }
}

async fn house() -> House {
    let house = House::new();
    for role in [Role::Administrator, Role::Nurse] {
        house.account(role, None).await;
    }
    house
}

impl House {
    /// The wards of the house: id, name, whether it is closed.
    async fn wards(&self) -> Vec<(String, String, bool)> {
        let all = self.app.accounts.wards(HOUSE).await.unwrap();
        all.into_iter().map(|seen| (seen.ward.id, seen.ward.name, seen.closed)).collect()
    }
}

/// The address of the nurse's account.
async fn nurse(browser: &mut Browser<'_>) -> String {
    browser.submit("/accounts", &[("q", "nurse")]).await;
    let html = browser.get("/accounts").await.html;
    let (_, rest) = html.split_once("row-fact\" href=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn wards_are_added_renamed_closed_and_opened_again() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    assert!(browser.get("/accounts").await.html.contains("href=\"/wards\""), "it is led to");
    let html = keep(Lang::Fr, &browser.get("/wards").await.html);
    assert!(html.contains("Aucune unité") && html.contains("Cabinet des Lilas"), "{html}");
    let add = |name| [("organisation", HOUSE), ("name", name)];
    let done = browser.submit("/wards", &add(" Unité du Parc ")).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, "/wards"));
    let (id, name, _) = house.wards().await.pop().unwrap();
    assert_eq!(name, "Unité du Parc");
    let long = "a".repeat(NAME_CHARS + 1);
    let refused =
        [("unité du parc", "porte déjà ce nom"), ("  ", "Écrivez un nom"), (&long, "nom")];
    for (name, says) in refused {
        let answer = browser.submit("/wards", &add(name)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains(says) && html.contains("aria-invalid=\"true\""), "{html}");
        assert!(html.contains(&format!("value=\"{}\"", name.trim())), "what was typed is kept");
    }
    let nowhere = browser.submit("/wards", &[("organisation", "tilleuls"), ("name", "x")]).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY, "an organisation of nobody");
    let named = [("organisation", HOUSE), ("ward", &*id), ("name", "Jardin")];
    assert_eq!(browser.submit("/wards/rename", &named).await.to, "/wards");
    let gone = [("organisation", HOUSE), ("ward", "none"), ("name", "Jardin 2")];
    let gone = browser.submit("/wards/rename", &gone).await;
    assert!(keep(Lang::Fr, &gone.html).contains("n’existe pas"), "{}", gone.html);
    browser.submit("/wards/close", &named).await;
    assert_eq!(house.wards().await, [(id.clone(), "Jardin".to_owned(), true)]);
    let html = keep(Lang::Fr, &browser.get("/wards").await.html);
    assert!(html.contains("Fermée") && html.contains("Rouvrir l’unité"), "{html}");
    let again = [&named[..], &[("open", "yes")]].concat();
    browser.submit("/wards/close", &again).await;
    assert_eq!(house.wards().await, [(id, "Jardin".to_owned(), false)]);
}

#[tokio::test]
async fn somebody_is_assigned_on_the_page_of_their_account() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    for name in ["Jardin", "Parc", "Verger"] {
        browser.submit("/wards", &[("organisation", HOUSE), ("name", name)]).await;
    }
    let ids: Vec<String> = house.wards().await.into_iter().map(|(id, ..)| id).collect();
    let one = nurse(&mut browser).await;
    let html = keep(Lang::Fr, &browser.get(&one).await.html);
    assert_eq!(html.matches("type=\"checkbox\" name=\"ward\"").count(), 3, "{html}");
    assert!(!html.contains("Unités\u{a0}: "), "nobody is yet");
    let (_, rest) = html.split_once("name=\"activity\" value=\"").unwrap();
    let activity = rest.split('"').next().unwrap().to_owned();
    let path = format!("{one}/activities/wards");
    let mut away = house.logged_in(Role::Nurse).await;
    let two = [("activity", &*activity), ("ward", &*ids[0]), ("ward", &*ids[1])];
    assert_eq!(browser.submit(&path, &two).await.to, one);
    assert!(away.get("/account").await.to.starts_with("/login"), "other rights: logged out");
    let html = keep(Lang::Fr, &browser.get(&one).await.html);
    assert!(html.contains("Unités\u{a0}: Jardin, Parc"), "{html}");
    let strange = [("activity", &*activity), ("ward", "none")];
    let refused = browser.submit(&path, &strange).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &refused.html).contains("n’existe pas"), "{}", refused.html);
    let many: Vec<String> = (0..=ASSIGNED).map(|at| at.to_string()).collect();
    let many = many.iter().map(|ward| ("ward", ward.as_str()));
    let many: Vec<_> = many.chain([("activity", &*activity)]).collect();
    let refused = browser.submit(&path, &many).await;
    assert!(keep(Lang::Fr, &refused.html).contains("30 unités au plus"), "{}", refused.html);
    assert_eq!(browser.submit(&path, &[("activity", &activity)]).await.to, one);
    assert!(!browser.get(&one).await.html.contains("Unités\u{a0}: "), "to none");
}
