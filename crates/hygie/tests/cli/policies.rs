//! `policy`: tables of the rules of access, loaded by the operator.

use super::world::World;

/// The document matrix under another name.
fn newer(world: &World) -> String {
    let text = world.hygie(["policy", "print", "document_matrix"]).done();
    assert!(text.starts_with("# edition 2023-10-26"), "{text}");
    text.replacen("# edition 2023-10-26", "# edition 2027-01-01", 1)
}

#[test]
fn a_newer_table_is_put_in_force_and_taken_back() {
    let world = World::new();
    let shown = world.hygie(["policy", "show"]).done();
    assert_eq!(shown.lines().filter(|line| line.contains("(came with the program)")).count(), 4);
    let file = world.file("newer.tsv", newer(&world));
    let file = file.to_str().expect("a path");
    let load = ["policy", "load", "document_matrix", file];
    let checked = world.hygie(load.iter().chain(&["--check"])).done();
    assert!(checked.contains("is right"), "{checked}");
    assert!(world.hygie(["policy", "show"]).done().contains("2023-10-26"), "nothing was taken");

    assert!(world.hygie(load).done().contains("2027-01-01, known rows only is in force now"));
    let all = world.hygie(["policy", "show", "--json"]).json();
    let one = all.as_array().expect("a list").iter().find(|it| it["table"] == "document_matrix");
    let one = one.expect("the table");
    assert!(one["edition"].as_str().is_some_and(|it| it.starts_with("2027-01-01")), "{one}");
    assert!(one["by"].as_str().is_some_and(|by| !by.is_empty()), "{one}");

    let said = world.hygie(["policy", "reset", "document_matrix"]).done();
    assert!(said.contains("2023-10-26, known rows only is in force again"), "{said}");
    world.healthy();
}

#[test]
fn a_wrong_table_is_refused_with_its_line() {
    let world = World::new();
    let wrong = format!("{}nobody\t*\tyes\n", newer(&world));
    let line = wrong.lines().count();
    let file = world.file("wrong.tsv", wrong);
    let file = file.to_str().expect("a path");
    let load = ["policy", "load", "document_matrix", file];
    for words in [load.to_vec(), load.into_iter().chain(["--check"]).collect()] {
        let said = world.hygie(words).refused();
        assert!(said.contains(&format!("line {line} of the table document_matrix")), "{said}");
        assert!(said.contains("\"nobody\" is not known"), "{said}");
    }
    let answer = world.hygie(["policy", "load", "no_table", file]);
    assert_eq!(answer.code, Some(2), "{}", answer.err);
    assert!(answer.err.contains("functional_matrix, document_matrix"), "{}", answer.err);
    assert!(world.hygie(["policy", "show"]).done().contains("2023-10-26"), "the one before stays");
    world.healthy();
}
