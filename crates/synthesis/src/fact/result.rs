//! Observations: value, reference range, flag, components.

use hygie_fhir::json::Json;
use zeroize::{DefaultIsZeroes, Zeroize};

use super::quantity::{Quantity, number};
use crate::code::{Code, Concept, TitleFrom, concept_text, text_of};
use crate::limits::COMPONENTS;
use crate::text::{kept, list, text, trimmed};

/// What an observation says.
#[derive(Zeroize, Default)]
pub struct Measure {
    /// Its value.
    pub value: Value,
    /// The range that its source gives.
    pub range: Option<Bounds>,
    /// In or out of range, on the source's word or by the source's range.
    pub flag: Flag,
    /// Why there is no value, when the source says so.
    pub absent: Option<Box<str>>,
    /// Parts of a panel, such as the two blood pressures.
    pub components: Box<[Component]>,
    /// The author's comment.
    pub note: Option<Box<str>>,
}

/// One part of a panel.
#[derive(Zeroize)]
pub struct Component {
    /// Its text.
    pub title: Box<str>,
    /// Where that comes from.
    pub title_from: TitleFrom,
    /// Its codes.
    pub codes: Box<[Code]>,
    /// Its value.
    pub value: Value,
    /// The range that its source gives.
    pub range: Option<Bounds>,
    /// In or out of range.
    pub flag: Flag,
    /// Why there is no value.
    pub absent: Option<Box<str>>,
}

/// A value.
#[derive(Zeroize, Default)]
pub enum Value {
    /// None.
    #[default]
    None,
    /// An amount.
    Quantity(Quantity),
    /// A text: a coded answer's, a string, a time.
    Text(Box<str>),
    /// Yes or no.
    Bool(bool),
    /// From and to.
    Range(Box<[Option<Quantity>; 2]>),
    /// One to another.
    Ratio(Box<[Option<Quantity>; 2]>),
    /// Data of a curve, so many bytes; not shown as a value.
    Sampled(u64),
}

/// A reference range as its source gives it. Limits are kept as numbers only
/// when they are in the value's own unit.
#[derive(Clone, PartialEq, Eq, Zeroize, Default)]
pub struct Bounds {
    /// Lowest value within.
    pub low: Option<Box<str>>,
    /// Highest value within.
    pub high: Option<Box<str>>,
    /// The range in words.
    pub text: Option<Box<str>>,
}

impl Bounds {
    /// The lowest value within, as a number.
    pub fn low(&self) -> Option<f64> {
        number(self.low.as_deref()?)
    }

    /// The highest value within, as a number.
    pub fn high(&self) -> Option<f64> {
        number(self.high.as_deref()?)
    }
}

/// In or out of range.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Flag {
    /// Nothing says so.
    #[default]
    None,
    /// Normal.
    Normal,
    /// Abnormal, in no direction.
    Abnormal,
    /// Below.
    Low,
    /// Above.
    High,
    /// Dangerous, in no direction.
    Critical,
    /// Dangerously below.
    CriticalLow,
    /// Dangerously above.
    CriticalHigh,
}

impl DefaultIsZeroes for Flag {}

impl Flag {
    /// Whether it is out of range.
    pub const fn is_abnormal(self) -> bool {
        !matches!(self, Self::None | Self::Normal)
    }

    /// Whether it is dangerous.
    pub const fn is_critical(self) -> bool {
        matches!(self, Self::Critical | Self::CriticalLow | Self::CriticalHigh)
    }

    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Normal => "normal",
            Self::Abnormal => "abnormal",
            Self::Low => "low",
            Self::High => "high",
            Self::Critical => "critical",
            Self::CriticalLow => "critical-low",
            Self::CriticalHigh => "critical-high",
        }
    }

    /// HL7 `v3-ObservationInterpretation`. Positive and negative say what was
    /// found, not whether that is good.
    fn coded(code: &str) -> Option<Self> {
        Some(match code {
            "N" => Self::Normal,
            "A" => Self::Abnormal,
            "L" | "LU" | "LX" => Self::Low,
            "H" | "HU" | "HX" => Self::High,
            "AA" => Self::Critical,
            "LL" => Self::CriticalLow,
            "HH" => Self::CriticalHigh,
            _ => return None,
        })
    }
}

impl Measure {
    pub(super) fn read(resource: &Json) -> Self {
        let value = Value::read(resource);
        let range = bounds(resource, &value);
        let parts = list(resource, "component").iter().take(COMPONENTS);
        Self {
            flag: flag(resource, &value, range.as_ref()),
            value,
            range,
            absent: text_of(resource, "dataAbsentReason"),
            components: parts.map(Component::read).collect(),
            note: list(resource, "note").iter().find_map(|note| text(note, "text")),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let parts = self.components.iter().map(|part| {
            size_of::<Component>()
                + part.title.len()
                + size_of_val(&*part.codes)
                + part.value.bytes()
        });
        self.value.bytes() + parts.sum::<usize>()
    }
}

impl Component {
    fn read(json: &Json) -> Self {
        let Concept { title, from, codes } = Concept::of(json, "code");
        let value = Value::read(json);
        let range = bounds(json, &value);
        Self {
            title,
            title_from: from,
            codes,
            flag: flag(json, &value, range.as_ref()),
            value,
            range,
            absent: text_of(json, "dataAbsentReason"),
        }
    }
}

impl Value {
    fn read(json: &Json) -> Self {
        let Some(object) = json.as_object() else {
            return Self::None;
        };
        let found =
            object.iter().find_map(|(name, value)| Some((name.strip_prefix("value")?, value)));
        let Some((form, value)) = found else {
            return Self::None;
        };
        let ends =
            |low, high| Box::new([low, high].map(|name| value.get(name).and_then(Quantity::read)));
        match (form, value) {
            ("Quantity", _) => Quantity::read(value).map_or(Self::None, Self::Quantity),
            ("CodeableConcept", _) => concept_text(value).map_or(Self::None, Self::Text),
            ("Range", _) => Self::Range(ends("low", "high")),
            ("Ratio", _) => Self::Ratio(ends("numerator", "denominator")),
            ("SampledData", _) => {
                let bytes = value.str("data").map_or(0, str::len);
                Self::Sampled(u64::try_from(bytes).unwrap_or(u64::MAX))
            }
            ("Period", _) => {
                let end = |name| value.str(name).unwrap_or("…");
                Self::Text(kept(&format!("{} – {}", end("start"), end("end"))))
            }
            (_, Json::Bool(yes)) => Self::Bool(*yes),
            (_, Json::Number(digits)) => {
                Self::Quantity(Quantity { value: digits.clone(), ..Quantity::default() })
            }
            (_, Json::String(text)) => {
                trimmed(Some(text)).map_or(Self::None, |text| Self::Text(kept(text)))
            }
            _ => Self::None,
        }
    }

    /// The amount.
    pub const fn quantity(&self) -> Option<&Quantity> {
        if let Self::Quantity(quantity) = self { Some(quantity) } else { None }
    }

    /// Whether there is a value.
    pub const fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    fn bytes(&self) -> usize {
        let both = |ends: &[Option<Quantity>; 2]| {
            size_of_val(ends) + ends.iter().flatten().map(Quantity::bytes).sum::<usize>()
        };
        match self {
            Self::None | Self::Bool(_) | Self::Sampled(_) => 0,
            Self::Quantity(quantity) => quantity.bytes(),
            Self::Text(text) => text.len(),
            Self::Range(ends) | Self::Ratio(ends) => both(ends),
        }
    }
}

/// The one range that applies to people in general: with several (by age, by
/// pregnancy) none is chosen here, their texts are kept.
fn bounds(json: &Json, value: &Value) -> Option<Bounds> {
    let ranges = list(json, "referenceRange");
    let [range] = ranges else {
        let texts: Vec<&str> = ranges.iter().filter_map(|one| trimmed(one.str("text"))).collect();
        let text = (!texts.is_empty()).then(|| kept(&texts.join(" ; ")));
        return text.map(|text| Bounds { text: Some(text), ..Bounds::default() });
    };
    let mut bounds = Bounds { text: text(range, "text"), ..Bounds::default() };
    let normal = range.get("type").is_none_or(is_normal);
    for (name, end) in [("low", &mut bounds.low), ("high", &mut bounds.high)] {
        let limit = range.get(name).and_then(Quantity::read);
        let unit = |limit: &Quantity| {
            value
                .quantity()
                .is_some_and(|value| limit.unit.is_empty() || limit.unit_key() == value.unit_key())
        };
        *end = limit.filter(|limit| normal && unit(limit)).map(|limit| limit.value);
    }
    let empty = bounds == Bounds::default();
    (!empty).then_some(bounds)
}

/// Whether a range's meaning is the normal one, not a therapeutic or treatment
/// range (HL7 `referencerange-meaning`).
fn is_normal(meaning: &Json) -> bool {
    list(meaning, "coding").iter().any(|one| one.str("code") == Some("normal"))
}

/// The source's own flag; without one, the value against the source's range.
fn flag(json: &Json, value: &Value, range: Option<&Bounds>) -> Flag {
    let codings = list(json, "interpretation").iter().flat_map(|one| list(one, "coding"));
    let coded = codings.filter_map(|one| Flag::coded(one.str("code")?)).max();
    if let Some(flag) = coded {
        return flag;
    }
    let (Some(quantity), Some(range)) = (value.quantity(), range) else {
        return Flag::None;
    };
    let (Some(value), low, high) = (quantity.number(), range.low(), range.high()) else {
        return Flag::None;
    };
    match (low, high) {
        (Some(low), _) if value < low => Flag::Low,
        (_, Some(high)) if value > high => Flag::High,
        (Some(_), Some(_)) => Flag::Normal,
        _ => Flag::None,
    }
}
