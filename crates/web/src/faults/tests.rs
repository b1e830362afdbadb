use hygie_base::{Code, SeededRng};
use hygie_http::{Fault, RequestId};

use super::{Faulted, REFUSALS, answer};
use crate::Lang;
use crate::limits::FAULTED;
use crate::page::promises::{keep, sample};
use crate::testing::text_of;

#[tokio::test]
async fn every_code_has_a_page_that_says_what_to_do() {
    for lang in Lang::ALL {
        for code in Code::ALL {
            let response = answer(&sample(*lang), &Fault::new(*code));
            assert_eq!(response.status().as_u16(), code.row().status);
            let html = keep(*lang, &text_of(response).await);
            assert!(html.contains(code.row().name) && html.contains("7f3a"), "{html}");
        }
    }
}

#[tokio::test]
async fn reasons_of_the_gate_are_translated_and_others_stay_out() {
    for (refusal, key) in REFUSALS {
        let page = sample(Lang::Fr);
        let fault = Fault::new(refusal.code()).because(refusal.sentence());
        let html = text_of(answer(&page, &fault)).await;
        assert!(html.contains(&page.t(key).replace('\'', "&#39;")), "{key}");
        let advice = page.t(&format!("fault-{}-advice", refusal.code().row().name));
        assert!(html.contains(&advice), "{key}: what the role lacks, its role can be given");
    }
    let rule = hygie_policy::rules::all().into_iter().find(|rule| rule.id == "no-link").unwrap();
    let page = sample(Lang::Fr);
    let fault = Fault::new(Code::Forbidden).because(rule.sentence);
    let html = text_of(answer(&page, &fault)).await;
    assert!(html.contains(&page.t("fault-rule-advice")), "no role opens what a rule closes");
    let fault = Fault::new(Code::BusinessRule).because("<b>Marie Durand</b>");
    let html = text_of(answer(&sample(Lang::Fr), &fault)).await;
    assert!(!html.contains("Durand"));
}

#[test]
fn contexts_wait_for_their_door_and_only_so_many() {
    let rng = SeededRng::new(3);
    let faulted = Faulted::default();
    let ids: Vec<RequestId> = (0..=FAULTED).map(|_| RequestId::random(&rng)).collect();
    for id in &ids[..FAULTED] {
        faulted.put(*id, sample(Lang::Fr));
    }
    assert!(faulted.take(&ids[0]).is_some());
    assert!(faulted.take(&ids[0]).is_none());
    faulted.put(ids[0], sample(Lang::Fr));
    faulted.put(ids[FAULTED], sample(Lang::Fr));
    assert!(faulted.take(&ids[1]).is_none(), "the oldest made room");
    assert!(faulted.take(&ids[FAULTED]).is_some());
}
