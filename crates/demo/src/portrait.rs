//! Drawn portraits: head and shoulders in a circle, flat and warm, as SVG that
//! stands for itself: no script, no style, nothing from elsewhere.

mod clothes;
mod drawn;
mod face;
mod features;
mod form;
mod hair;
mod palette;

#[cfg(test)]
mod tests;

pub use face::{
    Age, Beard, Build, Clothes, Colour, Face, Ground, Hair, HairColour, Hat, Mood, Skin,
};

use form::Form;

/// Side of the square that a portrait is drawn in, in units of its own.
const SIDE: u32 = 120;

/// The portrait of that face: the text of an SVG file, the same for the same face.
pub fn portrait(face: &Face) -> String {
    let form = Form::of(face);
    let figure = [
        hair::behind(face, &form),
        clothes::body(face, &form),
        features::neck(face, &form),
        clothes::collar(face, &form),
        features::head(face, &form),
        hair::before(face, &form),
        features::glasses(face, &form),
        hair::hat(face, &form),
        clothes::over(face, &form),
    ];
    let ground = palette::ground(face.ground);
    let figure = figure.concat();
    let place = form.place();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\" width=\"{SIDE}\" \
         height=\"{SIDE}\"><clipPath id=\"c\"><circle cx=\"60\" cy=\"60\" r=\"60\"/></clipPath>\
         <g clip-path=\"url(#c)\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\
         <path fill=\"{ground}\" d=\"M0 0h120v120H0z\"/><g{place}>{figure}</g></g></svg>"
    )
}

/// A filled shape.
fn fill(colour: &str, d: &str) -> String {
    format!("<path fill=\"{colour}\" d=\"{d}\"/>")
}

/// A line of that width.
fn line(colour: &str, width: f64, d: &str) -> String {
    format!("<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" d=\"{d}\"/>")
}

/// A filled disc.
fn disc(colour: &str, x: f64, y: f64, radius: f64) -> String {
    format!("<circle fill=\"{colour}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>")
}
