//! Care links to wards, and those that are to come, as the desk makes and ends them.

use axum::http::StatusCode;
use hygie_base::Clock as _;
use hygie_gate::Role;

use super::{DAY, closed, house, opens};
use crate::Lang;
use crate::format::{Date, paris};
use crate::page::promises::keep;
use crate::testing::House;

/// Fields of the form, what is said of them, and of which one.
type Wrong<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

/// The day so many days from now, in Paris.
fn day(house: &House, days: i64) -> String {
    let now = house.world.clock.now();
    Date::from(paris(hygie_base::Timestamp(now.0 + days * DAY))).iso()
}

/// A ward of the house, to which the nurse is assigned.
async fn with_ward(house: &House) -> String {
    let (accounts, permit) = (&house.app.accounts, || house.app.gate.command_line("test"));
    let id = accounts.add_ward(permit(), "lilas", "Unité du Parc").await.unwrap();
    house.account(Role::Nurse, None).await;
    accounts.assign(permit(), "nurse", None, std::slice::from_ref(&id)).await.unwrap();
    id
}

#[tokio::test]
async fn who_works_on_the_ward_reads_and_nobody_else() {
    let (house, record) = house().await;
    let ward = with_ward(&house).await;
    for role in [Role::Secretary, Role::Physician] {
        house.account(role, None).await;
    }
    let (care, page) = (format!("/records/{record}/care"), format!("/records/{record}"));
    let mut desk = house.logged_in(Role::Secretary).await;
    let html = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(html.contains(&format!("<option value=\"{ward}\">Unité du Parc")), "{html}");
    let stay = [("occasion", "residence"), ("ward", &*ward)];
    let done = desk.submit(&care, &stay).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, care.as_str()));
    let html = keep(Lang::Fr, &desk.get(&care).await.html);
    for says in ["Unité du Parc", "Résidence ou suivi durable", "sans date de fin"] {
        assert!(html.contains(says), "{says}: {html}");
    }
    let mut nurse = house.logged_in(Role::Nurse).await;
    opens(&mut nurse, record).await;
    let mut physician = house.logged_in(Role::Physician).await;
    closed(&physician.get(&page).await);
    // The person reads where.
    house.account(Role::Person, Some(record)).await;
    let mut person = house.logged_in(Role::Person).await;
    let html = keep(Lang::Fr, &person.get(&format!("/records/{record}/sharing")).await.html);
    assert!(html.contains("Unité du Parc, Cabinet des Lilas"), "{html}");
    assert!(html.contains("Résidence ou suivi durable · depuis le"), "{html}");
    // What they say of it is said of the organisation.
    let (_, rest) = html.split_once("Unité du Parc, Cabinet des Lilas").unwrap();
    assert!(rest.contains("value=\"lilas\""), "{rest}");
    // It is ended by itself.
    desk.submit(&care, &[("occasion", "admission")]).await;
    opens(&mut physician, record).await;
    let html = desk.get(&care).await.html;
    let (_, rest) = html.split_once("Unité du Parc").unwrap();
    let (_, rest) = rest.split_once("name=\"link\" value=\"").unwrap();
    let key = rest.split('"').next().unwrap();
    let ended = desk.submit(&format!("{care}/discharge"), &[("link", key)]).await;
    assert_eq!(ended.to, care);
    let again = desk.submit(&format!("{care}/discharge"), &[("link", key)]).await;
    assert!(keep(Lang::Fr, &again.html).contains("plus rien à quoi mettre fin"));
    opens(&mut physician, record).await;
}

#[tokio::test]
async fn an_appointment_is_registered_before_it_begins() {
    let (house, record) = house().await;
    let ward = with_ward(&house).await;
    house.account(Role::Secretary, None).await;
    let (care, page) = (format!("/records/{record}/care"), format!("/records/{record}"));
    let mut desk = house.logged_in(Role::Secretary).await;
    let (from, until) = (day(&house, 2), day(&house, 3));
    let check: [Wrong; 7] = [
        (&[("occasion", "appointment")], "Un rendez-vous a un dernier jour", "until"),
        (&[("occasion", "visit")], "l’un des motifs", "occasion"),
        (&[("ward", "none")], "n’existe pas", "ward"),
        (&[("from", "2030-02-30")], "Écrivez le premier jour", "from"),
        (&[("from", "2001-01-01")], "Le premier jour est passé", "from"),
        (&[("from", "2101-01-01")], "un an à l’avance", "from"),
        (&[("from", &until), ("until", &day(&house, 2))], "vient avant le premier", "until"),
    ];
    for (fields, says, wrong) in check {
        let answer = desk.submit(&care, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains(says), "{fields:?}: {html}");
        let (_, field) = html.split_once(&format!("id=\"{wrong}\"")).unwrap();
        let field = field.split('>').next().unwrap();
        assert!(field.contains("aria-invalid"), "{wrong}: {field}");
    }
    let visit = [("occasion", "appointment"), ("ward", &ward), ("from", &from), ("until", &until)];
    assert_eq!(desk.submit(&care, &visit).await.to, care);
    let html = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(html.contains("Rendez-vous") && html.contains("à partir du"), "{html}");
    let mut nurse = house.logged_in(Role::Nurse).await;
    closed(&nurse.get(&page).await);
    house.world.clock.advance(2 * DAY);
    let mut nurse = house.logged_in(Role::Nurse).await;
    opens(&mut nurse, record).await;
    house.world.clock.advance(2 * DAY);
    let mut nurse = house.logged_in(Role::Nurse).await;
    closed(&nurse.get(&page).await);
    // What begins today begins now.
    let mut desk = house.logged_in(Role::Secretary).await;
    desk.submit(&care, &[("ward", &ward), ("from", &day(&house, 0))]).await;
    opens(&mut nurse, record).await;
}
