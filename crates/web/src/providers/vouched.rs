//! What a provider said of somebody, as far as an account needs it.

use hygie_accounts::{Claimed, Vouched, Vouching};
use hygie_oidc::{Activity, Claims, Identity};

use super::Offered;

/// Everything that is not needed stays behind.
pub(super) fn vouched(offered: &Offered, identity: Identity) -> Vouched {
    let two = offered.provider.is_two(&identity);
    let claimed = match &identity.claims {
        Claims::Professional(one) => {
            one.activities.iter().map(|activity| claimed(offered, activity)).collect()
        }
        Claims::Described(_) | Claims::Person(_) => Vec::new(),
    };
    let regulates = matches!(&identity.claims, Claims::Professional(one) if one.regulates);
    let log_out = || (offered.name.clone(), identity.log_out.secret().clone());
    Vouched {
        vouching: if two { Vouching::Two } else { Vouching::One },
        kind: offered.kind,
        claimed,
        regulates,
        log_out: offered.ends_there.then(log_out),
        issuer: identity.issuer,
        subject: identity.subject,
    }
}

/// An activity by the identifiers of its place, and by the organisations here that
/// the operator says those stand for.
fn claimed(offered: &Offered, activity: &Activity) -> Claimed {
    let place = &activity.organisation;
    let identifiers = [&place.finess, &place.siret, &place.technical].into_iter().flatten();
    let named = |id: &String| [Some(id.clone()), offered.structures.get(id).cloned()];
    let organisations = identifiers.flat_map(named).flatten().collect();
    Claimed { role: activity.role, organisations }
}
