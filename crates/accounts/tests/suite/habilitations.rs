//! The review of habilitations: who may, what is asked, what is answered, and when.

use hygie_accounts::limits::{
    HABILITATION_DAYS, HABILITATION_EVERY_DAYS, HABILITATIONS_SHOWN, UNUSED_DAYS, WITHDRAWAL_LEAST,
    WITHDRAWAL_MOST,
};
use hygie_accounts::{
    AccountError, Chosen, Habilitation, HabilitationFault, HabilitationStanding,
    HabilitationsShown, HabilitationsSought, NewActivity, Reviewing, SecondFactor, Sign, Verdict,
};
use hygie_base::paris::day;
use hygie_gate::{Asker, GateError, Refusal, Role};
use hygie_trace::{Action, Outcome};

use crate::help::{HOUR, House, LOGIN, PASSWORD};

const DAY: i64 = 24 * HOUR;

fn officer(id: &str) -> Asker {
    Asker {
        id: id.into(),
        name: "Mathilde Aubert".into(),
        ..Asker::of(Role::PrivacyOfficer, "test")
    }
}

fn withdraw() -> Verdict {
    Verdict::Withdraw { reason: "parti en mai".to_owned() }
}

fn fault<T>(result: Result<T, AccountError>) -> Option<HabilitationFault> {
    match result.err() {
        Some(AccountError::Habilitation(fault)) => Some(fault),
        _ => None,
    }
}

fn chosen(one: &Habilitation) -> Chosen {
    let (account, activity) = (one.account.clone(), one.activity.id.clone());
    Chosen { account, activity, edition: one.edition() }
}

/// A physician, a nurse who also runs the house, a second administrator and a person.
async fn house() -> House {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    house.add("nina", Role::Nurse).await;
    house.add("ada", Role::Administrator).await;
    house.add("bob", Role::Administrator).await;
    house.add("paul", Role::Person).await;
    let new = NewActivity {
        role: Role::Administrator,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    house.accounts.add_activity(house.operator(), "nina", new).await.unwrap();
    house.wait(HOUR);
    house
}

impl House {
    async fn opened(&self) -> u32 {
        let due = day(self.now()) + 30;
        self.accounts.open_habilitation_review(&officer("o"), due).await.unwrap()
    }

    async fn reviewing(&self, asker: &Asker, shown: HabilitationsShown) -> Reviewing {
        let sought = HabilitationsSought { shown, ..HabilitationsSought::default() };
        self.accounts.habilitation_reviews(asker, &sought).await.unwrap().open.unwrap()
    }

    async fn asked(&self) -> Vec<Habilitation> {
        self.reviewing(&officer("o"), HabilitationsShown::All).await.page
    }

    async fn one(&self, login: &str, role: Role) -> Habilitation {
        let all = self.asked().await.into_iter();
        let mut found = all.filter(|one| one.login == login && one.activity.role == role);
        found.next().unwrap()
    }

    async fn answers(&self, one: &Habilitation, verdict: &Verdict) -> Result<(), AccountError> {
        self.accounts.answer_habilitations(&officer("o"), &[chosen(one)], verdict).await
    }

    async fn keeps_all(&self) {
        let left = self.reviewing(&officer("o"), HabilitationsShown::Unanswered).await.page;
        let left: Vec<Chosen> = left.iter().map(chosen).collect();
        self.accounts.answer_habilitations(&officer("o"), &left, &Verdict::Keep).await.unwrap();
    }
}

#[tokio::test]
async fn only_the_privacy_officer_reviews() {
    let house = house().await;
    let due = day(house.now()) + 30;
    let accounts = &house.accounts;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::PrivacyOfficer) {
        let asker = Asker { role, ..officer("x") };
        let sought = HabilitationsSought::default();
        let chosen = Chosen { account: "a".into(), activity: "b".into(), edition: 0 };
        let refused = [
            accounts.open_habilitation_review(&asker, due).await.err(),
            accounts.habilitation_reviews(&asker, &sought).await.err(),
            accounts.answer_habilitations(&asker, &[chosen], &Verdict::Keep).await.err(),
            accounts.close_habilitation_review(&asker).await.err(),
            accounts.habilitation_report(&asker, 1).await.err(),
            accounts.habilitation_standing(&asker).await.err(),
        ];
        for error in refused {
            let is = matches!(
                error,
                Some(AccountError::Gate(GateError::Refused(Refusal::OfficerHabilitations)))
            );
            assert!(is, "{role:?}");
        }
        let (_, action, outcome, what) = house.last_trace().await;
        assert_eq!((action, outcome), (Action::Account, Outcome::Refused));
        assert!(what.contains("only the privacy officer"), "{what}");
    }
    let itself = house.gate.itself(&officer("o"));
    assert!(matches!(accounts.withdrawals(&itself).await, Err(AccountError::NotAllowed)));
}

#[tokio::test]
async fn it_is_due_within_a_time_and_one_is_open() {
    let house = house().await;
    let today = day(house.now());
    let open = async |due| house.accounts.open_habilitation_review(&officer("o"), due).await;
    for due in [today - 1, today, today + HABILITATION_DAYS + 1, i64::MAX, i64::MIN] {
        assert_eq!(fault(open(due).await), Some(HabilitationFault::Due), "{due}");
    }
    assert_eq!(open(today + HABILITATION_DAYS).await.unwrap(), 1);
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((&*who, action, outcome), ("Mathilde Aubert", Action::Account, Outcome::Granted));
    assert_eq!(what, "opened review 1 of habilitations, due in 90 days");
    assert_eq!(fault(open(today + 1).await), Some(HabilitationFault::Open));
    let twice = house.accounts.open_habilitation_review(&officer("p"), today + 1).await;
    assert_eq!(fault(twice), Some(HabilitationFault::Open), "whoever opens it");
}

#[tokio::test]
async fn what_is_asked_is_who_works_here_at_the_moment() {
    let house = house().await;
    house.opened().await;
    let logins = |all: &[Habilitation]| {
        all.iter().map(|one| (one.login.clone(), one.activity.role)).collect::<Vec<_>>()
    };
    let all = logins(&house.asked().await);
    let is = |login: &str, role| all.contains(&(login.to_owned(), role));
    assert!(is(LOGIN, Role::Physician) && is("nina", Role::Nurse));
    assert!(is("nina", Role::Administrator) && is("ada", Role::Administrator));
    assert_eq!(all.len(), 5, "no person: {all:?}");
    let trace = house.last_trace().await;
    assert_eq!(trace.3, "looked at 5 habilitations of review 1");
    house.wait(HOUR);
    house.add("zoe", Role::Nurse).await;
    let new = house.one("zoe", Role::Nurse).await;
    assert!(new.signs.contains(&Sign::New) && new.signs.contains(&Sign::NeverUsed));
    let nina = house.one("nina", Role::Nurse).await;
    assert!(nina.signs.contains(&Sign::SeveralRoles { count: 2 }));
    assert!(!nina.signs.contains(&Sign::New) && nina.activity.since.is_some());
    house.accounts.revoke(house.operator(), "zoe").await.unwrap();
    house.accounts.suspend(house.operator(), "bob").await.unwrap();
    let all = house.asked().await;
    assert!(all.iter().all(|one| one.login != "zoe"));
    let bob = all.iter().find(|one| one.login == "bob").unwrap();
    assert_eq!(bob.state.name(), "suspended");
}

#[tokio::test]
async fn what_is_not_used_for_long_is_marked() {
    let house = house().await;
    house.accounts.log_in(LOGIN, PASSWORD).await.unwrap();
    house.opened().await;
    house.wait(UNUSED_DAYS * DAY - 1);
    assert!(house.one(LOGIN, Role::Physician).await.signs.is_empty());
    house.wait(1);
    let signs = house.one(LOGIN, Role::Physician).await.signs;
    assert_eq!(signs, [Sign::Unused { days: UNUSED_DAYS }]);
}

#[tokio::test]
async fn who_asks_for_a_withdrawal_says_why() {
    let house = house().await;
    house.opened().await;
    let one = house.one(LOGIN, Role::Physician).await;
    let with = |reason: String| Verdict::Withdraw { reason };
    for letters in [0, WITHDRAWAL_LEAST - 1, WITHDRAWAL_MOST + 1] {
        let refused = house.answers(&one, &with("é".repeat(letters))).await;
        assert_eq!(fault(refused), Some(HabilitationFault::Reason), "{letters}");
    }
    let lines = house.answers(&one, &with("une\nautre".to_owned())).await;
    assert_eq!(fault(lines), Some(HabilitationFault::Reason));
    house.answers(&one, &with(format!("  {}  ", "é".repeat(WITHDRAWAL_LEAST)))).await.unwrap();
    let one = house.one(LOGIN, Role::Physician).await;
    assert!(one.is_to_end());
    house.answers(&one, &with("é".repeat(WITHDRAWAL_MOST))).await.unwrap();
    let (_, action, _, what) = house.last_trace().await;
    assert_eq!(action, Action::Account);
    let told = format!("asked to withdraw {} of {}", one.activity.id, one.account);
    assert!(what.ends_with(&told), "{what}");
}

#[tokio::test]
async fn so_many_are_answered_at_once_and_all_or_none() {
    let house = house().await;
    house.opened().await;
    let answer = async |chosen: &[Chosen]| {
        fault(house.accounts.answer_habilitations(&officer("o"), chosen, &Verdict::Keep).await)
    };
    let none =
        |number: usize| Chosen { account: number.to_string(), activity: String::new(), edition: 0 };
    let some = |count: usize| (0..count).map(none).collect::<Vec<_>>();
    assert_eq!(answer(&[]).await, Some(HabilitationFault::Nothing));
    assert_eq!(answer(&some(HABILITATIONS_SHOWN + 1)).await, Some(HabilitationFault::Many));
    assert_eq!(answer(&some(HABILITATIONS_SHOWN)).await, Some(HabilitationFault::Gone));
    let real = chosen(&house.one(LOGIN, Role::Physician).await);
    assert_eq!(answer(&[real.clone(), none(1)]).await, Some(HabilitationFault::Gone));
    assert!(house.asked().await.iter().all(|one| one.answer.is_none()), "nothing was kept");
    assert_eq!(answer(&[real.clone(), real]).await, None, "twice is once");
    assert_eq!(house.one(LOGIN, Role::Physician).await.edition(), 1);
}

#[tokio::test]
async fn of_two_officers_the_second_looks_again() {
    let house = house().await;
    house.opened().await;
    let (one, other) =
        (house.one(LOGIN, Role::Physician).await, house.one("ada", Role::Administrator).await);
    house.answers(&one, &withdraw()).await.unwrap();
    let stale = house.answers(&one, &Verdict::Keep).await;
    assert_eq!(fault(stale), Some(HabilitationFault::Answered));
    assert!(house.one(LOGIN, Role::Physician).await.is_to_end());
    // At the same time, about different ones: both are kept.
    let (one, officers) = (house.one(LOGIN, Role::Physician).await, (officer("o"), officer("p")));
    let (a, b) = ([chosen(&one)], [chosen(&other)]);
    let (first, second) = tokio::join!(
        house.accounts.answer_habilitations(&officers.0, &a, &Verdict::Keep),
        house.accounts.answer_habilitations(&officers.1, &b, &Verdict::Keep),
    );
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(house.one(LOGIN, Role::Physician).await.edition(), 2);
    assert_eq!(house.one("ada", Role::Administrator).await.edition(), 1);
    // About the same one: one of them.
    let same = [chosen(&house.one("ada", Role::Administrator).await)];
    let (first, second) = tokio::join!(
        house.accounts.answer_habilitations(&officers.0, &same, &Verdict::Keep),
        house.accounts.answer_habilitations(&officers.1, &same, &Verdict::Keep),
    );
    assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|is| **is).count(), 1);
}

#[tokio::test]
async fn what_ended_meanwhile_is_not_answered() {
    let house = house().await;
    house.opened().await;
    let one = house.one("nina", Role::Administrator).await;
    house.accounts.end_activity(house.operator(), "nina", &one.activity.id).await.unwrap();
    assert_eq!(fault(house.answers(&one, &Verdict::Keep).await), Some(HabilitationFault::Gone));
    assert!(house.asked().await.iter().all(|it| it.activity.id != one.activity.id));
}

#[tokio::test]
async fn a_withdrawal_is_carried_out_by_an_administrator_before_it_is_closed() {
    let house = house().await;
    house.opened().await;
    let (accounts, close) = (&house.accounts, officer("o"));
    let early = accounts.close_habilitation_review(&close).await;
    assert_eq!(fault(early), Some(HabilitationFault::Unanswered));
    let nina = house.one("nina", Role::Administrator).await;
    house.answers(&nina, &withdraw()).await.unwrap();
    house.answers(&house.one(LOGIN, Role::Physician).await, &withdraw()).await.unwrap();
    house.keeps_all().await;
    let waits = accounts.close_habilitation_review(&close).await;
    assert_eq!(fault(waits), Some(HabilitationFault::NotCarriedOut));
    let asked = accounts.withdrawals(&house.operator()).await.unwrap();
    assert_eq!(asked.len(), 2);
    assert!(
        asked.iter().any(|it| it.activity.id == nina.activity.id && it.by == "Mathilde Aubert")
    );
    accounts.end_activity(house.operator(), "nina", &nina.activity.id).await.unwrap();
    accounts.revoke(house.operator(), LOGIN).await.unwrap();
    assert!(accounts.withdrawals(&house.operator()).await.unwrap().is_empty());
    let progress = house.reviewing(&close, HabilitationsShown::All).await.progress;
    assert_eq!((progress.total, progress.kept, progress.withdrawn), (3, 3, 2));
    assert!(progress.is_over());
    assert_eq!(accounts.close_habilitation_review(&close).await.unwrap(), 1);
    let told = house.last_trace().await.3;
    assert_eq!(told, "closed review 1 of habilitations: 3 kept, 2 withdrawn, 0 own");
    let again = accounts.close_habilitation_review(&close).await;
    assert_eq!(fault(again), Some(HabilitationFault::Closed));
    assert_eq!(fault(house.answers(&nina, &withdraw()).await), Some(HabilitationFault::Closed));
    let report = accounts.habilitation_report(&close, 1).await.unwrap().unwrap();
    assert_eq!(report.lines.len(), 5);
    let of = |login: &str| report.lines.iter().find(|line| line.login == login).unwrap();
    let answer = of(LOGIN).answer.as_ref().unwrap();
    assert_eq!(
        (answer.withdraw.as_deref(), answer.by()),
        (Some("parti en mai"), "Mathilde Aubert")
    );
    assert_eq!(of("ada").answer.as_ref().unwrap().withdraw, None);
    assert!(accounts.habilitation_report(&close, 2).await.unwrap().is_none());
    // The next one begins anew.
    assert_eq!(house.opened().await, 2);
    assert!(house.asked().await.iter().all(|one| one.answer.is_none()));
    let report = accounts.habilitation_report(&close, 1).await.unwrap().unwrap();
    assert_eq!(report.lines.len(), 5, "and the report of the last one stays");
    assert!(accounts.habilitation_report(&close, 2).await.unwrap().is_none(), "it is open");
}

#[tokio::test]
async fn nobody_answers_about_themselves() {
    let house = house().await;
    house.add("mathilde", Role::PrivacyOfficer).await;
    house.opened().await;
    let own = house.one("mathilde", Role::PrivacyOfficer).await;
    let me = officer(&own.account);
    let refused = house.accounts.answer_habilitations(&me, &[chosen(&own)], &Verdict::Keep).await;
    assert_eq!(fault(refused), Some(HabilitationFault::Own));
    let left = house.reviewing(&me, HabilitationsShown::Unanswered).await;
    assert_eq!((left.progress.own, left.progress.unanswered), (1, 5));
    let left: Vec<Chosen> = left.page.iter().filter(|one| !one.own).map(chosen).collect();
    house.accounts.answer_habilitations(&me, &left, &Verdict::Keep).await.unwrap();
    let another = house.accounts.close_habilitation_review(&officer("o")).await;
    assert_eq!(fault(another), Some(HabilitationFault::Unanswered), "others can answer it");
    // With one officer alone, the report says that nobody did.
    house.accounts.close_habilitation_review(&me).await.unwrap();
    let report = house.accounts.habilitation_report(&me, 1).await.unwrap().unwrap();
    assert_eq!(report.review.end.as_ref().unwrap().own, 1);
    let unanswered = report.lines.iter().filter(|line| line.answer.is_none());
    assert_eq!(unanswered.map(|line| &*line.login).collect::<Vec<_>>(), ["mathilde"]);
}

#[tokio::test]
async fn the_clock_runs_and_the_next_one_is_due_after_a_year() {
    let house = house().await;
    let standing = async || house.accounts.habilitation_standing(&officer("o")).await.unwrap();
    assert_eq!(standing().await, HabilitationStanding::Due { last: None });
    house.opened().await;
    assert_eq!(standing().await, HabilitationStanding::Open { days_left: 30 });
    house.wait(30 * DAY);
    assert_eq!(standing().await, HabilitationStanding::Open { days_left: 0 });
    house.wait(DAY);
    assert_eq!(standing().await, HabilitationStanding::Open { days_left: -1 }, "late");
    house.keeps_all().await;
    house.accounts.close_habilitation_review(&officer("o")).await.unwrap();
    let last = house.now();
    assert_eq!(standing().await, HabilitationStanding::Done { last });
    house.wait((HABILITATION_EVERY_DAYS - 1) * DAY);
    assert_eq!(standing().await, HabilitationStanding::Done { last });
    house.wait(DAY);
    assert_eq!(standing().await, HabilitationStanding::Due { last: Some(last) });
}

#[tokio::test]
async fn they_are_found_by_answer_and_organisation() {
    let house = house().await;
    house.opened().await;
    house.answers(&house.one(LOGIN, Role::Physician).await, &Verdict::Keep).await.unwrap();
    house.answers(&house.one("ada", Role::Administrator).await, &withdraw()).await.unwrap();
    for (shown, count) in HabilitationsShown::EACH.into_iter().zip([3, 1, 1, 5]) {
        let found = house.reviewing(&officer("o"), shown).await;
        assert_eq!((found.found, found.page.len()), (count, count), "{shown:?}");
        assert_eq!(HabilitationsShown::parse(shown.name()), Some(shown));
    }
    let sought = |organisation: &str, skip| HabilitationsSought {
        shown: HabilitationsShown::All,
        organisation: Some(organisation.to_owned()),
        skip,
    };
    let of = async |sought| {
        let seen = house.accounts.habilitation_reviews(&officer("o"), &sought).await.unwrap();
        let open = seen.open.unwrap();
        (open.found, open.page.len())
    };
    assert_eq!(of(sought("Les Tilleuls", 0)).await, (4, 4));
    assert_eq!(of(sought("Les Tilleuls", 3)).await, (4, 1));
    assert_eq!(of(sought("", 0)).await, (1, 1));
    assert_eq!(of(sought("nowhere", 0)).await, (0, 0));
}
