//! Persons: invited by the desk, let in by a code, let in again.

use hygie_accounts::invitations::{
    Document, InvitationDays, InvitationState, Invited, NewInvitation, Seen, TOLD_ACTIVATED,
    TOLD_INVITED, TOLD_RESTORED, TOLD_WITHDRAWN, WayIn,
};
use hygie_accounts::limits::{
    ADDRESS_FREE_GUESSES, ADDRESS_GUESS_MILLIS, FREE_GUESSES, INVITATION_DAYS,
};
use hygie_accounts::{
    AccountError, Event, InvitationError, LoggedIn, NewAccount, NewActivity, Source, Stage, State,
};
use hygie_base::{Code, ExposeSecret as _, RecordNo, SecretString};
use hygie_gate::{Asker, Role};
use hygie_record::{Permit, Table, View};
use hygie_testkit::{World, batch, put};
use hygie_trace::{Action, Outcome, Trace};

use crate::help::{HOUR, House, OTHER_PASSWORD, PASSWORD, why};

const DAY: i64 = 24 * HOUR;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const OTHER: &str = r#"{"resourceType":"Patient","id":"paul","birthDate":"1950",
    "name":[{"family":"Petit","given":["Paul"]}]}"#;

fn desk(organisation: &str, role: Role) -> Asker {
    Asker {
        id: format!("{organisation}-desk"),
        name: "Sophie Blanc".to_owned(),
        organisation: organisation.to_owned(),
        organisation_name: "Les Tilleuls".to_owned(),
        ..Asker::of(role, "care door")
    }
}

fn seen(lost: bool) -> NewInvitation {
    NewInvitation { seen: Seen::new(Document::Passport, "").unwrap(), lost }
}

fn from(address: &str) -> Source {
    Source { address: Some(address.parse().unwrap()), ..Source::default() }
}

fn refused<T>(result: Result<T, AccountError>) -> InvitationError {
    let error = match result.err().unwrap() {
        AccountError::Invitation(error) => Ok(error),
        other => Err(other),
    };
    error.unwrap()
}

/// A house with a record that one organisation keeps.
struct Desk {
    house: House,
    record: RecordNo,
}

impl Desk {
    async fn open() -> Self {
        Self::with(RENEE, "renee").await
    }

    async fn with(patient: &str, id: &str) -> Self {
        Self::of(House::new(), patient, id).await
    }

    /// One whose codes are others than those of the rest.
    async fn elsewhere() -> Self {
        Self::of(House::on(World::new(), None, 99), RENEE, "renee").await
    }

    async fn of(house: House, patient: &str, id: &str) -> Self {
        let record = write(&house, patient, id).await;
        Self { house, record }
    }

    async fn view(&self, asker: &Asker) -> View {
        let permit = self.house.gate.record(asker, self.record).await.unwrap();
        self.house.world.records.view(&permit, self.record, "invitation").await.unwrap()
    }

    async fn permit(&self, asker: &Asker) -> Permit {
        self.house.gate.invite(asker, self.record).await.unwrap()
    }

    async fn try_invite(&self, lost: bool) -> Result<Invited, AccountError> {
        let asker = desk("tilleuls", Role::Secretary);
        let (permit, view) = (self.permit(&asker).await, self.view(&asker).await);
        self.house.accounts.invite(permit, &view, seen(lost)).await
    }

    async fn invite(&self, lost: bool) -> Invited {
        self.try_invite(lost).await.unwrap()
    }

    async fn states(&self) -> (WayIn, Vec<InvitationState>) {
        let asker = desk("tilleuls", Role::Secretary);
        let (permit, view) = (self.permit(&asker).await, self.view(&asker).await);
        let listed = self.house.accounts.invitations(&permit, &view).await.unwrap();
        (listed.way_in, listed.invitations.into_iter().map(|one| one.state).collect())
    }

    async fn withdraw(&self, id: &str) -> Result<(), AccountError> {
        let asker = desk("tilleuls", Role::Nurse);
        let (permit, view) = (self.permit(&asker).await, self.view(&asker).await);
        self.house.accounts.withdraw(permit, &view, id).await
    }

    async fn redeem(
        &self,
        code: &str,
        login: &str,
        password: &str,
    ) -> Result<LoggedIn, AccountError> {
        let password = SecretString::from(password);
        self.house.accounts.redeem(code, login, password, &Source::default()).await
    }

    /// Traces of the record that tell of its person's way in, newest first.
    async fn told(&self) -> Vec<Trace> {
        let operator = self.house.operator();
        let seen = self.house.world.records.traces(&operator, self.record).await.unwrap();
        let traces = seen.into_iter().map(|seen| seen.trace);
        traces.filter(|trace| trace.action == Action::Account).collect()
    }
}

async fn write(house: &House, patient: &str, id: &str) -> RecordNo {
    let records = &house.world.records;
    let changes = vec![put(patient)];
    records.write(&house.operator(), batch("tilleuls", changes)).await.unwrap();
    records.record_of(id).await.unwrap().unwrap()
}

fn shown(invited: &Invited) -> String {
    invited.code.expose_secret().to_owned()
}

#[tokio::test]
async fn a_person_is_invited_and_comes_in() {
    let desk = Desk::open().await;
    let invited = desk.invite(false).await;
    assert_eq!((invited.name.as_str(), invited.again), ("Renée Morel", false));
    assert_eq!(invited.until.0, desk.house.now().0 + i64::from(INVITATION_DAYS) * DAY);
    assert_eq!(desk.states().await, (WayIn::None, vec![InvitationState::Pending]));
    let code = shown(&invited);
    let ready = desk.house.accounts.check_code(&code, &Source::default()).await.unwrap();
    assert_eq!(ready.login, None);
    let LoggedIn { session, cookie } =
        desk.redeem(&code.to_lowercase(), " Renee.Morel ", PASSWORD).await.unwrap();
    assert_eq!((session.stage, session.holder.as_str()), (Stage::Open, "Renée Morel"));
    let asker = session.asker().unwrap();
    assert_eq!((asker.role, asker.person), (Role::Person, Some(desk.record)));
    assert!(desk.house.opens(&cookie).await);
    // They read their record, and log in by what they chose.
    desk.view(asker).await;
    desk.house.accounts.log_in("renee.morel", PASSWORD).await.unwrap();
    let seen = desk.house.accounts.show(&desk.house.operator(), "renee.morel").await.unwrap();
    assert_eq!(seen.unwrap().state, State::Active);
    let used = InvitationState::Used(desk.house.now());
    assert_eq!(desk.states().await, (WayIn::Account, vec![used]));
}

#[tokio::test]
async fn each_step_is_told_where_the_person_reads_it() {
    let desk = Desk::open().await;
    let first = desk.invite(false).await;
    desk.withdraw(&first.id).await.unwrap();
    let second = desk.invite(false).await;
    desk.redeem(&shown(&second), "renee", PASSWORD).await.unwrap();
    let third = desk.invite(true).await;
    desk.redeem(&shown(&third), "", OTHER_PASSWORD).await.unwrap();
    let told = desk.told().await;
    let begins =
        [TOLD_RESTORED, TOLD_INVITED, TOLD_ACTIVATED, TOLD_INVITED, TOLD_WITHDRAWN, TOLD_INVITED];
    assert_eq!(told.len(), begins.len());
    for (trace, begin) in told.iter().zip(begins) {
        assert!(trace.what.starts_with(begin), "{}", trace.what);
        assert_eq!(trace.outcome, Outcome::Granted);
        for code in [&first, &second, &third] {
            assert!(!trace.what.contains(code.code.expose_secret()), "{}", trace.what);
        }
    }
    assert!(told[1].what.ends_with("; the way in was lost"), "{}", told[1].what);
    assert!(told[5].what.contains("document seen: passport"), "{}", told[5].what);
    assert_eq!((told[5].actor.name.as_str(), &*told[5].actor.role), ("Sophie Blanc", "secretary"));
    assert_eq!((told[2].actor.name.as_str(), &*told[2].actor.role), ("Renée Morel", "person"));
}

#[tokio::test]
async fn a_code_that_cannot_be_used_tells_nothing() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    let replaced = desk.invite(false).await;
    let withdrawn = desk.invite(false).await;
    desk.withdraw(&withdrawn.id).await.unwrap();
    let used = desk.invite(false).await;
    desk.redeem(&shown(&used), "renee", PASSWORD).await.unwrap();
    let expired = desk.invite(true).await;
    desk.house.wait(i64::from(INVITATION_DAYS) * DAY - 1);
    accounts.check_code(&shown(&expired), &Source::default()).await.unwrap();
    desk.house.wait(1);
    // Of another house: well formed, and never given here.
    let unknown = Desk::elsewhere().await.invite(false).await;
    let mut answers = Vec::new();
    for invited in [&replaced, &withdrawn, &used, &expired, &unknown] {
        let code = shown(invited);
        desk.house.world.store.calls();
        let checked = accounts.check_code(&code, &Source::default()).await;
        let calls = desk.house.world.store.calls();
        let (who, action, outcome, what) = desk.house.last_trace().await;
        assert_eq!(refused(checked), InvitationError::Unknown, "{code}");
        let redeemed = desk.redeem(&code, "another", PASSWORD).await;
        answers.push((why(redeemed), who, action, outcome, what, calls));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(InvitationError::Unknown.code(), Code::LogIn);
    let stays = accounts.show(&desk.house.operator(), "another").await.unwrap();
    assert!(stays.is_none());
}

#[tokio::test]
async fn a_slip_of_the_pen_is_told_apart_without_a_look() {
    let desk = Desk::open().await;
    let code = shown(&desk.invite(false).await);
    let last = if code.ends_with('0') { '2' } else { '0' };
    let slip = format!("{}{last}", &code[..code.len() - 1]);
    desk.house.close_store().await;
    for typed in [slip.as_str(), "", "abcd"] {
        let checked = desk.house.accounts.check_code(typed, &Source::default()).await;
        assert_eq!(refused(checked), InvitationError::Mistyped, "{typed}");
        let redeemed = desk.redeem(typed, "renee", PASSWORD).await;
        assert_eq!(refused(redeemed), InvitationError::Mistyped, "{typed}");
    }
    let looked = desk.house.accounts.check_code(&code, &Source::default()).await;
    assert!(matches!(looked, Err(AccountError::Record(_))), "a code is looked for");
}

#[tokio::test]
async fn a_code_works_once_also_for_two_at_the_same_time() {
    let desk = Desk::open().await;
    let code = shown(&desk.invite(false).await);
    let (one, other) =
        tokio::join!(desk.redeem(&code, "one", PASSWORD), desk.redeem(&code, "other", PASSWORD));
    assert_eq!([&one, &other].into_iter().filter(|it| it.is_ok()).count(), 1);
    let lost = [one, other].into_iter().find(Result::is_err).unwrap();
    assert_eq!(refused(lost), InvitationError::Unknown);
    assert_eq!(refused(desk.redeem(&code, "third", PASSWORD).await), InvitationError::Unknown);
}

#[tokio::test]
async fn what_is_refused_of_login_or_password_leaves_the_code() {
    let desk = Desk::open().await;
    desk.house.add("taken", Role::Nurse).await;
    let code = shown(&desk.invite(false).await);
    let weak = desk.redeem(&code, "renee", "Renée Morel 1942").await;
    assert!(matches!(weak, Err(AccountError::Password(_))));
    let bad = desk.redeem(&code, "re nee", PASSWORD).await;
    assert!(matches!(bad, Err(AccountError::Login(_))));
    for _ in 0..=FREE_GUESSES {
        let taken = desk.redeem(&code, "taken", PASSWORD).await;
        assert!(matches!(taken, Err(AccountError::Taken)));
    }
    // Who holds a code must not ask about every login there may be.
    let early = desk.redeem(&code, "renee", PASSWORD).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    desk.house.wait(1_000);
    desk.redeem(&code, "renee", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn guesses_from_one_address_must_wait_as_log_ins_do() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    let code = shown(&desk.invite(false).await);
    let wrong = shown(&Desk::elsewhere().await.invite(false).await);
    let (here, there) = (from("192.0.2.1"), from("192.0.2.2"));
    for _ in 0..ADDRESS_FREE_GUESSES {
        let checked = accounts.check_code(&wrong, &here).await;
        assert_eq!(refused(checked), InvitationError::Unknown);
    }
    let early = accounts.check_code(&code, &here).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })), "right or wrong");
    let log_in = accounts.log_in_from("nobody", PASSWORD, &here).await;
    assert!(matches!(log_in, Err(AccountError::Throttled { .. })), "one count for both");
    accounts.check_code(&code, &there).await.unwrap();
    desk.house.wait(ADDRESS_GUESS_MILLIS);
    for _ in 0..3 {
        accounts.check_code(&code, &here).await.unwrap();
    }
}

#[tokio::test]
async fn who_has_an_account_is_not_invited_twice_and_gets_it_back() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    let code = shown(&desk.invite(true).await);
    let first = desk.redeem(&code, "renee", PASSWORD).await.unwrap();
    let (_, enrolled) = desk.house.enrol(&first).await;
    assert_eq!(refused(desk.try_invite(false).await), InvitationError::HasAccount);
    let again = desk.invite(true).await;
    assert!(again.again);
    let ready = accounts.check_code(&shown(&again), &Source::default()).await.unwrap();
    assert_eq!(ready.login.as_deref(), Some("renee"));
    assert!(desk.house.opens(&enrolled.logged_in.cookie).await, "until the code is used");
    // Whatever login is sent along, theirs stays.
    let back = desk.redeem(&shown(&again), "somebody", OTHER_PASSWORD).await.unwrap();
    assert_eq!((back.session.stage, back.session.login.as_str()), (Stage::Open, "renee"));
    assert_eq!(back.session.account, first.session.account);
    let news = back.session.news.as_ref().map(|news| news.event);
    assert_eq!(news, Some(Event::PasswordGiven), "whoever held the account is told");
    assert!(!desk.house.opens(&enrolled.logged_in.cookie).await, "every session ended");
    assert!(matches!(accounts.log_in("renee", PASSWORD).await, Err(AccountError::Refused)));
    let in_again = accounts.log_in("renee", OTHER_PASSWORD).await.unwrap();
    assert_eq!(in_again.session.stage, Stage::Open, "the lost app is asked for no more");
}

#[tokio::test]
async fn what_an_administrator_decided_no_desk_undoes() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    desk.redeem(&shown(&desk.invite(false).await), "renee", PASSWORD).await.unwrap();
    let pending = desk.invite(true).await;
    accounts.suspend(desk.house.operator(), "renee").await.unwrap();
    assert_eq!(refused(desk.try_invite(true).await), InvitationError::Suspended);
    let redeemed = desk.redeem(&shown(&pending), "", OTHER_PASSWORD).await;
    assert_eq!(refused(redeemed), InvitationError::Unknown, "nor a code that was out");
    accounts.resume(desk.house.operator(), "renee").await.unwrap();
    // For good: the person may get another account.
    accounts.revoke(desk.house.operator(), "renee").await.unwrap();
    assert_eq!(desk.states().await.0, WayIn::None);
    let fresh = desk.invite(false).await;
    let taken = desk.redeem(&shown(&fresh), "renee", PASSWORD).await;
    assert!(matches!(taken, Err(AccountError::Taken)));
    desk.redeem(&shown(&fresh), "renee.morel", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn no_desk_gives_a_way_into_an_account_that_works_here_too() {
    let desk = Desk::open().await;
    desk.house.add("rita", Role::Nurse).await;
    let own = NewActivity {
        role: Role::Person,
        organisation: String::new(),
        organisation_name: String::new(),
        person: Some(desk.record),
        delegation: None,
    };
    desk.house.accounts.add_activity(desk.house.operator(), "rita", own).await.unwrap();
    assert_eq!(refused(desk.try_invite(true).await), InvitationError::Professional);
}

#[tokio::test]
async fn an_account_made_otherwise_meanwhile_ends_the_offer() {
    let desk = Desk::open().await;
    let code = shown(&desk.invite(false).await);
    let new = NewAccount {
        login: "renee".to_owned(),
        name: "Renée Morel".to_owned(),
        role: Role::Person,
        organisation: String::new(),
        organisation_name: String::new(),
        person: Some(desk.record),
        delegation: None,
    };
    let operator = desk.house.operator();
    desk.house.accounts.create_with_password(&operator, new, PASSWORD).await.unwrap();
    let redeemed = desk.redeem(&code, "second", PASSWORD).await;
    assert_eq!(refused(redeemed), InvitationError::Unknown);
}

#[tokio::test]
async fn minors_the_dead_and_the_unknown_are_not_invited() {
    let check = async |patient: &str, expect: InvitationError| {
        let text = format!(r#"{{"resourceType":"Patient","id":"x"{patient}}}"#);
        let desk = Desk::with(&text, "x").await;
        assert_eq!(refused(desk.try_invite(false).await), expect, "{patient}");
        let asker = self::desk("tilleuls", Role::Secretary);
        let (permit, view) = (desk.permit(&asker).await, desk.view(&asker).await);
        let listed = desk.house.accounts.invitations(&permit, &view).await.unwrap();
        assert_eq!(listed.refused, Some(expect), "the page says so before anything is typed");
    };
    let name = r#","name":[{"family":"Petit"}]"#;
    check(&format!(r#"{name},"birthDate":"2015-05-05""#), InvitationError::Minor).await;
    check(name, InvitationError::AgeUnknown).await;
    check(r#","birthDate":"1950""#, InvitationError::Nameless).await;
    let died = format!(r#"{name},"birthDate":"1950","deceasedBoolean":true"#);
    check(&died, InvitationError::Deceased).await;
}

#[tokio::test]
async fn a_permit_to_read_is_none_to_invite_nor_one_for_another_record() {
    let desk = Desk::open().await;
    let other = write(&desk.house, OTHER, "paul").await;
    let accounts = &desk.house.accounts;
    let asker = self::desk("tilleuls", Role::Secretary);
    let view = desk.view(&asker).await;
    let reads = desk.house.gate.record(&asker, desk.record).await.unwrap();
    let elsewhere = desk.house.gate.invite(&asker, other).await.unwrap();
    for permit in [reads, elsewhere, desk.house.gate.itself(&asker)] {
        let listed = accounts.invitations(&permit, &view).await;
        assert_eq!(refused(listed), InvitationError::NotAllowed);
        let invited = accounts.invite(permit, &view, seen(false)).await;
        assert_eq!(refused(invited), InvitationError::NotAllowed);
    }
    // It opens nothing, and governs no account.
    let permit = desk.permit(&asker).await;
    assert!(desk.house.world.records.view(&permit, desk.record, "x").await.is_err());
    assert!(accounts.show(&permit, "renee").await.is_err());
    assert!(accounts.house_invitations(&permit).await.is_err());
    // An organisation that keeps nothing of the record does not see it at all.
    let away = self::desk("lilas", Role::Physician);
    let permit = desk.house.gate.record(&away, desk.record).await.unwrap();
    assert!(desk.house.world.records.view(&permit, desk.record, "x").await.is_err());
    assert!(desk.told().await.iter().all(|trace| trace.outcome == Outcome::Refused));
}

#[tokio::test]
async fn the_operator_invites_lists_and_withdraws() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    let operator = || desk.house.operator();
    let records = &desk.house.world.records;
    let view = records.view(&operator(), desk.record, "invitation").await.unwrap();
    let invited = accounts.invite(operator(), &view, seen(false)).await.unwrap();
    let listed = accounts.house_invitations(&operator()).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].record, &listed[0].invitation.id), (desk.record, &invited.id));
    assert_eq!(listed[0].invitation.by, "command-line:tester");
    assert_eq!(refused(accounts.withdraw_any(operator(), "x").await), InvitationError::Ended);
    accounts.withdraw_any(operator(), &invited.id).await.unwrap();
    let again = accounts.withdraw_any(operator(), &invited.id).await;
    assert_eq!(refused(again), InvitationError::Ended);
    let now = desk.house.now();
    assert_eq!(desk.states().await.1, [InvitationState::Withdrawn(now)]);
}

#[tokio::test]
async fn time_is_the_operators_and_what_expired_is_cleared_up() {
    let desk = Desk::open().await;
    let accounts = &desk.house.accounts;
    accounts.invite_for(InvitationDays::new(2).unwrap());
    let invited = desk.invite(false).await;
    assert_eq!(invited.until.0, desk.house.now().0 + 2 * DAY);
    let codes = async || desk.house.world.records.cells(Table::ActivationCode).await.unwrap().len();
    desk.house.wait(2 * DAY - 1);
    accounts.sweep().await.unwrap();
    assert_eq!(codes().await, 1);
    desk.house.wait(1);
    assert_eq!(desk.states().await.1, [InvitationState::Expired]);
    assert_eq!(refused(desk.withdraw(&invited.id).await), InvitationError::Ended);
    accounts.sweep().await.unwrap();
    assert_eq!(codes().await, 0);
    // Once a newer one is there, it still reads as what it was.
    desk.invite(false).await;
    assert_eq!(desk.states().await.1, [InvitationState::Pending, InvitationState::Expired]);
    let replaced = desk.invite(false).await;
    let states = desk.states().await.1;
    assert!(matches!(states[1], InvitationState::Replaced(_)), "{states:?}");
    assert_eq!(codes().await, 1, "one code a record");
    let house = desk.house.restart().await;
    let ready = house.accounts.check_code(&shown(&replaced), &Source::default()).await;
    ready.unwrap();
}
