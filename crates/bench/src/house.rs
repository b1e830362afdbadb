//! The pages over a store in a folder, with one nurse who is logged in: called without a
//! network in between.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::http::header::{COOKIE, HOST};
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use hygie_accounts::{Accounts, LockAfter, NewAccount, Parts, SecondFactor};
use hygie_base::{Clock, ExposeSecret as _, Rng, SystemClock, SystemRng};
use hygie_gate::{Gate, Role};
use hygie_http::{App, Config, wrap};
use hygie_seal::Ring;
use hygie_smart::{Smart, Unreachable};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::service::{self, Service};

const LOGIN: &str = "nurse";
const PASSWORD: &str = "brume tiroir cactus";

/// The services, their pages, and the cookie of the nurse's session.
pub(crate) struct House {
    pub(crate) service: Service,
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) cookie: String,
    pages: Router,
}

impl House {
    /// Makes one in an empty folder.
    pub(crate) fn open(runtime: &Runtime, folder: &Path) -> anyhow::Result<Self> {
        let (clock, rng): (Arc<dyn Clock>, Arc<dyn Rng>) =
            (Arc::new(SystemClock), Arc::new(SystemRng));
        let ring = Ring::generate(&*rng);
        let service = service::open(runtime, service::SQLITE, folder, ring)?;
        let gate = Arc::new(Gate::open(&service.records).context("the mint was claimed")?);
        let records = || Arc::clone(&service.records);
        let accounts = Accounts::new(Parts {
            records: records(),
            gate: Arc::clone(&gate),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            breached: None,
            second_factor: SecondFactor::Demonstration,
            lock_after: LockAfter::default(),
        });
        let smart = Smart::new(hygie_smart::Parts {
            records: records(),
            gate: Arc::clone(&gate),
            accounts: Arc::clone(&accounts),
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            fetch: Arc::new(Unreachable),
        });
        let nurse = NewAccount {
            login: LOGIN.to_owned(),
            name: "Claire Vasseur".to_owned(),
            role: Role::Nurse,
            organisation: "lilas".to_owned(),
            organisation_name: "Cabinet des Lilas".to_owned(),
            person: None,
            delegation: None,
        };
        let cookie = runtime.block_on(async {
            let permit = gate.command_line("bench");
            accounts.create_with_password(&permit, nurse, PASSWORD).await?;
            anyhow::Ok(accounts.log_in(LOGIN, PASSWORD).await?.cookie)
        })?;
        let app = Arc::new(App {
            records: records(),
            gate,
            accounts: Arc::clone(&accounts),
            smart,
            clock,
            rng,
            config: Config {
                public_url: "http://localhost:8080".to_owned(),
                listen: ([127, 0, 0, 1], 8080).into(),
                demo: false,
                organisation: "lilas".to_owned(),
                organisation_name: "Cabinet des Lilas".to_owned(),
            },
            demonstration: None,
        });
        let pages = wrap(hygie_web::router(Arc::clone(&app)), &app);
        Ok(Self { service, accounts, cookie: cookie.expose_secret().to_owned(), pages })
    }

    /// Asks for a page, with the session or without, and reads the answer whole.
    pub(crate) async fn get(
        &self,
        path: &str,
        with_session: bool,
        expect: StatusCode,
    ) -> anyhow::Result<()> {
        let mut request = Request::builder().uri(path).header(HOST, "localhost:8080");
        if with_session {
            request = request.header(COOKIE, format!("__Host-hygie={}", self.cookie));
        }
        let response = self.pages.clone().oneshot(request.body(Body::empty())?).await?;
        let status = response.status();
        response.into_body().collect().await.context("the answer broke off")?;
        anyhow::ensure!(status == expect, "{path} answered {status}");
        Ok(())
    }
}
