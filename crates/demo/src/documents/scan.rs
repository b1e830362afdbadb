//! A letter as somebody scanned it: grey, askew, dusty, stamped.

mod canvas;
mod hand;

use ab_glyph::Font as _;

use super::face::Face;
use super::layout::{self, Bar, Mark, PAGE_HEIGHT, PAGE_WIDTH, Run};
use super::letter::Letter;
use crate::Draw;
use crate::calendar::Day;
use canvas::{Canvas, whole};

const DOTS_PER_INCH: f32 = 150.0;
const POINTS_PER_INCH: f32 = 72.0;
const DOTS_PER_POINT: f32 = DOTS_PER_INCH / POINTS_PER_INCH;
const DOTS_PER_METRE: u32 = 5906;
const PAPER: u8 = 247;
/// What the lid of the scanner looks like beside the paper.
const LID: u8 = 188;
const STAMP_INK: u8 = 96;
/// Turns are counted in 65536ths of a radian.
const TURN_MIN: i64 = 300;
const TURN_MAX: i64 = 800;
const STAMP_TURN: i64 = 9000;
/// More grain would weigh more than the text.
const PIXELS_PER_GRAIN: i64 = 160;
const SPECKS: usize = 60;
const SHADOW_WIDTH: i64 = 34;
const SHADOW_GROWTH: i64 = 16;
const SHADOW_DEPTH: i64 = 120;

/// The first page of the letter as a grey PNG of 150 dots an inch; the same
/// letter and seed give the same bytes.
pub fn scan(letter: &Letter, seed: u64) -> Vec<u8> {
    let face = Face::new();
    let plan = layout::lay(&face, letter);
    let mut draw = Draw::new(seed, &letter.head.id);
    let (width, height) = (whole(PAGE_WIDTH * DOTS_PER_POINT), whole(PAGE_HEIGHT * DOTS_PER_POINT));
    let mut page = Canvas::new(width, height, PAPER);
    for mark in plan.sheets.first().into_iter().flatten() {
        match mark {
            Mark::Run(run) => text(&mut page, &face, run),
            Mark::Bar(one) => bar(&mut page, one),
        }
    }
    if let Some((x, y)) = signed(plan.sheets.first(), &letter.head.author.shown()) {
        hand::sign(&mut page, x, y, &mut draw);
    }
    let received = letter.head.created.day.plus(draw.between(1, 4));
    page.lay_over(&stamp(&face, received, &mut draw), 130, height - 430);
    let turn = draw.between(TURN_MIN, TURN_MAX) * if draw.chance(0.5) { 1 } else { -1 };
    let mut sheet = page.turned(turn, LID);
    age(&mut sheet, &mut draw);
    png(&sheet).unwrap_or_else(|| unreachable!("writing to memory does not fail"))
}

/// Under the last place where the name of the author stands.
fn signed(sheet: Option<&Vec<Mark>>, author: &str) -> Option<(i64, i64)> {
    let place = |mark: &Mark| match mark {
        Mark::Run(run) if run.text == author => Some((run.x, run.y)),
        _ => None,
    };
    let (x, y) = sheet?.iter().rev().find_map(place)?;
    // The first name on the page heads the letter.
    (y > PAGE_HEIGHT / 3.0).then(|| (whole(x * DOTS_PER_POINT), whole(y * DOTS_PER_POINT)))
}

fn text(page: &mut Canvas, face: &Face, run: &Run) {
    let [red, green, blue] = run.ink.rgb().map(u16::from);
    let grey = u8::try_from((red * 3 + green * 6 + blue) / 10).unwrap_or(0);
    let size = run.size * DOTS_PER_POINT;
    let (x, y) = (run.x * DOTS_PER_POINT, run.y * DOTS_PER_POINT);
    set(page, face, &Line { x, y, size, bold: run.bold, grey }, &run.text);
}

/// Where a line of pixels begins and how it is set.
struct Line {
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    grey: u8,
}

fn set(page: &mut Canvas, face: &Face, line: &Line, text: &str) {
    let font = face.font(line.bold);
    let scale = line.size * font.height_unscaled() / font.units_per_em().unwrap_or(1000.0);
    let mut x = line.x;
    for c in text.chars() {
        let glyph = face.glyph(line.bold, c);
        let placed = glyph.id.with_scale_and_position(scale, ab_glyph::point(x, line.y));
        if let Some(outline) = font.outline_glyph(placed) {
            let bounds = outline.px_bounds();
            let (left, top) = (whole(bounds.min.x), whole(bounds.min.y));
            outline.draw(|across, down, cover| {
                page.ink(left + i64::from(across), top + i64::from(down), cover, line.grey);
            });
        }
        x += glyph.advance * line.size;
    }
}

fn bar(page: &mut Canvas, bar: &Bar) {
    let [red, green, blue] = bar.ink.rgb().map(u16::from);
    let grey = u8::try_from((red * 3 + green * 6 + blue) / 10).unwrap_or(0);
    let (left, top) = (whole(bar.x * DOTS_PER_POINT), whole(bar.y * DOTS_PER_POINT));
    let width = whole(bar.width * DOTS_PER_POINT).max(1);
    let height = whole(bar.height * DOTS_PER_POINT).max(1);
    page.fill(left, top, width, height, grey);
}

/// The date stamp of the archives, pressed unevenly.
fn stamp(face: &Face, day: Day, draw: &mut Draw) -> Canvas {
    // Room around the frame for its corners to turn in.
    const ROOM: i64 = 60;
    const WIDE: i64 = 400;
    const HIGH: i64 = 150;
    let mut canvas = Canvas::new(WIDE + 2 * ROOM, HIGH + 2 * ROOM, u8::MAX);
    for (inset, thick) in [(0, 5), (10, 2)] {
        let (at, width, height) = (ROOM + inset, WIDE - 2 * inset, HIGH - 2 * inset);
        canvas.fill(at, at, width, height, STAMP_INK);
        canvas.fill(at + thick, at + thick, width - 2 * thick, height - 2 * thick, u8::MAX);
    }
    let date = day.short();
    let lines = [
        ("REÇU LE", 26.0, 99.0),
        (date.as_str(), 44.0, 149.0),
        ("ARCHIVES MÉDICALES", 24.0, 187.0),
    ];
    for (text, size, y) in lines {
        let x = (520.0 - face.width(true, size, text)) / 2.0;
        set(&mut canvas, face, &Line { x, y, size, bold: true, grey: STAMP_INK }, text);
    }
    canvas.wear(draw);
    canvas.turned(-STAMP_TURN + draw.between(-3000, 3000), u8::MAX)
}

/// Dust, grain, and the shadow of the fold at the left edge.
fn age(sheet: &mut Canvas, draw: &mut Draw) {
    let (width, height) = (sheet.width(), sheet.height());
    for y in 0..height {
        let reach = SHADOW_WIDTH + y * SHADOW_GROWTH / height;
        for x in 0..reach {
            sheet.shade(x, y, SHADOW_DEPTH * (reach - x) * (reach - x) / (reach * reach));
        }
    }
    for _ in 0..width * height / PIXELS_PER_GRAIN {
        let (x, y) = (draw.between(0, width - 1), draw.between(0, height - 1));
        sheet.shade(x, y, 17);
    }
    for _ in 0..SPECKS {
        let (x, y) = (draw.between(0, width - 1), draw.between(0, height - 1));
        for _ in 0..draw.between(1, 6) {
            sheet.shade(x + draw.between(-1, 2), y + draw.between(-1, 2), draw.between(40, 140));
        }
    }
}

fn png(sheet: &Canvas) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = (u32::try_from(sheet.width()).ok()?, u32::try_from(sheet.height()).ok()?);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Balanced);
    let unit = png::Unit::Meter;
    let dims = png::PixelDimensions { xppu: DOTS_PER_METRE, yppu: DOTS_PER_METRE, unit };
    encoder.set_pixel_dims(Some(dims));
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&sheet.packed()).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::documents::samples;

    /// What a page of a dossier may weigh.
    const BYTES_MAX: usize = 200_000;

    #[test]
    fn is_a_small_grey_page() {
        let bytes = scan(&samples::letter(), 7);
        assert!(bytes.len() < BYTES_MAX, "{}", bytes.len());
        let decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        let reader = decoder.read_info().unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (1240, 1754));
        assert_eq!(info.color_type, png::ColorType::Grayscale);
    }

    #[test]
    fn the_seed_is_the_scanner() {
        let letter = samples::letter();
        assert_eq!(scan(&letter, 7), scan(&letter, 7));
        assert_ne!(scan(&letter, 7), scan(&letter, 8));
    }
}
