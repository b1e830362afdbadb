//! What a trace says.

use hygie_base::{Seq, Timestamp};
use hygie_seal::Link;
use serde::{Deserialize, Serialize};

/// Who acts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id of the account or system.
    pub id: String,
    /// The role it acts in.
    pub role: String,
    /// The organisation it acts for; empty when none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// Its name in words, as it was then: accounts change and end, traces stay.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The organisation's name in words, as it was then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// By which delegation it acts for a person; empty when it does for nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delegation: String,
    /// Ids of the wards of the organisation to which it was assigned then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wards: Vec<String>,
}

/// Why, in the words of the design's purposes of use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A machine or an operator's command acts on the system's behalf.
    System,
    /// Care by a professional of the organisation that keeps the entries.
    CareTeam,
    /// The person's own record.
    #[serde(rename = "self")]
    Own,
    /// Somebody acts for the person.
    Delegation,
    /// Accounts, sessions, the running of the house; nothing clinical.
    Administration,
    /// Care in an emergency, without a care link: a professional broke the glass (ETREAT
    /// and BTG of HL7 PurposeOfUse).
    Emergency,
    /// The regulation of a medical call (centre 15), without a care link. HL7 PurposeOfUse
    /// has no code of its own for it, ETREAT comes nearest; the DMP calls it `centre_15`
    /// (purposeofuse, 1.2.250.1.213.1.1.4.248).
    Regulation,
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The data folder was made.
    Init,
    /// Entries were written.
    Write,
    /// One resource was read.
    Read,
    /// The versions of one resource were read.
    History,
    /// The whole record was read, now or as of an instant.
    Open,
    /// The record was searched.
    Search,
    /// The record was written to a file.
    Export,
    /// The record's traces were listed.
    ListTraces,
    /// The record, or one custodian's part of it, was erased.
    Erase,
    /// The key ring moved to a new epoch.
    RotateKeys,
    /// Indexes across records were added or taken away.
    Reindex,
    /// Everything was checked.
    Check,
    /// Persons were listed by name, birth date or identifier.
    Find,
    /// Someone logged in.
    LogIn,
    /// Someone logged out, or a session was ended.
    LogOut,
    /// An account or a token was made, changed or ended.
    Account,
    /// Something was refused that somebody should look into: more persons' records
    /// within an hour than the role may open.
    Alarm,
    /// Who may see what of the record was changed or told: links, consent, masks, blocks.
    Rights,
}

impl Action {
    /// Whether it is of the running of the system alone, where it concerns no record: it is
    /// kept as technical logs are, some months (CNIL, deliberation 2021-122: 6 to 12).
    pub const fn is_technical(self) -> bool {
        matches!(self, Self::LogIn | Self::LogOut | Self::RotateKeys | Self::Reindex | Self::Check)
    }
}

/// Whether it was granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Granted and done.
    Granted,
    /// Refused, or nothing there.
    Refused,
}

/// The head of the record that the actor saw or made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeadSeen {
    /// Sequence of the record's last entry.
    pub seq: Seq,
    /// Chain link of that entry, 64 hexadecimal digits.
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub link: Link,
}

/// One trace. The order of the fields is the canonical order: it never changes,
/// new fields go to the end and are left out when empty.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Trace {
    /// When, in milliseconds since 1970 UTC.
    #[serde(serialize_with = "to_millis", deserialize_with = "from_millis")]
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// Why.
    pub purpose: Purpose,
    /// What was done.
    pub action: Action,
    /// Whether it was granted.
    pub outcome: Outcome,
    /// On what exactly: a query, a resource's type and id, a range of entries.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// The lens that was looked through, in words; empty for writes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lens: String,
    /// The head seen or made; absent where no record is concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadSeen>,
    /// From where: a door or an interface.
    pub from: String,
}

fn to_millis<S: serde::Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(at.0)
}

fn from_millis<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    i64::deserialize(from).map(Timestamp)
}

fn to_hex<S: serde::Serializer>(link: &Link, to: S) -> Result<S::Ok, S::Error> {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(64);
    for byte in link.0 {
        let _ = write!(text, "{byte:02x}");
    }
    to.serialize_str(&text)
}

fn from_hex<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Link, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = || serde::de::Error::custom("a link is 64 hexadecimal digits");
    if text.len() != 64 || !text.is_ascii() {
        return Err(wrong());
    }
    let mut link = [0; 32];
    for (place, digits) in link.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(digits).map_err(|_| wrong())?;
        *place = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(Link(link))
}
