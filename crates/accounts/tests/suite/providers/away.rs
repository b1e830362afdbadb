//! What is carried by a browser whose user is away at a provider.

use std::sync::Arc;

use hygie_accounts::limits::{AWAY_BYTES, AWAY_FORM_BYTES, STRAY_REFUSALS};
use hygie_accounts::{Accounts, LockAfter, Parts, SecondFactor};
use hygie_base::{Clock, ExposeSecret as _, SecretString, SeededRng, Timestamp};
use hygie_gate::Role;
use hygie_record::Table;
use hygie_testkit::{Builder, World};
use hygie_trace::{Action, Outcome};

use super::PSC;
use crate::help::{House, MINUTE, PASSWORD};

const SAID: &[u8] = b"what was begun";
const WAIT: i64 = 10 * MINUTE;

impl House {
    fn until(&self) -> Timestamp {
        Timestamp(self.now().0 + WAIT)
    }

    async fn carry(&self) -> SecretString {
        self.accounts.carry_away(SAID, self.until()).await.unwrap().unwrap()
    }

    async fn waits(&self, cookie: &str) -> bool {
        self.accounts.come_back(cookie).await.unwrap().is_some()
    }

    async fn kept(&self, table: Table) -> usize {
        self.world.records.cells(table).await.unwrap().len()
    }

    /// The accounts of another process on the same store, which has no memory of ours.
    fn other_node(&self) -> Arc<Accounts> {
        Accounts::new(Parts {
            records: Arc::clone(&self.world.records),
            gate: Arc::clone(&self.gate),
            clock: Arc::clone(&self.world.clock) as Arc<dyn Clock>,
            rng: Arc::new(SeededRng::new(99)),
            breached: None,
            second_factor: SecondFactor::Required,
            lock_after: LockAfter::default(),
        })
    }
}

#[tokio::test]
async fn it_comes_back_once_whatever_node_and_after_a_restart() {
    let house = House::new();
    let (one, other) = (house.carry().await, house.carry().await);
    assert_ne!(one.expose_secret(), other.expose_secret());
    let house = house.restart().await;
    let there = house.other_node();
    let here = house.accounts.come_back(one.expose_secret()).await.unwrap().unwrap();
    let also = there.come_back(one.expose_secret()).await.unwrap().unwrap();
    assert_eq!((here.said(), also.said()), (SAID, SAID));
    // Of two who come at the same time one is taken.
    let (here, also) = tokio::join!(house.accounts.use_up(&here), there.use_up(&also));
    assert_eq!(usize::from(here.unwrap()) + usize::from(also.unwrap()), 1);
    assert!(!house.waits(one.expose_secret()).await);
    assert!(there.come_back(one.expose_secret()).await.unwrap().is_none());
    assert!(house.waits(other.expose_secret()).await, "that was another one");
    let house = house.restart().await;
    assert!(!house.waits(one.expose_secret()).await);
}

#[tokio::test]
async fn what_one_node_gave_another_takes() {
    let house = House::on(Builder::on_postgres().open(), None, 11);
    let cookie = house.carry().await;
    let beside = house.beside();
    let away = beside.accounts.come_back(cookie.expose_secret()).await.unwrap().unwrap();
    assert_eq!(away.said(), SAID);
    assert!(beside.accounts.use_up(&away).await.unwrap());
    assert!(!house.waits(cookie.expose_secret()).await, "used on the other node");
}

#[tokio::test]
async fn it_has_its_time() {
    let house = House::new();
    let cookie = house.carry().await;
    house.wait(WAIT - 1);
    assert!(house.waits(cookie.expose_secret()).await);
    house.wait(1);
    assert!(!house.waits(cookie.expose_secret()).await);
}

#[tokio::test]
async fn nothing_but_what_this_house_gave_is_taken() {
    let house = House::new();
    let cookie = house.carry().await;
    let text = cookie.expose_secret();
    for at in 0..text.len() {
        let mut other = text.to_owned().into_bytes();
        other[at] = if other[at] == b'A' { b'B' } else { b'A' };
        assert!(!house.waits(std::str::from_utf8(&other).unwrap()).await, "{at}");
        assert!(!house.waits(&text[..at]).await, "{at}");
    }
    for other in [format!("{text}A"), format!("{text}="), format!(" {text}"), "é".repeat(40)] {
        assert!(!house.waits(&other).await, "{other}");
    }
    let other = House::on(World::new(), None, 12);
    assert!(!other.waits(text).await, "of another house");
    assert!(house.waits(text).await);
}

#[tokio::test]
async fn it_has_a_length_that_fits_a_cookie() {
    let house = House::new();
    let of = async |bytes| house.accounts.carry_away(&vec![b'x'; bytes], house.until()).await;
    let cookie = of(AWAY_BYTES).await.unwrap().unwrap();
    let most = 4096 - "__Host-hygie-provider=".len();
    assert!(cookie.expose_secret().len() <= most, "RFC 6265, section 6.1");
    assert!(house.waits(cookie.expose_secret()).await);
    assert!(of(AWAY_BYTES + 1).await.unwrap().is_none());
    assert!(!house.waits(&"A".repeat(10_000)).await);
}

#[tokio::test]
async fn who_begins_fills_nothing_and_pushes_nobody_out() {
    let house = House::new();
    let first = house.carry().await;
    house.world.store.calls();
    for _ in 0..1_000 {
        house.carry().await;
    }
    assert_eq!(house.world.store.calls(), [].into(), "the store is not asked");
    assert!(house.waits(first.expose_secret()).await);
    assert_eq!(house.kept(Table::Challenge).await, 0);
}

#[tokio::test]
async fn what_failed_is_used_up_in_the_commit_of_its_trace() {
    let house = House::new();
    for at in 0..=STRAY_REFUSALS {
        let cookie = house.carry().await;
        let away = house.accounts.come_back(cookie.expose_secret()).await.unwrap().unwrap();
        let failed = house.accounts.provider_failed((&away, None), PSC, "no reason");
        failed.await.unwrap();
        // Beyond so many a minute nothing is written: who repeats it fills no disk.
        assert_eq!(house.waits(cookie.expose_secret()).await, at == STRAY_REFUSALS, "{at}");
    }
    let most = usize::try_from(STRAY_REFUSALS).unwrap();
    assert_eq!(house.kept(Table::Challenge).await, most);
    assert_eq!(house.traces().await.len(), most);
    house.wait(MINUTE);
    // One that was used meanwhile is traced all the same.
    let cookie = house.carry().await;
    let away = house.accounts.come_back(cookie.expose_secret()).await.unwrap().unwrap();
    assert!(house.accounts.use_up(&away).await.unwrap());
    house.accounts.provider_failed((&away, None), PSC, "no reason").await.unwrap();
    let (_, action, outcome, what) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::LogIn, Outcome::Refused));
    assert!(what.contains(PSC) && what.contains("no reason"), "{what}");
    assert_eq!(house.traces().await.len(), most + 1);
}

#[tokio::test]
async fn a_form_waits_for_its_session_and_its_log_in() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    house.add("autre", Role::Nurse).await;
    let other = house.accounts.log_in("autre", PASSWORD).await.unwrap().session;
    let (cookie, until) = (house.carry().await, house.until());
    let back = async |cookie: &SecretString| {
        house.accounts.come_back(cookie.expose_secret()).await.unwrap().unwrap()
    };
    assert!(house.accounts.keep_form(&session.id, "a note", (&cookie, until)).await.unwrap());
    let mut away = back(&cookie).await;
    assert_eq!(house.accounts.form_of(&mut away, &other).await.unwrap(), None);
    assert_eq!(
        house.accounts.form_of(&mut back(&house.carry().await).await, &session).await.unwrap(),
        None
    );
    let form = house.accounts.form_of(&mut away, &session).await.unwrap();
    assert_eq!(form.as_deref(), Some("a note"));
    assert!(house.accounts.use_up(&away).await.unwrap());
    assert_eq!(house.kept(Table::AwayForm).await, 0, "gone in the same commit");

    // One a session: the newer takes the place of the older.
    let newer = house.carry().await;
    for (cookie, form) in [(&cookie, "older"), (&newer, "newer")] {
        assert!(house.accounts.keep_form(&session.id, form, (cookie, until)).await.unwrap());
    }
    assert_eq!(house.kept(Table::AwayForm).await, 1);
    let form = house.accounts.form_of(&mut back(&newer).await, &session).await.unwrap();
    assert_eq!(form.as_deref(), Some("newer"));
    house.wait(WAIT - 1);
    house.accounts.sweep().await.unwrap();
    assert_eq!((house.kept(Table::AwayForm).await, house.kept(Table::Challenge).await), (1, 1));
    house.wait(1);
    house.accounts.sweep().await.unwrap();
    assert_eq!((house.kept(Table::AwayForm).await, house.kept(Table::Challenge).await), (0, 0));
}

#[tokio::test]
async fn a_form_has_a_length() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    let (cookie, until) = (house.carry().await, house.until());
    let keep = async |bytes: usize| {
        let form = "x".repeat(bytes);
        house.accounts.keep_form(&session.id, &form, (&cookie, until)).await.unwrap()
    };
    assert!(!keep(AWAY_FORM_BYTES + 1).await);
    assert_eq!(house.kept(Table::AwayForm).await, 0);
    assert!(keep(AWAY_FORM_BYTES).await);
    assert_eq!(house.kept(Table::AwayForm).await, 1);
}
