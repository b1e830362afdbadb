//! What one resource offers to searches, extracted once and kept compactly:
//! one block of text, each text once, and values that point into it.

use zeroize::{DefaultIsZeroes, Zeroize};

use super::parameters::ParamId;
use crate::date::Range;
use crate::definitions::ValueSetId;

/// The search values of one resource.
///
/// Wiped when dropped: texts and values are as clinical as the resource.
pub struct Values {
    pub(super) kind: &'static str,
    text: Box<str>,
    /// Where each text ends in `text`.
    ends: Box<[u32]>,
    /// Sorted by parameter.
    items: Box<[Item]>,
    /// Parts of composite values.
    parts: Box<[Part]>,
}

/// A text by its number; [`Text::NONE`] is absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Text(u32);

impl Text {
    pub(super) const NONE: Self = Self(u32::MAX);
}

/// One value of one parameter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    pub(super) param: ParamId,
    pub(super) value: Value,
}

/// One part of one composite value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    /// Which part of the parameter.
    pub(super) part: u8,
    pub(super) value: Value,
}

impl DefaultIsZeroes for Item {}
impl DefaultIsZeroes for Part {}

/// One value. At most 24 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Value {
    #[default]
    Nothing,
    String {
        folded: Text,
        exact: Text,
    },
    Token(Token),
    Date(Range),
    Number(Interval),
    Quantity {
        amount: Interval,
        system: Text,
        code: Text,
        unit: Text,
    },
    Reference(Pointer),
    Uri(Text),
    /// The type of an identifier, with its value.
    Typed {
        system: Text,
        code: Text,
        value: Text,
    },
    Composite {
        first: u32,
        count: u32,
    },
}

/// A code or identifier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) system: System,
    pub(super) code: Text,
    /// Normalised words for it.
    pub(super) display: Text,
    /// Of the code; 0 when there is none.
    pub(super) hash: u32,
}

/// Where a token's code comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum System {
    None,
    Named(Text),
    /// The code systems of the element's required binding.
    Bound(ValueSetId),
}

/// An amount, or a range of amounts, as texts of decimals. An absent end is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) low: Text,
    pub(super) high: Text,
    pub(super) bounds: Bounds,
}

/// Whether the ends of an interval belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bounds {
    Closed,
    LowOpen,
    HighOpen,
}

/// A reference.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointer {
    /// Whole text.
    pub(super) text: Text,
    /// Id, when it is local.
    pub(super) id: Text,
    /// Type, when it is local.
    pub(super) kind: Text,
    /// Of the logical identifier.
    pub(super) system: Text,
    pub(super) value: Text,
}

impl Values {
    /// The resource type.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// Bytes it takes in memory, for a cache's budget.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.text.len()
            + size_of_val::<[u32]>(&self.ends)
            + size_of_val::<[Item]>(&self.items)
            + size_of_val::<[Part]>(&self.parts)
    }

    pub(super) fn text(&self, text: Text) -> Option<&str> {
        let at = usize::try_from(text.0).ok()?;
        let end = *self.ends.get(at)?;
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }

    /// The values of a parameter.
    pub(super) fn of(&self, param: ParamId) -> &[Item] {
        let start = self.items.partition_point(|item| item.param < param);
        let rest = self.items.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|item| item.param == param).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The codes that a parameter finds it by, as hashes that others may share.
    pub fn codes(&self, param: ParamId) -> impl Iterator<Item = u32> {
        self.of(param).iter().filter_map(|item| match item.value {
            Value::Token(token) => Some(token.hash),
            _ => None,
        })
    }

    pub(super) fn parts(&self, first: u32, count: u32) -> &[Part] {
        let part = |at| usize::try_from(at).ok();
        let range = part(first).zip(part(first.saturating_add(count)));
        range.and_then(|(start, end)| self.parts.get(start..end)).unwrap_or_default()
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        self.text.zeroize();
        self.items.zeroize();
        self.parts.zeroize();
    }
}

/// Shows the size only: values are clinical.
impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Values").field("items", &self.items.len()).finish_non_exhaustive()
    }
}

/// Texts looked through for an equal one before a new one is made. Most
/// resources have fewer; past it, texts may stand twice.
const TEXTS_COMPARED: usize = 64;

/// Values in the making.
pub(super) struct Builder {
    kind: &'static str,
    text: String,
    ends: Vec<u32>,
    items: Vec<Item>,
    parts: Vec<Part>,
    param: ParamId,
    /// The part of a composite that values go to.
    part: Option<u8>,
}

impl Builder {
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            text: String::with_capacity(1024),
            ends: Vec::with_capacity(32),
            items: Vec::with_capacity(32),
            parts: Vec::new(),
            param: ParamId::default(),
            part: None,
        }
    }

    /// The parameter that the next values are of.
    pub(super) const fn param(&mut self, param: ParamId) {
        self.param = param;
    }

    /// Keeps a text; an equal one is kept once. [`Text::NONE`] when the texts
    /// of one resource pass 4 GiB, which the limits on JSON rule out.
    pub(super) fn text(&mut self, text: &str) -> Text {
        let mut start = 0;
        for (at, end) in self.ends.iter().take(TEXTS_COMPARED).enumerate() {
            let end = usize::try_from(*end).unwrap_or(usize::MAX);
            if self.text.get(start..end) == Some(text) {
                return u32::try_from(at).map_or(Text::NONE, Text);
            }
            start = end;
        }
        let Ok(end) = u32::try_from(self.text.len() + text.len()) else { return Text::NONE };
        let Ok(at) = u32::try_from(self.ends.len()) else { return Text::NONE };
        self.text.push_str(text);
        self.ends.push(end);
        Text(at)
    }

    pub(super) fn optional(&mut self, text: Option<&str>) -> Text {
        text.map_or(Text::NONE, |text| self.text(text))
    }

    pub(super) fn push(&mut self, value: Value) {
        match self.part {
            Some(part) => self.parts.push(Part { part, value }),
            None => self.items.push(Item { param: self.param, value }),
        }
    }

    /// Collects the parts of one composite value: `fill` is called for each
    /// part and pushes its values. Kept only when no part is empty.
    pub(super) fn composite(&mut self, parts: usize, mut fill: impl FnMut(&mut Self, usize)) {
        let first = self.parts.len();
        for part in 0..parts {
            let before = self.parts.len();
            self.part = u8::try_from(part).ok();
            fill(self, part);
            if self.parts.len() == before {
                self.parts.truncate(first);
                self.part = None;
                return;
            }
        }
        self.part = None;
        let count = u32::try_from(self.parts.len() - first);
        if let (Ok(first), Ok(count)) = (u32::try_from(first), count) {
            self.push(Value::Composite { first, count });
        }
    }

    /// Done. Parameters came in their order, so the items are sorted.
    pub(super) fn build(mut self) -> Values {
        let values = Values {
            kind: self.kind,
            text: std::mem::take(&mut self.text).into_boxed_str(),
            ends: std::mem::take(&mut self.ends).into_boxed_slice(),
            items: std::mem::take(&mut self.items).into_boxed_slice(),
            parts: std::mem::take(&mut self.parts).into_boxed_slice(),
        };
        debug_assert!(values.items.is_sorted_by_key(|item| item.param));
        values
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Value};

    #[test]
    fn values_are_small() {
        assert_eq!((size_of::<Value>(), size_of::<Item>()), (24, 32));
    }
}
