//! A log-in by a passkey at the server: the challenge, and the answer checked, traced
//! and durable; beside it one bare verification of ES256, which nobody can do without.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _,
    UnparsedPublicKey,
};
use hygie_accounts::{Accounts, LockAfter, NewAccount, Parts, Party, SecondFactor, Source};
use hygie_base::{SystemClock, SystemRng};
use hygie_gate::{Gate, Role};
use hygie_seal::Ring;
use hygie_testkit::{Authenticator, Kind};

use crate::service::{self, SQLITE};
use crate::{median, timed};

const ROUNDS: usize = 300;
const ADDRESS: &str = "http://localhost:8080";
const LOGIN: &str = "bench";
const PASSWORD: &str = "brume tiroir cactus";

/// Medians of one log-in and of its parts.
pub(crate) struct Measured {
    /// Making the challenge.
    pub(crate) challenge: Duration,
    /// Checking the answer and beginning the session, which is durable then.
    pub(crate) log_in: Duration,
    /// One bare verification.
    pub(crate) bare: Duration,
}

/// Logs in again and again, on SQLite in this folder, which must be empty.
pub(crate) fn measure(folder: &Path) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let service = service::open(&runtime, SQLITE, folder, Ring::generate(&SystemRng))?;
    let gate = Gate::open(&service.records).context("the store is open already")?;
    let gate = Arc::new(gate);
    let accounts = Accounts::new(Parts {
        records: Arc::clone(&service.records),
        gate: Arc::clone(&gate),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRng),
        breached: None,
        second_factor: SecondFactor::Required,
        lock_after: LockAfter::default(),
    });
    let party = Party::of(ADDRESS)?;
    let mut passkey = runtime.block_on(registered(&accounts, &gate, &party))?;
    let (mut challenges, mut log_ins) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (options, time) = timed(|| Ok(runtime.block_on(accounts.passkey_challenge(&party))?))?;
        challenges.push(time);
        let answer = passkey.answers(&options);
        let from = Source::default();
        let enter = || accounts.log_in_with_passkey(&party, &answer, &from);
        log_ins.push(timed(|| Ok(runtime.block_on(enter())?))?.1);
    }
    let (challenge, log_in) = (median(challenges), median(log_ins));
    Ok(Measured { challenge, log_in, bare: bare()? })
}

/// An account with a passkey.
async fn registered(
    accounts: &Arc<Accounts>,
    gate: &Gate,
    party: &Party,
) -> anyhow::Result<Authenticator> {
    let new = NewAccount {
        login: LOGIN.to_owned(),
        name: "Bench".to_owned(),
        role: Role::Nurse,
        organisation: "bench".to_owned(),
        organisation_name: "Bench".to_owned(),
        person: None,
        delegation: None,
    };
    accounts.create_with_password(&gate.command_line("bench"), new, PASSWORD).await?;
    let session = accounts.log_in(LOGIN, PASSWORD).await?.session;
    let options = accounts.begin_registration(&session, party).await?;
    let passkey = Authenticator::new(Kind::Es256, &options, ADDRESS);
    let answer = passkey.registers(&options);
    accounts.finish_registration(&session, party, "bench", &answer).await?;
    Ok(passkey)
}

/// The median of one verification of a signature over as much as an assertion has.
fn bare() -> anyhow::Result<Duration> {
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING)?;
    let message = [7; 69];
    let signature = key.sign(&SystemRandom::new(), &message)?;
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key.public_key().as_ref());
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(timed(|| Ok(public.verify(&message, signature.as_ref())?))?.1);
    }
    Ok(median(times))
}
