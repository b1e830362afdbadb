//! Which files the targets include, and which only for tests. A file that
//! nothing includes is dead: its tests look green because they never run.

use std::collections::BTreeMap;

use super::Finding;
use super::source::{Source, only_tests};
use super::tokens::{Seen, walk};

/// The first file of a target.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// Path from the root of the workspace.
    pub(super) path: String,
    /// Whether only tests compile it (tests, benches, examples).
    pub(super) test: bool,
}

/// Follows `mod` from the roots and marks each source as reached or not, as
/// test or not.
pub(super) fn mark(sources: &mut [Source], roots: &[Root]) {
    let places: BTreeMap<String, usize> =
        sources.iter().enumerate().map(|(at, source)| (source.path.clone(), at)).collect();
    let mut found: BTreeMap<usize, bool> = BTreeMap::new();
    let mut waiting: Vec<(String, bool, bool)> =
        roots.iter().map(|root| (root.path.clone(), root.test, true)).collect();
    while let Some((path, test, is_root)) = waiting.pop() {
        let Some(&at) = places.get(&path) else { continue };
        // A file that a shipped module and a test both include is shipped.
        if found.get(&at).is_some_and(|known| !known || test) {
            continue;
        }
        found.insert(at, test);
        let Some(source) = sources.get(at) else { continue };
        let folder = if is_root { parent(&path).to_owned() } else { children_folder(&path) };
        let mut next = Vec::new();
        modules(&source.syntax.items, &path, &folder, test, &mut next);
        waiting.extend(next.into_iter().map(|(path, test)| (path, test, false)));
        waiting.extend(included(source).into_iter().map(|path| (path, test, false)));
    }
    for (at, source) in sources.iter_mut().enumerate() {
        source.reached = found.contains_key(&at);
        source.test = found.get(&at).copied().unwrap_or(false);
    }
}

/// One finding for each file under `crates/` that nothing includes.
pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let dead = |source: &&Source| {
        !source.reached && source.path.starts_with("crates/") && !source.is_generated()
    };
    let finding = |source: &Source| {
        let what = "no module and no target includes this file".to_owned();
        Finding::new("dead-file", &source.path, 0, what, "declare it with `mod`, or delete it")
    };
    sources.iter().filter(dead).map(finding).collect()
}

fn modules(
    items: &[syn::Item],
    path: &str,
    folder: &str,
    test: bool,
    next: &mut Vec<(String, bool)>,
) {
    for item in items {
        let syn::Item::Mod(module) = item else { continue };
        let test = test || only_tests(&module.attrs);
        let name = module.ident.to_string();
        if let Some((_, inner)) = &module.content {
            modules(inner, path, &format!("{folder}/{name}"), test, next);
        } else if let Some(named) = path_attribute(&module.attrs) {
            next.push((join(parent(path), &named), test));
        } else {
            next.push((format!("{folder}/{name}.rs"), test));
            next.push((format!("{folder}/{name}/mod.rs"), test));
        }
    }
}

fn path_attribute(attributes: &[syn::Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// What a file takes in with `include!`: every literal that ends in `.rs`.
fn included(source: &Source) -> Vec<String> {
    let mut paths = Vec::new();
    walk(&source.tokens, &mut |seen| {
        if let Seen::Literal(literal) = seen
            && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
            && text.value().ends_with(".rs")
        {
            paths.push(join(parent(&source.path), &text.value()));
        }
    });
    paths
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where the modules that a file declares are looked for.
fn children_folder(path: &str) -> String {
    match path.strip_suffix("/mod.rs") {
        Some(folder) => folder.to_owned(),
        None => path.trim_end_matches(".rs").to_owned(),
    }
}

fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Root, check, mark};
    use crate::tidy::source::Source;

    fn tree(files: &[(&str, &str)]) -> Vec<Source> {
        let mut sources: Vec<_> =
            files.iter().map(|(path, text)| Source::parse(path, text).unwrap()).collect();
        let root = |path: &str, test| Root { path: path.into(), test };
        mark(
            &mut sources,
            &[root("crates/a/src/lib.rs", false), root("crates/a/tests/it.rs", true)],
        );
        sources
    }

    fn dead(files: &[(&str, &str)]) -> Vec<String> {
        check(&tree(files)).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn declared_files_are_alive() {
        let files = [
            ("crates/a/src/lib.rs", "mod b; #[path = \"odd/name.rs\"] mod c; mod d { mod e; }"),
            ("crates/a/src/b.rs", "#[cfg(test)] mod tests;"),
            ("crates/a/src/b/tests.rs", ""),
            ("crates/a/src/odd/name.rs", ""),
            ("crates/a/src/d/e.rs", "const T: &str = include!(\"table.rs\");"),
            ("crates/a/src/d/table.rs", ""),
            ("crates/a/tests/it.rs", "mod faults;"),
            ("crates/a/tests/faults.rs", ""),
        ];
        assert_eq!(dead(&files), Vec::<String>::new());
    }

    #[test]
    fn undeclared_files_are_dead() {
        let files = [
            ("crates/a/src/lib.rs", "mod b;"),
            ("crates/a/src/b.rs", ""),
            ("crates/a/src/b/tests.rs", "#[test] fn never_runs() {}"),
            ("crates/a/tests/it.rs", ""),
            ("crates/a/tests/it/faults.rs", ""),
            ("crates/a/src/generated/table.rs", ""),
        ];
        assert_eq!(dead(&files), ["crates/a/src/b/tests.rs", "crates/a/tests/it/faults.rs"]);
    }

    #[test]
    fn what_only_tests_include_is_a_test() {
        let sources = tree(&[
            ("crates/a/src/lib.rs", "mod b; #[cfg(test)] mod helpers;"),
            ("crates/a/src/b.rs", ""),
            ("crates/a/src/helpers.rs", "mod deep;"),
            ("crates/a/src/helpers/deep.rs", ""),
            ("crates/a/tests/it.rs", ""),
        ]);
        let tests: Vec<_> = sources.iter().map(|source| source.test).collect();
        assert_eq!(tests, [false, false, true, true, true]);
    }
}
