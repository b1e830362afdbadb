//! Invitations of persons to their record.

use anyhow::Context as _;
use hygie_accounts::invitations::{Document, HouseInvitation, InvitationSeen, NewInvitation, Seen};
use hygie_base::ExposeSecret as _;
use serde_json::{Value, json};

use crate::args::Invite;
use crate::commands::who;
use crate::console::{Console, counted};
use crate::session::Session;

/// What the opening of the record says in its trace.
const OPENING: &str = "invitation";

/// Invites the person of a record; the code stands alone on the last line.
pub async fn invite(session: &Session, asked: Invite, console: &dyn Console) -> anyhow::Result<()> {
    let Invite { record, document, words, lost } = asked;
    let document = Document::parse(&document).context("there is no such kind of document")?;
    let seen = Seen::new(document, &words)?;
    let permit = session.permit();
    let record = who::one(session, &permit, &record).await?;
    let view = session.records.view(&permit, record, OPENING).await?;
    let new = NewInvitation { seen, lost };
    let invited = session.accounts.invite(permit, &view, new).await?;
    let what = if invited.again { "to get back into their account" } else { "to their record" };
    console.line(&format!("Invited {} {what}: invitation {}.", invited.name, invited.id));
    console.line(&format!("The code works once, until {}. It is not shown again:", invited.until));
    console.line(invited.code.expose_secret());
    Ok(())
}

/// Withdraws an invitation.
pub async fn withdraw(session: &Session, id: &str, console: &dyn Console) -> anyhow::Result<()> {
    session.accounts.withdraw_any(session.permit(), id).await?;
    console.line("Withdrawn. Its code is worth nothing from now on.");
    Ok(())
}

/// Lists the invitations of the house, or of one record.
pub async fn list(
    session: &Session,
    record: Option<String>,
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let permit = session.permit();
    let record = match record {
        Some(record) => Some(who::one(session, &permit, &record).await?),
        None => None,
    };
    let mut all = session.accounts.house_invitations(&permit).await?;
    all.retain(|one| record.is_none_or(|record| one.record == record));
    if as_json {
        console.line(&Value::Array(all.iter().map(as_value).collect()).to_string());
        return Ok(());
    }
    for HouseInvitation { record, invitation } in &all {
        let (id, state, until) = (&invitation.id, invitation.state.name(), invitation.until);
        let document = document(invitation);
        console.line(&format!("{id}  record {record}  {state}  until {until}  {document}"));
    }
    console.line(&counted(all.len() as u64, "invitation"));
    Ok(())
}

fn as_value(HouseInvitation { record, invitation }: &HouseInvitation) -> Value {
    json!({
        "id": invitation.id,
        "record": record.to_string(),
        "state": invitation.state.name(),
        "since": invitation.state.since().map(|at| at.to_string()),
        "document": invitation.seen.as_ref().map(|seen| seen.document.name()),
        "delegation": invitation.delegation,
        "words": invitation.seen.as_ref().map(|seen| &seen.words),
        "again": invitation.again,
        "by": invitation.by,
        "by_name": invitation.by_name,
        "made": invitation.made.to_string(),
        "until": invitation.until.to_string(),
    })
}

/// What was seen; a carer is known to the person.
fn document(invitation: &InvitationSeen) -> &'static str {
    invitation.seen.as_ref().map_or("a carer, whom the person invited", |it| it.document.name())
}
