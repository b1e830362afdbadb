//! Attributes that hide something: `allow` silences a lint for good where
//! `expect` says so when it is no longer needed; `ignore` makes a test look green.

use proc_macro2::{TokenStream, TokenTree};

use super::Finding;
use super::source::Source;
use super::tokens::{Seen, walk};

/// One finding for each such attribute, and for each ignored doc test.
pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        walk(&source.tokens, &mut |seen| {
            if let Seen::Attribute(group) = seen
                && let Some((name, line)) = hiding(group.stream())
            {
                let what = format!("attribute `{name}`");
                let mend = match name {
                    "allow" => "mend the cause, or write #[expect(…, reason = \"…\")]",
                    _ => "make the test run, or delete it",
                };
                findings.push(Finding::new("attributes", &source.path, line, what, mend));
            }
        });
        findings.extend(ignored_examples(source));
    }
    findings
}

fn hiding(attribute: TokenStream) -> Option<(&'static str, usize)> {
    let mut first = true;
    for token in attribute {
        match token {
            TokenTree::Ident(word) if first => {
                let name = ["allow", "ignore"].into_iter().find(|name| word == name);
                if let Some(name) = name {
                    return Some((name, word.span().start().line));
                }
                if word != "cfg_attr" {
                    return None;
                }
            }
            TokenTree::Group(group) => return in_list(group.stream()),
            _ => {}
        }
        first = false;
    }
    None
}

/// `cfg_attr(predicate, attribute, …)`: any of its words.
fn in_list(tokens: TokenStream) -> Option<(&'static str, usize)> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "allow" => Some(("allow", word.span().start().line)),
        TokenTree::Ident(word) if word == "ignore" => Some(("ignore", word.span().start().line)),
        _ => None,
    })
}

fn ignored_examples(source: &Source) -> impl Iterator<Item = Finding> {
    let fence = concat!("```", "ignore");
    let lines = source.text.lines().enumerate();
    lines.filter(move |(_, text)| text.contains(fence) && text.contains("//")).map(|(index, _)| {
        let what = "an ignored example".to_owned();
        Finding::new("attributes", &source.path, index + 1, what, "let it run, or mark it `text`")
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    fn faults(text: &str) -> Vec<(usize, String)> {
        let source = Source::parse("a.rs", text).unwrap();
        check(&[source]).into_iter().map(|finding| (finding.line, finding.what)).collect()
    }

    #[test]
    fn hiding_is_found() {
        assert_eq!(faults("#[allow(dead_code)]\nfn a() {}"), [(1, "attribute `allow`".into())]);
        assert_eq!(faults("#![allow(dead_code)]\n"), [(1, "attribute `allow`".into())]);
        assert_eq!(
            faults("#[cfg_attr(test, allow(dead_code))]\nfn a() {}"),
            [(1, "attribute `allow`".into())]
        );
        assert_eq!(
            faults("#[test]\n#[ignore = \"slow\"]\nfn a() {}"),
            [(2, "attribute `ignore`".into())]
        );
        assert_eq!(faults("m! { #[allow(x)] fn a() {} }"), [(1, "attribute `allow`".into())]);
        let example = concat!("/// ```", "ignore\n/// a();\n/// ```\nfn a() {}");
        assert_eq!(faults(example), [(1, "an ignored example".into())]);
    }

    #[test]
    fn expecting_is_fine() {
        assert_eq!(faults("#[expect(dead_code, reason = \"allow me\")]\nfn allow() {}"), []);
        assert_eq!(faults("fn a() { let ignore = [allow(1)]; }"), []);
    }
}
