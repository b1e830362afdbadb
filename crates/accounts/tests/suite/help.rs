//! A store, a gate and accounts on it.

use std::sync::Arc;

use hygie_accounts::{
    AccountError, Accounts, Breached, FirstAdministrator, LockAfter, LoggedIn, NewAccount, Parts,
    SecondFactor,
};
use hygie_base::{Clock as _, ExposeSecret as _, RecordNo, SecretString, SeededRng, Timestamp};
use hygie_gate::{Gate, Role};
use hygie_record::Permit;
use hygie_store::Store as _;
use hygie_testkit::World;
use hygie_trace::{Action, Outcome, Trace};

pub const LOGIN: &str = "marie.durand";
pub const PASSWORD: &str = "brume tiroir cactus";
pub const OTHER_PASSWORD: &str = "lampe orage sentier";
pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;

pub struct House {
    pub world: World,
    pub gate: Arc<Gate>,
    pub accounts: Arc<Accounts>,
}

impl House {
    pub fn new() -> Self {
        Self::on(World::new(), None, 11)
    }

    /// In which this is demanded beside a password.
    pub fn demanding(second_factor: SecondFactor) -> Self {
        Self::of(World::new(), None, 11, second_factor)
    }

    pub fn with_breached(breached: Breached) -> Self {
        Self::on(World::new(), Some(breached), 11)
    }

    /// A demonstration, where idle sessions are locked as everywhere.
    pub fn demonstration() -> Self {
        Self::demanding(SecondFactor::Demonstration)
    }

    /// In another process on the same store.
    pub fn beside(&self) -> Self {
        Self::on(self.world.beside(), None, 13)
    }

    pub fn on(world: World, breached: Option<Breached>, seed: u64) -> Self {
        Self::of(world, breached, seed, SecondFactor::Required)
    }

    fn of(
        world: World,
        breached: Option<Breached>,
        seed: u64,
        second_factor: SecondFactor,
    ) -> Self {
        let gate = Arc::new(Gate::open(&world.records).unwrap());
        let accounts = Accounts::new(Parts {
            records: Arc::clone(&world.records),
            gate: Arc::clone(&gate),
            clock: Arc::clone(&world.clock) as Arc<dyn hygie_base::Clock>,
            rng: Arc::new(SeededRng::new(seed)),
            breached,
            second_factor,
            lock_after: LockAfter::default(),
        });
        Self { world, gate, accounts }
    }

    /// With a physician whose password is [`PASSWORD`].
    pub async fn with_physician() -> Self {
        let house = Self::new();
        house.add(LOGIN, Role::Physician).await;
        house
    }

    /// The same store in a new process.
    pub async fn restart(self) -> Self {
        self.restart_demanding(SecondFactor::Required).await
    }

    /// The same, where this is demanded beside a password.
    pub async fn restart_demanding(self, second_factor: SecondFactor) -> Self {
        let Self { world, gate, accounts } = self;
        drop((gate, accounts));
        Self::of(world.reopen().await, None, 12, second_factor)
    }

    pub async fn add(&self, login: &str, role: Role) {
        let (operator, new) = (self.operator(), new(login, role));
        self.accounts.create_with_password(&operator, new, PASSWORD).await.unwrap();
    }

    pub async fn log_in(&self) -> LoggedIn {
        self.accounts.log_in(LOGIN, PASSWORD).await.unwrap()
    }

    /// Whether the cookie still opens a session.
    pub async fn opens(&self, cookie: &SecretString) -> bool {
        self.accounts.session(cookie.expose_secret()).await.unwrap().is_some()
    }

    /// Any look into the store fails from now on.
    pub async fn close_store(&self) {
        self.world.store.close().await.unwrap();
    }

    pub fn operator(&self) -> Permit {
        self.gate.command_line("tester")
    }

    pub fn now(&self) -> Timestamp {
        self.world.clock.now()
    }

    pub fn wait(&self, millis: i64) {
        self.world.clock.advance(millis);
    }

    /// What was traced of accounts, newest first.
    pub async fn traces(&self) -> Vec<Trace> {
        let seen = self.world.records.traces(&self.operator(), RecordNo::REGISTRY).await.unwrap();
        let ours = [Action::LogIn, Action::LogOut, Action::Account];
        seen.into_iter().map(|seen| seen.trace).filter(|one| ours.contains(&one.action)).collect()
    }

    /// The newest of them, as who did what with which outcome.
    pub async fn last_trace(&self) -> (String, Action, Outcome, String) {
        let trace = self.traces().await.into_iter().next().unwrap();
        (trace.actor.name, trace.action, trace.outcome, trace.what)
    }
}

pub fn new(login: &str, role: Role) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: "Marie Durand".to_owned(),
        role,
        organisation: "tilleuls".to_owned(),
        organisation_name: "Les Tilleuls".to_owned(),
        person: RecordNo::from_u64(7).filter(|_| role == Role::Delegate),
        delegation: (role == Role::Delegate).then(|| "delegation".to_owned()),
    }
}

pub fn first(login: &str) -> FirstAdministrator {
    FirstAdministrator {
        name: "Ada Martin".to_owned(),
        login: login.to_owned(),
        password: SecretString::from(PASSWORD),
    }
}

/// How it was refused.
pub fn why<T>(result: Result<T, AccountError>) -> String {
    result.map(|_| "not refused").map_err(|error| error.to_string()).unwrap_err()
}
