//! The judgment of one day: facts of each access are added up, and against habits.

use std::collections::BTreeMap;

use crate::access::Access;
use crate::alert::{Alert, Fact, Who};
use crate::detectors::care::{is_bare, is_loose};
use crate::detectors::{
    browsing, care, colleague, neighbour, night, returning, surname, volume, well_known,
};
use crate::habit::{Counted, Habit, Habits, Peers};
use crate::limits::{ALERT, ALERTS_OF_ACTOR};
use crate::{Actor, Ties};

/// The alerts of one day, by its number since 1970-01-01 in Paris; and what was usual that
/// day goes to the habits. There is one access for each actor and record; days come in
/// their order, each once.
pub fn watch(day: i64, accesses: &[Access], habits: &mut Habits) -> Vec<Alert> {
    let mut by_actor: BTreeMap<&str, Vec<&Access>> = BTreeMap::new();
    for access in accesses.iter().filter(|it| !it.basis.is_exempt()) {
        by_actor.entry(&access.actor.id).or_default().push(access);
    }
    habits.peers.values_mut().for_each(|peers| peers.begin(day));
    for of_one in by_actor.values() {
        let Some(first) = of_one.first() else { continue };
        habits.peers.entry(group(&first.actor)).or_default().add(counted(day, of_one));
    }
    let mut alerts = Vec::new();
    for (id, of_one) in by_actor {
        let Some(first) = of_one.first() else { continue };
        let nobody = Peers::default();
        let peers = habits.peers.get(&group(&first.actor)).unwrap_or(&nobody);
        let habit = habits.actors.entry(id.to_owned()).or_default();
        habit.begin(day);
        alerts.extend(judge(day, &of_one, habit, peers));
        for bare in of_one.iter().filter(|it| is_bare(it)) {
            habit.bare(bare.record, day);
        }
        habit.end(counted(day, &of_one));
    }
    alerts
}

/// Under which name the habits of those are who do the same work.
fn group(actor: &Actor) -> String {
    Habits::group(&actor.organisation, &actor.role)
}

fn counted(day: i64, accesses: &[&Access]) -> Counted {
    let of = |is: fn(&Access) -> bool| {
        u32::try_from(accesses.iter().filter(|it| is(it)).count()).unwrap_or(u32::MAX)
    };
    Counted { day, records: of(|_| true), loose: of(is_loose), bare: of(is_bare) }
}

/// The alerts of one actor.
fn judge(day: i64, accesses: &[&Access], habit: &mut Habit, peers: &Peers) -> Vec<Alert> {
    let routine = habit.is_routine();
    let on_duty = night::on_duty(accesses.iter().copied());
    let mut alerts: Vec<Alert> = Vec::new();
    for access in accesses {
        let facts = facts(access, habit, (routine, on_duty));
        let Some(alert) = alert(day, access, facts) else { continue };
        if !habit.is_told(access.record, day, alert.weight) {
            alerts.push(Alert { record: Some(access.record), ..alert });
        }
    }
    alerts.sort_by_key(|alert| std::cmp::Reverse(alert.weight));
    let today = counted(day, accesses);
    let many = [
        volume::find(
            today.records,
            habit.usual(|it| it.records),
            peers.usual(today, |it| it.records),
        ),
        browsing::find(today.bare, habit.usual(|it| it.bare), peers.usual(today, |it| it.bare)),
    ];
    if let Some(first) = accesses.iter().min_by_key(|it| it.at)
        && let Some(alert) = alert(day, first, many.into_iter().flatten().collect())
    {
        alerts.insert(0, alert);
    }
    alerts.truncate(ALERTS_OF_ACTOR);
    alerts
}

fn facts(access: &Access, habit: &Habit, (routine, on_duty): (bool, bool)) -> Vec<(Fact, u32)> {
    let ties = Ties::of(&access.actor, &access.person);
    let care = care::find(access, routine);
    let lacks_care = care.is_some();
    let before = if is_bare(access) { habit.returns(access.record) } else { 0 };
    let all = [
        care,
        returning::find(before),
        surname::find(ties, access.counts),
        colleague::find(access, ties),
        neighbour::find(ties, access.counts),
        night::find(access, on_duty, lacks_care),
        well_known::find(access, lacks_care),
    ];
    all.into_iter().flatten().collect()
}

/// What weighs enough, with its facts.
fn alert(day: i64, access: &Access, mut facts: Vec<(Fact, u32)>) -> Option<Alert> {
    let weight = facts.iter().map(|(_, weight)| *weight).fold(0, u32::saturating_add);
    if weight < ALERT {
        return None;
    }
    facts.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let actor = &access.actor;
    let who = Who {
        id: actor.id.clone(),
        name: actor.name.clone(),
        role: actor.role.clone(),
        organisation: actor.organisation.clone(),
        of: actor.of.clone(),
    };
    let facts = facts.into_iter().map(|(fact, _)| fact).collect();
    Some(Alert { day, at: access.at, who, record: None, facts, weight })
}
