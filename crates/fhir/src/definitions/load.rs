//! Opening the packed text. Its rows are described in `xtask`'s `pack.rs`.

use super::{
    Component, Core, Definitions, Element, Field, Kind, Primitive, SearchParameter, Type, TypeId,
    TypeRef, ValueSet, ValueSetId,
};
use crate::limits::{DEFINITIONS_BYTES, ELEMENTS};

/// Opens the file that is compiled in.
#[expect(clippy::panic, reason = "the bytes are part of the program and a test opens them")]
pub(super) fn packed(bytes: &[u8]) -> Definitions {
    open(bytes).unwrap_or_else(|what| panic!("the packed definitions are damaged: {what}"))
}

type Load<T> = Result<T, String>;

fn open(bytes: &[u8]) -> Load<Definitions> {
    let opened =
        zstd::bulk::decompress(bytes, DEFINITIONS_BYTES).map_err(|error| error.to_string())?;
    // The text lives as long as the program: names are borrowed from it.
    let text = String::from_utf8(opened).map_err(|error| error.to_string())?.leak();
    let rows: Vec<Row> = text.lines().map(Row::new).collect();
    let mut names: Vec<&str> = Vec::new();
    let mut sets: Vec<&str> = Vec::new();
    for row in &rows {
        match row.tag {
            "T" => names.push(row.field(0)?),
            "V" => sets.push(row.field(0)?),
            _ => {}
        }
    }
    if !names.is_sorted() || !sets.is_sorted() {
        return Err("types or value sets are not sorted".to_owned());
    }
    let names = Names { types: &names, sets: &sets };
    let core = Core {
        element: names.type_id("Element")?,
        extension: names.type_id("Extension")?,
        codeable_concept: names.type_id("CodeableConcept")?,
    };
    let mut into = Definitions {
        types: Vec::with_capacity(names.types.len()),
        value_sets: Vec::with_capacity(names.sets.len()),
        parameters: Vec::new(),
        compartment: Vec::new(),
        core,
    };
    for row in &rows {
        row.read(&names, &mut into).map_err(|what| format!("{what} in {row:?}"))?;
    }
    for found in &mut into.types {
        let (mut fields, unsorted) = (fields(&found.elements, names.types)?, found.name);
        fields.sort_by(|one, other| one.name.cmp(&other.name));
        if fields.windows(2).any(|pair| matches!(pair, [a, b] if a.name == b.name)) {
            return Err(format!("{unsorted} has two members of one name"));
        }
        found.fields = fields;
    }
    Ok(into)
}

/// The names that rows refer to, sorted.
struct Names<'t> {
    types: &'t [&'static str],
    sets: &'t [&'static str],
}

impl Names<'_> {
    fn type_id(&self, name: &str) -> Load<TypeId> {
        place(self.types, name).map(TypeId)
    }

    fn set_id(&self, name: &str) -> Load<ValueSetId> {
        place(self.sets, name).map(ValueSetId)
    }
}

fn place(names: &[&str], name: &str) -> Load<u16> {
    let at = names.binary_search(&name).map_err(|_| format!("{name} is not defined"))?;
    u16::try_from(at).map_err(|error| error.to_string())
}

#[derive(Debug)]
struct Row {
    tag: &'static str,
    fields: Vec<&'static str>,
}

impl Row {
    fn new(line: &'static str) -> Self {
        let mut fields = line.split('\t');
        Self { tag: fields.next().unwrap_or_default(), fields: fields.collect() }
    }

    fn field(&self, at: usize) -> Load<&'static str> {
        self.fields.get(at).copied().ok_or_else(|| format!("field {at} is missing"))
    }

    /// Fields from one on.
    fn rest(&self, from: usize) -> Vec<&'static str> {
        self.fields.iter().skip(from).copied().collect()
    }

    fn words(&self, at: usize) -> Load<Vec<&'static str>> {
        Ok(self.field(at)?.split(' ').filter(|word| !word.is_empty()).collect())
    }

    fn read(&self, names: &Names, into: &mut Definitions) -> Load<()> {
        match self.tag {
            "hygie-definitions" if self.field(0)? == "2" => {}
            "V" => into.value_sets.push(ValueSet { url: self.field(0)?, systems: Vec::new() }),
            "S" => {
                let set = into.value_sets.last_mut().ok_or("codes before a set")?;
                set.systems.push((self.field(0)?, self.rest(1)));
            }
            "T" => into.types.push(self.read_type()?),
            "E" => {
                let owner = into.types.last_mut().ok_or("an element before a type")?;
                owner.elements.push(self.read_element(names)?);
                if owner.elements.len() > ELEMENTS {
                    return Err(format!("more than {ELEMENTS} elements"));
                }
            }
            "P" => into.parameters.push(self.read_parameter()?),
            "C" => {
                let composite = into.parameters.last_mut().ok_or("a part before its whole")?;
                let (definition, expression) = (self.field(0)?, self.field(1)?);
                composite.components.push(Component { definition, expression });
            }
            "M" => into.compartment.push((self.field(0)?, self.rest(1))),
            _ => return Err("an unknown row".to_owned()),
        }
        Ok(())
    }

    fn read_type(&self) -> Load<Type> {
        let name = self.field(0)?;
        let kind = match self.field(1)? {
            "primitive" => Kind::Primitive(primitive(name).ok_or("an unknown primitive")?),
            "complex" => Kind::Complex,
            "backbone" => Kind::Backbone,
            "resource" => Kind::Resource,
            "abstract" => Kind::Abstract,
            _ => return Err("an unknown kind of type".to_owned()),
        };
        Ok(Type { name, kind, elements: Vec::new(), fields: Vec::new() })
    }

    fn read_element(&self, names: &Names) -> Load<Element> {
        let (name, flags) = (self.field(0)?, self.field(3)?);
        let stem = name.strip_suffix("[x]");
        let binding = match self.field(4)? {
            "-" => None,
            url => Some(names.set_id(url)?),
        };
        let types = self.fields.iter().skip(5).map(|text| type_ref(text, names));
        Ok(Element {
            name: stem.unwrap_or(name),
            min: self.field(1)?.parse().map_err(|_| "a minimum that is no number")?,
            many: self.field(2)? == "*",
            choice: stem.is_some(),
            attribute: flags.contains('a'),
            modifier: flags.contains('m'),
            summary: flags.contains('s'),
            types: types.collect::<Load<_>>()?,
            binding,
        })
    }

    fn read_parameter(&self) -> Load<SearchParameter> {
        Ok(SearchParameter {
            url: self.field(0)?,
            code: self.field(1)?,
            kind: self.field(2)?,
            usage: self.field(3)?,
            base: self.words(4)?,
            target: self.words(5)?,
            expression: self.field(6)?,
            components: Vec::new(),
        })
    }
}

/// `NAME`, `NAME(TARGET|…)` or `NAME:PROFILE`.
fn type_ref(text: &'static str, names: &Names) -> Load<TypeRef> {
    let (text, targets) = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((name, targets)) => (name, targets.split('|').collect()),
        None => (text, Vec::new()),
    };
    let (name, profile) = text.split_once(':').unwrap_or((text, text));
    Ok(TypeRef { type_id: names.type_id(name)?, ruled_by: names.type_id(profile)?, targets })
}

/// The JSON members of a type: one per element, one per type of a choice.
fn fields(elements: &[Element], types: &[&str]) -> Load<Vec<Field>> {
    let mut fields = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        let at = u16::try_from(at).map_err(|error| error.to_string())?;
        if !element.choice {
            fields.push(Field { name: element.name.into(), element: at, type_ref: 0 });
            continue;
        }
        for (which, found) in element.types.iter().enumerate() {
            let which = u16::try_from(which).map_err(|error| error.to_string())?;
            let name = types.get(usize::from(found.type_id.0)).ok_or("a type out of range")?;
            let name = format!("{}{}", element.name, capitalised(name));
            fields.push(Field { name: name.into(), element: at, type_ref: which });
        }
    }
    Ok(fields)
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn primitive(name: &str) -> Option<Primitive> {
    Some(match name {
        "base64Binary" => Primitive::Base64Binary,
        "boolean" => Primitive::Boolean,
        "canonical" => Primitive::Canonical,
        "code" => Primitive::Code,
        "date" => Primitive::Date,
        "dateTime" => Primitive::DateTime,
        "decimal" => Primitive::Decimal,
        "id" => Primitive::Id,
        "instant" => Primitive::Instant,
        "integer" => Primitive::Integer,
        "markdown" => Primitive::Markdown,
        "oid" => Primitive::Oid,
        "positiveInt" => Primitive::PositiveInt,
        "string" => Primitive::String,
        "time" => Primitive::Time,
        "unsignedInt" => Primitive::UnsignedInt,
        "uri" => Primitive::Uri,
        "url" => Primitive::Url,
        "uuid" => Primitive::Uuid,
        "xhtml" => Primitive::Xhtml,
        _ => return None,
    })
}
