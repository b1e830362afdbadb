//! One who acts for the person, in words.

use hygie_accounts::invitations::{DelegateCode, InvitationState};
use hygie_gate::rights::{Capacity, Delegation};
use hygie_policy::facts::Standing;

use crate::Page;
use crate::format::{Date, day, paris};

/// One who acts for the person, will, or did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct DelegateRow {
    /// By which the forms name it.
    pub(crate) id: String,
    /// Their name.
    pub(crate) name: String,
    /// By what, in words.
    pub(crate) capacity: String,
    /// How far, in words.
    pub(crate) reach: String,
    /// Since when and until when.
    pub(crate) line: String,
    /// What became of their code; empty when that is not told.
    pub(crate) code: String,
    /// Whether it runs.
    pub(crate) runs: bool,
    /// Whether it has ended.
    pub(crate) ended: bool,
    /// Whether the person asked them, and can end it.
    pub(crate) carer: bool,
    /// Whether it waits for the person's consent.
    pub(crate) waits: bool,
    /// Whether the person consented, and can take that back.
    pub(crate) consented: bool,
    /// Whether a code can be given.
    pub(crate) gives_code: bool,
}

/// One of them, with the latest code.
pub(crate) fn row(page: &Page, it: &Delegation, codes: Option<&[DelegateCode]>) -> DelegateRow {
    let standing = it.standing(page.now);
    let ended = standing == Standing::Ended;
    let carer = it.capacity == Capacity::Carer;
    let leaves = it.capacity.needs_consent() && !carer && !ended;
    let code = codes.map(|all| all.iter().find(|code| code.delegation == it.id));
    let used = |code: &DelegateCode| matches!(code.state, InvitationState::Used(_));
    DelegateRow {
        id: it.id.clone(),
        name: it.name.clone(),
        capacity: page.t(&format!("capacity-{}", it.capacity.name())),
        reach: page.t(&format!("reach-{}", it.reach.name())),
        line: line(page, it, standing),
        code: match code {
            Some(code) if !ended => code_words(page, code),
            _ => String::new(),
        },
        runs: standing == Standing::Running,
        ended,
        carer,
        waits: leaves && !it.consented,
        consented: leaves && it.consented,
        gives_code: !ended && matches!(code, Some(code) if !code.is_some_and(used)),
    }
}

/// Since when, until when; of what ends at a midnight, the day before.
fn line(page: &Page, it: &Delegation, standing: Standing) -> String {
    let date = |at| day(page.lang, &Date::from(paris(at)));
    let last = it.end.map(|end| hygie_base::Timestamp(end.0.saturating_sub(1))).map(date);
    let since = date(it.start);
    match (standing, last) {
        (Standing::Ended, last) => page.t1("delegate-ended", "date", last.unwrap_or_default()),
        (Standing::Coming, None) => page.t1("delegate-coming", "date", since),
        (Standing::Coming, Some(last)) => {
            page.t2("delegate-coming-until", "since", since, "until", last)
        }
        (Standing::Running, None) => page.t1("delegate-since", "date", since),
        (Standing::Running, Some(last)) => {
            page.t2("delegate-since-until", "since", since, "until", last)
        }
    }
}

fn code_words(page: &Page, code: Option<&DelegateCode>) -> String {
    match code.map(|code| (code.state, code.until)) {
        None => page.t("delegate-code-none"),
        Some((InvitationState::Pending, until)) => {
            page.t1("delegate-code-pending", "until", page.moment(until))
        }
        Some((InvitationState::Used(at), _)) => {
            page.t1("delegate-code-used", "at", page.moment(at))
        }
        Some((InvitationState::Expired, _)) => page.t("delegate-code-expired"),
        Some((InvitationState::Withdrawn(_) | InvitationState::Replaced(_), _)) => {
            page.t("delegate-code-withdrawn")
        }
    }
}
