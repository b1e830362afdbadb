//! An authenticator app: a second implementation of RFC 6238, on other code
//! than the one that is tested.

use aws_lc_rs::hmac;
use hygie_accounts::{Enrolled, LoggedIn};
use hygie_base::{ExposeSecret as _, SecretString};

use crate::help::{House, SECOND};

/// What was scanned.
pub struct App(Vec<u8>);

impl App {
    /// The app that took this secret, in base32.
    pub fn scanning(secret: &SecretString) -> Self {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut bits = String::new();
        for letter in secret.expose_secret().chars() {
            bits.push_str(&format!("{:05b}", alphabet.find(letter).unwrap()));
        }
        let byte = |at: usize| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap();
        Self((0..bits.len() / 8).map(byte).collect())
    }

    /// What it shows so many steps from now.
    pub fn shows(&self, house: &House, steps: i64) -> String {
        let counter = house.now().0 / (30 * SECOND) + steps;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &counter.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[19] & 15);
        let four: [u8; 4] = tag[at..at + 4].try_into().unwrap();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }
}

impl House {
    /// Enrols an app in a session.
    pub async fn enrol(&self, logged_in: &LoggedIn) -> (App, Enrolled) {
        let offered = self.accounts.offer_totp(&logged_in.session).await.unwrap();
        let app = App::scanning(&offered.secret);
        let enrolled = self.accounts.enrol_totp(&logged_in.session, &app.shows(self, 0)).await;
        (app, enrolled.unwrap())
    }
}
