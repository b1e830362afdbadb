//! Those who care for others.

use hygie_demo::Face;
use hygie_demo::portrait::{Beard, Build, Clothes, Colour, Ground, Hair, HairColour, Mood, Skin};
use hygie_demo::{houses, staff};
use hygie_gate::Role;
use hygie_http::Kind;

use super::{Introduced, tours};

/// Everybody who does.
pub(super) fn all() -> [Introduced; 10] {
    [
        night_nurse(),
        general_practitioner(),
        emergency_physician(),
        regulator(),
        midwife(),
        nephrologist(),
        visiting_nurse(),
        pharmacist(),
        nurse_of_the_young(),
        psychiatrist(),
    ]
}

fn night_nurse() -> Introduced {
    Introduced {
        who: &staff::NGUYEN,
        role: Role::Nurse,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "yvonne",
        title: ("Infirmière de nuit, médecine 2e étage", "Night nurse, medical ward"),
        situation: (
            "Une dame de 84 ans, montée des urgences avant-hier après une chute, dort beaucoup trop. \
             Thi Lan a deux minutes pour comprendre.",
            "A woman of 84, who came up from the emergency room two days ago after a fall, sleeps far \
             too much. Thi Lan has two minutes to understand.",
        ),
        face: Face {
            skin: Skin::Light,
            hair: Hair::Bun,
            hair_colour: HairColour::Black,
            clothes: Clothes::Scrubs,
            colour: Colour::Navy,
            stethoscope: true,
            ground: Ground::Sky,
            ..Face::default()
        },
        tour: tours::NIGHT,
    }
}

fn general_practitioner() -> Introduced {
    Introduced {
        who: &staff::VASSEUR,
        role: Role::Physician,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "cook",
        title: ("Médecin généraliste", "General practitioner"),
        situation: (
            "Marc arrive dans cinq minutes, son confrère est absent. Claire n’a jamais vu ce \
             dossier.",
            "Marc comes in five minutes and her colleague is away. Claire has never seen this \
             record.",
        ),
        face: Face {
            hair: Hair::Bob,
            hair_colour: HairColour::Brown,
            clothes: Clothes::WhiteCoat,
            stethoscope: true,
            mood: Mood::Glad,
            ..Face::default()
        },
        tour: tours::GENERAL,
    }
}

fn emergency_physician() -> Introduced {
    Introduced {
        who: &staff::DIALLO,
        role: Role::Physician,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "inconnu",
        title: ("Médecin urgentiste", "Emergency physician"),
        situation: (
            "Un homme sans papiers ni téléphone, trouvé dans la rue. Mamadou cherche ce que l’on \
             sait, et surtout ce que l’on ne sait pas.",
            "A man without papers or telephone, found in the street. Mamadou looks for what is \
             known, and above all for what is not.",
        ),
        face: Face {
            build: Build::Broad,
            skin: Skin::Dark,
            hair: Hair::Short,
            hair_colour: HairColour::Black,
            beard: Beard::Stubble,
            clothes: Clothes::Scrubs,
            colour: Colour::Teal,
            stethoscope: true,
            ground: Ground::Brick,
            ..Face::default()
        },
        tour: tours::EMERGENCY,
    }
}

fn regulator() -> Introduced {
    Introduced {
        who: &staff::KERBRAT,
        role: Role::Physician,
        also: None,
        regulates: true,
        kind: Kind::Care,
        shown: "cook",
        title: (
            "Médecin régulatrice, SAMU – Centre 15",
            "Physician who regulates calls, centre 15",
        ),
        situation: (
            "Un collègue de Marc Lefèvre appelle le 15\u{a0}: Marc a une douleur dans la poitrine. \
             Gaëlle ne le connaît pas, et son centre ne garde rien de lui.",
            "A colleague of Marc Lefèvre calls 15: Marc has a pain in his chest. Gaëlle does not \
             know him, and her centre keeps nothing of him.",
        ),
        face: Face {
            skin: Skin::Light,
            hair: Hair::Bob,
            hair_colour: HairColour::Auburn,
            glasses: true,
            clothes: Clothes::Scrubs,
            colour: Colour::Rust,
            ground: Ground::Sky,
            ..Face::default()
        },
        tour: tours::CALL,
    }
}

fn midwife() -> Introduced {
    Introduced {
        who: &staff::LEROUX,
        role: Role::Midwife,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "amelie",
        title: ("Sage-femme", "Midwife"),
        situation: (
            "Amélie est venue hier pour sa consultation du septième mois. Sophie relit la tension \
             des deux dernières fois.",
            "Amélie came yesterday for the visit of her seventh month. Sophie looks again at the \
             blood pressure of the last two times.",
        ),
        face: Face {
            skin: Skin::Pale,
            hair: Hair::Plaits,
            hair_colour: HairColour::Blond,
            clothes: Clothes::Scrubs,
            colour: Colour::Rose,
            mood: Mood::Glad,
            ground: Ground::Sand,
            ..Face::default()
        },
        tour: tours::MIDWIFE,
    }
}

fn nephrologist() -> Introduced {
    Introduced {
        who: &staff::WEBER,
        role: Role::Physician,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "lina",
        title: ("Néphrologue pédiatre", "Kidney specialist for children"),
        situation: (
            "Lina a trois ans et trois rechutes. Anne suit ses protéines, sa taille et ses vaccins.",
            "Lina is three and has had three relapses. Anne follows her proteins, her height and \
             her vaccinations.",
        ),
        face: Face {
            hair: Hair::Short,
            hair_colour: HairColour::Grey,
            glasses: true,
            clothes: Clothes::WhiteCoat,
            ground: Ground::Straw,
            ..Face::default()
        },
        tour: tours::CHILD,
    }
}

fn visiting_nurse() -> Introduced {
    Introduced {
        who: &staff::COLIN,
        role: Role::Nurse,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "andre",
        title: ("Infirmière à domicile", "Visiting nurse"),
        situation: (
            "Chaque matin elle prépare le pilulier d’André. Depuis sa sortie d’hôpital, deux listes \
             ne disent pas la même chose.",
            "Each morning she fills André’s pill box. Since he left hospital, two lists do not say \
             the same.",
        ),
        face: Face {
            skin: Skin::Tan,
            hair: Hair::Ponytail,
            hair_colour: HairColour::Black,
            clothes: Clothes::Jacket,
            colour: Colour::Rust,
            mood: Mood::Glad,
            ground: Ground::Straw,
            ..Face::default()
        },
        tour: tours::VISITING,
    }
}

fn pharmacist() -> Introduced {
    Introduced {
        who: &staff::GUERIN,
        role: Role::Pharmacist,
        also: None,
        regulates: false,
        kind: Kind::Care,
        shown: "yvonne",
        title: ("Pharmacienne d’officine", "Community pharmacist"),
        situation: (
            "Dix-sept médicaments pour une dame de 84 ans qui vient de tomber. Isabelle relit la \
             liste ligne à ligne.",
            "Seventeen medicines for a woman of 84 who has just fallen. Isabelle goes through the \
             list line by line.",
        ),
        face: Face {
            hair: Hair::Long,
            hair_colour: HairColour::Dark,
            clothes: Clothes::WhiteCoat,
            glasses: true,
            ground: Ground::Water,
            ..Face::default()
        },
        tour: tours::PHARMACIST,
    }
}

fn nurse_of_the_young() -> Introduced {
    Introduced {
        who: &staff::MEUNIER,
        role: Role::Nurse,
        also: None,
        regulates: false,
        kind: Kind::Support,
        shown: "theo",
        title: ("Infirmière en IME", "Nurse in an establishment for young people"),
        situation: (
            "Théo n’est plus le même depuis deux mois, et il a fait une crise cette nuit. Valérie lit \
             ce qu’ont observé les éducateurs avant d’appeler le médecin.",
            "Théo has not been himself for two months, and had a seizure last night. Valérie reads \
             what the educators saw before she calls the doctor.",
        ),
        face: Face {
            build: Build::Middle,
            hair: Hair::Bob,
            hair_colour: HairColour::Auburn,
            clothes: Clothes::Jumper,
            colour: Colour::Amber,
            mood: Mood::Glad,
            ground: Ground::Sky,
            ..Face::default()
        },
        tour: tours::SUPPORT,
    }
}

fn psychiatrist() -> Introduced {
    Introduced {
        who: &staff::RENAUD,
        role: Role::Physician,
        also: Some(&houses::HOSPITAL),
        regulates: false,
        kind: Kind::Support,
        shown: "theo",
        title: ("Psychiatre, dans deux maisons", "Psychiatrist, in two houses"),
        situation: (
            "Le lundi à l’IME, les autres jours à l’hôpital\u{a0}: Pascal a un seul compte et dit, en \
             arrivant, pour qui il travaille.",
            "At the establishment on Mondays, at the hospital on other days: Pascal has one account, \
             and says as he comes in for whom he works.",
        ),
        face: Face {
            hair: Hair::Receding,
            hair_colour: HairColour::Grey,
            beard: Beard::Full,
            clothes: Clothes::Jumper,
            colour: Colour::Sage,
            ..Face::default()
        },
        tour: tours::TWO_HOUSES,
    }
}
