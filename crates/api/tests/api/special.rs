//! Parameters of every resource, and filters.

use hygie_testkit::observation;

use crate::help::{House, person};

async fn house() -> House {
    let house = House::new().await;
    house.put(&person("p", "Lefèvre", "1980-05-02")).await;
    let with =
        |id: &str, more: &str| observation(id, "p", "120").replacen('{', &format!("{{{more},"), 1);
    let meta = r#""meta":{"profile":["http://profile/a|1"],"security":[{"system":"urn:s","code":"R"}],"tag":[{"system":"urn:t","code":"x"}]}"#;
    house.put(&with("a", meta)).await;
    house.world.clock.advance(60_000);
    let text = r#""text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Tension <b>élevée</b></div>"},"note":[{"text":"à revoir"}]"#;
    house.put(&with("b", &text.replace("\\\\", "\\"))).await;
    house.put(r#"{"resourceType":"List","id":"l","status":"current","mode":"working","subject":{"reference":"Patient/p"},"entry":[{"item":{"reference":"Observation/b"}}]}"#).await;
    house
}

#[tokio::test]
async fn every_special_parameter_searches() {
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let path =
            format!("/Observation?patient=p&{}", query.replace(' ', "%20").replace('"', "%22"));
        let answer = house.get(&path).await.is(200);
        assert_eq!(answer.found(), expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    let (a, b) = (["Observation/a"], ["Observation/b"]);
    check("_lastUpdated=gt2026-11-22T12:00:30Z", &b).await;
    check("_lastUpdated=lt2026-11-22T12:00:30Z", &a).await;
    check("_tag=urn:t%7Cx", &a).await;
    check("_tag:not=x", &b).await;
    check("_security=R", &a).await;
    check("_profile=http://profile/a", &a).await;
    check("_profile:missing=true", &b).await;
    check("_text=tension elev", &b).await;
    check("_text=revoir", &[]).await;
    check("_content=revoir", &b).await;
    check("_content=mmhg", &["Observation/a", "Observation/b"]).await;
    check("_list=l", &b).await;
    check("_list=nothing", &[]).await;
    check("_filter=_tag eq urn:t%7Cx or _id eq b", &["Observation/a", "Observation/b"]).await;
    check("_filter=not (_tag eq urn:t%7CX)", &b).await;
    check("_filter=subject.name co \"fev\" and (_id eq a)", &a).await;
    check(
        "status:in=http://hl7.org/fhir/ValueSet/observation-status&_sort=-_id,status",
        &["Observation/b", "Observation/a"],
    )
    .await;
}

#[tokio::test]
async fn what_needs_a_terminology_is_refused_and_never_empty() {
    let house = house().await;
    for query in [
        "code:in=http://snomed.info/sct?fhir_vs",
        "code:not-in=http://loinc.org/vs/LL1-1",
        "code:below=8480-6",
        "code:above=8480-6",
        "_list=$current-problems",
        "_filter=code in http://loinc.org/vs/LL1-1",
        "_filter=code ss 8480-6",
    ] {
        let answer =
            house.get(&format!("/Observation?patient=p&{}", query.replace(' ', "%20"))).await;
        assert_eq!(answer.refuses(400, "usage").issue("code"), "not-supported", "{query}");
    }
}
