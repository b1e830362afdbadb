//! A copy of a record: of what somebody may read, what the policy lets them take away.

use hygie_base::Timestamp;
use hygie_gate::acts::{Announce, Entrust};
use hygie_gate::rights::Reach;
use hygie_gate::{Asker, Refusal, Role, rules};

use crate::glass::house::{a_house, refused};
use crate::help::{House, asker, lab};

const YEAR: i64 = 365 * 86_400_000;

impl House {
    /// What somebody reads of the record, and what of it is in a copy.
    async fn both(&self, asker: &Asker) -> (Vec<String>, Vec<String>) {
        let export = self.gate.export(asker, self.record).await.unwrap();
        (self.sees(asker).await, self.shown(&export).await)
    }
}

#[tokio::test]
async fn a_copy_holds_what_may_be_exported_and_no_more_than_is_read() {
    let house = a_house().await;
    let waits = lab("w")
        .replace(r#""status""#, r#""meta":{"security":[{"code":"INVISIBLE_PATIENT"}]},"status""#);
    house.write("a", &[&waits]).await;
    let parent = house.parent_until(Timestamp(house.now().0 + YEAR)).await;
    let carer =
        Entrust { id: "carer".into(), name: "Ana".into(), reach: Reach::Reading, end: None };
    house.decide(&house.person(), carer).await.unwrap();
    let all = ["a1", "b1", "p"].as_slice();
    let physician = asker(Role::Physician, "a");
    for (who, reads, takes) in [
        // CSP, L.1111-7: theirs, but for what waits to be announced.
        (house.person(), all, all),
        (parent, all, all),
        // Mon espace santé: carers never download.
        (house.delegate("carer"), all, &["p"][..]),
        // What the own organisation keeps, and nothing that waits to be announced.
        (physician.clone(), &["a1", "b1", "p", "w"], &["a1", "p"]),
        (asker(Role::Nurse, "a"), &["a1", "b1", "p", "w"], &["a1", "p"]),
        (asker(Role::Secretary, "a"), &["p"], &["p"]),
        (asker(Role::Physician, "c"), &[], &[]),
    ] {
        let (seen, taken) = house.both(&who).await;
        assert_eq!((seen, taken), (owned(reads), owned(takes)), "{}", who.id);
    }
    let act = Announce { kind: "Observation".into(), id: "w".into() };
    house.decide(&physician, act).await.unwrap();
    let (seen, taken) = house.both(&physician).await;
    assert_eq!((seen, taken), (owned(&["a1", "b1", "p", "w"]), owned(&["a1", "p", "w"])));
}

#[tokio::test]
async fn who_opens_no_record_takes_none_away() {
    let house = a_house().await;
    for role in Role::ALL {
        let who = asker(role, "a");
        let opens = rules::record(&who, house.record);
        let taken = house.gate.export(&who, house.record).await.map(drop);
        match opens {
            Ok(_) => assert!(taken.is_ok(), "{role:?}"),
            Err(refusal) => assert_eq!(refused(taken), refusal, "{role:?}"),
        }
    }
    let stranger = Asker { person: None, ..house.person() };
    let taken = house.gate.export(&stranger, house.record).await.map(drop);
    assert_eq!(refused(taken), Refusal::NotYourRecord);
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
