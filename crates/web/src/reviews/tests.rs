use askama::Template as _;
use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::acts::{ActError, BreakGlass};
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST, GLASS_HOURS, REASON_LEAST, REASON_MOST};
use hygie_gate::rights::{Conclusion, Found};
use hygie_gate::{Asker, Role};

use super::contest;
use super::list::{ContestRow, ListPage, Row};
use super::show::{DeedTold, Reviewed, ShowPage, Told, Typed};
use crate::Lang;
use crate::limits::{REVIEW_HOURS, REVIEWS_SHOWN};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::policy::{Answer, ThenRow};
use crate::testing::House;

const HOUR: i64 = 3_600_000;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const RESULT: &str = r#"{"resourceType":"Observation","id":"o","status":"final",
    "category":[{"coding":[{"code":"laboratory",
    "system":"http://terminology.hl7.org/CodeSystem/observation-category"}]}],
    "code":{"text":"Glycémie"},"subject":{"reference":"Patient/renee"}}"#;
const WORDS: &str = "vérifié auprès du service";

fn doctor(number: usize) -> Asker {
    Asker {
        id: format!("doctor-{number}"),
        name: format!("Dr {number}"),
        organisation: "chu".into(),
        organisation_name: "CHU".into(),
        ..Asker::of(Role::Physician, "care door")
    }
}

/// A record that was opened in an emergency, and an officer.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, RESULT]).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    house.account(Role::PrivacyOfficer, None).await;
    breaks(&house, record, 1).await;
    (house, record)
}

async fn breaks(house: &House, record: RecordNo, number: usize) {
    let act =
        BreakGlass { reason: "sans réponse à l’arrivée".into(), unable: true, risk: true };
    house.app.accounts.break_glass(&doctor(number), record, act).await.unwrap();
}

#[tokio::test]
async fn the_officer_reviews_and_sees_nothing_of_health() {
    let (house, record) = house().await;
    let permit = house.app.gate.record(&doctor(1), record).await.unwrap();
    house.app.records.read(&permit, "Observation", "o").await.unwrap();
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let home = keep(Lang::Fr, &officer.get("/").await.html);
    assert!(home.contains("Un accès en urgence attend d’être examiné"), "{home}");
    let one = format!("/reviews/{record}/1");
    let list = keep(Lang::Fr, &officer.get("/reviews").await.html);
    assert!(list.contains(&one) && list.contains("Dr 1") && list.contains("CHU"), "{list}");
    assert!(!list.contains("plus de"), "it is no later than that");
    let early = keep(Lang::Fr, &officer.get(&one).await.html);
    assert!(early.contains("n’est pas terminé") && !early.contains("name=\"found\""), "{early}");
    let fields = [("found", "not-justified"), ("words", WORDS)];
    let running = officer.submit(&one, &fields).await;
    assert_eq!(running.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.world.clock.advance(GLASS_HOURS * HOUR);
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let page = keep(Lang::Fr, &officer.get(&one).await.html);
    assert!(page.contains("sans réponse à l’arrivée") && page.contains("A lu"), "{page}");
    for health in ["MOREL", "Renée", "lycémie"] {
        assert!(!page.contains(health) && !list.contains(health), "{health}");
    }
    let short = "x".repeat(REASON_LEAST - 1);
    let wrong = [
        (vec![("words", WORDS)], "Choisissez ce que vous avez constaté"),
        (vec![("found", "justified"), ("words", short.as_str())], "Écrivez de"),
    ];
    for (fields, says) in wrong {
        let answer = officer.submit(&one, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(keep(Lang::Fr, &answer.html).contains(says), "{}", answer.html);
    }
    assert_eq!(officer.submit(&one, &fields).await.to, "/reviews");
    let list = keep(Lang::Fr, &officer.get("/reviews").await.html);
    assert!(list.contains("Rien n’attend") && list.contains("Non justifié"), "{list}");
    let page = keep(Lang::Fr, &officer.get(&one).await.html);
    assert!(page.contains(WORDS) && !page.contains("name=\"found\""), "{page}");
    let again = officer.submit(&one, &fields).await;
    assert!(keep(Lang::Fr, &again.html).contains("déjà été examiné"));
}

#[tokio::test]
async fn what_waits_for_long_is_marked() {
    let (house, record) = house().await;
    house.world.clock.advance(REVIEW_HOURS * HOUR - 1);
    breaks(&house, record, 2).await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    assert!(!officer.get("/reviews").await.html.contains("plus de"));
    house.world.clock.advance(1);
    let html = officer.get("/reviews").await.html;
    assert_eq!(html.matches("plus de").count(), 1);
    assert!(html.find("Dr 1") < html.find("Dr 2"), "the oldest first");
}

#[tokio::test]
async fn only_so_many_are_told_and_the_others_counted() {
    let (house, record) = house().await;
    let reviews = house.app.gate.reviews(&officer()).await.unwrap();
    let page = sample(Lang::Fr);
    for (count, others) in [(REVIEWS_SHOWN, 0), (REVIEWS_SHOWN + 1, 1)] {
        let waiting = vec![reviews.waiting[0].clone(); count];
        let reviews = hygie_gate::Reviews { waiting, ..hygie_gate::Reviews::default() };
        let list = ListPage::of(&page, &reviews);
        assert_eq!((list.waiting.len(), list.others), (REVIEWS_SHOWN, others));
    }
    assert_eq!(reviews.waiting[0].record(), Some(record));
}

fn officer() -> Asker {
    let role = Role::PrivacyOfficer;
    Asker { id: "officer".into(), role, organisation: String::new(), ..doctor(0) }
}

#[tokio::test]
async fn nobody_else_reviews() {
    let (house, record) = house().await;
    let one = format!("/reviews/{record}/1");
    for role in [Role::Physician, Role::Secretary, Role::Administrator, Role::SecurityOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get("/").await.html.contains("/reviews"), "{role:?}");
        for path in ["/reviews", &one] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
            assert!(!answer.html.contains("Dr 1"), "{role:?}");
        }
        for fields in [[("found", "justified"), ("words", WORDS)], [("erased", "yes"), ("x", "")]] {
            let sent = browser.submit(&one, &fields).await;
            assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?}");
        }
    }
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    for path in
        [format!("/reviews/{record}/2"), format!("/reviews/{record}/01"), "/reviews/x/1".into()]
    {
        assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(house.browser().get(&one).await.status, StatusCode::SEE_OTHER, "nor a stranger");
}

#[tokio::test]
async fn what_was_erased_is_taken_off_the_list() {
    let (house, record) = house().await;
    let permit = house.app.gate.command_line("test");
    house.app.records.erase(&permit, record, None).await.unwrap();
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let one = format!("/reviews/{record}/1");
    let html = keep(Lang::Fr, &officer.get(&one).await.html);
    assert!(html.contains("a été effacé") && html.contains("name=\"erased\""), "{html}");
    assert_eq!(officer.submit(&one, &[("erased", "yes")]).await.to, "/reviews");
    assert!(officer.get("/reviews").await.html.contains("Rien n’attend"));
    assert_eq!(officer.get(&one).await.status, StatusCode::NOT_FOUND);
}

fn contests(conclusions: &[&'static str]) -> Vec<ContestRow> {
    let text = || HOSTILE.to_owned();
    let row = |(at, conclusion): (usize, &&'static str)| ContestRow {
        href: "/reviews/contests/0123456789abcdef/1".to_owned(),
        who: text(),
        about: text(),
        at: text(),
        clock: text(),
        late: at == 0,
        due: text(),
        conclusion,
        by: text(),
    };
    conclusions.iter().enumerate().map(row).collect()
}

#[test]
fn the_page_of_a_contested_access_keeps_its_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    let answer = || Answer { allowed: false, says: text(), source: HOSTILE };
    let then =
        || ThenRow { at: text(), facts: vec![text()], own: Some(answer()), shared: answer() };
    let told = |late, own, answer| contest::Told {
        who: text(),
        about: text(),
        at: text(),
        through: text(),
        opened: text(),
        due: text(),
        clock: text(),
        late,
        words: text(),
        own,
        answer,
    };
    for lang in Lang::ALL {
        let page = sample(*lang);
        let cases = [
            None,
            Some(told(true, false, None)),
            Some(told(false, true, None)),
            Some(told(false, false, Some(("not-justified", text(), text())))),
        ];
        let errors = [ActError::AnswerWords, ActError::Own, ActError::Nothing];
        for (told, error) in cases.into_iter().zip(errors.into_iter().cycle()) {
            let template = contest::ContestPage {
                page: &page,
                action: "/reviews/contests/0123456789abcdef/1".into(),
                record: "0123456789abcdef".into(),
                told,
                deeds: vec![DeedTold { words: text(), count: "2".into(), refused: true }],
                whole: false,
                then: vec![then(), then()],
                emergency: "/reviews/0123456789abcdef/1".into(),
                typed: contest::Typed {
                    conclusion: Some(Conclusion::Justified),
                    words: text(),
                    wrong: Some(super::answer::wrong(&page, error)),
                },
                least: ANSWER_LEAST,
                most: ANSWER_MOST,
            };
            keep(*lang, &template.render().unwrap());
        }
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    let href = || "/reviews/0123456789abcdef/1".to_owned();
    for lang in Lang::ALL {
        let page = sample(*lang);
        let row = |late, found| Row {
            href: href(),
            who: text(),
            about: text(),
            at: text(),
            late,
            found,
            by: text(),
        };
        for full in [true, false] {
            let some = |rows: Vec<Row>| if full { rows } else { Vec::new() };
            let template = ListPage {
                page: &page,
                waiting: some(vec![row(true, ""), row(false, "")]),
                others: usize::from(full),
                reviewed: some(Found::ALL.map(|found| row(false, found.name())).to_vec()),
                hours: REVIEW_HOURS,
                contested: if full { contests(&["", ""]) } else { Vec::new() },
                contested_others: usize::from(full),
                answered: if full {
                    contests(&Conclusion::ALL.map(Conclusion::name))
                } else {
                    Vec::new()
                },
            };
            keep(*lang, &template.render().unwrap());
        }
        let told = |over, own, review| Told {
            who: text(),
            about: text(),
            start: text(),
            end: text(),
            reason: text(),
            over,
            own,
            review,
        };
        let reviewed = Reviewed { found: "justified", by: text(), words: text() };
        let glasses = [
            None,
            Some(told(true, false, None)),
            Some(told(false, false, None)),
            Some(told(true, true, None)),
            Some(told(true, false, Some(reviewed))),
        ];
        let errors = [ActError::Words, ActError::Running, ActError::Own, ActError::Nothing];
        for (glass, error) in glasses.into_iter().zip(errors.into_iter().cycle()) {
            let deed = DeedTold { words: text(), count: "2".into(), refused: true };
            let template = ShowPage {
                page: &page,
                action: href(),
                record: "0123456789abcdef".into(),
                glass,
                deeds: vec![deed],
                whole: false,
                typed: Typed {
                    found: Some(Found::Justified),
                    words: text(),
                    wrong: Some(super::decide::wrong(&page, error)),
                },
                most: REASON_MOST,
            };
            keep(*lang, &template.render().unwrap());
        }
    }
}
