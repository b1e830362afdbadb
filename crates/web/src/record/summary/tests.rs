use hygie_base::{RecordNo, Timestamp};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Banner, Fact, Kind, KindSet, Seen, Synthesis};

use super::rows::Shown;
use super::{SummaryPage, identity, person, summary};
use crate::Lang;
use crate::page::Page;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::frame::Frame;
use crate::record::limits::PRINT_ROWS;
use crate::record::path::Path;
use crate::record::row::{Card, Row};
use crate::record::side::{Here, Reader};

/// What was written into a record, and when.
struct Made {
    facts: Vec<(Fact, String, String, i64)>,
}

impl Made {
    fn of(entries: &[&str]) -> Self {
        let fact = |(at, text): (usize, &&str)| {
            let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
            let kind = json.resource_type().unwrap().to_owned();
            let id = json.id().map_or_else(|| format!("e{at}"), str::to_owned);
            (Fact::read(&json).unwrap(), kind, id, if text.contains("new!") { 10 } else { 1 })
        };
        Self { facts: entries.iter().enumerate().map(fact).collect() }
    }

    fn seen(&self) -> impl Iterator<Item = Seen<'_>> {
        self.facts.iter().map(|(fact, resource_type, id, written)| Seen {
            fact,
            resource_type,
            id,
            version: 1,
            written: Timestamp(*written),
            author: "a",
            custodian: "o",
        })
    }
}

fn path() -> Path {
    Path::of(RecordNo::from_u64(1).unwrap())
}

fn frame(page: &Page, made: &Made, reader: Reader, closed: KindSet) -> Frame {
    let facts: Vec<Seen<'_>> = made.seen().collect();
    let patient = parse(br#"{"resourceType":"Patient"}"#, &JsonLimits::default()).unwrap();
    Frame::made(page, &path(), reader, Here::Synthesis, &Banner::of(&patient), &facts, closed)
}

/// Shows the page of these entries to a physician who last looked at 5.
fn with<T>(
    lang: Lang,
    entries: &[&str],
    closed: KindSet,
    see: impl FnOnce(&SummaryPage<'_>) -> T,
) -> T {
    let (page, path, made) = (sample(lang), path(), Made::of(entries));
    let all = Synthesis::of(made.seen(), page.now, closed, Some(Timestamp(5)));
    let shown = Shown { page: &page, path: &path, since: Some(5) };
    let frame = frame(&page, &made, Reader::Professional, closed);
    see(&summary(shown, frame, &all))
}

fn line(row: &Row) -> String {
    let marks: Vec<String> = row.marks.iter().map(|mark| format!(" [{}]", mark.words)).collect();
    let more = if row.more.is_empty() { String::new() } else { format!(" {}", row.more) };
    format!("{}{}{more} | {}", row.title, marks.concat(), row.end).replace('\u{a0}', " ")
}

fn card(entries: &[&str], id: &str) -> Vec<String> {
    with(Lang::Fr, entries, KindSet::NONE, |page| {
        let all = page.left.iter().chain(&page.middle).chain(&page.right);
        let card: &Card = all.into_iter().find(|card| card.id == id).unwrap();
        let notices = card.notices.iter().map(|one| format!("! {} {}", one.title, one.text));
        let state = card.state.iter().map(|state| format!("({})", state.words));
        let others = card.others.iter().map(|(words, _)| format!("+ {words}"));
        notices.chain(card.rows.iter().map(line)).chain(state).chain(others).collect()
    })
}

fn condition(text: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","code":{{"text":"{text}"}},"clinicalStatus":{{"coding":[{{"code":"active"}}]}}{more}}}"#
    )
}

#[test]
fn problems_say_since_when_and_how_sure() {
    let af = condition(
        "Fibrillation",
        r#","onsetDateTime":"2017-02-03","verificationStatus":{"coding":[{"code":"confirmed"}]}"#,
    );
    let unsure = condition(
        "Angine",
        r#","onsetDateTime":"2026-11-20","verificationStatus":{"coding":[{"code":"provisional"}]}"#,
    );
    let bare = condition("Chute new!", "");
    assert_eq!(
        card(&[&af, &unsure, &bare], "problems"),
        [
            "Fibrillation | depuis 2017",
            "Chute new! [nouveau] | sans date",
            "Angine [provisoire] | nov. 2026",
        ]
    );
    assert_eq!(card(&[], "problems"), ["(Problèmes non renseignés.)"]);
    let past = r#"{"resourceType":"Condition","code":{"text":"Fracture"},"clinicalStatus":{"coding":[{"code":"resolved"}]}}"#;
    assert_eq!(
        card(&[past], "problems"),
        ["(Rien en cours\u{202f}; des entrées anciennes existent.)", "+ 1 ancien"]
    );
}

#[test]
fn at_most_ten_rows_then_the_others_are_counted() {
    let many: Vec<String> = (0..30).map(|at| condition(&format!("P{at:02}"), "")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let shown = card(&many, "problems");
    assert!(shown.len() <= 11, "{shown:?}");
    assert_eq!(shown.last().unwrap(), &format!("+ {} autres", 30 - (shown.len() - 1)));
}

#[test]
fn paper_has_every_row_up_to_a_limit_and_then_says_how_many_it_has_not() {
    let check = |count: usize, unprinted: &str| {
        let many: Vec<String> = (0..count).map(|at| condition(&format!("P{at:03}"), "")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        with(Lang::Fr, &many, KindSet::NONE, |page| {
            use askama::Template as _;
            let card = page.left.iter().find(|card| card.id == "problems").unwrap();
            assert_eq!(card.rows.len() + card.paper().len(), count.min(PRINT_ROWS));
            assert_eq!(card.unprinted, unprinted);
            let html = keep(Lang::Fr, &page.render().unwrap());
            let printed = (0..count).filter(|at| html.contains(&format!(">P{at:03}<")));
            assert_eq!(printed.count(), count.min(PRINT_ROWS));
            assert_eq!(html.contains("<p class=\"on-paper\">"), !unprinted.is_empty());
        });
    };
    check(1, "");
    check(PRINT_ROWS, "");
    check(PRINT_ROWS + 1, "1 autre non imprimé");
}

fn medication(text: &str, status: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"MedicationRequest","intent":"order","status":"{status}","medicationCodeableConcept":{{"coding":[{{"system":"http://www.whocc.no/atc","code":"{text}"}}],"text":"{text}"}},"authoredOn":"2026-09-14"{more}}}"#
    )
}

#[test]
fn medications_show_dosage_state_and_conflict() {
    let how = r#","dosageInstruction":[{"text":"1 matin"}]"#;
    let (apixaban, paused) =
        (medication("Apixaban", "active", how), medication("Furosémide", "on-hold", ""));
    assert_eq!(
        card(&[&apixaban, &paused], "treatments"),
        [
            "Apixaban 1 matin | depuis sept. 2026",
            "Furosémide [suspendu] | depuis sept. 2026",
            "(Posologie non renseignée pour 1 ligne.)",
        ]
    );
    let twice = medication("Apixaban", "active", r#","dosageInstruction":[{"text":"2 soir"}]"#);
    let shown = card(&[&apixaban, &twice], "treatments");
    assert!(
        shown[0].starts_with("! Conflit\u{a0}: Apixaban deux posologies en cours"),
        "{shown:?}"
    );
    let watch = card(&[&apixaban, &twice], "watch");
    assert_eq!(watch, ["1 contradiction entre traitements [conflit] | "]);
    for status in ["entered-in-error", "cancelled", "draft"] {
        assert_eq!(
            card(&[&medication("Zopiclone", status, "")], "treatments"),
            ["(Traitements non renseignés.)"],
            "{status}"
        );
    }
}

fn creatinine(day: &str, value: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"c{day}","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"14682-9","display":"Creatinine [Moles/volume] in Serum"}}]}},"effectiveDateTime":"{day}","valueQuantity":{{"value":{value},"unit":"umol/L"}},"referenceRange":[{{"low":{{"value":45,"unit":"umol/L"}},"high":{{"value":84,"unit":"umol/L"}}}}]}}"#
    )
}

#[test]
fn results_are_pictures_with_words() {
    let (first, last) = (creatinine("2025-11-12", "71.25"), creatinine("2026-11-18", "128"));
    with(Lang::Fr, &[&first, &last], KindSet::NONE, |page| {
        let row = &page.results.rows[0];
        let shown = [&row.title, &row.unit, &row.value, &row.date, &row.flag, &row.direction];
        assert_eq!(shown, ["Créatinine", "µmol/L", "128", "18 nov.", "élevé", "en hausse"]);
        assert_eq!(row.arrow, "up");
        let spark = row.spark.as_ref().unwrap();
        assert!(spark.band.is_some() && spark.line.matches(',').count() == 2);
        assert_eq!(
            row.alt,
            "2 valeurs du 12 nov. 2025 au 18 nov. 2026, de 71,25 à 128 ; norme 45 à 84"
        );
        assert_eq!(row.href, "/records/0000000000000001/entries/Observation/c2026-11-18");
    });
    assert_eq!(card(&[&first, &last], "watch"), ["Créatinine [élevé] 128 µmol/L | 18 nov."]);
    assert_eq!(
        card(&[&first], "watch"),
        ["(Aucune alerte, aucun conflit, aucun dernier résultat signalé anormal par sa source.)"]
    );
}

#[test]
fn what_the_lens_closes_is_said_to_be_closed() {
    with(Lang::Fr, &[], KindSet::ALL, |page| {
        for card in page.left.iter().chain(&page.middle).chain(&page.right) {
            let state = card.state.as_ref().map(|state| state.words.as_str());
            assert_eq!(state, Some("Non accessible à votre rôle."), "{}", card.id);
        }
        assert_eq!(page.results.state.as_ref().unwrap().words, "Non accessible à votre rôle.");
    });
}

#[test]
fn the_news_name_a_few_and_count_the_rest() {
    let told = |entries: &[&str]| {
        with(Lang::Fr, entries, KindSet::NONE, |page| {
            let items: Vec<String> =
                page.news.items.iter().map(|(words, _)| words.clone()).collect();
            (page.news.some, items)
        })
    };
    assert_eq!(told(&[&condition("Asthme", "")]), (false, vec![]));
    let one = condition("Asthme new!", "");
    assert_eq!(told(&[&one]), (true, vec!["Asthme new!".to_owned()]));
    let two = [one.as_str(), &condition("Angine new!", "")];
    assert_eq!(told(&two), (true, vec!["2 problèmes".to_owned()]));
}

#[test]
fn each_page_keeps_its_promises_full_empty_and_hostile() {
    let hostile = HOSTILE.replace('"', "\\\"");
    let evil = condition(
        &format!("{hostile} new!"),
        r#","onsetDateTime":"2017"}"#.strip_suffix('}').unwrap(),
    );
    let drug = medication(&hostile, "active", "");
    let result = creatinine("2026-11-18", "1.9573217327461552");
    let first = creatinine("2025-11-18", "0");
    for entries in [&[][..], &[evil.as_str(), &drug, &result, &first]] {
        for lang in Lang::ALL {
            for closed in [KindSet::NONE, KindSet::of(&[Kind::Medication]), KindSet::ALL] {
                with(*lang, entries, closed, |page| {
                    use askama::Template as _;
                    keep(*lang, &page.render().unwrap());
                });
                others(*lang, entries, closed);
            }
        }
    }
}

/// The pages of a secretary and of the person.
fn others(lang: Lang, entries: &[&str], closed: KindSet) {
    use askama::Template as _;
    let (page, path, made) = (sample(lang), path(), Made::of(entries));
    let all = Synthesis::of(made.seen(), page.now, closed, None);
    let shown = Shown { page: &page, path: &path, since: None };
    let secretary = identity(shown, frame(&page, &made, Reader::Secretary, closed), &all);
    keep(lang, &secretary.render().unwrap());
    let home = person::home(shown, frame(&page, &made, Reader::Person, closed), &all, Vec::new());
    keep(lang, &home.render().unwrap());
}
