use askama::Template as _;
use axum::http::StatusCode;
use hygie_accounts::limits::{HABILITATIONS_SHOWN, WITHDRAWAL_LEAST, WITHDRAWAL_MOST};
use hygie_accounts::{
    AccountError, HabilitationFault, HabilitationReviews, HabilitationsShown, HabilitationsSought,
    NewAccount, Sign, Verdict,
};
use hygie_base::paris::day;
use hygie_gate::{Asker, Role};

use super::acts::{chosen, wrong};
use super::list::{ListPage, Typed, iso};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, new_account};

const DAY: i64 = 86_400_000;

async fn house() -> House {
    let house = House::new();
    for role in [Role::Physician, Role::Administrator, Role::PrivacyOfficer] {
        house.account(role, None).await;
    }
    house.foreign_account(Role::Nurse).await;
    house
}

impl House {
    fn due(&self, days: i64) -> String {
        iso(day(self.app.clock.now()) + days)
    }
}

/// What the page offers to tick, beside whom.
fn lines(html: &str) -> Vec<String> {
    let rest = html.split("name=\"line\" value=\"").skip(1);
    rest.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The line of the account with this login.
fn line_of(html: &str, login: &str) -> String {
    let row = html.split("<li class=\"row\">").find(|row| row.contains(&format!(">{login}<")));
    lines(row.unwrap()).remove(0)
}

async fn opened(browser: &mut Browser<'_>, house: &House) {
    let due = house.due(30);
    assert_eq!(browser.submit("/habilitations", &[("due", &due)]).await.to, "/habilitations");
}

#[tokio::test]
async fn the_officer_opens_answers_and_closes_with_a_report() {
    let house = house().await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let home = keep(Lang::Fr, &officer.get("/").await.html);
    assert!(home.contains("Aucune revue n’a encore été menée"), "{home}");
    let page = keep(Lang::Fr, &officer.get("/habilitations").await.html);
    assert!(page.contains("name=\"due\"") && page.contains(&house.due(90)), "{page}");
    for due in ["", "demain", &house.due(0), &house.due(91)] {
        let answer = officer.submit("/habilitations", &[("due", due)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{due}");
        assert!(keep(Lang::Fr, &answer.html).contains("Choisissez un jour"), "{due}");
    }
    opened(&mut officer, &house).await;
    assert!(officer.get("/").await.html.contains("encore 30 jours"));
    let page = keep(Lang::Fr, &officer.get("/habilitations").await.html);
    assert_eq!(lines(&page).len(), 3, "not one’s own: {page}");
    assert!(page.contains("La vôtre") && page.contains("Jamais utilisé"), "{page}");
    let early = officer.submit("/habilitations/close", &[]).await;
    assert!(keep(Lang::Fr, &early.html).contains("encore sans réponse"));
    let nurse = line_of(&page, "nurse");
    let short =
        officer.submit("/habilitations/answer", &[("line", &nurse), ("verdict", "withdraw")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = keep(Lang::Fr, &short.html);
    assert!(html.contains("Écrivez le motif") && html.contains("checked"), "{html}");
    let fields = [("line", &*nurse), ("verdict", "withdraw"), ("reason", "=partie en mai")];
    let sent = officer.submit("/habilitations/answer", &fields).await;
    assert_eq!(sent.to, "/habilitations?show=unanswered");
    let stale = officer.submit("/habilitations/answer", &fields).await;
    assert!(keep(Lang::Fr, &stale.html).contains("a reçu une réponse entre-temps"));
    let page = officer.get("/habilitations").await.html;
    let left = lines(&page);
    let mut fields: Vec<(&str, &str)> = left.iter().map(|line| ("shown", line.as_str())).collect();
    fields.extend([("every", "yes"), ("verdict", "keep"), ("show", "kept")]);
    let sent = officer.submit("/habilitations/answer", &fields).await;
    assert_eq!(sent.to, "/habilitations?show=kept");
    let waits = officer.submit("/habilitations/close", &[]).await;
    assert!(keep(Lang::Fr, &waits.html).contains("pas encore fait"));
    carried_out(&house).await;
    assert_eq!(officer.submit("/habilitations/close", &[]).await.to, "/habilitations");
    let page = keep(Lang::Fr, &officer.get("/habilitations").await.html);
    assert!(page.contains("/habilitations/1/report") && page.contains("2 maintenues"), "{page}");
    let report = officer.get("/habilitations/1/report").await;
    assert_eq!(report.headers["content-type"], "text/csv; charset=utf-8");
    assert!(report.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(report.html.lines().count(), 5, "{}", report.html);
    assert!(report.html.contains("\"'=partie en mai\""), "{}", report.html);
    assert!(report.html.contains("Sans réponse\u{a0}: celle"), "{}", report.html);
    for path in ["/habilitations/2/report", "/habilitations/01/report", "/habilitations/x/report"] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(officer.get("/").await.html.contains("La dernière revue a été close"));
}

/// The administrator sees what is asked, and does it.
async fn carried_out(house: &House) {
    let mut administrator = house.logged_in(Role::Administrator).await;
    assert!(keep(Lang::Fr, &administrator.get("/").await.html).contains("le retrait d’une"));
    let list = keep(Lang::Fr, &administrator.get("/accounts").await.html);
    assert!(list.contains("=partie en mai") && list.contains("Retraits demandés"), "{list}");
    let href = list.split("id=\"withdrawals\"").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let href = href.split('"').next().unwrap().to_owned();
    let one = keep(Lang::Fr, &administrator.get(&href).await.html);
    assert!(one.contains("=partie en mai"), "{one}");
    let done = administrator.submit(&format!("{href}/revoke"), &[("sure", "yes")]).await;
    assert_eq!(done.to, href);
    assert!(!administrator.get("/accounts").await.html.contains("=partie en mai"));
}

#[tokio::test]
async fn what_is_late_is_marked() {
    let house = house().await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    opened(&mut officer, &house).await;
    house.world.clock.advance(31 * DAY);
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    for path in ["/", "/habilitations"] {
        let html = keep(Lang::Fr, &officer.get(path).await.html);
        assert!(html.contains("en retard d’un jour"), "{path} {html}");
    }
}

#[tokio::test]
async fn nobody_else_reviews() {
    let house = house().await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    opened(&mut officer, &house).await;
    let line = lines(&officer.get("/habilitations").await.html).remove(0);
    house.account(Role::SecurityOfficer, None).await;
    for role in [Role::Physician, Role::Administrator, Role::SecurityOfficer] {
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get("/").await.html.contains("/habilitations"), "{role:?}");
        for path in ["/habilitations", "/habilitations/1/report", "/habilitations/x/report"] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{role:?}");
        }
        let due = house.due(30);
        for (path, fields) in [
            ("/habilitations", vec![("due", due.as_str())]),
            ("/habilitations/answer", vec![("line", line.as_str()), ("verdict", "keep")]),
            ("/habilitations/close", vec![]),
        ] {
            let sent = browser.submit(path, &fields).await;
            assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
    }
    assert_eq!(house.browser().get("/habilitations").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_has_so_many_and_leads_on() {
    let house = house().await;
    let permit = house.app.gate.command_line("test");
    for number in 3..=HABILITATIONS_SHOWN {
        let login = format!("nurse-{number}");
        let new = NewAccount {
            name: HOSTILE.replace('\u{202e}', ""),
            ..new_account(Role::Nurse, &login, None)
        };
        house.app.accounts.create(&permit, new).await.unwrap();
    }
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    opened(&mut officer, &house).await;
    let first = keep(Lang::Fr, &officer.get("/habilitations").await.html);
    let after = format!("/habilitations?show=unanswered&#38;from={HABILITATIONS_SHOWN}");
    assert!(first.contains(&after), "{first}");
    let path = format!("/habilitations?show=all&from={HABILITATIONS_SHOWN}");
    let second = keep(Lang::Fr, &officer.get(&path).await.html);
    assert!(second.contains("Précédentes") && !second.contains("Suivantes"), "{second}");
    // A whole page is one form of one organisation, ticked at once.
    let lines = lines(
        &officer.get("/habilitations?show=all&organisation=Cabinet%20des%20Lilas").await.html,
    );
    assert_eq!(lines.len(), HABILITATIONS_SHOWN - 1);
    let each = lines.iter().flat_map(|line| [("shown", &**line), ("line", line)]);
    let mut fields: Vec<(&str, &str)> = each.collect();
    fields.extend([("every", "yes"), ("verdict", "keep"), ("organisation", "Cabinet des Lilas")]);
    let sent = officer.submit("/habilitations/answer", &fields).await;
    assert_eq!(sent.to, "/habilitations?show=unanswered&organisation=Cabinet%20des%20Lilas");
    let left = officer.get(&sent.to).await.html;
    assert!(left.contains("Aucune habilitation de ce choix"), "{left}");
}

#[test]
fn a_line_names_account_activity_and_edition() {
    let good = chosen("a/b/3").unwrap();
    assert_eq!((&*good.account, &*good.activity, good.edition), ("a", "b", 3));
    for bad in ["", "a", "a/b", "a/b/", "a/b/x", "a/b/-1"] {
        assert!(chosen(bad).is_none(), "{bad}");
    }
}

#[tokio::test]
async fn pages_keep_their_promises_in_both_languages() {
    let house = house().await;
    let officer = Asker { name: HOSTILE.to_owned(), ..Asker::of(Role::PrivacyOfficer, "test") };
    let accounts = &house.app.accounts;
    accounts.open_habilitation_review(&officer, day(house.app.clock.now()) + 1).await.unwrap();
    let all = HabilitationsSought { shown: HabilitationsShown::All, ..Default::default() };
    let reviews = accounts.habilitation_reviews(&officer, &all).await.unwrap();
    let line = super::rows::groups(&sample(Lang::Fr), &reviews.open.as_ref().unwrap().page);
    let line = chosen(&line[0].rows[0].line).unwrap();
    let verdict = Verdict::Withdraw { reason: HOSTILE.replace('\u{202e}', "") };
    accounts.answer_habilitations(&officer, &[line], &verdict).await.unwrap();
    let mut reviews = accounts.habilitation_reviews(&officer, &all).await.unwrap();
    let open = reviews.open.as_mut().unwrap();
    for one in &mut open.page {
        one.name = HOSTILE.to_owned();
        one.activity.organisation_name = HOSTILE.to_owned();
        one.wards = vec![HOSTILE.to_owned()];
        one.signs = vec![
            Sign::New,
            Sign::NeverUsed,
            Sign::Unused { days: 200 },
            Sign::SeveralRoles { count: 2 },
            Sign::NoOrganisation,
            Sign::ClosedWard,
        ];
    }
    open.organisations.push((HOSTILE.to_owned(), 2));
    open.progress.own = 1;
    let faults = [
        HabilitationFault::Due,
        HabilitationFault::Open,
        HabilitationFault::Closed,
        HabilitationFault::Nothing,
        HabilitationFault::Many,
        HabilitationFault::Reason,
        HabilitationFault::Gone,
        HabilitationFault::Answered,
        HabilitationFault::Own,
        HabilitationFault::Unanswered,
        HabilitationFault::NotCarriedOut,
    ];
    for lang in Lang::ALL {
        let page = sample(*lang);
        let nothing = || HabilitationReviews { open: None, closed: Vec::new() };
        for (number, fault) in faults.into_iter().enumerate() {
            let mut some = if number % 3 == 0 { nothing() } else { reviews.clone() };
            if let Some(open) = some.open.as_mut().filter(|_| number % 2 == 0) {
                (open.progress.unanswered, open.progress.to_end) = (0, 0);
            }
            let typed = Typed {
                due: HOSTILE.to_owned(),
                lines: vec![HOSTILE.to_owned()],
                reason: HOSTILE.to_owned(),
                wrong: Some(wrong(&page, AccountError::Habilitation(fault)).unwrap()),
            };
            let sought = HabilitationsSought {
                organisation: Some(HOSTILE.to_owned()),
                skip: HABILITATIONS_SHOWN,
                ..all.clone()
            };
            let template = ListPage::of(&page, some, &sought, typed);
            assert_eq!((template.least, template.most), (WITHDRAWAL_LEAST, WITHDRAWAL_MOST));
            keep(*lang, &template.render().unwrap());
        }
    }
}
