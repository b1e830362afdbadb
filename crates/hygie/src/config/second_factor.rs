//! The line `second_factor`: of whom one is demanded beside a password.

use std::path::Path;

use anyhow::Context as _;
use hygie_accounts::SecondFactor;

use super::{Chosen, Source};

/// # Errors
/// For what is none of the words.
pub fn read(file: &Path, written: Option<String>) -> anyhow::Result<Chosen<SecondFactor>> {
    let Some(word) = written else {
        return Ok(Chosen { value: SecondFactor::default(), source: Source::Default });
    };
    let found = SecondFactor::NAMED.into_iter().find(|(name, _)| *name == word);
    let (_, value) = found.with_context(|| {
        let words = SecondFactor::NAMED.map(|(name, _)| format!("`{name}`")).join(" or ");
        format!("the line `second_factor` in {} is neither {words}", file.display())
    })?;
    Ok(Chosen { value, source: Source::File(file.to_owned()) })
}

/// Its word, as the line has it.
pub fn word(chosen: SecondFactor) -> &'static str {
    let named = SecondFactor::NAMED.into_iter().find(|(_, value)| *value == chosen);
    // What has no word is not written: a demonstration is none by its line.
    named.map_or("required", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_and_no_other() {
        let read = |text: &str| read(Path::new("hygie.toml"), Some(text.to_owned()));
        for (name, value) in SecondFactor::NAMED {
            let chosen = read(name).expect("a word");
            assert_eq!((chosen.value, word(value)), (value, name));
        }
        for other in ["", "Required", "off", "demonstration"] {
            let said = read(other).expect_err("no word").to_string();
            assert!(said.contains("`required` or `professionals-may-skip`"), "{said}");
        }
        let none = super::read(Path::new("hygie.toml"), None).expect("the default");
        assert_eq!((none.value, none.source), (SecondFactor::Required, Source::Default));
    }
}
