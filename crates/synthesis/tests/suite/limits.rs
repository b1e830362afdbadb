//! Each limit, at n and at n + 1. That of texts is tested beside the code that
//! cuts them, and that of notes beside the code that decodes them.

use hygie_synthesis::limits;
use hygie_synthesis::timeline::Filter;
use hygie_synthesis::{Details, Fact, KindSet, Role, Timeline, details};

use crate::record::{Record, fact, json};

/// A resource whose member `name` holds `count` times `element`.
fn many(resource_type: &str, before: &str, name: &str, element: &str, count: usize) -> String {
    let elements = vec![element; count].join(",");
    format!(r#"{{"resourceType":"{resource_type}","id":"x",{before}"{name}":[{elements}]}}"#)
}

/// Checks that so many are kept of `limit` and of one more.
fn keeps(limit: usize, kept: impl Fn(usize) -> usize) {
    assert_eq!((kept(limit), kept(limit + 1)), (limit, limit));
}

/// Checks what a list of a synthesis shows and counts.
fn shows(limit: usize, resource: impl Fn(usize) -> String, of: impl Fn(&Record) -> (usize, usize)) {
    for count in [limit, limit + 1] {
        let resources: Vec<String> = (0..count).map(&resource).collect();
        let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(of(&record), (limit, count));
    }
}

#[test]
fn a_fact_keeps_so_much() {
    let read = |text: &str| -> Fact { fact(text) };
    keeps(limits::CODES, |count| {
        let concept = vec![r#"{"code":"a"}"#; count].join(",");
        read(&format!(r#"{{"resourceType":"Condition","id":"x","code":{{"coding":[{concept}]}}}}"#))
            .codes
            .len()
    });
    keeps(limits::LINKS, |count| {
        let text =
            many("DiagnosticReport", "", "result", r#"{"reference":"Observation/a"}"#, count);
        read(&text).linked(Role::Member).count()
    });
    keeps(limits::AUTHORS, |count| {
        let names: Vec<String> =
            (0..count).map(|at| format!(r#"{{"display":"Dr {at}"}}"#)).collect();
        let text = format!(
            r#"{{"resourceType":"Observation","id":"x","performer":[{}]}}"#,
            names.join(",")
        );
        read(&text).authors.len()
    });
    keeps(limits::COMPONENTS, |count| {
        let text = many("Observation", "", "component", r#"{"valueInteger":1}"#, count);
        read(&text).measure().map_or(0, |measure| measure.components.len())
    });
    keeps(limits::DOSAGES, |count| {
        let text = many("MedicationRequest", "", "dosageInstruction", r#"{"text":"1"}"#, count);
        read(&text).medication().map_or(0, |medication| medication.dosages.len())
    });
    keeps(limits::REACTIONS, |count| {
        let text = many("AllergyIntolerance", "", "reaction", r#"{"description":"toux"}"#, count);
        read(&text).allergy().map_or(0, |allergy| allergy.reactions.len())
    });
}

#[test]
fn a_synthesis_shows_so_much_and_counts_all() {
    let active = r#""clinicalStatus":{"coding":[{"code":"active"}]}"#;
    let problem = |at: usize| {
        format!(r#"{{"resourceType":"Condition","id":"r{at}",{active},"code":{{"text":"p{at}"}}}}"#)
    };
    shows(limits::LINES, problem, |record| {
        let problems = record.synthesis().problems;
        (problems.lines.len(), problems.total)
    });
    let past = |at: usize| problem(at).replace("active", "resolved");
    shows(limits::PAST, past, |record| {
        let problems = record.synthesis().problems;
        (problems.past.len(), problems.past_total)
    });
    let event =
        |at: usize| format!(r#"{{"resourceType":"Procedure","id":"r{at}","status":"completed"}}"#);
    shows(limits::EVENTS, event, |record| {
        let events = record.synthesis().events;
        (events.lines.len(), events.total)
    });
    let document = |at: usize| {
        format!(r#"{{"resourceType":"DocumentReference","id":"r{at}","status":"current"}}"#)
    };
    shows(limits::DOCUMENTS, document, |record| {
        let documents = record.synthesis().documents;
        (documents.lines.len(), documents.total)
    });
    shows(limits::NEWS, document, |record| {
        let news = record.synthesis().news.unwrap();
        let [group] = &news.groups[..] else { panic!("one kind is new") };
        (group.latest.len(), group.count)
    });
    let alarm = |at: usize| {
        format!(
            r#"{{"resourceType":"Observation","id":"r{at}","status":"final","effectiveDateTime":"2026-11-01","code":{{"coding":[{{"code":"c{at}"}}]}},"valueInteger":1,"interpretation":[{{"coding":[{{"code":"H"}}]}}]}}"#
        )
    };
    shows(limits::RESULTS, alarm, |record| {
        let results = record.synthesis().results;
        (results.lines.len(), results.total)
    });
}

#[test]
fn a_plot_has_so_many_points_and_at_least_so_many() {
    let points = |count: usize, year: &dyn Fn(usize) -> usize| {
        let resources: Vec<String> = (0..count)
            .map(|at| {
                format!(
                    r#"{{"resourceType":"Observation","id":"r{at}","status":"final","effectiveDateTime":"{}-{:02}-{:02}","code":{{"coding":[{{"system":"http://loinc.org","code":"2823-3"}}]}},"valueQuantity":{{"value":4}}}}"#,
                    year(at),
                    at / 28 % 12 + 1,
                    at % 28 + 1
                )
            })
            .collect();
        let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
        let synthesis = record.synthesis();
        let line = synthesis.results.lines.first().unwrap();
        (line.points.len(), line.total)
    };
    let recent = |_| 2026;
    assert_eq!(points(limits::POINTS, &recent), (limits::POINTS, limits::POINTS));
    assert_eq!(points(limits::POINTS + 1, &recent), (limits::POINTS, limits::POINTS + 1));
    let rare = |at| 1950 + 5 * at;
    let least = limits::POINTS_AT_LEAST;
    assert_eq!(points(least, &rare), (least, least));
    assert_eq!(points(least + 1, &rare), (least, least + 1));
}

#[test]
fn conflicts_are_shown_up_to_a_limit() {
    let conflicts = |count: usize| {
        let resources: Vec<String> = (0..count)
            .flat_map(|at| {
                ["active", "on-hold"].map(|status| {
                    format!(
                        r#"{{"resourceType":"MedicationStatement","id":"{status}{at}","status":"{status}","medicationCodeableConcept":{{"text":"m{at}"}}}}"#
                    )
                })
            })
            .collect();
        let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
        record.synthesis().medications.conflicts.len()
    };
    keeps(limits::CONFLICTS, conflicts);
}

#[test]
fn a_page_of_the_timeline_has_so_many_entries() {
    keeps(limits::TIMELINE_PAGE, |count| {
        let resources: Vec<String> = (0..count)
            .map(|at| format!(r#"{{"resourceType":"Encounter","id":"r{at}"}}"#))
            .collect();
        let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
        let filter = Filter { limit: usize::MAX, ..Filter::default() };
        let timeline = Timeline::of(record.seen(), KindSet::NONE, filter);
        assert_eq!(timeline.total, count);
        timeline.entries.len()
    });
}

#[test]
fn details_are_so_long_and_so_deep() {
    let lines = |count: usize| {
        let details = Details::of(&json(&many("Basic", "", "note", "\"a\"", count)));
        (details.lines.len(), details.cut)
    };
    assert_eq!(lines(limits::DETAILS_NODES), (limits::DETAILS_NODES, false));
    assert_eq!(lines(limits::DETAILS_NODES + 1), (limits::DETAILS_NODES, true));
    // A line at depth n stands in n - 1 groups.
    let deep = |depth: usize| {
        let (open, close) = (r#"{"a":"#.repeat(depth), "}".repeat(depth));
        Details::of(&json(&format!("{open}1{close}"))).cut
    };
    assert!(!deep(limits::DETAILS_DEPTH));
    assert!(deep(limits::DETAILS_DEPTH + 1));
    keeps(limits::DETAILS_TEXT_CHARS, |chars| {
        let text = format!(r#"{{"a":"{}"}}"#, "é".repeat(chars));
        let details = Details::of(&json(&text));
        let line = details.lines.first().and_then(|line| line.text.clone());
        line.map_or(0, |text| text.chars().count())
    });
    keeps(limits::DETAILS_TEXT_CHARS, |chars| {
        details::plain_text(&"é".repeat(chars)).chars().count()
    });
}
