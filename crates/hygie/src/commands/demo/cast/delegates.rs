//! Those who act for somebody: two mothers and a guardian.

use hygie_demo::Face;
use hygie_demo::portrait::{Age, Clothes, Colour, Ground, Hair, HairColour, Mood};
use hygie_gate::Role;
use hygie_gate::rights::Capacity;
use hygie_http::{Kind, Said};

use super::Member;
use super::tours;

/// Everybody who does.
pub(super) fn all() -> Vec<Member> {
    vec![
        Member {
            title: Said::new("la mère de Lina", "Lina’s mother"),
            situation: Said::new(
                "Élodie lit le dossier de sa fille une semaine sur deux à la maison, et veut y \
                 trouver la même dose que chez le père.",
                "Élodie has her daughter at home every other week, and wants to find the same dose \
                 as at the father’s.",
            ),
            face: mother(),
            tour: tours::MOTHER,
            ..member("Élodie Besnard", ("lina", Capacity::Parent))
        },
        Member {
            title: Said::new("la mère de Zoé", "Zoé’s mother"),
            situation: Said::new(
                "Stéphanie suit l’asthme de sa fille de seize ans ; ce que Zoé garde pour elle ne \
                 lui apparaît pas.",
                "Stéphanie follows the asthma of her daughter of sixteen; what Zoé keeps to herself \
                 does not appear to her.",
            ),
            face: mother_of_teenager(),
            tour: tours::MOTHER_OF_TEENAGER,
            ..member("Stéphanie Marchal", ("zoe", Capacity::Parent))
        },
        Member {
            title: Said::new("tuteur des biens d’Yvonne", "guardian of Yvonne’s property"),
            situation: Said::new(
                "Hervé gère les comptes d’Yvonne par jugement ; son dossier de santé ne le regarde \
                 pas sans l’accord d’Yvonne.",
                "Hervé looks after Yvonne’s money by judgment; her health record is none of his \
                 business unless Yvonne consents.",
            ),
            face: guardian(),
            tour: tours::GUARDIAN,
            ..member("Hervé Delmas", ("yvonne", Capacity::GuardianOfProperty))
        },
    ]
}

fn member(name: &str, acts_for: (&'static str, Capacity)) -> Member {
    let letters = hygie_fhir::search::normalise(name);
    Member {
        name: name.to_owned(),
        login: letters.split(' ').collect::<Vec<_>>().join("."),
        role: Role::Delegate,
        house: None,
        ward: None,
        practitioner: None,
        also: None,
        regulates: false,
        own: None,
        acts_for: Some(acts_for),
        shown: acts_for.0,
        kind: Kind::Person,
        title: Said::new("", ""),
        situation: Said::new("", ""),
        face: Face::default(),
        tour: &[],
    }
}

fn mother() -> Face {
    Face {
        hair: Hair::Bob,
        hair_colour: HairColour::Brown,
        clothes: Clothes::Stripes,
        colour: Colour::Plum,
        mood: Mood::Glad,
        ground: Ground::Sand,
        ..Face::default()
    }
}

fn mother_of_teenager() -> Face {
    Face {
        hair: Hair::Long,
        hair_colour: HairColour::Dark,
        glasses: true,
        clothes: Clothes::Cardigan,
        colour: Colour::Rose,
        ground: Ground::Sky,
        ..Face::default()
    }
}

fn guardian() -> Face {
    Face {
        age: Age::Old,
        hair: Hair::Receding,
        hair_colour: HairColour::Grey,
        glasses: true,
        clothes: Clothes::Jacket,
        colour: Colour::Slate,
        ground: Ground::Straw,
        ..Face::default()
    }
}
