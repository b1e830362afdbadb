//! Who may be tried out on a server of fictional people: plain data, made by
//! whoever starts the server, shown by the pages.

use std::collections::BTreeSet;

use hygie_base::SecretString;
use thiserror::Error;

use crate::limits::{KEY_BYTES, PERSONAS, TOUR_LEAST_STEPS, TOUR_MOST_STEPS};

/// A sentence in each language of the pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// The two of them.
    pub fn new(fr: &str, en: &str) -> Self {
        Self { fr: fr.to_owned(), en: en.to_owned() }
    }
}

/// Among whom a persona is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Somebody whose record it is, or who is close to them.
    Person,
    /// Somebody who cares for people's health.
    Care,
    /// Somebody who helps people live.
    Support,
    /// Somebody who works at a desk.
    Desk,
}

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Person, Self::Care, Self::Support, Self::Desk];

    /// Its name in the words of the pages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Care => "care",
            Self::Support => "support",
            Self::Desk => "desk",
        }
    }
}

/// One step of a guided tour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The page as it is finally served, not one that leads on: a path of this
    /// server, with its query and the id of what is meant, such as
    /// `/records/0123456789abcdef#allergies`.
    pub path: String,
    /// What it is about.
    pub title: Said,
    /// What there is to see, in two or three sentences.
    pub text: Said,
}

impl Step {
    /// Path and query, without the id of what is meant.
    pub fn page(&self) -> &str {
        self.path.split('#').next().unwrap_or_default()
    }
}

/// Somebody who may be tried out.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Their name in addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// The login of their account, as the account has it.
    pub login: String,
    /// Its password, made at this start of the server.
    pub password: SecretString,
    /// Their name.
    pub name: String,
    /// What they do, in a few words.
    pub title: Said,
    /// What they are in the middle of, in one sentence.
    pub situation: Said,
    /// Their portrait: an SVG file that stands for itself.
    pub portrait: String,
    /// Among whom they are shown.
    pub kind: Kind,
    /// Whether they regulate medical calls, so that their session says so.
    pub regulates: bool,
    /// Their guided tour.
    pub tour: Vec<Step>,
}

/// Why a demonstration cannot be shown.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Unfit {
    /// There are too many.
    #[error("personas of a demonstration: at most {PERSONAS}")]
    Personas,
    /// A name that is no part of an address, or that two of them have.
    #[error("{0:?} is no key of a persona, or one that another has")]
    Key(String),
    /// A tour that is too short or too long.
    #[error("the tour of {0}: {TOUR_LEAST_STEPS} to {TOUR_MOST_STEPS} steps")]
    Steps(String),
    /// A step that leads elsewhere.
    #[error("the tour of {0} leaves this server: {1:?}")]
    Path(String, String),
}

/// Who may be tried out.
#[derive(Clone, Debug, Default)]
pub struct Demonstration {
    personas: Vec<Persona>,
    app: Option<String>,
}

impl Demonstration {
    /// Of these personas, in their order.
    ///
    /// # Errors
    /// When they do not keep what their fields promise.
    pub fn new(personas: Vec<Persona>) -> Result<Self, Unfit> {
        if personas.len() > PERSONAS {
            return Err(Unfit::Personas);
        }
        let mut keys = BTreeSet::new();
        for persona in &personas {
            let key = &persona.key;
            if !is_key(key) || !keys.insert(key) {
                return Err(Unfit::Key(key.clone()));
            }
            if !(TOUR_LEAST_STEPS..=TOUR_MOST_STEPS).contains(&persona.tour.len()) {
                return Err(Unfit::Steps(key.clone()));
            }
            if let Some(step) = persona.tour.iter().find(|step| !is_local(&step.path)) {
                return Err(Unfit::Path(key.clone(), step.path.clone()));
            }
        }
        Ok(Self { personas, app: None })
    }

    /// With an app of somebody else to be tried out, at this address.
    #[must_use]
    pub fn with_app(self, url: String) -> Self {
        Self { app: Some(url), ..self }
    }

    /// Where that app is.
    pub fn app(&self) -> Option<&str> {
        self.app.as_deref()
    }

    /// All of them, in their order.
    pub fn personas(&self) -> &[Persona] {
        &self.personas
    }

    /// The one of that key.
    pub fn of_key(&self, key: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.key == key)
    }

    /// The one who logs in like that.
    pub fn of_login(&self, login: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.login == login)
    }
}

fn is_key(key: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=KEY_BYTES).contains(&key.len()) && key.bytes().all(plain)
}

fn is_local(path: &str) -> bool {
    let clean = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    clean && path.starts_with('/') && !path.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn persona(key: &str, steps: usize) -> Persona {
        let said = || Said::new("a", "b");
        let step = Step { path: "/people#q".to_owned(), title: said(), text: said() };
        Persona {
            key: key.to_owned(),
            login: format!("{key}.login"),
            password: "hush-hush".to_owned().into(),
            name: "Claire Vasseur".to_owned(),
            title: said(),
            situation: said(),
            portrait: String::new(),
            kind: Kind::Care,
            regulates: false,
            tour: vec![step; steps],
        }
    }

    fn check(personas: Vec<Persona>, expect: impl Into<Option<Unfit>>) {
        assert_eq!(Demonstration::new(personas).err(), expect.into());
    }

    #[test]
    fn tours_have_a_number_of_steps() {
        check(vec![persona("a", TOUR_LEAST_STEPS)], None);
        check(vec![persona("a", TOUR_MOST_STEPS)], None);
        for steps in [TOUR_LEAST_STEPS - 1, TOUR_MOST_STEPS + 1] {
            check(vec![persona("a", steps)], Unfit::Steps("a".to_owned()));
        }
    }

    #[test]
    fn keys_are_short_plain_and_of_one_persona() {
        let most = "a".repeat(KEY_BYTES);
        check(vec![persona(&most, 3), persona("claire-2", 3)], None);
        for wrong in ["", "Claire", "é", "a/b", "a.b", &format!("{most}a")] {
            check(vec![persona(wrong, 3)], Unfit::Key(wrong.to_owned()));
        }
        check(vec![persona("a", 3), persona("a", 3)], Unfit::Key("a".to_owned()));
    }

    #[test]
    fn there_is_a_number_of_personas() {
        let some = |count| (0..count).map(|at| persona(&format!("p{at}"), 3)).collect::<Vec<_>>();
        check(some(PERSONAS), None);
        check(some(PERSONAS + 1), Unfit::Personas);
    }

    #[test]
    fn tours_stay_here() {
        for path in ["", "people", "//evil.example", "https://evil.example", "/a b", "/\\evil"] {
            let mut wrong = persona("a", 3);
            wrong.tour[1].path = path.to_owned();
            check(vec![wrong], Unfit::Path("a".to_owned(), path.to_owned()));
        }
    }

    #[test]
    fn they_are_found_and_keep_their_passwords() {
        let found = Demonstration::new(vec![persona("a", 3), persona("b", 3)]).unwrap();
        assert_eq!(found.of_key("b").unwrap().login, "b.login");
        assert_eq!(found.of_login("a.login").unwrap().key, "a");
        assert!(found.of_key("c").is_none() && found.of_login("a").is_none());
        assert!(!format!("{found:?}").contains("hush"));
    }
}
