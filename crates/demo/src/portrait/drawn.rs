//! A face for somebody in the background, by chance.

use super::{Age, Beard, Build, Clothes, Colour, Face, Ground, Hair, HairColour, Hat, Mood, Skin};
use crate::Draw;

/// From this age on, in years, hair is grey or white.
const GREY: u32 = 58;
/// From this age on, in years, it is white more often than not.
const WHITE: u32 = 75;

// Doubled where there are more of them.
const SKINS: &[Skin] = &[
    Skin::Pale,
    Skin::Pale,
    Skin::Light,
    Skin::Light,
    Skin::Light,
    Skin::Olive,
    Skin::Olive,
    Skin::Tan,
    Skin::Brown,
    Skin::Dark,
];
const FAIR: &[HairColour] = &[
    HairColour::Dark,
    HairColour::Dark,
    HairColour::Brown,
    HairColour::Brown,
    HairColour::Auburn,
    HairColour::Blond,
];
const DEEP: &[HairColour] = &[HairColour::Black, HairColour::Black, HairColour::Dark];
const COLOURS: &[Colour] = &[
    Colour::Teal,
    Colour::Sage,
    Colour::Navy,
    Colour::Sky,
    Colour::Rust,
    Colour::Rose,
    Colour::Amber,
    Colour::Plum,
    Colour::Sand,
    Colour::Slate,
];
const GROUNDS: &[Ground] =
    &[Ground::Water, Ground::Brick, Ground::Straw, Ground::Sky, Ground::Sand];

impl Face {
    /// A face of that age in years, drawn by chance; nobody's in particular.
    pub fn drawn(draw: &mut Draw, years: u32, female: bool) -> Self {
        let age = Age::of(years);
        let skin = *draw.of(SKINS);
        let deep = matches!(skin, Skin::Tan | Skin::Brown | Skin::Dark);
        let grown = matches!(age, Age::Adult | Age::Old);
        Self {
            age,
            build: build(draw, age, female),
            skin,
            hair: hair(draw, age, female, deep),
            hair_colour: colour(draw, years, deep),
            beard: if grown && !female { beard(draw) } else { Beard::None },
            glasses: draw.chance(if age == Age::Old { 0.6 } else { 0.2 }) && age != Age::Toddler,
            clothes: clothes(draw, age),
            colour: *draw.of(COLOURS),
            stethoscope: false,
            hat: Hat::None,
            mood: *draw.of(&[Mood::Calm, Mood::Gentle, Mood::Gentle, Mood::Glad]),
            ground: *draw.of(GROUNDS),
        }
    }
}

impl Age {
    /// How old somebody of that many years looks.
    pub const fn of(years: u32) -> Self {
        match years {
            0..=4 => Self::Toddler,
            5..=11 => Self::Child,
            12..=19 => Self::Teenager,
            20..=64 => Self::Adult,
            _ => Self::Old,
        }
    }
}

fn build(draw: &mut Draw, age: Age, female: bool) -> Build {
    match (age, female) {
        (Age::Adult | Age::Old, false) => *draw.of(&[Build::Middle, Build::Broad, Build::Broad]),
        (Age::Adult | Age::Old, true) => *draw.of(&[Build::Slight, Build::Slight, Build::Middle]),
        _ => Build::Slight,
    }
}

fn hair(draw: &mut Draw, age: Age, female: bool, deep: bool) -> Hair {
    let worn: &[Hair] = match (age, female) {
        (Age::Toddler, _) => &[Hair::Tuft, Hair::Tuft, Hair::Short, Hair::Curly],
        (Age::Child | Age::Teenager, true) => {
            &[Hair::Plaits, Hair::Ponytail, Hair::Bob, Hair::Long, Hair::Curly]
        }
        (Age::Child | Age::Teenager, false) => &[Hair::Short, Hair::Parted, Hair::Curly],
        (Age::Adult, true) if deep => {
            &[Hair::Long, Hair::Bun, Hair::Curly, Hair::Afro, Hair::Bob, Hair::Scarf]
        }
        (Age::Adult, true) => &[Hair::Long, Hair::Bob, Hair::Bun, Hair::Ponytail, Hair::Parted],
        (Age::Adult, false) => {
            &[Hair::Short, Hair::Short, Hair::Parted, Hair::Curly, Hair::Receding, Hair::Bald]
        }
        (Age::Old, true) => &[Hair::Bob, Hair::Bun, Hair::Curly, Hair::Parted],
        (Age::Old, false) => &[Hair::Receding, Hair::Receding, Hair::Bald, Hair::Short],
    };
    *draw.of(worn)
}

fn colour(draw: &mut Draw, years: u32, deep: bool) -> HairColour {
    match years {
        WHITE.. => *draw.of(&[HairColour::White, HairColour::White, HairColour::Grey]),
        GREY.. => *draw.of(&[HairColour::Grey, HairColour::Grey, HairColour::White]),
        _ if deep => *draw.of(DEEP),
        _ => *draw.of(FAIR),
    }
}

fn beard(draw: &mut Draw) -> Beard {
    *draw.of(&[Beard::None, Beard::None, Beard::Stubble, Beard::Moustache, Beard::Full])
}

fn clothes(draw: &mut Draw, age: Age) -> Clothes {
    let worn: &[Clothes] = match age {
        Age::Toddler => &[Clothes::Dungarees, Clothes::Jumper, Clothes::Stripes],
        Age::Child => &[Clothes::Jumper, Clothes::Stripes, Clothes::Hoodie],
        Age::Teenager => &[Clothes::Hoodie, Clothes::Hoodie, Clothes::Jumper, Clothes::Stripes],
        Age::Adult => &[Clothes::Jumper, Clothes::Shirt, Clothes::Stripes, Clothes::Jacket],
        Age::Old => &[Clothes::Cardigan, Clothes::Cardigan, Clothes::Shirt, Clothes::Jumper],
    };
    *draw.of(worn)
}
