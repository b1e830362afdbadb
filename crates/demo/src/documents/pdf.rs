//! A letter as PDF/A-1a: archival, tagged, its text and its tables readable by
//! machines and by those who listen.

use std::iter::Peekable;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::face::Face;
use super::layout::{self, Bar, Ink, Mark, PAGE_HEIGHT, PAGE_WIDTH, Role, Run};
use super::letter::{Head, Letter};

/// Characters of a title that the metadata keep; PDF/A bounds strings.
const TITLE_MAX: usize = 128;

/// The letter as a PDF; the same letter gives the same bytes.
pub fn pdf(letter: &Letter) -> Vec<u8> {
    written(letter).unwrap_or_else(|| unreachable!("the layout keeps to PDF/A-1a"))
}

fn written(letter: &Letter) -> Option<Vec<u8>> {
    let face = Face::new();
    let plan = layout::lay(&face, letter);
    let configuration =
        ConfigurationBuilder::new().with_archival_validator(Archival::A1_A).finish().ok()?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut pen = Pen {
        regular: Font::new(Face::file(false).into(), 0)?,
        bold: Font::new(Face::file(true).into(), 0)?,
        face: &face,
        ids: plan.roles.iter().map(|_| Vec::new()).collect(),
    };
    for sheet in &plan.sheets {
        let mut page = document.start_page_with(PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)?);
        let mut surface = page.surface();
        for mark in sheet {
            match mark {
                Mark::Run(run) => pen.run(&mut surface, run),
                Mark::Bar(one) => bar(&mut surface, one)?,
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_metadata(metadata(&face, &letter.head));
    document.set_tag_tree(tree(&plan.roles, pen.ids));
    document.finish().ok()
}

struct Pen<'a> {
    face: &'a Face,
    regular: Font,
    bold: Font,
    /// What was drawn of each piece of the text.
    ids: Vec<Vec<Identifier>>,
}

impl Pen<'_> {
    fn run(&mut self, surface: &mut Surface, run: &Run) {
        let kept = run.piece.and_then(|piece| self.ids.get_mut(piece));
        let tag = match kept {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let id = surface.start_tagged(tag);
        if let Some(ids) = kept {
            ids.push(id);
        }
        surface.set_fill(Some(fill(run.ink)));
        let glyph = |(at, c): (usize, char)| {
            let glyph = self.face.glyph(run.bold, c);
            let id = GlyphId::new(u32::from(glyph.id.0));
            KrillaGlyph::new(id, glyph.advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        };
        let glyphs: Vec<KrillaGlyph> = run.text.char_indices().map(glyph).collect();
        let font = if run.bold { &self.bold } else { &self.regular };
        let start = Point::from_xy(run.x, run.y);
        surface.draw_glyphs(start, &glyphs, font.clone(), &run.text, run.size, false);
        surface.end_tagged();
    }
}

fn bar(surface: &mut Surface, bar: &Bar) -> Option<()> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(bar.x, bar.y, bar.width, bar.height)?);
    let path = path.finish()?;
    let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
    surface.start_tagged(tag);
    surface.set_fill(Some(fill(bar.ink)));
    surface.draw_path(&path);
    surface.end_tagged();
    Some(())
}

fn fill(ink: Ink) -> Fill {
    let [red, green, blue] = ink.rgb();
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn metadata(face: &Face, head: &Head) -> Metadata {
    let kept = |text: &str| face.drawable(text).chars().take(TITLE_MAX).collect::<String>();
    let title = Some(kept(&head.title)).filter(|title| !title.is_empty());
    Metadata::new()
        .title(title.unwrap_or_else(|| kept(head.kind.display)))
        .description(super::FICTION.into())
        .authors(vec![kept(&head.author.shown())])
        .creator("Hygie".into())
        .language("fr-FR".into())
        .document_id(kept(&head.id))
        .creation_date(created(head))
}

fn created(head: &Head) -> DateTime {
    let (year, month, day) = head.created.day.civil();
    let minute = head.created.minute;
    let small = |number: i64| u8::try_from(number).unwrap_or(0);
    let ahead = i8::try_from(head.created.offset_minutes() / 60).unwrap_or(0);
    DateTime::new(u16::try_from(year).unwrap_or(0))
        .month(small(month))
        .day(small(day))
        .hour(small(minute / 60))
        .minute(small(minute % 60))
        .second(0)
        .utc_offset_hour(ahead)
        .utc_offset_minute(0)
}

type Pieces<'a> =
    Peekable<std::iter::Zip<std::slice::Iter<'a, Role>, std::vec::IntoIter<Vec<Identifier>>>>;

/// The pieces in reading order, lists and tables gathered.
fn tree(roles: &[Role], ids: Vec<Vec<Identifier>>) -> TagTree {
    let mut pieces = roles.iter().zip(ids).peekable();
    let mut tree = TagTree::new();
    while let Some((role, _)) = pieces.peek() {
        let group = match **role {
            Role::Title => heading(NonZeroU16::MIN, &mut pieces),
            Role::Heading => heading(NonZeroU16::MIN.saturating_add(1), &mut pieces),
            Role::Paragraph => leaf(Tag::P, &mut pieces),
            Role::Item(list) => items(list, &mut pieces),
            Role::Cell(table, _) => rows(table, &mut pieces),
        };
        tree.push(group);
    }
    tree
}

fn heading(level: NonZeroU16, pieces: &mut Pieces) -> TagGroup {
    leaf(Tag::Hn(level, None), pieces)
}

fn leaf(tag: impl Into<TagKind>, pieces: &mut Pieces) -> TagGroup {
    let ids = pieces.next().map(|(_, ids)| ids).unwrap_or_default();
    TagGroup::with_children(tag, ids.into_iter().map(Node::from).collect())
}

fn items(list: usize, pieces: &mut Pieces) -> TagGroup {
    let mut group = TagGroup::new(Tag::L(ListNumbering::Disc));
    while matches!(pieces.peek(), Some((Role::Item(one), _)) if *one == list) {
        group.push(TagGroup::with_children(Tag::LI, vec![leaf(Tag::LBody, pieces).into()]));
    }
    group
}

fn rows(table: usize, pieces: &mut Pieces) -> TagGroup {
    let mut group = TagGroup::new(Tag::Table);
    while let Some((Role::Cell(one, row), _)) = pieces.peek() {
        if *one != table {
            break;
        }
        group.push(cells(table, *row, pieces));
    }
    group
}

fn cells(table: usize, row: usize, pieces: &mut Pieces) -> TagGroup {
    let mut group = TagGroup::new(Tag::TR);
    while matches!(pieces.peek(), Some((role, _)) if **role == Role::Cell(table, row)) {
        group.push(match row {
            0 => leaf(Tag::TH(krilla::tagging::TableHeaderScope::Column), pieces),
            _ => leaf(Tag::TD, pieces),
        });
    }
    group
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::pdf;
    use crate::documents::{Block, samples};

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn is_an_archival_file_that_says_its_title() {
        let bytes = pdf(&samples::letter());
        assert!(bytes.starts_with(b"%PDF-1.4"));
        assert!(holds(&bytes, "<pdfaid:part>1</pdfaid:part>"));
        assert!(holds(&bytes, "<pdfaid:conformance>A</pdfaid:conformance>"));
        assert!(holds(&bytes, "Compte rendu d’hospitalisation"));
        assert!(holds(&bytes, "/StructTreeRoot"));
    }

    #[test]
    fn the_same_letter_gives_the_same_bytes() {
        assert_eq!(pdf(&samples::letter()), pdf(&samples::letter()));
        assert_eq!(pdf(&samples::report().letter()), pdf(&samples::report().letter()));
    }

    proptest! {
        #[test]
        fn any_text_can_be_printed(text in any::<String>(), title in any::<String>()) {
            let mut letter = samples::letter();
            letter.head.title = title;
            letter.head.patient.birth_name.clone_from(&text);
            letter.head.author.organisation.name.clone_from(&text);
            letter.body.push(Block::Bullets(vec![text.repeat(50)]));
            letter.body.push(Block::Paragraph(text));
            prop_assert!(pdf(&letter).starts_with(b"%PDF"));
        }
    }
}
