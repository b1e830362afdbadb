//! How many invitations are kept, and whose accounts a desk gives back.

use hygie_base::Timestamp;
use hygie_gate::Role;
use hygie_record::Table;

use super::kept::{By, How, Invitation, Kept};
use super::{Document, Seen, WayIn};
use crate::account::Account;
use crate::limits::INVITATIONS_KEPT;
use crate::state::Bar;
use crate::{Login, NewAccount};

fn invitation(id: usize) -> Invitation {
    Invitation {
        id: id.to_string(),
        code: Some(format!("code {id}")),
        seen: Seen::new(Document::Passport, "").ok(),
        by: By { id: "a".into(), name: "b".into(), of: "c".into() },
        delegation: None,
        again: None,
        made: 0,
        until: 1,
        end: None,
    }
}

#[test]
fn so_many_invitations_are_kept_of_a_record() {
    let mut kept = Kept { record: 7, invitations: Vec::new(), delegates: Vec::new() };
    for id in 0..=INVITATIONS_KEPT {
        kept.end_pending(How::Replaced, Timestamp(0));
        kept.add(invitation(id));
        assert_eq!(kept.invitations.len(), (id + 1).min(INVITATIONS_KEPT));
    }
    assert_eq!(kept.invitations[0].id, "1", "the oldest made room");
    assert_eq!(kept.pending().map(|one| one.id.clone()), Some(INVITATIONS_KEPT.to_string()));
}

#[test]
fn an_invitation_that_ends_gives_up_its_code_once() {
    let mut kept = Kept { record: 7, invitations: vec![invitation(1)], delegates: Vec::new() };
    let gone = kept.end_pending(How::Withdrawn, Timestamp(5)).unwrap();
    assert!(gone.table == Table::ActivationCode && gone.name == "code 1" && gone.value.is_none());
    assert!(kept.end_pending(How::Used, Timestamp(6)).is_none());
    assert_eq!(kept.invitations[0].end.unwrap().how, How::Withdrawn);
}

#[test]
fn a_desk_gives_back_accounts_of_persons_alone() {
    let new = |role| NewAccount {
        login: "x".into(),
        name: "X".into(),
        role,
        organisation: String::new(),
        organisation_name: String::new(),
        person: None,
        delegation: None,
    };
    for role in Role::ALL.into_iter().filter(|role| *role != Role::System) {
        let login = Login::parse("x").unwrap();
        let ids = ["a".to_owned(), "b".to_owned()];
        let now = Timestamp(0);
        let mut account = Account::new(ids, &login, &new(role), String::new(), None, now);
        let expect = if role.is_of_a_person() { WayIn::Account } else { WayIn::Professional };
        assert_eq!(WayIn::of(Some(&account)), expect, "{role:?}");
        assert_eq!(expect.may(true).is_ok(), role.is_of_a_person());
        assert!(expect.may(false).is_err());
        account.bar = Some(Bar::Suspended);
        assert_eq!(WayIn::of(Some(&account)), WayIn::Suspended);
        assert!(WayIn::Suspended.may(true).is_err());
    }
    assert!(WayIn::None.may(false).is_ok());
}
