//! What the own organisation keeps.

use hygie_policy::Reading;
use hygie_policy::facts::{
    Asker, Confidentiality, DocType, Entry, Interaction, Link, Mode, Profession, Situation,
    SocialRole,
};

use crate::base::{
    NURSE, PHYSICIAN, TREATING, entry, hides, no, no_on, of, own, policy, sees, yes,
};

fn confidential(confidentiality: Confidentiality) -> Entry {
    Entry { confidentiality, ..own() }
}

#[test]
fn the_care_team_reads_and_writes() {
    for profession in Profession::ALL {
        let situation = of(Asker::Health(profession));
        sees(&situation, own(), "own-health");
        yes(&situation, Interaction::OwnWrite, "own-health");
        yes(&situation, Interaction::OwnSearch, "own-health");
    }
    sees(&of(Asker::System), own(), "own-system");
    yes(&of(Asker::System), Interaction::OwnWrite, "own-system");
    hides(&of(Asker::Secretary), own(), "nothing-permits");
    yes(&of(Asker::Secretary), Interaction::OwnReadAdministrative, "own-administrative");
    no(&of(Asker::Person), Interaction::OwnRead, "nothing-permits");
    sees(&of(Asker::Person), own(), "person-reads");
}

#[test]
fn what_is_restricted_stays_with_the_teams_health_professionals() {
    let restricted = confidential(Confidentiality::Restricted);
    sees(&of(NURSE), restricted, "own-health");
    let declared = Situation { link: Link::Declared, ..of(NURSE) };
    hides(&declared, restricted, "own-restricted");
    sees(&declared, Entry { authored: true, ..restricted }, "own-health");
    hides(&of(Asker::System), restricted, "own-restricted");
    let management = Entry { doc_type: DocType::parse("59284-0"), ..restricted };
    hides(&of(Asker::Social(SocialRole::Management)), management, "own-restricted");
    let broken =
        Situation { link: Link::None, mode: Mode::Emergency { attested: true }, ..of(PHYSICIAN) };
    hides(&broken, restricted, "own-restricted");
    sees(&of(Asker::Person), restricted, "person-reads");
    let shared = Entry { confidentiality: Confidentiality::Restricted, ..entry() };
    sees(&of(PHYSICIAN), shared, "matrix");
}

#[test]
fn what_is_very_restricted_stays_with_its_author_and_the_physicians() {
    let very = confidential(Confidentiality::VeryRestricted);
    sees(&of(PHYSICIAN), very, "own-health");
    hides(&of(NURSE), very, "own-very-restricted");
    sees(&of(NURSE), Entry { authored: true, ..very }, "own-health");
    let declared = |asker| Situation { link: Link::Declared, ..of(asker) };
    hides(&declared(PHYSICIAN), very, "own-very-restricted");
    sees(&declared(TREATING), very, "own-health");
}

#[test]
fn social_roles_read_the_classes_of_their_group() {
    let project = Entry { doc_type: DocType::parse("80788-3"), ..own() };
    let role = |role| of(Asker::Social(role));
    sees(&role(SocialRole::SocialEducational), project, "own-social");
    hides(&role(SocialRole::Administrative), project, "own-role");
    hides(&role(SocialRole::SocialEducational), own(), "own-role");
    hides(&role(SocialRole::Coordination), Entry { doc_type: None, ..own() }, "own-role");
    let found = policy().lens(&role(SocialRole::Administrative), Reading::Search).of(&project);
    assert_eq!(found.reason.id, "own-role");
    yes(&role(SocialRole::Administrative), Interaction::OwnWrite, "own-social");
    let unlinked = Situation { link: Link::None, ..role(SocialRole::SocialEducational) };
    hides(&unlinked, project, "own-no-link");
}

#[test]
fn a_professional_takes_away_what_their_organisation_keeps_only() {
    let lens = policy().lens(&of(PHYSICIAN), Reading::Export);
    assert_eq!(lens.of(&own()).reason.id, "own-health");
    let others = lens.of(&entry());
    assert_eq!((others.allowed, others.reason.id), (false, "nothing-permits"));
}

/// The two regimes are never mistaken for each other.
#[test]
fn what_others_keep_is_not_read_as_ones_own_nor_the_other_way() {
    for asker in [PHYSICIAN, NURSE, Asker::System] {
        for interaction in [
            Interaction::OwnReadAdministrative,
            Interaction::OwnRead,
            Interaction::OwnSearch,
            Interaction::OwnWrite,
        ] {
            no_on(&of(asker), interaction, entry(), "kept-by-others");
        }
    }
    no_on(&of(PHYSICIAN), Interaction::Read, own(), "kept-by-own");
    no_on(&of(PHYSICIAN), Interaction::SearchMetadata, own(), "kept-by-own");
}
