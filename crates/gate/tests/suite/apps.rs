//! An app narrows what its user may do, and never widens it.

use hygie_base::RecordNo;
use hygie_gate::{Asker, Refusal, Role, Scopes, rules};
use hygie_record::Act;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::{prop_assert_eq, proptest};

use crate::help;

const ACTS: [Act; 5] = [Act::Create, Act::Read, Act::Update, Act::Delete, Act::Search];
const KINDS: [&str; 5] = ["*", "Patient", "Observation", "DocumentReference", "Appointment"];

fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

fn asker(role: Role, own: u64, scopes: Scopes) -> Asker {
    let organisation = if role == Role::Person { "" } else { "org" };
    let person = (role == Role::Person).then(|| record(own));
    Asker { person, scopes, ..help::asker(role, organisation) }
}

fn scopes() -> impl Strategy<Value = Scopes> {
    let one = (0..KINDS.len(), 1_u8..32).prop_map(|(kind, bits)| {
        let letters = "cruds".chars().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
        let letters: String = letters.map(|(_, letter)| letter).collect();
        format!("system/{}.{letters}", KINDS[kind])
    });
    let some = proptest::collection::vec(one, 1..5);
    prop_oneof![
        Just(Scopes::default()),
        some.prop_map(|all| Scopes::parse(&all.join(" ")).unwrap()),
    ]
}

proptest! {
    #[test]
    fn a_permit_through_an_app_is_what_both_allow(
        role in (0..Role::ALL.len()).prop_map(|at| Role::ALL[at]),
        scopes in scopes(),
        own in 7_u64..9,
        of in prop_oneof![Just(None), Just(Some(7_u64)), Just(Some(8))],
        asked in 7_u64..9,
    ) {
        let scopes = scopes.of_app(of.map(record));
        let alone = rules::record(&asker(role, own, Scopes::default()), record(asked));
        let through = rules::record(&asker(role, own, scopes.clone()), record(asked));
        let bare = hygie_record::Lens::new(None, scopes.kinds());
        for kind in hygie_fhir::assign::resource_types() {
            for act in ACTS {
                for keeper in ["org", "other"] {
                    let may = |yes: &rules::Yes| yes.lens.allows(act, kind) && yes.lens.reaches(keeper);
                    let expect = of == Some(asked)
                        && alone.as_ref().is_ok_and(may)
                        && bare.allows(act, kind);
                    prop_assert_eq!(through.as_ref().is_ok_and(may), expect, "{:?} {} {:?}", role, kind, act);
                }
            }
        }
    }
}

#[test]
fn an_app_keeps_to_its_record() {
    let scopes = || Scopes::parse("system/*.cruds").unwrap().of_app(Some(record(7)));
    for role in Role::ALL {
        let asker = asker(role, 7, scopes());
        assert_eq!(rules::any(&asker), Err(Refusal::AppsKeepToOneRecord), "{role:?}");
        assert_eq!(rules::find(&asker), Err(Refusal::AppsKeepToOneRecord), "{role:?}");
        let traces = rules::traces(&asker, record(7)).map(|_| ());
        assert_eq!(traces, Err(Refusal::AppsName), "{role:?}");
        assert_eq!(rules::accounts(&asker), Err(Refusal::AppsKeepToOneRecord), "{role:?}");
        let secretly = rules::connects_secretly(&asker);
        assert_eq!(secretly, Err(Refusal::AppsKeepToOneRecord), "{role:?}");
        assert_eq!(rules::record(&asker, record(8)), Err(Refusal::NotYourRecord), "{role:?}");
    }
}
