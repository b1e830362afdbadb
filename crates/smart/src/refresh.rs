//! Another access token for a refresh token, which is replaced each time (RFC
//! 9700, section 2.2.2). One that was replaced and comes again has two holders:
//! everything that came of the person's yes ends.

use std::sync::Arc;

use crate::access::Issued;
use crate::code::{REFRESH, whole};
use crate::error::{OAuthCode, refused};
use crate::grant::parts;
use crate::scope::Asked;
use crate::{Credentials, Smart, SmartError, secret};

impl Smart {
    /// Gives an app another token, for the same scopes or for fewer.
    ///
    /// # Errors
    /// Why not, in the words of OAuth; or when the store fails.
    pub async fn refreshed(
        self: &Arc<Self>,
        credentials: Credentials<'_>,
        token: Option<&str>,
        scope: Option<&str>,
    ) -> Result<Issued, SmartError> {
        let invalid = || {
            let why = "the refresh token is unknown, past its end or was replaced";
            refused(OAuthCode::InvalidGrant, why)
        };
        let app = self.app(credentials).await?;
        let text = token.unwrap_or_default().strip_prefix(REFRESH).ok_or_else(invalid)?;
        let (handle, word) = parts(text).ok_or_else(invalid)?;
        let found = self.grant(&secret::name(handle)).await?;
        let (mut grant, tag) = found.ok_or_else(invalid)?;
        let why = match &grant.refresh {
            _ if grant.client != app.client.id => {
                Some("its refresh token came from another client")
            }
            Some(hash) if secret::same(hash, &secret::name(word)) => None,
            _ => Some("a refresh token that was replaced came again"),
        };
        if let Some(why) = why {
            self.end_grant(&grant, why).await?;
            return Err(self.told(&app.client, invalid()).await?);
        }
        let granted = grant.asked()?;
        let scopes = match scope {
            None => granted,
            Some(text) => narrowed(text, &granted)?,
        };
        let (this, handle) = (Arc::clone(self), handle.to_owned());
        let base = credentials.audience.to_owned();
        Self::to_the_end(async move {
            match this.give_app(app, &mut grant, tag, scopes, true, &base).await? {
                Some(issued) => Ok(with_handle(issued, &handle)),
                None => {
                    this.end_grant(&grant, "its refresh token came twice at once").await?;
                    let why = "the refresh token was used at the same moment";
                    Err(refused(OAuthCode::InvalidGrant, why))
                }
            }
        })
        .await
    }
}

pub(crate) fn with_handle(issued: Issued, handle: &str) -> Issued {
    let refresh = issued.refresh.map(|word| whole(handle, &word));
    Issued { refresh, ..issued }
}

fn narrowed(text: &str, granted: &Asked) -> Result<Asked, SmartError> {
    let invalid = |why: String| refused(OAuthCode::InvalidScope, why);
    let asked = Asked::parse(text).map_err(|error| invalid(error.to_string()))?;
    if asked.unknown().is_some() || asked.is_empty() || !asked.is_within(granted) {
        return Err(invalid("a refresh asks for no more than was granted".to_owned()));
    }
    Ok(asked)
}
