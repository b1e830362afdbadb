use std::net::IpAddr;

use super::*;
use crate::limits::{
    ADDRESS_FREE_GUESSES, ADDRESS_GUESS_MILLIS, CODES_FORGOTTEN_MILLIS, FREE_GUESSES,
    GUESSED_ADDRESSES, GUESSES_FORGOTTEN_MILLIS, LONGEST_CODE_WAIT_MILLIS, LONGEST_WAIT_MILLIS,
    SITE_FREE_GUESSES, SITE_GUESS_MILLIS,
};

fn login(login: &str) -> By {
    By::Stranger { login: login.to_owned(), net: None }
}

fn from(address: &str, login: &str) -> By {
    let address: IpAddr = address.parse().unwrap();
    By::Stranger { login: login.to_owned(), net: Net::of(address) }
}

fn device(login: &str, device: &str) -> By {
    By::Device { login: login.to_owned(), device: device.to_owned() }
}

fn guess(guesses: &Arc<Guesses>, by: By, now: i64) -> Result<u32, u32> {
    guesses.begin_by(by, Timestamp(now)).map(|attempt| attempt.wrong(Timestamp(now)))
}

#[test]
fn some_are_free_then_waits_double_up_to_the_longest() {
    for by in [|| login("a"), || device("a", "d"), || By::Proven { login: "a".to_owned() }] {
        let guesses = Arc::new(Guesses::default());
        let mut now = 0;
        for _ in 0..FREE_GUESSES {
            assert_eq!(guess(&guesses, by(), now), Ok(0));
        }
        for wait in [1, 2, 4, 8, 16, 30, 30, 30] {
            assert_eq!(guess(&guesses, by(), now), Ok(wait));
            assert_eq!(guess(&guesses, by(), now), Err(wait), "too early");
            let wait = i64::from(wait) * 1000;
            assert_eq!(guess(&guesses, by(), now + wait - 1), Err(1), "a millisecond early");
            now += wait;
        }
        assert_eq!(guess(&guesses, login("b"), now), Ok(0), "another login");
    }
}

#[test]
fn the_longest_wait_can_be_another() {
    let guesses = Arc::new(Guesses::waiting(4000, GUESSES_FORGOTTEN_MILLIS));
    let mut now = 0;
    let mut wait = 0;
    for _ in 0..FREE_GUESSES + 9 {
        now += i64::from(wait) * 1000;
        wait = guesses.begin("a", Timestamp(now)).unwrap().wrong(Timestamp(now));
    }
    assert_eq!(wait, 4);
}

#[test]
fn the_right_password_clears_the_count() {
    for by in [|| login("a"), || device("a", "d")] {
        let guesses = Arc::new(Guesses::default());
        for _ in 0..=FREE_GUESSES {
            assert!(guess(&guesses, by(), 0).is_ok());
        }
        guesses.begin_by(by(), Timestamp(1000)).unwrap().right();
        for _ in 0..FREE_GUESSES {
            assert_eq!(guess(&guesses, by(), 1000), Ok(0));
        }
    }
}

#[test]
fn attempts_at_the_same_time_are_not_all_free() {
    for by in [|| login("a"), || device("a", "d"), || from("192.0.2.1", "a")] {
        let guesses = Arc::new(Guesses::default());
        let under_way: Vec<_> =
            (0..=FREE_GUESSES).map(|_| guesses.begin_by(by(), Timestamp(0)).ok()).collect();
        assert!(under_way.iter().all(Option::is_some));
        assert!(guesses.begin_by(by(), Timestamp(0)).is_err());
        // None of them came to a verdict.
        drop(under_way);
        let counted = guesses.lock();
        assert_eq!(counted.logins.len() + counted.devices.len(), 0);
    }
}

#[test]
fn counts_are_forgotten_after_a_while_and_a_clock_set_back_locks_nobody() {
    let guesses = Arc::new(Guesses::default());
    for _ in 0..=FREE_GUESSES {
        assert!(guess(&guesses, login("a"), 0).is_ok());
    }
    assert_eq!(guess(&guesses, login("a"), GUESSES_FORGOTTEN_MILLIS - 1), Ok(2));
    let later = 2 * GUESSES_FORGOTTEN_MILLIS - 1;
    assert_eq!(guess(&guesses, login("a"), later), Ok(0), "forgotten");
    for _ in 0..FREE_GUESSES {
        assert!(guess(&guesses, login("a"), later).is_ok());
    }
    assert!(guess(&guesses, login("a"), later).is_err());
    assert!(guess(&guesses, login("a"), -315_360_000_000).is_ok(), "ten years back");
}

#[test]
fn so_many_logins_and_devices_are_counted() {
    let guesses = Arc::new(Guesses::default());
    for at in 0..=GUESSED_LOGINS.max(GUESSED_DEVICES) {
        let now = i64::try_from(at).unwrap();
        assert_eq!(guess(&guesses, login(&at.to_string()), now), Ok(0));
        assert_eq!(guess(&guesses, device("a", &at.to_string()), now), Ok(0));
        let counted = guesses.lock();
        assert_eq!(counted.logins.len(), (at + 1).min(GUESSED_LOGINS));
        assert_eq!(counted.devices.len(), (at + 1).min(GUESSED_DEVICES));
    }
    let counted = guesses.lock();
    assert!(!counted.logins.counts(&"0".to_owned()), "the one that rested longest went");
    assert!(counted.logins.counts(&GUESSED_LOGINS.to_string()));
    assert!(!counted.devices.counts(&("a".to_owned(), "0".to_owned())));
}

#[test]
fn no_stranger_makes_a_known_device_wait() {
    let guesses = Arc::new(Guesses::default());
    let mut slowed = false;
    for at in 0..1000 {
        slowed |= guess(&guesses, from(&format!("192.0.2.{}", at % 250), "a"), at).is_err();
    }
    assert!(slowed, "strangers wait");
    assert!(guess(&guesses, login("a"), 1000).is_err(), "of an unknown device the owner too");
    assert_eq!(guess(&guesses, device("a", "d"), 1000), Ok(0));
    // Nor does another device, or who is asked for the password in a session.
    for _ in 0..=FREE_GUESSES {
        assert!(guess(&guesses, device("a", "e"), 1000).is_ok());
    }
    assert!(guess(&guesses, device("a", "e"), 1000).is_err());
    assert_eq!(guess(&guesses, device("a", "d"), 1000), Ok(0));
    assert_eq!(guess(&guesses, By::Proven { login: "a".to_owned() }, 1000), Ok(0));
    // What a device does slows no stranger.
    assert_eq!(guess(&guesses, device("b", "d"), 1000), Ok(0));
    assert_eq!(guess(&guesses, from("198.51.100.1", "b"), 1000), Ok(0));
}

/// One guess at each of many logins.
fn spray(guesses: &Arc<Guesses>, address: &str, first: i64, number: i64, now: i64) -> i64 {
    let tried = first..first + number;
    let passed = tried.filter(|at| guess(guesses, from(address, &at.to_string()), now).is_ok());
    i64::try_from(passed.count()).unwrap()
}

#[test]
fn one_address_guesses_at_so_many_logins() {
    let guesses = Arc::new(Guesses::default());
    let most = ADDRESS_FREE_GUESSES;
    assert_eq!(spray(&guesses, "192.0.2.1", 0, most, 0), most);
    let wait = u32::try_from(ADDRESS_GUESS_MILLIS / 1000).unwrap();
    assert_eq!(guess(&guesses, from("192.0.2.1", "x"), 0), Err(wait), "one above");
    const { assert!(ADDRESS_GUESS_MILLIS <= LONGEST_WAIT_MILLIS) };
    assert_eq!(guess(&guesses, from("192.0.2.1", "x"), ADDRESS_GUESS_MILLIS - 1), Err(1));
    // Then one each time, not all at once.
    assert_eq!(spray(&guesses, "192.0.2.1", most, 5, ADDRESS_GUESS_MILLIS), 1);
    assert_eq!(guess(&guesses, from("192.0.2.2", "x"), 0), Ok(0), "another address");
    let later = ADDRESS_GUESS_MILLIS * (most + 1);
    assert_eq!(spray(&guesses, "192.0.2.1", 2 * most, 2 * most, later), most, "all forgotten");
    let back = -315_360_000_000;
    assert_eq!(guess(&guesses, from("192.0.2.1", "y"), back), Ok(0), "ten years back");
}

#[test]
fn an_address_of_ipv6_is_its_network_and_one_of_this_machine_none() {
    let guesses = Arc::new(Guesses::default());
    for at in 0..ADDRESS_FREE_GUESSES {
        let address = format!("2001:db8:0:1:{at:x}::{at:x}");
        assert_eq!(spray(&guesses, &address, at, 1, 0), 1);
    }
    assert!(guess(&guesses, from("2001:db8:0:1:ffff::", "x"), 0).is_err());
    assert!(guess(&guesses, from("2001:db8:0:2::1", "x"), 0).is_ok());
    for own in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "0.0.0.0"] {
        let most = 2 * ADDRESS_FREE_GUESSES;
        assert_eq!(spray(&guesses, own, 10_000, most, 10_000_000), most, "{own}");
    }
    let mapped = Net::of("::ffff:192.0.2.1".parse().unwrap());
    assert!(mapped.is_some() && mapped == Net::of("192.0.2.1".parse().unwrap()));
}

#[test]
fn the_networks_of_one_site_of_ipv6_add_up() {
    let guesses = Arc::new(Guesses::default());
    let most = SITE_FREE_GUESSES;
    let passed: i64 =
        (0..most).map(|at| spray(&guesses, &format!("2001:db8:7:{at:x}::1"), at, 1, 0)).sum();
    assert_eq!(passed, most, "each from a network of its own");
    let wait = u32::try_from(SITE_GUESS_MILLIS / 1000).unwrap();
    assert_eq!(guess(&guesses, from("2001:db8:7:ffff::1", "x"), 0), Err(wait), "one above");
    assert_eq!(guess(&guesses, from("2001:db8:8:1::1", "x"), 0), Ok(0), "another site");
    assert_eq!(spray(&guesses, "2001:db8:7:fffe::1", most, 5, SITE_GUESS_MILLIS), 1);
    // A right password takes back what it counted, of the site too.
    let later = SITE_GUESS_MILLIS * 2;
    for _ in 0..5 {
        let own = guesses.begin_by(from("2001:db8:7:fffd::1", "own"), Timestamp(later));
        own.unwrap().right();
    }
    assert_eq!(spray(&guesses, "2001:db8:7:fffc::1", 2 * most, 5, later), 1);
}

#[test]
fn a_log_in_of_ones_own_does_not_buy_guesses() {
    let guesses = Arc::new(Guesses::default());
    let most = ADDRESS_FREE_GUESSES;
    assert_eq!(spray(&guesses, "192.0.2.1", 0, most - 1, 0), most - 1);
    for _ in 0..10 {
        guesses.begin_by(from("192.0.2.1", "own"), Timestamp(0)).unwrap().right();
    }
    assert_eq!(spray(&guesses, "192.0.2.1", most, 5, 0), 1);
}

#[test]
fn so_many_addresses_are_counted() {
    let guesses = Arc::new(Guesses::default());
    for at in 0..=GUESSED_ADDRESSES {
        let address = IpAddr::V4(u32::try_from(0x0b00_0000 + at).unwrap().into());
        let by = By::Stranger { login: "a".to_owned(), net: Net::of(address) };
        guesses.begin_by(by, Timestamp(0)).unwrap().right();
        assert_eq!(guesses.lock().addresses.len(), (at + 1).min(GUESSED_ADDRESSES));
    }
}

#[test]
fn waits_for_codes_grow_longer() {
    let guesses = Arc::new(Guesses::waiting(LONGEST_CODE_WAIT_MILLIS, CODES_FORGOTTEN_MILLIS));
    let proven = || By::Proven { login: "a".to_owned() };
    let mut now = 0;
    for _ in 0..40 {
        let wait = guess(&guesses, proven(), now).unwrap();
        now += i64::from(wait) * 1000;
    }
    let wait = guess(&guesses, proven(), now).map(|it| i64::from(it) * 1000);
    assert_eq!(wait, Ok(LONGEST_CODE_WAIT_MILLIS));
    // What is left of it a day later is nothing, and all of it a moment before.
    now += CODES_FORGOTTEN_MILLIS - 1;
    assert_ne!(guess(&guesses, proven(), now), Ok(0));
    now += CODES_FORGOTTEN_MILLIS;
    assert_eq!(guess(&guesses, proven(), now), Ok(0));
}
