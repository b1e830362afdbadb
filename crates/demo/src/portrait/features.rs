//! Neck, head and what moves in it: eyes, brows, nose, mouth, beard.

use super::form::{Form, X};
use super::{Age, Beard, Clothes, Face, Hair, Mood, disc, fill, line, palette};

/// The neck, with the head's shadow on it.
pub(super) fn neck(face: &Face, form: &Form) -> String {
    let (skin, shade) = palette::skin(face.skin);
    let (left, right) = (X - form.neck, X + form.neck);
    let (high, base) = (form.y + form.ry * 0.4, form.shoulder);
    let low = match face.clothes {
        Clothes::Scrubs => base + 17.0,
        Clothes::Maternity => base + 12.0,
        _ => base + 6.0,
    };
    let neck = format!(
        "M{left:.1} {high:.1}V{:.1}Q60 {low:.1} {right:.1} {:.1}V{high:.1}z",
        base - 2.0,
        base - 2.0
    );
    let deep = match face.clothes {
        Clothes::Scrubs | Clothes::Maternity => fill(
            skin,
            &format!("M{:.1} {base:.1}L60 {low:.1}L{:.1} {base:.1}z", left - 2.5, right + 2.5),
        ),
        _ => String::new(),
    };
    let shadow = format!(
        "M{left:.1} {high:.1}V{:.1}Q60 {:.1} {right:.1} {:.1}V{high:.1}z",
        form.chin() - 1.0,
        form.chin() + 9.0,
        form.chin() - 1.0
    );
    fill(skin, &neck) + &deep + &fill(shade, &shadow)
}

/// The head with its face.
pub(super) fn head(face: &Face, form: &Form) -> String {
    let (skin, shade) = palette::skin(face.skin);
    let (left, right) = form.edges();
    let mut drawn = String::new();
    if face.hair != Hair::Scarf {
        for (x, inner) in [(left, left + 0.6), (right, right - 0.6)] {
            drawn += &disc(skin, x, form.eyes + 2.0, 4.2);
            drawn += &disc(shade, inner, form.eyes + 2.4, 1.9);
        }
    }
    drawn += &fill(skin, &form.head());
    drawn += &beard(face, form);
    drawn += &cheeks(face, form);
    drawn += &eyes(face, form);
    drawn += &nose(face, form);
    drawn += &mouth(face, form);
    drawn
}

/// How far apart the eyes are from the middle.
fn apart(face: &Face, form: &Form) -> f64 {
    form.rx * if face.age == Age::Toddler { 0.42 } else { 0.43 }
}

fn eyes(face: &Face, form: &Form) -> String {
    let apart = apart(face, form);
    let (y, radius) = match face.age {
        Age::Toddler => (form.eyes, 2.7),
        Age::Child => (form.eyes, 2.4),
        Age::Teenager | Age::Adult => (form.eyes, 2.0),
        Age::Old => (form.eyes, 1.8),
    };
    let (_, brow) = palette::hair(face.hair_colour);
    let rise = if face.mood == Mood::Calm { 5.6 } else { 6.4 };
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let x = X + side * apart;
        drawn += &format!(
            "<ellipse fill=\"{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{radius}\" ry=\"{:.1}\"/>",
            palette::INK,
            radius * 1.15
        );
        drawn += &disc("#fff", x + radius * 0.35, y - radius * 0.45, radius * 0.36);
        let (inner, outer) = (x - side * 3.4, x + side * 4.0);
        let (high, end) = (y - rise - 1.3, y - rise + 0.8);
        let d = format!("M{inner:.1} {:.1}Q{x:.1} {high:.1} {outer:.1} {end:.1}", y - rise);
        let width = if face.age == Age::Toddler { 1.2 } else { 1.8 };
        drawn += &line(brow, width, &d);
        if face.age == Age::Old {
            drawn += &wrinkles(face, x, y, side);
        }
    }
    drawn
}

/// The lines that years of smiling leave.
fn wrinkles(face: &Face, x: f64, y: f64, side: f64) -> String {
    let (_, shade) = palette::skin(face.skin);
    let (inner, outer) = (x - side * 2.8, x + side * 2.8);
    let under =
        format!("M{inner:.1} {:.1}Q{x:.1} {:.1} {outer:.1} {:.1}", y + 4.2, y + 5.6, y + 4.4);
    let (corner, far) = (x + side * 5.2, x + side * 7.6);
    let feet = format!(
        "M{corner:.1} {:.1}L{far:.1} {:.1}M{corner:.1} {:.1}L{far:.1} {:.1}",
        y + 0.4,
        y - 0.8,
        y + 1.8,
        y + 2.6
    );
    line(shade, 0.9, &(under + &feet))
}

fn cheeks(face: &Face, form: &Form) -> String {
    let blush = palette::blush(face.skin);
    let young = matches!(face.age, Age::Toddler | Age::Child);
    let (strength, radius) = if young { (0.24, 4.6) } else { (0.13, 4.2) };
    let y = form.eyes + form.ry * if young { 0.36 } else { 0.38 };
    let away = form.rx * 0.62;
    let cheeks = disc(blush, X - away, y, radius) + &disc(blush, X + away, y, radius);
    format!("<g opacity=\"{strength}\">{cheeks}</g>")
}

fn nose(face: &Face, form: &Form) -> String {
    let (_, shade) = palette::skin(face.skin);
    let y = form.eyes;
    let d = match face.age {
        Age::Toddler | Age::Child => format!("M58 {:.1}q2 1.6 4 0", y + 5.6),
        _ => format!("M60.6 {:.1}c-.4 2.6-2.6 4.6-2.4 5.6q.3 1.2 3.4.9", y + 1.6),
    };
    line(shade, 1.5, &d)
}

/// Height of the mouth.
fn lip(face: &Face, form: &Form) -> f64 {
    let share = match face.age {
        Age::Toddler => 0.52,
        Age::Child => 0.53,
        _ => 0.6,
    };
    form.eyes + (form.chin() - form.eyes) * share + 1.0
}

fn mouth(face: &Face, form: &Form) -> String {
    let y = lip(face, form);
    let lips = palette::lips(face.skin);
    let half = if face.age == Age::Toddler { 5.0 } else { 6.0 };
    let (left, right) = (X - half, X + half);
    match face.mood {
        Mood::Calm => line(
            lips,
            1.7,
            &format!(
                "M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}",
                left + 1.2,
                y + 0.2,
                y + 1.5,
                right - 1.2,
                y + 0.2
            ),
        ),
        Mood::Gentle => line(
            lips,
            1.8,
            &format!("M{left:.1} {:.1}Q60 {:.1} {right:.1} {:.1}", y - 0.8, y + 4.2, y - 0.8),
        ),
        Mood::Glad => {
            let open = format!(
                "M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}Q60 {:.1} {:.1} {:.1}z",
                left - 1.2,
                y - 2.2,
                y,
                right + 1.2,
                y - 2.2,
                y + 10.5,
                left - 1.2,
                y - 2.2
            );
            let teeth = format!(
                "M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}Q60 {:.1} {:.1} {:.1}z",
                left + 0.4,
                y - 1.2,
                y + 0.6,
                right - 0.4,
                y - 1.2,
                y + 5.4,
                left + 0.4,
                y - 1.2
            );
            fill(lips, &open) + &fill("#fff", &teeth)
        }
    }
}

fn beard(face: &Face, form: &Form) -> String {
    let (colour, _) = palette::hair(face.hair_colour);
    let y = lip(face, form);
    let (left, right) = form.edges();
    let moustache = format!(
        "M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}Q{:.1} {:.1} 60 {:.1}Q{:.1} {:.1} {:.1} {:.1}z",
        X - 8.2,
        y - 0.4,
        y - 6.6,
        X + 8.2,
        y - 0.4,
        X + 5.0,
        y - 3.0,
        y - 2.2,
        X - 5.0,
        y - 3.0,
        X - 8.2,
        y - 0.4
    );
    let low = form.chin() + 3.0;
    let round = format!(
        "M{left:.1} {ear:.1}C{left:.1} {:.1} {:.1} {low:.1} 60 {low:.1}S{right:.1} {:.1} {right:.1} \
         {ear:.1}C{:.1} {:.1} {:.1} {:.1} 60 {:.1}S{:.1} {:.1} {left:.1} {ear:.1}z",
        form.y + form.ry * 0.6,
        X - form.rx * 0.7,
        form.y + form.ry * 0.6,
        right - 1.5,
        y - 4.0,
        X + 9.0,
        y - 5.5,
        y - 5.5,
        left + 1.5,
        y - 4.0,
        ear = form.eyes + 1.5,
    );
    match face.beard {
        Beard::None => String::new(),
        Beard::Stubble => format!("<g opacity=\".28\">{}</g>", fill(colour, &round)),
        Beard::Moustache => fill(colour, &moustache),
        Beard::Full => fill(colour, &round) + &lower_lip(face, y),
    }
}

/// The bare skin around the mouth within a full beard.
fn lower_lip(face: &Face, y: f64) -> String {
    let (skin, _) = palette::skin(face.skin);
    format!("<ellipse fill=\"{skin}\" cx=\"60\" cy=\"{:.1}\" rx=\"7.6\" ry=\"3.9\"/>", y + 0.6)
}

/// Glasses, when they are worn.
pub(super) fn glasses(face: &Face, form: &Form) -> String {
    if !face.glasses {
        return String::new();
    }
    let apart = apart(face, form);
    let (left, right) = form.edges();
    let y = form.eyes + 0.4;
    let mut frames = String::new();
    for side in [-1.0, 1.0] {
        frames += &format!(
            "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"6.2\" fill=\"#fff\" fill-opacity=\".12\"/>",
            X + side * apart
        );
    }
    let bridge = format!(
        "M{:.1} {y:.1}q{:.1}-1.6 {:.1} 0M{left:.1} {:.1}L{:.1} {:.1}M{right:.1} {:.1}L{:.1} {:.1}",
        X - apart + 6.2,
        apart - 6.2,
        (apart - 6.2) * 2.0,
        y - 1.0,
        X - apart - 6.2,
        y - 0.4,
        y - 1.0,
        X + apart + 6.2,
        y - 0.4
    );
    format!(
        "<g fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\">{frames}<path d=\"{bridge}\"/></g>",
        palette::METAL
    )
}
