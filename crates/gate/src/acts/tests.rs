//! What acts leave of the rights, and their limits.

use hygie_base::Timestamp;

use super::{
    Act, ActError, Agree, Announce, Block, BreakGlass, Breaking, Choose, CloseGlass, Declare,
    Discharge, EndCall, Forget, Hide, Leave, Mask, Refuse, Register, ReviewGlass, TakeCall, Taking,
    Unmask,
};
use crate::limits::{
    ANNOUNCED, ANNOUNCED_DAYS, BLOCKED, BOOKED_DAYS, CALL_MINUTES, CALL_REASON_LEAST,
    CALL_REASON_MOST, CALLS, CONSENTS, GLASS_HOURS, GLASSES, LINKS, MASKED, NAME_LETTERS,
    REASON_LEAST, REASON_MOST, SECRETS,
};
use crate::rights::{Found, Grounds, Link, Occasion, Party, Rights};
use crate::{Asker, Role, Ward};

fn asker(number: usize) -> Asker {
    Asker {
        id: format!("account-{number}"),
        name: format!("Someone {number}"),
        organisation: format!("house-{number}"),
        organisation_name: format!("House {number}"),
        ..Asker::of(Role::Physician, "test")
    }
}

const NOW: Timestamp = Timestamp(1_000_000);

fn done(rights: &mut Rights, act: &impl Act) -> Result<(), ActError> {
    act.apply(rights, &asker(0), NOW)
}

#[test]
fn so_many_are_blocked_and_no_more() {
    let mut rights = Rights::default();
    let block = |number: usize| Block { account: number.to_string(), name: "x".into() };
    for number in 0..BLOCKED {
        done(&mut rights, &block(number)).unwrap();
    }
    assert_eq!(done(&mut rights, &block(BLOCKED)), Err(ActError::Blocked));
    done(&mut rights, &block(0)).unwrap();
    assert_eq!(rights.blocked.len(), BLOCKED, "who is blocked already is not another one");
}

#[test]
fn so_many_are_masked_and_no_more() {
    let mut rights = Rights::default();
    let mask = |number: usize| Mask { kind: "Observation".into(), id: number.to_string() };
    for number in 0..MASKED {
        done(&mut rights, &mask(number)).unwrap();
    }
    assert_eq!(done(&mut rights, &mask(MASKED)), Err(ActError::Masked));
    done(&mut rights, &mask(0)).unwrap();
    assert_eq!(rights.masked.len(), MASKED);
}

#[test]
fn so_much_is_secret_and_no_more() {
    let mut rights = Rights::default();
    let hide = |number: usize, majority: i64| Hide {
        kind: "Observation".into(),
        id: number.to_string(),
        majority: Some(Timestamp(majority)),
    };
    assert_eq!(done(&mut rights, &hide(0, NOW.0)), Err(ActError::Unrepresented));
    for number in 0..SECRETS {
        done(&mut rights, &hide(number, NOW.0 + 1)).unwrap();
    }
    assert_eq!(done(&mut rights, &hide(SECRETS, NOW.0 + 1)), Err(ActError::Secrets));
    done(&mut rights, &hide(0, NOW.0 + 1)).unwrap();
    assert_eq!(rights.secret.len(), SECRETS);
    assert!(rights.secret.iter().all(|mark| mark.by.is_some()), "a professional did");
    let person = Asker { role: Role::Person, ..asker(0) };
    hide(0, NOW.0 + 1).apply(&mut rights, &person, NOW).unwrap();
    assert_eq!(rights.secret.iter().filter(|mark| mark.by.is_none()).count(), 1);
}

/// CSP, R.1111-53: after a month it is visible whatever was said.
#[test]
fn so_many_announcements_are_kept_and_those_of_before_make_room() {
    let mut rights = Rights::default();
    let announce = |number: usize| Announce { kind: "Observation".into(), id: number.to_string() };
    for number in 0..ANNOUNCED {
        done(&mut rights, &announce(number)).unwrap();
    }
    assert_eq!(done(&mut rights, &announce(ANNOUNCED)), Err(ActError::Announced));
    done(&mut rights, &announce(0)).unwrap();
    assert_eq!(rights.announced.len(), ANNOUNCED);
    let over = Timestamp(NOW.0 + ANNOUNCED_DAYS * 86_400_000);
    let more = |rights: &mut Rights, at| announce(ANNOUNCED).apply(rights, &asker(0), at);
    assert_eq!(more(&mut rights, Timestamp(over.0 - 1)), Err(ActError::Announced));
    more(&mut rights, over).unwrap();
    assert_eq!(rights.announced.len(), ANNOUNCED);
    assert!(!rights.announced.iter().any(|it| it.is_of("Observation", "0")));
}

#[test]
fn so_many_consents_are_kept_and_no_more() {
    let mut rights = Rights::default();
    let party = |number: usize| Party::account(&asker(number));
    for number in 0..CONSENTS {
        done(&mut rights, &Agree { party: party(number), end: None }).unwrap();
    }
    let more = Refuse { party: party(CONSENTS) };
    assert_eq!(done(&mut rights, &more), Err(ActError::Consents));
    done(&mut rights, &Refuse { party: party(0) }).unwrap();
    assert_eq!(rights.consents.len(), CONSENTS, "what was said of a party takes its place");
    let last = rights.consents.last().unwrap();
    assert!(last.party.is(&party(0)) && !last.given);
}

#[test]
fn so_many_links_run_and_those_that_ended_make_room() {
    let mut rights = Rights::default();
    let register = Register { end: None, informed: false, ..Register::default() };
    for number in 0..LINKS {
        register.apply(&mut rights, &asker(number), NOW).unwrap();
    }
    assert_eq!(register.apply(&mut rights, &asker(LINKS), NOW), Err(ActError::Links));
    let later = Timestamp(NOW.0 + 5);
    for number in [3, 4] {
        Discharge::EVERY
            .apply(&mut rights, &asker(number), Timestamp(later.0 - number as i64))
            .unwrap();
    }
    register.apply(&mut rights, &asker(LINKS), later).unwrap();
    assert_eq!(rights.links.len(), LINKS);
    let there = |number: usize| {
        let party = Party::organisation(&asker(number));
        rights.links.iter().any(|link| link.party.is(&party))
    };
    assert!(there(3) && !there(4), "the one that ended first went");
}

/// Links that have an end run until then.
#[test]
fn a_link_that_is_to_end_makes_no_room_before() {
    let mut rights = Rights::default();
    let register =
        Register { end: Some(Timestamp(NOW.0 + 5)), informed: false, ..Register::default() };
    for number in 0..LINKS {
        register.apply(&mut rights, &asker(number), NOW).unwrap();
    }
    assert_eq!(register.apply(&mut rights, &asker(LINKS), NOW), Err(ActError::Links));
    let again = rights.clone();
    register.apply(&mut rights, &asker(0), Timestamp(NOW.0 + 1)).unwrap();
    assert_eq!(rights, again, "what is so already is no other version");
}

#[test]
fn what_is_not_there_is_not_taken_back() {
    let mut rights = Rights::default();
    let party = Party::organisation(&asker(1));
    let (kind, id) = ("Observation".to_owned(), "x".to_owned());
    assert_eq!(done(&mut rights, &Discharge::EVERY), Err(ActError::Nothing));
    assert_eq!(done(&mut rights, &Forget { party: party.clone() }), Err(ActError::Nothing));
    assert_eq!(done(&mut rights, &Unmask { kind, id }), Err(ActError::Nothing));
    done(&mut rights, &Agree { party: party.clone(), end: None }).unwrap();
    done(&mut rights, &Forget { party }).unwrap();
    assert_eq!(rights, Rights::default());
}

#[test]
fn a_consent_has_a_name_and_an_end_to_come() {
    let mut rights = Rights::default();
    let agree = |letters: usize, end: i64| Agree {
        party: Party::Organisation { id: "x".into(), name: "é".repeat(letters) },
        end: Some(Timestamp(end)),
    };
    assert_eq!(done(&mut rights, &agree(1, NOW.0)), Err(ActError::Ended));
    assert_eq!(done(&mut rights, &agree(NAME_LETTERS + 1, NOW.0 + 1)), Err(ActError::Name));
    assert_eq!(done(&mut rights, &agree(NAME_LETTERS, NOW.0 + 1)), Ok(()));
}

#[test]
fn names_have_a_length() {
    let mut rights = Rights::default();
    let of = |letters: usize| "é".repeat(letters);
    for (account, name, expect) in [
        (of(NAME_LETTERS), of(NAME_LETTERS), Ok(())),
        (of(NAME_LETTERS + 1), of(1), Err(ActError::Name)),
        (of(1), of(NAME_LETTERS + 1), Err(ActError::Name)),
        (of(1), String::new(), Err(ActError::Name)),
        (String::new(), of(1), Err(ActError::Name)),
    ] {
        let choose = Choose { account: account.clone(), name: name.clone() };
        assert_eq!(done(&mut rights, &choose), expect);
        assert_eq!(done(&mut rights, &Block { account, name }), expect);
    }
}

#[test]
fn who_was_blocked_or_refused_does_not_register_themselves() {
    let register = Register { end: None, informed: false, ..Register::default() };
    for refuse in [true, false] {
        let mut rights = Rights::default();
        if refuse {
            done(&mut rights, &Refuse { party: Party::account(&asker(1)) }).unwrap();
        } else {
            let block = Block { account: asker(1).id, name: "Someone".into() };
            done(&mut rights, &block).unwrap();
        }
        assert_eq!(register.apply(&mut rights, &asker(1), NOW), Err(ActError::Refused));
        let colleague = Asker { organisation: asker(1).organisation, ..asker(2) };
        register.apply(&mut rights, &colleague, NOW).unwrap();
        assert_eq!(rights.links.len(), 1, "the organisation still takes care of the person");
    }
}

#[test]
fn a_link_that_says_the_same_is_left_and_another_takes_its_place() {
    let mut rights = Rights::default();
    let register = |end: Option<i64>| Register {
        end: end.map(Timestamp),
        informed: false,
        ..Register::default()
    };
    done(&mut rights, &register(None)).unwrap();
    let before = rights.clone();
    register(None).apply(&mut rights, &asker(0), Timestamp(NOW.0 + 9)).unwrap();
    assert_eq!(rights, before);
    let later = Timestamp(NOW.0 + 10);
    register(Some(later.0 + 50)).apply(&mut rights, &asker(0), later).unwrap();
    let ends: Vec<_> = rights.links.iter().map(|link| link.end.map(|end| end.0)).collect();
    assert_eq!(ends, [Some(later.0), Some(later.0 + 50)]);
    assert_eq!(register(Some(NOW.0)).apply(&mut rights, &asker(0), NOW), Err(ActError::Ended));
}

#[test]
fn what_is_booked_begins_within_a_year_and_an_appointment_ends() {
    let at = |start: Option<i64>, end: Option<i64>, occasion| Register {
        occasion,
        start: start.map(|start| Timestamp(NOW.0 + start)),
        end: end.map(|end| Timestamp(NOW.0 + end)),
        ..Register::default()
    };
    let most = BOOKED_DAYS * 86_400_000;
    let comes = Some(Occasion::Appointment);
    let check = |register: Register, expect| {
        let mut rights = Rights::default();
        assert_eq!(done(&mut rights, &register), expect, "{register:?}");
        assert_eq!(rights.links.is_empty(), expect.is_err());
    };
    check(at(Some(most), None, None), Ok(()));
    check(at(Some(most + 1), None, None), Err(ActError::TooFar));
    check(at(Some(0), None, None), Ok(()));
    check(at(Some(-1), None, None), Err(ActError::Past));
    check(at(Some(5), Some(5), None), Err(ActError::Ended));
    check(at(Some(5), Some(6), comes), Ok(()));
    check(at(Some(5), None, comes), Err(ActError::Endless));
    check(at(None, None, Some(Occasion::Admission)), Ok(()));
    for (letters, expect) in
        [(0, Err(ActError::Name)), (NAME_LETTERS, Ok(())), (NAME_LETTERS + 1, Err(ActError::Name))]
    {
        let name = "é".repeat(letters);
        let ward = Some(Ward { id: "w".into(), name });
        check(Register { ward, ..Register::default() }, expect);
    }
}

#[test]
fn appointments_stand_beside_each_other_and_beside_a_stay() {
    let mut rights = Rights::default();
    let ward = |id: &str| Some(Ward { id: id.into(), name: id.into() });
    let book = |on: &str, occasion, start: i64, end: Option<i64>| Register {
        ward: ward(on),
        occasion: Some(occasion),
        start: Some(Timestamp(NOW.0 + start)),
        end: end.map(|end| Timestamp(NOW.0 + end)),
        informed: false,
    };
    let (stay, visit) = (Occasion::Residence, Occasion::Appointment);
    done(&mut rights, &book("w", stay, 0, None)).unwrap();
    done(&mut rights, &book("w", visit, 10, Some(20))).unwrap();
    done(&mut rights, &book("w", visit, 30, Some(40))).unwrap();
    done(&mut rights, &book("v", visit, 30, Some(40))).unwrap();
    assert_eq!(rights.links.len(), 4);
    let before = rights.clone();
    done(&mut rights, &book("w", visit, 30, Some(40))).unwrap();
    assert_eq!(rights, before, "what is so already is no other version");
    // One that meets another takes its place from when it begins.
    done(&mut rights, &book("w", visit, 15, Some(35))).unwrap();
    let of_w = |it: &&Link| it.party.id() == "w" && it.occasion == Some(visit);
    let spans = |rights: &Rights| -> Vec<_> {
        let links = rights.links.iter().filter(of_w);
        links.map(|it| (it.start.0 - NOW.0, it.end.map(|end| end.0 - NOW.0))).collect()
    };
    assert_eq!(spans(&rights), [(10, Some(15)), (15, Some(35))]);
    // One is ended by its key, what is to come goes, and nothing else does.
    let key = rights.links.iter().find(of_w).unwrap().key();
    done(&mut rights, &Discharge { link: Some(key.clone()) }).unwrap();
    assert_eq!(spans(&rights), [(15, Some(35))]);
    assert_eq!(done(&mut rights, &Discharge { link: Some(key) }), Err(ActError::Nothing));
    let elsewhere = Discharge::EVERY.apply(&mut rights, &asker(1), NOW);
    assert_eq!(elsewhere, Err(ActError::Nothing));
    done(&mut rights, &Discharge::EVERY).unwrap();
    assert!(rights.links.is_empty(), "what began now has not been");
}

#[test]
fn what_was_declared_is_ended_by_who_declared_it() {
    let mut rights = Rights::default();
    done(&mut rights, &Register { end: None, informed: false, ..Register::default() }).unwrap();
    done(&mut rights, &Declare { end: Timestamp(NOW.0 + 100) }).unwrap();
    let later = Timestamp(NOW.0 + 1);
    assert_eq!(Leave.apply(&mut rights, &asker(1), later), Err(ActError::Nothing));
    Leave.apply(&mut rights, &asker(0), later).unwrap();
    let runs: Vec<_> = rights.links.iter().filter(|link| link.end.is_none()).collect();
    assert!(runs.iter().all(|link| link.grounds == Grounds::Registered) && runs.len() == 1);
    assert_eq!(Leave.apply(&mut rights, &asker(0), later), Err(ActError::Nothing));
}

fn breaks(reason: &str) -> BreakGlass {
    BreakGlass { reason: reason.to_owned(), unable: true, risk: true }
}

fn review(number: u32) -> ReviewGlass {
    ReviewGlass { number, found: Found::Justified, words: "as it should be".into() }
}

#[test]
fn an_emergency_is_stated_and_has_a_reason_of_some_length() {
    let mut rights = Rights::default();
    for (unable, risk) in [(false, true), (true, false), (false, false)] {
        let act = BreakGlass { unable, risk, ..breaks("unconscious") };
        assert_eq!(done(&mut rights, &Breaking(&act)), Err(ActError::Unattested));
    }
    for letters in [0, REASON_LEAST - 1, REASON_MOST + 1] {
        let act = breaks(&format!("  {}  ", "é".repeat(letters)));
        assert_eq!(done(&mut rights, &Breaking(&act)), Err(ActError::Words), "{letters}");
    }
    assert!(rights.glasses.is_empty());
    for (at, letters) in [REASON_LEAST, REASON_MOST].into_iter().enumerate() {
        let act = breaks(&"é".repeat(letters));
        Breaking(&act).apply(&mut rights, &asker(at), NOW).unwrap();
    }
    assert_eq!(rights.glasses.kept.len(), 2);
    done(&mut rights, &Breaking(&breaks("once more than needed"))).unwrap();
    assert_eq!(rights.glasses.kept.len(), 2, "one that runs is not begun again");
}

#[test]
fn so_many_emergencies_are_kept_and_none_that_waits_makes_room() {
    let mut rights = Rights::default();
    let act = breaks("unconscious");
    for number in 0..GLASSES {
        Breaking(&act).apply(&mut rights, &asker(number), NOW).unwrap();
    }
    let more = |rights: &mut Rights, now| Breaking(&act).apply(rights, &asker(GLASSES), now);
    assert_eq!(more(&mut rights, NOW), Err(ActError::Glasses));
    let over = rights.glasses.kept[0].end;
    assert_eq!(over.0 - NOW.0, GLASS_HOURS * 3_600_000);
    let officer = asker(900);
    let early = Timestamp(over.0 - 1);
    assert_eq!(review(5).apply(&mut rights, &officer, early), Err(ActError::Running));
    assert_eq!(review(5).apply(&mut rights, &asker(4), over), Err(ActError::Own));
    assert_eq!(review(99).apply(&mut rights, &officer, over), Err(ActError::Nothing));
    let short = ReviewGlass { words: "x".repeat(REASON_LEAST - 1), ..review(5) };
    assert_eq!(short.apply(&mut rights, &officer, over), Err(ActError::Words));
    review(5).apply(&mut rights, &officer, over).unwrap();
    assert_eq!(review(5).apply(&mut rights, &officer, over), Err(ActError::Nothing), "once");
    more(&mut rights, over).unwrap();
    let numbers: Vec<_> = rights.glasses.kept.iter().map(|it| it.number as usize).collect();
    assert!(!numbers.contains(&5) && numbers.contains(&(GLASSES + 1)), "{numbers:?}");
    assert_eq!(numbers.len(), GLASSES);
}

#[test]
fn an_emergency_is_ended_by_who_broke_the_glass() {
    let mut rights = Rights::default();
    done(&mut rights, &Breaking(&breaks("unconscious"))).unwrap();
    let later = Timestamp(NOW.0 + 7);
    assert_eq!(CloseGlass.apply(&mut rights, &asker(1), later), Err(ActError::Nothing));
    let elsewhere = Asker { organisation: "house-1".into(), ..asker(0) };
    assert_eq!(CloseGlass.apply(&mut rights, &elsewhere, later), Err(ActError::Nothing));
    CloseGlass.apply(&mut rights, &asker(0), later).unwrap();
    assert_eq!(rights.glasses.kept[0].end, later);
    assert_eq!(CloseGlass.apply(&mut rights, &asker(0), later), Err(ActError::Nothing));
    let after = Timestamp(later.0 + 1);
    Breaking(&breaks("unconscious again")).apply(&mut rights, &asker(0), after).unwrap();
    let numbers: Vec<_> = rights.glasses.kept.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_call_has_a_reason_of_some_length() {
    let mut rights = Rights::default();
    let call = |letters: usize| TakeCall { reason: format!("  {}  ", "é".repeat(letters)) };
    for letters in [0, CALL_REASON_LEAST - 1, CALL_REASON_MOST + 1] {
        let error = done(&mut rights, &Taking(&call(letters)));
        assert_eq!(error, Err(ActError::CallReason), "{letters}");
    }
    assert!(rights.calls.is_empty());
    for (at, letters) in [CALL_REASON_LEAST, CALL_REASON_MOST].into_iter().enumerate() {
        Taking(&call(letters)).apply(&mut rights, &asker(at), NOW).unwrap();
    }
    done(&mut rights, &Taking(&call(9))).unwrap();
    assert_eq!(rights.calls.len(), 2, "one that runs is not begun again");
    assert_eq!(rights.calls[0].end.0 - NOW.0, CALL_MINUTES * 60_000);
}

#[test]
fn so_many_calls_are_kept_and_none_that_runs_makes_room() {
    let mut rights = Rights::default();
    let call = TakeCall { reason: "4512".into() };
    for number in 0..CALLS {
        Taking(&call).apply(&mut rights, &asker(number), NOW).unwrap();
    }
    let more = |rights: &mut Rights, now| Taking(&call).apply(rights, &asker(CALLS), now);
    assert_eq!(more(&mut rights, NOW), Err(ActError::Calls));
    let later = Timestamp(NOW.0 + 7);
    assert_eq!(EndCall.apply(&mut rights, &asker(CALLS), later), Err(ActError::Nothing));
    EndCall.apply(&mut rights, &asker(3), later).unwrap();
    assert_eq!(EndCall.apply(&mut rights, &asker(3), later), Err(ActError::Nothing), "once");
    more(&mut rights, later).unwrap();
    assert_eq!(rights.calls.len(), CALLS);
    assert!(!rights.calls.iter().any(|it| it.account == asker(3).id));
}

#[test]
fn rights_are_read_as_they_were_written_and_nothing_else_is() {
    let mut rights = Rights::default();
    done(
        &mut rights,
        &Register { end: Some(Timestamp(NOW.0 + 5)), informed: true, ..Register::default() },
    )
    .unwrap();
    done(&mut rights, &Declare { end: Timestamp(NOW.0 + 100) }).unwrap();
    done(&mut rights, &Block { account: "b".into(), name: "Dr B".into() }).unwrap();
    done(&mut rights, &Mask { kind: "Observation".into(), id: "o".into() }).unwrap();
    done(&mut rights, &Choose { account: "c".into(), name: "Dr C".into() }).unwrap();
    done(&mut rights, &Breaking(&breaks("unconscious"))).unwrap();
    done(&mut rights, &Taking(&TakeCall { reason: "4512".into() })).unwrap();
    let over = rights.glasses.kept[0].end;
    review(1).apply(&mut rights, &asker(1), over).unwrap();
    let record = hygie_base::RecordNo::from_u64(7).unwrap();
    let text = rights.write().unwrap();
    assert_eq!(Rights::read(record, &text).unwrap(), rights);
    assert_eq!(Rights::read(record, b"").unwrap(), Rights::default());
    assert_eq!(Rights::read(record, b"{}").unwrap(), Rights::default());
    for bad in ["{", "{\"later\":1}", "{\"links\":[{}]}", "{\"blocked\":[{\"account\":1}]}"] {
        assert!(Rights::read(record, bad.as_bytes()).is_err(), "{bad}");
    }
}
