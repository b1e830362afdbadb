//! Every commit, sync, rename and removal passes a named failpoint, so that
//! tests can make each of them fail; and every failpoint is used.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use syn::spanned::Spanned as _;

use super::Finding;
use super::source::Source;
use super::tokens::{Seen, walk};

/// Calls that change what a crash leaves behind.
const CALLS: &[&str] = &[
    "sync_all",
    "sync_data",
    "syncfs",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "rename_at",
    "renameat_with",
    "rename_at_with",
    "persist",
    "persist_noclobber",
    "remove_file",
    "unlink",
    "unlinkat",
];
/// Statements that do, as a literal begins.
const STATEMENTS: &[&str] = &["COMMIT", "END TRANSACTION", "PRAGMA WAL_CHECKPOINT"];
/// How many lines above a failpoint may stand.
const ABOVE: usize = 6;
/// Where the points are enumerated.
const REGISTRY: &str = "crates/base/src/fail.rs";

/// Findings for each write without a point and each point without a write.
pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources.iter().filter(|source| is_product(source)) {
        bare(source, &mut findings);
        walk(&source.tokens, &mut |seen| {
            if let Seen::Path { left, right } = seen
                && left == "Point"
                && !source.is_test(right.span().start().line)
            {
                used.insert(right.to_string());
            }
        });
    }
    let registry = sources.iter().find(|source| source.path == REGISTRY);
    for (name, line) in registry.map(points).unwrap_or_default() {
        if !used.contains(&name) {
            let what = format!("Point::{name} is used nowhere");
            let mend = "pass it right before the write it names, or delete it";
            findings.push(Finding::new("failpoint-unused", REGISTRY, line, what, mend));
        }
    }
    findings
}

fn is_product(source: &Source) -> bool {
    source.path.starts_with("crates/")
        && !source.path.starts_with("crates/base/")
        && !source.dev
        && !source.test
        && !source.is_generated()
}

fn bare(source: &Source, findings: &mut Vec<Finding>) {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut note = |name: &str, line: usize| {
        let first = line.saturating_sub(ABOVE + 1);
        let near = lines.get(first..line.min(lines.len())).unwrap_or_default();
        if source.is_test(line) || near.iter().any(|text| is_point(text)) {
            return;
        }
        let what = format!("`{name}` without a failpoint in the {ABOVE} lines above");
        let mend = "write `fail::hit(Point::…)?;` right before it";
        findings.push(Finding::new("failpoint", &source.path, line, what, mend));
    };
    let constants = constants(source);
    let definition = |line: usize| constants.iter().any(|constant| constant.lines.contains(&line));
    walk(&source.tokens, &mut |seen| match seen {
        Seen::Call { name, method, arguments } => {
            let text = name.to_string();
            // A commit with an argument is the store contract's, which ends in one without.
            let commits = text == "commit" && method && arguments.stream().is_empty();
            if commits || CALLS.contains(&text.as_str()) {
                note(&text, name.span().start().line);
            }
        }
        Seen::Literal(literal) => {
            let line = literal.span().start().line;
            if let Some(statement) = statement(&literal.to_string())
                && !definition(line)
            {
                note(statement, line);
            }
        }
        Seen::Word(word) => {
            let line = word.span().start().line;
            let used = constants.iter().find(|constant| word == &constant.name);
            if let Some(constant) = used.filter(|_| !definition(line)) {
                note(constant.statement, line);
            }
        }
        Seen::Attribute(_) | Seen::Path { .. } => {}
    });
}

/// A statement with a name: what counts is where the name is used.
struct Constant {
    name: String,
    lines: RangeInclusive<usize>,
    statement: &'static str,
}

fn constants(source: &Source) -> Vec<Constant> {
    let named = |item: &syn::Item| match item {
        syn::Item::Const(item) => match &*item.expr {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(Constant {
                name: item.ident.to_string(),
                lines: item.span().start().line..=item.span().end().line,
                statement: statement(&text.token().to_string())?,
            }),
            _ => None,
        },
        _ => None,
    };
    source.syntax.items.iter().filter_map(named).collect()
}

fn is_point(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices("hit(").any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|character| character.is_alphanumeric() || character == '_')
    })
}

/// The statement that a string literal holds, wherever in a batch it stands.
fn statement(literal: &str) -> Option<&'static str> {
    if !literal.starts_with(['"', 'r']) {
        return None;
    }
    let text = literal.trim_matches(['r', '#', '"']).to_ascii_uppercase();
    text.split(';').find_map(|part| {
        let part = part.trim();
        STATEMENTS.iter().copied().find(|statement| {
            part.strip_prefix(statement).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
                && (*statement != "COMMIT" || part == "COMMIT" || part == "COMMIT TRANSACTION")
        })
    })
}

/// Variants of `Point` with their lines.
fn points(registry: &Source) -> Vec<(String, usize)> {
    let named =
        |variant: &syn::Variant| (variant.ident.to_string(), variant.ident.span().start().line);
    let variants = |item: &syn::Item| match item {
        syn::Item::Enum(item) if item.ident == "Point" => {
            Some(item.variants.iter().map(named).collect())
        }
        _ => None,
    };
    registry.syntax.items.iter().find_map(variants).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{REGISTRY, check};
    use crate::tidy::source::Source;

    fn faults(text: &str) -> Vec<(usize, String)> {
        let source = Source::parse("crates/a/src/lib.rs", text).unwrap();
        check(&[source]).into_iter().map(|finding| (finding.line, finding.what)).collect()
    }

    fn bad(text: &str, line: usize) {
        let found = faults(text);
        assert!(matches!(&found[..], [(at, _)] if *at == line), "{text}: {found:?}");
    }

    fn good(text: &str) {
        assert_eq!(faults(text), [], "{text}");
    }

    #[test]
    fn bare_writes_are_found() {
        bad("fn a() {\n    file.sync_all()?;\n}", 2);
        bad("fn a() {\n    std::fs::rename(a, b)?;\n}", 2);
        bad("fn a() {\n    rustix::fs::fdatasync(fd)?;\n}", 2);
        bad("fn a() {\n    transaction.commit()?;\n}", 2);
        bad("fn a() {\n    db.execute_batch(\"COMMIT\")?;\n}", 2);
        bad("fn a() {\n    db.execute_batch(\"release x; commit;\")?;\n}", 2);
        bad("fn a() {\n    db.pragma(\"PRAGMA wal_checkpoint(TRUNCATE)\")?;\n}", 2);
        bad("const DONE: &str = \"COMMIT\";\nfn a() {\n    db.execute(DONE)?;\n}", 3);
        bad("fn a() {\n    check!(std::fs::remove_file(path));\n}", 2);
    }

    #[test]
    fn a_point_right_before_covers() {
        good("fn a() {\n    fail::hit(Point::BlobSync)?;\n    file.sync_all()?;\n}");
        good("fn a() {\n    hit(points.sync)?;\n    file.sync_all()?;\n}");
        bad("fn a() {\n    white(points.sync)?;\n    file.sync_all()?;\n}", 3);
        good("fn a() {\n    fail::hit(points.sync)?;\n\n    // Why.\n    file.sync_all()?;\n}");
        let far = format!(
            "fn a() {{\n    fail::hit(p)?;\n{}    f.sync_all()?;\n}}",
            "    b();\n".repeat(6)
        );
        bad(&far, 9);
        bad("fn a() {\n    // fail::hit(p)?;\n    f.sync_all()?;\n}", 3);
    }

    #[test]
    fn other_words_are_let_be() {
        good("fn a() {\n    store.commit(commit).await?;\n}");
        good("fn commit() {}\nfn rename(a: u8) {}\nfn b() {\n    let c = commit();\n}");
        good(
            "const DONE: &str = \"COMMIT\";\nfn a() {\n    hit(Point::A)?;\n    db.execute(DONE)?;\n}",
        );
        good(
            "const SQL: &str = \"SELECT id FROM commits\";\nconst B: &str = \"commit id is known\";",
        );
        good("#[cfg(test)]\nmod tests {\n    fn a() {\n        f.sync_all()\n    }\n}");
    }

    #[test]
    fn unused_points_are_found() {
        let registry = "pub enum Point {\n    /// Doc.\n    A,\n    B,\n}\n";
        let user =
            "fn a() { fail::hit(Point::A); }\n#[cfg(test)]\nmod tests { fn b() { hit(Point::B) } }";
        let sources = [
            Source::parse(REGISTRY, registry).unwrap(),
            Source::parse("crates/a/src/lib.rs", user).unwrap(),
        ];
        let found: Vec<_> = check(&sources).into_iter().map(|finding| finding.what).collect();
        assert_eq!(found, ["Point::B is used nowhere"]);
    }
}
