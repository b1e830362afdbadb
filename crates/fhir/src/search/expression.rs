//! The part of FHIRPath that R4's search parameters use
//! (<https://hl7.org/fhirpath/N1/>), read into a tree. Anything else is an error.

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Expr {
    /// What the expression starts from: a type's name, or a member of the focus.
    Name(String),
    /// `%resource`.
    Resource,
    /// A string or a boolean, as text.
    Literal(String),
    /// `from.name`
    Member(Box<Expr>, String),
    /// `from[index]`
    Index(Box<Expr>, usize),
    /// `from as type`, `from.as(type)`, `from.ofType(type)`
    As(Box<Expr>, String),
    /// `from is type`
    Is(Box<Expr>, String),
    /// `from.where(condition)`
    Where(Box<Expr>, Box<Expr>),
    /// `from.extension(url)`
    Extension(Box<Expr>, String),
    /// `hasExtension(url)`, on the focus.
    HasExtension(String),
    /// `resolve()`, on the focus.
    Resolve,
    /// `from.exists()`
    Exists(Box<Expr>),
    /// `one | other | …`
    Union(Vec<Expr>),
    /// `one and other and …`
    And(Vec<Expr>),
    /// `one = other`
    Equal(Box<Expr>, Box<Expr>),
    /// `one != other`
    NotEqual(Box<Expr>, Box<Expr>),
}

/// Reads an expression, or says what was not understood.
pub(super) fn parse(text: &str) -> Result<Expr, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, depth: 0 };
    let expr = parser.and()?;
    match parser.tokens.first() {
        None => Ok(expr),
        Some(token) => Err(format!("unexpected {token:?}")),
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Word(String),
    Text(String),
    Mark(&'static str),
}

const MARKS: [&str; 9] = ["!=", "=", "|", ".", "(", ")", "[", "]", "%"];

/// Parentheses within one another at most.
const DEPTH: usize = 16;

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (inner, after) = quoted.split_once('\'').ok_or("a quote without end")?;
            found.push(Token::Text(inner.to_owned()));
            rest = after;
        } else if let Some(mark) = MARKS.into_iter().find(|mark| rest.starts_with(mark)) {
            found.push(Token::Mark(mark));
            rest = rest.strip_prefix(mark).unwrap_or_default();
        } else if first.is_ascii_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            found.push(Token::Word(word.to_owned()));
            rest = after;
        } else {
            return Err(format!("unexpected character {first:?}"));
        }
        rest = rest.trim_start();
    }
    Ok(found)
}

struct Parser<'t> {
    tokens: &'t [Token],
    depth: usize,
}

impl Parser<'_> {
    fn mark(&mut self, mark: &str) -> bool {
        match self.tokens.split_first() {
            Some((Token::Mark(found), rest)) if *found == mark => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, mark: &str) -> Result<(), String> {
        if self.mark(mark) { Ok(()) } else { Err(format!("{mark} is missing")) }
    }

    fn keyword(&mut self, word: &str) -> bool {
        match self.tokens.split_first() {
            Some((Token::Word(found), rest)) if found == word => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn word(&mut self) -> Result<String, String> {
        match self.tokens.split_first() {
            Some((Token::Word(found), rest)) => {
                self.tokens = rest;
                Ok(found.clone())
            }
            other => Err(format!("a name is missing at {other:?}")),
        }
    }

    fn and(&mut self) -> Result<Expr, String> {
        let first = self.comparison()?;
        let mut all = vec![first];
        while self.keyword("and") {
            all.push(self.comparison()?);
        }
        Ok(single_or(all, Expr::And))
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        let left = self.union()?;
        if self.mark("=") {
            return Ok(Expr::Equal(Box::new(left), Box::new(self.union()?)));
        }
        if self.mark("!=") {
            return Ok(Expr::NotEqual(Box::new(left), Box::new(self.union()?)));
        }
        Ok(left)
    }

    fn union(&mut self) -> Result<Expr, String> {
        let mut all = vec![self.typed()?];
        while self.mark("|") {
            all.push(self.typed()?);
        }
        Ok(single_or(all, Expr::Union))
    }

    fn typed(&mut self) -> Result<Expr, String> {
        let from = self.path()?;
        if self.keyword("as") {
            return Ok(Expr::As(Box::new(from), self.word()?));
        }
        if self.keyword("is") {
            return Ok(Expr::Is(Box::new(from), self.word()?));
        }
        Ok(from)
    }

    fn path(&mut self) -> Result<Expr, String> {
        let mut from = self.primary()?;
        loop {
            if self.mark(".") {
                let name = self.word()?;
                from = if self.mark("(") {
                    self.function(from, &name)?
                } else {
                    Expr::Member(Box::new(from), name)
                };
            } else if self.mark("[") {
                let index = self.word()?.parse().map_err(|_| "not an index")?;
                self.expect("]")?;
                from = Expr::Index(Box::new(from), index);
            } else {
                return Ok(from);
            }
        }
    }

    fn primary(&mut self) -> Result<Expr, String> {
        if self.mark("(") {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err("too many parentheses".to_owned());
            }
            let inner = self.and()?;
            self.expect(")")?;
            self.depth -= 1;
            return Ok(inner);
        }
        if self.mark("%") {
            return match self.word()?.as_str() {
                "resource" => Ok(Expr::Resource),
                other => Err(format!("unknown constant %{other}")),
            };
        }
        if let Some((Token::Text(text), rest)) = self.tokens.split_first() {
            self.tokens = rest;
            return Ok(Expr::Literal(text.clone()));
        }
        let name = self.word()?;
        if matches!(name.as_str(), "true" | "false") {
            return Ok(Expr::Literal(name));
        }
        if !self.mark("(") {
            return Ok(Expr::Name(name));
        }
        match name.as_str() {
            "resolve" => self.expect(")").map(|()| Expr::Resolve),
            "hasExtension" => self.text_argument().map(Expr::HasExtension),
            _ => Err(format!("unknown function {name}()")),
        }
    }

    /// The function after its opening parenthesis.
    fn function(&mut self, from: Expr, name: &str) -> Result<Expr, String> {
        let from = Box::new(from);
        match name {
            "as" | "ofType" => {
                let kind = self.word()?;
                self.expect(")")?;
                Ok(Expr::As(from, kind))
            }
            "where" => {
                let condition = self.and()?;
                self.expect(")")?;
                Ok(Expr::Where(from, Box::new(condition)))
            }
            "exists" => self.expect(")").map(|()| Expr::Exists(from)),
            "extension" => self.text_argument().map(|url| Expr::Extension(from, url)),
            _ => Err(format!("unknown function {name}()")),
        }
    }

    fn text_argument(&mut self) -> Result<String, String> {
        let Some((Token::Text(text), rest)) = self.tokens.split_first() else {
            return Err("a quoted text is missing".to_owned());
        };
        self.tokens = rest;
        self.expect(")")?;
        Ok(text.clone())
    }
}

fn single_or(mut all: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    match (all.len(), all.pop()) {
        (1, Some(one)) => one,
        (_, Some(last)) => {
            all.push(last);
            many(all)
        }
        (_, None) => many(all),
    }
}

#[cfg(test)]
mod tests {
    use super::{Expr, parse};

    fn name(text: &str) -> Box<Expr> {
        Box::new(Expr::Name(text.to_owned()))
    }

    #[test]
    fn expressions_are_read() {
        let check = |text, expect: Expr| assert_eq!(parse(text), Ok(expect), "{text}");
        check("A.b", Expr::Member(name("A"), "b".to_owned()));
        check(
            "(A.b as C) | D",
            Expr::Union(vec![
                Expr::As(Box::new(Expr::Member(name("A"), "b".to_owned())), "C".to_owned()),
                *name("D"),
            ]),
        );
        check(
            "a.where(resolve() is Patient)",
            Expr::Where(
                name("a"),
                Box::new(Expr::Is(Box::new(Expr::Resolve), "Patient".to_owned())),
            ),
        );
        check(
            "a.exists() and a != false",
            Expr::And(vec![
                Expr::Exists(name("a")),
                Expr::NotEqual(name("a"), Box::new(Expr::Literal("false".to_owned()))),
            ]),
        );
        check("a[0]", Expr::Index(name("a"), 0));
        check("%resource", Expr::Resource);
    }

    #[test]
    fn what_is_not_of_the_part_is_refused() {
        for text in
            ["", "a +", "a.b(", "a.trace('x')", "(a", "a)", "'a", "a[b]", "a.", "%x", "a and"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&format!("{}a{}", "(".repeat(16), ")".repeat(16))).is_ok());
        assert!(parse(&format!("{}a{}", "(".repeat(17), ")".repeat(17))).is_err());
    }
}
