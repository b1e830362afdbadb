//! Reading accounts, also those from before an account had activities: it had
//! one role then, at one organisation.

use hygie_gate::Role;
use serde::Deserialize;

use super::Account;
use crate::activity::Activity;
use crate::devices::Devices;
use crate::factors::Factors;
use crate::mail::Mail;
use crate::notices::Notices;
use crate::provider::Link;
use crate::state::Bar;

/// The id of the activity that an older account's role becomes.
const FIRST: &str = "first";

/// An account in either form.
#[derive(Deserialize)]
pub(super) struct Read {
    id: String,
    login: String,
    name: String,
    #[serde(default)]
    activities: Vec<Activity>,
    role: Option<Role>,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    organisation_name: String,
    person: Option<u64>,
    bar: Option<Bar>,
    password: String,
    one_time_until: Option<i64>,
    former: Option<String>,
    #[serde(default)]
    factors: Factors,
    #[serde(default)]
    devices: Devices,
    #[serde(default)]
    notices: Notices,
    #[serde(default)]
    mail: Mail,
    #[serde(default)]
    links: Vec<Link>,
    generation: u64,
    sessions: Vec<String>,
    made: i64,
    last: Option<i64>,
    law_read: Option<i64>,
}

impl TryFrom<Read> for Account {
    type Error = &'static str;

    fn try_from(read: Read) -> Result<Self, Self::Error> {
        let mut activities = read.activities;
        if let (Some(role), true) = (read.role, activities.is_empty()) {
            activities.push(Activity {
                id: FIRST.to_owned(),
                role,
                organisation: read.organisation,
                organisation_name: read.organisation_name,
                person: read.person,
                delegation: None,
                resource: None,
                wards: Vec::new(),
                since: None,
            });
        }
        if activities.is_empty() {
            return Err("an account has at least one activity");
        }
        Ok(Self {
            id: read.id,
            login: read.login,
            name: read.name,
            activities,
            bar: read.bar,
            password: read.password,
            one_time_until: read.one_time_until,
            former: read.former,
            factors: read.factors,
            devices: read.devices,
            notices: read.notices,
            mail: read.mail,
            links: read.links,
            generation: read.generation,
            sessions: read.sessions,
            made: read.made,
            last: read.last,
            law_read: read.law_read,
        })
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::RecordNo;

    use super::*;
    use crate::stored;

    /// As the first version wrote it.
    const OLD: &str = r#"{"v":1,"of":{"id":"a1","login":"marie","name":"Marie","role":"nurse",
        "organisation":"tilleuls","organisation_name":"Les Tilleuls","person":null,
        "password":"$argon2id$x","one_time_until":5,"former":null,"generation":3,
        "sessions":["s"],"made":7}}"#;

    fn read(text: &str) -> Option<Account> {
        stored::from_bytes(text.as_bytes(), "account").ok()
    }

    #[test]
    fn an_account_of_one_role_has_one_activity() {
        let account = read(OLD).unwrap();
        let asker = account.asker(None);
        assert_eq!((asker.role, asker.organisation.as_str()), (Role::Nurse, "tilleuls"));
        assert_eq!(asker.organisation_name, "Les Tilleuls");
        assert_eq!((account.one_time_until, account.generation), (Some(5), 3));
        assert!(!account.factors.any() && account.bar.is_none() && account.links.is_empty());
        // What is written is read again, with the same activity.
        let bytes = stored::to_bytes(&account).unwrap();
        let again: Account = stored::from_bytes(&bytes, "account").unwrap();
        assert_eq!(again.activities_seen(), account.activities_seen());
        assert!(!String::from_utf8(bytes).unwrap().contains("\"person\":null,\"bar\""));
    }

    #[test]
    fn a_persons_record_stays_theirs() {
        let old = OLD.replace("\"nurse\"", "\"person\"").replace("\"person\":null", "\"person\":9");
        let asker = read(&old).unwrap().asker(None);
        assert_eq!((asker.role, asker.person.map(RecordNo::get)), (Role::Person, Some(9)));
    }

    #[test]
    fn an_account_without_any_activity_is_damaged() {
        assert!(read(&OLD.replace("\"role\":\"nurse\",", "")).is_none());
        assert!(read(&OLD.replace("\"nurse\"", "\"doctor\"")).is_none());
    }
}
