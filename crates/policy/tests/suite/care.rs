//! Account, house, life of the record, blocks, care link and consent.

use hygie_policy::facts::{
    Account, Asker, Consent, DocType, Entry, Interaction, Link, Mode, Profession, Record,
    Situation, SocialRole, Will,
};

use crate::base::{
    NURSE, OCCUPATIONAL, PHYSICIAN, TREATING, entry, hides, no, no_on, of, own, sees, yes, yes_on,
};

#[test]
fn an_inactive_account_does_nothing() {
    let inactive = |asker| Situation { account: Account::Inactive, ..of(asker) };
    for asker in [PHYSICIAN, Asker::Person, Asker::Administrator] {
        no(&inactive(asker), Interaction::Authenticate, "account-inactive");
        yes(&of(asker), Interaction::Authenticate, "authenticate");
    }
    no(&inactive(PHYSICIAN), Interaction::Feed, "account-inactive");
}

/// CSP, L.1110-4.
#[test]
fn the_house_sees_nothing_clinical() {
    for interaction in Interaction::ALL.into_iter().skip(1) {
        no(&of(Asker::Administrator), interaction, "administrator");
        no(&of(Asker::PrivacyOfficer), interaction, "officer");
        no(&of(Asker::SecurityOfficer), interaction, "officer");
    }
    hides(&of(Asker::Administrator), entry(), "administrator");
    hides(&of(Asker::Administrator), own(), "administrator");
}

/// CSP, R.1111-40: opposed, there is no shared record; the organisation's own goes on.
#[test]
fn an_opposed_record_opens_nothing_of_others() {
    let opposed = |asker| Situation { record: Record::Opposed, ..of(asker) };
    hides(&opposed(PHYSICIAN), entry(), "record-opposed");
    no(&opposed(PHYSICIAN), Interaction::Feed, "record-opposed");
    no(&opposed(PHYSICIAN), Interaction::DeclareAuthorised, "record-opposed");
    no(&opposed(Asker::Carer(crate::base::WHOLE)), Interaction::Read, "record-opposed");
    yes(&opposed(PHYSICIAN), Interaction::TestExistence, "matrix");
    sees(&opposed(PHYSICIAN), own(), "own-health");
    sees(&opposed(Asker::Person), entry(), "person-reads");
    yes(&opposed(Asker::Person), Interaction::Reopen, "person-decides");
}

/// CSP, L.1111-18; TD1.4: closed, only the person keeps it, and nothing is deposited.
#[test]
fn a_closed_record_is_the_persons_alone() {
    let closed = |asker| Situation { record: Record::Closed, ..of(asker) };
    hides(&closed(TREATING), entry(), "record-closed");
    no(&closed(PHYSICIAN), Interaction::Feed, "record-closed");
    let broken = Situation { mode: Mode::Emergency { attested: true }, ..closed(PHYSICIAN) };
    no(&broken, Interaction::Read, "record-closed");
    sees(&closed(PHYSICIAN), own(), "own-health");
    sees(&closed(Asker::Person), entry(), "person-reads");
    yes(&closed(Asker::Person), Interaction::Reopen, "person-decides");
}

/// CSP, L.1111-19; france.md 1.4: no read in any mode, may still deposit.
#[test]
fn who_is_blocked_reads_nothing_of_others_and_still_deposits() {
    let will = Will { blocked: true, ..Will::default() };
    let modes =
        [Mode::Normal, Mode::Emergency { attested: true }, Mode::Regulation { claimed: true }];
    for mode in modes {
        for asker in [PHYSICIAN, TREATING, NURSE] {
            let blocked = Situation { will, mode, consent: Consent::Given, ..of(asker) };
            hides(&blocked, entry(), "blocked");
            no(&blocked, Interaction::SearchMetadata, "blocked");
            no(&blocked, Interaction::ReadAdministrative, "blocked");
            no(&blocked, Interaction::DeclareAuthorised, "blocked");
            yes(&blocked, Interaction::Feed, "matrix");
            sees(&blocked, own(), "own-health");
        }
    }
}

/// CSP, R.1111-46; TD0.3: reading needs an authorisation, feeding never does.
#[test]
fn without_a_link_nothing_is_read_and_all_may_deposit() {
    let unlinked = |link| Situation { link, consent: Consent::Given, ..of(PHYSICIAN) };
    hides(&unlinked(Link::None), entry(), "no-link");
    hides(&unlinked(Link::Ended), entry(), "link-ended");
    hides(&unlinked(Link::None), own(), "own-no-link");
    hides(&unlinked(Link::Ended), own(), "own-no-link");
    for link in [Link::None, Link::Ended] {
        yes(&unlinked(link), Interaction::Feed, "matrix");
        yes(&unlinked(link), Interaction::DeclareAuthorised, "matrix");
        yes(&unlinked(link), Interaction::OwnReadAdministrative, "own-administrative");
        no(&unlinked(link), Interaction::OwnWrite, "own-no-link");
    }
    let written = Entry { authored: true, ..entry() };
    yes_on(&unlinked(Link::None), Interaction::SearchReference, written, "matrix");
    no_on(&unlinked(Link::None), Interaction::SearchReference, entry(), "no-link");
}

/// CSP, R.1111-46.
#[test]
fn consent_is_presumed_in_the_team_only() {
    let with = |link, consent| Situation { link, consent, ..of(PHYSICIAN) };
    sees(&with(Link::Team, Consent::Presumed), entry(), "matrix");
    sees(&with(Link::Team, Consent::Given), entry(), "matrix");
    sees(&with(Link::Declared, Consent::Given), entry(), "matrix");
    hides(&with(Link::Declared, Consent::Presumed), entry(), "consent-outside-team");
    for link in [Link::Team, Link::Declared] {
        hides(&with(link, Consent::Absent), entry(), "consent-absent");
        hides(&with(link, Consent::Ended), entry(), "consent-ended");
        hides(&with(link, Consent::Refused), entry(), "consent-refused");
        sees(&with(link, Consent::Refused), own(), "own-health");
        yes(&with(link, Consent::Ended), Interaction::ReadAdministrative, "matrix");
    }
}

/// CSP, L.1111-17 IV; the matrix opens metadata and no document.
#[test]
fn an_occupational_physician_needs_express_consent() {
    let occupational = of(OCCUPATIONAL);
    no(&occupational, Interaction::SearchMetadata, "consent-occupational");
    let given = Situation { consent: Consent::Given, ..occupational };
    yes(&given, Interaction::SearchMetadata, "matrix");
    hides(&given, entry(), "nothing-permits");
    let emergency = Situation { mode: Mode::Emergency { attested: true }, ..given };
    no(&emergency, Interaction::SearchMetadata, "nothing-permits");
}

/// Conseil d'État, 15/10/2025, and the arrêté of 26/10/2023.
#[test]
fn social_professionals_need_express_consent_and_a_row() {
    let social = of(Asker::Social(SocialRole::Coordination));
    no(&social, Interaction::Read, "consent-social");
    let given = Situation { consent: Consent::Given, ..social };
    yes(&given, Interaction::Read, "social-reads");
    hides(&given, entry(), "type-denied");
    no(&given, Interaction::ReadMasked, "nothing-permits");
    no(&given, Interaction::DeclareAuthorised, "nothing-permits");
    yes(&Situation { link: Link::None, ..social }, Interaction::Feed, "social-feeds");
}

/// Arrêté of 26/10/2023.
#[test]
fn document_types_are_opened_by_profession() {
    let kind = |code| Entry { doc_type: DocType::parse(code), ..entry() };
    sees(&of(PHYSICIAN), kind("68599-0"), "matrix");
    hides(&of(PHYSICIAN), kind("ATTEST-RESID"), "type-denied");
    sees(&of(NURSE), kind("11502-2"), "matrix");
    hides(&of(NURSE), kind("83901-9"), "type-denied");
    hides(&of(Asker::Health(Profession::Dentist)), kind("80788-3"), "type-denied");
    hides(&of(PHYSICIAN), Entry { doc_type: None, ..entry() }, "type-unmapped");
    sees(&of(PHYSICIAN), Entry { doc_type: None, ..own() }, "own-health");
    sees(&of(Asker::Person), Entry { doc_type: None, ..entry() }, "person-reads");
}

/// CSP, R.1111-43.
#[test]
fn traces_are_read_by_the_holder_the_treating_physician_and_each_of_their_own() {
    yes(&of(Asker::Person), Interaction::ReadTraces, "person-reads");
    yes(&of(TREATING), Interaction::ReadTraces, "traces-treating");
    yes(&of(PHYSICIAN), Interaction::ReadTraces, "traces-own");
    yes(&of(Asker::Secretary), Interaction::ReadTraces, "traces-own");
    let unlinked = Situation { link: Link::Ended, ..of(TREATING) };
    yes(&unlinked, Interaction::ReadTraces, "traces-own");
    no(&of(Asker::System), Interaction::ReadTraces, "nothing-permits");
    no(&of(Asker::Carer(crate::base::WHOLE)), Interaction::ReadTraces, "nothing-permits");
}

/// CSP, R.1111-46.
#[test]
fn who_was_refused_does_not_read_who_the_person_is() {
    let refused = |asker| Situation { consent: Consent::Refused, ..of(asker) };
    for asker in [PHYSICIAN, NURSE, TREATING] {
        no(&refused(asker), Interaction::ReadAdministrative, "identity-after-refusal");
        yes(&of(asker), Interaction::ReadAdministrative, "matrix");
    }
}
