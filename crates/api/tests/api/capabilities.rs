//! The CapabilityStatement claims what works and nothing else.

use hygie_fhir::assign::resource_types;
use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;

use crate::help::{House, person};

async fn statement(house: &House) -> Json {
    let answer = house.call_with("GET", "/metadata", None, &[("authorization", "")]).await.is(200);
    answer.json()
}

/// What is told from traces, read only.
const TOLD: &str = "AuditEvent";

fn codes(of: &Json) -> Vec<&str> {
    let all = of.get("interaction").unwrap().as_array().unwrap();
    all.iter().map(|one| one.str("code").unwrap()).collect()
}

#[tokio::test]
async fn it_is_valid_and_needs_no_token() {
    let house = House::new().await;
    let statement = statement(&house).await;
    validate(&statement).unwrap();
    assert_eq!(statement.str("fhirVersion"), Some("4.0.1"));
    let version = statement.get("software").unwrap().str("version");
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")));
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let expect = ["transaction", "batch", "history-system", "search-system"];
    assert_eq!(codes(rest), expect);
    let resources = rest.get("resource").unwrap().as_array().unwrap();
    let kinds: Vec<&str> = resources.iter().filter_map(|one| one.str("type")).collect();
    assert_eq!(kinds, resource_types().collect::<Vec<_>>());
}

#[tokio::test]
async fn every_interaction_that_it_claims_works() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        let body = format!(r#"{{"resourceType":"{kind}","id":"x"}}"#);
        for code in codes(resource) {
            // The resource has hardly any element: what needs more says so.
            let (method, path, expect): (_, _, &[u16]) = match code {
                "read" => ("GET", format!("/{kind}/absent"), &[404]),
                "vread" => ("GET", format!("/{kind}/absent/_history/1"), &[404]),
                "history-instance" => ("GET", format!("/{kind}/absent/_history"), &[404]),
                "update" => ("PUT", format!("/{kind}/x"), &[200, 201, 422]),
                "create" => ("POST", format!("/{kind}"), &[201, 422]),
                "delete" => ("DELETE", format!("/{kind}/absent"), &[404]),
                "patch" => ("PATCH", format!("/{kind}/absent"), &[404]),
                // A machine is told of no traces.
                "search-type" if kind == TOLD => ("GET", format!("/{kind}?_id=x"), &[403]),
                "search-type" => ("GET", format!("/{kind}?_id=x"), &[200]),
                "history-type" => {
                    ("GET", format!("/{kind}/_history?_since=2026-01-01T00:00:00Z"), &[200])
                }
                other => panic!("{kind} claims {other}"),
            };
            let body = if code == "patch" {
                r#"{"resourceType":"Parameters","parameter":[]}"#
            } else {
                &body
            };
            let answer = house.call(method, &path, Some(body)).await;
            assert!(expect.contains(&answer.status.as_u16()), "{path} {}", answer.text());
            if answer.status == 404 {
                assert_eq!(answer.issue("diagnostics"), "", "{path}: the resource, not the route");
            }
        }
    }
}

#[tokio::test]
async fn every_include_that_it_claims_is_kept() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let strict = [("prefer", "handling=strict")];
    let mut tried = 0;
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        for (claimed, name) in [("searchInclude", "_include"), ("searchRevInclude", "_revinclude")]
        {
            let values = resource.get(claimed).and_then(Json::as_array).unwrap_or_default();
            let values: Vec<&str> = values.iter().map(|one| one.as_str().unwrap()).collect();
            for values in values.chunks(60) {
                let all: Vec<String> = values.iter().map(|it| format!("{name}={it}")).collect();
                let path = format!("/Patient/p/{kind}?{}", all.join("&"));
                let answer = house.call_with("GET", &path, None, &strict).await;
                assert_eq!(answer.status, 200, "{path} {}", answer.text());
                tried += values.len();
            }
        }
    }
    assert!(tried > 1000, "{tried}");
    house.get("/Patient?_id=p&_include=Patient:link").await.is(200);
    let refused = house.call_with("GET", "/Patient?_id=p&_include=Patient:link", None, &strict);
    assert!(refused.await.refuses(400, "usage").issue("diagnostics").contains("never followed"));
}

#[tokio::test]
async fn every_condition_that_it_claims_works() {
    let house = House::new().await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        if kind == TOLD {
            assert_eq!(codes(resource), ["read", "search-type"]);
            assert_eq!(resource.get("conditionalCreate"), Some(&Json::Bool(false)));
            assert_eq!(resource.str("conditionalDelete"), Some("not-supported"));
            continue;
        }
        assert_eq!(resource.get("conditionalCreate"), Some(&Json::Bool(true)));
        assert_eq!(resource.get("conditionalUpdate"), Some(&Json::Bool(true)));
        assert_eq!(resource.str("conditionalDelete"), Some("single"));
        let body = format!(r#"{{"resourceType":"{kind}"}}"#);
        let headers = [("if-none-exist", "_id=absent")];
        let create = house.call_with("POST", &format!("/{kind}"), Some(&body), &headers).await;
        let path = format!("/{kind}?_id=absent");
        let update = house.call("PUT", &path, Some(&body)).await;
        for answer in [create, update] {
            assert!([201, 422].contains(&answer.status.as_u16()), "{kind} {}", answer.text());
        }
        house.call("DELETE", &path, None).await.is(204);
        let patch = r#"{"resourceType":"Parameters","parameter":[]}"#;
        house.call("PATCH", &path, Some(patch)).await.refuses(404, "not-found");
    }
}

#[tokio::test]
async fn every_parameter_that_it_claims_searches() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let strict = [("prefer", "handling=strict")];
    let mut tried = 0;
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        for parameter in resource.get("searchParam").unwrap().as_array().unwrap() {
            let name = parameter.str("name").unwrap();
            let value = match parameter.str("type").unwrap() {
                "date" => "2026-01-01",
                "number" | "quantity" => "1",
                "reference" => "Patient/p",
                "uri" => "http://a",
                "token" | "string" => "martin",
                "composite" => continue,
                other => panic!("{kind}.{name} is a {other}"),
            };
            let narrow = if kind == "Patient" { "_id=p" } else { "patient=p" };
            let read = if kind == TOLD { 403 } else { 200 };
            let query = if narrow.starts_with(name) {
                format!("/{kind}?{name}=p")
            } else {
                let path = format!("/{kind}?{name}={value}");
                let alone = house.call_with("GET", &path, None, &strict).await;
                if alone.status == read {
                    tried += 1;
                    continue;
                }
                assert_eq!(alone.issue("code"), "too-costly", "{path} {}", alone.text());
                format!("/Patient/p/{kind}?{name}={value}")
            };
            let answer = house.call_with("GET", &query, None, &strict).await;
            assert_eq!(answer.status, read, "{query} {}", answer.text());
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[tokio::test]
async fn what_it_does_not_claim_is_refused() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let body = person("p", "Martin", "1980-05-02");
    for (method, path) in [
        ("PATCH", "/Patient/p/_history/1"),
        ("PUT", "/Patient"),
        ("DELETE", "/Patient"),
        ("GET", ""),
        ("GET", "/"),
        ("GET", "/_history"),
        ("GET", "/Patient/_history"),
        ("GET", "/_search"),
        ("PUT", "/metadata"),
        ("GET", "/?_type=Patient"),
        ("GET", "/Practitioner/p/Observation"),
        ("POST", "/Patient/p"),
        ("PUT", "/Patient/p/_history/1"),
        ("DELETE", "/Patient/p/_history"),
        ("GET", "/Nonsense/p"),
        ("POST", "/Nonsense"),
        ("GET", "/patient/p"),
        ("TRACE", "/Patient/p"),
        ("OPTIONS", "/Patient/p"),
        ("GET", "/Patient/p/a/b/c"),
    ] {
        let answer = house.call(method, path, Some(&body)).await;
        assert!(answer.status.is_client_error(), "{method} {path} {}", answer.text());
        validate(&answer.json()).unwrap();
        assert_eq!(answer.json().resource_type(), Some("OperationOutcome"), "{method} {path}");
        assert_eq!(answer.status == 405, answer.header("allow").is_some(), "{method} {path}");
        if let Some(allow) = answer.header("allow") {
            let told = answer.issue("diagnostics");
            let mut works: Vec<&str> = allow.split(',').collect();
            works.sort_unstable();
            let mut said: Vec<&str> = told.rsplit_once(": ").unwrap().1.split(", ").collect();
            said.sort_unstable();
            assert_eq!(said, works, "{method} {path} {told}");
        }
    }
}

#[tokio::test]
async fn every_operation_that_it_claims_works_and_no_other() {
    let house = House::new().await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let mut claimed = 0;
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        for operation in resource.get("operation").unwrap().as_array().unwrap() {
            claimed += 1;
            let name = operation.str("name").unwrap();
            let (path, expect): (_, &[u16]) = match name {
                "document" | "everything" | "meta" => (format!("/{kind}/absent/${name}"), &[404]),
                "lastn" => (format!("/{kind}/$lastn?patient=absent"), &[200]),
                // A Parameters by itself is what carries the resource.
                "validate" if kind == "Parameters" => (format!("/{kind}/${name}"), &[400]),
                "match" | "validate" => (format!("/{kind}/${name}"), &[200, 422]),
                other => panic!("{kind} claims {other}"),
            };
            let body = format!(r#"{{"resourceType":"{kind}"}}"#);
            let method = if expect == [404] || name == "lastn" { "GET" } else { "POST" };
            let answer = house.call(method, &path, Some(&body)).await;
            assert!(expect.contains(&answer.status.as_u16()), "{path} {}", answer.text());
        }
    }
    assert!(claimed > 2 * 140, "{claimed}");
    for (method, path) in [
        ("GET", "/$export"),
        ("POST", "/$validate"),
        ("GET", "/metadata/$versions"),
        ("GET", "/Patient/$everything"),
        ("GET", "/Group/g/$everything"),
        ("POST", "/Person/$match"),
        ("POST", "/Patient/p/_history/1/$meta"),
        ("POST", "/Patient/p/$meta-add"),
    ] {
        let told = house.call(method, path, Some("{}")).await.refuses(501, "not-supported");
        assert!(told.issue("diagnostics").contains("Patient/$everything"), "{path}");
    }
}

#[tokio::test]
async fn the_openapi_description_is_of_what_the_statement_claims() {
    let house = House::new().await;
    let answer = house.call_with("GET", "/openapi.json", None, &[("authorization", "")]).await;
    let described = answer.is(200).json();
    assert_eq!(described.str("openapi"), Some("3.0.3"));
    let servers = described.get("servers").unwrap().as_array().unwrap();
    assert_eq!(servers[0].str("url"), Some("http://localhost:8080/fhir"));
    let paths = described.get("paths").unwrap();
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        let get = paths.get(&format!("/{kind}")).unwrap().get("get").unwrap();
        let names = |of: &Json, list: &str| -> Vec<String> {
            let all = of.get(list).unwrap().as_array().unwrap();
            all.iter().map(|one| one.str("name").unwrap().to_owned()).collect()
        };
        assert_eq!(names(get, "parameters"), names(resource, "searchParam"), "{kind}");
    }
    for (path, item) in paths.as_object().unwrap().iter() {
        let asked = path.matches('{').count();
        let placed = item.get("parameters").and_then(Json::as_array).unwrap_or_default().len();
        assert_eq!(placed, asked, "{path}");
    }
    for path in ["/metadata", "/{kind}/{id}", "/Patient/{id}/$everything", "/{kind}/$validate"] {
        assert!(paths.get(path).is_some(), "{path}");
    }
}
