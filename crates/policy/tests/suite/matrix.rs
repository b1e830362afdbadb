//! The functional matrix, read apart from the crate, and the notes of its cells.

use hygie_policy::facts::{
    Asker, Consent, Entry, Interaction, Link, Mode, Situation, Status, Will,
};

use crate::base::{
    NURSE, OCCUPATIONAL, PHYSICIAN, TREATING, entry, no, no_on, of, own, policy, sees, yes, yes_on,
};

/// The columns of the file, each with a situation in which nothing else stands in
/// the way.
fn columns() -> [(&'static str, Situation); 12] {
    let given = |asker| Situation { consent: Consent::Given, ..of(asker) };
    let regulates = |asker| Situation { mode: Mode::Regulation { claimed: true }, ..given(asker) };
    let breaks = |asker| Situation { mode: Mode::Emergency { attested: true }, ..given(asker) };
    [
        ("PSnonMed_normal", given(NURSE)),
        ("PSnonMed_regulation", regulates(NURSE)),
        ("PSnonMed_brisdeglace", breaks(NURSE)),
        ("Med_normal", given(PHYSICIAN)),
        ("Med_regulation", regulates(PHYSICIAN)),
        ("Med_brisdeglace", breaks(PHYSICIAN)),
        ("MedTravail", given(OCCUPATIONAL)),
        ("MT_normal", given(TREATING)),
        ("MT_brisdeglace", breaks(TREATING)),
        ("CPE_nonPS", given(Asker::Secretary)),
        ("CertES_normal", given(Asker::System)),
        ("CertES_regulation", regulates(Asker::System)),
    ]
}

/// Every cell of PDT-INF-526: allowed as far as no entry counts, where it says Y
/// without a note that rests on an entry or on the person's will.
#[test]
fn every_cell_is_followed() {
    let text = include_str!("../../tables/functional_matrix.tsv");
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let names: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let policy = policy();
    let mut cells = 0;
    for (line, interaction) in lines.zip(Interaction::ALL) {
        let fields: Vec<&str> = line.split('\t').collect();
        for (name, situation) in columns() {
            let column = names.iter().position(|known| *known == name).unwrap();
            let cell = fields.get(column).unwrap();
            let expect = matches!(*cell, "Y" | "Y(2)" | "Y(3)" | "Y(4)" | "Y(5)");
            let found = policy.decide(&situation, interaction);
            assert_eq!(found.allowed, expect, "{name} {line}: {found:?}");
            cells += 1;
        }
    }
    assert_eq!(cells, 26 * 12);
}

#[test]
fn notes_that_narrow_an_answer_are_told() {
    // What note 1 says is not known here.
    no(&of(Asker::Secretary), Interaction::DeclareAuthorised, "nothing-permits");
    yes(&of(Asker::Secretary), Interaction::ListAuthorised, "matrix-same-structure");
    yes(&of(Asker::System), Interaction::ListAuthorised, "matrix-new-only");
    yes(&of(Asker::System), Interaction::Feed, "matrix-attributed");
    yes(&of(Asker::Secretary), Interaction::FeedBySecretary, "matrix-attributed");
    yes_on(&of(Asker::System), Interaction::SearchReference, own(), "matrix-reference");
}

/// Notes 6 and 8.
#[test]
fn some_acts_are_the_authors() {
    let authored = Entry { authored: true, ..entry() };
    for interaction in
        [Interaction::Unmask, Interaction::Archive, Interaction::Unarchive, Interaction::Delete]
    {
        yes_on(&of(PHYSICIAN), interaction, authored, "matrix-author");
        no_on(&of(PHYSICIAN), interaction, entry(), "nothing-permits");
    }
    yes_on(&of(TREATING), Interaction::Archive, entry(), "matrix");
    no_on(&of(TREATING), Interaction::Delete, entry(), "nothing-permits");
}

/// Note 7 lets the regulator and the emergency physician see what is masked only when
/// the person allowed it.
#[test]
fn note_seven_rests_on_the_will() {
    let will = Will { masked_in_emergency: true, ..Will::default() };
    let breaks = Situation { mode: Mode::Emergency { attested: true }, ..of(PHYSICIAN) };
    yes(&Situation { will, ..breaks }, Interaction::ReadMasked, "matrix-masked-in-emergency");
    assert!(!policy().decide(&breaks, Interaction::ReadMasked).allowed);
    assert!(
        !policy().decide(&Situation { will, ..of(PHYSICIAN) }, Interaction::ReadMasked).allowed
    );
}

/// Note 9.
#[test]
fn a_structure_deletes_its_own() {
    for asker in [Asker::Secretary, Asker::System] {
        yes_on(&of(asker), Interaction::Delete, own(), "matrix-own-structure");
        no_on(&of(asker), Interaction::Delete, entry(), "nothing-permits");
    }
}

/// Note *.
#[test]
fn a_deposit_is_archived_and_deleted_by_the_person_or_the_treating_physician() {
    let deposit = Entry { deposited_by_person: true, ..entry() };
    let breaks = Situation { mode: Mode::Emergency { attested: true }, ..of(PHYSICIAN) };
    no_on(&breaks, Interaction::Archive, deposit, "deposited-by-person");
    yes_on(&breaks, Interaction::Archive, entry(), "matrix");
    no_on(&of(PHYSICIAN), Interaction::Delete, deposit, "deposited-by-person");
    yes_on(&of(TREATING), Interaction::Archive, deposit, "matrix");
    yes_on(&of(TREATING), Interaction::Delete, deposit, "treating-deletes-deposit");
    let will = Will { blocked: true, ..Will::default() };
    for shut in [
        Situation { link: Link::Ended, ..of(TREATING) },
        Situation { consent: Consent::Refused, ..of(TREATING) },
        Situation { will, ..of(TREATING) },
    ] {
        no_on(&shut, Interaction::Delete, deposit, "nothing-permits");
    }
}

#[test]
fn archived_obsolete_and_deleted_documents_are_read_by_their_rows() {
    for status in [Status::Archived, Status::Obsolete, Status::Deleted] {
        sees(&of(PHYSICIAN), Entry { status, ..entry() }, "matrix");
    }
}
