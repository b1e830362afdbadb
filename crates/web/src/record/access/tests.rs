use axum::http::StatusCode;
use axum::http::header::CONTENT_DISPOSITION;
use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_gate::Role;
use hygie_gate::acts::Choose;
use hygie_record::TraceSeen;
use hygie_trace::{Action, Actor, Outcome, Purpose, Trace};

use super::{days, place};
use crate::Lang;
use crate::page::promises::{keep, sample};
use crate::record::limits::ACCESS_TRACES;
use crate::record::looks;
use crate::record::path::Path;
use crate::record::tests::{house, plain};

const NOON: i64 = 1_795_604_400_000;
const MINUTE: i64 = 60_000;

fn seen(at: i64, who: &str, action: Action, what: &str) -> TraceSeen {
    let system = who == "import";
    let trace = Trace {
        at: Timestamp(at),
        actor: Actor {
            id: who.to_owned(),
            role: if system { "operator" } else { "nurse" }.to_owned(),
            name: if system { String::new() } else { format!("Nom {who}") },
            of: "Cabinet".to_owned(),
            ..Actor::default()
        },
        purpose: if system { Purpose::System } else { Purpose::CareTeam },
        action,
        outcome: if what == "no" { Outcome::Refused } else { Outcome::Granted },
        what: what.to_owned(),
        lens: String::new(),
        head: None,
        from: "care door".to_owned(),
    };
    TraceSeen { log: LogNo(0), index: 0, leaf: [0; 32], trace }
}

fn told(traces: &[TraceSeen]) -> Vec<String> {
    let (page, path) = (sample(Lang::Fr), Path::of(RecordNo::from_u64(1).unwrap()));
    let days = days(&page, &path, "me", traces);
    let mut lines = Vec::new();
    for day in &days {
        lines.push(day.heading.clone());
        for (mark, visits) in [("", &day.people), ("machine: ", &day.machines)] {
            for visit in visits {
                let acts: Vec<String> = visit
                    .acts
                    .iter()
                    .map(|act| format!("{} {}×{}", act.time, act.words, act.count))
                    .collect();
                lines.push(format!("{mark}{} {}: {}", visit.who, visit.when, acts.join("; ")));
            }
        }
    }
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[test]
fn visits_are_told_by_day_people_first() {
    let traces = [
        seen(NOON + 12 * MINUTE, "ines", Action::Open, looks::SYNTHESIS),
        seen(NOON + 11 * MINUTE, "import", Action::Write, "entries 3 to 4"),
        seen(NOON + 10 * MINUTE, "ines", Action::History, "Observation/a"),
        seen(NOON + 10 * MINUTE, "ines", Action::Open, looks::ENTRY),
        seen(NOON, "ines", Action::Open, looks::SYNTHESIS),
        seen(NOON - 40 * MINUTE, "ines", Action::Open, "no"),
        seen(NOON - 24 * 60 * MINUTE, "paul", Action::Find, "Patient by name"),
    ];
    assert_eq!(
        told(&traces),
        [
            "Aujourd’hui",
            "Nom ines de 12 h 00 à 12 h 12: 12 h 00 A ouvert la synthèse×2; 12 h 10 A lu un résultat ou une mesure et ses versions×1",
            "Nom ines à 11 h 20: 11 h 20 A ouvert le dossier×1",
            "machine: Exploitant du serveur à 12 h 11: 12 h 11 A écrit dans le dossier×1",
            "Hier",
            "Nom paul à 12 h 00: 12 h 00 A vu le nom dans une liste de personnes×1",
        ]
    );
}

#[test]
fn every_act_has_words_in_both_languages() {
    use Action as A;
    let actions = [
        A::Init,
        A::Write,
        A::Read,
        A::History,
        A::Open,
        A::Search,
        A::Export,
        A::ListTraces,
        A::Erase,
        A::RotateKeys,
        A::Reindex,
        A::Check,
        A::Find,
        A::LogIn,
        A::LogOut,
        A::Account,
    ];
    let path = Path::of(RecordNo::from_u64(1).unwrap());
    for lang in Lang::ALL {
        for action in actions {
            for what in
                ["", "no", "Observation/a", "Evil<b>/x y", "Observation?code=x", looks::NOTE]
            {
                for who in ["me", "ines", "import"] {
                    let days = days(&sample(*lang), &path, "me", &[seen(NOON, who, action, what)]);
                    assert!(!format!("{days:?}").contains('⟦'), "{days:?}");
                    assert_eq!(days.len(), 1);
                }
            }
        }
    }
}

#[test]
fn a_place_in_the_log_is_two_numbers() {
    let check = |text: &str, expect| assert_eq!(place(text), expect, "{text}");
    check("0-1284", Some((LogNo(0), 1284)));
    check("", None);
    check("0", None);
    check("0-", None);
    check("-1-2", None);
    check("0-99999999999999999999", None);
}

#[tokio::test]
async fn a_person_reads_who_looked_in_whole_sentences() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    house.account(Role::Nurse, None).await;
    house.account(Role::Person, Some(record)).await;
    let path = format!("/records/{record}/access");
    house.logged_in(Role::Physician).await.get(&format!("/records/{record}")).await;
    let mut nurse = house.logged_in(Role::Nurse).await;
    let own = plain(&keep(Lang::Fr, &nurse.get(&path).await.html));
    assert!(own.contains("Votre rôle voit ici vos propres accès"), "{own}");
    assert!(!own.contains("médecin"), "{own}");
    let mut person = house.logged_in(Role::Person).await;
    let answer = person.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = plain(&keep(Lang::Fr, &answer.html));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains(
            "Claire Vasseur , médecin, Cabinet des Lilas , a consulté votre dossier à 13 h 00."
        ),
        "{text}"
    );
    assert!(text.contains("accès automatique ou technique"), "{text}");
}

#[tokio::test]
async fn the_medecin_traitant_reads_all_visits_and_not_what_is_contested() {
    let (house, record) = house().await;
    for role in [Role::Physician, Role::Nurse, Role::PrivacyOfficer] {
        house.account(role, None).await;
    }
    house.account(Role::Person, Some(record)).await;
    let (path, home) = (format!("/records/{record}/access"), format!("/records/{record}"));
    house.logged_in(Role::Nurse).await.get(&home).await;
    let mut physician = house.logged_in(Role::Physician).await;
    let own = plain(&keep(Lang::Fr, &physician.get(&path).await.html));
    assert!(own.contains("vos propres accès") && !own.contains("infirmier"), "{own}");
    let mut person = house.logged_in(Role::Person).await;
    let list = person.get(&path).await.html;
    let (_, rest) = list.split_once(&format!("href=\"{path}/")).unwrap();
    let form = format!("{path}/{}", rest.split('"').next().unwrap());
    assert!(person.submit(&form, &[]).await.to.ends_with("/contests/1"));
    let operator = house.app.gate.command_line("test");
    let account = house.app.accounts.show(&operator, Role::Physician.name()).await.unwrap();
    let choose = Choose { account: account.unwrap().id, name: "Claire Vasseur".into() };
    house.decides(record, choose).await;
    let all = plain(&keep(Lang::Fr, &physician.get(&path).await.html));
    assert!(all.contains("vous voyez ici tous les accès") && all.contains("infirmier"), "{all}");
    assert!(!all.to_lowercase().contains("contest"), "{all}");
}

#[tokio::test]
async fn pages_of_traces_follow_each_other() {
    let (house, record) = house().await;
    house.account(Role::Person, Some(record)).await;
    let mut browser = house.logged_in(Role::Person).await;
    let path = format!("/records/{record}/access");
    // Traces of the import and of the registration; this page leaves two of its own.
    for traces in 2..=ACCESS_TRACES {
        if traces == ACCESS_TRACES {
            assert!(!browser.get(&path).await.html.contains("?before="), "{traces} fit");
        }
        browser.get(&format!("/records/{record}/timeline?kind=vitals")).await;
    }
    let first = keep(Lang::Fr, &browser.get(&path).await.html);
    let (_, rest) = first.split_once("?before=").unwrap();
    let older = format!("{path}?before={}", rest.split('"').next().unwrap());
    let second = keep(Lang::Fr, &browser.get(&older).await.html);
    // The links of the page, without the address to come back to.
    assert!(second.contains("Retour aux plus récents"));
    assert!(!second.contains(&format!("href=\"{path}?before=")));
    // Language, colours and the lock lead back here.
    assert_eq!(second.matches(&format!("name=\"next\" value=\"{older}\"")).count(), 3);
    assert!(second.contains("A écrit dans le dossier"));
    // The address says nothing, and leads whom it was not made for to the newest.
    assert!(!older.contains("=0-"), "{older}");
    house.account(Role::Nurse, None).await;
    let mut other = house.logged_in(Role::Nurse).await;
    let newest = keep(Lang::Fr, &other.get(&older).await.html);
    assert!(!newest.contains("Retour aux plus récents"));
}

#[tokio::test]
async fn the_person_takes_all_traces_away_with_their_proofs() {
    let (house, record) = house().await;
    let path = format!("/records/{record}/access");
    house.account(Role::Person, Some(record)).await;
    let mut person = house.logged_in(Role::Person).await;
    let page = keep(Lang::Fr, &person.get(&path).await.html);
    assert!(page.contains(&format!("href=\"{path}/proofs\" download")), "{page}");
    let file = person.get(&format!("{path}/proofs")).await;
    assert_eq!(file.status, StatusCode::OK);
    let named = file.headers[CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(named, "attachment; filename=\"traces.json\"");
    let file: serde_json::Value = serde_json::from_str(&file.html).unwrap();
    let traces = file["traces"].as_array().unwrap();
    assert!(traces.len() > 1 && traces.iter().all(|one| one["proof"].is_array()));
    assert_eq!(file["logs"].as_array().unwrap().len(), 1);

    for role in [Role::Physician, Role::Nurse] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get(&path).await.html.contains("/proofs\""), "{role:?}");
        let refused = browser.get(&format!("{path}/proofs")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(keep(Lang::Fr, &refused.html).contains("emporter les traces avec leurs preuves"));
    }
    let permit = house.app.gate.command_line("test");
    let traces = house.app.records.traces(&permit, record).await.unwrap();
    let refused = traces.iter().filter(|seen| {
        seen.trace.action == Action::ListTraces && seen.trace.outcome == Outcome::Refused
    });
    assert_eq!(refused.count(), 2, "each refusal is traced");
}
