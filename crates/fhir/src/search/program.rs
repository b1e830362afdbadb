//! Expressions compiled against the definitions: JSON member names and types
//! are settled once, so that running one is only looking members up.

use super::expression::Expr;
use super::parameters::ParamKind;
use super::shape::Shape;
use crate::definitions::{Definitions, TypeId, ValueSetId};

/// What an expression compiles to.
#[derive(Debug)]
pub(super) enum Program {
    /// The values at the ends of these paths.
    Paths(Vec<Path>),
    /// One truth: that all of these hold.
    Truth(Vec<Condition>),
}

/// Steps from a start to values.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Whether it starts at the resource rather than at the focus.
    pub(super) from_resource: bool,
    pub(super) steps: Vec<Step>,
    /// What may stand at its end.
    pub(super) ends: Vec<Field>,
}

/// One step.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// To members, by any of these names; only the one at `index` when given.
    Member { fields: Vec<Field>, index: Option<usize> },
    /// To the extensions of this address.
    Extension(String),
    /// Keeps what passes.
    Filter(Filter),
}

/// A member by its JSON name, with its type.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) type_id: TypeId,
    pub(super) shape: Shape,
    pub(super) binding: Option<ValueSetId>,
}

/// What `where` keeps.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    /// A member equals a text.
    Equal(String, String),
    /// A reference leads to a type.
    Leads(String),
    /// An extension of this address is there.
    HasExtension(String),
}

/// What a truth asks.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    Exists(Vec<Path>),
    NotEqual(Vec<Path>, String),
}

/// Compiles expressions for one resource type.
#[derive(Clone, Copy)]
pub(super) struct Compiler<'d> {
    pub(super) definitions: &'d Definitions,
    /// The resource type.
    pub(super) base: &'d str,
    /// What relative names start from.
    pub(super) focus: TypeId,
}

type Compiled<T> = Result<T, String>;

impl Compiler<'_> {
    /// Compiles for a parameter of this sort; says why when it cannot.
    pub(super) fn program(self, expr: &Expr, kind: ParamKind) -> Compiled<Program> {
        if let Expr::And(_) | Expr::Exists(_) | Expr::NotEqual(..) = expr {
            return self.truth(expr).map(Program::Truth);
        }
        let mut paths = self.paths(expr)?;
        if kind != ParamKind::Composite {
            paths.iter_mut().try_for_each(|path| narrow(path, kind))?;
        }
        if paths.is_empty() {
            return Err(format!("says nothing of {}", self.base));
        }
        Ok(Program::Paths(paths))
    }

    fn truth(self, expr: &Expr) -> Compiled<Vec<Condition>> {
        match expr {
            Expr::And(all) => {
                let parts: Compiled<Vec<_>> = all.iter().map(|part| self.truth(part)).collect();
                Ok(parts?.into_iter().flatten().collect())
            }
            Expr::Exists(from) => Ok(vec![Condition::Exists(self.paths(from)?)]),
            Expr::NotEqual(from, literal) => match &**literal {
                Expr::Literal(text) => {
                    Ok(vec![Condition::NotEqual(self.paths(from)?, text.clone())])
                }
                _ => Err("compares with something other than a constant".to_owned()),
            },
            _ => Err("is no condition".to_owned()),
        }
    }

    pub(super) fn paths(self, expr: &Expr) -> Compiled<Vec<Path>> {
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::Resource => self.start(true, self.definitions.type_id(self.base)),
            Expr::Member(from, name) => {
                self.paths(from)?.into_iter().map(|path| self.member(path, name)).collect()
            }
            Expr::Index(from, index) => {
                self.paths(from)?.into_iter().map(|path| at_index(path, *index)).collect()
            }
            Expr::As(from, kind) => {
                self.paths(from)?.into_iter().map(|path| self.cast(path, kind)).collect()
            }
            Expr::Where(from, condition) => {
                let filter = filter(condition)?;
                Ok(self.paths(from)?.into_iter().map(|path| filtered(path, &filter)).collect())
            }
            Expr::Extension(from, url) => {
                self.paths(from)?.into_iter().map(|path| self.extension(path, url)).collect()
            }
            Expr::Union(all) => {
                let parts: Compiled<Vec<_>> = all.iter().map(|part| self.paths(part)).collect();
                Ok(parts?.into_iter().flatten().collect())
            }
            _ => Err("is not a path".to_owned()),
        }
    }

    /// A type's name starts at the resource when it is that type, and is
    /// another type's branch otherwise; any other name is a member.
    fn name(self, name: &str) -> Compiled<Vec<Path>> {
        if name == self.base || matches!(name, "Resource" | "DomainResource") {
            return self.start(false, self.definitions.type_id(self.base));
        }
        if self.definitions.resource_type(name).is_some() {
            return Ok(Vec::new());
        }
        let start = self.start(false, Some(self.focus))?;
        start.into_iter().map(|path| self.member(path, name)).collect()
    }

    fn start(self, from_resource: bool, kind: Option<TypeId>) -> Compiled<Vec<Path>> {
        let type_id = kind.ok_or("unknown type")?;
        let ends = vec![self.field(String::new(), type_id, None)];
        Ok(vec![Path { from_resource, steps: Vec::new(), ends }])
    }

    fn field(self, name: String, type_id: TypeId, binding: Option<ValueSetId>) -> Field {
        Field { name, type_id, shape: Shape::of(self.definitions, type_id), binding }
    }

    fn member(self, mut path: Path, name: &str) -> Compiled<Path> {
        let mut fields: Vec<Field> = Vec::new();
        for end in &path.ends {
            let Some(element) = self.definitions.type_at(end.type_id).element(name) else {
                // `deceasedBoolean` for `deceased`: R4 writes both.
                if let Some(found) = self.definitions.type_at(end.type_id).field(name) {
                    let (id, binding) = (found.type_ref.type_id, found.element.binding);
                    fields.push(self.field(name.to_owned(), id, binding));
                }
                continue;
            };
            for type_ref in &element.types {
                let json_name = if element.choice {
                    format!("{name}{}", capital(self.definitions.type_at(type_ref.type_id).name))
                } else {
                    name.to_owned()
                };
                if !fields.iter().any(|field| field.name == json_name) {
                    fields.push(self.field(json_name, type_ref.type_id, element.binding));
                }
            }
        }
        if fields.is_empty() {
            return Err(format!("there is no element {name}"));
        }
        path.ends.clone_from(&fields);
        path.steps.push(Step::Member { fields, index: None });
        Ok(path)
    }

    /// Keeps the types of a choice that are this one. R4 writes some primitive
    /// types with a capital (`DateTime`).
    fn cast(self, mut path: Path, kind: &str) -> Compiled<Path> {
        let Some(Step::Member { fields, .. }) = path.steps.last_mut() else {
            return Err(format!("cannot become {kind}"));
        };
        fields.retain(|field| {
            let name = self.definitions.type_at(field.type_id).name;
            name == kind || capital(name) == kind
        });
        if fields.is_empty() {
            return Err(format!("is never {kind}"));
        }
        path.ends.clone_from(fields);
        Ok(path)
    }

    fn extension(self, mut path: Path, url: &str) -> Compiled<Path> {
        let type_id = self.definitions.type_id("Extension").ok_or("unknown type")?;
        path.ends = vec![self.field(String::new(), type_id, None)];
        path.steps.push(Step::Extension(url.to_owned()));
        Ok(path)
    }
}

/// Leaves out the types of a choice that such a parameter cannot read.
fn narrow(path: &mut Path, kind: ParamKind) -> Compiled<()> {
    let before = path.ends.first().map(|end| end.shape);
    path.ends.retain(|end| end.shape.suits(kind));
    if path.ends.is_empty() {
        return Err(format!("{before:?} cannot be searched as {kind:?}"));
    }
    if let Some(Step::Member { fields, .. }) = path.steps.last_mut() {
        fields.retain(|field| field.shape.suits(kind));
    }
    Ok(())
}

fn at_index(mut path: Path, at: usize) -> Compiled<Path> {
    match path.steps.last_mut() {
        Some(Step::Member { index, .. }) => {
            *index = Some(at);
            Ok(path)
        }
        _ => Err("an index without a member".to_owned()),
    }
}

fn filtered(mut path: Path, filter: &Filter) -> Path {
    path.steps.push(Step::Filter(filter.clone()));
    path
}

fn filter(condition: &Expr) -> Compiled<Filter> {
    match condition {
        Expr::Equal(member, literal) => match (&**member, &**literal) {
            (Expr::Name(name), Expr::Literal(text)) => {
                Ok(Filter::Equal(name.clone(), text.clone()))
            }
            _ => Err("compares something other than a member with a constant".to_owned()),
        },
        Expr::Is(from, kind) if **from == Expr::Resolve => Ok(Filter::Leads(kind.clone())),
        Expr::HasExtension(url) => Ok(Filter::HasExtension(url.clone())),
        _ => Err("keeps by an unknown condition".to_owned()),
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
