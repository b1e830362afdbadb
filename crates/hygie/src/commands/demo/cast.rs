//! Who can be tried out in a demonstration, what they are in the middle of, and
//! what their tour shows.

mod tours;

use hygie_base::RecordNo;
use hygie_demo::portrait::{Build, Clothes, Colour, Ground, Hair, HairColour, Mood, Skin};
use hygie_demo::{Draw, Face, portrait};
use hygie_gate::Role;
use hygie_http::limits::KEY_BYTES;
use hygie_http::{Kind, Persona, Said, Step};
use hygie_record::Wanted;

use tours::Stop;

/// Somebody whose record it is.
pub(super) struct Holder {
    /// The record.
    pub(super) record: RecordNo,
    /// Their name.
    pub(super) name: String,
    /// About how old, in years.
    pub(super) years: u32,
    /// Whether the record says that they are female.
    pub(super) female: bool,
}

/// Somebody who can be tried out.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) login: String,
    pub(super) role: Role,
    /// Their own record.
    pub(super) person: Option<RecordNo>,
    kind: Kind,
    title: Said,
    situation: Said,
    face: Face,
    tour: &'static [Stop],
}

impl Member {
    /// As the pages show them. Who has no record of their own is shown that one.
    pub(super) fn persona(&self, record: RecordNo, password: &str) -> Persona {
        let record = self.person.unwrap_or(record);
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        Persona {
            key: self.login.chars().map(plain).take(KEY_BYTES).collect(),
            login: self.login.clone(),
            password: password.to_owned().into(),
            name: self.name.clone(),
            title: self.title.clone(),
            situation: self.situation.clone(),
            portrait: portrait(&self.face),
            kind: self.kind,
            tour: self.tour.iter().map(|stop| step(stop, record)).collect(),
        }
    }
}

fn step(stop: &Stop, record: RecordNo) -> Step {
    Step {
        path: stop.path.replace("{record}", &format!("/records/{record}")),
        title: Said::new(stop.title.0, stop.title.1),
        text: Said::new(stop.text.0, stop.text.1),
    }
}

/// Staff first, then who holds a record.
pub(super) fn everyone(holders: &[Holder]) -> Vec<Member> {
    [physician(), nurse(), secretary(), administrator()]
        .into_iter()
        .chain(holders.iter().map(person))
        .collect()
}

fn physician() -> Member {
    Member {
        name: "Dr Claire Vasseur".to_owned(),
        login: "claire.vasseur".to_owned(),
        role: Role::Physician,
        person: None,
        kind: Kind::Care,
        title: Said::new("Médecin généraliste", "General practitioner"),
        situation: Said::new(
            "Elle reprend un dossier chargé, cinq minutes avant la consultation.",
            "She opens a full record, five minutes before the appointment.",
        ),
        face: Face {
            hair: Hair::Bob,
            hair_colour: HairColour::Brown,
            clothes: Clothes::WhiteCoat,
            stethoscope: true,
            ..Face::default()
        },
        tour: tours::PHYSICIAN,
    }
}

fn nurse() -> Member {
    Member {
        name: "Inès Colin".to_owned(),
        login: "ines.colin".to_owned(),
        role: Role::Nurse,
        person: None,
        kind: Kind::Care,
        title: Said::new("Infirmière", "Nurse"),
        situation: Said::new(
            "Elle relit les derniers résultats avant sa tournée.",
            "She reads the latest results before her rounds.",
        ),
        face: Face {
            skin: Skin::Tan,
            hair: Hair::Ponytail,
            hair_colour: HairColour::Black,
            clothes: Clothes::Scrubs,
            stethoscope: true,
            mood: Mood::Glad,
            ground: Ground::Straw,
            ..Face::default()
        },
        tour: tours::NURSE,
    }
}

fn secretary() -> Member {
    Member {
        name: "Paul Lambert".to_owned(),
        login: "paul.lambert".to_owned(),
        role: Role::Secretary,
        person: None,
        kind: Kind::Desk,
        title: Said::new("Secrétaire médical", "Medical secretary"),
        situation: Said::new(
            "Il vérifie une identité et les rendez-vous, sans voir de données de santé.",
            "He checks an identity and the appointments, and sees no health data.",
        ),
        face: Face {
            build: Build::Middle,
            hair: Hair::Parted,
            hair_colour: HairColour::Blond,
            glasses: true,
            clothes: Clothes::Shirt,
            colour: Colour::Sky,
            ground: Ground::Sand,
            ..Face::default()
        },
        tour: tours::SECRETARY,
    }
}

fn administrator() -> Member {
    Member {
        name: "Alex Martin".to_owned(),
        login: "alex.martin".to_owned(),
        role: Role::Administrator,
        person: None,
        kind: Kind::Desk,
        title: Said::new("Administration du serveur", "Server administration"),
        situation: Said::new(
            "Fait fonctionner la maison sans voir aucun dossier.",
            "Keeps the house running and sees no record.",
        ),
        face: Face {
            skin: Skin::Brown,
            hair: Hair::Curly,
            hair_colour: HairColour::Black,
            clothes: Clothes::Hoodie,
            colour: Colour::Slate,
            ground: Ground::Brick,
            ..Face::default()
        },
        tour: tours::ADMINISTRATOR,
    }
}

fn person(holder: &Holder) -> Member {
    let words = Wanted::parse(&holder.name).map(|wanted| wanted.words).unwrap_or_default();
    let login = words.iter().map(|word| hygie_fhir::search::normalise(word)).collect::<Vec<_>>();
    let login = login.join(".");
    let mut draw = Draw::new(u64::from(holder.years), &login);
    Member {
        name: holder.name.clone(),
        role: Role::Person,
        person: Some(holder.record),
        kind: Kind::Person,
        title: Said::new(
            "Chez soi, devant son propre dossier",
            "At home, reading their own record",
        ),
        situation: Said::new(
            "Relit ses derniers résultats et regarde qui a ouvert son dossier.",
            "Reads the latest results again, and who opened the record.",
        ),
        face: Face::drawn(&mut draw, holder.years, holder.female),
        tour: tours::PERSON,
        login,
    }
}

#[cfg(test)]
mod tests {
    use hygie_http::Demonstration;

    use super::{Holder, RecordNo, everyone};

    fn holder(name: &str) -> Holder {
        let record = RecordNo::from_u64(0xabc).unwrap();
        Holder { record, name: name.to_owned(), years: 84, female: true }
    }

    #[test]
    fn everybody_can_be_tried_out() {
        let holders = [holder("Renae Homenick"), holder(&"Wolfeschlegelstein ".repeat(5))];
        let members = everyone(&holders);
        let first = holders[0].record;
        let personas = members.iter().map(|member| member.persona(first, "hush")).collect();
        let all = Demonstration::new(personas).unwrap();
        assert_eq!(all.personas().len(), 6);
        assert_eq!(all.of_key("renae-homenick").unwrap().login, "renae.homenick");
        for persona in all.personas() {
            assert!(persona.portrait.starts_with("<svg"));
            for step in &persona.tour {
                assert!(!step.path.contains('{'), "{}", step.path);
                for said in [&step.title, &step.text] {
                    assert!(!said.fr.is_empty() && !said.en.is_empty() && said.fr != said.en);
                }
            }
        }
    }
}
