use argon2::Params;
use hygie_base::{Clock, ExposeSecret as _, SeededRng};
use hygie_gate::{Gate, Role};
use hygie_testkit::World;

use super::*;
use crate::limits::{
    HASHES_AT_ONCE, HASHES_WAITING, SESSION_HASHES_AT_ONCE, SESSION_HASHES_WAITING,
};
use crate::password::Hasher;
use crate::{LockAfter, NewAccount, Parts, Proof};

const PASSWORD: &str = "brume tiroir cactus";

fn accounts(world: &World, gate: &Arc<Gate>, kib: u32) -> Arc<Accounts> {
    let parts = Parts {
        records: Arc::clone(&world.records),
        gate: Arc::clone(gate),
        clock: Arc::clone(&world.clock) as Arc<dyn Clock>,
        rng: Arc::new(SeededRng::new(u64::from(kib))),
        breached: None,
        second_factor: SecondFactor::Required,
        lock_after: LockAfter::default(),
    };
    let settings = Params::new(kib, 1, 1, None).unwrap();
    let hasher = Hasher::with(Arc::clone(&parts.rng), settings);
    Accounts::with(parts, hasher)
}

async fn made(accounts: &Accounts, gate: &Gate) {
    let new = NewAccount {
        login: "marie".to_owned(),
        name: "Marie".to_owned(),
        role: Role::Nurse,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    accounts.create_with_password(&gate.command_line("tester"), new, PASSWORD).await.unwrap();
}

async fn hash(accounts: &Accounts) -> String {
    accounts.read_account("marie").await.unwrap().unwrap().0.password
}

#[tokio::test]
async fn a_log_in_renews_a_hash_of_lesser_settings() {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let (less, more) = (accounts(&world, &gate, 64), accounts(&world, &gate, 128));
    made(&less, &gate).await;
    let old = hash(&less).await;
    assert!(old.contains("m=64,"), "{old}");
    assert!(more.log_in("marie", "another one").await.is_err());
    assert_eq!(hash(&more).await, old, "only the right password renews it");
    more.log_in("marie", PASSWORD).await.unwrap();
    let new = hash(&more).await;
    assert!(new.contains("m=128,"), "{new}");
    more.log_in("marie", PASSWORD).await.unwrap();
    assert_eq!(hash(&more).await, new, "once");
}

#[tokio::test]
async fn when_too_many_hash_the_next_is_told_and_not_counted() {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let accounts = accounts(&world, &gate, 64);
    made(&accounts, &gate).await;
    let all = u32::try_from(HASHES_AT_ONCE + HASHES_WAITING).unwrap();
    let others = accounts.hashes.fill(all);
    for _ in 0..2 * crate::limits::FREE_GUESSES {
        for login in ["marie", "nobody"] {
            let busy = accounts.log_in(login, PASSWORD).await.err();
            assert!(matches!(busy, Some(AccountError::Busy)), "{login}");
        }
    }
    drop(others);
    let cookie = accounts.log_in("marie", PASSWORD).await.unwrap().cookie;
    assert!(accounts.session(cookie.expose_secret()).await.unwrap().is_some());
}

#[tokio::test]
async fn a_flood_of_log_ins_keeps_nobody_from_unlocking() {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let accounts = accounts(&world, &gate, 64);
    made(&accounts, &gate).await;
    let cookie = accounts.log_in("marie", PASSWORD).await.unwrap().cookie;
    let session = async || accounts.session(cookie.expose_secret()).await.unwrap().unwrap();
    accounts.lock(&session().await).await.unwrap();
    let locked = session().await;
    let source = Source::default();
    let unlock = || accounts.unlock(&locked, Proof::password(PASSWORD), &source);
    let own = u32::try_from(SESSION_HASHES_AT_ONCE + SESSION_HASHES_WAITING).unwrap();
    let others = accounts.session_hashes.fill(own);
    assert!(matches!(unlock().await, Err(AccountError::Busy)), "one more of their own");
    drop(others);
    let all = u32::try_from(HASHES_AT_ONCE + HASHES_WAITING).unwrap();
    let _strangers = accounts.hashes.fill(all);
    unlock().await.unwrap();
}

#[tokio::test]
async fn many_log_ins_of_one_account_at_the_same_time_all_succeed() {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let accounts = accounts(&world, &gate, 64);
    made(&accounts, &gate).await;
    let under_way: Vec<_> = (0..crate::limits::FREE_GUESSES)
        .map(|_| {
            let accounts = Arc::clone(&accounts);
            tokio::spawn(async move { accounts.log_in("marie", PASSWORD).await })
        })
        .collect();
    for one in under_way {
        let cookie = one.await.unwrap().unwrap().cookie;
        assert!(accounts.session(cookie.expose_secret()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_session_of_an_older_generation_or_another_account_is_dead() {
    let world = World::new();
    let gate = Arc::new(Gate::open(&world.records).unwrap());
    let accounts = accounts(&world, &gate, 64);
    made(&accounts, &gate).await;
    for change in
        [(|account: &mut Account| account.generation += 1) as fn(&mut Account), |account| {
            account.id = "another".to_owned();
        }]
    {
        let cookie = accounts.log_in("marie", PASSWORD).await.unwrap().cookie;
        let (mut account, _) = accounts.read_account("marie").await.unwrap().unwrap();
        change(&mut account);
        let put = put(Table::Account, "marie", &account, Expected::Any).unwrap();
        accounts.change(&gate.command_line("tester"), vec![put], None).await.unwrap();
        assert!(accounts.session(cookie.expose_secret()).await.unwrap().is_none());
    }
}
