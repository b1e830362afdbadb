//! One Rust file, parsed, with the lines that only tests compile.

use std::ops::RangeInclusive;

use proc_macro2::{LexError, TokenStream, TokenTree};
use syn::spanned::Spanned as _;

/// One Rust file.
pub(super) struct Source {
    /// Path from the root.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
    /// Its items.
    pub(super) syntax: syn::File,
    /// Its tokens, macros included.
    pub(super) tokens: TokenStream,
    /// Whether a module or target includes it.
    pub(super) reached: bool,
    /// Whether only tests compile it.
    pub(super) test: bool,
    /// Whether it belongs to a crate that never ships (xtask, testkit, bench).
    pub(super) dev: bool,
    test_lines: Vec<RangeInclusive<usize>>,
}

impl Source {
    /// Parses a file. It counts as reached, shipped and not a test until
    /// [`super::modules::mark`] knows better.
    pub(super) fn parse(path: &str, text: &str) -> anyhow::Result<Self> {
        let not_rust = |error: &dyn std::fmt::Display, span: proc_macro2::Span| {
            anyhow::anyhow!("{path}:{}: not Rust: {error}", span.start().line)
        };
        let tokens: TokenStream =
            text.parse().map_err(|error: LexError| not_rust(&error, error.span()))?;
        let syntax = syn::parse_file(text).map_err(|error| not_rust(&error, error.span()))?;
        let mut test_lines = Vec::new();
        find_test_lines(&syntax.items, &mut test_lines);
        Ok(Self {
            path: path.to_owned(),
            text: text.to_owned(),
            syntax,
            tokens,
            reached: true,
            test: false,
            dev: false,
            test_lines,
        })
    }

    /// Whether only tests compile this line (from 1).
    pub(super) fn is_test(&self, line: usize) -> bool {
        self.test || self.test_lines.iter().any(|range| range.contains(&line))
    }

    /// Lines of the file, those of `#[cfg(test)]` items not counted.
    pub(super) fn lines_without_tests(&self) -> usize {
        let tests: usize =
            self.test_lines.iter().map(|range| range.end() - range.start() + 1).sum();
        self.text.lines().count().saturating_sub(tests)
    }

    /// Whether `xtask` wrote it.
    pub(super) fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
    }
}

fn find_test_lines(items: &[syn::Item], lines: &mut Vec<RangeInclusive<usize>>) {
    for item in items {
        if attributes(item).is_some_and(only_tests) {
            lines.push(item.span().start().line..=item.span().end().line);
        } else if let syn::Item::Mod(module) = item
            && let Some((_, inner)) = &module.content
        {
            find_test_lines(inner, lines);
        }
    }
}

fn attributes(item: &syn::Item) -> Option<&[syn::Attribute]> {
    Some(match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return None,
    })
}

/// Whether the attributes say that only a test build compiles what they stand on.
pub(super) fn only_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        if attribute.path().is_ident("test") {
            return true;
        }
        match &attribute.meta {
            syn::Meta::List(list) if list.path.is_ident("cfg") => implies_test(list.tokens.clone()),
            _ => false,
        }
    })
}

/// Whether a `cfg` predicate can only hold in a test build.
fn implies_test(predicate: TokenStream) -> bool {
    let mut tokens = predicate.into_iter();
    let Some(TokenTree::Ident(name)) = tokens.next() else { return false };
    let inner = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => return name == "test",
    };
    let mut parts = split_commas(inner).into_iter();
    if name == "all" { parts.any(implies_test) } else { name == "any" && parts.all(implies_test) }
}

fn split_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            (_, Some(last)) => last.extend([token]),
            (_, None) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn test_modules_are_not_counted() {
        let source = Source::parse(
            "a.rs",
            "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n",
        )
        .unwrap();
        assert_eq!(source.lines_without_tests(), 3);
        assert!(!source.is_test(1));
        assert!(source.is_test(5));
        assert!(!source.is_test(7));
    }

    #[test]
    fn cfg_predicates_are_understood() {
        let check = |cfg: &str, expect: bool| {
            let source = Source::parse("a.rs", &format!("#[cfg({cfg})]\nfn a() {{}}\n")).unwrap();
            assert_eq!(source.is_test(2), expect, "{cfg}");
        };
        check("test", true);
        check("all(test, unix)", true);
        check("any(test, feature = \"conformance\")", false);
        check("any(test, all(test, unix))", true);
        check("not(test)", false);
        check("feature = \"test\"", false);
    }
}
