//! Those who keep the houses running.

use hygie_demo::Face;
use hygie_demo::portrait::{Build, Clothes, Colour, Ground, Hair, HairColour, Skin};
use hygie_demo::staff;
use hygie_gate::Role;
use hygie_http::Kind;

use super::{Introduced, tours};

/// Everybody who does.
pub(super) fn all() -> [Introduced; 3] {
    [secretary(), privacy_officer(), administrator()]
}

fn secretary() -> Introduced {
    Introduced {
        who: &staff::MARCHAND,
        role: Role::Secretary,
        also: None,
        regulates: false,
        kind: Kind::Desk,
        shown: "catherine",
        title: ("Secrétaire, bureau des identités", "Secretary, identity desk"),
        situation: (
            "Deux dossiers à une lettre et neuf jours près\u{a0}: Odile vérifie que c’est la bonne \
             personne, sans voir de données de santé.",
            "Two records, one letter and nine days apart: Odile makes sure that it is the right \
             person, and sees no health data.",
        ),
        face: Face {
            build: Build::Middle,
            hair: Hair::Bob,
            hair_colour: HairColour::Grey,
            glasses: true,
            clothes: Clothes::Cardigan,
            colour: Colour::Sage,
            ground: Ground::Sand,
            ..Face::default()
        },
        tour: tours::SECRETARY,
    }
}

fn privacy_officer() -> Introduced {
    Introduced {
        who: &staff::AUBERT,
        role: Role::PrivacyOfficer,
        also: None,
        regulates: false,
        kind: Kind::Desk,
        shown: "cook",
        title: ("Déléguée à la protection des données", "Privacy officer"),
        situation: (
            "Chaque dossier ouvert en urgence, chaque accès contesté attend son avis. Mathilde sait \
             qui, quand et pourquoi, sans voir de données de santé.",
            "Each record opened in an emergency and each contested access waits for her. Mathilde \
             knows who, when and why, and sees no health data.",
        ),
        face: Face {
            hair: Hair::Bun,
            hair_colour: HairColour::Brown,
            glasses: true,
            clothes: Clothes::Cardigan,
            colour: Colour::Plum,
            ground: Ground::Straw,
            ..Face::default()
        },
        tour: tours::OFFICER,
    }
}

fn administrator() -> Introduced {
    Introduced {
        who: &staff::MARTIN,
        role: Role::Administrator,
        also: None,
        regulates: false,
        kind: Kind::Desk,
        shown: "cook",
        title: ("Administrateur du serveur", "Server administrator"),
        situation: (
            "Alex fait fonctionner la maison sans voir aucun dossier.",
            "Alex keeps the house running and sees no record.",
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
