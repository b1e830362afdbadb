use axum::http::StatusCode;
use hygie_accounts::{
    Content, Event, MailAddress as Address, MailConfirmed, MailPace, MailSeen, Mailed, Mailing,
    NotSent, Post,
};
use hygie_base::Timestamp;
use hygie_gate::Role;

use super::show::MailPage;
use super::write;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House};

const HERE: &str = "/account/mail";

/// Keeps what it is given.
#[derive(Default)]
struct Box(Vec<Mailing>);

impl Post for Box {
    async fn send(&mut self, letter: &Mailing) -> Result<(), NotSent> {
        self.0.push(letter.clone());
        Ok(())
    }
}

impl House {
    async fn mailed(&self) -> (Mailed, Vec<Mailing>) {
        let mut post = Box::default();
        let turn = std::time::Duration::from_secs(60);
        let mailed = self.app.accounts.mail_in_turn(turn, &mut post).await.unwrap();
        (mailed, post.0)
    }
}

fn code(letters: &[Mailing]) -> String {
    match letters {
        [Mailing { content: Content::Code(code), .. }] => code.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    let confirmed =
        |pace, refused| Some(MailConfirmed { address: HOSTILE.to_owned(), pace, refused });
    let at = Timestamp(1_795_353_360_123);
    for lang in Lang::ALL {
        let page = sample(*lang);
        for (confirmed, pending) in [
            (None, None),
            (None, Some(HOSTILE.to_owned())),
            (confirmed(MailPace::AtOnce, None), Some(HOSTILE.to_owned())),
            (confirmed(MailPace::Daily, Some(at)), None),
        ] {
            for (fresh, field) in [(true, "address"), (false, "code"), (true, "pace")] {
                for sends in [true, false] {
                    let mail = MailSeen { confirmed: confirmed.clone(), pending: pending.clone() };
                    let wrong = Some((field, HOSTILE.to_owned()));
                    let template = MailPage { page: &page, sends, mail, fresh, wrong };
                    keep(*lang, &askama::Template::render(&template).unwrap());
                }
            }
        }
    }
}

#[test]
fn a_letter_says_what_and_when_in_both_languages() {
    let letter = |language: &str, content| Mailing {
        to: Address::parse("a@b.fr").unwrap(),
        language: language.to_owned(),
        content,
        id: "x".to_owned(),
        at: Timestamp(0),
    };
    let at = Timestamp(1_795_353_360_123);
    for language in ["fr", "en"] {
        for event in Event::ALL {
            let one = write(&letter(language, Content::Notices(vec![(event, at)])), "https://h.fr");
            assert!(!one.subject.contains('⟦') && !one.text.contains('⟦'), "{one:?}");
            assert!(!one.subject.contains('\n') && one.text.contains(&one.subject), "{one:?}");
            assert!(one.text.contains("https://h.fr/account#notices"));
            assert!(one.text.contains("2026"), "{}", one.text);
        }
        let all = Event::ALL.map(|event| (event, at)).to_vec();
        let many = write(&letter(language, Content::Notices(all)), "https://h.fr");
        assert!(many.subject.contains(&Event::ALL.len().to_string()), "{}", many.subject);
        let code = write(&letter(language, Content::Code("012345".into())), "https://h.fr");
        assert!(code.text.contains("012345") && !code.subject.contains("012345"));
        let last = write(&letter(language, Content::Farewell), "https://h.fr");
        assert!(!last.text.contains('⟦') && last.text.contains("https://h.fr/account/mail"));
    }
}

async fn asks(browser: &mut Browser<'_>, address: &str) -> StatusCode {
    let csrf = browser.csrf().await;
    browser.post(HERE, &[("csrf", &csrf), ("address", address)]).await.status
}

#[tokio::test]
async fn an_address_is_confirmed_by_its_code_and_gets_notices() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    assert!(browser.get(HERE).await.html.contains("id=\"none\""));
    assert_eq!(asks(&mut browser, "a@b.fr").await, StatusCode::CONFLICT);
    house.app.accounts.send_mail();
    assert_eq!(asks(&mut browser, "a@b").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asks(&mut browser, "a@b.fr").await, StatusCode::SEE_OTHER);
    let (_, letters) = house.mailed().await;
    let (csrf, code) = (browser.csrf().await, code(&letters));
    let page = browser.get(HERE).await.html;
    assert!(page.contains("id=\"pending\"") && page.contains("a@b.fr") && !page.contains(&code));
    let confirm = "/account/mail/confirm";
    let wrong = browser.post(confirm, &[("csrf", &csrf), ("code", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("id=\"code-wrong\""));
    let right = browser.post(confirm, &[("csrf", &csrf), ("code", &code)]).await;
    assert_eq!((right.status, right.to.as_str()), (StatusCode::SEE_OTHER, HERE));
    let (_, letters) = house.mailed().await;
    assert!(matches!(&*letters, [Mailing { content: Content::Notices(told), .. }]
        if matches!(told[..], [(Event::MailChanged, _)])));
    let chosen = browser.post("/account/mail/pace", &[("csrf", &csrf), ("pace", "daily")]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let page = browser.get(HERE).await.html;
    assert!(page.contains("value=\"daily\" class=\"choice\" aria-pressed=\"true\""), "{page}");
    let stopped = browser.post("/account/mail/stop", &[("csrf", &csrf)]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);
    assert!(!browser.get(HERE).await.html.contains("id=\"confirmed\""));
    let (_, letters) = house.mailed().await;
    assert!(matches!(&*letters, [Mailing { content: Content::Farewell, .. }]));
}

#[tokio::test]
async fn another_address_asks_for_a_fresh_proof() {
    let house = House::new();
    house.app.accounts.send_mail();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let csrf = browser.csrf().await;
    house.world.clock.advance(hygie_accounts::limits::FRESH_MILLIS);
    for form in [HERE, "/account/mail/stop"] {
        let answer = browser.post(form, &[("csrf", &csrf), ("address", "a@b.fr")]).await;
        assert!(answer.status != StatusCode::SEE_OTHER || answer.to.starts_with("/confirm"));
    }
    assert_eq!(house.mailed().await.1, []);
}
