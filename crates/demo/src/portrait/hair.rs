//! Hair, scarf and hat: what is behind the head, and what is before it.

use super::form::{Form, X};
use super::{Face, Hair, Hat, disc, fill, line, palette};

/// What is seen behind head and shoulders.
pub(super) fn behind(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::hair(face.hair_colour);
    let (left, right) = form.edges();
    let top = form.top();
    match face.hair {
        Hair::Bob => fill(shade, &mane(form, 6.0, form.chin() - 1.0)),
        Hair::Long => fill(shade, &mane(form, 7.0, form.shoulder + 17.0)),
        Hair::Afro => disc(colour, X, form.y - 8.0, form.rx + 13.0),
        Hair::Bun => disc(shade, X, top - 6.5, 9.0),
        Hair::Ponytail => {
            let (x, y) = (right + 1.0, form.y - form.ry * 0.55);
            fill(
                shade,
                &format!(
                    "M{:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}z",
                    x - 8.0,
                    x + 8.0,
                    y - 10.0,
                    x + 14.0,
                    y + 14.0,
                    x + 6.0,
                    y + 36.0,
                    x + 2.0,
                    y + 30.0,
                    x + 4.0,
                    y + 18.0,
                    x - 8.0,
                    y + 12.0
                ),
            )
        }
        Hair::Scarf => {
            let (_, shade) = palette::cloth(palette::companion(face.colour));
            fill(shade, &mane(form, 7.5, form.shoulder + 12.0))
        }
        Hair::Curly => {
            disc(shade, left + 2.0, form.y - 4.0, 7.0)
                + &disc(shade, right - 2.0, form.y - 4.0, 7.0)
        }
        _ => String::new(),
    }
}

/// Hair that hangs around the head down to `low`.
fn mane(form: &Form, out: f64, low: f64) -> String {
    let (left, right) = form.edges();
    let (left, right) = (left - out, right + out);
    let (top, high) = (form.top() - 6.0, form.y - form.ry * 0.9);
    format!(
        "M{left:.1} {low:.1}C{:.1} {:.1} {left:.1} {high:.1} {:.1} {:.1}Q60 {:.1} {:.1} {:.1}\
         C{right:.1} {high:.1} {:.1} {:.1} {right:.1} {low:.1}Q60 {:.1} {left:.1} {low:.1}z",
        left + 1.5,
        form.y + 8.0,
        X - form.rx * 0.62,
        top + 1.5,
        top - 2.0,
        X + form.rx * 0.62,
        top + 1.5,
        right - 1.5,
        form.y + 8.0,
        low + 7.0,
    )
}

/// What lies before the head.
pub(super) fn before(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::hair(face.hair_colour);
    match face.hair {
        Hair::Bald => String::new(),
        Hair::Receding => receding(form, colour),
        Hair::Tuft => tuft(form, colour),
        Hair::Short | Hair::Afro => fill(colour, &cap(form, 4.0, &even(form, 0.5))),
        Hair::Parted => fill(colour, &cap(form, 4.5, &parted(form))),
        Hair::Bob | Hair::Long => {
            fill(colour, &cap(form, 5.5, &parted(form))) + &locks(face, form, colour)
        }
        Hair::Bun | Hair::Ponytail => fill(colour, &cap(form, 3.2, &even(form, 0.66))),
        Hair::Plaits => fill(colour, &cap(form, 3.6, &middle(form))) + &plaits(form, colour, shade),
        Hair::Curly => curls(form, colour, shade),
        Hair::Scarf => scarf(face, form),
    }
}

/// From ear to ear over the crown, and back along a hairline.
fn cap(form: &Form, out: f64, hairline: &str) -> String {
    let (left, right) = form.edges();
    let (low, top) = (form.eyes, form.top() - out);
    let high = form.y - form.ry * 0.85;
    let wide = form.rx * 0.68;
    format!(
        "M{:.1} {low:.1}C{:.1} {high:.1} {:.1} {top:.1} 60 {top:.1}S{:.1} {high:.1} {:.1} {low:.1}\
         L{:.1} {:.1}{hairline}z",
        left - 0.8,
        left - out * 0.9,
        X - wide,
        right + out * 0.9,
        right + 0.8,
        right - 1.4,
        low - 3.0,
    )
}

/// A hairline across the forehead, at that share of the way up.
fn even(form: &Form, share: f64) -> String {
    let (left, right) = form.edges();
    let line = form.y - form.ry * share;
    let end = form.eyes - 3.0;
    format!(
        "C{:.1} {:.1} {:.1} {line:.1} 60 {line:.1}S{:.1} {:.1} {:.1} {end:.1}",
        right - 2.0,
        line + 5.0,
        X + form.rx * 0.55,
        left + 2.0,
        line + 5.0,
        left + 1.4,
    )
}

/// A hairline that falls from a parting on one side.
fn parted(form: &Form) -> String {
    let (left, right) = form.edges();
    let (part, high) = (X - form.rx * 0.42, form.y - form.ry * 0.8);
    let end = form.eyes - 3.0;
    format!(
        "C{:.1} {:.1} {:.1} {:.1} {part:.1} {high:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {end:.1}",
        right - 2.0,
        form.y - form.ry * 0.42,
        X + form.rx * 0.3,
        form.y - form.ry * 0.4,
        part - 3.0,
        form.y - form.ry * 0.56,
        left + 2.5,
        form.y - form.ry * 0.5,
        left + 1.4,
    )
}

/// A hairline that falls to both sides from the middle.
fn middle(form: &Form) -> String {
    let (left, right) = form.edges();
    let high = form.y - form.ry * 0.8;
    let (low, end) = (form.y - form.ry * 0.42, form.eyes - 3.0);
    format!(
        "C{:.1} {low:.1} {:.1} {low:.1} 60 {high:.1}C{:.1} {low:.1} {:.1} {low:.1} {:.1} {end:.1}",
        right - 1.5,
        X + form.rx * 0.4,
        X - form.rx * 0.4,
        left + 1.5,
        left + 1.4,
    )
}

/// Strands that fall before the ears.
fn locks(face: &Face, form: &Form, colour: &str) -> String {
    let low = if face.hair == Hair::Long { form.shoulder + 6.0 } else { form.chin() - 4.0 };
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let edge = X + side * form.rx;
        let d = format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {low:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}z",
            edge - side * 2.0,
            form.eyes - 6.0,
            edge + side * 0.5,
            form.eyes + 8.0,
            edge - side * 1.5,
            low - 8.0,
            edge - side * 0.5,
            edge + side * 7.5,
            low - 3.0,
            edge + side * 7.0,
            form.eyes - 2.0,
            edge + side * 4.0,
            form.eyes - 12.0,
        );
        drawn += &fill(colour, &d);
    }
    drawn
}

fn receding(form: &Form, colour: &str) -> String {
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let edge = X + side * form.rx;
        let d = format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}z",
            edge + side,
            form.eyes + 1.0,
            edge + side * 4.5,
            form.y - 9.0,
            edge + side * 1.5,
            form.y - 15.0,
            edge - side * 3.6,
            form.y - 15.5,
            edge - side * 3.4,
            form.y - 9.0,
            edge - side * 1.4,
            form.y - 6.0,
            edge - side * 1.4,
            form.eyes - 3.0,
        );
        drawn += &fill(colour, &d);
    }
    drawn
}

fn tuft(form: &Form, colour: &str) -> String {
    let top = form.top();
    let curl = format!("M57 {:.1}c-3-6 5-9 7-4.4c1 3-3 4.4-4 1.8", top + 1.0);
    fill(colour, &cap(form, 1.6, &even(form, 0.62))) + &line(colour, 2.4, &curl)
}

fn curls(form: &Form, colour: &str, shade: &str) -> String {
    // Around the crown from ear to ear, then a row on the forehead.
    const CROWN: [(f64, f64); 9] = [
        (-1.0, -0.1),
        (-0.98, -0.42),
        (-0.82, -0.72),
        (-0.5, -0.95),
        (0.0, -1.04),
        (0.5, -0.95),
        (0.82, -0.72),
        (0.98, -0.42),
        (1.0, -0.1),
    ];
    const FOREHEAD: [(f64, f64); 4] = [(-0.6, -0.62), (-0.2, -0.76), (0.22, -0.74), (0.6, -0.6)];
    let at = |(x, y): (f64, f64), radius, colour| {
        disc(colour, X + x * form.rx, form.y + y * form.ry, radius)
    };
    let crown: String = CROWN.iter().map(|place| at(*place, 6.4, colour)).collect();
    let forehead: String = FOREHEAD.iter().map(|place| at(*place, 5.0, colour)).collect();
    let under: String =
        FOREHEAD.iter().skip(1).take(2).map(|place| at(*place, 2.0, shade)).collect();
    crown + &forehead + &format!("<g opacity=\".35\">{under}</g>")
}

fn plaits(form: &Form, colour: &str, shade: &str) -> String {
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let x = X + side * (form.rx + 3.0);
        for (step, bend) in [(0.0, 0.0), (1.0, 1.2), (2.0, 1.8), (3.0, 1.4), (4.0, 0.6)] {
            drawn += &format!(
                "<ellipse fill=\"{colour}\" cx=\"{:.1}\" cy=\"{:.1}\" rx=\"4.4\" ry=\"5\"/>",
                x + side * bend,
                form.eyes + 6.0 + step * 7.2
            );
        }
        drawn += &disc(shade, x + side * 0.6, form.eyes + 39.5, 2.4);
    }
    drawn
}

/// A scarf that covers hair, ears and neck.
fn scarf(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::cloth(palette::companion(face.colour));
    let (left, right) = form.edges();
    let (low, top) = (form.shoulder + 9.0, form.top() - 4.5);
    let outer = format!(
        "M{:.1} {low:.1}C{:.1} {:.1} {:.1} {top:.1} 60 {top:.1}S{:.1} {:.1} {:.1} {low:.1}Q60 {:.1} {:.1} {low:.1}z",
        left - 2.0,
        left - 7.0,
        form.y - 14.0,
        X - form.rx * 0.72,
        right + 7.0,
        form.y - 14.0,
        right + 2.0,
        low + 9.0,
        left - 2.0,
    );
    let (rx, ry) = (form.rx - 2.0, form.ry - 2.6);
    let opening = format!(
        "M{:.1} {y:.1}a{rx:.1} {ry:.1} 0 1 0 {:.1} 0a{rx:.1} {ry:.1} 0 1 0 {:.1} 0z",
        X - rx,
        rx * 2.0,
        -rx * 2.0,
        y = form.y + 3.0,
    );
    let folds = format!(
        "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}",
        left + 1.0,
        form.y + form.ry * 0.75,
        X - 4.0,
        form.chin() + 9.0,
        X + 12.0,
        form.chin() + 4.5,
        left,
        form.chin() - 1.0,
        form.chin() + 17.0,
        right - 2.0,
        form.chin() + 7.0,
    );
    format!("<path fill=\"{colour}\" fill-rule=\"evenodd\" d=\"{outer}{opening}\"/>")
        + &line(shade, 1.3, &folds)
}

/// What is on the head.
pub(super) fn hat(face: &Face, form: &Form) -> String {
    match face.hat {
        Hat::None => String::new(),
        Hat::Toque => toque(form),
        Hat::Beanie => beanie(face, form),
    }
}

/// Where a hat ends, on the forehead.
fn brim(form: &Form) -> f64 {
    form.y - form.ry * 0.62
}

fn toque(form: &Form) -> String {
    let brim = brim(form);
    let (left, right) = form.edges();
    let (l, r) = (left + 1.0, right - 1.0);
    let puff = format!(
        "M{l:.1} {brim:.1}C{:.1} {:.1} {:.1} {:.1} 50 {:.1}C52 {top:.1} 68 {top:.1} 70 {:.1}\
         C{:.1} {:.1} {:.1} {:.1} {r:.1} {brim:.1}z",
        l - 15.0,
        brim - 13.0,
        l - 6.0,
        brim - 27.0,
        brim - 21.0,
        brim - 21.0,
        r + 6.0,
        brim - 27.0,
        r + 15.0,
        brim - 13.0,
        top = brim - 32.0,
    );
    let low = brim - 12.0;
    let folds = format!("M52 {low:.1}l-2-8M60 {low:.1}v-8M68 {low:.1}l2-8");
    let band = band(form, 1.0, [2.0, -3.0, -8.0, -12.0]);
    fill(palette::WHITE, &puff)
        + &format!(
            "<path fill=\"#f3efe6\" stroke=\"{}\" stroke-width=\".8\" d=\"{band}\"/>",
            palette::FOLD
        )
        + &line(palette::FOLD, 1.2, &folds)
}

fn beanie(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::cloth(palette::companion(face.colour));
    let (left, right) = form.edges();
    let (brim, top) = (brim(form), form.top() - 20.0);
    let dome = format!(
        "M{:.1} {brim:.1}C{:.1} {top:.1} {:.1} {top:.1} {:.1} {brim:.1}z",
        left - 2.5,
        left - 1.0,
        right + 1.0,
        right + 2.5,
    );
    fill(colour, &dome) + &fill(shade, &band(form, 2.5, [4.0, 0.0, -4.0, -8.0]))
}

/// A band around the head, wider than it by `out`: below, below in the middle,
/// above, above in the middle, from the brim.
fn band(form: &Form, out: f64, heights: [f64; 4]) -> String {
    let (left, right) = form.edges();
    let (left, right) = (left - out, right + out);
    let [low, sag, high, peak] = heights.map(|height| brim(form) + height);
    format!(
        "M{left:.1} {low:.1}Q60 {sag:.1} {right:.1} {low:.1}V{high:.1}Q60 {peak:.1} {left:.1} {high:.1}z"
    )
}
