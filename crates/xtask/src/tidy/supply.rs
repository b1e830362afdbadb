//! Licences, bans and sources of every package in the lock file, by the words
//! of `deny.toml`. cargo-deny reads the same file and knows more (advisories,
//! duplicates), but takes five minutes to build; `make deny` runs it.

use lists::{Words, words};

use super::Finding;

/// A package that may be built.
#[derive(Clone, Debug)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// SPDX expression of its manifest.
    pub(super) licence: Option<String>,
    /// Where it comes from; `None` for the workspace.
    pub(super) source: Option<String>,
}

/// Findings for each package that `deny.toml` does not let in.
///
/// # Errors
/// When `deny.toml` cannot be read.
pub(super) fn check(packages: &[Package], deny: &str) -> anyhow::Result<Vec<Finding>> {
    let Words { licences, banned, registries } = words(deny)?;
    let mut findings = Vec::new();
    for package in packages {
        let Package { name, version, licence, source } = package;
        let mut fault = |what: String, mend: &str| {
            findings.push(Finding::new("supply", "Cargo.lock", 0, what, mend));
        };
        let Some(source) = source else { continue };
        if !registries.contains(source) {
            fault(format!("{name} {version} comes from {source}"), "take it from crates.io");
        }
        if let Some((_, reason)) = banned.iter().find(|(banned, _)| banned == name) {
            let mend = format!("{reason}; `cargo tree --target all -i {name}` tells who brings it");
            fault(format!("{name} {version} is banned"), &mend);
        }
        match licence {
            None => fault(format!("{name} {version} states no licence"), "choose another crate"),
            Some(licence) if !allowed(licence, &licences) => {
                let mend = "choose another crate, or argue the licence in deny.toml";
                fault(format!("{name} {version} is under {licence}"), mend);
            }
            Some(_) => {}
        }
    }
    Ok(findings)
}

/// Whether the SPDX expression can be met with the licences allowed.
/// `AND` binds closer than `OR`; the old `/` means `OR`.
fn allowed(expression: &str, licences: &[String]) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut reader = Reader { tokens: &tokens, licences };
    let met = reader.any();
    met && reader.tokens.is_empty()
}

struct Reader<'a> {
    tokens: &'a [&'a str],
    licences: &'a [String],
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        match self.tokens.split_first() {
            Some((first, rest)) if *first == word => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn any(&mut self) -> bool {
        let mut met = self.all();
        while self.take("OR") {
            met |= self.all();
        }
        met
    }

    fn all(&mut self) -> bool {
        let mut met = self.one();
        while self.take("AND") {
            met &= self.one();
        }
        met
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let met = self.any();
            return self.take(")") && met;
        }
        let Some((licence, rest)) = self.tokens.split_first() else { return false };
        self.tokens = rest;
        let mut name = (*licence).to_owned();
        if self.take("WITH")
            && let Some((exception, rest)) = self.tokens.split_first()
        {
            self.tokens = rest;
            name = format!("{name} WITH {exception}");
        }
        self.licences.contains(&name)
    }
}

/// What is read of `deny.toml`.
mod lists {
    use anyhow::Context as _;

    /// The three lists that count here.
    pub(super) struct Words {
        pub(super) licences: Vec<String>,
        /// Name and reason.
        pub(super) banned: Vec<(String, String)>,
        pub(super) registries: Vec<String>,
    }

    /// Reads the lists; one that is missing is an error, not an empty list.
    pub(super) fn words(deny: &str) -> anyhow::Result<Words> {
        let table: toml::Table = deny.parse().context("deny.toml")?;
        let list = |section: &str, key: &str| {
            let found = table.get(section).and_then(|section| section.get(key));
            found
                .and_then(toml::Value::as_array)
                .cloned()
                .with_context(|| format!("deny.toml has no list {key} in [{section}]"))
        };
        let text = |value: &toml::Value| value.as_str().map(str::to_owned);
        let ban = |value: &toml::Value| {
            let name = value.get("crate").and_then(text)?;
            Some((name, value.get("reason").and_then(text)?))
        };
        let banned = list("bans", "deny")?;
        Ok(Words {
            licences: list("licenses", "allow")?.iter().filter_map(text).collect(),
            banned: banned
                .iter()
                .map(|value| ban(value).context("a ban needs `crate` and `reason`"))
                .collect::<anyhow::Result<_>>()?,
            registries: list("sources", "allow-registry")?
                .iter()
                .filter_map(text)
                .map(|registry| format!("registry+{registry}"))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Package, allowed, check};

    const DENY: &str = "[licenses]\nallow = [\"MIT\"]\n[bans]\n\
        deny = [{ crate = \"ring\", reason = \"one provider\" }]\n\
        [sources]\nallow-registry = [\"https://example.org/index\"]\n";

    fn faults(name: &str, licence: Option<&str>, source: Option<&str>) -> Vec<String> {
        let package = Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: licence.map(str::to_owned),
            source: source.map(str::to_owned),
        };
        check(&[package], DENY).unwrap().into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn expressions_are_read() {
        let licences = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        let good = [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/Apache-2.0",
            "MIT AND Apache-2.0",
            "(GPL-3.0 OR MIT) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
            "GPL-3.0 AND BSD OR MIT",
        ];
        for expression in good {
            assert!(allowed(expression, &licences), "{expression}");
        }
        let bad =
            ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT WITH x", "(MIT", "MIT MIT", "MIT) OR MIT"];
        for expression in bad {
            assert!(!allowed(expression, &licences), "{expression}");
        }
    }

    #[test]
    fn what_deny_does_not_let_in_is_found() {
        let index = Some("registry+https://example.org/index");
        assert_eq!(faults("a", Some("MIT"), index), Vec::<String>::new());
        assert_eq!(faults("ours", None, None), Vec::<String>::new());
        assert_eq!(faults("ring", Some("MIT"), index), ["ring 1.0.0 is banned"]);
        assert_eq!(faults("a", Some("GPL-3.0"), index), ["a 1.0.0 is under GPL-3.0"]);
        assert_eq!(faults("a", None, index), ["a 1.0.0 states no licence"]);
        assert_eq!(
            faults("a", Some("MIT"), Some("git+https://example.org/a")),
            ["a 1.0.0 comes from git+https://example.org/a"]
        );
    }

    #[test]
    fn a_missing_list_is_an_error() {
        assert!(check(&[], "[licenses]\nallow = []\n").is_err());
    }
}
