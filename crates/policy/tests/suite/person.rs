//! The person, who acts for them, and carers.

use hygie_policy::facts::{
    Age, Asker, Delegation, Entry, Interaction, Representative, Scope, Situation, Standing, Status,
};

use crate::base::{WHOLE, entry, hides, no, no_on, of, parent, sees, yes, yes_on};

fn represents(kind: Representative, delegation: Delegation) -> Situation {
    of(Asker::Representative(kind, delegation))
}

#[test]
fn the_person_sees_and_decides_everything() {
    let person = of(Asker::Person);
    for status in [Status::Active, Status::Archived, Status::Obsolete, Status::Deleted] {
        sees(&person, Entry { status, ..entry() }, "person-reads");
    }
    for interaction in [
        Interaction::Share,
        Interaction::Close,
        Interaction::Mask,
        Interaction::Feed,
        Interaction::ChangeCredentials,
    ] {
        yes(&person, interaction, "person-decides");
    }
    yes(&person, Interaction::Export, "person-reads");
}

/// TD3.3c and TD3.3d, note *; Mon espace santé: what a professional wrote is not
/// deleted by the person.
#[test]
fn the_person_deletes_only_their_deposits() {
    let deposit = Entry { deposited_by_person: true, ..entry() };
    for interaction in [Interaction::Archive, Interaction::Unarchive, Interaction::Delete] {
        yes_on(&of(Asker::Person), interaction, deposit, "person-keeps-deposits");
        no_on(&of(Asker::Person), interaction, entry(), "nothing-permits");
        yes_on(&parent(), interaction, deposit, "representative-keeps-deposits");
    }
}

#[test]
fn a_delegation_holds_while_it_runs_and_as_far_as_it_goes() {
    let with = |standing, scope| {
        let delegation = Delegation { standing, scope, consented: true };
        Situation { age: Age::Minor, ..represents(Representative::Parent, delegation) }
    };
    hides(&with(Standing::Ended, Scope::Whole), entry(), "delegation-ended");
    hides(&with(Standing::Coming, Scope::Whole), entry(), "delegation-coming");
    let running = |scope| with(Standing::Running, scope);
    hides(&running(Scope::Administrative), entry(), "nothing-permits");
    yes(
        &running(Scope::Administrative),
        Interaction::ReadAdministrative,
        "delegate-administrative",
    );
    sees(&running(Scope::Reading), entry(), "representative-reads");
    no(&running(Scope::Reading), Interaction::Share, "nothing-permits");
    yes(&running(Scope::Whole), Interaction::Share, "representative-decides");
    no(&running(Scope::Whole), Interaction::ChangeCredentials, "nothing-permits");
}

#[test]
fn parents_act_for_minors() {
    sees(&parent(), entry(), "representative-reads");
    hides(&Situation { age: Age::Adult, ..parent() }, entry(), "parent-of-adult");
}

/// CASF, L.311-3 ff. [B].
#[test]
fn a_measure_over_property_opens_nothing_without_the_person() {
    let alone = Delegation { consented: false, ..WHOLE };
    for kind in
        [Representative::GuardianOfProperty, Representative::Curator, Representative::Safeguard]
    {
        hides(&represents(kind, alone), entry(), "measure-without-person");
        no(&represents(kind, alone), Interaction::ReadAdministrative, "measure-without-person");
        sees(&represents(kind, WHOLE), entry(), "representative-reads");
        no(&represents(kind, WHOLE), Interaction::Share, "nothing-permits");
    }
    for kind in [Representative::GuardianOfPerson, Representative::FamilyHabilitation] {
        sees(&represents(kind, alone), entry(), "representative-reads");
        yes(&represents(kind, alone), Interaction::Share, "representative-decides");
    }
}

/// Mon espace santé, aidants.
#[test]
fn carers_read_and_never_decide() {
    let carer = of(Asker::Carer(WHOLE));
    sees(&carer, entry(), "carer-reads");
    sees(&carer, Entry { status: Status::Archived, ..entry() }, "carer-reads");
    hides(&carer, Entry { status: Status::Deleted, ..entry() }, "nothing-permits");
    for interaction in [
        Interaction::Share,
        Interaction::Delete,
        Interaction::ChangeCredentials,
        Interaction::Close,
        Interaction::Reopen,
        Interaction::Export,
    ] {
        no(&carer, interaction, "carer-decides-nothing");
    }
    no(&carer, Interaction::Feed, "nothing-permits");
    let uninvited = of(Asker::Carer(Delegation { consented: false, ..WHOLE }));
    hides(&uninvited, entry(), "carer-not-invited");
    let ended = of(Asker::Carer(Delegation { standing: Standing::Ended, ..WHOLE }));
    hides(&ended, entry(), "delegation-ended");
    let desk = of(Asker::Carer(Delegation { scope: Scope::Administrative, ..WHOLE }));
    hides(&desk, entry(), "nothing-permits");
}
