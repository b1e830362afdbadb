//! The text under the object, and the signature.

use super::super::letter::{Block, Letter, Table};
use super::super::report::Flag;
use super::press::{LEFT, Press, RIGHT, Role, Style, WIDTH};
use super::table;

const INDENT: f32 = 14.0;
/// A heading stays with the lines it heads.
const KEEP: f32 = 60.0;
const SIGNATURE: f32 = RIGHT - 220.0;

pub(super) fn set(press: &mut Press, block: &Block) {
    match block {
        Block::Heading(text) => {
            press.need(KEEP);
            press.y += 6.0;
            press.flow(LEFT, WIDTH, Style::HEADING, text, Role::Heading);
            press.y += 1.0;
        }
        Block::Paragraph(text) => {
            press.flow(LEFT, WIDTH, Style::BODY, text, Role::Paragraph);
            press.y += 5.0;
        }
        Block::Bullets(points) => bullets(press, points),
        Block::Results(results) => {
            let strong: Vec<bool> = results.iter().map(|one| one.flag != Flag::Normal).collect();
            table::set(press, &Table::of_results(results), &strong);
        }
        Block::Table(one) => table::set(press, one, &[]),
    }
}

fn bullets(press: &mut Press, points: &[String]) {
    let list = press.group();
    for point in points {
        press.need(Style::BODY.leading);
        press.write(LEFT + 4.0, press.y + Style::BODY.leading, Style::BODY, "•", None);
        press.flow(LEFT + INDENT, WIDTH - INDENT, Style::BODY, point, Role::Item(list));
    }
    press.y += 5.0;
}

/// Who signs, at the right under the text.
pub(super) fn sign(press: &mut Press, letter: &Letter) {
    press.need(KEEP);
    press.y += 14.0;
    let (width, author) = (RIGHT - SIGNATURE, &letter.head.author);
    press.flow(SIGNATURE, width, Style::STRONG, &author.shown(), Role::Paragraph);
    press.flow(SIGNATURE, width, Style::BODY, &author.trade, Role::Paragraph);
    press.flow(SIGNATURE, width, Style::SMALL, &letter.signature, Role::Paragraph);
}
