//! Small sealed tables, changed on conditions.

use hygie_record::{CellChange, CellChanges, Expected, Lens, RecordError, Scope, Table};
use hygie_testkit::World;
use hygie_trace::{Action, Outcome};

fn put(table: Table, name: &str, value: &str, expect: Expected) -> CellChange {
    CellChange { table, name: name.to_owned(), value: Some(value.into()), expect }
}

fn changes(changes: Vec<CellChange>) -> CellChanges {
    CellChanges { changes, trace: None }
}

#[tokio::test]
async fn changes_happen_together_or_not_at_all() {
    let world = World::new();
    let permit = world.permit("accounts", Scope::Nothing, Lens::nothing());
    let records = &world.records;
    let change = |list| records.change_cells(&permit, changes(list));
    assert!(change(vec![put(Table::Account, "x", "1", Expected::Absent)]).await.unwrap());
    let both = vec![
        put(Table::Session, "s", "1", Expected::Any),
        put(Table::Account, "x", "2", Expected::Absent),
    ];
    assert!(!change(both).await.unwrap());
    assert!(records.cell(Table::Session, "s").await.unwrap().is_none());
    let cell = records.cell_tagged(Table::Account, "x").await.unwrap().unwrap();
    assert_eq!(cell.value.as_slice(), b"1");
    let tag = Expected::Is(cell.tag);
    assert!(change(vec![put(Table::Account, "x", "2", tag.clone())]).await.unwrap());
    assert!(!change(vec![put(Table::Account, "x", "3", tag)]).await.unwrap(), "it moved on");
    let gone =
        CellChange { table: Table::Account, name: "x".into(), value: None, expect: Expected::Any };
    assert!(change(vec![gone]).await.unwrap());
    assert!(records.cell(Table::Account, "x").await.unwrap().is_none());
    world.is_clean().await;
}

#[tokio::test]
async fn two_that_expect_absence_do_not_both_win() {
    let world = World::new();
    let permit = world.permit("accounts", Scope::Nothing, Lens::nothing());
    let change = |value: &'static str| {
        let list = vec![put(Table::House, "claimed", value, Expected::Absent)];
        world.records.change_cells(&permit, changes(list))
    };
    let (one, two) = tokio::join!(change("1"), change("2"));
    assert!(one.unwrap() ^ two.unwrap());
}

#[tokio::test]
async fn a_table_is_listed_and_a_change_traced() {
    let world = World::new();
    let permit = world.permit("accounts", Scope::Nothing, Lens::nothing());
    for name in ["a", "b", "c"] {
        let trace = Some((Action::Account, format!("account {name}"), Outcome::Granted));
        let changes = vec![put(Table::Account, name, name, Expected::Absent)];
        assert!(world.records.change_cells(&permit, CellChanges { changes, trace }).await.unwrap());
    }
    let mut values: Vec<_> = world
        .records
        .cells(Table::Account)
        .await
        .unwrap()
        .into_iter()
        .map(|cell| String::from_utf8(cell.value.to_vec()).unwrap())
        .collect();
    values.sort();
    assert_eq!(values, ["a", "b", "c"]);
    assert!(world.records.cells(Table::Token).await.unwrap().is_empty());
    let traces = world.records.traces_by(&world.all(), "accounts", None, 10).await.unwrap();
    assert_eq!(traces.len(), 3);
    assert_eq!(traces[0].trace.what, "account c");
}

#[tokio::test]
async fn other_tables_need_more() {
    let world = World::new();
    let permit = world.permit("accounts", Scope::Nothing, Lens::nothing());
    for table in [Table::Setting, Table::Organisation, Table::Erased] {
        let list = vec![put(table, "x", "1", Expected::Any)];
        let refused = world.records.change_cells(&permit, changes(list)).await;
        assert!(matches!(refused, Err(RecordError::NotFound)));
        assert!(world.records.cell(table, "x").await.unwrap().is_none());
    }
    let care = world.permit("doctor", Scope::Any, Lens::everything());
    let list = vec![put(Table::Account, "x", "1", Expected::Any)];
    let refused = world.records.change_cells(&care, changes(list)).await;
    assert!(matches!(refused, Err(RecordError::NotFound)), "care is not administration");
}

#[tokio::test]
async fn who_invites_the_person_of_one_record_changes_their_invitation_alone() {
    let world = World::new();
    let records = &world.records;
    let people = vec![hygie_testkit::put(&hygie_testkit::patient("a", "Morel"))];
    let people = hygie_testkit::batch("lilas", people);
    records.write(&world.all(), people).await.unwrap();
    let record = records.record_of("a").await.unwrap().unwrap();
    let other = hygie_base::RecordNo::from_u64(7).unwrap();
    let change = async |scope, of, table| {
        let permit = world.permit("desk", scope, Lens::nothing());
        let trace = Some((Action::Account, "invited".to_owned(), Outcome::Granted));
        let changes = vec![put(table, "x", "1", Expected::Any)];
        records.change_cells_of(&permit, of, CellChanges { changes, trace }).await
    };
    let desk = Scope::Desk(record);
    for (scope, table, expect) in [
        (desk, Table::Invited, true),
        (desk, Table::ActivationCode, true),
        (desk, Table::Account, false),
        (desk, Table::Session, false),
        (desk, Table::Setting, false),
        (Scope::Desk(other), Table::Invited, false),
        (Scope::Record(record), Table::Invited, false),
        (Scope::Any, Table::Invited, false),
        (Scope::Accounts, Table::Invited, false),
        (Scope::Nothing, Table::Account, true),
        (Scope::Nothing, Table::Setting, false),
        (Scope::Everything, Table::Account, true),
    ] {
        let done = change(scope, record, table).await;
        assert_eq!(done.is_ok_and(|done| done), expect, "{scope:?} {table:?}");
    }
    // It is told where the person reads it, and opens nothing.
    let told = records.traces(&world.all(), record).await.unwrap();
    let told = told.iter().filter(|seen| seen.trace.what == "invited").count();
    assert_eq!(told, 4);
    let permit = world.permit("desk", desk, Lens::everything());
    assert!(matches!(records.view(&permit, record, "x").await, Err(RecordError::NotFound)));
    let list = vec![put(Table::Account, "y", "1", Expected::Any)];
    let refused = records.change_cells(&permit, changes(list)).await;
    assert!(matches!(refused, Err(RecordError::NotFound)), "nor is it one for accounts");
    world.is_clean().await;
}
