//! An account: one person who logs in.

use std::fmt;

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::{Asker, Role};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::devices::Devices;
use crate::factors::Factors;
use crate::limits::{NAME_CHARS, ORGANISATION_BYTES};
use crate::mail::Mail;
use crate::notices::Notices;
use crate::provider::Link;
use crate::state::{Bar, Facts};
use crate::{AccountError, ActivitySeen, By, Login, NewActivity, SecondFactor, State, Step};

mod read;

/// Stable id of an account: random, never used again.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AccountId(pub(crate) String);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// As typed.
    pub login: String,
    /// The person's name, as others see it.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Id of the organisation for which the person acts; empty when none.
    pub organisation: String,
    /// Its name; empty when none.
    pub organisation_name: String,
    /// The person's own record, or that of the person for whom they act.
    pub person: Option<RecordNo>,
    /// By which delegation they act.
    pub delegation: Option<String>,
}

/// A field that was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The person's name.
    Name,
    /// The organisation's id.
    Organisation,
    /// The organisation's name.
    OrganisationName,
    /// The machine's name.
    System,
    /// The record.
    Record,
    /// A passkey's name.
    Passkey,
    /// The reference to a professional.
    Resource,
    /// A ward's name.
    Ward,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the name",
            Self::Organisation => "the organisation's id",
            Self::OrganisationName => "the organisation's name",
            Self::System => "the system's name",
            Self::Record => "the record",
            Self::Passkey => "the name of the passkey",
            Self::Resource => "the reference to a professional, of who works as one,",
            Self::Ward => "the name of the ward",
        })
    }
}

/// An account as it is kept, under its login. No `Debug`: it holds a hash.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "read::Read")]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) name: String,
    /// At least one.
    pub(crate) activities: Vec<Activity>,
    pub(crate) bar: Option<Bar>,
    /// PHC string.
    pub(crate) password: String,
    /// Set while the password is a one-time one: when it stops working, in
    /// milliseconds since 1970.
    pub(crate) one_time_until: Option<i64>,
    /// The hash of the person's own password before a one-time one replaced it.
    pub(crate) former: Option<String>,
    pub(crate) factors: Factors,
    /// From which it logged in, each with its PIN if it has one.
    pub(crate) devices: Devices,
    /// What its holder is to know.
    pub(crate) notices: Notices,
    /// Where its holder gets notices by mail.
    #[serde(skip_serializing_if = "Mail::is_none")]
    pub(crate) mail: Mail,
    /// Identities at log-in providers that open it.
    pub(crate) links: Vec<Link>,
    /// Counts what ends all sessions; a session of another generation is dead.
    pub(crate) generation: u64,
    /// Names of the cells of its sessions.
    pub(crate) sessions: Vec<String>,
    pub(crate) made: i64,
    /// When its holder last logged in; none before the first time.
    pub(crate) last: Option<i64>,
    /// When its holder last read the notice on looking into records.
    pub(crate) law_read: Option<i64>,
}

impl Account {
    /// Whether it opens the record of its person and of those for whom they act, and
    /// nothing else.
    pub(crate) fn is_persons(&self) -> bool {
        self.activities.iter().all(|one| one.role.is_of_a_person())
    }

    /// Who gives a way in back without having seen the person must not give their record
    /// with it: of an account that works here too, only the work stays, until a desk that
    /// sees the person invites them.
    pub(crate) fn keep_to_work(&mut self) {
        if !self.is_persons() {
            self.activities.retain(|one| !one.role.is_of_a_person());
        }
    }

    /// An account without sessions; `ids` are its own and its activity's.
    pub(crate) fn new(
        [id, activity]: [String; 2],
        login: &Login,
        new: &NewAccount,
        password: String,
        one_time_until: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            login: login.to_string(),
            name: new.name.trim().to_owned(),
            activities: vec![Activity::new(activity, &new.activity(), now)],
            bar: None,
            password,
            one_time_until: one_time_until.map(|until| until.0),
            former: None,
            factors: Factors::default(),
            devices: Devices::default(),
            notices: Notices::default(),
            mail: Mail::default(),
            links: Vec::new(),
            generation: 0,
            sessions: Vec::new(),
            made: now.0,
            last: None,
            law_read: None,
        }
    }

    /// Where it stands, in a house that demands this.
    pub(crate) fn state(&self, policy: SecondFactor) -> State {
        // Whoever a provider vouches for needs no password of their own.
        let one_time = self.one_time_until.is_some() && self.links.is_empty();
        let owes = policy.demands(self) && !self.is_vouched_for();
        State::of(Facts { bar: self.bar, one_time, owes })
    }

    /// Whether a provider that it is linked to vouches for it with two factors.
    pub(crate) fn is_vouched_for(&self) -> bool {
        self.links.iter().any(|link| link.two)
    }

    /// Whether this step leads on from where it stands.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) fn may(&self, policy: SecondFactor, step: Step, by: By) -> Result<(), AccountError> {
        Ok(self.state(policy).may(step, by)?)
    }

    /// Replaces the password; of a one-time one it is kept what it replaced. PINs stood
    /// for the one before, so they go.
    pub(crate) fn set_password(&mut self, hash: String, one_time_until: Option<Timestamp>) {
        self.devices.forget_pins();
        let old = std::mem::replace(&mut self.password, hash);
        let was_own = self.one_time_until.is_none();
        self.former = match one_time_until {
            Some(_) if was_own => Some(old),
            Some(_) => self.former.take(),
            None => None,
        };
        self.one_time_until = one_time_until.map(|until| until.0);
    }

    /// What somebody would try first who guesses its password.
    pub(crate) fn own_words(&self) -> Vec<&str> {
        let places = self.activities.iter();
        let places = places.flat_map(|one| [one.organisation.as_str(), &one.organisation_name]);
        [self.login.as_str(), &self.name].into_iter().chain(places).collect()
    }

    /// The activity that a session chose; of one alone there is no choice.
    pub(crate) fn chosen(&self, id: Option<&str>) -> Option<&Activity> {
        match self.activities.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|one| Some(one.id.as_str()) == id),
        }
    }

    /// As its owner sees them.
    pub(crate) fn activities_seen(&self) -> Vec<ActivitySeen> {
        self.activities.iter().map(Activity::seen).collect()
    }

    /// Whether one of its activities is this role.
    pub(crate) fn acts_as(&self, role: Role) -> bool {
        self.activities.iter().any(|one| one.role == role)
    }

    /// Who acts, when this account does in this activity. Before one is chosen,
    /// the first one's role and no organisation: enough for a trace.
    pub(crate) fn asker(&self, activity: Option<&str>) -> Asker {
        let chosen = self.chosen(activity);
        let role = chosen.or(self.activities.first()).map_or(Role::Person, |one| one.role);
        let door = if role.is_of_a_person() { "person door" } else { "care door" };
        let of = |text: fn(&Activity) -> &str| chosen.map(text).unwrap_or_default().to_owned();
        Asker {
            id: self.id.clone(),
            name: self.name.clone(),
            organisation: of(|one| &one.organisation),
            organisation_name: of(|one| &one.organisation_name),
            wards: chosen.map(|one| one.wards.clone()).unwrap_or_default(),
            person: chosen.and_then(|one| one.person).and_then(RecordNo::from_u64),
            delegation: chosen.and_then(|one| one.delegation.clone()),
            ..Asker::of(role, door)
        }
    }
}

impl NewAccount {
    /// One whose first activity is this one.
    pub fn doing(login: String, name: String, does: NewActivity) -> Self {
        let NewActivity { role, organisation, organisation_name, person, delegation } = does;
        Self { login, name, role, organisation, organisation_name, person, delegation }
    }

    /// Its first activity.
    pub(crate) fn activity(&self) -> NewActivity {
        NewActivity {
            role: self.role,
            organisation: self.organisation.clone(),
            organisation_name: self.organisation_name.clone(),
            person: self.person,
            delegation: self.delegation.clone(),
        }
    }

    /// What somebody would try first who guesses its password.
    pub(crate) fn own_words(&self) -> [&str; 4] {
        [&self.login, &self.name, &self.organisation, &self.organisation_name]
    }

    pub(crate) fn check(&self) -> Result<Login, AccountError> {
        text(Field::Name, &self.name, false)?;
        self.activity().check()?;
        Ok(Login::parse(&self.login)?)
    }
}

/// The id and name of an organisation; both may be empty.
pub(crate) fn organisation(id: &str, name: &str) -> Result<(), AccountError> {
    if id.len() > ORGANISATION_BYTES || id.chars().any(char::is_control) {
        return Err(AccountError::Field { field: Field::Organisation });
    }
    text(Field::OrganisationName, name, true)
}

/// Whether it can be the name of an account.
pub fn is_name(name: &str) -> bool {
    text(Field::Name, name, false).is_ok()
}

/// A name that people read.
pub(crate) fn text(field: Field, text: &str, may_be_empty: bool) -> Result<(), AccountError> {
    let text = text.trim();
    let fits = text.len() <= 4 * NAME_CHARS && text.chars().count() <= NAME_CHARS;
    let plain = !text.chars().any(|one| one.is_control() || turns_text(one));
    if fits && plain && (may_be_empty || !text.is_empty()) {
        Ok(())
    } else {
        Err(AccountError::Field { field })
    }
}

/// Characters that change the direction or the place of those around them, so
/// that one name could be made to look like another (Unicode TR 36).
const fn turns_text(one: char) -> bool {
    matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(0);

    fn fits(name: &str) -> bool {
        text(Field::Name, name, false).is_ok()
    }

    #[test]
    fn names_have_limits() {
        assert!(fits("Zoé Le Gall-N'Diaye"));
        assert!(fits("王小明"));
        assert!(fits(&"é".repeat(NAME_CHARS)));
        assert!(fits(&"🙂".repeat(NAME_CHARS)));
        for bad in ["", "  ", "a\nb", "a\u{202e}b", &"é".repeat(NAME_CHARS + 1)] {
            assert!(!fits(bad), "{bad:?}");
        }
    }

    #[test]
    fn who_is_given_the_way_back_to_their_work_gets_no_record_of_a_person() {
        let of = |roles: &[Role]| {
            let login = Login::parse("x").unwrap();
            let ids = || ["a".to_owned(), "b".to_owned()];
            let new = |role| NewAccount {
                login: "x".to_owned(),
                name: "X".to_owned(),
                role,
                organisation: String::new(),
                organisation_name: String::new(),
                person: None,
                delegation: None,
            };
            let made = |role| Account::new(ids(), &login, &new(role), String::new(), None, NOW);
            let mut account = made(roles[0]);
            account.activities = roles.iter().flat_map(|role| made(*role).activities).collect();
            account.keep_to_work();
            account.activities.iter().map(|one| one.role).collect::<Vec<_>>()
        };
        let all = [Role::Person, Role::Nurse, Role::Delegate, Role::Administrator];
        assert_eq!(of(&all), [Role::Nurse, Role::Administrator]);
        for persons in [&[Role::Person][..], &[Role::Delegate], &[Role::Person, Role::Delegate]] {
            assert_eq!(of(persons), persons, "a desk alone gives these back");
        }
    }

    #[test]
    fn organisations_may_be_absent_and_have_limits() {
        assert!(organisation("", "").is_ok());
        assert!(organisation(&"a".repeat(ORGANISATION_BYTES), "Les Tilleuls").is_ok());
        assert!(organisation(&"a".repeat(ORGANISATION_BYTES + 1), "").is_err());
        assert!(organisation("a\n", "").is_err());
        assert!(organisation("a", &"é".repeat(NAME_CHARS + 1)).is_err());
    }
}
