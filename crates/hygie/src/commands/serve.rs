//! `hygie serve`: pages and FHIR over HTTP until it is told to stop.

mod expire;
mod log;
mod mail;
mod newcomers;
mod policy;
mod renew;
mod said;
mod watch;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{Accounts, Party};
use hygie_base::{ExposeSecret as _, SystemClock, SystemRng};
use hygie_http::{App, Config, Demonstration, Listening, Tls};
use hygie_mail::Mailer;
use hygie_record::{Table, TraceTimes};
use hygie_smart::Smart;
use hygie_tlog::VerifierKey;
use hygie_web::{Offered, Providers};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use crate::args::Serve;
use crate::commands::init::DEMO;
use crate::config::{
    ChosenMail, Config as Chosen, Configured, Doorway, lock_after, log_in_provider,
};
use crate::console::{Console, Exit};
use crate::elsewhere::Elsewhere;
use crate::remote::Server;
use crate::session::{Owner, Session, Ways, in_use};
use crate::stores::read_tls_key;

/// How often what is over is cleared away.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);

/// Takes the folder and serves it.
pub async fn run(
    data: &Path,
    config: &Chosen,
    serve: &Serve,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let places = config.places()?;
    let doorway = open(&config.doorway, serve).await?;
    let providers = providers(config)?;
    let ways = ways(config, serve)?;
    let session = match Session::open(data, &places, ways).await? {
        Owner::Us(session) => Arc::new(*session),
        Owner::Other(_) => bail!(in_use(data)),
    };
    session.note().iter().for_each(|note| console.error(note));
    let with = With::of(config, providers)?;
    let done = on(&session, serve, doorway, with, |_, _| {}, console).await;
    if let Some(session) = Arc::into_inner(session) {
        session.close().await?;
    }
    done
}

/// What to say to one who asks a serving process to serve.
pub fn served_already(session: &Session) -> String {
    format!("{} is being served already", session.folder.path().display())
}

/// How the services are set up that are served.
pub fn ways<'a>(config: &Chosen, serve: &'a Serve) -> anyhow::Result<Ways<'a>> {
    Ok(Ways {
        breached: serve.breached_passwords.as_deref(),
        caps: config.doorway.caps()?,
        second_factor: config.second_factor.value,
        lock_after: lock_after::value(&config.lock_after)?,
        invitation_days: config.invitation_days.value,
        legal_notice_days: config.legal_notice_days.value,
    })
}

/// The log-in providers, whose files are read. Nothing is asked of them: a server
/// starts without.
pub fn providers(config: &Chosen) -> anyhow::Result<Vec<Offered>> {
    let open = |one: &Configured| one.open(Arc::new(SystemClock), Arc::new(SystemRng));
    config.providers.iter().map(open).collect()
}

/// The socket to serve on, with what is spoken there. Before anything is made, so
/// that a port that is taken or a file that cannot be used is said at once.
pub async fn open(doorway: &Doorway, serve: &Serve) -> anyhow::Result<Listening> {
    let tls = match doorway.tls()? {
        Some(files) => Some(Arc::new(Tls::open(files, read_tls_key)?)),
        None => None,
    };
    let plain = serve.url.as_deref().is_some_and(|url| url.starts_with("http://"));
    ensure!(
        tls.is_none() || !plain,
        "people reach by https:// what is served with TLS: begin --url so, or leave it out"
    );
    let proxies = doorway.proxies()?;
    let listener = TcpListener::bind(serve.listen).await.with_context(|| {
        format!("cannot listen on {}: is the port taken? Name another with --listen", serve.listen)
    })?;
    Ok(Listening { listener, tls, proxies })
}

/// What a folder is served with.
pub struct With {
    /// What holds its logs elsewhere.
    pub elsewhere: Elsewhere,
    /// For how long its traces are kept.
    pub trace_times: TraceTimes,
    /// Logs of other houses that it cosigns.
    pub witness_for: Vec<VerifierKey>,
    /// Who brings notices by mail.
    pub mailer: Option<Mailer>,
    /// Where people can log in.
    pub providers: Vec<Offered>,
    /// Personas to be tried out, if it is a demonstration.
    pub demonstration: Option<Demonstration>,
}

impl With {
    /// What the configuration says.
    ///
    /// # Errors
    /// When a file that it names cannot be read.
    pub fn of(config: &Chosen, providers: Vec<Offered>) -> anyhow::Result<Self> {
        let witness_for = config.witness_for.as_ref().map(|it| it.value.clone());
        Ok(Self {
            elsewhere: Elsewhere::of(config)?,
            trace_times: config.trace_times.value()?,
            witness_for: witness_for.unwrap_or_default(),
            mailer: config.mail.as_ref().map(ChosenMail::open).transpose()?,
            providers,
            demonstration: None,
        })
    }
}

/// Serves an opened folder until a signal says to stop. `ready` is told the address.
pub async fn on(
    session: &Arc<Session>,
    serve: &Serve,
    listening: Listening,
    with: With,
    ready: fn(&str, &dyn Console),
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let With { elsewhere, trace_times, witness_for, mailer, providers, demonstration } = with;
    let listen = listening.listener.local_addr()?;
    let url = public_url(serve.url.as_deref(), listening.tls.is_some(), listen);
    if !providers.is_empty() {
        log_in_provider::fits(&url)?;
    }
    let app = app(session, listen, url.clone(), demonstration).await?;
    let (passkeys, mail_url) = (Party::of(&url), url.clone());
    let programs =
        axum::Router::new().merge(hygie_api::router(&app)).merge(hygie_oauth::router(&app));
    let router = axum::Router::new()
        .merge(hygie_oauth::open(programs, &app))
        .merge(hygie_witness::router(&app, witness_for))
        .merge(hygie_web::router_with(Arc::clone(&app), Providers::new(providers)));
    let router = hygie_http::wrap(router, &app);
    let log = crate::log::to_stderr();
    if let Err(error) = passkeys {
        tracing::warn!(why = error.to_string(), "no passkeys are offered");
    }
    // Not on rules that are not those that somebody put in force, nor on a log that is not
    // the one that was kept elsewhere.
    session.gate.follow_tables().await?;
    let unread = elsewhere.hold(&session.records).await?;
    unread.iter().for_each(|fault| console.error(&format!("warning: {fault}")));
    let commands = Server::start(session)?;
    // Before the address is told: whoever reads it may stop us at once.
    let stop = stopped()?;
    let renewing = listening.tls.clone().map(renew::keep).transpose()?;
    if let Some(token) = session.accounts.setup_token().await? {
        console.line(&format!("Nobody has an account yet. Make the first at {url}/setup"));
        console
            .line(&format!("with this set-up token, which works once: {}", token.expose_secret()));
    }
    console.line(&format!("Serving {} at {url}", session.folder.path().display()));
    ready(&url, console);
    let work = work(session, &elsewhere, trace_times, mailer.map(|mailer| (mailer, mail_url)));
    let whole = hygie_http::serve(listening, router, stop).await;
    for task in renewing.into_iter().chain(work) {
        task.abort();
        let _ended = task.await;
    }
    leave(&session.accounts).await;
    self::log::sign_once(&session.records, &elsewhere, &mut None).await;
    commands.stop().await;
    drop(app);
    drop(log);
    console.line("Stopped.");
    Ok(if whole { Exit::Done } else { Exit::Refused })
}

/// What is done beside answering, until it is stopped.
fn work(
    session: &Arc<Session>,
    elsewhere: &Elsewhere,
    trace_times: TraceTimes,
    mailer: Option<(Mailer, String)>,
) -> Vec<JoinHandle<()>> {
    let accounts = || Arc::clone(&session.accounts);
    let mut work = vec![
        tokio::spawn(sweep(accounts(), Arc::clone(&session.smart))),
        policy::follow(Arc::clone(&session.gate)),
        tokio::spawn(self::log::sign(Arc::clone(&session.records), elsewhere.clone())),
        tokio::spawn(self::expire::expire(Arc::clone(session), trace_times)),
        tokio::spawn(self::watch::watch(accounts())),
        tokio::spawn(self::newcomers::tell(accounts())),
    ];
    work.extend(mailer.map(|(mailer, url)| {
        session.accounts.send_mail();
        tokio::spawn(self::mail::send(accounts(), mailer, url))
    }));
    work
}

/// Leaves that work to the other nodes.
async fn leave(accounts: &Accounts) {
    let left = [
        accounts.leave_sweeping().await,
        accounts.leave_watching().await,
        accounts.leave_mailing().await,
        accounts.leave_newcomers().await,
    ];
    for error in left.into_iter().filter_map(Result::err) {
        tracing::warn!(code = error.code().row().name, "a lease stays for its time");
    }
}

/// Clears away sessions and tokens that are over, at once and then each hour,
/// unless another node on the same store does.
async fn sweep(accounts: Arc<Accounts>, smart: Arc<Smart>) {
    let mut turns = tokio::time::interval(SWEEP_EVERY);
    loop {
        turns.tick().await;
        let swept = match accounts.sweep_in_turn(SWEEP_EVERY).await {
            // Whose turn it is clears both.
            Ok(Some(_)) => smart.sweep().await.map(|_| ()).map_err(|error| error.code()),
            Ok(None) => Ok(()),
            Err(error) => Err(error.code()),
        };
        if let Err(code) = swept {
            tracing::warn!(code = code.row().name, "what is over was not cleared");
        }
    }
}

async fn app(
    session: &Arc<Session>,
    listen: SocketAddr,
    public_url: String,
    demonstration: Option<Demonstration>,
) -> anyhow::Result<Arc<App>> {
    let (organisation, organisation_name) = session.organisation_named(None).await?;
    let demo = session.records.cell(Table::Setting, DEMO).await?.is_some();
    Ok(Arc::new(App {
        records: Arc::clone(&session.records),
        gate: Arc::clone(&session.gate),
        accounts: Arc::clone(&session.accounts),
        smart: Arc::clone(&session.smart),
        clock: Arc::clone(&session.clock),
        rng: Arc::clone(&session.rng),
        config: Config { public_url, listen, demo, organisation, organisation_name },
        demonstration,
    }))
}

/// The address to tell people; browsers allow on `localhost` what they refuse
/// on a bare address.
pub fn public_url(given: Option<&str>, tls: bool, listen: SocketAddr) -> String {
    let scheme = if tls { "https" } else { "http" };
    given.map_or_else(|| format!("{scheme}://localhost:{}", listen.port()), str::to_owned)
}

/// Ends when the process is told to stop.
fn stopped() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
