//! Every search parameter of every resource type, compiled once.

use std::sync::OnceLock;

use super::evaluate::Scope;
use super::expression::parse;
use super::program::{Compiler, Path, Program};
use crate::definitions::{Definitions, SearchParameter};
use crate::json::Json;

/// A search parameter of one resource type, by its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ParamId(pub(super) u16);

/// The sort of a parameter
/// (<https://hl7.org/fhir/R4/search.html#ptypes>), `special` excepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each is the specification's type of that name")]
pub enum ParamKind {
    Number,
    Date,
    String,
    Token,
    Reference,
    Composite,
    Quantity,
    Uri,
}

/// One parameter of one resource type.
#[derive(Debug)]
pub(super) struct Param {
    /// Resource type.
    pub(super) base: &'static str,
    /// Name in a query.
    pub(super) code: &'static str,
    pub(super) kind: ParamKind,
    /// Resource types that a reference may lead to.
    pub(super) targets: Vec<&'static str>,
    pub(super) how: How,
    /// Type and name as terms of its index name them.
    pub(super) term: String,
}

/// How a parameter's values are found.
#[derive(Debug)]
pub(super) enum How {
    Simple(Program),
    /// Branches, each with the values' path and the parts' programs.
    Composite {
        branches: Vec<Branch>,
        parts: Vec<ParamKind>,
    },
}

/// One path of a composite, and its parts read from each value there.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) path: Path,
    pub(super) parts: Vec<Program>,
}

/// A parameter that was not compiled.
#[derive(Debug)]
pub struct Unsupported {
    /// Canonical address.
    pub url: &'static str,
    /// Resource type; empty when the parameter names none.
    pub base: &'static str,
    /// Name in a query.
    pub code: &'static str,
    /// Why.
    pub reason: String,
}

/// The compiled table.
#[derive(Debug)]
pub struct Parameters {
    params: Vec<Param>,
    unsupported: Vec<Unsupported>,
}

/// The search parameters of R4, compiled the first time they are asked for.
pub fn parameters() -> &'static Parameters {
    static R4: OnceLock<Parameters> = OnceLock::new();
    R4.get_or_init(|| Parameters::compile(Definitions::r4()))
}

impl Param {
    /// Before the names of terms, which so are never those of terms that always
    /// have an index.
    pub(super) const TERM: &'static str = "index ";
}

impl ParamKind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "date" => Self::Date,
            "string" => Self::String,
            "token" => Self::Token,
            "reference" => Self::Reference,
            "composite" => Self::Composite,
            "quantity" => Self::Quantity,
            "uri" => Self::Uri,
            _ => return None,
        })
    }
}

impl Parameters {
    /// The parameter of a resource type by its name.
    pub fn find(&self, base: &str, code: &str) -> Option<ParamId> {
        let found = |param: &Param| (param.base, param.code).cmp(&(base, code));
        let at = self.params.binary_search_by(found).ok()?;
        u16::try_from(at).ok().map(ParamId)
    }

    /// Names and sorts of a resource type's parameters, in alphabetical order.
    pub fn of(&self, base: &str) -> impl Iterator<Item = (&'static str, ParamKind)> {
        self.with_ids(base).map(|(_, param)| (param.code, param.kind))
    }

    /// What R4 defines and this does not search, with the reason.
    pub fn unsupported(&self) -> &[Unsupported] {
        &self.unsupported
    }

    pub(super) fn get(&self, id: ParamId) -> Option<&Param> {
        self.params.get(usize::from(id.0))
    }

    pub(super) fn with_ids(&self, base: &str) -> impl Iterator<Item = (ParamId, &Param)> {
        let start = self.params.partition_point(|param| param.base < base);
        let end = self.params.partition_point(|param| param.base <= base);
        let some = self.params.get(start..end).unwrap_or_default();
        (start..).filter_map(|at| u16::try_from(at).ok().map(ParamId)).zip(some)
    }

    fn compile(definitions: &'static Definitions) -> Self {
        let mut found = Self { params: Vec::new(), unsupported: Vec::new() };
        for parameter in definitions.search_parameters() {
            // The specification's page of examples is not the specification.
            if parameter.url.contains("/SearchParameter/example") {
                continue;
            }
            if parameter.base.is_empty() {
                found.leave_out(parameter, "", "names no resource type".to_owned());
            }
            for base in bases(definitions, parameter) {
                match param(definitions, parameter, base) {
                    Ok(param) => found.params.push(param),
                    Err(reason) => found.leave_out(parameter, base, reason),
                }
            }
        }
        found.params.sort_by_key(|param| (param.base, param.code));
        found
    }

    fn leave_out(&mut self, of: &SearchParameter, base: &'static str, reason: String) {
        self.unsupported.push(Unsupported { url: of.url, base, code: of.code, reason });
    }
}

/// The concrete resource types of a parameter.
fn bases(definitions: &'static Definitions, parameter: &SearchParameter) -> Vec<&'static str> {
    if parameter.base.iter().any(|base| matches!(*base, "Resource" | "DomainResource")) {
        definitions.resource_types().collect()
    } else {
        parameter.base.clone()
    }
}

fn param(
    definitions: &'static Definitions,
    parameter: &SearchParameter,
    base: &'static str,
) -> Result<Param, String> {
    let kind = ParamKind::named(parameter.kind).ok_or("is special: no values to compare")?;
    if parameter.expression.is_empty() {
        return Err("has no expression: computed or full-text".to_owned());
    }
    let focus = definitions.type_id(base).ok_or("its type is unknown")?;
    let compiler = Compiler { definitions, base, focus };
    let expr = parse(parameter.expression)?;
    let how = if kind == ParamKind::Composite {
        composite(compiler, parameter, compiler.paths(&expr)?)?
    } else {
        How::Simple(compiler.program(&expr, kind)?)
    };
    let targets = parameter.target.clone();
    let term = format!("{}{base}.{}", Param::TERM, parameter.code);
    Ok(Param { base, code: parameter.code, kind, targets, how, term })
}

fn composite(
    compiler: Compiler<'static>,
    parameter: &SearchParameter,
    paths: Vec<Path>,
) -> Result<How, String> {
    let mut kinds = Vec::new();
    let mut branches = Vec::new();
    for path in paths {
        let focus = path.ends.first().map_or(compiler.focus, |end| end.type_id);
        let inside = Compiler { focus, ..compiler };
        let mut parts = Vec::new();
        kinds.clear();
        for component in &parameter.components {
            let expr = parse(component.expression)?;
            let kind = part_kind(inside, &expr, component.definition)?;
            parts.push(inside.program(&expr, kind)?);
            kinds.push(kind);
        }
        branches.push(Branch { path, parts });
    }
    if branches.is_empty() || kinds.len() < 2 {
        return Err("has no parts".to_owned());
    }
    Ok(How::Composite { branches, parts: kinds })
}

/// The sort of a part: its definition's, unless the values cannot be read so.
/// R4 swaps the two definitions of DocumentReference's `relationship`.
fn part_kind(
    compiler: Compiler<'static>,
    expr: &super::expression::Expr,
    definition: &str,
) -> Result<ParamKind, String> {
    let all = compiler.definitions.search_parameters();
    let found = all.iter().find(|found| found.url == definition).ok_or("a part is undefined")?;
    let kind = ParamKind::named(found.kind).ok_or("a part is special")?;
    let ends: Vec<_> = compiler.paths(expr)?.into_iter().flat_map(|path| path.ends).collect();
    if ends.iter().any(|end| end.shape.suits(kind)) {
        return Ok(kind);
    }
    ends.first().and_then(|end| end.shape.natural()).ok_or_else(|| "a part has no sort".to_owned())
}

impl Branch {
    /// The scope in which the parts run, for one value of the path.
    pub(super) const fn scope<'a>(scope: Scope<'a>, focus: &'a Json) -> Scope<'a> {
        Scope { resource: scope.resource, focus }
    }
}
