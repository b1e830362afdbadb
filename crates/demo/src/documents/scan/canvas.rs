//! Grey pixels, 0 black to 255 white.

use crate::Draw;

const ONE: i64 = 1 << 16;
/// Grey levels of the file: four bits.
const LEVEL: u8 = 17;

pub(super) struct Canvas {
    width: i64,
    height: i64,
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(width: i64, height: i64, grey: u8) -> Self {
        let count = usize::try_from(width * height).unwrap_or(0);
        Self { width, height, pixels: vec![grey; count] }
    }

    pub(super) fn width(&self) -> i64 {
        self.width
    }

    pub(super) fn height(&self) -> i64 {
        self.height
    }

    fn at(&self, x: i64, y: i64) -> Option<usize> {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        inside.then(|| usize::try_from(y * self.width + x).ok()).flatten()
    }

    fn get(&self, x: i64, y: i64) -> Option<u8> {
        self.at(x, y).and_then(|at| self.pixels.get(at)).copied()
    }

    fn pixel(&mut self, x: i64, y: i64) -> Option<&mut u8> {
        self.at(x, y).and_then(|at| self.pixels.get_mut(at))
    }

    /// Ink that covers this share of a pixel.
    pub(super) fn ink(&mut self, x: i64, y: i64, cover: f32, grey: u8) {
        if let Some(pixel) = self.pixel(x, y) {
            let (under, over) = (f32::from(*pixel), f32::from(grey));
            let mixed = whole(under + (over - under) * cover.clamp(0.0, 1.0));
            *pixel = u8::try_from(mixed).unwrap_or(grey);
        }
    }

    pub(super) fn fill(&mut self, left: i64, top: i64, width: i64, height: i64, grey: u8) {
        for y in top..top + height {
            for x in left..left + width {
                if let Some(pixel) = self.pixel(x, y) {
                    *pixel = grey;
                }
            }
        }
    }

    /// Makes a pixel darker by so much.
    pub(super) fn shade(&mut self, x: i64, y: i64, by: i64) {
        if let Some(pixel) = self.pixel(x, y) {
            *pixel = pixel.saturating_sub(u8::try_from(by.clamp(0, 255)).unwrap_or(0));
        }
    }

    /// Another canvas over this one, as ink on paper: the darker wins.
    pub(super) fn lay_over(&mut self, other: &Self, left: i64, top: i64) {
        for y in 0..other.height {
            for x in 0..other.width {
                let over = other.get(x, y).unwrap_or(u8::MAX);
                if let Some(pixel) = self.pixel(left + x, top + y) {
                    *pixel = over.min(*pixel);
                }
            }
        }
    }

    /// Ink that did not take everywhere.
    pub(super) fn wear(&mut self, draw: &mut Draw) {
        for pixel in &mut self.pixels {
            if *pixel < u8::MAX && draw.chance(0.22) {
                *pixel = pixel.saturating_add(90);
            }
        }
    }

    /// Turned about its middle by a small angle, in 65536ths of a radian; what
    /// comes into view has this grey.
    pub(super) fn turned(&self, turn: i64, beyond: u8) -> Self {
        // The cosine by its first two terms: the angle is small.
        let cos = ONE - turn * turn / (2 * ONE);
        let (middle_x, middle_y) = (self.width / 2, self.height / 2);
        let mut out = Self::new(self.width, self.height, beyond);
        for y in 0..self.height {
            for x in 0..self.width {
                let (across, down) = (x - middle_x, y - middle_y);
                let from_x = across * cos + down * turn + middle_x * ONE;
                let from_y = down * cos - across * turn + middle_y * ONE;
                if let Some(pixel) = out.pixel(x, y) {
                    *pixel = self.between(from_x, from_y, beyond);
                }
            }
        }
        out
    }

    /// The grey between four pixels; the place is counted in 65536ths.
    fn between(&self, x: i64, y: i64, beyond: u8) -> u8 {
        let (left, top) = (x >> 16, y >> 16);
        let (right, low) = (x & (ONE - 1), y & (ONE - 1));
        let grey = |x, y| i64::from(self.get(x, y).unwrap_or(beyond));
        let upper = grey(left, top) * (ONE - right) + grey(left + 1, top) * right;
        let lower = grey(left, top + 1) * (ONE - right) + grey(left + 1, top + 1) * right;
        let mixed = ((upper >> 16) * (ONE - low) + (lower >> 16) * low) >> 16;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    }

    /// Rows of four-bit greys, two to the byte.
    pub(super) fn packed(&self) -> Vec<u8> {
        let width = usize::try_from(self.width).unwrap_or(1).max(1);
        let level = |grey: u8| (grey.saturating_add(LEVEL / 2)) / LEVEL;
        let byte = |pair: &[u8]| match *pair {
            [left, right] => level(left) << 4 | level(right),
            [left] => level(left) << 4,
            _ => 0,
        };
        self.pixels.chunks(width).flat_map(|row| row.chunks(2).map(byte)).collect()
    }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "a cast from float stops at the ends")]
pub(super) fn whole(number: f32) -> i64 {
    number.round() as i64
}
