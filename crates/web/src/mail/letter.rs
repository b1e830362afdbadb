//! What a letter says. A mailbox is read by others and kept by strangers: nothing of it
//! names who looked, whose record it is, or anything of care.

use hygie_accounts::{Content, Event, Mailing};
use hygie_base::Timestamp;

use crate::words::say;
use crate::{Lang, format};

/// A letter, written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// Lines, parted by `\n`.
    pub text: String,
}

/// What stands in a letter from the house at this address.
pub fn write(letter: &Mailing, url: &str) -> Written {
    let lang = Lang::from_tag(&letter.language).unwrap_or_default();
    let say = |key: &str| say(lang, key, &[]);
    let say_of = |key: &str, name: &str, value: String| {
        crate::words::say(lang, key, &[(name, value.into())])
    };
    let (subject, mut lines) = match &letter.content {
        Content::Code(code) => {
            let lines = vec![say_of("mail-letter-code", "code", code.clone())];
            (say("mail-subject-code"), lines)
        }
        Content::Farewell => (say("mail-subject-farewell"), vec![say("mail-letter-farewell")]),
        Content::Notices(notices) => {
            let subject = match notices.as_slice() {
                [(event, _)] => say(key(*event)),
                _ => say_of("mail-subject-notices", "count", notices.len().to_string()),
            };
            let told = |(event, at): &(Event, Timestamp)| {
                let at = format::moment(lang, *at);
                let what = say(key(*event));
                crate::words::say(
                    lang,
                    "mail-letter-notice",
                    &[("at", at.into()), ("what", what.into())],
                )
            };
            let mut lines = vec![say("mail-letter-notices")];
            lines.push(notices.iter().map(told).collect::<Vec<_>>().join("\n"));
            lines.push(say_of("mail-letter-more", "url", format!("{url}/account#notices")));
            (subject, lines)
        }
    };
    lines.push(say_of("mail-letter-foot", "url", format!("{url}/account/mail")));
    Written { subject, text: format!("{}\n", lines.join("\n\n")) }
}

/// The words for an event, without who or where.
const fn key(event: Event) -> &'static str {
    match event {
        Event::NewDevice => "mail-new-device",
        Event::HalfWay => "mail-half-way",
        Event::PasswordChanged => "notice-password-changed",
        Event::FactorAdded => "notice-factor-added",
        Event::FactorRemoved => "notice-factor-removed",
        Event::CodesRenewed => "notice-codes-renewed",
        Event::RecoveryUsed => "notice-recovery-used",
        Event::ProviderLinked => "notice-provider-linked",
        Event::ProviderUnlinked => "notice-provider-unlinked",
        Event::PinSet => "notice-pin-set",
        Event::PinForgotten => "notice-pin-forgotten",
        Event::PinGuessed => "notice-pin-guessed",
        Event::PasswordGiven => "notice-password-given",
        Event::FactorsReset => "notice-factors-reset",
        Event::Suspended => "notice-suspended",
        Event::Resumed => "notice-resumed",
        Event::Renamed => "notice-renamed",
        Event::ActivitiesChanged => "notice-activities-changed",
        Event::RecordOpened => "mail-record-opened",
        Event::PatientOpened => "mail-patient-opened",
        Event::RecordRegulated => "mail-record-regulated",
        Event::PatientRegulated => "mail-patient-regulated",
        Event::ContestAnswered => "mail-contest-answered",
        Event::FirstLook => "mail-first-look",
        Event::WillChanged => "mail-will-changed",
        Event::MailChanged => "notice-mail-changed",
        Event::MailRefused => "notice-mail-refused",
    }
}
