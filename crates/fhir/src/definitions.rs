//! The definitions of FHIR R4 (4.0.1), packed by `cargo xtask pack` from the
//! npm package `hl7.fhir.r4.examples` and compiled in: types and their
//! elements, value sets of required bindings, search parameters, the patient
//! compartment.

mod load;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

/// Everything packed. Names are borrowed from the packed text, opened once.
#[derive(Debug)]
pub struct Definitions {
    types: Vec<Type>,
    value_sets: Vec<ValueSet>,
    parameters: Vec<SearchParameter>,
    compartment: Vec<(&'static str, Vec<&'static str>)>,
    core: Core,
}

/// Types that validation knows by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    pub(crate) element: TypeId,
    pub(crate) extension: TypeId,
    pub(crate) codeable_concept: TypeId,
}

/// A type, by its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TypeId(u16);

/// A value set, by its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValueSetId(u16);

/// A type: a resource's, a data type's, or that of an element which has
/// elements of its own.
#[derive(Debug)]
pub struct Type {
    /// `Patient`, `HumanName`, `date`; an element's path for a backbone
    /// (`Patient.contact`).
    pub name: &'static str,
    /// What sort of type it is.
    pub kind: Kind,
    /// Its elements, inherited ones too, in the order of the specification.
    pub elements: Vec<Element>,
    /// JSON member names, sorted, without the `_` ones.
    fields: Vec<Field>,
}

/// What sort of type it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One value, no elements but `id` and `extension`.
    Primitive(Primitive),
    /// A data type with elements.
    Complex,
    /// The unnamed type of an element with elements.
    Backbone,
    /// A resource type that can stand in JSON.
    Resource,
    /// `Resource`, `DomainResource`, `Element`, `BackboneElement`.
    Abstract,
}

/// A primitive type (<https://hl7.org/fhir/R4/datatypes.html#primitive>).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each is the specification's type of that name")]
pub enum Primitive {
    Base64Binary,
    Boolean,
    Canonical,
    Code,
    Date,
    DateTime,
    Decimal,
    Id,
    Instant,
    Integer,
    Markdown,
    Oid,
    PositiveInt,
    String,
    Time,
    UnsignedInt,
    Uri,
    Url,
    Uuid,
    Xhtml,
}

/// One element of a type.
#[derive(Debug)]
pub struct Element {
    /// Its name; a choice's without `[x]`.
    pub name: &'static str,
    /// How many it needs at least.
    pub min: u32,
    /// Whether it may repeat: an array in JSON, even of one.
    pub many: bool,
    /// Whether it is a choice of types, its JSON name ending with the type's.
    pub choice: bool,
    /// `Element.id` and `Extension.url`: plain text that takes no extension.
    pub attribute: bool,
    /// Whether it may change what the others mean (`isModifier`).
    pub modifier: bool,
    /// Whether it belongs to the summary (`isSummary`).
    pub summary: bool,
    /// The types it may have: one, or several for a choice.
    pub types: Vec<TypeRef>,
    /// The value set that its codes must come from, when it can be enumerated.
    pub binding: Option<ValueSetId>,
}

/// One type that an element may have.
#[derive(Debug)]
pub struct TypeRef {
    /// The type.
    pub type_id: TypeId,
    /// The type that rules its elements: the same, or the profile that the
    /// specification puts on it (`SimpleQuantity` on `Quantity`).
    pub ruled_by: TypeId,
    /// What a reference or canonical may lead to; `Resource` is anything.
    pub targets: Vec<&'static str>,
}

/// A JSON member of a type: which element, as which of its types.
#[derive(Debug)]
struct Field {
    name: Box<str>,
    element: u16,
    type_ref: u16,
}

/// Where a JSON member leads.
#[derive(Clone, Copy, Debug)]
pub struct FieldRef<'d> {
    /// Place of the element in [`Type::elements`].
    pub index: usize,
    /// The element.
    pub element: &'d Element,
    /// The type the member's name chose.
    pub type_ref: &'d TypeRef,
}

/// A value set that a required binding names.
#[derive(Debug)]
pub struct ValueSet {
    /// Canonical address, without version.
    pub url: &'static str,
    /// Codes by code system; the codes are sorted.
    systems: Vec<(&'static str, Vec<&'static str>)>,
}

/// A search parameter as the specification defines it.
#[derive(Debug)]
pub struct SearchParameter {
    /// Canonical address; unique.
    pub url: &'static str,
    /// The name in a query.
    pub code: &'static str,
    /// `number`, `date`, `string`, `token`, `reference`, `composite`,
    /// `quantity`, `uri` or `special`.
    pub kind: &'static str,
    /// `normal`, `phonetic` or `nearby`; empty when not stated.
    pub usage: &'static str,
    /// Resource types it applies to; `Resource` and `DomainResource` stand for
    /// all. Empty for the package's own examples of parameters.
    pub base: Vec<&'static str>,
    /// What a reference parameter may lead to.
    pub target: Vec<&'static str>,
    /// The FHIRPath expression, empty for `_text`, `_content`, `_filter`, `_query`.
    pub expression: &'static str,
    /// The parts of a composite parameter.
    pub components: Vec<Component>,
}

/// A part of a composite search parameter.
#[derive(Debug)]
pub struct Component {
    /// Canonical address of the parameter that says how to compare.
    pub definition: &'static str,
    /// FHIRPath, from each value of the composite's expression.
    pub expression: &'static str,
}

impl Definitions {
    /// The definitions of R4, opened the first time they are asked for.
    pub fn r4() -> &'static Self {
        static R4: OnceLock<Definitions> = OnceLock::new();
        R4.get_or_init(|| load::packed(include_bytes!("generated/r4.tsv.zst")))
    }

    /// Names of the resource types that can stand in JSON, sorted.
    pub fn resource_types(&self) -> impl Iterator<Item = &'static str> {
        self.types.iter().filter(|found| found.kind == Kind::Resource).map(|found| found.name)
    }

    /// The resource type of this name.
    pub fn resource_type(&self, name: &str) -> Option<&Type> {
        self.type_named(name).filter(|found| found.kind == Kind::Resource)
    }

    /// The type of this name; a backbone's is its path.
    pub fn type_named(&self, name: &str) -> Option<&Type> {
        self.type_id(name).map(|id| self.type_at(id))
    }

    /// The place of the type of this name.
    pub fn type_id(&self, name: &str) -> Option<TypeId> {
        let at = self.types.binary_search_by(|found| found.name.cmp(name)).ok()?;
        u16::try_from(at).ok().map(TypeId)
    }

    /// The type at a place.
    #[expect(clippy::indexing_slicing, reason = "only the loader makes ids, from this table")]
    pub fn type_at(&self, id: TypeId) -> &Type {
        &self.types[usize::from(id.0)]
    }

    /// The value set of this canonical address, which may name a version.
    pub fn value_set_named(&self, url: &str) -> Option<ValueSetId> {
        let url = url.split_once('|').map_or(url, |(url, _)| url);
        let at = self.value_sets.binary_search_by(|found| found.url.cmp(url)).ok()?;
        u16::try_from(at).ok().map(ValueSetId)
    }

    /// The value set at a place.
    #[expect(clippy::indexing_slicing, reason = "only the loader makes ids, from this table")]
    pub fn value_set(&self, id: ValueSetId) -> &ValueSet {
        &self.value_sets[usize::from(id.0)]
    }

    /// All 1,400 search parameters of the package, by canonical address.
    pub fn search_parameters(&self) -> &[SearchParameter] {
        &self.parameters
    }

    /// The bare patient compartment: resource type and the search parameters
    /// that put a resource in it; none when it never is.
    pub fn patient_compartment(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.compartment.iter().map(|(name, codes)| (*name, codes.as_slice()))
    }

    pub(crate) const fn core(&self) -> Core {
        self.core
    }
}

impl Type {
    /// The element of this name, a choice's without `[x]`.
    pub fn element(&self, name: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name == name)
    }

    /// Where a JSON member leads (`valueQuantity` to `value` as Quantity).
    pub fn field(&self, json_name: &str) -> Option<FieldRef<'_>> {
        let at = self.fields.binary_search_by(|field| (*field.name).cmp(json_name)).ok()?;
        let field = self.fields.get(at)?;
        let index = usize::from(field.element);
        let element = self.elements.get(index)?;
        let type_ref = element.types.get(usize::from(field.type_ref))?;
        Some(FieldRef { index, element, type_ref })
    }
}

impl ValueSet {
    /// Whether the set has this code, in any of its code systems: what an
    /// element of type `code` asks, which states no system.
    pub fn has_code(&self, code: &str) -> bool {
        self.systems.iter().any(|(_, codes)| codes.binary_search(&code).is_ok())
    }

    /// Whether the set has this code of this code system.
    pub fn has(&self, system: &str, code: &str) -> bool {
        let mut systems = self.systems.iter().filter(|(name, _)| *name == system);
        systems.any(|(_, codes)| codes.binary_search(&code).is_ok())
    }
}
