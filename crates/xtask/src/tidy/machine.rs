//! Words that do not belong in a tracked file: unfinished work, and paths of
//! one machine.

use super::Finding;

/// A tracked text file.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Path from the root.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
}

// Written in halves, so that this file passes its own rule.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const FOLDERS: &[&str] =
    &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];

/// One finding for each such word; generated files hold words of FHIR and are not read.
pub(super) fn check(texts: &[Text]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Text { path, text } in texts.iter().filter(|text| !text.path.contains("/generated/")) {
        for (index, line) in text.lines().enumerate() {
            if let Some(word) = UNFINISHED.iter().find(|word| has_word(line, word)) {
                let what = format!("{word} in a tracked file");
                let mend = "do it now, or open an issue and say here what is";
                findings.push(Finding::new("unfinished", path, index + 1, what, mend));
            }
            if let Some(folder) = FOLDERS.iter().find(|folder| has_path(line, folder)) {
                let what = format!("a path of one machine ({folder})");
                let mend = "write a relative path, or take it from a variable";
                findings.push(Finding::new("machine-path", path, index + 1, what, mend));
            }
        }
    }
    findings
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let inside = |character: char| character.is_alphanumeric() || "_+/=".contains(character);
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

/// A folder counts where a path begins, so `https://example.org` + folder does not.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before
            .is_some_and(|character| character.is_alphanumeric() || ".-_~}*?".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::{FOLDERS, Text, UNFINISHED, check};

    fn faults(path: &str, text: &str) -> usize {
        check(&[Text { path: path.into(), text: text.into() }]).len()
    }

    #[test]
    fn unfinished_work_is_found() {
        for word in UNFINISHED {
            assert_eq!(faults("a.rs", &format!("// {word}: later")), 1, "{word}");
            assert_eq!(faults("a.rs", &format!("A{word}B, AAA+{word}/=")), 0, "{word}");
            assert_eq!(faults("crates/fhir/generated/a.json", word), 0, "{word}");
        }
        assert_eq!(faults("a.md", "todo el mundo"), 0);
    }

    #[test]
    fn machine_paths_are_found() {
        for folder in FOLDERS {
            assert_eq!(faults("a.sh", &format!("cd {folder}someone")), 1, "{folder}");
            assert_eq!(faults("a.sh", &format!("DIR=\"{folder}someone\"")), 1, "{folder}");
            assert_eq!(faults("a.md", &format!("https://example.org{folder}page")), 0, "{folder}");
        }
        assert_eq!(faults("a.sh", "cd \"$HOME/project\""), 0);
    }
}
