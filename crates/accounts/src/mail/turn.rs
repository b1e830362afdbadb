//! Sending what is due, by the one node that has the turn.

use std::time::Duration;

use hygie_base::Timestamp;
use hygie_mail::{Address, NotSent};
use hygie_record::{CellTag, Expected, Table};
use hygie_trace::Action;

use super::due::Due;
use crate::account::Account;
use crate::limits::{ATTEMPTS, MAIL_AGAIN_MILLIS, MAIL_AGAIN_MOST_MILLIS};
use crate::notices::Event;
use crate::service::{HOUSE, nobody};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, secret, stored};

/// The work of which one node has the lease.
const MAIL: &str = "mail";

/// A letter that is to be written and sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mailing {
    /// To whom.
    pub to: Address,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// What it says.
    pub content: Content,
    /// The same whenever the same is sent again, and tells nothing.
    pub id: String,
    /// When it is sent.
    pub at: Timestamp,
}

/// What a letter says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// The code by which an address is confirmed.
    Code(String),
    /// What happened, and when; the oldest first.
    Notices(Vec<(Event, Timestamp)>),
    /// That the address gets no more notices.
    Farewell,
}

/// Who writes and sends letters.
pub trait Post: Send {
    /// Hands one over.
    fn send(&mut self, letter: &Mailing) -> impl Future<Output = Result<(), NotSent>> + Send;
}

/// What a turn came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mailed {
    /// Letters that were sent.
    pub sent: usize,
    /// Addresses that the server refuses, from now on left alone.
    pub refused: usize,
    /// Letters that wait for another time.
    pub later: usize,
    /// Why the server takes none.
    pub away: Option<NotSent>,
}

impl Accounts {
    /// Sends what is due, if it is this node's turn.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn mail_in_turn(
        &self,
        time: Duration,
        post: &mut impl Post,
    ) -> Result<Mailed, AccountError> {
        let mut mailed = Mailed::default();
        if !self.records.take_lease(MAIL, time).await? {
            return Ok(mailed);
        }
        let mut all = Vec::new();
        for cell in self.records.cells(Table::MailDue).await? {
            let due: Due = stored::from_bytes(&cell.value, "mail that is due")?;
            if due.at <= self.now().0 {
                all.push((due, cell.tag));
            }
        }
        all.sort_by_key(|(due, _)| due.at);
        for (due, tag) in all {
            self.send_due(&due, tag, post, &mut mailed).await?;
            if mailed.away.is_some() {
                break;
            }
        }
        Ok(mailed)
    }

    /// Leaves sending to the others, before this process ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leave_mailing(&self) -> Result<(), AccountError> {
        Ok(self.records.end_lease(MAIL).await?)
    }

    async fn send_due(
        &self,
        due: &Due,
        tag: CellTag,
        post: &mut impl Post,
        mailed: &mut Mailed,
    ) -> Result<(), AccountError> {
        let letters = match self.read_account(&due.login).await? {
            Some((account, _)) => account.mailings(self.now()),
            None => Vec::new(),
        };
        let mut waits = false;
        for letter in &letters {
            match post.send(letter).await {
                Ok(()) => {
                    self.settle(due, letter, Settled::Sent).await?;
                    mailed.sent += 1;
                }
                Err(NotSent::Recipient) => {
                    self.settle(due, letter, Settled::Refused).await?;
                    mailed.refused += 1;
                }
                Err(error) => {
                    waits = true;
                    mailed.later += 1;
                    if matches!(error, NotSent::Away(_)) {
                        mailed.away = Some(error);
                        break;
                    }
                }
            }
        }
        if waits {
            return self.wait(due, tag).await;
        }
        // Nothing was to be sent after all.
        if letters.is_empty() {
            let gone = remove(Table::MailDue, &due.login, Expected::Is(tag));
            self.commit(vec![gone], None).await?;
        }
        Ok(())
    }

    /// Tries again after a while that doubles. Where the cell changed meanwhile, it says
    /// itself when.
    async fn wait(&self, due: &Due, tag: CellTag) -> Result<(), AccountError> {
        let after = MAIL_AGAIN_MILLIS << due.tries.min(16);
        let at = self.now().0.saturating_add(after.min(MAIL_AGAIN_MOST_MILLIS));
        let due = Due { login: due.login.clone(), at, tries: due.tries.saturating_add(1) };
        // A letter of several that was sent has changed the cell.
        let again = put(Table::MailDue, &due.login, &due, Expected::Is(tag))?;
        self.commit(vec![again], None).await?;
        Ok(())
    }

    /// Takes the debt of a letter away; what came meanwhile stays due.
    async fn settle(&self, due: &Due, letter: &Mailing, how: Settled) -> Result<(), AccountError> {
        for _ in 0..ATTEMPTS {
            let Some((mut account, tag)) = self.read_account(&due.login).await? else {
                return Ok(());
            };
            account.settled(letter, how);
            let due = match account.mail_due(self.now()) {
                Some(at) => {
                    let due = Due { login: account.login.clone(), at: at.0, tries: 0 };
                    put(Table::MailDue, &account.login, &due, Expected::Any)?
                }
                None => remove(Table::MailDue, &account.login, Expected::Any),
            };
            let kept = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
            let trace = Some((Action::Account, letter.told(how).to_owned()));
            if self.commit(vec![kept, due], trace).await? {
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }

    async fn commit(
        &self,
        changes: Vec<hygie_record::CellChange>,
        trace: Option<(Action, String)>,
    ) -> Result<bool, AccountError> {
        let permit = self.gate.itself(&nobody(HOUSE, "mail"));
        self.change_as_is(&permit, changes, trace).await
    }
}

/// What came of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Settled {
    Sent,
    Refused,
}

impl Mailing {
    /// For the trace, without the address.
    const fn told(&self, how: Settled) -> &'static str {
        match (&self.content, how) {
            (Content::Code(_), Settled::Sent) => "sent a code by mail",
            (Content::Notices(_), Settled::Sent) => "sent notices by mail",
            (Content::Farewell, Settled::Sent) => "told an address that it gets no more notices",
            (_, Settled::Refused) => "an address takes no mail",
        }
    }
}

impl Account {
    /// What is to be sent at this moment.
    fn mailings(&self, now: Timestamp) -> Vec<Mailing> {
        if self.mail_due(now).is_none_or(|at| at > now) {
            return Vec::new();
        }
        let mut letters = Vec::new();
        let mut add = |address: &str, language: &str, content: Content, about: String| {
            let id = secret::name(&format!("{} {about}", self.id));
            let language = language.to_owned();
            let to = Address::parse(address);
            letters.extend(to.map(|to| Mailing { to, language, content, id, at: now }));
        };
        if let Some(it) = self.mail.pending.as_ref().filter(|it| it.owed && it.is_open(now)) {
            add(
                &it.address,
                &it.language,
                Content::Code(it.code.clone()),
                format!("c{}", it.asked),
            );
        }
        if let Some(it) = &self.mail.farewell {
            add(&it.address, &it.language, Content::Farewell, format!("f{}", it.at));
        }
        let owed = self.notices.owed().filter(|(_, _, ready)| *ready <= now);
        let owed: Vec<(Event, Timestamp)> = owed.map(|(event, at, _)| (event, at)).collect();
        let confirmed = self.mail.confirmed.as_ref().filter(|it| it.refused.is_none());
        if let (Some(it), [(_, first), ..], [.., (_, last)]) = (confirmed, &*owed, &*owed) {
            let about = format!("n{}-{}-{}", first.0, last.0, owed.len());
            add(&it.address, &it.language, Content::Notices(owed), about);
        }
        letters
    }

    fn settled(&mut self, letter: &Mailing, how: Settled) {
        let to = letter.to.to_string();
        match &letter.content {
            Content::Code(code) => match how {
                Settled::Sent => {
                    let sent = self.mail.pending.as_mut().filter(|it| it.code == *code);
                    sent.into_iter().for_each(|it| it.owed = false);
                }
                Settled::Refused => {
                    self.mail.pending.take_if(|it| it.code == *code);
                }
            },
            Content::Farewell => {
                self.mail.farewell.take_if(|it| it.address == to);
            }
            Content::Notices(sent) => match how {
                Settled::Sent => self.notices.mailed(sent),
                Settled::Refused => {
                    let own = self.mail.confirmed.as_mut().filter(|it| it.address == to);
                    own.into_iter().for_each(|it| it.refused = Some(letter.at.0));
                    self.notices.others(Event::MailRefused, letter.at);
                    self.notices.owe_nothing();
                }
            },
        }
    }
}
