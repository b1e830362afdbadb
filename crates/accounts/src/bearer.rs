//! Machines: bearer tokens (RFC 6750), issued by an administrator's hand.

use std::sync::Arc;

use hygie_base::{SecretString, Timestamp};
use hygie_gate::{Asker, Role, Scopes};
use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::account::{Field, organisation, text};
use crate::administer::governs;
use crate::limits::TOKEN_MILLIS;
use crate::stored::{put, remove};
use crate::strays::Stray;
use crate::{AccountError, Accounts, Fingerprint, secret, stored};

/// What a bearer token is made of.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Name of the machine, as people will read it in traces.
    pub system: String,
    /// What it may do.
    pub scopes: Scopes,
    /// When it ends.
    pub expires: Timestamp,
    /// Id of the organisation for which it acts.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// The certificate without which it does not work (RFC 8705, section 3); `None`
    /// for a token that whoever has it can use.
    pub certificate: Option<Fingerprint>,
}

/// A bearer token, as an administrator sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenSeen {
    /// By which it can be ended; not the token.
    pub id: String,
    /// Name of the machine.
    pub system: String,
    /// What it may do, in words.
    pub scopes: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// The certificate that it is bound to.
    pub certificate: Option<Fingerprint>,
}

/// What every token of ours begins with, so that one that leaks is recognised.
const PREFIX: &str = "hyg_";

/// A token as it is kept, under its hash.
#[derive(Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) system: String,
    scopes: String,
    pub(crate) organisation: String,
    pub(crate) organisation_name: String,
    issued: i64,
    pub(crate) expires: i64,
    /// Confirmation `x5t#S256`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    certificate: Option<String>,
}

impl Stored {
    /// What cannot be read must not make a token one that anybody can use.
    fn certificate(&self) -> Result<Option<Fingerprint>, AccountError> {
        let read = |text: &String| Fingerprint::parse(text).ok_or(DAMAGED);
        self.certificate.as_ref().map(read).transpose()
    }
}

const DAMAGED: AccountError = AccountError::Damaged("bearer token");

/// A token in memory.
pub(crate) struct Bearer {
    asker: Asker,
    expires: Timestamp,
    certificate: Option<Fingerprint>,
}

impl Bearer {
    fn new(stored: Stored) -> Result<Self, AccountError> {
        let scopes = Scopes::parse(&stored.scopes).map_err(|_| DAMAGED)?;
        let certificate = stored.certificate()?;
        let asker = Asker {
            id: stored.id,
            name: stored.system,
            organisation: stored.organisation,
            organisation_name: stored.organisation_name,
            scopes,
            ..Asker::of(Role::System, "FHIR API")
        };
        Ok(Self { asker, expires: Timestamp(stored.expires), certificate })
    }
}

impl Accounts {
    /// Issues a bearer token, which is never shown again.
    ///
    /// # Errors
    /// When the permit is not one on accounts, a field is refused, the end is not
    /// within its limits or the store fails.
    pub async fn issue_token(
        &self,
        permit: &Permit,
        new: NewToken,
    ) -> Result<SecretString, AccountError> {
        governs(permit)?;
        text(Field::System, &new.system, false)?;
        organisation(&new.organisation, &new.organisation_name)?;
        let scopes = new.scopes.to_string();
        if scopes.is_empty() {
            return Err(AccountError::NoScope);
        }
        let now = self.now();
        if !(1..=TOKEN_MILLIS).contains(&new.expires.0.saturating_sub(now.0)) {
            return Err(AccountError::Expiry);
        }
        let token = SecretString::from(format!("{PREFIX}{}", *secret::fresh(&*self.rng)));
        let id = secret::id(&*self.rng);
        let stored = Stored {
            name: name(&token),
            id: id.clone(),
            system: new.system.trim().to_owned(),
            scopes,
            organisation: new.organisation,
            organisation_name: new.organisation_name.trim().to_owned(),
            issued: now.0,
            expires: new.expires.0,
            certificate: new.certificate.map(|it| it.to_string()),
        };
        let bound = if stored.certificate.is_some() { ", bound to a certificate" } else { "" };
        let what = format!(
            "issued token {id} to {} for {}, until {}{bound}",
            stored.system, stored.scopes, new.expires
        );
        let change = put(Table::Token, &stored.name, &stored, Expected::Absent)?;
        if self.change(permit, vec![change], Some((Action::Account, what))).await? {
            self.names.grew();
            Ok(token)
        } else {
            Err(AccountError::Contended)
        }
    }

    /// Who a bearer token stands for on a connection without a certificate:
    /// [`Accounts::bearer_over`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bearer(&self, token: &str) -> Result<Option<Asker>, AccountError> {
        self.bearer_over(token, None).await
    }

    /// Who a bearer token stands for on a connection whose client showed this
    /// certificate; `None` when it is none of ours, was ended, has expired or is
    /// bound to another certificate. The last is traced: the token is in hands that
    /// it was not given to. What does not have the form of one costs no look-up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bearer_over(
        &self,
        token: &str,
        certificate: Option<Fingerprint>,
    ) -> Result<Option<Asker>, AccountError> {
        if !token.strip_prefix(PREFIX).is_some_and(secret::is_well_formed) {
            return Ok(None);
        }
        let name = secret::name(token);
        let known = match self.tokens.get(&name) {
            Ok(known) => known,
            Err(edition) => {
                let read = self.read::<Stored>(Table::Token, &name, "bearer token").await?;
                let Some((stored, _)) = read else { return Ok(None) };
                self.tokens.keep(edition, &name, Arc::new(Bearer::new(stored)?))
            }
        };
        if self.now() >= known.expires {
            return Ok(None);
        }
        if known.certificate.is_some() && known.certificate != certificate {
            let what = "a token without the certificate that it is bound to".to_owned();
            self.refused_astray(Stray::Token, &known.asker, Action::LogIn, what).await?;
            return Ok(None);
        }
        Ok(Some(known.asker.clone()))
    }

    /// The tokens that were issued and not ended, by the machine's name; those
    /// that expired too, until they are swept. Traced before it is answered.
    ///
    /// # Errors
    /// When the permit is not one on accounts, or the store fails.
    pub async fn tokens(&self, permit: &Permit) -> Result<Vec<TokenSeen>, AccountError> {
        governs(permit)?;
        let mut seen = Vec::new();
        for cell in self.records.cells(Table::Token).await? {
            let stored: Stored = stored::from_bytes(&cell.value, "bearer token")?;
            seen.push(TokenSeen {
                certificate: stored.certificate()?,
                id: stored.id,
                system: stored.system,
                scopes: stored.scopes,
                issued: Timestamp(stored.issued),
                expires: Timestamp(stored.expires),
            });
        }
        seen.sort_by(|a, b| (&a.system, a.issued, &a.id).cmp(&(&b.system, b.issued, &b.id)));
        let what = format!("listed {} tokens", seen.len());
        self.records.trace_act(permit, Action::Account, what).await?;
        Ok(seen)
    }

    /// Ends a token at once. `false` when there is none of this id.
    ///
    /// # Errors
    /// When the permit is not one on accounts, or the store fails.
    pub async fn end_token(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
    ) -> Result<bool, AccountError> {
        governs(&permit)?;
        let (this, id) = (Arc::clone(self), id.to_owned());
        Self::to_the_end(async move {
            for cell in this.records.cells(Table::Token).await? {
                let stored: Stored = stored::from_bytes(&cell.value, "bearer token")?;
                if stored.id == id {
                    let change = remove(Table::Token, &stored.name, Expected::Is(cell.tag));
                    let what = format!("ended token {id} of {}", stored.system);
                    return this.change(&permit, vec![change], Some((Action::Account, what))).await;
                }
            }
            Ok(false)
        })
        .await
    }
}

fn name(token: &SecretString) -> String {
    use hygie_base::ExposeSecret as _;
    secret::name(token.expose_secret())
}
