//! What is particular to the smaller kinds.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use super::link::display;
use crate::code::{has_code, text_of};
use crate::moment::{Moment, When};
use crate::text::{kept, list, text, trimmed};

/// What is particular to a problem.
#[derive(Zeroize, Default)]
pub struct Problem {
    /// Whether its source keeps it on the problem list.
    pub listed: bool,
    /// Severity, in the source's words.
    pub severity: Option<Box<str>>,
    /// Stage or grade, in the source's words.
    pub stage: Option<Box<str>>,
    /// Where on the body.
    pub site: Option<Box<str>>,
    /// Onset when it is no date: an age, a period of life.
    pub onset: Option<Box<str>>,
    /// The author's comment.
    pub note: Option<Box<str>>,
}

impl Problem {
    pub(super) fn read(resource: &Json) -> Self {
        let onset = text(resource, "onsetString").or_else(|| {
            let age = super::quantity::Quantity::read(resource.get("onsetAge")?)?;
            Some(kept(&format!("{} {}", age.value, age.unit)))
        });
        Self {
            listed: has_code(resource, "category", &["problem-list-item"]),
            severity: text_of(resource, "severity"),
            stage: list(resource, "stage").iter().find_map(|one| text_of(one, "summary")),
            site: text_of(resource, "bodySite"),
            onset,
            note: list(resource, "note").iter().find_map(|note| text(note, "text")),
        }
    }
}

/// What is particular to a vaccination.
#[derive(Zeroize, Default)]
pub struct Vaccination {
    /// Diseases that it protects from, in the source's words.
    pub targets: Box<[Box<str>]>,
    /// Number of the dose, as its source writes it.
    pub dose: Option<Box<str>>,
    /// Batch.
    pub lot: Option<Box<str>>,
    /// Whether the dose was less than it should have been.
    pub subpotent: bool,
    /// Why it was not done.
    pub status_reason: Option<Box<str>>,
}

impl Vaccination {
    pub(super) fn read(resource: &Json) -> Self {
        let protocols = list(resource, "protocolApplied");
        let targets = protocols.iter().flat_map(|one| list(one, "targetDisease"));
        let dose = protocols.iter().find_map(|one| {
            text(one, "doseNumberString").or_else(|| match one.get("doseNumberPositiveInt") {
                Some(Json::Number(digits)) => Some(digits.clone()),
                _ => None,
            })
        });
        Self {
            targets: targets.filter_map(crate::code::concept_text).take(8).collect(),
            dose,
            lot: text(resource, "lotNumber"),
            // A modifier element: anything but an explicit `false` counts.
            subpotent: !matches!(resource.get("isSubpotent"), None | Some(Json::Bool(false))),
            status_reason: text_of(resource, "statusReason"),
        }
    }
}

/// What is particular to a document, a note or a report.
#[derive(Zeroize, Default)]
pub struct Document {
    /// Media type of its first content, as its source writes it.
    pub content_type: Box<str>,
    /// Bytes of the first content, as its source says or by its inline data.
    pub bytes: Option<u64>,
    /// Whether its text is inline: [`crate::note_text`] gives it.
    pub inline_text: bool,
    /// How many contents it has.
    pub contents: u32,
    /// What it says of itself beside its type.
    pub description: Option<Box<str>>,
    /// The conclusion of a report, in its author's words.
    pub conclusion: Option<Box<str>>,
    /// Confidentiality codes of `securityLabel` and `meta.security`.
    pub labels: Box<[Box<str>]>,
    /// The period that it is about.
    pub covers: When,
}

impl Document {
    pub(super) fn read(resource: &Json) -> Self {
        let contents = list(resource, "content");
        let attachments = contents.iter().filter_map(|one| one.get("attachment"));
        let attachment = attachments
            .chain(list(resource, "presentedForm"))
            .chain(resource.get("content").filter(|one| one.as_object().is_some()))
            .next();
        let labels = list(resource, "securityLabel").iter().flat_map(|one| list(one, "coding"));
        let security = resource.get("meta").map_or([].as_slice(), |meta| list(meta, "security"));
        let labels = labels.chain(security).filter_map(|one| text(one, "code"));
        let context = resource.get("context").and_then(|one| one.get("period"));
        Self {
            content_type: attachment.and_then(|one| text(one, "contentType")).unwrap_or_default(),
            bytes: attachment.and_then(size),
            inline_text: attachment.is_some_and(is_inline_text),
            contents: u32::try_from(contents.len()).unwrap_or(u32::MAX),
            description: text(resource, "description"),
            conclusion: text(resource, "conclusion")
                .or_else(|| text_of(resource, "conclusionCode")),
            labels: labels.take(8).collect(),
            covers: context.map(period).unwrap_or_default(),
        }
    }
}

fn size(attachment: &Json) -> Option<u64> {
    if let Some(Json::Number(digits)) = attachment.get("size") {
        return digits.parse().ok();
    }
    let data = attachment.str("data")?;
    let padding = data.bytes().rev().take_while(|byte| *byte == b'=').count();
    u64::try_from((data.len() / 4 * 3).saturating_sub(padding)).ok()
}

/// Whether an attachment is plain text that travels inside the resource.
pub(crate) fn is_inline_text(attachment: &Json) -> bool {
    let media = trimmed(attachment.str("contentType")).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    media.eq_ignore_ascii_case("text/plain") && attachment.str("data").is_some()
}

/// What is particular to anything else.
#[derive(Zeroize, Default)]
pub struct Remark {
    /// Why, in the source's words.
    pub reason: Option<Box<str>>,
    /// A text: of a message, a plan, a note, an outcome.
    pub text: Option<Box<str>>,
    /// Categories, in the source's words.
    pub category: Option<Box<str>>,
    /// Names of those who take part.
    pub people: Box<[Box<str>]>,
    /// Urgency or severity, as its source writes it.
    pub urgency: Option<Box<str>>,
}

impl Remark {
    pub(super) fn read(resource: &Json) -> Self {
        let reasons = list(resource, "reasonReference").iter();
        let payload = list(resource, "payload").iter().find_map(|one| text(one, "contentString"));
        let note = list(resource, "note").iter().find_map(|note| text(note, "text"));
        let activities = list(resource, "activity").iter();
        let activity =
            activities.filter_map(|one| text_of(one.get("detail")?, "code")).collect::<Vec<_>>();
        let activity = (!activity.is_empty()).then(|| kept(&activity.join(" ; ")));
        let people = list(resource, "participant").iter().filter_map(|one| {
            display(
                one.get("member").or_else(|| one.get("actor")).or_else(|| one.get("individual"))?,
            )
        });
        let followed = list(resource, "followUp").iter().chain(list(resource, "performer"));
        let follow = followed.filter_map(|one| display(one.get("actor")?));
        Self {
            reason: text_of(resource, "reasonCode").or_else(|| reasons.filter_map(display).next()),
            text: payload
                .or_else(|| text(resource, "summary"))
                .or_else(|| text(resource, "description"))
                .or_else(|| text(resource, "detail"))
                .or_else(|| text_of(resource, "outcome"))
                .or_else(|| text_of(resource, "achievementStatus"))
                .or(activity)
                .or(note),
            category: text_of(resource, "category"),
            people: people.chain(follow).take(32).collect(),
            urgency: text(resource, "severity").or_else(|| text(resource, "priority")),
        }
    }
}

/// Reads a Period.
pub(crate) fn period(json: &Json) -> When {
    let end = |name| Moment::parse(json.str(name)?);
    When { start: end("start"), end: end("end") }
}
