//! An object against its type: known members, required ones, one per choice.

use super::{IssueCode, Kind, Step, Walk, Within, is_element_name};
use crate::definitions::{FieldRef, Primitive, Type};
use crate::json::{Json, Object};

/// A member of an object, and what the definitions say of it.
#[derive(Clone, Copy)]
pub(super) struct Member<'j> {
    pub(super) owner: &'j Object,
    pub(super) field: FieldRef<'static>,
    /// The JSON name, without `_`.
    pub(super) name: &'j str,
    pub(super) value: &'j Json,
    pub(super) within: Within,
}

impl<'j> Walk<'j> {
    /// Checks an object's members against its type.
    pub(super) fn object(&mut self, rules: &'static Type, object: &'j Object, within: Within) {
        self.deeper(|walk| walk.members(rules, object, within));
    }

    fn members(&mut self, rules: &'static Type, object: &'j Object, within: Within) {
        if object.is_empty() {
            return self.report(IssueCode::Structure, "an object must not be empty");
        }
        let mut seen = 0_u64;
        for (key, value) in object.iter() {
            if self.is_full() {
                return;
            }
            if rules.kind == Kind::Resource && key == "resourceType" {
                continue;
            }
            let stripped = key.strip_prefix('_');
            let name = stripped.unwrap_or(key);
            let Some(field) = rules
                .field(name)
                .filter(|field| stripped.is_none() || self.takes_extensions(field))
            else {
                self.unknown(rules, key);
                continue;
            };
            let bit = 1_u64 << field.index;
            let repeated = seen & bit != 0;
            seen |= bit;
            self.at(Step::Name(field.element.name), |walk| {
                if field.element.choice && repeated && chosen_before(rules, object, key, &field) {
                    walk.report(IssueCode::Structure, "only one type of a choice may be present");
                }
                let member = Member { owner: object, field, name, value, within };
                match stripped {
                    Some(_) => walk.sibling(&member),
                    None => walk.member(&member),
                }
            });
        }
        self.required(rules, seen);
    }

    fn required(&mut self, rules: &'static Type, seen: u64) {
        for (index, element) in rules.elements.iter().enumerate() {
            if element.min > 0 && seen & (1_u64 << index) == 0 {
                let sentence = format!("{} is required", element.name);
                self.report(IssueCode::Required, sentence);
            }
        }
    }

    fn unknown(&mut self, rules: &'static Type, key: &'j str) {
        if is_element_name(key) {
            let sentence = format!("{} has no such element", rules.name);
            self.at(Step::Name(key), |walk| walk.report(IssueCode::Structure, sentence));
        } else {
            let sentence = format!("a member is not an element of {}", rules.name);
            self.report(IssueCode::Structure, sentence);
        }
    }

    /// Whether a `_` member may stand beside the field: on primitives, but not
    /// on what XML writes as an attribute or as markup.
    fn takes_extensions(&self, field: &FieldRef<'static>) -> bool {
        let kind = self.r4.type_at(field.type_ref.type_id).kind;
        let primitive = matches!(kind, Kind::Primitive(kind) if kind != Primitive::Xhtml);
        primitive && !field.element.attribute
    }

    /// Checks that a member is an array exactly when its element may repeat.
    fn member(&mut self, member: &Member<'j>) {
        match (member.field.element.many, member.value) {
            (true, Json::Array(items)) if items.is_empty() => {
                self.report(IssueCode::Structure, "an array must not be empty");
            }
            (true, Json::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    if self.is_full() {
                        return;
                    }
                    self.at(Step::Index(index), |walk| walk.item(member, index, item));
                }
            }
            (true, _) => {
                self.report(IssueCode::Structure, "the element may repeat, so it must be an array");
            }
            (false, Json::Array(_)) => {
                let sentence = "the element does not repeat, so it must not be an array";
                self.report(IssueCode::Structure, sentence);
            }
            (false, value) => self.value(member, value),
        }
    }

    /// Checks one item of an array; a `null` keeps the place of a primitive
    /// that has extensions only.
    fn item(&mut self, member: &Member<'j>, index: usize, item: &'j Json) {
        if *item == Json::Null && self.takes_extensions(&member.field) {
            let sibling = sibling_of(member.owner, member.name).and_then(Json::as_array);
            let beside = sibling.and_then(|items| items.get(index));
            if beside.is_none_or(|beside| *beside == Json::Null) {
                self.report(IssueCode::Structure, "null needs an extension at the same place");
            }
        } else {
            self.value(member, item);
        }
    }

    /// Checks a `_` member: ids and extensions of a primitive or of an array
    /// of them.
    fn sibling(&mut self, member: &Member<'j>) {
        let values = member.owner.get(member.name).and_then(Json::as_array);
        match (member.field.element.many, member.value) {
            (true, Json::Array(items)) if items.is_empty() => {
                self.report(IssueCode::Structure, "an array must not be empty");
            }
            (true, Json::Array(items)) => {
                if values.is_some_and(|values| values.len() != items.len()) {
                    let sentence = "the array of extensions must be as long as that of the values";
                    self.report(IssueCode::Structure, sentence);
                }
                for (index, item) in items.iter().enumerate() {
                    let valued = values.and_then(|values| values.get(index));
                    let valued = valued.is_some_and(|value| *value != Json::Null);
                    if *item != Json::Null || !valued {
                        self.at(Step::Index(index), |walk| walk.extensions(item));
                    }
                }
            }
            (true, _) => {
                self.report(IssueCode::Structure, "the element may repeat, so it must be an array");
            }
            (false, value) => self.extensions(value),
        }
    }

    fn extensions(&mut self, json: &'j Json) {
        let Some(object) = json.as_object() else {
            let sentence = "ids and extensions of a primitive must be an object";
            return self.report(IssueCode::Structure, sentence);
        };
        self.object(self.r4.type_at(self.r4.core().element), object, Within::Nothing);
    }
}

/// The `_` member beside a member.
fn sibling_of<'j>(owner: &'j Object, name: &str) -> Option<&'j Json> {
    let mut members = owner.iter();
    members.find(|(key, _)| key.strip_prefix('_') == Some(name)).map(|(_, value)| value)
}

/// Whether a member before this one chose another type for the same element.
fn chosen_before(rules: &Type, object: &Object, key: &str, field: &FieldRef) -> bool {
    let before = object.iter().take_while(|(other, _)| *other != key);
    before
        .filter_map(|(other, _)| rules.field(other.strip_prefix('_').unwrap_or(other)))
        .any(|other| other.index == field.index && other.type_ref.type_id != field.type_ref.type_id)
}
