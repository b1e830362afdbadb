use proptest::{prop_assert, proptest};

use super::{
    Cell, Column, DocumentMatrix, FUNCTIONAL, Fault, FunctionalMatrix, RESOURCES, ROLES,
    ResourceTypes, SocialRoles, Table, TableError, Tables,
};
use crate::facts::{Asker, DocType, Interaction, Physician, Profession, SocialRole};
use crate::limits::{FIELD_BYTES, TABLE_BYTES, TABLE_ROWS};

const HEAD: &str = "# edition test\nwho\ttype\tread\n";

fn documents(text: &str) -> Result<DocumentMatrix, TableError> {
    DocumentMatrix::parse(text.as_bytes())
}

/// Line and reason of a refusal.
fn refused(text: &[u8], line: usize, word: &str) {
    let error = DocumentMatrix::parse(text).unwrap_err();
    assert_eq!(error.line, line, "{error}");
    assert!(error.to_string().contains(word), "{error} has no {word:?}");
}

#[test]
fn the_tables_that_are_built_in_are_read() {
    let tables = Tables::built_in().unwrap();
    assert_eq!(tables.edition(Table::Functional), "PDT-INF-526 v1.8, 2024-09-25");
    assert!(Table::ALL.iter().all(|table| !tables.edition(*table).is_empty()));
    for table in Table::ALL {
        assert_eq!(Table::named(table.name()), Some(table));
    }
    assert_eq!(Table::named("functional_matrix.tsv"), None);
}

/// A table that is put takes the place of its own kind alone, or of none.
#[test]
fn one_table_is_put_in_the_place_of_another() {
    let mut tables = Tables::built_in().unwrap();
    for table in Table::ALL {
        let before = tables.edition(table).to_owned();
        for other in Table::ALL.into_iter().filter(|other| *other != table) {
            assert!(tables.put(table, other.built_in()).is_err(), "{table:?} {other:?}");
            assert!(table.check(other.built_in()).is_err(), "{table:?} {other:?}");
            assert_eq!(tables.edition(table), before);
        }
        let text = String::from_utf8(table.built_in().to_vec()).unwrap();
        let newer = text.replacen(&before, "newer", 1);
        assert_eq!(table.check(newer.as_bytes()).unwrap(), "newer");
        tables.put(table, newer.as_bytes()).unwrap();
        assert_eq!(tables.edition(table), "newer");
    }
}

/// Every cell stands in the file where it is read from.
#[test]
fn the_functional_matrix_is_read_cell_by_cell() {
    let matrix = Tables::built_in().unwrap().functional;
    let check = |interaction, column, expect| {
        assert_eq!(matrix.cell(interaction, column), expect, "{interaction:?} {column:?}");
    };
    check(Interaction::Authenticate, Column::MachineRegulation, Cell::Yes);
    check(Interaction::DeclareAuthorised, Column::Secretary, Cell::Note(1));
    check(Interaction::RemoveTreating, Column::TreatingNormal, Cell::Yes);
    check(Interaction::RemoveTreating, Column::PhysicianNormal, Cell::No);
    check(Interaction::SearchWithoutIns, Column::PhysicianRegulation, Cell::Yes);
    check(Interaction::SearchWithoutIns, Column::PhysicianNormal, Cell::No);
    check(Interaction::FeedBySecretary, Column::Secretary, Cell::Note(4));
    check(Interaction::ReadMasked, Column::OtherNormal, Cell::Note(6));
    check(Interaction::ReadMasked, Column::TreatingNormal, Cell::Yes);
    check(Interaction::ReadMasked, Column::TreatingEmergency, Cell::Note(7));
    check(Interaction::Read, Column::Occupational, Cell::No);
    check(Interaction::Archive, Column::PhysicianEmergency, Cell::Yes);
    check(Interaction::Delete, Column::MachineRegulation, Cell::Note(9));
    check(Interaction::OwnRead, Column::TreatingNormal, Cell::No);
    let yes = Interaction::ALL
        .into_iter()
        .filter(|interaction| matrix.cell(*interaction, Column::TreatingNormal) != Cell::No);
    assert_eq!(yes.count(), 24);
}

#[test]
fn a_row_of_the_functional_matrix_may_not_lack() {
    let text = std::str::from_utf8(FUNCTIONAL).unwrap();
    let without: String = text
        .lines()
        .filter(|line| !line.starts_with("TD3.2\tread archived"))
        .fold(String::new(), |whole, line| whole + line + "\n");
    let error = FunctionalMatrix::parse(without.as_bytes()).unwrap_err();
    assert_eq!(error.fault, Fault::MissingRow("TD3.2 read archived".into()));
    let unknown = text.replace("TD3.2\tread archived", "TD3.2\tread burnt");
    let error = FunctionalMatrix::parse(unknown.as_bytes()).unwrap_err();
    assert!(error.line > 10 && matches!(error.fault, Fault::UnknownCode { column: "action", .. }));
    let mut refused = 0;
    for cell in ["Y(10)", "Y(0)", "y", "", "Y(", "Y()", "N(1)"] {
        let text = text.replacen("Y(4)", cell, 1);
        refused += usize::from(FunctionalMatrix::parse(text.as_bytes()).is_err());
    }
    assert_eq!(refused, 7);
}

/// France.md 1.6: the rows that are known, and no other.
#[test]
fn document_types_are_opened_by_known_rows_only() {
    let matrix = Tables::built_in().unwrap().documents;
    let reads =
        |profession, code| matrix.of(Asker::Health(profession)).has(DocType::parse(code).unwrap());
    let physician = Profession::Physician(Physician::Other);
    assert!(reads(physician, "68599-0") && !reads(physician, "ATTEST-RESID"));
    assert!(reads(Profession::Nurse, "11502-2") && !reads(Profession::Nurse, "68599-0"));
    assert!(!reads(Profession::Nurse, "11488-4"), "silent is denied");
    assert!(!reads(Profession::Dentist, "80788-3") && !reads(Profession::Pharmacist, "60593-1"));
    let count = DocType::all().filter(|kind| matrix.of(Asker::Health(physician)).has(*kind));
    assert_eq!(count.count(), DocType::COUNT - 1);
    for role in SocialRole::ALL {
        assert!(DocType::all().all(|kind| !matrix.of(Asker::Social(role)).has(kind)));
    }
    assert!(DocType::all().all(|kind| !matrix.of(Asker::Secretary).has(kind)));
}

#[test]
fn a_row_that_names_a_type_beats_every_type_in_any_order() {
    for rows in ["10\t*\tyes\n10\t60591-5\tno\n", "10\t60591-5\tno\n10\t*\tyes\n"] {
        let matrix = documents(&format!("{HEAD}{rows}")).unwrap();
        let types = matrix.of(Asker::Health(Profession::Physician(Physician::Treating)));
        assert!(!types.has(DocType::parse("60591-5").unwrap()));
        assert!(types.has(DocType::parse("11488-4").unwrap()));
    }
}

#[test]
fn role_groups_read_whole_classes() {
    let roles = SocialRoles::parse(ROLES).unwrap();
    let reads = |role, code| roles.of(Asker::Social(role)).has(DocType::parse(code).unwrap());
    assert!(reads(SocialRole::SocialEducational, "80788-3"));
    assert!(!reads(SocialRole::Administrative, "80788-3"));
    let bad = |rows: &str| {
        let text = format!("# edition test\nrole\tclass\n{rows}\n");
        SocialRoles::parse(text.as_bytes()).unwrap_err().to_string()
    };
    assert!(bad("management\t12").starts_with("line 3") && bad("management\t12").contains("class"));
    assert!(bad("king\t10").contains("role") && bad("management\tx").contains("class"));
}

#[test]
fn resources_are_mapped_only_where_it_is_sure() {
    let table = ResourceTypes::parse(RESOURCES).unwrap();
    let category = "http://terminology.hl7.org/CodeSystem/observation-category";
    let of =
        |resource, categories: &[(&str, &str)]| table.of(resource, categories).map(DocType::code);
    assert_eq!(of("Observation", &[(category, "laboratory")]), Some("11502-2"));
    assert_eq!(of("Observation", &[("other", "laboratory")]), None);
    assert_eq!(of("Observation", &[]), None);
    let both = [(category, "laboratory"), (category, "vital-signs")];
    assert_eq!(of("Observation", &both), None, "two types are none");
    assert_eq!(of("Immunization", &[("any", "any")]), Some("87273-9"));
    assert_eq!(of("Patient", &[]), None);
    for (resource, expect) in [
        ("Observation", true),
        ("ServiceRequest", true),
        ("Immunization", false),
        ("Patient", false),
    ] {
        assert_eq!(table.by_category(resource), expect, "{resource}");
    }
    let bad = |row: &str, word: &str| {
        let text = format!("# edition test\nresource\tsystem\tcode\ttype\n{row}\n");
        let error = ResourceTypes::parse(text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("line 3") && error.contains(word), "{error}");
    };
    bad("observation\t*\t*\t11502-2", "resource");
    bad("\t*\t*\t11502-2", "resource");
    bad("Observation\t*\tx\t11502-2", "system");
    bad("Observation\t\tx\t11502-2", "system");
    bad("Observation\ts\t\t11502-2", "code");
    bad("Observation\ts\tx\t0", "type");
}

#[test]
fn what_is_wrong_is_refused_with_line_and_reason() {
    refused(b"", 1, "edition");
    refused(b"who\ttype\tread\n10\t*\tyes\n", 1, "edition");
    refused(b"# edition  \nwho\ttype\tread\n10\t*\tyes\n", 1, "edition");
    refused(b"# edition a\n", 0, "empty");
    refused(b"# edition a\n# remark\nwho\ttype\tread\n", 0, "empty");
    refused(b"# edition a\nwho\ttype\n10\t*\n", 2, "column read is missing");
    refused(b"# edition a\nwho\ttype\tread\twhy\n10\t*\tyes\t\n", 2, "column why is not known");
    refused(b"# edition a\ntype\twho\tread\n*\t10\tyes\n", 2, "is not known");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\n", 3, "2 fields where the header has 3");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\tyes\t\n", 3, "4 fields");
    refused(b"# edition a\nwho\ttype\tread\n\n", 3, "1 fields");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\tyes\n11\t*\tyes\n", 4, "\"11\" is not known");
    refused(b"# edition a\nwho\ttype\tread\n10\t0-0\tyes\n", 3, "\"0-0\" is not known");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\tperhaps\n", 3, "\"perhaps\" is not known");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\tyes\n#\n10\t*\tno\n", 5, "line 3");
    refused(b"# edition a\nwho\ttype\tread\n10\t*\tye\xffs\n", 3, "UTF-8");
}

#[test]
fn limits_hold_at_n_and_n_plus_one() {
    // Bytes.
    let filled = |bytes: usize| {
        let rest = "10\t*\tyes\n#";
        format!("{HEAD}{rest}{}", "x".repeat(bytes - HEAD.len() - rest.len()))
    };
    assert!(documents(&filled(TABLE_BYTES)).is_ok());
    refused(filled(TABLE_BYTES + 1).as_bytes(), 0, "split the table");
    // Bytes of a field and of the edition.
    let edition =
        |bytes: usize| format!("# edition {}\nwho\ttype\tread\n10\t*\tyes\n", "x".repeat(bytes));
    assert!(documents(&edition(FIELD_BYTES)).is_ok());
    refused(edition(FIELD_BYTES + 1).as_bytes(), 1, "shorten");
    let field = |bytes: usize| {
        let text = format!(
            "# edition a\nresource\tsystem\tcode\ttype\nA\t{}\tc\t11502-2\n",
            "x".repeat(bytes)
        );
        ResourceTypes::parse(text.as_bytes()).map_err(|error| error.fault)
    };
    assert!(field(FIELD_BYTES).is_ok());
    assert_eq!(field(FIELD_BYTES + 1).unwrap_err(), Fault::LongField(FIELD_BYTES + 1));
    // Rows.
    let rows = |count: usize| {
        let rows: String = (0..count).map(|row| format!("A\ts\t{row}\t11502-2\n")).collect();
        let text = format!("# edition a\nresource\tsystem\tcode\ttype\n{rows}");
        ResourceTypes::parse(text.as_bytes()).map_err(|error| error.fault)
    };
    assert!(rows(TABLE_ROWS).is_ok());
    assert_eq!(rows(TABLE_ROWS + 1).unwrap_err(), Fault::TooManyRows);
}

proptest! {
    /// No text makes a table panic, nor take half of what it says.
    #[test]
    fn any_text_is_read_or_refused(rows in "([a-zA-Z0-9*#\\t\\n -]|10|yes|no|60591-5|\\PC){0,200}") {
        let text = format!("{HEAD}{rows}");
        let lines = rows.lines().filter(|line| !line.starts_with('#')).count();
        if let Ok(matrix) = documents(&text) {
            prop_assert!(lines > 0 && matrix.edition() == "test");
        }
        prop_assert!(FunctionalMatrix::parse(text.as_bytes()).is_err());
        prop_assert!(SocialRoles::parse(rows.as_bytes()).is_err());
        prop_assert!(ResourceTypes::parse(rows.as_bytes()).is_err());
    }
}
