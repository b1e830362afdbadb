//! What is told.

use serde::{Deserialize, Serialize};

/// What happened to an account.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// Somebody logged in from a device that had not been seen.
    NewDevice,
    /// Somebody gave the password, or came from a provider, and not the second factor.
    HalfWay,
    /// The password was changed.
    PasswordChanged,
    /// A second factor was enrolled.
    FactorAdded,
    /// A second factor was taken away.
    FactorRemoved,
    /// Fresh recovery codes were made.
    CodesRenewed,
    /// A recovery code was used.
    RecoveryUsed,
    /// The account was linked to an identity at a log-in provider.
    ProviderLinked,
    /// Such a link was ended.
    ProviderUnlinked,
    /// A PIN was set.
    PinSet,
    /// A PIN was forgotten on purpose.
    PinForgotten,
    /// A PIN was forgotten and a session ended, for too many wrong ones.
    PinGuessed,
    /// An administrator gave a new password.
    PasswordGiven,
    /// An administrator took the second factors away.
    FactorsReset,
    /// An administrator stopped the account.
    Suspended,
    /// An administrator let it go on.
    Resumed,
    /// An administrator gave another name.
    Renamed,
    /// An administrator changed what the account does here.
    ActivitiesChanged,
    /// Somebody opened the holder's record in an emergency.
    RecordOpened,
    /// Somebody opened the record of a person whose médecin traitant the holder is.
    PatientOpened,
    /// Somebody opened the holder's record for a call to the regulation centre.
    RecordRegulated,
    /// The same of a person whose médecin traitant the holder is.
    PatientRegulated,
    /// The privacy officer answered an access that the holder contested.
    ContestAnswered,
    /// Somebody who had never looked opened the holder's record.
    FirstLook,
    /// Who sees the holder's record, or acts for them, was decided anew.
    WillChanged,
    /// The address that gets notices by mail was set or taken away.
    MailChanged,
    /// That address takes no mail.
    MailRefused,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 27] = [
        Self::NewDevice,
        Self::HalfWay,
        Self::PasswordChanged,
        Self::FactorAdded,
        Self::FactorRemoved,
        Self::CodesRenewed,
        Self::RecoveryUsed,
        Self::ProviderLinked,
        Self::ProviderUnlinked,
        Self::PinSet,
        Self::PinForgotten,
        Self::PinGuessed,
        Self::PasswordGiven,
        Self::FactorsReset,
        Self::Suspended,
        Self::Resumed,
        Self::Renamed,
        Self::ActivitiesChanged,
        Self::RecordOpened,
        Self::PatientOpened,
        Self::RecordRegulated,
        Self::PatientRegulated,
        Self::ContestAnswered,
        Self::FirstLook,
        Self::WillChanged,
        Self::MailChanged,
        Self::MailRefused,
    ];

    /// Whether it tells of a record, and not of the account itself.
    pub const fn is_of_record(self) -> bool {
        matches!(
            self,
            Self::RecordOpened
                | Self::PatientOpened
                | Self::RecordRegulated
                | Self::PatientRegulated
                | Self::ContestAnswered
                | Self::FirstLook
                | Self::WillChanged
        )
    }

    /// Whether no noise may push it out. What the will is, and who looks, can be read of the
    /// record itself.
    pub(crate) const fn is_grave(self) -> bool {
        let is_noise = matches!(self, Self::FirstLook | Self::WillChanged);
        matches!(self, Self::NewDevice) || (self.is_of_record() && !is_noise)
    }

    /// Its name, as commands and the words of pages have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::HalfWay => "half-way",
            Self::PasswordChanged => "password-changed",
            Self::FactorAdded => "factor-added",
            Self::FactorRemoved => "factor-removed",
            Self::CodesRenewed => "codes-renewed",
            Self::RecoveryUsed => "recovery-used",
            Self::ProviderLinked => "provider-linked",
            Self::ProviderUnlinked => "provider-unlinked",
            Self::PinSet => "pin-set",
            Self::PinForgotten => "pin-forgotten",
            Self::PinGuessed => "pin-guessed",
            Self::PasswordGiven => "password-given",
            Self::FactorsReset => "factors-reset",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Renamed => "renamed",
            Self::ActivitiesChanged => "activities-changed",
            Self::RecordOpened => "record-opened",
            Self::PatientOpened => "patient-opened",
            Self::RecordRegulated => "record-regulated",
            Self::PatientRegulated => "patient-regulated",
            Self::ContestAnswered => "contest-answered",
            Self::FirstLook => "first-look",
            Self::WillChanged => "will-changed",
            Self::MailChanged => "mail-changed",
            Self::MailRefused => "mail-refused",
        }
    }
}
