use axum::http::StatusCode;
use hygie_gate::Role;

use super::{Asked, Part};
use crate::Lang;
use crate::page::promises::keep;
use crate::record::group::Group;
use crate::record::limits::TIMELINE_ROWS;
use crate::record::path::Path;
use crate::record::tests::{creatinine, house, plain};

#[test]
fn filters_are_of_a_fixed_vocabulary() {
    let path = Path::of(hygie_base::RecordNo::from_u64(1).unwrap());
    let check = |kind: &str, year: &str, page: &str, expect: &str| {
        let asked = Asked { kind: kind.into(), year: year.into(), page: page.into() };
        let address = Part::of(&asked).address(&path);
        assert_eq!(address, format!("/records/0000000000000001/timeline{expect}"));
    };
    check("", "", "", "");
    check("results", "2024", "2", "?kind=results&year=2024&page=2");
    check("results", "2024", "1", "?kind=results&year=2024");
    check("claims", "24", "x", "");
    check("<script>", "-024", "-3", "");
    check("", "99999", "0", "");
    assert_eq!(
        Part::of(&Asked { kind: "vitals".into(), ..Asked::default() }).group,
        Some(Group::Vitals)
    );
}

#[tokio::test]
async fn pages_follow_each_other() {
    let (house, record) = house().await;
    let days: Vec<String> = (0..TIMELINE_ROWS + 5)
        .map(|at| creatinine(&format!("20{:02}-01-{:02}", at / 28, at % 28 + 1), 70))
        .collect();
    house.write(&days.iter().map(String::as_str).collect::<Vec<_>>(), "jeanne").await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let base = format!("/records/{record}/timeline?kind=results");
    let first = keep(Lang::Fr, &browser.get(&base).await.html);
    assert!(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""));
    assert_eq!(first.matches("class=\"timeline-item\"").count(), TIMELINE_ROWS);
    let second = browser.get(&format!("{base}&page=2")).await;
    assert_eq!(second.status, StatusCode::OK);
    let second = keep(Lang::Fr, &second.html);
    let back =
        format!("name=\"next\" value=\"/records/{record}/timeline?kind=results&#38;page=2\"");
    assert!(second.contains(&back), "a change of language stays on the page");
    assert!(second.contains("rel=\"prev\"") && !second.contains("rel=\"next\""));
    assert_eq!(second.matches("class=\"timeline-item\"").count(), 7);
}

#[tokio::test]
async fn clinical_dates_come_before_dates_of_filing() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let html = browser.get(&format!("/records/{record}/timeline?kind=results")).await.html;
    let text = plain(&html).split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle}: {text}"));
    assert!(at("18 nov. 2026 versé le 22 nov. 2026") < at("14 mai 2026 versé le 22 nov. 2026"));
    let other = browser.get(&format!("/records/{record}/timeline?year=2018")).await.html;
    assert!(other.contains("row is-off") && plain(&other).contains("écarté"));
    browser.language = "en";
    keep(Lang::En, &browser.get(&format!("/records/{record}/timeline")).await.html);
}
