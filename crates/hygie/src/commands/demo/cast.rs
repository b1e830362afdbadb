//! Who can be tried out in a demonstration, what they are in the middle of, and
//! what their tour shows.

mod care;
mod delegates;
mod desks;
mod persons;
mod tours;

use std::collections::HashMap;

use hygie_base::RecordNo;
use hygie_demo::houses::{House, Ward};
use hygie_demo::staff::Colleague;
use hygie_demo::{Face, portrait};
use hygie_gate::Role;
use hygie_gate::rights::Capacity;
use hygie_http::limits::KEY_BYTES;
use hygie_http::{Kind, Persona, Said, Step};

use tours::Stop;

/// Records of this world, by the key of the person.
pub(super) type Records = HashMap<&'static str, RecordNo>;

/// Somebody who can be tried out.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) login: String,
    pub(super) role: Role,
    /// For which house they work.
    pub(super) house: Option<&'static House>,
    /// On which of its wards.
    pub(super) ward: Option<&'static Ward>,
    /// Id of their Practitioner.
    pub(super) practitioner: Option<String>,
    /// For which other one they work too.
    pub(super) also: Option<&'static House>,
    /// Whether they regulate medical calls.
    pub(super) regulates: bool,
    /// Whose record is their own.
    pub(super) own: Option<&'static str>,
    /// For whom they act, and by what.
    pub(super) acts_for: Option<(&'static str, Capacity)>,
    /// Whose record their tour shows.
    pub(super) shown: &'static str,
    kind: Kind,
    title: Said,
    situation: Said,
    face: Face,
    tour: &'static [Stop],
}

impl Member {
    /// As the pages show them; nobody where a record of their tour is not here. `born` is
    /// when its person was, where the tour says so.
    pub(super) fn persona(&self, records: &Records, born: &str, password: &str) -> Option<Persona> {
        let record = *records.get(self.shown)?;
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        Some(Persona {
            key: self.login.chars().map(plain).take(KEY_BYTES).collect(),
            login: self.login.clone(),
            password: password.to_owned().into(),
            name: self.name.clone(),
            title: self.title.clone(),
            situation: self.situation.clone(),
            portrait: portrait(&self.face),
            kind: self.kind,
            regulates: self.regulates,
            tour: self.tour.iter().map(|stop| step(stop, record, records, born)).collect(),
        })
    }
}

fn step(stop: &Stop, record: RecordNo, records: &Records, born: &str) -> Step {
    let at = |record: RecordNo| format!("/records/{record}");
    let mut path = stop.path.replace("{record}", &at(record));
    if let Some(closed) = records.get("zoe") {
        path = path.replace("{closed}", &at(*closed));
    }
    Step {
        path,
        title: Said::new(stop.title.0, stop.title.1),
        text: Said::new(&stop.text.0.replace("{born}", born), &stop.text.1.replace("{born}", born)),
    }
}

/// How somebody who works here is introduced.
struct Introduced {
    who: &'static Colleague,
    role: Role,
    /// For which other house than their own they work too.
    also: Option<&'static House>,
    /// Whether they regulate medical calls.
    regulates: bool,
    kind: Kind,
    /// Whose record their tour shows.
    shown: &'static str,
    title: (&'static str, &'static str),
    situation: (&'static str, &'static str),
    face: Face,
    tour: &'static [Stop],
}

impl From<Introduced> for Member {
    fn from(one: Introduced) -> Self {
        Self {
            name: one.who.name(),
            login: one.who.key.to_owned(),
            role: one.role,
            house: one.role.is_of_an_organisation().then_some(one.who.house),
            ward: one.who.ward,
            practitioner: one.role.is_of_an_organisation().then(|| one.who.id()),
            also: one.also,
            regulates: one.regulates,
            own: None,
            acts_for: None,
            shown: one.shown,
            kind: one.kind,
            title: Said::new(one.title.0, one.title.1),
            situation: Said::new(one.situation.0, one.situation.1),
            face: one.face,
            tour: one.tour,
        }
    }
}

/// Everybody, in the order of the page.
pub(super) fn everyone() -> Vec<Member> {
    let mut all = persons::all();
    all.extend(delegates::all());
    all.extend(care::all().into_iter().chain(desks::all()).map(Member::from));
    all
}

#[cfg(test)]
mod tests {
    use hygie_demo::people;
    use hygie_http::Demonstration;

    use super::{RecordNo, Records, everyone};

    #[test]
    fn everybody_can_be_tried_out() {
        let members = everyone();
        let number = |at: usize| RecordNo::from_u64(at as u64 + 1).unwrap();
        let records: Records =
            people::INTRODUCED.iter().enumerate().map(|(at, one)| (one.key, number(at))).collect();
        let personas: Vec<_> = members
            .iter()
            .map(|member| member.persona(&records, "12/03/1942", "hush").unwrap())
            .collect();
        let all = Demonstration::new(personas).unwrap();
        assert_eq!(all.personas().len(), members.len());
        let regulating = all.personas().iter().filter(|persona| persona.regulates);
        assert_eq!(regulating.map(|one| one.key.as_str()).collect::<Vec<_>>(), ["gaelle-kerbrat"]);
        for persona in all.personas() {
            assert!(persona.portrait.starts_with("<svg"));
            for step in &persona.tour {
                assert!(!step.path.contains('{'), "{}", step.path);
                for said in [&step.title, &step.text] {
                    assert!(!said.fr.contains('{') && !said.en.contains('{'), "{}", said.en);
                    assert!(!said.fr.is_empty() && !said.en.is_empty() && said.fr != said.en);
                }
            }
        }
    }
}
