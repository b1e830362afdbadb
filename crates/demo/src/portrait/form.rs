//! Measures of a figure: where the head is and how broad, where shoulders begin.

use super::{Age, Build, Clothes, Face};

/// The middle of every figure.
pub(super) const X: f64 = 60.0;

/// Measures of one figure.
pub(super) struct Form {
    /// The middle of the head.
    pub(super) y: f64,
    /// Half the head's width.
    pub(super) rx: f64,
    /// Half its height.
    pub(super) ry: f64,
    /// How much of the width the jaw keeps.
    jaw: f64,
    /// Height of the eyes.
    pub(super) eyes: f64,
    /// Half the neck's width.
    pub(super) neck: f64,
    /// Where the neck meets the shoulders.
    pub(super) shoulder: f64,
    /// Half the shoulders' width.
    pub(super) width: f64,
    with_child: bool,
}

impl Form {
    /// The measures of that face.
    pub(super) fn of(face: &Face) -> Self {
        let (wider, jaw, width) = match face.build {
            Build::Slight => (0.0, 0.46, 41.0),
            Build::Middle => (0.7, 0.55, 45.0),
            Build::Broad => (1.4, 0.66, 50.0),
        };
        let neck = 7.6 + wider * 1.2;
        let with_child = face.clothes == Clothes::Maternity;
        let grown = Self {
            y: 51.0,
            rx: 19.0 + wider,
            ry: 23.0,
            jaw,
            eyes: 52.5,
            neck,
            shoulder: 84.0,
            width,
            with_child,
        };
        match face.age {
            Age::Toddler => Self {
                y: 57.0,
                rx: 24.5,
                ry: 23.0,
                jaw: 0.74,
                eyes: 61.0,
                neck: 7.0,
                shoulder: 87.0,
                width: 33.0,
                ..grown
            },
            Age::Child => Self {
                y: 54.0,
                rx: 21.0,
                ry: 22.5,
                jaw: 0.6,
                eyes: 56.5,
                neck: 6.8,
                shoulder: 85.0,
                width: 36.0,
                ..grown
            },
            Age::Teenager => {
                Self { rx: 18.6 + wider, neck: neck - 0.6, width: width - 4.0, ..grown }
            }
            Age::Adult => grown,
            Age::Old => Self { y: 52.0, eyes: 53.5, shoulder: 85.5, width: width - 2.0, ..grown },
        }
    }

    /// The left and the right edge of the head.
    pub(super) fn edges(&self) -> (f64, f64) {
        (X - self.rx, X + self.rx)
    }

    /// The top of the head.
    pub(super) fn top(&self) -> f64 {
        self.y - self.ry
    }

    /// The tip of the chin.
    pub(super) fn chin(&self) -> f64 {
        self.y + self.ry
    }

    /// Where the figure stands: one with child is seen from farther.
    pub(super) fn place(&self) -> &'static str {
        match self.with_child {
            true => " transform=\"translate(15 -7) scale(.76)\"",
            false => "",
        }
    }

    /// The outline of the head.
    pub(super) fn head(&self) -> String {
        let Self { y, rx, ry, jaw, .. } = self;
        let (left, right) = self.edges();
        let (top, chin) = (self.top(), self.chin());
        let (crown, low) = (rx * 0.6, y + ry * 0.52);
        let (high, jaw) = (y - ry * 0.6, rx * jaw);
        format!(
            "M{left:.1} {y:.1}C{left:.1} {high:.1} {:.1} {top:.1} 60 {top:.1}\
             S{right:.1} {high:.1} {right:.1} {y:.1}C{right:.1} {low:.1} {:.1} {chin:.1} 60 {chin:.1}\
             S{left:.1} {low:.1} {left:.1} {y:.1}z",
            X - crown,
            X + jaw,
        )
    }
}
