//! Passkeys, by an authenticator in memory.

mod keeping;
mod logging_in;
mod refusals;
mod registering;

use hygie_accounts::{AccountError, LoggedIn, Party, Registered, Session, Source};
use hygie_testkit::{Authenticator, Kind};

use crate::help::House;

const ADDRESS: &str = "http://localhost:8080";
const NAME: &str = "Clé du poste";

fn party() -> Party {
    Party::of(ADDRESS).unwrap()
}

impl House {
    /// Options of creation for this session.
    async fn creation(&self, session: &Session) -> String {
        self.accounts.begin_registration(session, &party()).await.unwrap()
    }

    /// A new passkey of this kind in this session's account.
    async fn passkey_of(&self, kind: Kind, session: &Session) -> (Authenticator, Registered) {
        let options = self.creation(session).await;
        let passkey = Authenticator::new(kind, &options, ADDRESS);
        let answer = passkey.registers(&options);
        (passkey, self.register(session, &answer).await.unwrap())
    }

    async fn passkey(&self, session: &Session) -> (Authenticator, Registered) {
        self.passkey_of(Kind::Es256, session).await
    }

    async fn register(&self, session: &Session, answer: &str) -> Result<Registered, AccountError> {
        self.accounts.finish_registration(session, &party(), NAME, answer).await
    }

    /// Options of a log-in.
    async fn challenge(&self) -> String {
        self.accounts.passkey_challenge(&party()).await.unwrap()
    }

    async fn enter(&self, answer: &str) -> Result<LoggedIn, AccountError> {
        self.accounts.log_in_with_passkey(&party(), answer, &Source::default()).await
    }

    /// Logs in by this passkey.
    async fn log_in_by(&self, passkey: &mut Authenticator) -> LoggedIn {
        let answer = passkey.answers(&self.challenge().await);
        self.enter(&answer).await.unwrap()
    }
}

/// A house whose physician has a passkey, with the session that registered it.
async fn with_passkey() -> (House, Authenticator, Registered) {
    let house = House::with_physician().await;
    let (passkey, registered) = house.passkey(&house.log_in().await.session).await;
    (house, passkey, registered)
}
