use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Lang;
use crate::words::tests::keys;

fn files(under: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 5, "{under}: {}", found.len());
    found
}

#[test]
fn no_template_escapes_the_escaping_or_the_policy() {
    for (path, text) in files("templates", "html") {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for banned in ["|safe", "{%autoescape", "{%-autoescape", "style=\"", "<style", "|escape("] {
            assert!(!bare.contains(banned), "{}: {banned}", path.display());
        }
        let inline = text.matches("<script").count() - text.matches("<script src=").count();
        assert_eq!(inline, 0, "{}", path.display());
    }
}

#[test]
fn every_post_form_of_a_session_carries_its_token() {
    // Choices name nobody and open doors have no session yet.
    let open = [
        "/login",
        "/login/passkey",
        "/setup",
        "/activate",
        "/activate/account",
        "/language",
        "/theme",
        "/keys",
        "/demo/enter/{{ card.key }}",
        "/demo/tour",
        // To a log-in provider, which must not learn it.
        "{{ action }}",
    ];
    for (path, text) in files("templates", "html") {
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let head = form.split('>').next().unwrap();
            let exempt = open.iter().any(|door| head.contains(&format!("action=\"{door}\"")));
            let posts = head.contains("method=\"post\"");
            assert!(
                !posts || exempt || form.contains("name=\"csrf\""),
                "{}: {head}",
                path.display()
            );
        }
    }
}

#[test]
fn every_word_said_exists_and_every_word_that_exists_is_said() {
    let known: BTreeSet<String> = keys(Lang::Fr).into_keys().collect();
    let sources: Vec<String> = files("templates", "html")
        .into_iter()
        .chain(files("src", "rs"))
        .map(|(_, text)| text.lines().filter(|line| !line.trim().starts_with("//")).collect())
        .collect();
    for text in &sources {
        for call in ["page.t(\"", "page.t1(\"", "page.t2(\"", "page.t3(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(known.contains(key) || key.contains('{'), "no message {key}");
            }
        }
    }
    let all = sources.concat();
    for key in known {
        // Built from a name: `role-…`, `theme-…`, and the like.
        let built = key.match_indices('-').any(|(at, _)| {
            let stem = key.get(..=at).unwrap();
            all.contains(&format!("\"{stem}{{"))
        });
        assert!(built || all.contains(&format!("\"{key}\"")), "{key} is never said");
    }
}
