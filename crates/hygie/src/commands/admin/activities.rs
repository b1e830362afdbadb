//! `hygie admin activity`: what somebody does here, and for whom.

use anyhow::{Context as _, bail, ensure};
use hygie_accounts::{NewActivity, PROFESSIONALS};
use hygie_gate::Role;

use crate::args::Activity;
use crate::commands::{ward, who};
use crate::console::Console;
use crate::session::Session;

/// Does one act on activities.
pub async fn run(session: &Session, act: Activity, console: &dyn Console) -> anyhow::Result<()> {
    match act {
        Activity::Add { login, role, organisation, record } => {
            let new = of(session, &role, organisation, record).await?;
            let id = session.accounts.add_activity(session.permit(), &login, new).await?;
            console.line("Added. Its sessions are ended. The activity's id:");
            console.line(&id);
        }
        Activity::Resource { login, activity, resource } => {
            if let Some(resource) = &resource {
                in_registry(session, resource).await?;
            }
            let (activity, resource) = (activity.as_deref(), resource.as_deref());
            let accounts = &session.accounts;
            accounts.give_resource(session.permit(), &login, activity, resource).await?;
            console.line("Kept.");
        }
        Activity::Wards { login, activity, wards } => {
            let ids = ids(session, &login, activity.as_deref(), &wards).await?;
            let permit = session.permit();
            session.accounts.assign(permit, &login, activity.as_deref(), &ids).await?;
            console.line("Assigned. Their sessions are ended.");
        }
        Activity::End { login, id } => {
            session.accounts.end_activity(session.permit(), &login, &id).await?;
            console.line("Ended. Its sessions are ended too.");
        }
    }
    Ok(())
}

/// Ids of wards of the organisation for which somebody works.
async fn ids(
    session: &Session,
    login: &str,
    activity: Option<&str>,
    wards: &[String],
) -> anyhow::Result<Vec<String>> {
    let seen = session.accounts.show(&session.permit(), login).await?;
    let mut all = seen.context("there is no such account")?.activities.into_iter();
    let found = all.find(|one| activity.is_none_or(|id| id == one.id));
    let organisation = found.context("the account has no such activity")?.organisation;
    let mut ids = Vec::with_capacity(wards.len());
    for ward in wards {
        ids.push(ward::named(session, &organisation, ward).await?.ward.id);
    }
    Ok(ids)
}

/// Looks that a professional is in the registry.
async fn in_registry(session: &Session, reference: &str) -> anyhow::Result<()> {
    let named = reference.split_once('/').filter(|(kind, _)| PROFESSIONALS.contains(kind));
    let (kind, id) = named.context("write Practitioner/ID or PractitionerRole/ID")?;
    let read = session.records.read(&session.permit(), kind, id).await;
    read.with_context(|| format!("there is no {reference} in the registry"))?;
    Ok(())
}

/// What somebody of this role does, and for whom.
pub async fn of(
    session: &Session,
    role: &str,
    organisation: Option<String>,
    record: Option<String>,
) -> anyhow::Result<NewActivity> {
    let role = Role::parse(role).context("there is no such role")?;
    let person = match (role, record) {
        (Role::Person, Some(record)) => Some(who::one(session, &session.permit(), &record).await?),
        (Role::Person, None) => bail!("an account of a person needs --record"),
        (Role::Delegate, _) => bail!(
            "who acts for a person is given a code by the desk or by the person, in their record"
        ),
        (_, Some(_)) => bail!("--record is for accounts of persons only"),
        (_, None) => None,
    };
    let works = role.is_of_an_organisation();
    ensure!(works || organisation.is_none(), "--organisation is for those who work for one");
    let (organisation, organisation_name) = match works {
        true => session.organisation_named(organisation.as_deref()).await?,
        false => Default::default(),
    };
    Ok(NewActivity { role, organisation, organisation_name, person, delegation: None })
}
