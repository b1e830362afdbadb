use super::*;

/// The table, as a reader of the rules would write it down: which steps lead on
/// from a state, first the holder's and then the administrator's.
fn table(state: State) -> (&'static [Step], &'static [Step]) {
    match state {
        State::Invited => (
            &[Step::Choose],
            &[Step::Renew, Step::Reset, Step::Change, Step::Suspend, Step::Revoke],
        ),
        State::Unconfirmed | State::Active => (
            &[Step::Choose, Step::Factor],
            &[Step::Renew, Step::Reset, Step::Change, Step::Suspend, Step::Revoke],
        ),
        State::Suspended => (&[], &[Step::Change, Step::Resume, Step::Revoke]),
        State::Revoked => (&[], &[]),
    }
}

#[test]
fn every_step_from_every_state_is_as_the_table_says() {
    let mut legal = 0;
    for state in State::ALL {
        let (holder, administrator) = table(state);
        for step in Step::ALL {
            for (by, steps) in [(By::Holder, holder), (By::Administrator, administrator)] {
                let expect = if steps.contains(&step) {
                    Ok(())
                } else {
                    Err(IllegalStep { from: state, step })
                };
                assert_eq!(state.may(step, by), expect, "{state} {step:?} {by:?}");
                legal += usize::from(expect.is_ok());
            }
        }
    }
    assert_eq!(legal, 6 + 7 + 7 + 3);
}

#[test]
fn a_state_follows_from_what_is_stored() {
    let check = |bar, one_time, owes, expect| {
        assert_eq!(State::of(Facts { bar, one_time, owes }), expect, "{bar:?} {one_time} {owes}");
    };
    check(None, false, false, State::Active);
    check(None, false, true, State::Unconfirmed);
    check(None, true, false, State::Invited);
    check(None, true, true, State::Invited);
    for one_time in [false, true] {
        for owes in [false, true] {
            check(Some(Bar::Suspended), one_time, owes, State::Suspended);
            check(Some(Bar::Revoked), one_time, owes, State::Revoked);
        }
    }
}

#[test]
fn what_is_refused_is_said_plainly() {
    let said = |state: State, step| state.may(step, By::Administrator).unwrap_err().to_string();
    assert_eq!(said(State::Revoked, Step::Resume), "an account that is revoked cannot be resumed");
    assert_eq!(said(State::Active, Step::Resume), "an account that is active cannot be resumed");
}
