//! The devices of an account, as its owner sees them.

use hygie_base::Timestamp;

use crate::{AccountError, Accounts, Session, Source};

/// A device from which somebody logged in to the account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceSeen {
    /// By which it can be forgotten.
    pub id: String,
    /// Which kind it is, in words; empty when that is not known.
    pub place: String,
    /// From where it came last, shortened; empty when that is not known.
    pub address: String,
    /// When somebody first logged in there.
    pub first: Timestamp,
    /// When somebody last logged in there.
    pub last: Timestamp,
    /// When its PIN was set; none when it has none.
    pub pin: Option<Timestamp>,
    /// Whether it is the one of the session that asks.
    pub current: bool,
}

impl Accounts {
    /// The devices of one's account, the one used last first.
    ///
    /// # Errors
    /// When the session has ended or is locked, or the store fails.
    pub async fn devices(&self, session: &Session) -> Result<Vec<DeviceSeen>, AccountError> {
        let (account, _) = self.owner(session).await?;
        let here = session.standing.device.as_deref();
        let seen = account.devices.iter().map(|one| DeviceSeen {
            id: one.id.clone(),
            place: one.place.clone(),
            address: one.address.clone(),
            first: Timestamp(one.first),
            last: Timestamp(one.last),
            pin: one.pin.as_ref().map(|pin| Timestamp(pin.set)),
            current: here == Some(one.id.as_str()),
        });
        let mut seen: Vec<DeviceSeen> = seen.collect();
        seen.sort_by_key(|one| std::cmp::Reverse(one.last));
        Ok(seen)
    }

    /// Whether a PIN unlocks this session on this device. For who sees the lock, so it
    /// tells of that session and no other.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_pin(&self, session: &Session, source: &Source) -> Result<bool, AccountError> {
        let Some(device) = self.device_of(session, source).await? else { return Ok(false) };
        let account = self.account(&session.login).await?;
        let account = account.filter(|account| account.id == session.account.0);
        Ok(account.is_some_and(|account| account.devices.has_pin(&device)))
    }

    /// The device of a session, when the request comes from that very one.
    pub(crate) async fn device_of(
        &self,
        session: &Session,
        source: &Source,
    ) -> Result<Option<String>, AccountError> {
        let here = self.known_device(&session.login, source).await?;
        Ok(here.filter(|here| session.standing.device.as_ref() == Some(here)))
    }
}
