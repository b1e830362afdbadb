//! Where something is refused, and what the text becomes to leave that out.

use std::fmt;
use std::ops::Range;

use anyhow::Context as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Expr, ReturnType, Stmt, Type};

/// One line that can be left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Site {
    /// By which it is chosen.
    pub(super) number: usize,
    /// Path from the root.
    pub(super) path: String,
    /// From 1.
    pub(super) line: usize,
    /// What is left out.
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A condition on which something is refused.
    Guard,
    /// A condition on which something is allowed.
    Leave,
    /// A call whose only answer is a refusal.
    Call,
    /// A case that is refused.
    Case,
    /// A rule of the policy.
    Rule,
}

impl Site {
    /// Whether it is in this crate.
    pub(super) fn is_of(&self, name: &str) -> bool {
        self.path.starts_with(&format!("crates/{name}/"))
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            Kind::Guard => "what is refused",
            Kind::Leave => "what is allowed only if",
            Kind::Call => "what is asked first",
            Kind::Case => "a case that is refused",
            Kind::Rule => "a rule",
        };
        write!(f, "{}:{} {what} (mutant {})", self.path, self.line, self.number)
    }
}

/// A file with its sites.
pub(super) struct Edited {
    pub(super) text: String,
    pub(super) sites: Vec<Site>,
}

/// Which lines of a crate are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lines {
    /// All on which something is refused: of the gate and its policy.
    Guards,
    /// Calls of the gate whose only answer is a refusal: of who asks the gate. All
    /// others give a permit, without which what follows does not compile.
    Askings,
}

/// Finds the sites of a file; their numbers count from `first`.
///
/// # Errors
/// What is no Rust.
pub(super) fn find(path: &str, text: &str, lines: Lines, first: usize) -> anyhow::Result<Edited> {
    let syntax = syn::parse_file(text).with_context(|| format!("{path} is not Rust"))?;
    let mut finder = Finder {
        path,
        lines,
        first,
        sites: Vec::new(),
        opens: Vec::new(),
        closes: Vec::new(),
        unit: vec![false],
    };
    finder.visit_file(&syntax);
    let Finder { sites, mut opens, closes, .. } = finder;
    // Of two at one place the later found is the inner one: it opens last and closes first.
    let mut all: Vec<(usize, String)> = closes.into_iter().rev().collect();
    all.append(&mut opens);
    all.sort_by_key(|(place, _)| *place);
    let (mut edited, mut done) = (String::with_capacity(text.len()), 0);
    for (place, added) in all {
        edited.push_str(text.get(done..place).context("a span is within its text")?);
        edited.push_str(&added);
        done = place;
    }
    edited.push_str(text.get(done..).context("a span is within its text")?);
    Ok(Edited { text: edited, sites })
}

struct Finder<'a> {
    path: &'a str,
    lines: Lines,
    first: usize,
    sites: Vec<Site>,
    /// What comes before a place, and after one.
    opens: Vec<(usize, String)>,
    closes: Vec<(usize, String)>,
    /// Of each function around: whether it gives nothing but a yes.
    unit: Vec<bool>,
}

impl Finder<'_> {
    fn site(&mut self, kind: Kind, at: &impl syn::spanned::Spanned) -> String {
        let number = self.first + self.sites.len();
        let line = at.span().start().line;
        self.sites.push(Site { number, path: self.path.to_owned(), line, kind });
        format!("crate::mutated({number})")
    }

    fn around(&mut self, range: Range<usize>, before: &str, after: String) {
        self.opens.push((range.start, before.to_owned()));
        self.closes.push((range.end, after));
    }

    fn condition(&mut self, condition: &Expr, kind: Kind) {
        let range = condition.span().byte_range();
        let mutated = self.site(kind, condition);
        match kind {
            Kind::Guard if has_let(condition) => {
                self.closes.push((range.end, format!(" && !{mutated}")));
            }
            Kind::Guard => self.around(range, "(", format!(") && !{mutated}")),
            _ => self.around(range, "(", format!(") || {mutated}")),
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.attrs, &item.sig, |this| visit::visit_item_fn(this, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig, |this| visit::visit_impl_item_fn(this, item));
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.unit.push(false);
        visit::visit_expr_closure(self, closure);
        self.unit.pop();
    }

    fn visit_expr_if(&mut self, it: &'ast syn::ExprIf) {
        if self.lines == Lines::Askings {
            return visit::visit_expr_if(self, it);
        }
        let otherwise = it.else_branch.as_ref().map(|(_, otherwise)| otherwise.as_ref());
        if refuses_in(&it.then_branch) {
            self.condition(&it.cond, Kind::Guard);
        } else if otherwise.is_some_and(|it| matches!(it, Expr::Block(it) if refuses_in(&it.block)))
            && !has_let(&it.cond)
        {
            self.condition(&it.cond, Kind::Leave);
        }
        visit::visit_expr_if(self, it);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        if let Stmt::Expr(Expr::Try(_), Some(_)) = stmt
            && (self.lines == Lines::Guards || asks_gate(stmt))
        {
            let mutated = self.site(Kind::Call, stmt);
            let range = stmt.span().byte_range();
            self.around(range, &format!("if !{mutated} {{ "), " }".to_owned());
        }
        visit::visit_stmt(self, stmt);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if self.lines == Lines::Askings {
            return visit::visit_arm(self, arm);
        }
        let refused = refuses(&arm.body);
        if let (Some((_, guard)), false) = (&arm.guard, refused)
            && !has_let(guard)
        {
            self.condition(guard, Kind::Leave);
        }
        // One that returns has no value to give in its place.
        let given = !matches!(&*arm.body, Expr::Return(_) | Expr::Block(_));
        if refused && given && self.unit.last() == Some(&true) {
            let mutated = self.site(Kind::Case, &arm.body);
            let range = arm.body.span().byte_range();
            self.around(range, &format!("if {mutated} {{ Ok(()) }} else {{ "), " }".to_owned());
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, it: &'ast syn::ExprStruct) {
        let is_rule = self.lines == Lines::Guards
            && it.path.segments.last().is_some_and(|last| last.ident == "Rule");
        let when = it
            .fields
            .iter()
            .find(|field| matches!(&field.member, syn::Member::Named(name) if name == "when"));
        if let (true, Some(when)) = (is_rule, when) {
            let mutated = self.site(Kind::Rule, it);
            match &when.expr {
                Expr::Closure(closure) => {
                    let range = closure.body.span().byte_range();
                    self.around(range, &format!("!{mutated} && ("), ")".to_owned());
                }
                named => {
                    let range = named.span().byte_range();
                    self.around(range, &format!("|ask| !{mutated} && ("), ")(ask)".to_owned());
                }
            }
        }
        visit::visit_expr_struct(self, it);
    }
}

impl Finder<'_> {
    fn function(
        &mut self,
        attributes: &[syn::Attribute],
        signature: &syn::Signature,
        inside: impl FnOnce(&mut Self),
    ) {
        // What is const cannot ask.
        if is_of_tests(attributes) || signature.constness.is_some() {
            return;
        }
        self.unit.push(gives_unit(&signature.output));
        inside(self);
        self.unit.pop();
    }
}

/// Whether only tests compile it.
fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|one| {
        let cfg = one.path().is_ident("cfg");
        cfg && one.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// Whether it gives `Result<(), _>`.
fn gives_unit(output: &ReturnType) -> bool {
    let ReturnType::Type(_, given) = output else { return false };
    let Type::Path(path) = given.as_ref() else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let unit = |it: &syn::GenericArgument| matches!(it, syn::GenericArgument::Type(Type::Tuple(tuple)) if tuple.elems.is_empty());
    last.ident == "Result" && arguments.args.first().is_some_and(unit)
}

/// Whether a method of something named `gate` is called in it.
fn asks_gate(stmt: &Stmt) -> bool {
    struct Finds(bool);
    impl<'ast> Visit<'ast> for Finds {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            self.0 |= match &*call.receiver {
                Expr::Field(it) => matches!(&it.member, syn::Member::Named(name) if name == "gate"),
                Expr::Path(it) => it.path.is_ident("gate"),
                _ => false,
            };
            visit::visit_expr_method_call(self, call);
        }
    }
    let mut finds = Finds(false);
    finds.visit_stmt(stmt);
    finds.0
}

fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => has_let(&both.left) || has_let(&both.right),
        _ => false,
    }
}

/// Whether a block ends in a refusal.
fn refuses_in(block: &syn::Block) -> bool {
    block.stmts.last().is_some_and(|last| match last {
        Stmt::Expr(it, _) => refuses(it),
        _ => false,
    })
}

fn refuses(it: &Expr) -> bool {
    match it {
        Expr::Return(given) => given.expr.as_deref().is_some_and(refuses),
        Expr::Call(call) => matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Err")),
        Expr::Await(waits) => refuses(&waits.base),
        Expr::MethodCall(call) => call.method == "refuse",
        Expr::Block(it) => refuses_in(&it.block),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, find};

    fn becomes(before: &str, after: &str) {
        let found = find("crates/gate/src/x.rs", before, Lines::Guards, 7).unwrap();
        assert_eq!(found.text, after);
    }

    #[test]
    fn guards_are_left_out() {
        becomes(
            "fn f() -> R { if a || b { return Err(x); } ok() }",
            "fn f() -> R { if (a || b) && !crate::mutated(7) { return Err(x); } ok() }",
        );
        becomes(
            "fn f() -> R { if let Err(x) = g() { return self.refuse(x).await; } ok() }",
            "fn f() -> R { if let Err(x) = g() && !crate::mutated(7) { return self.refuse(x).await; } ok() }",
        );
        becomes(
            "fn f() -> R { if a { Ok(b) } else { Err(c) } }",
            "fn f() -> R { if (a) || crate::mutated(7) { Ok(b) } else { Err(c) } }",
        );
    }

    #[test]
    fn calls_are_left_out() {
        becomes("fn f() -> R { g()?; h() }", "fn f() -> R { if !crate::mutated(7) { g()?; } h() }");
        becomes("fn f() -> R { let x = g()?; h(x) }", "fn f() -> R { let x = g()?; h(x) }");
    }

    #[test]
    fn what_asks_the_gate_is_left_out() {
        for (before, after) in [
            (
                "web.app.gate.may(x).await?;",
                "if !crate::mutated(0) { web.app.gate.may(x).await?; }",
            ),
            ("gate.may(x).map_err(y)?;", "if !crate::mutated(0) { gate.may(x).map_err(y)?; }"),
            ("let x = gate.may(x)?;", "let x = gate.may(x)?;"),
            ("other(gate)?;", "other(gate)?;"),
            ("if a { return Err(x); }", "if a { return Err(x); }"),
        ] {
            let around = |line: &str| format!("fn f() -> R {{ {line} h(x) }}");
            let found = find("crates/web/src/x.rs", &around(before), Lines::Askings, 0).unwrap();
            assert_eq!(found.text, around(after));
        }
    }

    #[test]
    fn cases_are_left_out() {
        becomes(
            "fn f() -> Result<(), E> { match a { B if c => Ok(()), D => Err(e), F => return Err(e) } }",
            "fn f() -> Result<(), E> { match a { B if (c) || crate::mutated(7) => Ok(()), \
             D => if crate::mutated(8) { Ok(()) } else { Err(e) }, F => return Err(e) } }",
        );
    }

    #[test]
    fn rules_are_left_out() {
        becomes(
            "const A: &[Rule] = &[Rule { when: |ask| ask.a() || b }, Rule { when: named }];",
            "const A: &[Rule] = &[Rule { when: |ask| !crate::mutated(7) && (ask.a() || b) }, \
             Rule { when: |ask| !crate::mutated(8) && (named)(ask) }];",
        );
    }

    #[test]
    fn what_is_const_or_of_tests_stays() {
        for same in [
            "const fn f() -> R { if a { return Err(x); } ok() }",
            "#[cfg(test)] mod tests { fn f() -> R { g()?; h() } }",
            "fn f() { if a { b(); } }",
        ] {
            becomes(same, same);
        }
    }
}
