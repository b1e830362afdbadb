//! The wards of the houses of this world, and who works on them.

use hygie_demo::houses::{House, WARDS, Ward};
use hygie_gate::Ward as Named;

use super::cast::Member;
use crate::session::Session;

/// Adds the wards that are not here yet.
pub async fn open(session: &Session) -> anyhow::Result<()> {
    for ward in WARDS {
        let keeper = ward.house.keeper();
        if one(session, keeper, ward).await?.is_none() {
            let permit = session.permit();
            session.accounts.add_ward(permit, &keeper.id(), &name(keeper, ward)).await?;
        }
    }
    Ok(())
}

/// The ward of this world as the house that keeps its records has it.
pub async fn one(
    session: &Session,
    keeper: &'static House,
    ward: &'static Ward,
) -> anyhow::Result<Option<Named>> {
    let (all, name) = (session.accounts.wards(&keeper.id()).await?, name(keeper, ward));
    Ok(all.into_iter().map(|seen| seen.ward).find(|known| known.name == name))
}

/// Assigns somebody to the ward on which they work, in their first activity; leaves who is
/// assigned already.
pub async fn assign(session: &Session, member: &Member) -> anyhow::Result<()> {
    let (Some(house), Some(ward)) = (member.house, member.ward) else { return Ok(()) };
    let Some(ward) = one(session, house.keeper(), ward).await? else { return Ok(()) };
    let seen = session.accounts.show(&session.permit(), &member.login).await?;
    let Some(first) = seen.as_ref().and_then(|seen| seen.activities.first()) else {
        return Ok(());
    };
    if !first.wards.contains(&ward.id) {
        let (permit, id) = (session.permit(), first.id.as_str());
        session.accounts.assign(permit, &member.login, Some(id), &[ward.id]).await?;
    }
    Ok(())
}

/// Its name; with the house where several keep their records together.
fn name(keeper: &House, ward: &Ward) -> String {
    match keeper == ward.house {
        true => ward.name.to_owned(),
        false => format!("{} ({})", ward.name, ward.house.name),
    }
}
