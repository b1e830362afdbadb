//! Walking tokens, so that what stands inside a macro is seen too.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

/// What a walk meets, in the order of the text.
pub(super) enum Seen<'a> {
    /// `name(…)` or `.name(…)`, but not `fn name(…)`.
    Call {
        /// What is called.
        name: &'a Ident,
        /// Whether it stands behind a dot.
        method: bool,
        /// What stands between the parentheses.
        arguments: &'a Group,
    },
    /// `#[…]` or `#![…]`: what stands between the brackets.
    Attribute(&'a Group),
    /// `left::right`.
    Path { left: &'a Ident, right: &'a Ident },
    /// Any name.
    Word(&'a Ident),
    /// A literal.
    Literal(&'a Literal),
}

/// Calls `see` for everything of interest, at every depth.
pub(super) fn walk(tokens: &TokenStream, see: &mut dyn FnMut(Seen<'_>)) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
        match token {
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Bracket
                    && (is_punct(before(1), '#')
                        || (is_punct(before(1), '!') && is_punct(before(2), '#')))
                {
                    see(Seen::Attribute(group));
                }
                if let Some(TokenTree::Ident(name)) = before(1)
                    && group.delimiter() == Delimiter::Parenthesis
                    && !matches!(before(2), Some(TokenTree::Ident(word)) if word == "fn")
                {
                    let method = is_punct(before(2), '.');
                    see(Seen::Call { name, method, arguments: group });
                }
                walk(&group.stream(), see);
            }
            TokenTree::Ident(right) => {
                see(Seen::Word(right));
                if is_punct(before(1), ':')
                    && is_punct(before(2), ':')
                    && let Some(TokenTree::Ident(left)) = before(3)
                {
                    see(Seen::Path { left, right });
                }
            }
            TokenTree::Literal(literal) => see(Seen::Literal(literal)),
            TokenTree::Punct(_) => {}
        }
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
