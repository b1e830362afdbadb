//! One qualified INS, one Patient.

use std::sync::Arc;

use crate::help::House;
use crate::transactions::{bundle, entry};

fn identity(id: &str, status: &str, number: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","extension":[{{"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability","extension":[{{"url":"identityStatus","valueCoding":{{"code":"{status}"}}}}]}}],"identifier":[{{"use":"official","system":"urn:oid:1.2.250.1.213.1.4.8","value":"{number}"}}]}}"#
    )
}

const NUMBER: &str = "255081416802538";

#[tokio::test]
async fn a_second_one_is_a_conflict() {
    let house = House::new().await;
    house.put(&identity("a", "QUAL", NUMBER)).await;
    let put =
        async |text: &str, id: &str| house.call("PUT", &format!("/Patient/{id}"), Some(text)).await;
    let answer = put(&identity("b", "QUAL", NUMBER), "b").await.refuses(409, "conflict");
    assert_eq!(answer.issue("code"), "duplicate");
    assert!(!answer.text().contains(NUMBER));
    house.get("/Patient/b").await.refuses(404, "not-found");
    house
        .call("POST", "/Patient", Some(&identity("b", "QUAL", NUMBER)))
        .await
        .refuses(409, "conflict");
    // Not qualified it may be; and becomes qualified no more.
    put(&identity("b", "PROV", NUMBER), "b").await.is(201);
    put(&identity("b", "QUAL", NUMBER), "b").await.refuses(409, "conflict");
    let patch =
        r#"[{"op":"replace","path":"/extension/0/extension/0/valueCoding/code","value":"QUAL"}]"#;
    let headers = [("content-type", "application/json-patch+json")];
    let answer = house.call_with("PATCH", "/Patient/b", Some(patch), &headers).await;
    answer.refuses(409, "conflict");
    // The first one goes on.
    let more = identity("a", "QUAL", NUMBER)
        .replace("\"identifier\"", "\"gender\":\"female\",\"identifier\"");
    put(&more, "a").await.is(200);
    let both = bundle(&[
        entry("", &identity("c", "QUAL", "284058832102532"), "PUT", "Patient/c"),
        entry("", &identity("d", "QUAL", "2 84 05 88 321 025 32"), "PUT", "Patient/d"),
    ]);
    let answer = house.call("POST", "", Some(&both)).await.refuses(409, "conflict");
    assert_eq!(answer.issue("expression"), "Bundle.entry[1]");
    // Once the first is put aside, the second may be.
    put(&identity("a", "PROV", NUMBER), "a").await.is(200);
    put(&identity("b", "QUAL", NUMBER), "b").await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_the_same_time_one_comes_through() {
    let house = Arc::new(House::new().await);
    house.put(&identity("warm", "PROV", "1")).await;
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let house = Arc::clone(&house);
            tokio::spawn(async move {
                let text = identity("x", "QUAL", NUMBER);
                house.call("POST", "/Patient", Some(&text)).await.status.as_u16()
            })
        })
        .collect();
    let mut told = Vec::new();
    for caller in callers {
        told.push(caller.await.unwrap());
    }
    told.sort_unstable();
    assert_eq!(told, [201, 409, 409, 409, 409, 409, 409, 409]);
}
