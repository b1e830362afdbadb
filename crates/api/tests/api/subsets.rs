//! Parts of resources: `_summary` and `_elements`.

use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;
use hygie_testkit::observation;

use crate::help::{Answer, House, person};

async fn house() -> House {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let text = observation("a", "p", "1");
    let narrative = r#""text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},"note":[{"text":"n"}],"status""#;
    house.put(&text.replace(r#""status""#, &narrative.replace("\\\\", "\\"))).await;
    house
}

/// Members of the resource of a read, or of the first entry.
fn members(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let resource = match json.resource_type() {
        Some("Bundle") => answer.entries()[0].get("resource").unwrap().clone(),
        _ => json,
    };
    validate(&resource).unwrap();
    let tags = resource.get("meta").and_then(|meta| meta.get("tag")).and_then(Json::as_array);
    let tagged = tags.is_some_and(|tags| tags[0].str("code") == Some("SUBSETTED"));
    let names = resource.as_object().unwrap().iter().map(|(name, _)| name.to_owned());
    names.chain((!tagged).then(|| "untagged".to_owned())).collect()
}

#[tokio::test]
async fn every_mode_works_on_read_search_and_history() {
    let house = house().await;
    let head = ["resourceType", "id", "meta"];
    let check = async |query: &str, expect: &[&str]| {
        for path in [
            format!("/Observation/a?{query}"),
            format!("/Observation/a/_history/1?{query}"),
            format!("/Observation?patient=p&{query}"),
            format!("/Patient/p/Observation?{query}"),
            format!("/Observation/a/_history?{query}"),
        ] {
            let answer = house.get(&path).await.is(200);
            validate(&answer.json()).unwrap();
            let mut found = members(&answer);
            found.retain(|name| !head.contains(&name.as_str()));
            found.sort();
            let mut expect = expect.to_vec();
            expect.sort_unstable();
            assert_eq!(found, expect, "{path}");
        }
    };
    check("_summary=true", &["code", "status", "subject", "valueQuantity"]).await;
    check("_summary=text", &["code", "status", "text"]).await;
    check("_summary=data", &["code", "note", "status", "subject", "valueQuantity"]).await;
    let whole = ["code", "note", "status", "subject", "text", "untagged", "valueQuantity"];
    check("_summary=false", &whole).await;
    check("_elements=subject", &["code", "status", "subject"]).await;
    check("_elements=value,note", &["code", "note", "status", "valueQuantity"]).await;
}

#[tokio::test]
async fn pages_keep_the_part_and_say_it() {
    let house = house().await;
    house.put(&observation("b", "p", "2")).await;
    let first = house.get("/Observation?patient=p&_elements=subject&_count=1").await.is(200);
    assert!(first.link("self").unwrap().contains("_elements=subject"));
    let second = house.get(&first.link("next").unwrap()).await.is(200);
    assert!(second.text().contains("SUBSETTED") && !second.text().contains("valueQuantity"));
}

#[tokio::test]
async fn what_is_no_part_is_refused() {
    let house = house().await;
    for query in [
        "_summary=count",
        "_summary=some",
        "_elements=nothing",
        "_elements=",
        "_elements=code.text",
        "_summary=true&_elements=code",
        "x=y",
    ] {
        house.get(&format!("/Observation/a?{query}")).await.refuses(400, "usage");
    }
}
