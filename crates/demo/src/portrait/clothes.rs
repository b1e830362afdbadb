//! What is worn: the body, then what lies over the neck, then what hangs before.

use super::form::{Form, X};
use super::{Clothes, Face, disc, fill, line, palette};

/// Shoulders and what covers them.
pub(super) fn body(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::cloth(face.colour);
    let base = form.shoulder;
    let trunk = trunk(form);
    match face.clothes {
        Clothes::WhiteCoat | Clothes::Cook => fill(palette::WHITE, &trunk),
        Clothes::Dungarees => fill("#f4eddf", &trunk) + &bib(form, colour, shade),
        Clothes::Stripes => stripes(form, &trunk, colour),
        Clothes::Hoodie => {
            let hood = format!(
                "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} 60 {:.1}S{:.1} {:.1} {:.1} {:.1}Q60 {:.1} {:.1} {:.1}z",
                X - 24.0,
                base + 6.0,
                X - 26.0,
                base - 14.0,
                X - 14.0,
                base - 18.0,
                base - 18.0,
                X + 26.0,
                base - 14.0,
                X + 24.0,
                base + 6.0,
                base + 26.0,
                X - 24.0,
                base + 6.0,
            );
            fill(shade, &hood) + &fill(colour, &trunk)
        }
        Clothes::Maternity => fill(colour, &trunk) + &belly(form, colour, shade),
        _ => fill(colour, &trunk),
    }
}

/// The outline of neck, shoulders and arms.
fn trunk(form: &Form) -> String {
    let Form { neck, shoulder: base, width, .. } = form;
    let (left, right) = (X - width, X + width);
    let (near, far) = (X - neck - 1.5, X + neck + 1.5);
    format!(
        "M{left:.1} 176V{:.1}C{left:.1} {:.1} {:.1} {:.1} {:.1} {:.1}L{near:.1} {:.1}H{far:.1}\
         L{:.1} {:.1}C{:.1} {:.1} {right:.1} {:.1} {right:.1} {:.1}V176z",
        base + 30.0,
        base + 14.0,
        X - width * 0.8,
        base + 9.0,
        X - width * 0.46,
        base + 3.5,
        base - 3.5,
        X + width * 0.46,
        base + 3.5,
        X + width * 0.8,
        base + 9.0,
        base + 14.0,
        base + 30.0,
    )
}

fn stripes(form: &Form, trunk: &str, colour: &str) -> String {
    let mut d = String::new();
    for step in 0..5_u8 {
        let y = form.shoulder + 9.0 + f64::from(step) * 7.5;
        d += &format!("M10 {y:.1}q50 5 100 0");
    }
    fill("#f6f1e6", trunk)
        + &format!(
            "<clipPath id=\"t\"><path d=\"{trunk}\"/></clipPath><g clip-path=\"url(#t)\">{}</g>",
            line(colour, 3.0, &d)
        )
}

fn bib(form: &Form, colour: &str, shade: &str) -> String {
    let base = form.shoulder;
    let bib = format!("M{:.1} {:.1}H{:.1}V176H{:.1}z", X - 15.0, base + 15.0, X + 15.0, X - 15.0);
    let straps = format!(
        "M{:.1} {:.1}L{:.1} {:.1}M{:.1} {:.1}L{:.1} {:.1}",
        X - 12.0,
        base + 17.0,
        X - 17.0,
        base + 2.0,
        X + 12.0,
        base + 17.0,
        X + 17.0,
        base + 2.0
    );
    fill(colour, &bib)
        + &line(colour, 5.0, &straps)
        + &disc(shade, X - 11.5, base + 18.5, 1.8)
        + &disc(shade, X + 11.5, base + 18.5, 1.8)
}

fn belly(form: &Form, colour: &str, shade: &str) -> String {
    let y = form.shoulder + 58.0;
    format!("<ellipse fill=\"{shade}\" cx=\"61\" cy=\"{:.1}\" rx=\"36\" ry=\"35\"/>", y + 2.0)
        + &format!("<ellipse fill=\"{colour}\" cx=\"60\" cy=\"{y:.1}\" rx=\"35\" ry=\"34\"/>")
        + &line(shade, 1.4, &format!("M28 {:.1}q32 12 64 0", form.shoulder + 32.0))
}

/// Collars and openings, over the neck.
pub(super) fn collar(face: &Face, form: &Form) -> String {
    let (colour, shade) = palette::cloth(face.colour);
    let base = form.shoulder;
    match face.clothes {
        Clothes::Jumper | Clothes::Dungarees | Clothes::Stripes => {
            let edge = if face.clothes == Clothes::Jumper { shade } else { "#e2d9c6" };
            line(edge, 3.2, &ring(form))
        }
        Clothes::Maternity => line(shade, 1.6, &vee(form, 12.0)),
        Clothes::Scrubs => line(shade, 3.0, &vee(form, 17.0)) + &badge(form),
        Clothes::Shirt => points(form, colour, shade) + &buttons(form, shade, base + 13.0),
        Clothes::Hoodie => {
            let cords = format!("M54 {:.1}l-1.5 17M66 {:.1}l1.5 14", base + 6.0, base + 6.0);
            line(shade, 4.6, &ring(form)) + &line("#f4eddf", 1.6, &cords)
        }
        Clothes::Cardigan => opened(face, form, shade),
        Clothes::Jacket => {
            fill("#fffaf0", &wedge(form, 26.0))
                + &points(form, "#fffaf0", "#ded6c6")
                + &lapels(form, shade, colour, 30.0)
        }
        Clothes::WhiteCoat => {
            fill(colour, &wedge(form, 30.0))
                + &points(form, colour, shade)
                + &lapels(form, "#f2eee5", palette::FOLD, 34.0)
                + &badge(form)
        }
        Clothes::Cook => cook(form, colour, shade),
    }
}

/// Around the neck.
fn ring(form: &Form) -> String {
    let (left, right) = (X - form.neck - 1.2, X + form.neck + 1.2);
    let base = form.shoulder;
    format!("M{left:.1} {:.1}Q60 {:.1} {right:.1} {:.1}", base - 2.2, base + 8.0, base - 2.2)
}

fn vee(form: &Form, deep: f64) -> String {
    let (left, right) = (X - form.neck - 2.0, X + form.neck + 2.0);
    let base = form.shoulder;
    format!("M{left:.1} {:.1}L60 {:.1}L{right:.1} {:.1}", base - 1.5, base + deep, base - 1.5)
}

/// What is seen between two open sides.
fn wedge(form: &Form, deep: f64) -> String {
    let (left, right) = (X - form.neck - 3.0, X + form.neck + 3.0);
    let base = form.shoulder;
    // Below the neck's own curve, so that skin stays seen above it.
    format!(
        "M{left:.1} {:.1}Q60 {:.1} {right:.1} {:.1}L60 {:.1}z",
        base - 1.0,
        base + 10.0,
        base - 1.0,
        base + deep
    )
}

/// The two points of a shirt's collar.
fn points(form: &Form, colour: &str, edge: &str) -> String {
    let base = form.shoulder;
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let d = format!(
            "M{:.1} {:.1}L{:.1} {:.1}L60 {:.1}L{:.1} {:.1}z",
            X + side * (form.neck + 0.6),
            base - 6.0,
            X + side * (form.neck + 1.8),
            base + 8.0,
            base + 4.8,
            X + side * form.neck,
            base - 1.5
        );
        drawn +=
            &format!("<path fill=\"{colour}\" stroke=\"{edge}\" stroke-width=\"1.1\" d=\"{d}\"/>");
    }
    drawn
}

fn buttons(form: &Form, colour: &str, from: f64) -> String {
    let placket = line(colour, 1.0, &format!("M60 {:.1}V176", form.shoulder + 6.0));
    placket + &disc(colour, 60.0, from, 1.3) + &disc(colour, 60.0, from + 10.0, 1.3)
}

fn lapels(form: &Form, colour: &str, edge: &str, deep: f64) -> String {
    let base = form.shoulder;
    let mut drawn = String::new();
    for side in [-1.0, 1.0] {
        let d = format!(
            "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}L60 {:.1}z",
            X + side * (form.neck + 1.6),
            base - 3.5,
            X + side * (form.neck + 8.0),
            base + 9.0,
            X + side * (form.neck + 4.5),
            base + 11.5,
            X + side * (form.neck + 6.5),
            base + 14.5,
            base + deep
        );
        drawn +=
            &format!("<path fill=\"{colour}\" stroke=\"{edge}\" stroke-width=\"1.1\" d=\"{d}\"/>");
    }
    drawn + &line(edge, 1.1, &format!("M60 {:.1}V176", base + deep))
}

/// A cardigan's two edges over a light top.
fn opened(face: &Face, form: &Form, shade: &str) -> String {
    let base = form.shoulder;
    let (inner, inner_shade) = palette::cloth(palette::companion(face.colour));
    let (left, right) = (X - form.neck - 3.0, X + form.neck + 3.0);
    let top = format!(
        "M{left:.1} {:.1}Q60 {:.1} {right:.1} {:.1}L{:.1} 176H{:.1}z",
        base - 1.5,
        base + 10.0,
        base - 1.5,
        X + 6.0,
        X - 6.0
    );
    let edges = format!(
        "M{left:.1} {:.1}Q{:.1} {:.1} {:.1} 176M{right:.1} {:.1}Q{:.1} {:.1} {:.1} 176",
        base - 2.0,
        left + 1.0,
        base + 20.0,
        X - 6.0,
        base - 2.0,
        right - 1.0,
        base + 20.0,
        X + 6.0
    );
    fill(inner, &top)
        + &line(inner_shade, 2.0, &ring(form))
        + &line(shade, 3.4, &edges)
        + &disc("#f4eddf", left + 2.4, base + 22.0, 1.3)
        + &disc("#f4eddf", left + 3.8, base + 31.0, 1.3)
}

/// A cook's crossed jacket, kerchief and the apron's straps.
fn cook(form: &Form, colour: &str, shade: &str) -> String {
    let base = form.shoulder;
    let crossing = format!("M{:.1} {:.1}L66 {:.1}V176", X - form.neck - 4.0, base, base + 20.0);
    let kerchief = format!(
        "M{:.1} {:.1}Q60 {:.1} {:.1} {:.1}L{:.1} {:.1}Q60 {:.1} {:.1} {:.1}z",
        X - form.neck - 1.5,
        base - 5.0,
        base + 6.0,
        X + form.neck + 1.5,
        base - 5.0,
        X + form.neck + 2.0,
        base + 1.0,
        base + 13.0,
        X - form.neck - 2.0,
        base + 1.0
    );
    let knot = format!("M60 {:.1}l-5 9 5-2 5 2z", base + 5.5);
    let apron =
        format!("M28 {:.1}Q60 {:.1} 92 {:.1}V176H28z", base + 26.0, base + 22.0, base + 26.0);
    let mut drawn = line(palette::FOLD, 1.3, &crossing);
    for (x, y) in [(54.0, 13.0), (71.0, 13.0), (55.0, 20.0), (71.0, 20.0)] {
        drawn += &disc(palette::METAL, x, base + y, 1.4);
    }
    drawn + &fill(colour, &apron) + &fill(colour, &kerchief) + &fill(shade, &knot)
}

fn badge(form: &Form) -> String {
    let (x, y) = (X + 17.0, form.shoulder + 21.0);
    format!(
        "<rect fill=\"#fff\" stroke=\"{}\" stroke-width=\".8\" x=\"{x:.1}\" y=\"{y:.1}\" \
         width=\"11\" height=\"7.5\" rx=\"1.2\"/>",
        palette::FOLD
    ) + &line("#0f5550", 1.2, &format!("M{:.1} {:.1}h6m-6 2.6h4", x + 2.4, y + 2.5))
}

/// What hangs before everything: a stethoscope, the arm around a belly.
pub(super) fn over(face: &Face, form: &Form) -> String {
    let base = form.shoulder;
    let mut drawn = String::new();
    if face.clothes == Clothes::Maternity {
        let (skin, shade) = palette::skin(face.skin);
        let (_, sleeve) = palette::cloth(face.colour);
        let y = base + 74.0;
        let d = format!(
            "M{:.1} {:.1}C14 {:.1} 20 {:.1} 48 {y:.1}",
            X - form.width + 5.0,
            base + 24.0,
            base + 56.0,
            y + 4.0
        );
        drawn += &line(sleeve, 11.0, &d);
        let hand = format!("M46 {:.1}c8-5 20-6 26-2c2 3-2 5-6 5c-6 3-14 5-20 4z", y - 3.5);
        drawn += &fill(skin, &hand);
        drawn += &line(shade, 0.9, &format!("M58 {:.1}q6-1.5 11-.5", y - 1.0));
    }
    if face.stethoscope {
        let side = form.neck + 3.4;
        let tubes = format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} 49 {:.1}M{:.1} {:.1}C{:.1} {:.1} 74 {:.1} 73 {:.1}",
            X - side,
            base - 3.0,
            X - side - 4.5,
            base + 10.0,
            X - side - 2.0,
            base + 20.0,
            base + 26.0,
            X + side,
            base - 3.0,
            X + side + 3.5,
            base + 8.0,
            base + 12.0,
            base + 17.0
        );
        drawn += &line(palette::METAL, 2.2, &tubes);
        drawn += &disc(palette::METAL, 49.0, base + 27.5, 3.6);
        drawn += &disc("#c7ced0", 49.0, base + 27.5, 1.9);
        drawn += &line(
            palette::METAL,
            1.8,
            &format!("M73 {:.1}l-2.4 7M73 {:.1}l3 6.6", base + 17.0, base + 17.0),
        );
    }
    drawn
}
