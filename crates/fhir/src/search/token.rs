//! Token parameters (<https://hl7.org/fhir/R4/search.html#token>).

use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::modifier::{Modifier, NO_TERMINOLOGY};
use super::normalise::normalise;
use super::shape::Shape;
use super::split::{pieces, unescape};
use super::values::{Builder, System, Text, Token, Value, Values};
use crate::definitions::{Definitions, ValueSetId};
use crate::json::Json;

/// Adds the tokens of a value.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    let json = node.json;
    match node.shape {
        Shape::CodeableConcept => {
            let codings = json.get("coding").and_then(Json::as_array).unwrap_or_default();
            codings.iter().for_each(|coding| add_coding(coding, builder));
            if let Some(text) = json.str("text") {
                let display = builder.text(&normalise(text));
                push(System::None, None, display, builder);
            }
        }
        Shape::Coding => add_coding(json, builder),
        Shape::Identifier => {
            let words = json.get("type").and_then(|kind| kind.str("text")).map(normalise);
            let display = builder.optional(words.as_deref());
            add_pair(json.str("system"), json.str("value"), display, builder);
            add_types(json, builder);
        }
        Shape::ContactPoint => {
            add_pair(json.str("system"), json.str("value"), Text::NONE, builder);
        }
        _ => add_plain(node, builder),
    }
}

fn add_coding(coding: &Json, builder: &mut Builder) {
    let words = coding.str("display").map(normalise);
    let display = builder.optional(words.as_deref());
    add_pair(coding.str("system"), coding.str("code"), display, builder);
}

/// What sort of identifier it is, for `:of-type`.
fn add_types(identifier: &Json, builder: &mut Builder) {
    let Some(value) = identifier.str("value") else { return };
    let types = identifier.get("type").and_then(|kind| kind.get("coding"));
    for coding in types.and_then(Json::as_array).unwrap_or_default() {
        if let (Some(system), Some(code)) = (coding.str("system"), coding.str("code")) {
            let (system, code) = (builder.text(system), builder.text(code));
            let value = builder.text(value);
            builder.push(Value::Typed { system, code, value });
        }
    }
}

fn add_pair(system: Option<&str>, code: Option<&str>, display: Text, builder: &mut Builder) {
    let system = system.map_or(System::None, |system| System::Named(builder.text(system)));
    push(system, code, display, builder);
}

fn add_plain(node: Node<'_>, builder: &mut Builder) {
    match node.json {
        Json::String(text) => {
            let system = node.binding.map_or(System::None, System::Bound);
            push(system, Some(text), Text::NONE, builder);
        }
        Json::Bool(truth) => add_truth(*truth, builder),
        Json::Null | Json::Number(_) | Json::Array(_) | Json::Object(_) => {}
    }
}

/// Adds `true` or `false`.
pub(super) fn add_truth(truth: bool, builder: &mut Builder) {
    push(System::None, Some(if truth { "true" } else { "false" }), Text::NONE, builder);
}

fn push(system: System, code: Option<&str>, display: Text, builder: &mut Builder) {
    let hash = code.map_or(0, hash);
    let code = builder.optional(code);
    builder.push(Value::Token(Token { system, code, display, hash }));
}

/// FNV-1a, never 0: spares most comparisons of texts. Equality is always
/// decided by the texts.
fn hash(text: &str) -> u32 {
    let start = 0x811c_9dc5_u32;
    let sum =
        text.bytes().fold(start, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    sum.max(1)
}

/// What a token is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Criterion {
    system: Wanted,
    /// Code and its hash; `None` for `system|`.
    code: Option<(String, u32)>,
    /// Whether case counts in codes.
    folds: bool,
    special: Special,
}

/// What modifiers ask instead of system and code.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Special {
    None,
    /// Beginning of normalised words, for `:text`.
    Words(String),
    /// A value set at hand, for `:in` and `:not-in`.
    Set(ValueSetId),
    /// Value of an identifier of this type's system and code, for `:of-type`.
    Type {
        system: String,
        code: String,
        value: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Wanted {
    /// `code`
    Any,
    /// `|code`
    Without,
    /// `system|code`
    This(String),
}

impl Criterion {
    pub(super) fn parse(text: &str, modifier: Modifier) -> Result<Self, Fault> {
        let special = match modifier {
            Modifier::Text => words(text)?,
            Modifier::In | Modifier::NotIn => {
                let address = unescape(text)?;
                let set = Definitions::r4().value_set_named(&address);
                Special::Set(set.ok_or(NO_TERMINOLOGY)?)
            }
            Modifier::OfType => typed(text)?,
            _ => return Self::pair(text),
        };
        Ok(Self { system: Wanted::Any, code: None, folds: false, special })
    }

    /// As without modifier, but without case.
    pub(super) fn folded(text: &str) -> Result<Self, Fault> {
        Ok(Self { folds: true, ..Self::pair(text)? })
    }

    /// Reads `code`, `|code`, `system|code` or `system|`.
    pub(super) fn pair(text: &str) -> Result<Self, Fault> {
        let mut parts = pieces(text, b'|');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        if parts.next().is_some() {
            return Err(invalid("a token has one bar at most; others are written \\|"));
        }
        let (system, code) = match second {
            None => (Wanted::Any, first),
            Some(code) if first.is_empty() => (Wanted::Without, code),
            Some(code) => (Wanted::This(unescape(first)?.into_owned()), code),
        };
        let code = unescape(code)?.into_owned();
        if code.is_empty() && !matches!(system, Wanted::This(_)) {
            return Err(invalid("a token needs a code or a system"));
        }
        let code = (!code.is_empty()).then(|| {
            let hash = hash(&code);
            (code, hash)
        });
        Ok(Self { system, code, folds: false, special: Special::None })
    }

    /// The code that a token must have, when there is one and its case counts.
    pub(super) fn code(&self) -> Option<&str> {
        let plain = self.special == Special::None && !self.folds;
        self.code.as_ref().filter(|_| plain).map(|(code, _)| code.as_str())
    }

    /// Hash of that code.
    pub(super) fn code_hash(&self) -> Option<u32> {
        self.code()?;
        self.code.as_ref().map(|(_, hash)| *hash)
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        match (&self.special, value) {
            (Special::None, Value::Token(token)) => self.matches_token(token, values),
            (Special::Words(words), Value::Token(token)) => {
                values.text(token.display).is_some_and(|text| text.starts_with(words.as_str()))
            }
            (Special::Set(set), Value::Token(token)) => is_in(*set, token, values),
            (Special::Type { system, code, value: wanted }, Value::Typed { .. }) => {
                let Value::Typed { system: s, code: c, value: v } = *value else { return false };
                values.text(s) == Some(system)
                    && values.text(c) == Some(code)
                    && values.text(v) == Some(wanted)
            }
            _ => false,
        }
    }

    /// Compares with a bare pair, as a reference's identifier is one.
    pub(super) fn matches_pair(&self, system: Text, value: Text, values: &Values) -> bool {
        let Some(code) = values.text(value) else { return false };
        let system = values.text(system).map_or(System::None, |_| System::Named(system));
        let token = Token { system, code: value, display: Text::NONE, hash: hash(code) };
        self.matches_token(&token, values)
    }

    fn matches_token(&self, token: &Token, values: &Values) -> bool {
        if let Some((code, hash)) = &self.code {
            let equal = if self.folds {
                values.text(token.code).is_some_and(|found| {
                    found == code || found.to_lowercase() == code.to_lowercase()
                })
            } else {
                *hash == token.hash && values.text(token.code) == Some(code)
            };
            if !equal {
                return false;
            }
        }
        match (&self.system, token.system) {
            (Wanted::Any, _) | (Wanted::Without, System::None | System::Bound(_)) => true,
            (Wanted::Without, System::Named(_)) | (Wanted::This(_), System::None) => false,
            (Wanted::This(wanted), System::Named(system)) => values.text(system) == Some(wanted),
            (Wanted::This(wanted), System::Bound(set)) => {
                let code = values.text(token.code).unwrap_or_default();
                Definitions::r4().value_set(set).has(wanted, code)
            }
        }
    }
}

/// Whether a code is in a value set. One without system is where its element's
/// required binding gives the systems.
fn is_in(set: ValueSetId, token: &Token, values: &Values) -> bool {
    let Some(code) = values.text(token.code) else { return false };
    let set = Definitions::r4().value_set(set);
    match token.system {
        System::Bound(_) => set.has_code(code),
        System::Named(system) => values.text(system).is_some_and(|system| set.has(system, code)),
        System::None => false,
    }
}

fn words(text: &str) -> Result<Special, Fault> {
    let words = normalise(&unescape(text)?);
    if words.is_empty() {
        return Err(invalid("a text needs at least one letter or digit"));
    }
    Ok(Special::Words(words))
}

/// Reads `system|code|value` (<https://hl7.org/fhir/R4/search.html#modifiers>).
fn typed(text: &str) -> Result<Special, Fault> {
    let parts: Vec<_> = pieces(text, b'|').map(unescape).collect::<Result<_, _>>()?;
    match parts.as_slice() {
        [system, code, value] if parts.iter().all(|part| !part.is_empty()) => Ok(Special::Type {
            system: system.to_string(),
            code: code.to_string(),
            value: value.to_string(),
        }),
        _ => Err(invalid("after :of-type comes system|code|value")),
    }
}
