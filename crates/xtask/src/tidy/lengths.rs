//! How long a file and a function may be.

use syn::spanned::Spanned as _;
use syn::visit::Visit;

use super::Finding;
use super::source::Source;

/// Lines of a file, its `#[cfg(test)]` items not counted.
const FILE_LINES: usize = 500;
/// Lines of a file that only tests compile.
const TEST_FILE_LINES: usize = 800;
/// Lines of a function, from its signature to its closing brace.
const FUNCTION_LINES: usize = 70;

/// Findings for each file and function that is too long; generated code is not weighed.
pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !source.is_generated()) {
        findings.extend(file(source));
        functions(source, &mut findings);
    }
    findings
}

fn file(source: &Source) -> Option<Finding> {
    let test = source.test || source.path.contains("/tests/");
    let (lines, most) = if test {
        (source.text.lines().count(), TEST_FILE_LINES)
    } else {
        (source.lines_without_tests(), FILE_LINES)
    };
    if lines <= most {
        return None;
    }
    let what = format!("{lines} lines, at most {most}");
    let mend = "split it by noun or operation: foo.rs beside foo/";
    let mut finding = Finding::new("file-length", &source.path, 0, what, mend);
    finding.count = lines;
    Some(finding)
}

fn functions(source: &Source, findings: &mut Vec<Finding>) {
    let mut lengths = Lengths { owner: None, found: Vec::new() };
    lengths.visit_file(&source.syntax);
    for (name, line, lines) in lengths.found {
        if lines <= FUNCTION_LINES || source.is_test(line) {
            continue;
        }
        let what = format!("function {name} has {lines} lines, at most {FUNCTION_LINES}");
        let mend = "give its steps names of their own";
        let mut finding = Finding::new("function-length", &source.path, line, what, mend);
        finding.key = format!("{}::{name}", source.path);
        finding.count = lines;
        findings.push(finding);
    }
}

struct Lengths {
    owner: Option<String>,
    found: Vec<(String, usize, usize)>,
}

impl Lengths {
    fn note(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        let last = block.span().end().line;
        let name = match &self.owner {
            Some(owner) => format!("{owner}::{}", signature.ident),
            None => signature.ident.to_string(),
        };
        self.found.push((name, first, last - first + 1));
    }
}

impl<'ast> Visit<'ast> for Lengths {
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let outer = self.owner.take();
        self.owner = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        };
        syn::visit::visit_item_impl(self, item);
        self.owner = outer;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.note(&item.sig, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.note(&item.sig, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.note(&item.sig, block);
        }
        syn::visit::visit_trait_item_fn(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    fn faults(path: &str, text: &str) -> Vec<(String, usize)> {
        let source = Source::parse(path, text).unwrap();
        check(&[source]).into_iter().map(|finding| (finding.key, finding.count)).collect()
    }

    fn function(name: &str, lines: usize) -> String {
        format!("/// Doc.\nfn {name}() {{\n{}}}\n", "    a();\n".repeat(lines - 2))
    }

    #[test]
    fn a_function_of_seventy_lines_is_the_longest() {
        assert_eq!(faults("a.rs", &function("f", 70)), []);
        assert_eq!(faults("a.rs", &function("f", 71)), [("a.rs::f".into(), 71)]);
    }

    #[test]
    fn methods_carry_their_type() {
        let text = format!("impl<T> Big<T> {{\n{}}}\n", function("run", 71));
        assert_eq!(faults("a.rs", &text), [("a.rs::Big::run".into(), 71)]);
    }

    #[test]
    fn long_tests_are_let_be() {
        let text = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function("f", 600));
        assert_eq!(faults("a.rs", &text), []);
    }

    #[test]
    fn a_file_of_five_hundred_lines_is_the_longest() {
        let lines = |count: usize| "const A: u8 = 0;\n".repeat(count);
        assert_eq!(faults("a.rs", &lines(500)), []);
        assert_eq!(faults("a.rs", &lines(501)), [("a.rs".into(), 501)]);
        assert_eq!(faults("crates/a/tests/it.rs", &lines(800)), []);
        assert_eq!(faults("crates/a/tests/it.rs", &lines(801)).len(), 1);
        assert_eq!(faults("crates/a/src/generated/table.rs", &lines(9000)), []);
    }
}
