//! Where the pen stands, and the pages it has filled. Points, from the top left.

use super::super::FICTION;
use super::super::face::Face;

pub(in super::super) const PAGE_WIDTH: f32 = 595.28;
pub(in super::super) const PAGE_HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 56.0;
pub(super) const RIGHT: f32 = PAGE_WIDTH - 56.0;
pub(super) const WIDTH: f32 = RIGHT - LEFT;
const TOP: f32 = 46.0;
const TOP_OF_NEXT: f32 = 66.0;
const BOTTOM: f32 = PAGE_HEIGHT - 66.0;

/// The colours of the product.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Ink {
    /// Text.
    Text,
    /// Text of less weight.
    Soft,
    /// Headings.
    Teal,
    /// Rules between rows.
    Line,
    /// The ground of a box.
    Tint,
}

impl Ink {
    pub(in super::super) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [0x1c, 0x23, 0x21],
            Self::Soft => [0x55, 0x60, 0x5d],
            Self::Teal => [0x0f, 0x55, 0x50],
            Self::Line => [0xc9, 0xd3, 0xd0],
            Self::Tint => [0xee, 0xf4, 0xf2],
        }
    }
}

/// What a piece of text is to somebody who cannot see the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Role {
    Title,
    Heading,
    Paragraph,
    /// A point of this list.
    Item(usize),
    /// A cell of this table and row; the first row heads the columns.
    Cell(usize, usize),
}

/// How text is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
    pub(super) leading: f32,
}

impl Style {
    pub(super) const BODY: Self = Self { size: 10.0, bold: false, ink: Ink::Text, leading: 14.0 };
    pub(super) const STRONG: Self = Self { bold: true, ..Self::BODY };
    pub(super) const SMALL: Self = Self { size: 8.5, bold: false, ink: Ink::Soft, leading: 11.5 };
    pub(super) const HEADING: Self = Self { size: 11.0, bold: true, ink: Ink::Teal, leading: 16.0 };
}

/// Words on one line, from `x` on the baseline `y`.
pub(in super::super) struct Run {
    pub(in super::super) x: f32,
    pub(in super::super) y: f32,
    pub(in super::super) size: f32,
    pub(in super::super) bold: bool,
    pub(in super::super) ink: Ink,
    pub(in super::super) text: String,
    /// The piece of the text it belongs to; none for what repeats on each page.
    pub(in super::super) piece: Option<usize>,
}

/// A filled rectangle.
pub(in super::super) struct Bar {
    pub(in super::super) x: f32,
    pub(in super::super) y: f32,
    pub(in super::super) width: f32,
    pub(in super::super) height: f32,
    pub(in super::super) ink: Ink,
}

pub(in super::super) enum Mark {
    Run(Run),
    Bar(Bar),
}

/// The pages, and what each piece of their text is, in reading order.
pub(in super::super) struct Plan {
    pub(in super::super) sheets: Vec<Vec<Mark>>,
    pub(in super::super) roles: Vec<Role>,
}

pub(super) struct Press<'a> {
    pub(super) face: &'a Face,
    pub(super) y: f32,
    running: String,
    done: Vec<Vec<Mark>>,
    sheet: Vec<Mark>,
    roles: Vec<Role>,
    groups: usize,
}

impl<'a> Press<'a> {
    pub(super) fn new(face: &'a Face, running: String) -> Self {
        let (done, sheet, roles) = (Vec::new(), Vec::new(), Vec::new());
        Self { face, y: TOP, running, done, sheet, roles, groups: 0 }
    }

    /// A new piece of the text.
    pub(super) fn piece(&mut self, role: Role) -> Option<usize> {
        self.roles.push(role);
        Some(self.roles.len() - 1)
    }

    /// A new list or table.
    pub(super) fn group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    /// Turns the page unless so much height is left; says whether it did.
    pub(super) fn need(&mut self, height: f32) -> bool {
        let turn = self.y + height > BOTTOM && self.y > TOP_OF_NEXT;
        if turn {
            self.done.push(std::mem::take(&mut self.sheet));
            self.y = TOP;
            let running = self.running.clone();
            self.write(LEFT, TOP, Style::SMALL, &running, None);
            self.bar(LEFT, TOP + 6.0, WIDTH, 0.6, Ink::Line);
            self.y = TOP_OF_NEXT;
        }
        turn
    }

    pub(super) fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        self.sheet.push(Mark::Bar(Bar { x, y, width, height, ink }));
    }

    /// Words from `x` on the baseline `y`.
    pub(super) fn write(&mut self, x: f32, y: f32, style: Style, text: &str, piece: Option<usize>) {
        let Style { size, bold, ink, .. } = style;
        let text = self.face.drawable(text);
        self.sheet.push(Mark::Run(Run { x, y, size, bold, ink, text, piece }));
    }

    /// Words that end at `x`.
    pub(super) fn write_to(
        &mut self,
        x: f32,
        y: f32,
        style: Style,
        text: &str,
        piece: Option<usize>,
    ) {
        let text = self.face.drawable(text);
        let x = x - self.face.width(style.bold, style.size, &text);
        self.write(x, y, style, &text, piece);
    }

    /// Lines of this width under the pen, over as many pages as they need.
    pub(super) fn flow(&mut self, x: f32, width: f32, style: Style, text: &str, role: Role) {
        let piece = self.piece(role);
        for line in self.face.wrap(style.bold, style.size, text, width) {
            self.need(style.leading);
            self.y += style.leading;
            self.write(x, self.y, style, &line, piece);
        }
    }

    pub(super) fn finish(mut self) -> Plan {
        self.done.push(std::mem::take(&mut self.sheet));
        let count = self.done.len();
        let mut sheets = Vec::new();
        for (at, sheet) in std::mem::take(&mut self.done).into_iter().enumerate() {
            self.sheet = sheet;
            let y = PAGE_HEIGHT - 36.0;
            self.bar(LEFT, y - 14.0, WIDTH, 0.6, Ink::Line);
            let fiction = Style { bold: true, ink: Ink::Teal, ..Style::SMALL };
            self.write(LEFT, y, fiction, FICTION, None);
            self.write_to(RIGHT, y, Style::SMALL, &format!("Page {}/{count}", at + 1), None);
            sheets.push(std::mem::take(&mut self.sheet));
        }
        Plan { sheets, roles: self.roles }
    }
}
