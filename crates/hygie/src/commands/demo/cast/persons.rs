//! Those who read their own record.

use hygie_demo::Face;
use hygie_demo::people::{self, Introduction};
use hygie_demo::portrait::{
    Age, Beard, Build, Clothes, Colour, Ground, Hair, HairColour, Hat, Mood, Skin,
};
use hygie_gate::Role;
use hygie_http::{Kind, Said};

use super::Member;
use super::tours::{self, Stop};

/// Everybody who does.
pub(super) fn all() -> Vec<Member> {
    let all: [(&str, Face, &'static [Stop]); 5] = [
        ("cook", cook(), tours::COOK),
        ("amelie", expecting(), tours::EXPECTING),
        ("zoe", teenager(), tours::TEENAGER),
        ("andre", widower(), tours::WIDOWER),
        ("theo", young_man(), tours::PERSON),
    ];
    let introduced = |key| people::INTRODUCED.iter().find(|one| one.key == key);
    all.into_iter()
        .filter_map(|(key, face, tour)| Some(member(introduced(key)?, face, tour)))
        .collect()
}

fn member(one: &'static Introduction, face: Face, tour: &'static [Stop]) -> Member {
    let letters = hygie_fhir::search::normalise(one.name);
    Member {
        name: one.name.to_owned(),
        login: letters.split(' ').collect::<Vec<_>>().join("."),
        role: Role::Person,
        house: None,
        ward: None,
        practitioner: None,
        also: None,
        regulates: false,
        own: Some(one.key),
        acts_for: None,
        shown: one.key,
        kind: Kind::Person,
        title: Said::new(one.title.fr, one.title.en),
        situation: Said::new(one.situation.fr, one.situation.en),
        face,
        tour,
    }
}

fn cook() -> Face {
    Face {
        build: Build::Broad,
        skin: Skin::Light,
        hair: Hair::Receding,
        hair_colour: HairColour::Grey,
        beard: Beard::Moustache,
        clothes: Clothes::Cook,
        hat: Hat::Toque,
        mood: Mood::Glad,
        ground: Ground::Straw,
        ..Face::default()
    }
}

fn expecting() -> Face {
    Face {
        skin: Skin::Olive,
        hair: Hair::Long,
        hair_colour: HairColour::Auburn,
        clothes: Clothes::Maternity,
        colour: Colour::Rose,
        mood: Mood::Glad,
        ground: Ground::Sand,
        ..Face::default()
    }
}

fn teenager() -> Face {
    Face {
        age: Age::Teenager,
        hair: Hair::Ponytail,
        hair_colour: HairColour::Dark,
        clothes: Clothes::Hoodie,
        colour: Colour::Plum,
        ground: Ground::Sky,
        ..Face::default()
    }
}

fn widower() -> Face {
    Face {
        age: Age::Old,
        build: Build::Middle,
        skin: Skin::Pale,
        hair: Hair::Short,
        hair_colour: HairColour::White,
        glasses: true,
        clothes: Clothes::Cardigan,
        colour: Colour::Slate,
        ground: Ground::Brick,
        ..Face::default()
    }
}

fn young_man() -> Face {
    Face {
        hair: Hair::Curly,
        hair_colour: HairColour::Brown,
        clothes: Clothes::Stripes,
        colour: Colour::Navy,
        mood: Mood::Glad,
        ..Face::default()
    }
}
