//! The form by which an organisation registers that it takes care of the person.

use hygie_accounts::AccountError;
use hygie_gate::Ward;
use hygie_gate::acts::{ActError, Register};
use hygie_gate::rights::Occasion;
use hygie_http::Fault;

use super::register::{after, begins};
use super::told::key;
use crate::Page;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::record::Door;
use crate::state::Web;

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Registering {
    /// On what occasion.
    pub(super) occasion: String,
    /// On which ward; empty for all of the organisation.
    pub(super) ward: String,
    /// The first day; empty for from now on.
    pub(super) from: String,
    /// The last day; empty for none.
    pub(super) until: String,
    pub(super) informed: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Registering {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            occasion: text("occasion"),
            ward: text("ward"),
            from: text("from"),
            until: text("until"),
            informed: fields.get("informed") == "yes",
            wrong: None,
        }
    }

    /// Nothing typed, and something that cannot be.
    pub(super) fn wrong(why: String) -> Self {
        Self { wrong: Some(("", why)), ..Self::default() }
    }

    /// The same with what the gate found wrong.
    pub(super) fn refused(self, page: &Page, error: ActError) -> Self {
        let field = match error {
            ActError::Past | ActError::TooFar => "from",
            ActError::Ended | ActError::Endless => "until",
            _ => "",
        };
        Self { wrong: Some((field, page.t(key(error)))), ..self }
    }

    /// The act; else the form with what is wrong of it.
    ///
    /// # Errors
    /// When the wards cannot be read.
    pub(super) async fn act(
        &self,
        web: &Web,
        door: &Door,
    ) -> Result<Result<Register, Self>, Fault> {
        let wrong = |field, key: &str| {
            let wrong = Some((field, door.page.t(key)));
            Ok(Err(Self { wrong, ..self.clone() }))
        };
        let occasion = match self.occasion.as_str() {
            "" => None,
            name => match Occasion::parse(name) {
                Some(occasion) => Some(occasion),
                None => return wrong("occasion", "care-occasion-wrong"),
            },
        };
        let ward: Option<Ward> = match self.ward.as_str() {
            "" => None,
            id => match web.app.accounts.open_ward(&door.asker.organisation, id).await {
                Ok(ward) => Some(ward),
                Err(AccountError::NoSuchWard) => return wrong("ward", "wards-none-such"),
                Err(error) => return Err(of_account(error)),
            },
        };
        let start = match self.from.as_str() {
            "" => None,
            day => match begins(day) {
                // What begins today begins now.
                Some(start) => {
                    let today = start <= door.page.now && after(day) > Some(door.page.now);
                    (!today).then_some(start)
                }
                None => return wrong("from", "care-from-wrong"),
            },
        };
        let end = match self.until.as_str() {
            "" => None,
            day => match after(day) {
                Some(end) => Some(end),
                None => return wrong("until", "care-until-wrong"),
            },
        };
        Ok(Ok(Register { ward, occasion, start, end, informed: self.informed }))
    }
}
