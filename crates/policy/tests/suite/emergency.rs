//! Emergency and regulation: CSP L.1111-17 I, R.1111-48, and their columns.

use hygie_policy::facts::{
    Asker, Consent, Entry, Interaction, Link, Mode, Situation, SocialRole, Will,
};

use crate::base::{
    NURSE, OCCUPATIONAL, PHYSICIAN, TREATING, WHOLE, entry, hides, no, of, own, sees, yes,
};

fn breaks(asker: Asker) -> Situation {
    Situation {
        link: Link::None,
        consent: Consent::Absent,
        mode: Mode::Emergency { attested: true },
        ..of(asker)
    }
}

fn regulates(asker: Asker) -> Situation {
    Situation { mode: Mode::Regulation { claimed: true }, ..breaks(asker) }
}

#[test]
fn health_professionals_break_the_glass_without_link_or_consent() {
    for asker in [PHYSICIAN, TREATING] {
        sees(&breaks(asker), entry(), "matrix");
        sees(&breaks(asker), own(), "emergency-own");
    }
    yes(&breaks(NURSE), Interaction::Read, "matrix");
    no(&breaks(PHYSICIAN), Interaction::DeclareAuthorised, "nothing-permits");
    no(&breaks(PHYSICIAN), Interaction::OwnWrite, "nothing-permits");
    hides(&breaks(OCCUPATIONAL), entry(), "nothing-permits");
}

#[test]
fn nobody_else_breaks_the_glass() {
    let others = [
        Asker::Secretary,
        Asker::System,
        Asker::Social(SocialRole::CareSupport),
        Asker::Person,
        Asker::Carer(WHOLE),
    ];
    for asker in others {
        hides(&breaks(asker), entry(), "emergency-health-only");
        yes(&breaks(asker), Interaction::Authenticate, "authenticate");
    }
}

#[test]
fn the_glass_needs_its_statement() {
    let unattested = Situation { mode: Mode::Emergency { attested: false }, ..breaks(PHYSICIAN) };
    hides(&unattested, entry(), "emergency-not-attested");
    hides(&unattested, own(), "nothing-permits");
    yes(&unattested, Interaction::Feed, "matrix");
}

/// CSP, R.1111-48; both oppositions stand apart.
#[test]
fn an_opposition_beforehand_holds() {
    let will = Will { opposes_emergency: true, ..Will::default() };
    let opposed = |situation| Situation { will, ..situation };
    hides(&opposed(breaks(PHYSICIAN)), entry(), "emergency-opposed");
    hides(&opposed(breaks(PHYSICIAN)), own(), "nothing-permits");
    sees(&opposed(regulates(PHYSICIAN)), entry(), "matrix");
    sees(&opposed(of(PHYSICIAN)), entry(), "matrix");
    let will = Will { opposes_regulation: true, ..Will::default() };
    let opposed = |situation| Situation { will, ..situation };
    hides(&opposed(regulates(PHYSICIAN)), entry(), "regulation-opposed");
    sees(&opposed(breaks(PHYSICIAN)), entry(), "matrix");
}

#[test]
fn who_is_blocked_does_not_break_the_glass() {
    let will = Will { blocked: true, ..Will::default() };
    let blocked = Situation { will, ..breaks(PHYSICIAN) };
    hides(&blocked, entry(), "blocked");
    hides(&blocked, own(), "nothing-permits");
}

/// PDT-INF-526, note 7.
#[test]
fn masked_documents_stay_masked_unless_the_person_allowed_it() {
    let masked = Entry { masked: true, ..entry() };
    let will = Will { masked_in_emergency: true, ..Will::default() };
    for asker in [PHYSICIAN, TREATING] {
        for situation in [breaks(asker), regulates(asker)] {
            hides(&situation, masked, "nothing-permits");
            hides(&situation, Entry { authored: true, ..masked }, "nothing-permits");
            sees(&Situation { will, ..situation }, masked, "matrix-masked-in-emergency");
        }
    }
}

#[test]
fn regulation_needs_the_claim_and_its_staff() {
    sees(&regulates(PHYSICIAN), entry(), "matrix");
    yes(&regulates(NURSE), Interaction::Read, "matrix");
    yes(&regulates(PHYSICIAN), Interaction::SearchWithoutIns, "matrix");
    no(&of(PHYSICIAN), Interaction::SearchWithoutIns, "nothing-permits");
    yes(&regulates(Asker::System), Interaction::SearchWithoutIns, "matrix");
    let unclaimed = Situation { mode: Mode::Regulation { claimed: false }, ..regulates(PHYSICIAN) };
    hides(&unclaimed, entry(), "regulation-not-claimed");
    no(&unclaimed, Interaction::SearchWithoutIns, "regulation-not-claimed");
    no(&regulates(Asker::Secretary), Interaction::Feed, "regulation-staff-only");
    hides(&regulates(Asker::Person), entry(), "regulation-staff-only");
    hides(&regulates(PHYSICIAN), own(), "own-no-link");
}

#[test]
fn what_is_masked_stays_so_in_the_own_file_for_who_has_no_link() {
    let masked = Entry { masked: true, ..own() };
    hides(&breaks(PHYSICIAN), masked, "emergency-own-masked");
    hides(&breaks(PHYSICIAN), Entry { authored: true, ..masked }, "emergency-own-masked");
    let will = Will { masked_in_emergency: true, ..Will::default() };
    sees(&Situation { will, ..breaks(PHYSICIAN) }, masked, "emergency-own");
    sees(&of(PHYSICIAN), masked, "own-health");
}
