//! Searches that look at other resources: includes, chains, `_has`, types.

use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;
use hygie_testkit::{encounter, observation, organization};

use crate::help::{Answer, House, person};

async fn house() -> House {
    let house = House::new().await;
    let doctor = r#"{"resourceType":"Practitioner","id":"d","identifier":[{"system":"urn:x","value":"doc"}],"name":[{"family":"Docteur"}]}"#;
    house.put(doctor).await;
    house.put(&organization("o", "Clinique")).await;
    let with = |text: String, more: &str| text.replacen('{', &format!("{{{more},"), 1);
    let cared = r#""generalPractitioner":[{"reference":"Practitioner/d"}],"managingOrganization":{"reference":"Organization/o"},"link":[{"other":{"reference":"Patient/q"},"type":"seealso"}]"#;
    house.put(&person("q", "Lefort", "1981-05-02")).await;
    house.put(&with(person("p", "Lefèvre", "1980-05-02"), cared)).await;
    house.put(&encounter("e", "p")).await;
    let performed =
        r#""performer":[{"reference":"Practitioner/d"}],"encounter":{"reference":"Encounter/e"}"#;
    for (id, value) in [("a", "120"), ("b", "130")] {
        house.put(&with(observation(id, "p", value), performed)).await;
    }
    house.put(&observation("c", "q", "140")).await;
    house
}

/// What came along, as `Type/id`.
fn included(answer: &Answer) -> Vec<String> {
    let mode = |entry: &Json| entry.get("search").unwrap().str("mode") == Some("include");
    let name = |entry: &Json| {
        let resource = entry.get("resource").unwrap();
        format!("{}/{}", resource.resource_type().unwrap(), resource.id().unwrap())
    };
    answer.entries().iter().filter(|entry| mode(entry)).map(name).collect()
}

#[tokio::test]
async fn what_is_referred_to_comes_along() {
    let house = house().await;
    let check = async |query: &str, total: usize, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        validate(&answer.json()).unwrap();
        assert_eq!(
            (included(&answer), answer.total()),
            (expect.iter().map(|it| (*it).to_owned()).collect(), Some(total)),
            "{query}"
        );
    };
    check("/Observation?patient=p&_include=Observation:subject", 2, &["Patient/p"]).await;
    check(
        "/Observation?patient=p&_include=Observation:performer:Practitioner",
        2,
        &["Practitioner/d"],
    )
    .await;
    check("/Observation?patient=p&_include=Observation:performer:Organization", 2, &[]).await;
    check("/Observation?patient=p&_count=1&_include=Observation:encounter&_include=Observation:performer", 2, &["Encounter/e", "Practitioner/d"]).await;
    check(
        "/Observation?patient=p&_include=Observation:subject&_include=Patient:organization",
        2,
        &["Patient/p"],
    )
    .await;
    check(
        "/Observation?patient=p&_include=Observation:subject&_include:iterate=Patient:organization",
        2,
        &["Patient/p", "Organization/o"],
    )
    .await;
    check("/Patient?_id=p&_revinclude=Observation:subject", 1, &["Observation/a", "Observation/b"])
        .await;
    check(
        "/Patient?_id=p&_revinclude=Encounter:patient&_revinclude:iterate=Observation:encounter",
        1,
        &["Encounter/e", "Observation/a", "Observation/b"],
    )
    .await;
    check("/Patient?identifier=nr-p&_revinclude=Encounter:patient&_include=Patient:general-practitioner", 1, &["Encounter/e", "Practitioner/d"]).await;
    check("/Encounter?patient=p&_summary=count&_include=Encounter:patient", 1, &[]).await;
    let all = house.get("/Patient?_id=p&_include=*").await.is(200);
    let mut found = included(&all);
    found.sort();
    assert_eq!(found, ["Organization/o", "Practitioner/d"], "Patient.link is never followed");
    let next = house.get("/Observation?patient=p&_count=1&_include=Observation:performer").await;
    let next = house.get(&next.is(200).link("next").unwrap()).await.is(200);
    assert_eq!(
        (next.found(), included(&next)),
        (vec!["Observation/b".into()], vec!["Practitioner/d".into()])
    );
}

#[tokio::test]
async fn what_comes_along_passes_the_scope() {
    let house = house().await;
    let token = house.token("system/Observation.rs system/Practitioner.s", "org").await;
    let path = "/Observation?patient=p&_include=*";
    let answer = house.as_(&token, "GET", path, None).await.is(200);
    assert_eq!((answer.total(), included(&answer).len()), (Some(2), 0));
    let path = "/Observation?patient=p&performer.name=docteur";
    assert_eq!(house.as_(&token, "GET", path, None).await.is(200).total(), Some(0));
}

#[tokio::test]
async fn chains_and_reverse_chains_narrow() {
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        assert_eq!(answer.found(), expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    let both = ["Observation/a", "Observation/b"];
    check("/Observation?patient=p&performer.name=docteur", &both).await;
    check("/Observation?patient=p&performer:Practitioner.identifier=urn:x%7Cdoc", &both).await;
    check("/Observation?patient=p&performer.name=nobody", &[]).await;
    check("/Observation?patient=p&encounter.status=finished", &both).await;
    check("/Observation?patient=p&encounter.subject:Patient.organization.name=clin", &both).await;
    check("/Encounter?patient=p&_has:Observation:encounter:value-quantity=gt125", &["Encounter/e"])
        .await;
    check("/Encounter?patient=p&_has:Observation:encounter:value-quantity=gt135", &[]).await;
    check("/Patient?name=lef&_has:Observation:patient:value-quantity=gt135", &["Patient/q"]).await;
    check("/Patient?name=lef&general-practitioner.name=doc", &["Patient/p"]).await;
    // To a person whom an index finds, across records.
    check("/Observation?patient.identifier=urn:oid:1.2.3%7Cnr-p", &both).await;
    check(
        "/Observation?subject:Patient.name=lef&_sort=-value-quantity",
        &["Observation/c", "Observation/b", "Observation/a"],
    )
    .await;
    check("/Observation?subject:Patient.name=lef&patient.birthdate=1981-05-02", &["Observation/c"])
        .await;
    check("/Observation?patient.identifier=nobody", &[]).await;
}

#[tokio::test]
async fn chains_without_an_index_say_what_to_add() {
    let house = house().await;
    for query in [
        "/Observation?performer.name=docteur",
        "/Observation?subject:Patient.gender=female",
        "/Patient?general-practitioner.name=docteur",
        "/Patient?_has:Observation:patient:code=8480-6",
        "/Practitioner?name=docteur&_has:Observation:performer:code=8480-6",
        "/Organization?_id=o&_revinclude=Encounter:service-provider",
        "/?_type=Observation,Encounter&code=8480-6",
        "/?_type=Observation,Encounter",
    ] {
        let answer = house.get(query).await.refuses(400, "usage");
        assert_eq!(answer.issue("code"), "too-costly", "{query} {}", answer.text());
        assert!(!answer.issue("diagnostics").contains("docteur"), "{}", answer.text());
    }
    let deep = "/Observation?patient=p&encounter.subject:Patient.organization.partof.name=a";
    house.get(deep).await.refuses(400, "usage");
}

#[tokio::test]
async fn several_types_are_searched_at_once() {
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        validate(&answer.json()).unwrap();
        let mut found = answer.found();
        found.sort();
        assert_eq!(found, expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    check(
        "/?_type=Observation,Encounter&patient=p",
        &["Encounter/e", "Observation/a", "Observation/b"],
    )
    .await;
    check("?_type=Encounter&patient=p", &["Encounter/e"]).await;
    check("/?_id=e", &["Encounter/e"]).await;
    check("/?_id=p,o,nobody", &["Organization/o", "Patient/p"]).await;
    check("/Patient/p/*", &["Encounter/e", "Observation/a", "Observation/b", "Patient/p"]).await;
    check("/Patient/p/*?_type=Encounter", &["Encounter/e"]).await;
    check("/Patient/nobody/*", &[]).await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = Some("_type=Encounter&patient=p");
    assert_eq!(house.call_with("POST", "/_search", body, &form).await.is(200).total(), Some(1));
    let path = "/Patient/p/Observation/_search";
    let answer = house.call_with("POST", path, Some("_id=a"), &form).await.is(200);
    assert_eq!(answer.found(), ["Observation/a"]);
    let mut path = Some("/Patient/p/*?_count=3&_sort=-_lastUpdated".to_owned());
    let mut seen = Vec::new();
    while let Some(at) = path {
        let page = house.get(&at).await.is(200);
        seen.extend(page.found());
        path = page.link("next");
    }
    assert_eq!(seen.len(), 4);
    house.get("/?_type=Nothing&_id=a").await.refuses(400, "usage");
    house.get("/?_type=Patient&_type=Group&_id=a").await.refuses(400, "usage");
    let narrow = house.token("system/Encounter.rs", "org").await;
    let answer = house.as_(&narrow, "GET", "/Patient/p/*", None).await.is(200);
    assert_eq!(answer.found(), ["Encounter/e"]);
    let path = "/?_type=Encounter,Observation&patient=p";
    house.as_(&narrow, "GET", path, None).await.refuses(403, "forbidden");
}

#[tokio::test]
async fn pages_are_of_one_moment() {
    let house = house().await;
    let first = house.get("/Observation?patient=p&_count=1&_sort=_id").await.is(200);
    house.put(&observation("a0", "p", "1")).await;
    house.call("DELETE", "/Observation/b", None).await.is(204);
    let second = house.get(&first.link("next").unwrap()).await.is(200);
    assert_eq!((second.found(), second.total()), (vec!["Observation/b".into()], Some(2)));
    assert_eq!(second.link("next"), None);
}
