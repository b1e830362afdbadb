//! A signature by hand: strokes of a pen, one curve after the other.

use super::canvas::Canvas;
use crate::Draw;

const STROKES: usize = 9;
const STEPS: i64 = 200;
const PEN_INK: u8 = 40;
/// How far under the name the pen starts.
const UNDER: i64 = 92;

/// Signs under a name that stands at this place.
pub(super) fn sign(page: &mut Canvas, left: i64, top: i64, draw: &mut Draw) {
    let (mut x, mut y) = (left + draw.between(10, 40), top + UNDER + draw.between(0, 12));
    for _ in 0..STROKES {
        let bend = (x + draw.between(-12, 46), y + draw.between(-76, 18));
        let end = (x + draw.between(6, 40), y + draw.between(-10, 10));
        curve(page, (x, y), bend, end);
        (x, y) = end;
    }
    curve(page, (x, y), (x - 120, y + 44), (x + 60, y + 6));
}

/// A quadratic Bézier curve.
fn curve(page: &mut Canvas, start: (i64, i64), bend: (i64, i64), end: (i64, i64)) {
    for step in 0..=STEPS {
        let (done, left) = (step, STEPS - step);
        let on = |from: i64, over: i64, to: i64| {
            (from * left * left + 2 * over * done * left + to * done * done) / (STEPS * STEPS)
        };
        let (x, y) = (on(start.0, bend.0, end.0), on(start.1, bend.1, end.1));
        for (across, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            page.ink(x + across, y + down, 0.85, PEN_INK);
        }
    }
}
