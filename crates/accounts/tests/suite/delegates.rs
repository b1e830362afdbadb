//! Who acts for a person: invited by the desk or by the person, let in by a code.

use hygie_accounts::invitations::{
    Document, InvitationState, Invited, NewDelegate, NewInvitation, Seen, TOLD_DELEGATE,
    TOLD_INVITED_DELEGATE,
};
use hygie_accounts::limits::{CARED_FOR, DELEGATES_INVITED, INVITATION_DAYS};
use hygie_accounts::{AccountError, InvitationError, LoggedIn, NewAccount, Session, Source, Stage};
use hygie_base::{ExposeSecret as _, RecordNo, SecretString, Timestamp};
use hygie_gate::acts::{Act, Appoint, Entrust, Relieve, Withdraw};
use hygie_gate::rights::{Capacity, Delegation, Reach};
use hygie_gate::{Asker, Role};
use hygie_record::Permit;
use hygie_testkit::{batch, put};
use hygie_trace::Action;

use crate::help::{HOUR, House, LOGIN, OTHER_PASSWORD, PASSWORD, new};

const DAY: i64 = 24 * HOUR;

fn asker(role: Role, person: Option<RecordNo>) -> Asker {
    let organisation = if role == Role::Person { "" } else { "tilleuls" };
    Asker {
        id: format!("{}-account", role.name()),
        name: "Sophie Blanc".to_owned(),
        organisation: organisation.to_owned(),
        organisation_name: organisation.to_owned(),
        person,
        ..Asker::of(role, "test")
    }
}

fn refused<T>(result: Result<T, AccountError>) -> InvitationError {
    let error = match result.err().unwrap() {
        AccountError::Invitation(error) => Ok(error),
        other => Err(other),
    };
    error.unwrap()
}

/// A session of the account [`LOGIN`], in its first activity.
async fn open(house: &House) -> Session {
    let session = house.log_in().await.session;
    if session.stage != Stage::Activity {
        return session;
    }
    let first = session.activities[0].id.clone();
    house.accounts.choose_activity(&session, &first).await.unwrap().session
}

fn shown(invited: &Invited) -> String {
    invited.code.expose_secret().to_owned()
}

/// A house in which somebody's record is.
struct Family {
    house: House,
    record: RecordNo,
}

impl Family {
    async fn open() -> Self {
        let house = House::new();
        let record = write(&house, "lina").await;
        Self { house, record }
    }

    async fn decide<A: Act>(&self, asker: &Asker, act: A) {
        self.house.gate.decide(asker, self.record, &act).await.unwrap();
    }

    fn person(&self) -> Asker {
        asker(Role::Person, Some(self.record))
    }

    async fn entrust(&self, id: &str, name: &str) {
        let (id, name) = (id.to_owned(), name.to_owned());
        self.decide(&self.person(), Entrust { id, name, reach: Reach::Reading, end: None }).await;
    }

    async fn appoint(&self, id: &str, name: &str) {
        let act = Appoint {
            id: id.to_owned(),
            capacity: Capacity::Parent,
            name: name.to_owned(),
            reach: Reach::Whole,
            start: None,
            end: None,
            majority: Some(Timestamp(self.house.now().0 + 1000 * DAY)),
        };
        self.decide(&asker(Role::Secretary, None), act).await;
    }

    async fn may(&self, asker: &Asker, id: &str) -> (Permit, Delegation) {
        let (permit, all) = self.house.gate.invite_delegates(asker, self.record).await.unwrap();
        (permit, all.into_iter().find(|it| it.id == id).unwrap())
    }

    async fn try_invite(&self, asker: &Asker, id: &str) -> Result<Invited, AccountError> {
        let (permit, delegation) = self.may(asker, id).await;
        let seen = Seen::new(Document::FamilyBooklet, "").ok();
        let seen = seen.filter(|_| asker.role != Role::Person);
        let new = NewDelegate { delegation, seen };
        self.house.accounts.invite_delegate(permit, self.record, new).await
    }

    async fn carer(&self, id: &str) -> Invited {
        self.try_invite(&self.person(), id).await.unwrap()
    }

    async fn redeem(&self, code: &str, login: &str) -> Result<LoggedIn, AccountError> {
        let password = SecretString::from(PASSWORD);
        self.house.accounts.redeem(code, login, password, &Source::default()).await
    }

    async fn codes(&self) -> Vec<(String, InvitationState)> {
        let (permit, _) =
            self.house.gate.invite_delegates(&self.person(), self.record).await.unwrap();
        let codes = self.house.accounts.delegate_codes(&permit, self.record).await.unwrap();
        codes.into_iter().map(|code| (code.delegation, code.state)).collect()
    }

    async fn told(&self) -> Vec<String> {
        let operator = self.house.operator();
        let seen = self.house.world.records.traces(&operator, self.record).await.unwrap();
        let traces = seen.into_iter().map(|seen| seen.trace);
        traces.filter(|it| it.action == Action::Account).map(|it| it.what).collect()
    }
}

async fn write(house: &House, id: &str) -> RecordNo {
    let records = &house.world.records;
    let patient = format!(
        r#"{{"resourceType":"Patient","id":"{id}","birthDate":"2022-03-12",
        "name":[{{"family":"Martin","given":["Lina"]}}]}}"#
    );
    records.write(&house.operator(), batch("tilleuls", vec![put(&patient)])).await.unwrap();
    records.record_of(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_carer_without_an_account_gets_one_that_acts_for_the_person() {
    let family = Family::open().await;
    family.entrust("d-1", " Paul Roux ").await;
    let invited = family.carer("d-1").await;
    assert_eq!((invited.name.as_str(), invited.again), ("Paul Roux", false));
    assert_eq!(family.codes().await, [("d-1".to_owned(), InvitationState::Pending)]);
    let code = shown(&invited);
    let ready = family.house.accounts.check_code(&code, &Source::default()).await.unwrap();
    assert_eq!((ready.login, ready.delegate), (None, true));
    let LoggedIn { session, .. } = family.redeem(&code, "paul").await.unwrap();
    assert_eq!((session.stage, session.holder.as_str()), (Stage::Open, "Paul Roux"));
    let acts = session.asker().unwrap();
    assert_eq!((acts.role, acts.person), (Role::Delegate, Some(family.record)));
    assert_eq!(acts.delegation.as_deref(), Some("d-1"));
    let permit = family.house.gate.record(acts, family.record).await.unwrap();
    family.house.world.records.view(&permit, family.record, "x").await.unwrap();
    let used = InvitationState::Used(family.house.now());
    assert_eq!(family.codes().await, [("d-1".to_owned(), used)]);
    let told = family.told().await;
    assert!(told[0].starts_with(TOLD_DELEGATE) && told[1].starts_with(TOLD_INVITED_DELEGATE));
    assert!(told.iter().all(|what| !what.contains(&code)), "{told:?}");
    // The code is used, and another one is not given for the same.
    let again = family.redeem(&code, "another").await;
    assert_eq!(refused(again), InvitationError::Unknown);
    let second = family.try_invite(&family.person(), "d-1").await;
    assert_eq!(refused(second), InvitationError::Held);
}

#[tokio::test]
async fn a_parent_of_a_child_is_invited_by_the_document_that_was_seen() {
    let family = Family::open().await;
    family.appoint("d-1", "Inès Martin").await;
    let desk = asker(Role::Secretary, None);
    let (permit, delegation) = family.may(&desk, "d-1").await;
    let unseen = NewDelegate { delegation, seen: None };
    let unseen = family.house.accounts.invite_delegate(permit, family.record, unseen).await;
    assert_eq!(refused(unseen), InvitationError::Unseen);
    let invited = family.try_invite(&desk, "d-1").await.unwrap();
    family.redeem(&shown(&invited), "ines").await.unwrap();
    let told = family.told().await;
    assert!(told[1].contains("as parent; document seen: family-booklet"), "{told:?}");
}

#[tokio::test]
async fn the_desk_gives_no_code_to_a_carer_and_the_person_none_to_a_parent() {
    let family = Family::open().await;
    family.entrust("carer", "Paul Roux").await;
    family.appoint("parent", "Inès Martin").await;
    let seen_by = async |asker: &Asker| {
        let (_, all) = family.house.gate.invite_delegates(asker, family.record).await.unwrap();
        all.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(seen_by(&asker(Role::Nurse, None)).await, ["parent"]);
    assert_eq!(seen_by(&family.person()).await, ["carer"]);
    let mut held = asker(Role::Delegate, Some(family.record));
    held.delegation = Some("carer".to_owned());
    let other = write(&family.house, "other").await;
    let stranger = asker(Role::Person, Some(other));
    let mut away = asker(Role::Physician, None);
    away.organisation = "lilas".to_owned();
    for nobody in [held, stranger, away, asker(Role::Administrator, None)] {
        let may = family.house.gate.invite_delegates(&nobody, family.record).await;
        assert!(may.is_err(), "{nobody:?}");
    }
}

#[tokio::test]
async fn each_delegation_has_one_code_and_that_of_the_person_stays() {
    let family = Family::open().await;
    let accounts = &family.house.accounts;
    let source = Source::default();
    for (id, name) in [("d-1", "Paul Roux"), ("d-2", "Anne Roux")] {
        family.entrust(id, name).await;
    }
    let replaced = family.carer("d-1").await;
    let (one, two) = (family.carer("d-1").await, family.carer("d-2").await);
    let gone = accounts.check_code(&shown(&replaced), &source).await;
    assert_eq!(refused(gone), InvitationError::Unknown);
    for live in [&one, &two] {
        assert!(accounts.check_code(&shown(live), &source).await.unwrap().delegate);
    }
    let (permit, _) = family.may(&family.person(), "d-1").await;
    accounts.withdraw_delegate(permit, family.record, "d-1").await.unwrap();
    let gone = accounts.check_code(&shown(&one), &source).await;
    assert_eq!(refused(gone), InvitationError::Unknown);
    accounts.check_code(&shown(&two), &source).await.unwrap();
    let (permit, _) = family.may(&family.person(), "d-1").await;
    accounts.withdraw_delegate(permit, family.record, "d-1").await.unwrap();
    // Those who act for the person make no room in what is kept of the person.
    let patient = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
        "name":[{"family":"Morel","given":["Renée"]}]}"#;
    let records = &family.house.world.records;
    let written = batch("tilleuls", vec![put(patient)]);
    records.write(&family.house.operator(), written).await.unwrap();
    let renee = records.record_of("renee").await.unwrap().unwrap();
    let view = records.view(&family.house.operator(), renee, "x").await.unwrap();
    let seen = Seen::new(Document::Passport, "").unwrap();
    let new = NewInvitation { seen, lost: false };
    let own = accounts.invite(family.house.operator(), &view, new).await.unwrap();
    let other = Family { record: renee, house: family.house };
    other.entrust("d-1", "Paul Roux").await;
    for _ in 0..=DELEGATES_INVITED {
        other.carer("d-1").await;
    }
    let accounts = &other.house.accounts;
    let ready = accounts.check_code(&shown(&own), &source).await.unwrap();
    assert!(!ready.delegate, "the person's own code stays");
    let all = accounts.house_invitations(&other.house.operator()).await.unwrap();
    let of_renee = all.iter().filter(|one| one.record == renee);
    assert_eq!(of_renee.count(), 1 + DELEGATES_INVITED);
}

#[tokio::test]
async fn what_has_ended_lets_nobody_in_whatever_became_of_the_code() {
    let family = Family::open().await;
    family.entrust("carer", "Paul Roux").await;
    family.appoint("parent", "Inès Martin").await;
    let desk = asker(Role::Secretary, None);
    let carer = family.carer("carer").await;
    let parent = family.try_invite(&desk, "parent").await.unwrap();
    family.decide(&family.person(), Withdraw { id: "carer".to_owned() }).await;
    family.decide(&desk, Relieve { id: "parent".to_owned() }).await;
    for invited in [carer, parent] {
        let checked = family.house.accounts.check_code(&shown(&invited), &Source::default()).await;
        assert_eq!(refused(checked), InvitationError::Unknown);
        let redeemed = family.redeem(&shown(&invited), "somebody").await;
        assert_eq!(refused(redeemed), InvitationError::Unknown);
    }
    let late = family.try_invite(&family.person(), "carer").await;
    assert_eq!(refused(late), InvitationError::Ended);
    family.entrust("again", "Paul Roux").await;
    let expired = family.carer("again").await;
    family.house.wait(i64::from(INVITATION_DAYS) * DAY);
    let redeemed = family.redeem(&shown(&expired), "somebody").await;
    assert_eq!(refused(redeemed), InvitationError::Unknown);
}

#[tokio::test]
async fn who_has_an_account_takes_it_up_there() {
    let family = Family::open().await;
    family.house.add(LOGIN, Role::Person).await;
    let accounts = &family.house.accounts;
    family.entrust("d-1", "Paul Roux").await;
    let code = shown(&family.carer("d-1").await);
    let person = open(&family.house).await;
    let source = Source::default();
    let id = accounts.join(&person, &code, &source).await.unwrap();
    let acts = accounts.choose_activity(&person, &id).await.unwrap();
    let asker = acts.session.asker().unwrap();
    assert_eq!((asker.role, asker.delegation.as_deref()), (Role::Delegate, Some("d-1")));
    assert_eq!(acts.session.holder, "Marie Durand", "the account keeps its name");
    assert_eq!(acts.session.activities.len(), 2);
    let used = accounts.join(&acts.session, &code, &source).await;
    assert_eq!(refused(used), InvitationError::Unknown);
}

#[tokio::test]
async fn nobody_acts_for_themselves_nor_twice_by_the_same() {
    let family = Family::open().await;
    let accounts = &family.house.accounts;
    let source = Source::default();
    family.entrust("d-1", "Paul Roux").await;
    family.entrust("d-2", "Anne Roux").await;
    let (one, two) = (shown(&family.carer("d-1").await), shown(&family.carer("d-2").await));
    let log_in = async |login: &str, role: Role, delegation: Option<&str>| {
        let (person, delegation) = (Some(family.record), delegation.map(str::to_owned));
        let new = NewAccount { person, delegation, ..new(login, role) };
        accounts.create_with_password(&family.house.operator(), new, PASSWORD).await.unwrap();
        accounts.log_in(login, PASSWORD).await.unwrap().session
    };
    let themselves = log_in("lina", Role::Person, None).await;
    let own = accounts.join(&themselves, &one, &source).await;
    assert_eq!(refused(own), InvitationError::OwnRecord);
    let held = log_in("paul", Role::Delegate, Some("d-1")).await;
    let twice = accounts.join(&held, &one, &source).await;
    assert!(matches!(twice, Err(AccountError::SameActivity)));
    let left = accounts.check_code(&one, &source).await.unwrap();
    assert!(left.delegate, "what was refused leaves the code");
    accounts.join(&held, &two, &source).await.unwrap();
}

#[tokio::test]
async fn an_account_cares_for_so_many_persons_and_acts_by_law_for_more() {
    let mut family = Family::open().await;
    family.house.add(LOGIN, Role::Person).await;
    let source = Source::default();
    let mut session = open(&family.house).await;
    let mut records = Vec::new();
    for at in 0..=CARED_FOR {
        family.record = write(&family.house, &format!("child-{at}")).await;
        records.push(family.record);
        family.entrust("carer", "Marie Durand").await;
        let code = shown(&family.carer("carer").await);
        let joined = family.house.accounts.join(&session, &code, &source).await;
        if at < CARED_FOR {
            let id = joined.unwrap();
            session = family.house.accounts.choose_activity(&session, &id).await.unwrap().session;
        } else {
            assert_eq!(refused(joined), InvitationError::TooManyPersons);
        }
    }
    // Parents are not counted.
    family.appoint("parent", "Marie Durand").await;
    let invited = family.try_invite(&asker(Role::Nurse, None), "parent").await.unwrap();
    family.house.accounts.join(&session, &shown(&invited), &source).await.unwrap();
    // What has ended makes room.
    let last = std::mem::replace(&mut family.record, records[0]);
    family.decide(&family.person(), Withdraw { id: "carer".to_owned() }).await;
    family.record = last;
    let code = shown(&family.carer("carer").await);
    family.house.accounts.join(&session, &code, &source).await.unwrap();
}

#[tokio::test]
async fn a_code_is_taken_up_by_one_of_two_and_the_persons_code_by_no_other_account() {
    let family = Family::open().await;
    family.house.add(LOGIN, Role::Person).await;
    let accounts = &family.house.accounts;
    family.entrust("d-1", "Paul Roux").await;
    let code = shown(&family.carer("d-1").await);
    let session = open(&family.house).await;
    let source = Source::default();
    let (joined, begun) =
        tokio::join!(accounts.join(&session, &code, &source), family.redeem(&code, "paul"));
    assert_ne!(joined.is_ok(), begun.is_ok(), "one of the two");
    let weak = SecretString::from("Paul Roux");
    family.entrust("d-2", "Anne Roux").await;
    let code = shown(&family.carer("d-2").await);
    let refused = accounts.redeem(&code, "anne", weak, &source).await;
    assert!(matches!(refused, Err(AccountError::Password(_))));
    let taken = family.redeem(&code, LOGIN).await;
    assert!(matches!(taken, Err(AccountError::Taken)));
    let password = SecretString::from(OTHER_PASSWORD);
    accounts.redeem(&code, "anne", password, &source).await.unwrap();
}
