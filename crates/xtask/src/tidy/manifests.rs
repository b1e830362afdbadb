//! What every manifest of the workspace says.

use super::Finding;
use super::machine::Text;

/// Keys that come from `[workspace.package]`, so that they are said once.
const INHERITED: &[&str] = &["version", "edition", "rust-version", "license", "publish"];

/// Findings for each manifest that goes its own way.
pub(super) fn check(manifests: &[Text]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Text { path, text } in manifests {
        let mut fault = |what: String, mend: &str| {
            findings.push(Finding::new("manifest", path, 0, what, mend));
        };
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                fault(format!("not TOML: {}", error.message()), "mend the manifest");
                continue;
            }
        };
        if !inherits(table.get("lints")) {
            fault("the lints of the workspace do not apply".into(), "add [lints] workspace = true");
        }
        let package = table.get("package");
        for key in INHERITED {
            if !inherits(package.and_then(|package| package.get(key))) {
                fault(format!("{key} is not the workspace's"), "write `KEY.workspace = true`");
            }
        }
        if package.and_then(|package| package.get("description")).is_none() {
            fault("no description".into(), "say in a line what the crate holds");
        }
    }
    findings
}

fn inherits(value: Option<&toml::Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::{Text, check};

    const GOOD: &str = "[package]\nname = \"a\"\ndescription = \"An example\"\n\
        version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\n\
        license.workspace = true\npublish.workspace = true\n[lints]\nworkspace = true\n";

    fn faults(text: &str) -> Vec<String> {
        let text = Text { path: "crates/a/Cargo.toml".into(), text: text.into() };
        check(&[text]).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_manifest_inherits() {
        assert_eq!(faults(GOOD), Vec::<String>::new());
    }

    #[test]
    fn what_goes_its_own_way_is_found() {
        assert_eq!(
            faults(&GOOD.replace("[lints]\nworkspace = true\n", "")),
            ["the lints of the workspace do not apply"]
        );
        assert_eq!(
            faults(&GOOD.replace("license.workspace = true", "license = \"MIT\"")),
            ["license is not the workspace's"]
        );
        assert_eq!(faults("[package\n").len(), 1);
    }
}
