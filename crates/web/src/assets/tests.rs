use super::{ASSETS, FILES, path, served};

#[test]
fn every_file_is_served_under_the_hash_of_its_content() {
    for (name, _, _) in FILES {
        let served_name = path(name).replace("/assets/", "");
        let asset = served(&served_name).unwrap();
        let short = served_name.rsplit(['-', '.']).nth(1).unwrap();
        assert_eq!(short.len(), 16, "{served_name}");
        assert!(asset.tag.contains(short), "{served_name}");
        assert!(!asset.bytes.is_empty(), "{name} is empty");
    }
    assert!(served("hygie.css").is_none(), "only under the name with the hash");
}

#[test]
fn the_stylesheet_loads_only_what_is_embedded() {
    let css = ASSETS.iter().find(|asset| asset.name == "hygie.css").unwrap();
    let css = std::str::from_utf8(&css.bytes).unwrap();
    let mut count = 0;
    for url in css.split("url(\"").skip(1) {
        let name = url.split('"').next().unwrap();
        assert!(served(name).is_some(), "{name}");
        count += 1;
    }
    assert_eq!(count, css.matches("url(").count(), "quote every address");
    assert_eq!(css.matches("http").count() + css.matches("@import").count(), 0);
    assert!(count >= 2);
}

#[test]
fn the_table_of_sources_has_the_hashes_of_the_files() {
    let table = include_str!("../../assets/README.md");
    for asset in ASSETS.iter().filter(|asset| asset.media == "font/woff2") {
        let hash = asset.tag.trim_matches('"');
        let line = table.lines().find(|line| line.contains(&format!("| `{}` |", asset.name)));
        assert!(line.unwrap().contains(hash), "{}", asset.name);
    }
}
