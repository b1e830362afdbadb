//! Contested accesses: the person contests who looked, and the privacy officer answers
//! (CSP, L.1111-19; GDPR, articles 12 and 39).

use hygie_base::LogNo;
use hygie_gate::acts::{ActError, AnswerContest, Close, Open, Oppose, Register};
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST, ANSWERED, CONTEST_MOST, CONTESTS};
use hygie_gate::rights::{Closing, Conclusion, Contest};
use hygie_gate::{Asker, GateError, Refusal, Role, ToAnswer, Waits};
use hygie_policy::facts::Link;
use hygie_testkit::{observation, patient};
use hygie_trace::Action;

use crate::glass::house::{Quiet, a_house, officer, refused};
use crate::help::{House, asker};

const WORDS: &str = "I have never been to that house";
const SAYS: &str = "They had no reason to look.";

type Place = (LogNo, u64);

fn answer(number: u32) -> AnswerContest {
    AnswerContest { number, conclusion: Conclusion::NotJustified, words: SAYS.into() }
}

fn act_error<T: std::fmt::Debug>(result: Result<T, GateError>) -> ActError {
    match result {
        Err(GateError::Act(error)) => error,
        other => panic!("{other:?}"),
    }
}

impl House {
    /// The places of the last traces that somebody left in the record, the latest first.
    async fn traces_left(&self, actor: &str) -> Vec<Place> {
        let permit = self.gate.command_line("house");
        let traces = self.world.records.traces(&permit, self.record).await.unwrap();
        let theirs = traces.into_iter().filter(|seen| seen.trace.actor.id == actor);
        theirs.map(|seen| (seen.log, seen.index)).collect()
    }

    /// Somebody reads a result of the record; the place of the trace.
    async fn looked(&self, asker: &Asker) -> Place {
        let permit = self.permit(asker).await;
        self.world.records.read(&permit, "Observation", "a1").await.unwrap();
        self.traces_left(&asker.id).await[0]
    }

    async fn contests(&self, place: Place, words: &str) -> Result<u32, GateError> {
        self.gate.contest(&self.person(), self.record, place, words).await
    }

    async fn contested(&self) -> Vec<Contest> {
        self.gate.contests(&self.person(), self.record).await.unwrap()
    }

    async fn answers(&self, act: AnswerContest) -> Result<(), GateError> {
        self.gate.answer(&officer(), self.record, &act, &Quiet).await
    }

    async fn to_answer(&self, by: &Asker, number: u32) -> Option<ToAnswer> {
        self.gate.to_answer(by, self.record, number).await.unwrap()
    }

    async fn acts(&self, actor: &str) -> Vec<String> {
        let permit = self.gate.command_line("house");
        let traces = self.world.records.traces(&permit, self.record).await.unwrap();
        let theirs = traces
            .into_iter()
            .filter(|seen| seen.trace.actor.id == actor && seen.trace.action == Action::Rights);
        theirs.map(|seen| seen.trace.what).collect()
    }
}

/// A house that takes care of the person, and a physician of it.
async fn cared() -> (House, Asker) {
    let house = a_house().await;
    let act = Register { end: None, informed: true, ..Register::default() };
    house.decide(&asker(Role::Secretary, "a"), act).await.unwrap();
    (house, asker(Role::Physician, "a"))
}

#[tokio::test]
async fn a_contest_is_worked_to_its_answer() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    let offered = house.gate.to_contest(&house.person(), house.record, place).await.unwrap();
    assert_eq!((offered.access.account, offered.number), (physician.id.clone(), None));
    assert_eq!(house.contests(place, WORDS).await.unwrap(), 1);
    let offered = house.gate.to_contest(&house.person(), house.record, place).await.unwrap();
    assert_eq!(offered.number, Some(1));
    let waits = house.gate.waiting(&officer()).await.unwrap();
    assert_eq!(waits, Waits { emergencies: 0, contests: 1, alerts: 0 });
    let reviews = house.gate.reviews(&officer()).await.unwrap();
    let waiting = &reviews.contested[0];
    assert_eq!((waiting.record(), waiting.number), (Some(house.record), 1));
    assert_eq!((&waiting.name, &*waiting.role), (&physician.name, "physician"));
    assert!(format!("{waiting:?}").find(WORDS).is_none(), "the list has none of the words");

    let seen = house.to_answer(&officer(), 1).await.unwrap();
    let contest = seen.contest.unwrap();
    assert_eq!((contest.words.as_str(), contest.by), (WORDS, house.person().id));
    let deeds: Vec<_> = seen.deeds.iter().map(|it| (it.action, &*it.kind, it.count)).collect();
    assert_eq!(deeds, [(Action::Read, "Observation", 1)], "which kinds of things, and no more");
    assert!(seen.whole && !seen.own && seen.emergency.is_none());
    let [then] = seen.then[..] else { panic!("the same held all the day") };
    assert_eq!(then.standing.link, Link::Team);
    assert!(then.standing.own.allowed);
    assert!(house.to_answer(&officer(), 2).await.is_none());

    house.world.clock.advance(1000);
    house.answers(answer(1)).await.unwrap();
    let [contest] = &house.contested().await[..] else { panic!("one") };
    let told = contest.answer.as_ref().unwrap();
    assert_eq!((told.conclusion, &*told.words), (Conclusion::NotJustified, SAYS));
    assert_eq!((&told.name, told.at), (&officer().name, house.now()));
    assert_eq!(house.gate.waiting(&officer()).await.unwrap(), Waits::default());
    let reviews = house.gate.reviews(&officer()).await.unwrap();
    assert!(reviews.contested.is_empty());
    let done = &reviews.answered[0];
    assert_eq!((done.of.number, done.conclusion), (1, Conclusion::NotJustified));
    assert_eq!((&done.by, done.at()), (&officer().name, house.now()));
    assert_eq!(act_error(house.answers(answer(1)).await), ActError::Nothing, "once");
    // Both acts are there to be read by the person, without whom or why.
    assert_eq!(house.acts(&house.person().id).await[0], "contested an access");
    let told = house.acts(&officer().id).await;
    assert_eq!(told[0], "answered a contested access: not-justified");
}

#[tokio::test]
async fn an_access_is_contested_once() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    assert_eq!(house.contests(place, WORDS).await.unwrap(), 1);
    assert_eq!(house.contests(place, "other words").await.unwrap(), 1);
    assert_eq!(house.contested().await[0].words, WORDS);
    house.answers(answer(1)).await.unwrap();
    assert_eq!(house.contests(place, "").await.unwrap(), 1, "nor after the answer");
    // Two at the same time are two.
    let (one, other) = (house.looked(&physician).await, house.looked(&physician).await);
    let both = tokio::join!(house.contests(one, ""), house.contests(other, ""));
    let mut both = [both.0.unwrap(), both.1.unwrap()];
    both.sort_unstable();
    assert_eq!(both, [2, 3]);
}

#[tokio::test]
async fn only_a_trace_of_this_record_is_contested() {
    let (house, physician) = cared().await;
    let (log, index) = house.looked(&physician).await;
    house.write("a", &[&patient("q", "Roe"), &observation("q1", "q", "1")]).await;
    let other = house.world.records.record_of("q").await.unwrap().unwrap();
    let permit = house.gate.command_line("house");
    let elsewhere = house.world.records.traces(&permit, other).await.unwrap();
    let elsewhere = (elsewhere[0].log, elsewhere[0].index);
    let nowhere = [elsewhere, (log, index + 1000), (LogNo(log.0 + 1), index), (log, u64::MAX)];
    for place in nowhere {
        let person = house.person();
        let refusals = [
            house.contests(place, WORDS).await.map(drop),
            house.gate.to_contest(&person, house.record, place).await.map(drop),
        ];
        for refusal in refusals {
            assert_eq!(refused(refusal), Refusal::NotYourRecord, "{place:?}");
        }
    }
    assert!(house.contested().await.is_empty());
    // Whatever became of the shared record, who looked can be contested.
    house.decide(&house.person(), Oppose).await.unwrap();
    assert_eq!(house.contests((log, index), "").await.unwrap(), 1);
    house.decide(&house.person(), Open).await.unwrap();
    house.decide(&house.person(), Close { reason: Closing::Request }).await.unwrap();
    let own = house.traces_left(&house.person().id).await[0];
    assert_eq!(house.contests(own, "").await.unwrap(), 2);
}

#[tokio::test]
async fn the_person_contests_and_the_officer_answers_and_nobody_else() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Person) {
        let other = Asker { person: Some(house.record), ..asker(role, "a") };
        let all = [
            house.gate.contest(&other, house.record, place, WORDS).await.map(drop),
            house.gate.to_contest(&other, house.record, place).await.map(drop),
            house.gate.contests(&other, house.record).await.map(drop),
            // Nor do they learn which traces there are.
            house.gate.contest(&other, house.record, (place.0, 1_000_000), "").await.map(drop),
        ];
        for result in all {
            assert_eq!(refused(result), Refusal::PersonsContest, "{role:?}");
        }
    }
    let stranger = Asker { person: None, ..house.person() };
    let strange = [
        house.gate.contest(&stranger, house.record, place, WORDS).await.map(drop),
        house.gate.to_contest(&stranger, house.record, place).await.map(drop),
        house.gate.contests(&stranger, house.record).await.map(drop),
    ];
    for result in strange {
        assert_eq!(refused(result), Refusal::NotYourRecord);
    }
    house.contests(place, WORDS).await.unwrap();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::PrivacyOfficer) {
        let other = Asker { person: Some(house.record), ..asker(role, "a") };
        let all = [
            house.gate.to_answer(&other, house.record, 1).await.map(drop),
            house.gate.answer(&other, house.record, &answer(1), &Quiet).await,
            house.gate.settle_contest(&other, house.record, 1).await.map(drop),
        ];
        for result in all {
            assert_eq!(refused(result), Refusal::OfficerReviews, "{role:?}");
        }
    }
    assert!(house.contested().await[0].answer.is_none());
    assert!(house.gate.record(&officer(), house.record).await.is_err(), "the record stays shut");
}

#[tokio::test]
async fn nobody_answers_about_themselves() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    house.contests(place, WORDS).await.unwrap();
    for id in [physician.id, house.person().id] {
        let both = Asker { id, ..officer() };
        let own = house.gate.answer(&both, house.record, &answer(1), &Quiet).await;
        assert_eq!(act_error(own), ActError::Own);
        let seen = house.to_answer(&both, 1).await.unwrap();
        assert!(seen.own && seen.contest.unwrap().words.is_empty(), "nor reads what was said");
    }
    house.answers(answer(1)).await.unwrap();
}

#[tokio::test]
async fn the_emergency_of_the_access_is_named() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "c");
    house.breaks(&physician).await.unwrap();
    let place = house.looked(&physician).await;
    house.contests(place, "").await.unwrap();
    let seen = house.to_answer(&officer(), 1).await.unwrap();
    assert_eq!((seen.emergency, seen.then[0].emergency), (Some(1), true));
    assert_eq!(seen.contest.unwrap().words, "", "no words are demanded");
    let waits = house.gate.waiting(&officer()).await.unwrap();
    assert_eq!(waits, Waits { emergencies: 1, contests: 1, alerts: 0 });
}

#[tokio::test]
async fn words_have_their_limits() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    let long = |most: usize| "é".repeat(most);
    let refused = house.contests(place, &long(CONTEST_MOST + 1)).await;
    assert_eq!(act_error(refused), ActError::ContestWords);
    house.contests(place, &format!(" {} ", long(CONTEST_MOST))).await.unwrap();
    assert_eq!(house.contested().await[0].words, long(CONTEST_MOST));
    for length in [ANSWER_LEAST - 1, ANSWER_MOST + 1] {
        let act = AnswerContest { words: format!(" {} ", long(length)), ..answer(1) };
        assert_eq!(act_error(house.answers(act).await), ActError::AnswerWords, "{length}");
    }
    house.answers(AnswerContest { words: long(ANSWER_MOST), ..answer(1) }).await.unwrap();
    let place = house.looked(&physician).await;
    house.contests(place, "").await.unwrap();
    house.answers(AnswerContest { words: long(ANSWER_LEAST), ..answer(2) }).await.unwrap();
}

#[tokio::test]
async fn so_many_wait_and_no_more() {
    let (house, physician) = cared().await;
    for number in 1..=CONTESTS {
        let place = house.looked(&physician).await;
        assert_eq!(house.contests(place, "").await.unwrap() as usize, number);
    }
    let one_more = house.looked(&physician).await;
    assert_eq!(act_error(house.contests(one_more, "").await), ActError::Contests);
    let waits = house.gate.waiting(&officer()).await.unwrap();
    assert_eq!(waits.contests, CONTESTS);
    // One that is answered makes room.
    house.answers(answer(2)).await.unwrap();
    assert_eq!(house.contests(one_more, "").await.unwrap() as usize, CONTESTS + 1);
    let kept = house.contested().await;
    assert_eq!(kept.len(), CONTESTS);
    assert!(kept.iter().all(|it| it.number != 2 && it.answer.is_none()));
}

#[tokio::test]
async fn so_many_answered_are_remembered() {
    let (house, physician) = cared().await;
    for number in 1..=u32::try_from(ANSWERED).unwrap() + 1 {
        let place = house.looked(&physician).await;
        house.contests(place, "").await.unwrap();
        house.answers(answer(number)).await.unwrap();
    }
    let answered = house.gate.reviews(&officer()).await.unwrap().answered;
    let numbers: Vec<_> = answered.iter().map(|it| it.of.number as usize).collect();
    assert_eq!(numbers.len(), ANSWERED);
    assert_eq!((numbers[0], numbers[ANSWERED - 1]), (ANSWERED + 1, 2), "the last one first");
}

#[tokio::test]
async fn the_clock_runs_for_a_month_and_the_oldest_comes_first() {
    const DAY: i64 = 86_400_000;
    let (house, physician) = cared().await;
    let first = house.looked(&physician).await;
    house.contests(first, "").await.unwrap();
    let left = house.contested().await[0].days_left(house.now());
    assert!((28..=31).contains(&left), "{left}");
    house.world.clock.advance(left * DAY);
    let second = house.looked(&physician).await;
    house.contests(second, "").await.unwrap();
    let waiting = house.gate.reviews(&officer()).await.unwrap().contested;
    let now = house.now();
    let told: Vec<_> = waiting.iter().map(|it| (it.number, it.days_left(now) == 0)).collect();
    assert_eq!(told, [(1, true), (2, false)]);
    assert!(waiting[0].due() > now);
    house.world.clock.advance(DAY);
    assert!(waiting[0].due() <= house.now() && waiting[0].days_left(house.now()) == -1);
}

#[tokio::test]
async fn what_was_erased_is_taken_off_the_list_and_keeps_no_words() {
    let (house, physician) = cared().await;
    let place = house.looked(&physician).await;
    house.contests(place, WORDS).await.unwrap();
    assert!(!house.gate.settle_contest(&officer(), house.record, 1).await.unwrap(), "it is kept");
    let permit = house.gate.command_line("house");
    house.world.records.erase(&permit, house.record, None).await.unwrap();
    let seen = house.to_answer(&officer(), 1).await.unwrap();
    assert!(seen.contest.is_none() && seen.deeds.is_empty());
    assert!(house.gate.settle_contest(&officer(), house.record, 1).await.unwrap());
    assert!(!house.gate.settle_contest(&officer(), house.record, 1).await.unwrap());
    assert_eq!(house.gate.waiting(&officer()).await.unwrap(), Waits::default());
}

#[tokio::test]
async fn who_acts_for_the_person_is_told_of_no_contest() {
    let (house, physician) = cared().await;
    let parent = house.parent_until(hygie_base::Timestamp(house.now().0 + 1_000_000_000)).await;
    let place = house.looked(&physician).await;
    house.contests(place, WORDS).await.unwrap();
    let told = house.gate.rights(&parent, house.record).await.unwrap();
    assert!(told.contests.is_empty());
    let told = house.gate.rights(&house.person(), house.record).await.unwrap();
    assert_eq!(told.contests.kept.len(), 1);
}
