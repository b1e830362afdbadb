//! Named limits, each tested at its value and one above.

/// Characters of a login, normalised.
pub const LOGIN_CHARS: usize = 64;
/// Characters of a name: a person's, an organisation's, a machine's.
pub const NAME_CHARS: usize = 200;
/// Bytes of an organisation's id: FHIR ids have at most 64 characters.
pub const ORGANISATION_BYTES: usize = 64;
/// Characters that a password of a person's own choice has at least. Above the
/// 8 of ASVS 5.0 6.2.1, because persons may have no other factor.
pub const PASSWORD_LEAST_CHARS: usize = 12;
/// Letters and digits that a password has at least beside words that a guesser
/// tries first: a year or a short number does not do.
pub const PASSWORD_REST_CHARS: usize = 6;
/// Bytes of a password as typed. What is longer is refused before it is hashed.
pub const PASSWORD_BYTES: usize = 512;
/// Milliseconds for which a one-time password works.
pub const ONE_TIME_MILLIS: i64 = 7 * DAY;
/// Wards of one organisation, closed ones among them.
pub const WARDS: usize = 200;
/// Wards to which somebody is assigned in one activity: of who works for a whole pole.
pub const ASSIGNED: usize = 30;
/// Days after which health professionals read again the notice on looking into records,
/// unless the operator says another number (référencement Ségur, SC.DMP/CONF.21).
pub const LEGAL_NOTICE_DAYS: u16 = 180;
/// The most days that an operator may say.
pub const LEGAL_NOTICE_DAYS_MOST: u16 = 366;
/// Password hashes computed at the same time. Each takes a core for some tens
/// of milliseconds and [`HASH_KIB`] of memory.
pub const HASHES_AT_ONCE: usize = 2;
/// Requests that may wait for their turn to hash; one more is refused.
pub const HASHES_WAITING: usize = 64;
/// Memory of one hash in KiB: 46 MiB, the first of OWASP's equivalent settings
/// for argon2id (Password Storage Cheat Sheet).
pub const HASH_KIB: u32 = 46 << 10;
/// Passes of one hash.
pub const HASH_PASSES: u32 = 1;
/// By how much a thread that hashes stands back (`nice`): against one that answers, it
/// has a tenth of a core.
pub const HASH_NICE: i32 = 10;
/// Lanes of one hash.
pub const HASH_LANES: u32 = 1;
/// Wrong attempts on one login that cost no wait; of a known device, its own.
pub const FREE_GUESSES: u32 = 5;
/// Milliseconds of the first wait; each further wrong attempt doubles it.
pub const FIRST_WAIT_MILLIS: i64 = 1_000;
/// Milliseconds of the longest wait. Short, because whoever knows a login can
/// make its owner wait that long on a device that is not known yet.
pub const LONGEST_WAIT_MILLIS: i64 = 30_000;
/// Milliseconds of the longest wait after wrong codes of a second factor.
/// Long, because only who knows the password gets to guess, and of a million
/// codes three count at a time: who guesses all day tries some 150.
pub const LONGEST_CODE_WAIT_MILLIS: i64 = 15 * MINUTE;
/// Bytes of a code as typed. What is longer is refused unread.
pub const CODE_BYTES: usize = 64;
/// Letters and digits from which on what is typed is a recovery code and no code of
/// an app: those have 24 and six.
pub const RECOVERY_LEAST_LETTERS: usize = 20;
/// Refusals a minute that are traced where no wait slows who causes them, of each kind.
pub const STRAY_REFUSALS: u32 = 60;
/// Recovery codes that are given at a time.
pub const RECOVERY_CODES: usize = 10;
/// Passkeys of one account.
pub const PASSKEYS: usize = 10;
/// Characters of a passkey's name.
pub const PASSKEY_NAME_CHARS: usize = 60;
/// Bytes of a passkey's id (WebAuthn 4, "credential id").
pub const CREDENTIAL_ID_BYTES: usize = 1023;
/// Bytes of what a browser sends of a passkey, as JSON. What is longer is refused
/// unread.
pub const ANSWER_BYTES: usize = 16 << 10;
/// Milliseconds within which a challenge is answered: within what WebAuthn
/// recommends (15.1).
pub const CHALLENGE_MILLIS: i64 = 5 * MINUTE;
/// Milliseconds within which the second factor follows the password.
pub const SECOND_MILLIS: i64 = 10 * MINUTE;
/// Days for which a code of activation may be used, unless the operator says otherwise.
pub const INVITATION_DAYS: u16 = 15;
/// The most that can be set.
pub const INVITATION_DAYS_MOST: u16 = 90;
/// Invitations that are kept of one record; the oldest makes room.
pub const INVITATIONS_KEPT: usize = 20;
/// Invitations of those who act for a person that are kept of one record; the oldest
/// makes room. Twice as many as can act for them.
pub const DELEGATES_INVITED: usize = 40;
/// Persons for whom one account is a carer (aidant) at the same time (Mon espace santé).
pub const CARED_FOR: usize = 5;
/// Characters that say which other document was seen.
pub const DOCUMENT_WORDS_CHARS: usize = 100;
/// Years from which on somebody is invited to their own record (code civil, article 414).
pub const ADULT_YEARS: u32 = 18;
/// Activities of one account.
pub const ACTIVITIES: usize = 20;
/// Log-in providers that one account is linked to.
pub const LINKS: usize = 8;
/// Bytes of a provider's issuer.
pub const ISSUER_BYTES: usize = 2048;
/// Bytes of a subject (OpenID Connect Core 1.0, section 2).
pub const SUBJECT_BYTES: usize = 255;
/// Bytes of what ends a session at a provider, as it is kept with ours. What is
/// longer is not kept, and the session there ends by its own time.
pub const HINT_BYTES: usize = 8 << 10;
/// Characters of what is told of the device of a session.
pub const PLACE_CHARS: usize = 80;
/// Accounts in one answer of a list.
pub const LISTED: usize = 50;
/// Accounts of one name whose traces are looked for.
pub const SOUGHT_ACTORS: usize = 20;
/// Characters of what is typed to find an account.
pub const SOUGHT_CHARS: usize = 200;
/// Milliseconds after which a name that was read is read again, where other
/// nodes may have changed it.
pub const NAMES_MILLIS: i64 = MINUTE;
/// Milliseconds after which wrong attempts are forgotten.
pub const GUESSES_FORGOTTEN_MILLIS: i64 = HOUR;
/// The same for codes of a second factor, which are short: so many an hour would
/// else be guessed again each hour.
pub const CODES_FORGOTTEN_MILLIS: i64 = DAY;
/// Logins whose wrong attempts are counted at the same time; the one that
/// rested longest makes room.
pub const GUESSED_LOGINS: usize = 10_000;
/// Known devices whose wrong attempts are counted at the same time.
pub const GUESSED_DEVICES: usize = 10_000;
/// Wrong attempts from one address, on whatever logins, that cost no wait: a whole
/// hospital can stand behind one.
pub const ADDRESS_FREE_GUESSES: i64 = 100;
/// Milliseconds after which one of them is forgotten, so that one more is free.
pub const ADDRESS_GUESS_MILLIS: i64 = 30_000;
/// The same of a whole site of IPv6, 48 bits (RFC 6177 gives a site at most that),
/// whose 65 536 networks would be as many aims otherwise.
pub const SITE_FREE_GUESSES: i64 = 1_000;
/// Milliseconds after which one of them is forgotten.
pub const SITE_GUESS_MILLIS: i64 = 3_000;
/// Addresses, and sites, whose wrong attempts are counted at the same time; the one whose
/// attempts are forgotten first makes room.
pub const GUESSED_ADDRESSES: usize = 10_000;
/// Days for which a device is known after a log-in there.
pub const DEVICE_DAYS: i64 = 365;
/// People for whom one device is known: those who share a workstation.
pub const DEVICE_LOGINS: usize = 40;
/// Bytes of what a device carries: of each person a dot, a day, a dash and a
/// signature.
pub const DEVICE_COOKIE_BYTES: usize = 22 + DEVICE_LOGINS * 30;
/// Milliseconds after which an unused session ends.
pub const IDLE_MILLIS: i64 = 30 * MINUTE;
/// The same for administrators and officers, who can do more harm and need less
/// comfort.
pub const IDLE_ADMINISTRATOR_MILLIS: i64 = 15 * MINUTE;
/// Milliseconds after which a session ends however much it is used: a long shift.
pub const ABSOLUTE_MILLIS: i64 = 12 * HOUR;
/// Milliseconds for which a full proof of who somebody is counts as fresh: what is
/// sensitive asks for another one after that.
pub const FRESH_MILLIS: i64 = 10 * MINUTE;
/// Milliseconds after which an unused session of a professional is locked, where the
/// operator says nothing else.
pub const LOCK_AFTER_MILLIS: i64 = 5 * MINUTE;
/// Milliseconds after which a session may be locked at the earliest.
pub const LOCK_AFTER_LEAST_MILLIS: i64 = 5_000;
/// Milliseconds after which it may be locked at the latest: then it has ended.
pub const LOCK_AFTER_MOST_MILLIS: i64 = ABSOLUTE_MILLIS;
/// Digits that a PIN has at least.
pub const PIN_LEAST_DIGITS: usize = 4;
/// Digits that a PIN has at most.
pub const PIN_MOST_DIGITS: usize = 8;
/// Wrong PINs after which the session ends and the PIN of that device is forgotten.
pub const PIN_TRIES: u32 = 5;
/// Devices that an account knows; the one used longest ago makes room.
pub const DEVICES: usize = 20;
/// Accounts that the person of one record has, without those that were revoked.
pub const PERSON_ACCOUNTS: usize = 20;
/// Notices that an account keeps.
pub const NOTICES: usize = 50;
/// Digits of the code that is sent to an address.
pub const MAIL_CODE_DIGITS: u32 = 6;
/// Milliseconds for which it may be typed: mail is slow at times.
pub const MAIL_CODE_MILLIS: i64 = 30 * MINUTE;
/// Wrong ones after which it is spent.
pub const MAIL_CODE_TRIES: u32 = 5;
/// Codes that an account has sent within [`MAIL_CODES_MILLIS`]: nobody's mailbox is to be
/// filled from here, and of a million codes so many times five are tried.
pub const MAIL_CODES: usize = 5;
/// Milliseconds after which one of them no longer counts.
pub const MAIL_CODES_MILLIS: i64 = DAY;
/// Milliseconds for which a letter that cannot be sent is tried again; what is older is told
/// in the app alone. Longer than a day, for which notices may be gathered.
pub const MAIL_KEPT_MILLIS: i64 = 5 * DAY;
/// Milliseconds after which it is tried again first; each further time doubles it.
pub const MAIL_AGAIN_MILLIS: i64 = MINUTE;
/// The most milliseconds between two times.
pub const MAIL_AGAIN_MOST_MILLIS: i64 = HOUR;
/// Milliseconds after midnight in Paris at which notices of a day are sent together.
pub const MAIL_DIGEST_MILLIS: i64 = 7 * HOUR;
/// Accounts that are remembered to have looked into a record; the one that came first makes
/// room, and is new when it comes again.
pub const LOOKED: usize = 500;
/// Traces that are read together to find who came.
pub const NEWCOMER_TRACES: usize = 10_000;
/// Bytes of a form that is carried through the lock, as JSON before it is sealed. A page
/// sends it back a third longer.
pub const CARRIED_BYTES: usize = 160 << 10;
/// Bytes that a browser carries, sealed, while its user is at a log-in provider. As the
/// value of a cookie it is a third longer; with its name a cookie may have 4096 bytes
/// (RFC 6265, section 6.1).
pub const AWAY_BYTES: usize = 2_800;
/// Bytes of a form that waits in the store meanwhile: what was carried through the lock is
/// in it, sealed and as text.
pub const AWAY_FORM_BYTES: usize = 256 << 10;
/// Hashes computed at the same time for who has a session already, apart from those
/// of strangers: a flood of log-ins keeps nobody from unlocking.
pub const SESSION_HASHES_AT_ONCE: usize = 1;
/// Requests with a session that may wait for their turn to hash.
pub const SESSION_HASHES_WAITING: usize = 32;
/// Milliseconds between two notes of when a session was last used.
pub const SEEN_EVERY_MILLIS: i64 = MINUTE;
/// Sessions that one account has at the same time; a further log-in ends the
/// one that rested longest.
pub const SESSIONS_PER_ACCOUNT: usize = 20;
/// Sessions, accounts and tokens kept in memory, each kind.
pub const CACHED: usize = 10_000;
/// Milliseconds for which a bearer token may be issued.
pub const TOKEN_MILLIS: i64 = 366 * DAY;
/// Lines at the head of a list of breached passwords that are checked when it
/// is opened. A list in another order shows within a few.
pub const BREACHED_HEAD_LINES: usize = 1_000;
/// Bytes of a line of that list.
pub const BREACHED_LINE_BYTES: usize = 64;
/// Records that one session has open in a secret connection at the same time: one a tab,
/// for an afternoon of consultations.
pub const SECRET_CONNECTIONS: usize = 20;
/// Days of Paris within which a review of habilitations is due, at most.
pub const HABILITATION_DAYS: i64 = 90;
/// Days after the last review from which on the next one is due: a year (CNIL, guide of the
/// security of personal data, "gérer les habilitations": at least once a year).
pub const HABILITATION_EVERY_DAYS: i64 = 365;
/// Habilitations that one page of a review tells, and that are answered at once.
pub const HABILITATIONS_SHOWN: usize = 50;
/// Letters of why a habilitation is to be withdrawn, at least.
pub const WITHDRAWAL_LEAST: usize = 3;
/// And at most.
pub const WITHDRAWAL_MOST: usize = 200;
/// Days without a log-in after which an account counts as unused for long.
pub const UNUSED_DAYS: i64 = 180;
/// Reviews of habilitations that are kept; the oldest falls out.
pub const HABILITATION_REVIEWS: usize = 20;
/// Lines of a review's report in one cell, so that it stays below what a cell holds.
pub(crate) const REPORT_LINES: usize = 200;
/// How often a change is tried again when another one came first.
pub(crate) const ATTEMPTS: usize = 16;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
