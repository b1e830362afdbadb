//! The way back from the provider (OpenID Connect Core, section 3.1.2.5 and on).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{ExposeSecret as _, SecretString};

use crate::back::Answer;
use crate::id_token::verify;
use crate::limits::SKEW_MILLIS;
use crate::times::counts;
use crate::user_info::{object, user_info};
use crate::{Back, Identity, LogOutHint, OidcError, Pending, Provider, TokenFault, read_claims};

impl Provider {
    /// Finishes a log-in with what the browser brought back. The pending log-in is
    /// used up, whatever comes of it.
    ///
    /// # Errors
    /// [`OidcError`]: whatever does not hold, nobody is logged in.
    pub async fn finish(&self, pending: Pending, back: &Back) -> Result<Identity, OidcError> {
        pending.check(&self.ready.issuer, self.clock.now())?;
        if !pending.is_answered_by(back.state.expose_secret()) {
            return Err(OidcError::State);
        }
        let mut known = self.known().await?;
        match &back.issuer {
            Some(issuer) if *issuer == self.ready.issuer => {}
            None if !known.metadata.names_issuer => {}
            _ => return Err(OidcError::AnswerIssuer),
        }
        let code = match &back.answer {
            Answer::Code(code) => code,
            Answer::Error(name) => return Err(OidcError::Refused(name.clone())),
        };
        let tokens = self.exchange(&known, &pending, code).await?;
        let check = |known: &_| {
            let now = self.clock.now();
            verify(&tokens.id, &tokens.access, &self.ready, known, &pending.nonce, now)
        };
        let mut verified = check(&known);
        if verified.as_ref().err() == Some(&TokenFault::Key) {
            known = self.renewed().await?;
            verified = check(&known);
        }
        let verified = verified.map_err(OidcError::IdToken)?;
        let first = pending.begun.0.saturating_sub(SKEW_MILLIS);
        if verified.auth_time.is_some_and(|at| at.0 < first) {
            return Err(OidcError::IdToken(TokenFault::Earlier));
        }
        let id = tokens.id.to_string();
        let own = payload(&id)?;
        let now = self.clock.now();
        object(&own).and_then(|own| counts(&own, now)).map_err(OidcError::IdToken)?;
        let claims = match &known.metadata.user_info {
            Some(url) => {
                let (access, subject) = (&tokens.access, &verified.subject);
                user_info((&self.ready, &known), url, access, subject, now).await?
            }
            None => own,
        };
        Ok(Identity {
            issuer: self.ready.issuer.clone(),
            subject: verified.subject,
            acr: verified.acr,
            amr: verified.amr,
            auth_time: verified.auth_time,
            claims: read_claims(self.ready.profile, &claims)?,
            log_out: LogOutHint(SecretString::from(id)),
        })
    }
}

/// The claims of an ID token that was verified.
fn payload(token: &str) -> Result<Vec<u8>, OidcError> {
    let payload = token.split('.').nth(1).unwrap_or_default();
    let shape = |_| OidcError::IdToken(TokenFault::Shape);
    URL_SAFE_NO_PAD.decode(payload).map_err(shape)
}
