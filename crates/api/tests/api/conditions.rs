//! Conditional create, update, delete and references.

use std::sync::Arc;

use hygie_testkit::{encounter, observation, organization, patient};

use crate::batches::{statuses, with};
use crate::help::{House, person};
use crate::transactions::{ask, bundle, entry};

fn numbered(number: &str, name: &str) -> String {
    format!(
        r#"{{"resourceType":"Organization","identifier":[{{"system":"urn:x","value":"{number}"}}],"name":"{name}"}}"#
    )
}

async fn count(house: &House, number: &str) -> Option<usize> {
    house.get(&format!("/Organization?identifier=urn:x%7C{number}")).await.is(200).total()
}

#[tokio::test]
async fn a_conditional_create_makes_one() {
    let house = House::new().await;
    let text = numbered("1", "A");
    let create = async |condition: &str| {
        let headers = [("if-none-exist", condition)];
        house.call_with("POST", "/Organization", Some(&text), &headers).await
    };
    let first = create("identifier=urn:x|1").await.is(201);
    for condition in ["identifier=urn:x|1", "identifier=urn:x%7C1&name=A", "?identifier=urn:x|1"] {
        let again = create(condition).await.is(200);
        assert_eq!(
            (again.header("location"), &again.body),
            (first.header("location"), &first.body)
        );
    }
    // What has the identifier and is another one by the rest does not match.
    create("identifier=urn:x|1&name=Z").await.is(201);
    let several = create("identifier=urn:x|1").await.refuses(412, "precondition-failed");
    assert_eq!(several.issue("code"), "multiple-matches");
    assert_eq!(count(&house, "1").await, Some(2));
    for (condition, code) in [
        ("active=true", "too-costly"),
        ("?", "invalid"),
        ("nonsense=1", "invalid"),
        ("identifier=urn:x|1&_count=1", "invalid"),
        ("identifier=urn:x|9&nonsense=1", "invalid"),
    ] {
        let answer = create(condition).await.refuses(400, "usage");
        assert!(
            [code, "not-supported", "processing"].contains(&answer.issue("code").as_str()),
            "{condition} {}",
            answer.text()
        );
    }
    assert_eq!(count(&house, "1").await, Some(2));
    let prefer = [("if-none-exist", "identifier=urn:x|2"), ("prefer", "return=minimal")];
    let text = numbered("2", "B");
    for status in [201, 200] {
        let answer = house.call_with("POST", "/Organization", Some(&text), &prefer).await;
        assert!(answer.is(status).body.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_creates_of_one_condition_one_comes_through() {
    let house = Arc::new(House::new().await);
    house.put(&organization("warm", "A")).await;
    for (round, other) in ["", "x"].into_iter().enumerate() {
        let number = format!("{round}");
        if !other.is_empty() {
            // With another one of this identifier that does not match.
            house.call("POST", "/Organization", Some(&numbered(&number, "Other"))).await.is(201);
        }
        let callers: Vec<_> = (0..8)
            .map(|_| {
                let (house, text) = (Arc::clone(&house), numbered(&number, "A"));
                let condition = format!("identifier=urn:x|{number}&name:exact=A");
                tokio::spawn(async move {
                    let headers = [("if-none-exist", condition.as_str())];
                    house.call_with("POST", "/Organization", Some(&text), &headers).await
                })
            })
            .collect();
        let mut places = Vec::new();
        let mut created = 0;
        for caller in callers {
            let answer = caller.await.unwrap();
            assert!([200, 201].contains(&answer.status.as_u16()), "{}", answer.text());
            created += usize::from(answer.status == 201);
            places.push(answer.header("location").unwrap().to_owned());
        }
        places.dedup();
        assert_eq!((created, places.len()), (1, 1));
        assert_eq!(count(&house, &number).await, Some(1 + usize::from(!other.is_empty())));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn within_one_record_one_comes_through_too() {
    let house = Arc::new(House::new().await);
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("o", "p", "1")).await;
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let house = Arc::clone(&house);
            tokio::spawn(async move {
                let headers = [("if-none-exist", "patient=p&status=planned")];
                let text = encounter("x", "p").replace("finished", "planned");
                house.call_with("POST", "/Encounter", Some(&text), &headers).await
            })
        })
        .collect();
    let mut created = 0;
    for caller in callers {
        let answer = caller.await.unwrap();
        assert!([200, 201].contains(&answer.status.as_u16()), "{}", answer.text());
        created += usize::from(answer.status == 201);
    }
    assert_eq!(created, 1);
    assert_eq!(house.get("/Encounter?patient=p").await.total(), Some(1));
}

#[tokio::test]
async fn a_conditional_update_writes_the_one_that_matches() {
    let house = House::new().await;
    let put = async |condition: &str, text: &str| {
        house.call("PUT", &format!("/Organization?{condition}"), Some(text)).await
    };
    let made = put("identifier=urn:x%7C1", &numbered("1", "A")).await.is(201);
    let id = made.json().id().unwrap().to_owned();
    let updated = put("identifier=urn:x%7C1", &numbered("1", "B")).await.is(200);
    assert_eq!(updated.header("etag"), Some("W/\"2\""));
    assert_eq!(updated.json().id(), Some(id.as_str()));
    let own = |id: &str| {
        numbered("1", "C").replace("{\"resource", &format!("{{\"id\":\"{id}\",\"resource"))
    };
    put("identifier=urn:x%7C1", &own(&id)).await.is(200);
    let other = put("identifier=urn:x%7C1", &own("other")).await.refuses(400, "usage");
    assert_eq!(other.issue("expression"), "Organization.id");
    let named = numbered("2", "D").replace("{\"resource", "{\"id\":\"mine\",\"resource");
    put("identifier=urn:x%7C2", &named).await.is(201);
    house.get("/Organization/mine").await.is(200);
    put("identifier=urn:x%7C1,urn:x%7C2", &numbered("1", "E")).await.refuses(400, "usage");
    house.call("POST", "/Organization", Some(&numbered("1", "F"))).await.is(201);
    put("identifier=urn:x%7C1", &numbered("1", "G")).await.refuses(412, "precondition-failed");
    let headers = [("if-match", "W/\"7\"")];
    let path = "/Organization?identifier=urn:x%7C2";
    let answer = house.call_with("PUT", path, Some(&numbered("2", "H")), &headers).await;
    answer.refuses(412, "precondition-failed");
    put("", &numbered("2", "H")).await.refuses(400, "usage");
}

#[tokio::test]
async fn a_conditional_delete_takes_the_one_that_matches() {
    let house = House::new().await;
    let delete = async |condition: &str| {
        house.call("DELETE", &format!("/Organization?{condition}"), None).await
    };
    house.call("POST", "/Organization", Some(&numbered("1", "A"))).await.is(201);
    delete("identifier=urn:x%7C9").await.is(204);
    delete("identifier=urn:x%7C1").await.is(204);
    assert_eq!(count(&house, "1").await, Some(0));
    delete("identifier=urn:x%7C1").await.is(204);
    for name in ["B", "C"] {
        house.call("POST", "/Organization", Some(&numbered("2", name))).await.is(201);
    }
    delete("identifier=urn:x%7C2").await.refuses(412, "precondition-failed");
    assert_eq!(count(&house, "2").await, Some(2));
    delete("active=true").await.refuses(400, "usage");
    delete("").await.refuses(400, "usage");
}

#[tokio::test]
async fn an_update_or_delete_follows_the_version_it_names() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let delete = async |tag: &str| {
        house.call_with("DELETE", "/Organization/o", None, &[("if-match", tag)]).await
    };
    delete("W/\"2\"").await.refuses(412, "precondition-failed");
    delete("2").await.refuses(400, "usage");
    house.get("/Organization/o").await.is(200);
    delete("W/\"1\"").await.is(204);
    house.get("/Organization/o").await.refuses(410, "gone");
    let headers = [("if-match", "W/\"1\"")];
    let answer = house.call_with("DELETE", "/Organization/absent", None, &headers).await;
    answer.refuses(404, "not-found");
}

#[tokio::test]
async fn conditions_see_only_what_the_caller_may_see() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let text = person("x", "Martin", "1980-05-02");
    let condition = [("if-none-exist", "identifier=urn:oid:1.2.3|nr-p")];
    for scopes in ["system/Patient.c", "system/Patient.cr", "system/Patient.cs"] {
        let token = format!("Bearer {}", house.token(scopes, "org").await);
        let headers = [("authorization", token.as_str()), condition[0]];
        let answer = house.call_with("POST", "/Patient", Some(&text), &headers).await;
        answer.refuses(403, "forbidden");
    }
    // A hidden match of a reference is like none.
    house.put(&organization("o", "A")).await;
    let token = house.token("system/Observation.cruds system/Patient.c", "org").await;
    let mut told = Vec::new();
    for number in ["nr-p", "nr-absent"] {
        let about = format!("Patient?identifier=urn:oid:1.2.3%7C{number}");
        let text = observation("n", "p", "1").replace("Patient/p", &about);
        let text = bundle(&[entry("", &text, "POST", "Observation")]);
        let answer = house.as_(&token, "POST", "", Some(&text)).await;
        told.push(answer.refuses(422, "unknown-reference").but_for_the_id());
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(house.get("/Patient?identifier=nr-p").await.total(), Some(1));
}

#[tokio::test]
async fn conditions_within_a_transaction() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    house.put(&encounter("e", "p")).await;
    let url = "urn:uuid:0d3c9a51-5f2e-4c1b-9a77-0123456789ab";
    let exists = r#""ifNoneExist":"identifier=urn:oid:1.2.3|nr-p""#;
    let create = with(&entry(url, &person("x", "M", "1980"), "POST", "Patient"), exists);
    let about = observation("x", "p", "1").replace("Patient/p", url);
    let in_it = r#""encounter":{"reference":"Encounter?patient=p&status=finished"},"status""#;
    let about = about.replacen(r#""status""#, in_it, 1);
    let fresh = |number: &str| {
        let exists = format!(r#""ifNoneExist":"identifier=urn:x|{number}""#);
        with(&entry("", &numbered(number, "A"), "POST", "Organization"), &exists)
    };
    let text = bundle(&[
        create,
        entry("", &about, "POST", "Observation"),
        fresh("1"),
        entry("", &numbered("2", "B"), "PUT", "Organization?identifier=urn:x%7C2"),
        ask("DELETE", "Organization?identifier=urn:x%7C9"),
    ]);
    let answer = house.call("POST", "", Some(&text)).await.is(200);
    let expect = ["200 OK", "201 Created", "201 Created", "201 Created", "204 No Content"];
    assert_eq!(statuses(&answer), expect);
    let entries = answer.entries();
    let location =
        |at: usize| entries[at].get("response").unwrap().str("location").unwrap().to_owned();
    assert_eq!(location(0), "Patient/p/_history/1");
    let place = location(1);
    let made = house.get(&format!("/{place}")).await.is(200).json();
    assert_eq!(made.get("subject").unwrap().str("reference"), Some("Patient/p"));
    assert_eq!(made.get("encounter").unwrap().str("reference"), Some("Encounter/e"));
    // Again: what is conditional stays as it is.
    let text = bundle(&[
        fresh("1"),
        entry("", &numbered("2", "C"), "PUT", "Organization?identifier=urn:x%7C2"),
        ask("DELETE", "Organization?identifier=urn:x%7C9"),
    ]);
    let answer = house.call("POST", "", Some(&text)).await.is(200);
    assert_eq!(statuses(&answer), ["200 OK", "200 OK", "204 No Content"]);
    let twice = bundle(&[fresh("3"), fresh("3")]);
    let answer = house.call("POST", "", Some(&twice)).await.refuses(422, "invalid-resource");
    assert_eq!(answer.issue("expression"), "Bundle.entry[1]");
    let text = bundle(&[ask("DELETE", "Organization?identifier=urn:x%7C1")]);
    house.call("POST", "", Some(&text)).await.is(200);
    assert_eq!(count(&house, "1").await, Some(0));
    for name in ["D", "E"] {
        house.call("POST", "/Organization", Some(&numbered("4", name))).await.is(201);
    }
    let text = bundle(&[fresh("5"), fresh("4")]);
    let answer = house.call("POST", "", Some(&text)).await.refuses(412, "precondition-failed");
    assert_eq!(answer.issue("expression"), "Bundle.entry[1]");
    assert_eq!(count(&house, "5").await, Some(0));
}
