//! Log-ins that were begun at a provider and wait for the browser to come back, each for
//! ten minutes and once. The browser itself carries them, sealed; a half-written form
//! waits in the store, for its session alone.

use hygie_accounts::{Away, Session};
use hygie_base::{Code, SecretString};
use hygie_http::Fault;
use hygie_oidc::Pending;
use serde::{Deserialize, Serialize};

use crate::draft::{Draft, Kept};
use crate::faults::of_account;
use crate::onward::Carried;
use crate::state::Web;

/// What for.
pub(super) enum Purpose {
    /// To log in, and go on there.
    LogIn {
        /// A path of ours.
        next: String,
    },
    /// To link the account of the session of this id.
    Link {
        /// The session's id.
        session: String,
    },
    /// Show again, in the session of this id, who one is.
    Again {
        /// The session's id.
        session: String,
        /// Where that leads, and what was being written.
        carried: Carried,
    },
}

/// One that was begun.
pub(super) struct Begun {
    /// The provider's name here.
    pub(super) provider: String,
    /// What the provider's answer is held against.
    pub(super) pending: Pending,
    /// What for.
    pub(super) purpose: Purpose,
}

/// As it is carried.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    provider: String,
    pending: String,
    r#for: For,
    /// The session's id.
    session: Option<String>,
    next: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum For {
    LogIn,
    Link,
    Again,
}

/// Path and fields of a form that waits.
type Form = (String, Vec<(String, String)>);

impl Begun {
    /// The value of the cookie that carries it. An address to go on to for which there is
    /// no room is left out, as one that is too long at all: then the first page follows.
    ///
    /// # Errors
    /// When the addresses of the configuration alone are too long, or the store fails.
    pub(super) async fn carried(self, web: &Web) -> Result<SecretString, Fault> {
        let Self { provider, pending, purpose } = self;
        let (r#for, session, Carried { next, draft }) = match purpose {
            Purpose::LogIn { next } => (For::LogIn, None, Carried { next, draft: None }),
            Purpose::Link { session } => (For::Link, Some(session), Carried::default()),
            Purpose::Again { session, carried } => (For::Again, Some(session), carried),
        };
        let until = pending.expires();
        let pending = String::from_utf8(pending.to_bytes()).unwrap_or_default();
        let mut said = Said { provider, pending, r#for, session, next };
        let accounts = &web.app.accounts;
        let bytes = |said: &Said| serde_json::to_vec(said).unwrap_or_default();
        let mut cookie = accounts.carry_away(&bytes(&said), until).await.map_err(of_account)?;
        if cookie.is_none() {
            "/".clone_into(&mut said.next);
            cookie = accounts.carry_away(&bytes(&said), until).await.map_err(of_account)?;
        }
        let why = "the issuer and the public address are too long for a cookie";
        let cookie = cookie.ok_or_else(|| Fault::new(Code::TooLarge).because(why))?;
        if let (Some(session), Some(draft)) = (said.session, draft) {
            let form = form_of(draft);
            accounts.keep_form(&session, &form, (&cookie, until)).await.map_err(of_account)?;
        }
        Ok(cookie)
    }

    /// What this cookie carries for a browser of this session; it still is to be used up.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn back(
        web: &Web,
        cookie: &str,
        session: Option<&Session>,
    ) -> Result<Option<(Self, Away)>, Fault> {
        let accounts = &web.app.accounts;
        let Some(mut away) = accounts.come_back(cookie).await.map_err(of_account)? else {
            return Ok(None);
        };
        let Some((mut begun, of)) = read(away.said()) else { return Ok(None) };
        let session = session.filter(|session| Some(&session.id) == of.as_ref());
        if let (Purpose::Again { carried, .. }, Some(session)) = (&mut begun.purpose, session) {
            let form = accounts.form_of(&mut away, session).await.map_err(of_account)?;
            carried.draft = form.as_deref().and_then(draft_of);
        }
        Ok(Some((begun, away)))
    }
}

/// What was begun, and the id of its session.
fn read(said: &[u8]) -> Option<(Begun, Option<String>)> {
    let Said { provider, pending, r#for, session, next } = serde_json::from_slice(said).ok()?;
    let purpose = match (r#for, session.clone()) {
        (For::LogIn, None) => Purpose::LogIn { next },
        (For::Link, Some(session)) => Purpose::Link { session },
        (For::Again, Some(session)) => {
            Purpose::Again { session, carried: Carried { next, draft: None } }
        }
        _ => return None,
    };
    let pending = Pending::from_bytes(pending.as_bytes()).ok()?;
    Some((Begun { provider, pending, purpose }, session))
}

fn form_of(Draft { path, fields }: Draft) -> String {
    let fields = fields.into_iter().map(|Kept { name, value }| (name, value)).collect();
    let form: Form = (path, fields);
    serde_json::to_string(&form).unwrap_or_default()
}

fn draft_of(form: &str) -> Option<Draft> {
    let (path, fields): Form = serde_json::from_str(form).ok()?;
    let fields = fields.into_iter().map(|(name, value)| Kept { name, value });
    Draft::of_kept(&path, fields.collect())
}
