//! Lines and cards as templates show them: every text already in the language
//! of the page, so that they can be tested without HTML.

use super::group::Group;

/// How a mark stands out. Its words always stand with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Tone {
    /// In soft ink.
    #[default]
    Soft,
    /// New since the last look.
    New,
    /// To look at: unknown, contradictory.
    Look,
    /// Danger, or out of range.
    Danger,
}

impl Tone {
    /// Class of a badge or of a text.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Soft => "",
            Self::New => "is-new",
            Self::Look => "is-warn",
            Self::Danger => "is-danger",
        }
    }
}

/// A word or two that stand out beside a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// How.
    pub(crate) tone: Tone,
    /// The words.
    pub(crate) words: String,
}

impl Mark {
    pub(crate) const fn new(tone: Tone, words: String) -> Self {
        Self { tone, words }
    }
}

/// One line: the fact, what belongs to it, its date at the right edge.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Row {
    /// The fact, in ink.
    pub(crate) title: String,
    /// What belongs to it, in soft ink.
    pub(crate) more: String,
    /// Date or source, at the right edge.
    pub(crate) end: String,
    /// The date whole, where the edge shows it short; empty when it does not.
    pub(crate) dated: String,
    /// What stands out.
    pub(crate) marks: Vec<Mark>,
    /// Address of its entry; empty when it has none.
    pub(crate) href: String,
    /// Whether it is no fact: refuted, not done, cancelled.
    pub(crate) off: bool,
}

/// A warning inside a card: what contradicts itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Notice {
    /// What it is about.
    pub(crate) title: String,
    /// What it says.
    pub(crate) text: String,
    /// Its sources: words and address of each.
    pub(crate) sources: Vec<(String, String)>,
    /// Whether it is a danger, not only something to look at.
    pub(crate) danger: bool,
}

/// A card of lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Card {
    /// Anchor of the card in its page.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) title: String,
    /// Beside the heading: how many, as of when.
    pub(crate) note: String,
    /// What contradicts itself, above the lines.
    pub(crate) notices: Vec<Notice>,
    /// The lines.
    pub(crate) rows: Vec<Row>,
    /// For parts that paper shows whole: every line, with those on the screen.
    pub(crate) whole: Vec<Row>,
    /// How many lines paper does not show, in words; empty when it has all.
    pub(crate) unprinted: String,
    /// What is said when there is no line, or beside the lines: none known,
    /// not recorded, no access.
    pub(crate) state: Option<Mark>,
    /// How many lines there are in all.
    pub(crate) total: usize,
    /// How many lines are over.
    pub(crate) past: usize,
    /// Where the others are.
    pub(crate) group: Option<Group>,
    /// Words and address that lead to what is not shown.
    pub(crate) others: Option<(String, String)>,
}

impl Row {
    /// Lines that it takes where `chars` characters fit beside each other; at
    /// most two, where it is cut.
    fn lines(&self, chars: usize) -> usize {
        let soft = |text: &str| text.chars().count() * 4 / 5;
        let marks: usize = self.marks.iter().map(|mark| soft(&mark.words) + 3).sum();
        let used = self.title.chars().count() + marks + soft(&self.more);
        if used + soft(&self.end) + 2 <= chars { 1 } else { 2 }
    }
}

impl Card {
    /// Lines that it takes beside its heading.
    pub(crate) fn lines(&self, chars: usize) -> usize {
        let rows: usize = self.rows.iter().map(|row| row.lines(chars)).sum();
        rows + self.notices.len() * NOTICE_LINES + usize::from(self.state.is_some())
    }

    /// Lines that only paper shows: those left out on the screen.
    pub(crate) fn paper(&self) -> &[Row] {
        self.whole.get(self.rows.len()..).unwrap_or_default()
    }

    /// Leaves out the last rows beyond so many lines; one row stays.
    pub(crate) fn fit(&mut self, lines: usize, chars: usize) {
        while self.rows.len() > 1 && self.lines(chars) > lines {
            self.rows.pop();
        }
    }
}

/// Lines of a notice.
const NOTICE_LINES: usize = 3;
