//! The colours of portraits: warm, of one family with the house's own.

use super::{Colour, Ground, HairColour, Skin};

/// White cloth.
pub(super) const WHITE: &str = "#fffdf9";
/// Folds of white cloth.
pub(super) const FOLD: &str = "#d8d3c7";
/// Eyes, and lines that must be seen.
pub(super) const INK: &str = "#1f1917";
/// Tubes and frames.
pub(super) const METAL: &str = "#3d4a4b";

/// Colour and shade of the skin.
pub(super) const fn skin(skin: Skin) -> (&'static str, &'static str) {
    match skin {
        Skin::Pale => ("#f7dcc9", "#e6bda4"),
        Skin::Light => ("#efc7a8", "#d9a582"),
        Skin::Olive => ("#dcab82", "#c18b61"),
        Skin::Tan => ("#bd845a", "#9e6841"),
        Skin::Brown => ("#8f5d3d", "#734628"),
        Skin::Dark => ("#784b32", "#5b3723"),
    }
}

/// Colour of lips and of an open mouth.
pub(super) const fn lips(skin: Skin) -> &'static str {
    match skin {
        Skin::Pale | Skin::Light => "#b4553f",
        Skin::Olive | Skin::Tan => "#8f3f2d",
        Skin::Brown | Skin::Dark => "#35190f",
    }
}

/// Colour of cheeks.
pub(super) const fn blush(skin: Skin) -> &'static str {
    match skin {
        Skin::Pale | Skin::Light => "#b4553f",
        Skin::Olive | Skin::Tan => "#a3432a",
        Skin::Brown | Skin::Dark => "#d0673f",
    }
}

/// Colour and shade of the hair.
pub(super) const fn hair(colour: HairColour) -> (&'static str, &'static str) {
    match colour {
        HairColour::Black => ("#29221f", "#16110f"),
        HairColour::Dark => ("#4b3427", "#35231a"),
        HairColour::Brown => ("#71492f", "#573520"),
        HairColour::Auburn => ("#93482a", "#74341c"),
        HairColour::Blond => ("#cfa763", "#b0884a"),
        HairColour::Grey => ("#a8a49d", "#8b8780"),
        HairColour::White => ("#e9e6df", "#c9c4ba"),
    }
}

/// Colour and shade of cloth.
pub(super) const fn cloth(colour: Colour) -> (&'static str, &'static str) {
    match colour {
        Colour::Teal => ("#1c6a63", "#0f5550"),
        Colour::Sage => ("#7fa08f", "#678877"),
        Colour::Navy => ("#2c4c6e", "#1e3a57"),
        Colour::Sky => ("#8fb3d1", "#7398b8"),
        Colour::Rust => ("#b0502c", "#9a3412"),
        Colour::Rose => ("#d5938a", "#bd766c"),
        Colour::Amber => ("#c98d2b", "#a97214"),
        Colour::Plum => ("#7a4764", "#61334d"),
        Colour::Sand => ("#c9bca3", "#ada085"),
        Colour::Slate => ("#56605f", "#424b4a"),
    }
}

/// What goes with that colour: a scarf, a top under an open garment.
pub(super) const fn companion(colour: Colour) -> Colour {
    match colour {
        Colour::Teal | Colour::Navy => Colour::Amber,
        Colour::Sage | Colour::Slate => Colour::Rose,
        Colour::Sky => Colour::Navy,
        Colour::Rust | Colour::Amber => Colour::Teal,
        Colour::Rose => Colour::Plum,
        Colour::Plum => Colour::Sage,
        Colour::Sand => Colour::Rust,
    }
}

/// The ground behind the head.
pub(super) const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Water => "#d5e8e2",
        Ground::Brick => "#f6ded1",
        Ground::Straw => "#f7e8c4",
        Ground::Sky => "#dae6f0",
        Ground::Sand => "#e9e2d4",
    }
}
