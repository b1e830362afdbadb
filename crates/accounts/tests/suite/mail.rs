//! Notices by mail: to whom, what, how often, and once.

use std::time::Duration;

use hygie_accounts::limits::{
    FRESH_MILLIS, MAIL_AGAIN_MILLIS, MAIL_AGAIN_MOST_MILLIS, MAIL_CODE_MILLIS, MAIL_CODE_TRIES,
    MAIL_CODES, MAIL_CODES_MILLIS, MAIL_KEPT_MILLIS, SECOND_MILLIS,
};
use hygie_accounts::{
    AccountError, Content, Event, LoggedIn, MailPace, Mailed, Mailing, NotSent, Post, Session,
};
use hygie_base::RecordNo;
use hygie_gate::acts::{Block, Oppose};

use crate::emergencies::{PERSON, act, doctor, house};
use crate::help::{House, MINUTE, PASSWORD};

const TURN: Duration = Duration::from_secs(60);
const MAILBOX: &str = "jeanne@poste.example";

/// A post that answers as it is told.
#[derive(Default)]
struct Desk {
    letters: Vec<Mailing>,
    answer: Option<NotSent>,
}

impl Post for Desk {
    async fn send(&mut self, letter: &Mailing) -> Result<(), NotSent> {
        match self.answer {
            Some(answer) => Err(answer),
            None => {
                self.letters.push(letter.clone());
                Ok(())
            }
        }
    }
}

impl House {
    async fn turn(&self) -> Vec<Mailing> {
        let mut desk = Desk::default();
        let mailed = self.accounts.mail_in_turn(TURN, &mut desk).await.unwrap();
        assert_eq!((mailed.sent, mailed.away), (desk.letters.len(), None));
        desk.letters
    }

    async fn refusing(&self, answer: NotSent) -> Mailed {
        let mut desk = Desk { answer: Some(answer), ..Desk::default() };
        self.accounts.mail_in_turn(TURN, &mut desk).await.unwrap()
    }

    /// What was told by mail.
    async fn mailed_events(&self) -> Vec<Event> {
        let letters = self.turn().await.into_iter();
        let events = letters.flat_map(|letter| match letter.content {
            Content::Notices(all) => all,
            other => panic!("{other:?}"),
        });
        events.map(|(event, _)| event).collect()
    }

    async fn in_session(&self, login: &str) -> LoggedIn {
        self.accounts.log_in(login, PASSWORD).await.unwrap()
    }

    async fn confirmed(&self, session: &Session, address: &str) {
        self.accounts.ask_mail(session, address, "fr").await.unwrap();
        let code = self.code(address).await;
        self.accounts.confirm_mail(session, &code).await.unwrap();
    }

    /// The one code that is sent, to this address.
    async fn code(&self, address: &str) -> String {
        let letters = self.turn().await.into_iter();
        let codes = letters.filter_map(|letter| match letter.content {
            Content::Code(code) => Some((letter.to.to_string(), code)),
            _ => None,
        });
        let codes: Vec<(String, String)> = codes.collect();
        assert!(codes.len() == 1 && codes[0].0 == address, "{codes:?}");
        codes[0].1.clone()
    }
}

/// A person who gets notices by mail, and has been told so.
async fn mailed() -> (House, RecordNo, Session) {
    let (house, record) = house().await;
    house.accounts.send_mail();
    let session = house.in_session(PERSON).await.session;
    house.confirmed(&session, MAILBOX).await;
    assert_eq!(house.mailed_events().await, [Event::MailChanged]);
    (house, record, session)
}

#[tokio::test]
async fn an_emergency_is_told_once_and_names_nobody() {
    let (house, record, _) = mailed().await;
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let letters = house.turn().await;
    let told = vec![(Event::RecordOpened, house.now())];
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].content, Content::Notices(told));
    assert_eq!((letters[0].to.to_string().as_str(), &*letters[0].language), (MAILBOX, "fr"));
    assert!(house.turn().await.is_empty());
    let traces = house.traces().await;
    assert_eq!(traces[0].what, "sent notices by mail");
    assert!(!traces.iter().any(|one| one.what.contains(MAILBOX)));
}

#[tokio::test]
async fn every_change_of_will_is_told_to_who_did_it_too() {
    let (house, record, session) = mailed().await;
    let person = session.asker().unwrap();
    let block = || Block { account: "roy".into(), name: "Dr Roy".into() };
    house.accounts.decide(person, record, block()).await.unwrap();
    assert_eq!(house.mailed_events().await, [Event::WillChanged]);
    assert!(house.news(PERSON).await.is_empty(), "no news to who did it");
    let all = house.accounts.notices(&session).await.unwrap();
    let changed = all.iter().find(|it| it.event == Event::WillChanged).unwrap();
    assert!(!changed.news);
    assert_eq!(house.mailed_events().await, [Event::NewDevice], "to look at the news");
    // What changes nothing is told to nobody.
    assert!(house.accounts.decide(person, record, block()).await.is_ok());
    assert!(house.mailed_events().await.is_empty());
    house.accounts.decide(person, record, Oppose).await.unwrap();
    assert_eq!(house.mailed_events().await, [Event::WillChanged]);
}

#[tokio::test]
async fn no_mail_before_an_address_is_confirmed() {
    let (house, record) = house().await;
    let session = house.in_session(PERSON).await.session;
    let none = house.accounts.ask_mail(&session, MAILBOX, "fr").await;
    assert!(matches!(none, Err(AccountError::NoMail)));
    house.accounts.send_mail();
    for wrong in ["", "a", "a@b", "a@b.fr\r\nRCPT TO:<x@y.fr>"] {
        let refused = house.accounts.ask_mail(&session, wrong, "fr").await;
        assert!(matches!(refused, Err(AccountError::MailAddress)), "{wrong:?}");
    }
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    assert!(house.turn().await.is_empty());
    let early = house.accounts.choose_mail_pace(&session, MailPace::Daily).await;
    assert!(matches!(early, Err(AccountError::NotNow)));
    house.confirmed(&session, MAILBOX).await;
    // What happened before is in the app alone.
    assert_eq!(house.mailed_events().await, [Event::MailChanged]);
}

#[tokio::test]
async fn a_code_has_tries_and_time() {
    let (house, _) = house().await;
    house.accounts.send_mail();
    let session = house.in_session(PERSON).await.session;
    let ask = async || house.accounts.ask_mail(&session, MAILBOX, "fr").await;
    let types = async |code: &str| house.accounts.confirm_mail(&session, code).await;
    let wrong = |result| matches!(result, Err(AccountError::MailCode));
    assert!(wrong(types("000000").await), "none was asked for");
    for tries in [MAIL_CODE_TRIES - 1, MAIL_CODE_TRIES] {
        ask().await.unwrap();
        let code = house.code(MAILBOX).await;
        let other = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..tries {
            assert!(wrong(types(other).await));
        }
        assert_eq!(types(&code).await.is_ok(), tries < MAIL_CODE_TRIES);
    }
    for wait in [MAIL_CODE_MILLIS - 1, MAIL_CODE_MILLIS] {
        let session = house.in_session(PERSON).await.session;
        house.accounts.ask_mail(&session, "b@c.fr", "en").await.unwrap();
        let _last = house.turn().await;
        let seen = house.accounts.mail(&session).await.unwrap().pending;
        assert_eq!(seen.as_deref(), Some("b@c.fr"));
        house.wait(wait);
        let session = house.in_session(PERSON).await.session;
        let open = house.accounts.mail(&session).await.unwrap().pending.is_some();
        assert_eq!(open, wait < MAIL_CODE_MILLIS);
    }
}

#[tokio::test]
async fn so_many_codes_a_day_and_only_after_a_fresh_proof() {
    let (house, _) = house().await;
    house.accounts.send_mail();
    let session = house.in_session(PERSON).await.session;
    for count in 0..=MAIL_CODES {
        let asked = house.accounts.ask_mail(&session, MAILBOX, "fr").await;
        match asked {
            Ok(()) => assert!(count < MAIL_CODES),
            Err(AccountError::Throttled { .. }) => assert_eq!(count, MAIL_CODES),
            other => panic!("{other:?}"),
        }
    }
    house.wait(MAIL_CODES_MILLIS);
    let session = house.in_session(PERSON).await.session;
    house.accounts.ask_mail(&session, MAILBOX, "fr").await.unwrap();
    house.wait(FRESH_MILLIS);
    let stale = house.accounts.ask_mail(&session, MAILBOX, "fr").await;
    assert!(matches!(stale, Err(AccountError::Stale)));
    assert!(matches!(house.accounts.stop_mail(&session).await, Err(AccountError::Stale)));
}

/// A thief who gives another address is told of at the one before.
#[tokio::test]
async fn the_address_before_is_told_that_it_is_no_more() {
    let (house, record, session) = mailed().await;
    house.accounts.ask_mail(&session, "thief@b.fr", "en").await.unwrap();
    let code = house.code("thief@b.fr").await;
    house.accounts.confirm_mail(&session, &code).await.unwrap();
    let letters = house.turn().await;
    let to: Vec<String> = letters.iter().map(|letter| letter.to.to_string()).collect();
    assert_eq!(to, [MAILBOX, "thief@b.fr"]);
    assert_eq!(letters[0].content, Content::Farewell);
    house.accounts.stop_mail(&session).await.unwrap();
    let letters = house.turn().await;
    assert_eq!((letters.len(), &letters[0].content), (1, &Content::Farewell));
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    assert!(house.turn().await.is_empty());
}

#[tokio::test]
async fn notices_of_a_day_are_gathered() {
    let (house, record, session) = mailed().await;
    house.accounts.choose_mail_pace(&session, MailPace::Daily).await.unwrap();
    let person = session.asker().unwrap();
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let block = Block { account: "roy".into(), name: "Dr Roy".into() };
    house.accounts.decide(person, record, block).await.unwrap();
    let mut told = house.mailed_events().await;
    for _ in 0..24 {
        house.wait(60 * MINUTE);
        told.extend(house.mailed_events().await);
    }
    assert_eq!(told, [Event::RecordOpened, Event::WillChanged]);
}

#[tokio::test]
async fn a_server_that_is_away_loses_nothing_and_is_asked_again_ever_later() {
    let (house, record, _) = mailed().await;
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let away = NotSent::Away("test");
    let mut wait = MAIL_AGAIN_MILLIS;
    for _ in 0..9 {
        assert_eq!(house.refusing(away).await.away, Some(away));
        assert_eq!(house.refusing(away).await, Mailed::default(), "not yet again");
        house.wait(wait - 1);
        assert_eq!(house.refusing(away).await, Mailed::default());
        house.wait(1);
        wait = (2 * wait).min(MAIL_AGAIN_MOST_MILLIS);
    }
    assert_eq!(house.mailed_events().await, [Event::RecordOpened]);
    assert!(house.turn().await.is_empty());
}

#[tokio::test]
async fn a_letter_that_is_too_old_is_told_in_the_app_alone() {
    for (wait, sent) in [(MAIL_KEPT_MILLIS, 1), (MAIL_KEPT_MILLIS + 1, 0)] {
        let (house, record, _) = mailed().await;
        house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
        house.wait(wait);
        assert_eq!(house.mailed_events().await.len(), sent);
        assert_eq!(house.news(PERSON).await.len(), 1);
    }
}

#[tokio::test]
async fn an_address_that_is_refused_is_left_alone_and_its_holder_reads_why() {
    let (house, record, session) = mailed().await;
    let opens = async |who: &str| {
        house.accounts.break_glass(&doctor(who), record, act()).await.unwrap();
    };
    opens("roy").await;
    // For now is not for ever.
    assert_eq!(house.refusing(NotSent::Letter).await.later, 1);
    assert!(house.accounts.mail(&session).await.unwrap().confirmed.unwrap().refused.is_none());
    house.wait(MAIL_AGAIN_MILLIS);
    assert_eq!(house.refusing(NotSent::Recipient).await.refused, 1);
    let seen = house.accounts.mail(&session).await.unwrap().confirmed.unwrap();
    assert_eq!(seen.refused, Some(house.now()));
    let notices = house.accounts.notices(&session).await.unwrap();
    assert!(notices.iter().any(|it| it.event == Event::MailRefused && it.news));
    opens("petit").await;
    assert!(house.turn().await.is_empty());
    // Once it is confirmed again, it gets mail again.
    house.confirmed(&session, MAILBOX).await;
    assert_eq!(house.mailed_events().await, [Event::MailChanged]);
}

/// A log-in that waits for its second factor is no alarm until it is over.
#[tokio::test]
async fn half_a_log_in_is_told_once_it_has_come_to_nothing() {
    let house = House::with_physician().await;
    house.accounts.send_mail();
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    let session = enrolled.logged_in.session;
    house.confirmed(&session, MAILBOX).await;
    house.turn().await;
    house.log_in().await;
    assert!(house.turn().await.is_empty());
    house.wait(SECOND_MILLIS - 1);
    assert!(house.turn().await.is_empty());
    house.wait(1);
    assert_eq!(house.mailed_events().await, [Event::HalfWay]);
}

#[tokio::test]
async fn one_node_at_a_time_sends() {
    let (house, record, _) = mailed().await;
    if !house.world.records.is_shared() {
        return;
    }
    let other = house.beside();
    other.accounts.send_mail();
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    assert!(other.turn().await.is_empty());
    house.accounts.leave_mailing().await.unwrap();
    assert_eq!(other.mailed_events().await, [Event::RecordOpened]);
    assert!(house.turn().await.is_empty());
}
