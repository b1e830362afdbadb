//! Tables: a line of headings, repeated on each page, and a rule under each row.

use super::super::letter::Table;
use super::press::{Ink, LEFT, Press, Role, Style, WIDTH};

const TEXT: Style = Style { size: 9.5, leading: 12.5, ..Style::BODY };
const HEAD: Style = Style { size: 8.5, bold: true, ink: Ink::Soft, leading: 12.5 };
const GAP: f32 = 8.0;
const PAD: f32 = 5.0;
const KEEP: f32 = 52.0;

/// Sets a table; the rows that `strong` marks are set bold.
pub(super) fn set(press: &mut Press, table: &Table, strong: &[bool]) {
    let group = press.group();
    let titles: Vec<String> = table.columns.iter().map(|(title, _)| title.clone()).collect();
    let places = places(table);
    press.need(KEEP);
    press.y += 3.0;
    row(press, &places, &titles, HEAD, Some((group, 0)));
    for (at, cells) in table.rows.iter().enumerate() {
        let bold = strong.get(at).copied().unwrap_or(false);
        let style = Style { bold, ..TEXT };
        if press.need(height(press, &places, cells, style)) {
            row(press, &places, &titles, HEAD, None);
        }
        row(press, &places, cells, style, Some((group, at + 1)));
    }
    press.y += 8.0;
}

/// Where each column starts and how wide its text may be.
fn places(table: &Table) -> Vec<(f32, f32)> {
    let whole: f32 = table.columns.iter().map(|(_, share)| f32::from(*share)).sum();
    let mut x = LEFT;
    let mut place = |share: u16| {
        let width = WIDTH * f32::from(share) / whole.max(1.0);
        let at = x;
        x += width;
        (at, (width - GAP).max(TEXT.size))
    };
    table.columns.iter().map(|(_, share)| place(*share)).collect()
}

fn height(press: &Press, places: &[(f32, f32)], cells: &[String], style: Style) -> f32 {
    let tall = |((_, width), text): (&(f32, f32), &String)| {
        let lines = press.face.wrap(style.bold, style.size, text, *width);
        lines.iter().map(|_| style.leading).sum::<f32>()
    };
    places.iter().zip(cells).map(tall).fold(style.leading, f32::max) + PAD
}

fn row(
    press: &mut Press,
    places: &[(f32, f32)],
    cells: &[String],
    style: Style,
    at: Option<(usize, usize)>,
) {
    let height = height(press, places, cells, style);
    for ((x, width), text) in places.iter().zip(cells) {
        let piece = at.and_then(|(table, row)| press.piece(Role::Cell(table, row)));
        let mut y = press.y;
        // An empty cell is a cell still.
        let text = if text.is_empty() { " " } else { text };
        for line in press.face.wrap(style.bold, style.size, text, *width) {
            y += style.leading;
            press.write(*x, y, style, &line, piece);
        }
    }
    press.y += height;
    press.bar(LEFT, press.y, WIDTH, 0.6, Ink::Line);
}
