//! One value against the type its element gives it.

use super::object::Member;
use super::primitive::{self, Fault};
use super::{IssueCode, Kind, Walk, Within};
use crate::definitions::{Primitive, ValueSetId};
use crate::json::{Json, Object};

impl<'j> Walk<'j> {
    pub(super) fn value(&mut self, member: &Member<'j>, json: &'j Json) {
        let rules = self.r4.type_at(member.field.type_ref.ruled_by);
        match (rules.kind, json) {
            (_, Json::Null) => {
                self.report(IssueCode::Structure, "null stands only in arrays of primitive values");
            }
            (Kind::Primitive(kind), json) => {
                self.primitive(kind, json, member.field.element.binding);
            }
            (Kind::Abstract, json) => self.inner_resource(member, json),
            (_, Json::Object(object)) => {
                self.object(rules, object, Within::Nothing);
                self.special(member, object);
            }
            _ => {
                let sentence = format!("{} must be a JSON object", rules.name);
                self.report(IssueCode::Structure, sentence);
            }
        }
    }

    fn primitive(&mut self, kind: Primitive, json: &Json, binding: Option<ValueSetId>) {
        match primitive::check(kind, json) {
            Ok(()) => {}
            Err(Fault::Type(expected)) => self.report(IssueCode::Structure, expected),
            Err(Fault::Format(expected)) => return self.report(IssueCode::Value, expected),
            Err(Fault::Length(expected)) => return self.report(IssueCode::TooLong, expected),
        }
        if let (Some(binding), Some(code)) = (binding, json.as_str()) {
            let set = self.r4.value_set(binding);
            if !set.has_code(code) {
                let sentence = format!("the code must be one of {}", set.url);
                self.report(IssueCode::CodeInvalid, sentence);
            }
        }
    }

    /// A resource in `contained`, in an entry or in a parameter.
    fn inner_resource(&mut self, member: &Member<'j>, json: &'j Json) {
        if member.field.element.name != "contained" {
            return self.resource(json, Within::Nothing);
        }
        if member.within == Within::Contained {
            let sentence = "a contained resource must not contain resources";
            return self.report(IssueCode::Structure, sentence);
        }
        self.resource(json, Within::Contained);
    }

    /// What no element's definition says: `ext-1`, and required bindings of
    /// concepts.
    fn special(&mut self, member: &Member<'j>, object: &'j Object) {
        let id = member.field.type_ref.type_id;
        if id == self.r4.core().extension {
            let valued =
                object.iter().any(|(name, _)| name.trim_start_matches('_').starts_with("value"));
            if valued == object.get("extension").is_some() {
                let sentence = "an extension must have either a value or extensions of its own";
                self.report(IssueCode::Invariant, sentence);
            }
        }
        if let (Some(binding), true) =
            (member.field.element.binding, id == self.r4.core().codeable_concept)
        {
            self.concept(object, binding);
        }
    }

    /// At least one coding must come from the value set, unless an extension
    /// says why there is none.
    fn concept(&mut self, concept: &Object, binding: ValueSetId) {
        let set = self.r4.value_set(binding);
        let codings = concept.get("coding").and_then(Json::as_array).unwrap_or_default();
        let excused = codings.is_empty() && concept.get("extension").is_some();
        let listed = |coding: &Json| {
            coding
                .str("code")
                .is_some_and(|code| set.has(coding.str("system").unwrap_or_default(), code))
        };
        if !excused && !codings.iter().any(listed) {
            let sentence = format!("one of the codings must be from {}", set.url);
            self.report(IssueCode::CodeInvalid, sentence);
        }
    }
}
