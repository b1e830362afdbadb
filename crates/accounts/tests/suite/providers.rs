//! Log-in providers: linking, logging in with them, ending links.

mod away;
mod regulating;

use hygie_accounts::limits::{FRESH_MILLIS, HINT_BYTES, LINKS, SUBJECT_BYTES};
use hygie_accounts::{
    AccountError, Claimed, Event, Kind, LoggedIn, NewActivity, Proved, SecondFactor, Source, Stage,
    State, Vouched, Vouching,
};
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Role;
use hygie_record::Table;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND, new, why};

const PSC: &str = "https://psc.example/realm";
const OTHER: &str = "https://other.example";
const SUBJECT: &str = "f:550dc1c8:899700366240";

fn vouched(issuer: &str, subject: &str, vouching: Vouching) -> Vouched {
    Vouched {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        vouching,
        kind: Kind::Professionals,
        claimed: Vec::new(),
        regulates: false,
        log_out: None,
    }
}

fn marie(vouching: Vouching) -> Vouched {
    vouched(PSC, SUBJECT, vouching)
}

impl House {
    async fn link(&self, login: &str, issuer: &str, subject: &str) {
        let permit = self.operator();
        self.accounts.bind_provider_of(permit, login, issuer, subject).await.unwrap();
    }

    async fn come(&self, vouched: &Vouched) -> Result<LoggedIn, AccountError> {
        self.accounts.log_in_with_provider(vouched, &Source::default()).await
    }

    async fn stands(&self, login: &str) -> State {
        self.accounts.show(&self.operator(), login).await.unwrap().unwrap().state
    }

    async fn cells(&self) -> usize {
        self.world.records.cells(Table::Linked).await.unwrap().len()
    }
}

/// A physician with an app, in an open session.
async fn open() -> (House, LoggedIn) {
    let house = House::with_physician().await;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    (house, enrolled.logged_in)
}

#[tokio::test]
async fn who_is_linked_logs_in_and_nobody_else() {
    let (house, here) = open().await;
    let error = house.come(&marie(Vouching::Two)).await.err();
    assert!(matches!(error, Some(AccountError::NotLinked)), "{error:?}");
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("", Action::LogIn, Outcome::Refused));
    assert!(what.contains(PSC) && !what.contains(SUBJECT), "{what}");

    house.accounts.bind_provider(&here.session, &marie(Vouching::Two)).await.unwrap();
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Granted));
    assert!(who == "Marie Durand" && what.contains(PSC) && !what.contains(SUBJECT), "{what}");
    assert!(house.opens(&here.cookie).await, "the session goes on");
    let links = house.accounts.links(&here.session).await.unwrap();
    assert_eq!(links.iter().map(|one| one.issuer.as_str()).collect::<Vec<_>>(), [PSC]);

    let house = house.restart().await;
    let come = house.come(&marie(Vouching::Two)).await.unwrap();
    assert_eq!((come.session.stage, come.session.login.as_str()), (Stage::Open, LOGIN));
    let (_, action, _, what) = house.last_trace().await;
    assert_eq!(action, Action::LogIn);
    assert!(what.contains(PSC) && !what.contains(SUBJECT), "{what}");
    for (issuer, subject) in [
        (OTHER, SUBJECT),
        (PSC, "f:550dc1c8:899700366241"),
        (PSC, "F:550DC1C8:899700366240"),
        ("https://psc.example/realm/", SUBJECT),
        (PSC, LOGIN),
        (PSC, ""),
    ] {
        let error = house.come(&vouched(issuer, subject, Vouching::Two)).await.err();
        assert!(matches!(error, Some(AccountError::NotLinked)), "{issuer} {subject}");
    }
}

#[tokio::test]
async fn what_one_factor_there_is_worth_here() {
    let (house, here) = open().await;
    house.accounts.bind_provider(&here.session, &marie(Vouching::One)).await.unwrap();
    let half = house.come(&marie(Vouching::One)).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
    assert!(half.session.asker().is_none());
    // Who must have a second factor and has none is led to enrol one.
    let permit = house.operator();
    house.accounts.reset_factors(permit, LOGIN).await.unwrap();
    let bare = house.come(&marie(Vouching::One)).await.unwrap();
    assert_eq!(bare.session.stage, Stage::Enrol { may_wait: false });
    assert_eq!(house.stands(LOGIN).await, State::Unconfirmed);
    let (app, enrolled) = house.enrol(&bare).await;
    assert_eq!(enrolled.logged_in.session.stage, Stage::Open);
    house.wait(30 * SECOND);
    let half = house.come(&marie(Vouching::One)).await.unwrap();
    assert_eq!(half.session.stage, Stage::Second);
    let code = app.shows(&house, 0);
    let whole = house.accounts.prove_second(&half.session, &code, &Source::default()).await;
    assert_eq!(whole.unwrap().session.stage, Stage::Open);
}

#[tokio::test]
async fn a_person_may_log_in_with_one_factor() {
    let house = House::new();
    let person =
        hygie_accounts::NewAccount { organisation: String::new(), ..new(LOGIN, Role::Person) };
    let operator = house.operator();
    house.accounts.create_with_password(&operator, person, PASSWORD).await.unwrap();
    house.link(LOGIN, PSC, SUBJECT).await;
    let mut somebody = marie(Vouching::One);
    somebody.kind = Kind::Persons;
    assert_eq!(house.come(&somebody).await.unwrap().session.stage, Stage::Open);
    // A provider of professionals is not for them.
    let error = house.come(&marie(Vouching::Two)).await.err();
    assert!(matches!(error, Some(AccountError::OtherKind)), "{error:?}");
    assert_eq!(house.last_trace().await.2, Outcome::Refused);
    // Nor one of persons for who also works here, with whatever strength.
    let house = House::new();
    house.add(LOGIN, Role::Nurse).await;
    let own = NewActivity {
        role: Role::Person,
        organisation: String::new(),
        organisation_name: String::new(),
        person: hygie_base::RecordNo::from_u64(7),
        delegation: None,
    };
    house.accounts.add_activity(house.operator(), LOGIN, own).await.unwrap();
    house.link(LOGIN, PSC, SUBJECT).await;
    somebody.vouching = Vouching::Two;
    let error = house.come(&somebody).await.err();
    assert!(matches!(error, Some(AccountError::OtherKind)), "{error:?}");
}

#[tokio::test]
async fn where_a_provider_is_the_second_factor_a_password_alone_opens_nothing() {
    let house = House::with_physician().await;
    house.link(LOGIN, PSC, SUBJECT).await;
    assert_eq!(house.stands(LOGIN).await, State::Unconfirmed);
    assert_eq!(house.come(&marie(Vouching::Two)).await.unwrap().session.stage, Stage::Open);
    assert_eq!(house.stands(LOGIN).await, State::Active);
    // A thief of the password must not enrol an app of their own.
    let thief = house.log_in().await.session;
    assert_eq!(thief.stage, Stage::Second);
    let offered = house.accounts.offer_totp(&thief).await;
    assert!(matches!(offered, Err(AccountError::NotNow)));
    let proved = house.accounts.prove_second(&thief, "000000", &Source::default()).await;
    assert!(matches!(proved, Err(AccountError::Refused)));
    // Nor who broke one factor there.
    let half = house.come(&marie(Vouching::One)).await.unwrap().session;
    assert_eq!((half.stage, house.stands(LOGIN).await), (Stage::Second, State::Active));
    // Once the link is gone it is as before.
    house.accounts.unbind_provider_of(house.operator(), LOGIN, PSC).await.unwrap();
    assert_eq!(house.log_in().await.session.stage, Stage::Enrol { may_wait: false });
    // A demonstration demands nothing of anybody.
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    house.link(LOGIN, PSC, SUBJECT).await;
    house.come(&marie(Vouching::Two)).await.unwrap();
    assert_eq!(house.log_in().await.session.stage, Stage::Open);
}

#[tokio::test]
async fn who_a_provider_vouches_for_needs_no_password_of_their_own() {
    let house = House::new();
    let operator = house.operator();
    let (_, password) = house.accounts.create(&operator, new(LOGIN, Role::Nurse)).await.unwrap();
    assert_eq!(house.stands(LOGIN).await, State::Invited);
    house.link(LOGIN, PSC, SUBJECT).await;
    let come = house.come(&marie(Vouching::Two)).await.unwrap();
    assert_eq!(come.session.stage, Stage::Open);
    assert_eq!(house.stands(LOGIN).await, State::Active);
    let last = house.accounts.unbind_provider(&come.session, PSC).await.err();
    assert!(matches!(last, Some(AccountError::OnlyWay)), "{last:?}");
    assert_eq!(house.cells().await, 1);
    // With another link, or a password of one's own, it is not the only way.
    house.accounts.bind_provider(&come.session, &vouched(OTHER, "a", Vouching::One)).await.unwrap();
    let on = house.accounts.unbind_provider(&come.session, PSC).await.unwrap();
    let last = house.accounts.unbind_provider(&on.session, OTHER).await.err();
    assert!(matches!(last, Some(AccountError::OnlyWay)), "{last:?}");
    let old = password.expose_secret();
    let on = house.accounts.change_password(&on.session, old, OTHER_PASSWORD).await.unwrap();
    house.accounts.unbind_provider(&on.session, OTHER).await.unwrap();
    assert_eq!(house.cells().await, 0);
}

#[tokio::test]
async fn an_identity_opens_one_account_and_an_account_one_identity_of_each_provider() {
    let (house, here) = open().await;
    house.add("luc", Role::Nurse).await;
    house.link("luc", PSC, SUBJECT).await;
    let bind =
        async |vouched: &Vouched| why(house.accounts.bind_provider(&here.session, vouched).await);
    let already = AccountError::LinkedAlready.to_string();
    assert_eq!(bind(&marie(Vouching::Two)).await, already);
    house.accounts.bind_provider(&here.session, &vouched(PSC, "b", Vouching::Two)).await.unwrap();
    assert_eq!(bind(&vouched(PSC, "c", Vouching::Two)).await, already);
    assert_eq!(house.come(&marie(Vouching::Two)).await.unwrap().session.login, "luc");
    let bind_of = async |login: &str, subject: &str| {
        let permit = house.operator();
        why(house.accounts.bind_provider_of(permit, login, PSC, subject).await)
    };
    assert_eq!(bind_of(LOGIN, "d").await, already);
    house.add("ines", Role::Nurse).await;
    assert_eq!(bind_of("ines", SUBJECT).await, already);
    assert_eq!(bind_of("nobody", "d").await, AccountError::NoSuchAccount.to_string());
    let wrong = AccountError::Identity.to_string();
    for subject in ["", "a b", "é", &"a".repeat(SUBJECT_BYTES + 1)] {
        assert_eq!(bind_of("ines", subject).await, wrong, "{subject}");
    }
    // Of two who are bound at once to one identity, one is.
    let both = [marie_at("ines", &house), marie_at(LOGIN, &house)];
    let [one, other] = both;
    let (one, other) = tokio::join!(one, other);
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(house.cells().await, 3);
}

async fn marie_at(login: &str, house: &House) -> Result<(), AccountError> {
    house.accounts.bind_provider_of(house.operator(), login, OTHER, "one").await
}

#[tokio::test]
async fn so_many_providers_can_be_linked() {
    let (house, here) = open().await;
    for at in 0..=LINKS {
        let one = vouched(&format!("https://p{at}.example"), "a", Vouching::Two);
        let bound = house.accounts.bind_provider(&here.session, &one).await;
        match at {
            LINKS => assert!(matches!(bound, Err(AccountError::TooManyLinks)), "{bound:?}"),
            _ => bound.unwrap(),
        }
    }
}

#[tokio::test]
async fn only_an_open_session_links_and_unlinks() {
    let house = House::with_physician().await;
    house.link(LOGIN, OTHER, "a").await;
    let early = house.log_in().await.session;
    let bound = house.accounts.bind_provider(&early, &marie(Vouching::Two)).await;
    assert!(matches!(bound, Err(AccountError::NotNow)), "{bound:?}");
    let ended = house.accounts.unbind_provider(&early, OTHER).await.err();
    assert!(matches!(ended, Some(AccountError::NotNow)), "{ended:?}");
    assert!(house.accounts.links(&early).await.is_err());
    let mut persons = marie(Vouching::Two);
    persons.kind = Kind::Persons;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    let open = enrolled.logged_in.session;
    let bound = house.accounts.bind_provider(&open, &persons).await;
    assert!(matches!(bound, Err(AccountError::OtherKind)), "{bound:?}");
    house.accounts.log_out(&open).await.unwrap();
    let bound = house.accounts.bind_provider(&open, &marie(Vouching::Two)).await;
    assert!(matches!(bound, Err(AccountError::Ended)), "{bound:?}");
    assert_eq!(house.cells().await, 1);
}

#[tokio::test]
async fn a_link_that_is_ended_opens_nothing_and_ends_the_other_sessions() {
    let (house, here) = open().await;
    house.accounts.bind_provider(&here.session, &marie(Vouching::Two)).await.unwrap();
    let there = house.come(&marie(Vouching::Two)).await.unwrap();
    let none = house.accounts.unbind_provider(&here.session, OTHER).await.err();
    assert!(matches!(none, Some(AccountError::NoSuchLink)), "{none:?}");
    let on = house.accounts.unbind_provider(&here.session, PSC).await.unwrap();
    let (_, action, _, what) = house.last_trace().await;
    assert!(action == Action::Account && what.contains(PSC), "{what}");
    assert_eq!(on.session.stage, Stage::Open);
    assert!(house.opens(&on.cookie).await);
    assert!(!house.opens(&here.cookie).await && !house.opens(&there.cookie).await);
    assert!(matches!(house.come(&marie(Vouching::Two)).await, Err(AccountError::NotLinked)));
    // It is free for whoever proves it next.
    house.accounts.bind_provider(&on.session, &marie(Vouching::Two)).await.unwrap();
    // An administrator ends it too, and every session with it.
    house.accounts.unbind_provider_of(house.operator(), LOGIN, PSC).await.unwrap();
    assert!(!house.opens(&on.cookie).await);
    let none = house.accounts.unbind_provider_of(house.operator(), LOGIN, PSC).await.err();
    assert!(matches!(none, Some(AccountError::NoSuchLink)), "{none:?}");
}

#[tokio::test]
async fn a_suspended_or_revoked_account_is_not_entered() {
    let (house, here) = open().await;
    house.accounts.bind_provider(&here.session, &marie(Vouching::Two)).await.unwrap();
    house.accounts.suspend(house.operator(), LOGIN).await.unwrap();
    let error = house.come(&marie(Vouching::Two)).await.err();
    assert!(matches!(error, Some(AccountError::Barred)), "{error:?}");
    assert_eq!(house.last_trace().await.2, Outcome::Refused);
    house.accounts.resume(house.operator(), LOGIN).await.unwrap();
    assert!(house.come(&marie(Vouching::Two)).await.is_ok());
    house.accounts.revoke(house.operator(), LOGIN).await.unwrap();
    // What let it in is forgotten.
    assert_eq!(house.cells().await, 0);
    assert!(matches!(house.come(&marie(Vouching::Two)).await, Err(AccountError::NotLinked)));
}

#[tokio::test]
async fn administrators_link_others_and_not_themselves() {
    let house = House::new();
    house.add(LOGIN, Role::Administrator).await;
    house.add("luc", Role::Nurse).await;
    let (_, enrolled) = house.enrol(&house.log_in().await).await;
    let asker = enrolled.logged_in.session.asker().unwrap().clone();
    let permit = async || house.gate.accounts(&asker).await.unwrap();
    let own = house.accounts.bind_provider_of(permit().await, LOGIN, PSC, SUBJECT).await;
    assert!(matches!(own, Err(AccountError::Own)), "{own:?}");
    house.accounts.bind_provider_of(permit().await, "luc", PSC, SUBJECT).await.unwrap();
    let seen = house.accounts.show(&permit().await, "luc").await.unwrap().unwrap();
    assert_eq!(seen.links[0].issuer, PSC);
    assert!(!format!("{seen:?}").contains(SUBJECT), "who they are there is not shown");
    house.accounts.unbind_provider_of(permit().await, "luc", PSC).await.unwrap();
    let itself = house.gate.itself(&asker);
    let stranger = house.accounts.bind_provider_of(itself, "luc", PSC, SUBJECT).await;
    assert!(matches!(stranger, Err(AccountError::NotAllowed)), "{stranger:?}");
}

#[tokio::test]
async fn the_work_that_a_provider_names_chooses_the_activity() {
    let (house, _) = open().await;
    let work = |organisation: &str, name: &str| NewActivity {
        role: Role::Physician,
        organisation: organisation.to_owned(),
        organisation_name: name.to_owned(),
        person: None,
        delegation: None,
    };
    for (id, name) in [("750000001", "Hôpital"), ("lilas", "Cabinet des Lilas")] {
        house.accounts.add_activity(house.operator(), LOGIN, work(id, name)).await.unwrap();
    }
    house.link(LOGIN, PSC, SUBJECT).await;
    let come = async |claimed: &[(Role, &str)]| {
        let mut marie = marie(Vouching::Two);
        let claimed = claimed
            .iter()
            .map(|(role, at)| Claimed { role: *role, organisations: vec![(*at).to_owned()] });
        marie.claimed = claimed.collect();
        let session = house.come(&marie).await.unwrap().session;
        let acts_at = session.activity.as_ref().map(|one| one.organisation.clone());
        (session.stage, acts_at, session.named.len(), session.activities.len())
    };
    let all = (Stage::Activity, None, 0, 3);
    assert_eq!(come(&[]).await, all);
    // By an id, or by a name that the operator gave.
    for at in ["750000001", "Hôpital"] {
        let one = (Stage::Open, Some("750000001".to_owned()), 1, 3);
        assert_eq!(come(&[(Role::Physician, at)]).await, one);
    }
    let two = [(Role::Physician, "750000001"), (Role::Physician, "Cabinet des Lilas")];
    assert_eq!(come(&two).await, (Stage::Activity, None, 2, 3));
    // Another profession there, another place, nothing at all: as without.
    for claimed in [(Role::Nurse, "750000001"), (Role::Physician, "9"), (Role::Physician, "")] {
        assert_eq!(come(&[claimed]).await, all, "{claimed:?}");
    }
}

#[tokio::test]
async fn what_ends_the_session_there_is_kept_with_it_and_sealed() {
    let (house, _) = open().await;
    house.link(LOGIN, PSC, SUBJECT).await;
    let come = async |hint: &str| {
        let mut marie = marie(Vouching::Two);
        marie.log_out = Some(("psc".to_owned(), SecretString::from(hint)));
        house.come(&marie).await.unwrap()
    };
    let on = come("a-token").await;
    let again = house.accounts.session(on.cookie.expose_secret()).await.unwrap().unwrap();
    let (provider, hint) = again.through().unwrap();
    assert_eq!((provider, hint.expose_secret()), ("psc", "a-token"));
    assert!(come(&"a".repeat(HINT_BYTES)).await.session.through().is_some());
    assert!(come(&"a".repeat(HINT_BYTES + 1)).await.session.through().is_none());
    assert!(house.log_in().await.session.through().is_none());
}

#[tokio::test]
async fn a_link_is_ended_by_who_is_fresh_and_told() {
    // Of a person, whose session does not lock itself meanwhile.
    let house = House::new();
    house.add(LOGIN, Role::Person).await;
    house.link(LOGIN, OTHER, SUBJECT).await;
    let here = house.log_in().await.session;
    house.wait(FRESH_MILLIS);
    let stale = house.accounts.unbind_provider(&here, OTHER).await.err();
    assert!(matches!(stale, Some(AccountError::Stale)), "{stale:?}");
    let source = Source::default();
    let on = house.accounts.confirm(&here, PASSWORD, "", &source).await.unwrap().session;
    let on = house.accounts.unbind_provider(&on, OTHER).await.unwrap().session;
    let told = house.accounts.notices(&on).await.unwrap();
    let events: Vec<Event> = told.iter().map(|notice| notice.event).collect();
    assert_eq!(events[0], Event::ProviderUnlinked, "{events:?}");
    assert!(events.contains(&Event::ProviderLinked), "{events:?}");
}

#[test]
fn two_factors_are_counted() {
    let of = |password, totp, recovery, provider| {
        Proved { password, totp, recovery, provider, ..Proved::default() }.is_two()
    };
    assert!(of(false, false, false, Some(Vouching::Two)));
    assert!(of(true, false, false, Some(Vouching::Two)));
    assert!(of(false, true, false, Some(Vouching::One)));
    assert!(of(false, false, true, Some(Vouching::One)));
    assert!(of(true, true, false, None));
    // A password beside a provider's one factor is not known to be another one.
    assert!(!of(true, false, false, Some(Vouching::One)));
    assert!(!of(false, true, false, None) && !of(true, false, false, None));
    assert!(!of(false, false, false, None) && !of(false, false, false, Some(Vouching::One)));
}

#[tokio::test]
async fn a_providers_word_confirms_and_unlocks_as_the_same_session() {
    let house = House::with_physician().await;
    house.link(LOGIN, PSC, SUBJECT).await;
    house.link(LOGIN, OTHER, SUBJECT).await;
    let here = house.come(&marie(Vouching::Two)).await.unwrap();
    assert_eq!(here.session.stage, Stage::Open);
    assert_eq!(here.session.issuers, [PSC, OTHER]);
    assert!(!here.session.password_confirms, "two are demanded, and it has one");
    house.wait(FRESH_MILLIS);
    let accounts = &house.accounts;
    let confirm = |session, vouched| async move {
        accounts.confirm_with_provider(session, &vouched).await.err()
    };
    let one = vouched(OTHER, SUBJECT, Vouching::One);
    let refused = confirm(&here.session, one.clone()).await;
    assert!(matches!(refused, Some(AccountError::Refused)), "one factor: {refused:?}");
    let (_, action, outcome, what) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Refused));
    assert!(what.contains(OTHER) && !what.contains(SUBJECT), "{what}");
    let refused = confirm(&here.session, vouched(PSC, "f:550dc1c8:1", Vouching::Two)).await;
    assert!(matches!(refused, Some(AccountError::NotLinked)), "somebody else: {refused:?}");
    let person = Vouched { kind: Kind::Persons, ..marie(Vouching::Two) };
    let refused = confirm(&here.session, person).await;
    assert!(matches!(refused, Some(AccountError::OtherKind)), "{refused:?}");
    let password = accounts.confirm(&here.session, PASSWORD, "", &Source::default()).await.err();
    assert!(matches!(password, Some(AccountError::Refused)), "half of it: {password:?}");

    let on = accounts.confirm_with_provider(&here.session, &marie(Vouching::Two)).await.unwrap();
    assert!(on.session.proved_at > here.session.proved_at);
    assert_eq!((&on.session.id, &on.session.csrf), (&here.session.id, &here.session.csrf));
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");

    accounts.lock(&on.session).await.unwrap();
    let locked = house.session(&on.cookie).await;
    let refused = confirm(&locked, marie(Vouching::Two)).await;
    assert!(matches!(refused, Some(AccountError::NotNow)), "{refused:?}");
    let other = vouched(PSC, "f:550dc1c8:1", Vouching::Two);
    let refused = accounts.unlock_with_provider(&locked, &other).await.err();
    assert!(matches!(refused, Some(AccountError::NotLinked)), "{refused:?}");
    house.wait(SECOND);
    // As a password does, which is one factor too.
    let open = accounts.unlock_with_provider(&locked, &one).await.unwrap();
    assert_eq!((open.session.stage, &open.session.id), (Stage::Open, &here.session.id));
    assert_eq!(open.session.proved_at, on.session.proved_at, "it is no fresh proof");
    let refused = accounts.unlock_with_provider(&open.session, &one).await.err();
    assert!(matches!(refused, Some(AccountError::NotNow)), "{refused:?}");
    let refused = accounts.unlock_with_provider(&locked, &one).await.err();
    assert!(matches!(refused, Some(AccountError::Ended)), "{refused:?}");
}
