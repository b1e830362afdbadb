//! Problems: one line each, disorders first, doubt and absence marked.

use hygie_synthesis::synthesis::problems::ProblemRank;
use hygie_synthesis::{Certainty, Kind, KindSet, Standing, State, Synthesis};

use crate::record::{NOW, Record, moment};

fn problem(id: &str, code: &str, display: &str, status: &str, onset: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"{id}","clinicalStatus":{{"coding":[{{"code":"{status}"}}]}},"code":{{"coding":[{{"system":"http://snomed.info/sct","code":"{code}","display":"{display}"}}]}},"onsetDateTime":"{onset}"}}"#
    )
}

fn record(problems: &[String]) -> Record {
    Record::of(&problems.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_problem_of_many_encounters_is_one_line() {
    let record = record(&[
        problem("b", "1", "Migraine (disorder)", "active", "2015-02-03"),
        problem("a", "1", "Migraine (disorder)", "active", "2012"),
        problem("c", "1", "Migraine (disorder)", "resolved", "2010"),
    ]);
    let problems = record.synthesis().problems;
    let [line] = &problems.lines[..] else { panic!("one line expected") };
    assert_eq!((line.title, line.count, line.source.id), ("Migraine", 3, "b"));
    assert_eq!((line.first, line.last), (moment("2012"), moment("2015-02-03")));
    assert!(line.chronic && !line.ended_elsewhere);
    assert_eq!((problems.total, problems.past_total), (1, 0));
}

#[test]
fn disorders_are_not_drowned() {
    let record = record(&[
        problem("a", "314529007", "Medication review due (situation)", "active", "2026-11-01"),
        problem("b", "160903007", "Full-time employment (finding)", "active", "2026-11-01"),
        problem("c", "162864005", "Body mass index 30+ - obesity (finding)", "active", "2020"),
        problem("d", "2", "Viral sinusitis (disorder)", "active", "2026-11-01"),
        problem("e", "3", "Diabetes mellitus type 2 (disorder)", "active", "2001"),
        problem("f", "399211009", "History of myocardial infarction (situation)", "active", "2001"),
    ]);
    let problems = record.synthesis().problems;
    let ids: Vec<&str> = problems.lines.iter().map(|line| line.source.id).collect();
    assert_eq!(ids, ["e", "d", "c", "f", "a", "b"]);
    let ranks: Vec<ProblemRank> = problems.lines.iter().map(|line| line.rank).collect();
    use ProblemRank::{Circumstance, Disorder, Finding};
    assert_eq!(ranks, [Disorder, Disorder, Finding, Finding, Circumstance, Circumstance]);
    let chronic: Vec<bool> = problems.lines.iter().map(|line| line.chronic).collect();
    assert_eq!(chronic, [true, false, true, true, false, false]);
}

#[test]
fn icd_chapters_rank_too() {
    let check = |code: &str, expect: ProblemRank| {
        let text = format!(
            r#"{{"resourceType":"Condition","id":"a","clinicalStatus":{{"coding":[{{"code":"active"}}]}},"code":{{"coding":[{{"system":"http://hl7.org/fhir/sid/icd-10","code":"{code}"}}],"text":"x"}}}}"#
        );
        let record = Record::of(&[&text]);
        let ranks: Vec<_> =
            record.synthesis().problems.lines.iter().map(|line| line.rank).collect();
        assert_eq!(ranks, [expect], "{code}");
    };
    check("I48.9", ProblemRank::Disorder);
    check("R29.6", ProblemRank::Finding);
    check("Z95.0", ProblemRank::Finding);
    check("Z60.2", ProblemRank::Circumstance);
    check("W19", ProblemRank::Finding);
}

#[test]
fn what_is_not_said_to_be_active_is_not() {
    let statusless = r#"{"resourceType":"Condition","id":"a","code":{"text":"Asthme"},"recordedDate":"2020-01-02"}"#;
    let doubtful = r#"{"resourceType":"Condition","id":"b","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"differential"}]},"code":{"text":"Embolie"}}"#;
    let record = Record::of(&[statusless, doubtful]);
    let problems = record.synthesis().problems;
    let shown: Vec<_> =
        problems.lines.iter().map(|line| (line.source.id, line.standing, line.certainty)).collect();
    assert_eq!(
        shown,
        [
            ("b", Standing::Current, Certainty::Differential),
            ("a", Standing::Unknown, Certainty::Unstated),
        ]
    );
}

#[test]
fn a_later_end_elsewhere_is_said() {
    let ended = r#"{"resourceType":"Condition","id":"end","clinicalStatus":{"coding":[{"code":"resolved"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Otitis (disorder)"}]},"onsetDateTime":"2026-01-01","abatementDateTime":"2026-02-01"}"#;
    let active = problem("on", "1", "Otitis (disorder)", "active", "2026-01-01");
    let record = Record::of(&[ended, &active]);
    let problems = record.synthesis().problems;
    let [line] = &problems.lines[..] else { panic!("one line expected") };
    assert!(line.ended_elsewhere);
    assert_eq!((line.standing, line.ended), (Standing::Current, moment("2026-02-01")));
}

#[test]
fn past_closed_and_none_known_are_told_apart() {
    let check = |resources: &[&str], closed: KindSet, expect: State| {
        let record = Record::of(resources);
        let synthesis = Synthesis::of(record.seen(), NOW, closed, None);
        assert_eq!(synthesis.problems.state, expect, "{resources:?}");
    };
    let none = r#"{"resourceType":"Condition","id":"n","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"no-known-problems"}]}}"#;
    let past = problem("p", "1", "Otitis (disorder)", "resolved", "2001");
    let active = problem("a", "1", "Otitis (disorder)", "active", "2001");
    check(&[], KindSet::NONE, State::NotRecorded);
    check(&[none], KindSet::NONE, State::NoneKnown);
    check(&[none, &past], KindSet::NONE, State::NoneKnown);
    check(&[&past], KindSet::NONE, State::Known);
    check(&[none, &active], KindSet::NONE, State::Conflict);
    check(&[none, &active], KindSet::of(&[Kind::Problem]), State::Closed);
}
