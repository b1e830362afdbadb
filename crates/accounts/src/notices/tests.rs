use super::*;

fn at(device: &str, known: bool) -> Standing {
    Standing { device: Some(device.to_owned()), known, ..Standing::default() }
}

fn news(notices: &Notices, device: &str) -> usize {
    notices.news(Some(device)).count()
}

#[test]
fn so_many_are_kept_and_noise_hides_no_arrival() {
    let mut notices = Notices::default();
    notices.own(Event::NewDevice, &at("thief", false), Timestamp(0));
    for time in 1..=2 * NOTICES {
        notices.own(Event::PinSet, &at("thief", true), Timestamp(i64::try_from(time).unwrap()));
        assert_eq!(notices.0.len(), (time + 1).min(NOTICES));
    }
    assert_eq!(notices.0[0].event, Event::NewDevice);
    // Of those that were read the oldest goes first, whatever it tells.
    assert_eq!(notices.put_away(Some("own")), NOTICES);
    notices.own(Event::PinSet, &at("thief", true), Timestamp(1_000));
    assert_eq!((notices.0.len(), notices.0[0].event), (NOTICES, Event::PinSet));
    // Where all tell of new devices, the oldest goes.
    let mut notices = Notices::default();
    for time in 0..=NOTICES {
        notices.own(Event::NewDevice, &at("x", false), Timestamp(i64::try_from(time).unwrap()));
    }
    assert_eq!((notices.0.len(), notices.0[0].at), (NOTICES, 1));
}

#[test]
fn what_was_done_here_is_news_elsewhere_and_is_not_put_away_here() {
    let mut notices = Notices::default();
    notices.own(Event::NewDevice, &at("thief", false), Timestamp(1));
    assert_eq!((news(&notices, "thief"), news(&notices, "own")), (0, 1));
    assert_eq!(notices.news(None).count(), 1);
    assert_eq!(notices.put_away(Some("thief")), 0);
    assert_eq!(notices.put_away(Some("own")), 1);
    assert_eq!(notices.put_away(Some("own")), 0);
    // What others do is news everywhere.
    notices.others(Event::Renamed, Timestamp(2));
    assert_eq!(
        (news(&notices, "thief"), news(&notices, "own"), notices.news(None).count()),
        (1, 1, 1)
    );
}

#[test]
fn names_are_those_that_are_stored() {
    for event in Event::ALL {
        assert_eq!(serde_json::to_string(&event).unwrap(), format!("\"{}\"", event.name()));
    }
}
