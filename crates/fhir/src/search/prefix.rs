//! Comparison prefixes of ordered values
//! (<https://hl7.org/fhir/R4/search.html#prefix>).

/// How a value is compared with the one searched for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Prefix {
    /// The value lies within what is searched.
    Equal,
    /// It does not.
    NotEqual,
    /// Some of it lies above.
    Greater,
    /// Some of it lies below.
    Less,
    GreaterOrEqual,
    LessOrEqual,
    /// All of it lies above.
    After,
    /// All of it lies below.
    Before,
    /// It overlaps what is within a tenth.
    About,
}

impl Prefix {
    /// Takes a prefix off; none means equal.
    pub(super) fn take(text: &str) -> (Self, &str) {
        let found = text.split_at_checked(2).and_then(|(prefix, rest)| {
            let prefix = match prefix {
                "eq" => Self::Equal,
                "ne" => Self::NotEqual,
                "gt" => Self::Greater,
                "lt" => Self::Less,
                "ge" => Self::GreaterOrEqual,
                "le" => Self::LessOrEqual,
                "sa" => Self::After,
                "eb" => Self::Before,
                "ap" => Self::About,
                _ => return None,
            };
            Some((prefix, rest))
        });
        found.unwrap_or((Self::Equal, text))
    }
}
