//! Named limits of the gate.

/// Milliseconds for which an opened record counts: an hour.
pub const PACE_MILLIS: i64 = 3_600_000;
/// Persons' records that who works for an organisation opens in an hour, unless
/// the operator says otherwise. A full consultation hour has ten, a night round on
/// three wards ninety.
pub const CAP_DEFAULT: usize = 200;
/// The highest cap that can be set.
pub const CAP_MOST: usize = 10_000;
/// Askers whose openings are remembered at the same time; who opened nothing for
/// the longest makes room.
pub const PACED_ASKERS: usize = 10_000;
/// Care links of a record: those that run, and the latest that ended.
pub const LINKS: usize = 200;
/// Consents and refusals of a record.
pub const CONSENTS: usize = 200;
/// Professionals whom a person blocked.
pub const BLOCKED: usize = 100;
/// Entries that a person masked.
pub const MASKED: usize = 1000;
/// Entries that are hidden from who acts for a person by law.
pub const SECRETS: usize = 200;
/// Announcements that are remembered: those that still count, and the latest that do not.
pub const ANNOUNCED: usize = 200;
/// Days after which an announcement counts no more, for what was announced is visible by
/// then whatever happens: more than a month (CSP, R.1111-53).
pub const ANNOUNCED_DAYS: i64 = 32;
/// Carers of a person at the same time (Mon espace santé).
pub const CARERS: usize = 3;
/// Who acts for a person: those who do, and the latest who did.
pub const DELEGATIONS: usize = 20;
/// Days for which a professional may declare that they take care of a person.
pub const DECLARED_DAYS: i64 = 366;
/// Days before which what an organisation registers begins, at most: appointments are given
/// a year ahead.
pub const BOOKED_DAYS: i64 = 366;
/// Letters of a name or id that rights keep.
pub const NAME_LETTERS: usize = 200;
/// Hours for which a broken glass lasts. A stay in an emergency ward is mostly over by
/// then: who stays longer is admitted, and the desk registers the care link.
pub const GLASS_HOURS: i64 = 8;
/// Emergencies of a record that are kept: those that wait for their review, and the
/// latest that were reviewed.
pub const GLASSES: usize = 20;
/// Letters of the reason of an emergency, and of the words of its review, at least.
pub const REASON_LEAST: usize = 10;
/// And at most.
pub const REASON_MOST: usize = 500;
/// Minutes for which a record stays open for a call to the regulation centre. A call and
/// the sending of a team take minutes; an hour leaves time to call back. Who takes over
/// then comes by a care link, or in an emergency.
pub const CALL_MINUTES: i64 = 60;
/// Calls of a record that are kept: those that run, and the latest that ended.
pub const CALLS: usize = 20;
/// Persons who are named to who looks for one for a call. Name, day of birth and given name
/// are one person's but for a few: more say that a trait is missing.
pub const CALLERS: usize = 10;
/// Letters of the number of a call, or of the reason, at least.
pub const CALL_REASON_LEAST: usize = 3;
/// And at most.
pub const CALL_REASON_MOST: usize = 200;
/// Emergencies whose review is remembered, over all records.
pub const REVIEWED: usize = 50;
/// Contested accesses of a record that are kept: those that wait for their answer, and the
/// latest that were answered.
pub const CONTESTS: usize = 20;
/// Letters of the words in which a person contests an access, at most.
pub const CONTEST_MOST: usize = 500;
/// Letters of the answer, at least.
pub const ANSWER_LEAST: usize = 10;
/// And at most.
pub const ANSWER_MOST: usize = 1000;
/// Contested accesses whose answer is remembered, over all records.
pub const ANSWERED: usize = 50;
/// Times a decision is weighed again because somebody else decided meanwhile.
pub const DECIDE_ATTEMPTS: u32 = 4;
/// Moments of one who came to a record that are told when it is asked why they could.
pub const THEN: usize = 20;
/// Traces of one day that are watched for alerts.
pub const WATCH_TRACES: usize = 5_000_000;
/// Accesses of one day, each one actor's to one record, that are watched.
pub const WATCH_ACCESSES: usize = 300_000;
/// Days that are watched afterwards when nobody did for a while.
pub const WATCH_BEHIND: i64 = 7;
/// Alerts that are kept: the oldest closed ones fall out, open ones never do.
pub const ALERTS: usize = 1_000;
/// Traces that one page of a search tells; those of one millisecond stay together.
pub const SOUGHT: usize = 100;
