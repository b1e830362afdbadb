//! Notices by mail: what is due is sent in turn with other nodes.

use std::sync::Arc;
use std::time::Duration;

use hygie_accounts::{Accounts, Mailed, Mailing, Post};
use hygie_mail::{Letter, Line, Mailer, NotSent};
use tokio::time::MissedTickBehavior;

use super::said::Said;

/// How often it is looked what is due: notices go out within a minute.
const EVERY: Duration = Duration::from_secs(5);
/// For how long a node keeps the turn.
const TURN: Duration = Duration::from_secs(120);
/// After how many turns a server that takes none is asked again.
const AWAY_TURNS: u32 = 12;

/// Letters over one line, which is opened for the first of them.
struct Letters<'a> {
    mailer: &'a Mailer,
    line: Option<Line<'a>>,
    url: &'a str,
}

impl Post for Letters<'_> {
    async fn send(&mut self, mailing: &Mailing) -> Result<(), NotSent> {
        let line = match &mut self.line {
            Some(line) => line,
            none => none.insert(self.mailer.connect().await?),
        };
        let written = hygie_web::mail::write(mailing, self.url);
        let letter = Letter {
            to: mailing.to.clone(),
            subject: written.subject,
            text: written.text,
            id: mailing.id.clone(),
            at: mailing.at,
        };
        let sent = line.send(&letter).await;
        if matches!(sent, Err(NotSent::Away(_))) {
            self.line = None;
        }
        sent
    }
}

/// Sends what is due until it is stopped. What fails is said once in the log, until it goes
/// well again; no address is.
pub async fn send(accounts: Arc<Accounts>, mailer: Mailer, url: String) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut said, mut away) = (Said::default(), 0_u32);
    loop {
        turns.tick().await;
        if away > 0 {
            away -= 1;
            continue;
        }
        let mut letters = Letters { mailer: &mailer, line: None, url: &url };
        let done = accounts.mail_in_turn(TURN, &mut letters).await;
        if let Some(line) = letters.line {
            line.quit().await;
        }
        let why = match done {
            Ok(mailed) => {
                tell(mailed);
                away = if mailed.away.is_some() { AWAY_TURNS } else { 0 };
                mailed.away.map(|why| why.to_string())
            }
            Err(error) => Some(error.code().row().name.to_owned()),
        };
        if let Some(why) = said.news(why) {
            tracing::warn!(why, "notices wait to be sent by mail");
        }
    }
}

fn tell(mailed: Mailed) {
    let Mailed { sent, refused, later, .. } = mailed;
    if sent + refused > 0 {
        tracing::info!(sent, refused, later, "notices were sent by mail");
    }
}
