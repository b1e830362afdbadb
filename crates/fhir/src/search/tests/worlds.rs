//! Conditions on other resources, in a world of a few.

use std::cell::Cell;

use super::super::{Include, Matching, Query, SearchCode, Subject, Values, World, extract};
use super::{NOW, json};
use crate::limits::{SEARCH_HOPS, SEARCH_LISTS};

struct Some {
    all: Vec<(String, String, Values)>,
    steps: Cell<usize>,
}

impl Some {
    fn new(texts: &[&str]) -> Self {
        let one = |text: &&str| {
            let json = json(text);
            let id = json.id().unwrap().to_owned();
            (id, (*text).to_owned(), extract(&json, None))
        };
        Self { all: texts.iter().map(one).collect(), steps: Cell::new(usize::MAX) }
    }

    fn found(&self, query: &str) -> Vec<&str> {
        let query = wide(query).unwrap();
        let matching = Matching::new(self);
        let all = self.all(0, query.kind()).into_iter();
        all.filter(|subject| matching.matches(&query, *subject)).map(|it| it.id).collect()
    }
}

impl World for Some {
    fn target<'a>(&'a self, home: usize, kind: &str, id: &str) -> Option<Subject<'a>> {
        self.all(home, kind).into_iter().find(|subject| subject.id == id)
    }

    fn all<'a>(&'a self, home: usize, kind: &str) -> Vec<Subject<'a>> {
        let subject = |(id, text, values): &'a (String, String, Values)| Subject {
            home,
            id,
            values,
            text: text.as_bytes(),
        };
        self.all.iter().filter(|(_, _, it)| it.kind() == kind).map(subject).collect()
    }

    fn goes_on(&self) -> bool {
        self.steps.set(self.steps.get().saturating_sub(1));
        self.steps.get() > 0
    }
}

fn wide(text: &str) -> Result<Query, SearchCode> {
    let (kind, params) = text.split_once('?').unwrap();
    let params: Vec<_> = params.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
    Query::parse_wide(kind, &params, NOW).map_err(|error| error.code)
}

fn world() -> Some {
    Some::new(&[
        r#"{"resourceType":"Patient","id":"p","name":[{"family":"Lef"}],"generalPractitioner":[{"reference":"Practitioner/d"}],"link":[{"other":{"reference":"Patient/q"},"type":"seealso"}]}"#,
        r#"{"resourceType":"Patient","id":"q","name":[{"family":"Other"}]}"#,
        r#"{"resourceType":"Practitioner","id":"d","name":[{"family":"Doc"}]}"#,
        r#"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"c"},"subject":{"reference":"Patient/p"},"performer":[{"reference":"Practitioner/d"}],"hasMember":[{"reference":"Observation/m"}]}"#,
        r#"{"resourceType":"Observation","id":"m","status":"amended","code":{"text":"c"},"subject":{"reference":"Patient/q"},"performer":[{"reference":"Patient/p"}]}"#,
        r#"{"resourceType":"List","id":"l","status":"current","mode":"working","entry":[{"item":{"reference":"Observation/m"}}]}"#,
    ])
}

#[test]
fn references_are_followed_forwards() {
    let world = world();
    let check = |query: &str, expect: &[&str]| assert_eq!(world.found(query), expect, "{query}");
    check("Observation?subject:Patient.name=lef", &["o"]);
    check("Observation?subject.name=lef", &["o"]);
    check("Observation?patient.name:exact=Other", &["m"]);
    check("Observation?performer.name=doc", &["o"]);
    check("Observation?performer.name=doc,lef", &["o", "m"]);
    check("Observation?performer:Patient.name=doc", &[]);
    check("Observation?patient.general-practitioner.name=doc", &["o"]);
    check("Observation?subject:Patient.general-practitioner:Practitioner.name=doc", &["o"]);
    check("Observation?has-member.status=amended", &["o"]);
    check("Observation?has-member.subject:Patient.name=other", &["o"]);
    check("Observation?_filter=subject.name co \"le\"", &["o"]);
    check("Observation?_filter=performer[name eq doc].id eq d and status eq final", &["o"]);
}

#[test]
fn references_are_followed_backwards() {
    let world = world();
    let check = |query: &str, expect: &[&str]| assert_eq!(world.found(query), expect, "{query}");
    check("Patient?_has:Observation:patient:status=final", &["p"]);
    check("Patient?_has:Observation:subject:status=final,amended", &["p", "q"]);
    check("Patient?_has:Observation:patient:status:not=final", &["q"]);
    check("Patient?_has:Observation:patient:_has:List:item:status=current", &["q"]);
    check("Patient?_has:Observation:patient:performer.name=doc", &["p"]);
    check("Observation?subject:Patient._has:Observation:performer:status=amended", &["o"]);
    check("Patient?_filter=_has:Observation:patient:status eq final", &["p"]);
    check("Observation?_list=l", &["m"]);
    check("Observation?_list=List/nothing,l", &["m"]);
    check("Observation?_list=nothing", &[]);
}

#[test]
fn what_is_not_followed_is_said() {
    use SearchCode::{InvalidValue, TooCostly, TooLarge, UnknownParameter, UnsupportedParameter};
    let check = |query: &str, code| assert_eq!(wide(query), Err(code), "{query}");
    check("Patient?link.name=a", UnsupportedParameter);
    check("Patient?_has:Patient:link:name=a", UnsupportedParameter);
    check("Practitioner?_has:Observation:performer:status=final", TooCostly);
    check("Patient?_has:Group:member:code=x", TooCostly);
    check("Observation?code.name=a", InvalidValue);
    check("Observation?subject:Practitioner.name=a", InvalidValue);
    check("Observation?subject.nonsense=a", UnknownParameter);
    check("Patient?_has:Observation:code:status=a", InvalidValue);
    check("Patient?_has:Nothing:code:status=a", UnknownParameter);
    check("Patient?_has:Observation=a", InvalidValue);
    check("Patient?_has=a", UnsupportedParameter);
    check("Observation?_list=$current-problems", SearchCode::UnsupportedModifier);
    check("Observation?_list=a b", InvalidValue);
    check("Observation?_text:exact=a", SearchCode::UnknownModifier);
    let chain = |hops: usize| format!("Observation?{}status=final", "has-member.".repeat(hops));
    assert!(wide(&chain(SEARCH_HOPS)).is_ok());
    check(&chain(SEARCH_HOPS + 1), TooLarge);
    let lists = |number: usize| format!("Observation?_list={}", vec!["a"; number].join(","));
    assert!(wide(&lists(SEARCH_LISTS)).is_ok());
    check(&lists(SEARCH_LISTS + 1), TooLarge);
}

#[test]
fn a_search_ends_when_the_world_does_not_go_on() {
    let world = world();
    world.steps.set(2);
    assert_eq!(world.found("Observation?status=final,amended"), ["o"]);
}

#[test]
fn includes_say_what_they_bring() {
    let world = world();
    let referred = |name: &str, value: &str, of: &str| -> Vec<String> {
        let include = Include::parse(1, name, value, &["Observation"]).unwrap().unwrap();
        let (_, _, values) = world.all.iter().find(|(id, _, _)| id == of).unwrap();
        let found = include.references(values).into_iter();
        found.map(|(kind, id)| format!("{kind}/{id}")).collect()
    };
    assert_eq!(referred("_include", "Observation:subject", "o"), ["Patient/p"]);
    assert_eq!(referred("_include", "Observation:performer:Patient", "o"), [""; 0]);
    assert_eq!(referred("_include", "Observation:performer:Patient", "m"), ["Patient/p"]);
    assert_eq!(referred("_include", "Patient:general-practitioner", "o"), [""; 0]);
    assert!(referred("_include", "*", "o").contains(&"Practitioner/d".to_owned()));
    assert!(!referred("_include", "*", "p").contains(&"Patient/q".to_owned()));
    assert_eq!(referred("_revinclude:iterate", "Observation:has-member", "o"), ["Observation/m"]);
    let refused = |name: &str, value: &str| {
        let read = Include::parse(1, name, value, &["Practitioner"]).unwrap();
        read.unwrap_err().code
    };
    assert_eq!(refused("_include", "Observation"), SearchCode::InvalidValue);
    assert_eq!(refused("_include", "Observation:code"), SearchCode::InvalidValue);
    assert_eq!(refused("_include", "Observation:subject:Practitioner"), SearchCode::InvalidValue);
    assert_eq!(refused("_include", "Observation:nonsense"), SearchCode::UnknownParameter);
    assert_eq!(refused("_include", "Patient:link"), SearchCode::UnsupportedParameter);
    assert_eq!(refused("_include:other", "*"), SearchCode::UnknownModifier);
    assert_eq!(refused("_revinclude", "*"), SearchCode::InvalidValue);
    assert_eq!(refused("_revinclude", "Observation:performer"), SearchCode::TooCostly);
    assert!(Include::parse(1, "_included", "*", &[]).is_none());
}
