//! The functional matrix of the DMP (PDT-INF-526 v1.8), read row by row.

use hygie_policy::facts::{Asker, Interaction, Mode, Physician, Profession, Situation};

/// A column of the matrix, in its order. Its name there is beside it.
#[derive(Clone, Copy)]
pub enum Column {
    /// `PSnonMed_normal`
    OtherNormal,
    /// `PSnonMed_regulation`
    OtherRegulation,
    /// `PSnonMed_brisdeglace`
    OtherEmergency,
    /// `Med_normal`
    PhysicianNormal,
    /// `Med_regulation`
    PhysicianRegulation,
    /// `Med_brisdeglace`
    PhysicianEmergency,
    /// `MedTravail`
    Occupational,
    /// `MT_normal`
    TreatingNormal,
    /// `MT_brisdeglace`
    TreatingEmergency,
    /// `CPE_nonPS`
    Secretary,
    /// `CertES_normal`
    SystemNormal,
    /// `CertES_regulation`
    SystemRegulation,
}

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Letter {
    No,
    Yes,
    /// Y, with the footnote of this number.
    Note(u8),
}

/// The rows, each with its twelve cells: N, Y, or the number of the footnote of a Y.
const ROWS: [(Interaction, &str); Interaction::ROWS] = [
    (Interaction::Authenticate, "YYYYYYYYYYYY"),
    (Interaction::TestExistence, "YYYYYYYYYYYY"),
    (Interaction::DeclareAuthorised, "YNNYNNNYN1NN"),
    (Interaction::RemoveAuthorisation, "YNNYNNNYNNNN"),
    (Interaction::RemoveTreating, "NNNNNNNYNNNN"),
    (Interaction::ListAuthorised, "YYYYYYYYY23N"),
    (Interaction::SearchWithoutIns, "NYNNYNNNNNNY"),
    (Interaction::WebAccess, "YYYYYYYYYYNN"),
    (Interaction::ReadAdministrative, "YYYYYYYYYYYY"),
    (Interaction::ListProfessionals, "YNNYNNYYNNNN"),
    (Interaction::Feed, "YYYYYYYYYN44"),
    (Interaction::FeedBySecretary, "NNNNNNNNN4NN"),
    (Interaction::SearchMetadata, "YYYYYYYYYNNN"),
    (Interaction::SearchReference, "YYYYYYYYY555"),
    (Interaction::Read, "YYYYYYNYYNNN"),
    (Interaction::ReadMasked, "677677NY7NNN"),
    (Interaction::ReadInvisible, "YYYYYYNYYNNN"),
    (Interaction::ReadArchived, "YYYYYYNYYNNN"),
    (Interaction::ReadObsolete, "YYYYYYNYYNNN"),
    (Interaction::ReadDeleted, "YYYYYYNYYNNN"),
    (Interaction::Mask, "YNNYNNYYNNNN"),
    (Interaction::Unmask, "8NN8NN8YNNNN"),
    (Interaction::MakeVisible, "YNNYNNYYNNNN"),
    (Interaction::Archive, "8NN8YY8YYNNN"),
    (Interaction::Unarchive, "8NN8YY8YYNNN"),
    (Interaction::Delete, "888888888999"),
];

/// The cell of a situation and an interaction. What the table has no column or no
/// row for is denied (issue 8: "default deny where a table is silent").
pub fn letter(situation: &Situation, interaction: Interaction) -> Letter {
    let row = ROWS.iter().find(|(named, _)| *named == interaction);
    match (column(situation), row) {
        (Some(column), Some((_, cells))) => cell(cells, column),
        _ => Letter::No,
    }
}

fn cell(cells: &str, column: Column) -> Letter {
    match cells.as_bytes()[column as usize] {
        b'Y' => Letter::Yes,
        b'N' => Letter::No,
        note => Letter::Note(note - b'0'),
    }
}

/// The column of an asker and a mode. A mode is there only with what it needs: an
/// emergency with its attestation, regulation with the claim of the log-in (issue 8).
fn column(situation: &Situation) -> Option<Column> {
    let modes = match situation.asker {
        Asker::Health(Profession::Physician(Physician::Treating)) => {
            [Some(Column::TreatingNormal), None, Some(Column::TreatingEmergency)]
        }
        Asker::Health(Profession::Physician(Physician::Occupational)) => {
            [Some(Column::Occupational), None, None]
        }
        Asker::Health(Profession::Physician(Physician::Other)) => [
            Some(Column::PhysicianNormal),
            Some(Column::PhysicianRegulation),
            Some(Column::PhysicianEmergency),
        ],
        Asker::Health(_) => {
            [Some(Column::OtherNormal), Some(Column::OtherRegulation), Some(Column::OtherEmergency)]
        }
        Asker::Secretary => [Some(Column::Secretary), None, None],
        Asker::System => [Some(Column::SystemNormal), Some(Column::SystemRegulation), None],
        _ => [None; 3],
    };
    match situation.mode {
        Mode::Normal => modes[0],
        Mode::Regulation { claimed: true } => modes[1],
        Mode::Emergency { attested: true } => modes[2],
        Mode::Regulation { claimed: false } | Mode::Emergency { attested: false } => None,
    }
}
