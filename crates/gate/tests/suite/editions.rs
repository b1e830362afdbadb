//! Newer editions of the policy's tables.

use hygie_base::RecordNo;
use hygie_gate::acts::{Announce, Register};
use hygie_gate::{EditionError, Gate, GateError, Refusal, Role};
use hygie_policy::tables::{Fault, Table};
use hygie_record::Table as Cells;
use hygie_testkit::{Builder, World, patient};

use crate::help::{House, asker, lab};

fn built_in(table: Table) -> String {
    String::from_utf8(table.built_in().to_vec()).unwrap()
}

/// The document matrix without what nurses read.
fn without_nurses() -> String {
    let mut text = String::new();
    for line in built_in(Table::Documents).lines().filter(|line| !line.starts_with("60\t")) {
        let line = if line.starts_with("# edition") { "# edition newer" } else { line };
        text.push_str(line);
        text.push('\n');
    }
    text
}

async fn a_house() -> House {
    let (p, x) = (patient("p", "Doe"), lab("x"));
    House::of(World::new(), &[("a", &[&p]), ("b", &[&x])]).await
}

#[tokio::test]
async fn a_newer_table_decides_from_then_on_and_the_first_one_again_after() {
    let house = a_house().await;
    let (desk, nurse) = (asker(Role::Secretary, "a"), asker(Role::Nurse, "a"));
    house
        .decide(&desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    assert!(house.sees(&nurse).await.contains(&"x".to_owned()));

    let text = without_nurses();
    assert!(house.gate.put_table("root", Table::Documents, &text).await.unwrap());
    assert!(!house.sees(&nurse).await.contains(&"x".to_owned()));
    let [.., documents, _, _] = &house.gate.editions()[..] else { panic!("four tables") };
    assert_eq!((documents.table, documents.name.as_str()), (Table::Documents, "newer"));
    assert_eq!(documents.put, Some((house.now(), "root".to_owned())));
    // Again it is nothing new.
    assert!(!house.gate.put_table("root", Table::Documents, &text).await.unwrap());

    assert!(house.gate.reset_table("root", Table::Documents).await.unwrap());
    assert!(house.sees(&nurse).await.contains(&"x".to_owned()));
    assert!(house.gate.editions().iter().all(|it| it.put.is_none()));
    assert!(!house.gate.reset_table("root", Table::Documents).await.unwrap());
}

/// What others keep is announced by who may make it visible (PDT-INF-526, TD3.3b).
#[tokio::test]
async fn what_a_newer_matrix_closes_is_done_no_more() {
    let label = r#""id":"x","meta":{"security":[{"system":"urn:oid:1.2.250.1.213.1.1.4.13","code":"INVISIBLE_PATIENT"}]},"#;
    let (p, x) = (patient("p", "Doe"), lab("x").replacen(r#""id":"x","#, label, 1));
    let house = House::of(World::new(), &[("a", &[&p]), ("b", &[&x])]).await;
    let (desk, nurse) = (asker(Role::Secretary, "a"), asker(Role::Nurse, "a"));
    house
        .decide(&desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    let row = "TD3.3b\tmake visible to patient\t";
    let text = built_in(Table::Functional);
    let closed = text.replacen(&format!("{row}Y"), &format!("{row}N"), 1);
    let closed = closed.replacen("# edition ", "# edition closed ", 1);
    assert!(house.gate.put_table("root", Table::Functional, &closed).await.unwrap());
    let announce = || Announce { kind: "Observation".into(), id: "x".into() };
    assert!(house.sees(&nurse).await.contains(&"x".to_owned()));
    let refused = house.decide(&nurse, announce()).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::Policy(_)))), "{refused:?}");
    house.gate.reset_table("root", Table::Functional).await.unwrap();
    house.decide(&nurse, announce()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_table_is_refused_by_line_and_the_one_in_force_stays() {
    let house = a_house().await;
    let text = without_nurses();
    house.gate.put_table("root", Table::Documents, &text).await.unwrap();
    for (wrong, line) in [
        (format!("{text}nobody\t*\tyes\n"), text.lines().count() + 1),
        (text.replacen("who\ttype", "who\tkind", 1), 6),
        ("who\ttype\tread\n".to_owned(), 1),
    ] {
        let refused = house.gate.put_table("root", Table::Documents, &wrong).await;
        let Err(EditionError::Table(error)) = refused else { panic!("{wrong}") };
        assert_eq!(error.line, line, "{error}");
    }
    let editions = house.gate.editions();
    assert!(editions.iter().any(|it| it.name == "newer" && it.put.is_some()));
}

#[tokio::test]
async fn an_edition_keeps_what_it_says() {
    let house = a_house().await;
    let text = without_nurses();
    house.gate.put_table("root", Table::Documents, &text).await.unwrap();
    let other = format!("{text}60\t11502-2\tyes\n");
    let of_the_program = built_in(Table::Documents).replacen("\tyes", "\tno", 1);
    for text in [other, of_the_program] {
        let refused = house.gate.put_table("root", Table::Documents, &text).await;
        assert!(matches!(refused, Err(EditionError::SameName { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn by_the_pages_the_privacy_officer_alone_changes_them() {
    let house = a_house().await;
    let text = without_nurses();
    for role in Role::ALL {
        let (asker, table) = (asker(role, "a"), Table::Documents);
        let put = house.gate.put_table_as(&asker, table, &text).await;
        let reset = house.gate.reset_table_as(&asker, table).await;
        assert_eq!(put.is_ok(), role == Role::PrivacyOfficer, "{role:?}");
        assert_eq!(reset.is_ok(), role == Role::PrivacyOfficer, "{role:?}");
    }
}

#[tokio::test]
async fn every_node_follows_and_it_is_traced() {
    let house = House::of(Builder::on_postgres().open(), &[("a", &[&patient("p", "Doe")])]).await;
    let node = house.world.beside();
    let gate = Gate::open(&node.records).unwrap();
    assert!(!gate.follow_tables().await.unwrap());
    house.gate.put_table("root", Table::Documents, &without_nurses()).await.unwrap();
    // Who puts the same in force where it is not yet known has it in force.
    let put = gate.put_table("root", Table::Documents, &without_nurses()).await.unwrap();
    assert!(!put && gate.editions() == house.gate.editions());
    house.gate.reset_table("root", Table::Documents).await.unwrap();
    assert!(gate.follow_tables().await.unwrap());
    assert_eq!(gate.editions(), house.gate.editions());
    assert!(!gate.follow_tables().await.unwrap());
    let all = gate.command_line("root");
    let told = node.records.traces(&all, RecordNo::REGISTRY).await.unwrap();
    let put = told.iter().any(|it| it.trace.what.contains("edition \"newer\" of the table"));
    assert!(put, "it is traced");
}

/// As by an older version of the program, which read it.
#[tokio::test]
async fn what_is_not_read_any_more_is_told_and_what_was_in_force_stays() {
    let house = a_house().await;
    let before = house.gate.editions();
    let kept = r#"{"table":"document_matrix","edition":"old","at":0,"by":"root","text":"who"}"#;
    let (all, cells) = (house.gate.command_line("root"), Cells::PolicyTable);
    house.world.records.put_cell(&all, cells, "document_matrix", kept.as_bytes()).await.unwrap();
    let error = house.gate.follow_tables().await.unwrap_err();
    assert!(matches!(&error, EditionError::Unread { why, .. } if why.fault == Fault::NoEdition));
    assert!(error.to_string().contains("hygie policy reset document_matrix"), "{error}");
    assert_eq!(house.gate.editions(), before);
    assert!(house.gate.reset_table("root", Table::Documents).await.unwrap());
    assert!(!house.gate.follow_tables().await.unwrap());
}
