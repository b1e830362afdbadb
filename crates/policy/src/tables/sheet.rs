//! A table as text: an edition, a header and rows, separated by tabs.

use std::collections::BTreeMap;

use crate::limits::{FIELD_BYTES, TABLE_BYTES, TABLE_ROWS};

/// Why a table was refused. Nothing of it is taken, and the one in force stays.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line} of the table {table}: {fault}")]
pub struct TableError {
    /// Which table.
    pub table: &'static str,
    /// Line of the text, from 1; 0 when it concerns the whole.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// More than [`TABLE_BYTES`].
    #[error("{0} bytes, at most {TABLE_BYTES}: split the table or leave out what nobody needs")]
    TooManyBytes(usize),
    /// More than [`TABLE_ROWS`].
    #[error("more than {TABLE_ROWS} rows: leave out what nobody needs")]
    TooManyRows,
    /// A field of more than [`FIELD_BYTES`].
    #[error("a field of {0} bytes, at most {FIELD_BYTES}: shorten it")]
    LongField(usize),
    /// Not UTF-8.
    #[error("not UTF-8: save the table as UTF-8")]
    NotUtf8,
    /// No row at all.
    #[error("no rows: the table is empty")]
    Empty,
    /// The first line names no edition.
    #[error("no edition: begin with the line `# edition NAME`")]
    NoEdition,
    /// The header lacks a column.
    #[error("column {0} is missing: the header is {1}")]
    MissingColumn(String, String),
    /// The header has a column more.
    #[error("column {0} is not known: the header is {1}")]
    ExtraColumn(String, String),
    /// A row has more or fewer fields than the header.
    #[error("{found} fields where the header has {expected}: check the tabs")]
    Fields {
        /// Fields of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A code that is not known.
    #[error("{column}: code {code:?} is not known")]
    UnknownCode {
        /// In which column.
        column: &'static str,
        /// What stands there.
        code: String,
    },
    /// The same row stands above.
    #[error("says again what line {0} says: keep one of them")]
    Duplicate(usize),
    /// A row that must be there is not.
    #[error("the row {0:?} is missing")]
    MissingRow(String),
}

/// A table that has the right shape.
pub(super) struct Sheet {
    pub(super) table: &'static str,
    pub(super) edition: String,
    pub(super) rows: Vec<Row>,
}

/// One row: its line and its fields, as many as the header has columns.
pub(super) struct Row {
    pub(super) line: usize,
    fields: Vec<String>,
}

impl Row {
    /// The field of this column, from 0; empty beyond the last.
    pub(super) fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }
}

impl Sheet {
    /// Reads a table of these columns. The first `key` columns together are said once.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub(super) fn parse(
        table: &'static str,
        bytes: &[u8],
        columns: &[&str],
        key: usize,
    ) -> Result<Self, TableError> {
        let at = |line: usize, fault: Fault| TableError { table, line, fault };
        if bytes.len() > TABLE_BYTES {
            return Err(at(0, Fault::TooManyBytes(bytes.len())));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.iter().take(error.valid_up_to());
            at(1 + before.filter(|byte| **byte == b'\n').count(), Fault::NotUtf8)
        })?;
        let mut lines = (1..).zip(text.lines());
        let edition = match lines.next().and_then(|(_, line)| line.strip_prefix("# edition ")) {
            Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
            _ => return Err(at(1, Fault::NoEdition)),
        };
        if edition.len() > FIELD_BYTES {
            return Err(at(1, Fault::LongField(edition.len())));
        }
        let mut lines = lines.filter(|(_, line)| !line.starts_with('#'));
        let (line, found) = lines.next().ok_or_else(|| at(0, Fault::Empty))?;
        header(found, columns).map_err(|fault| at(line, fault))?;
        let rows = rows(lines, columns.len(), key).map_err(|(line, fault)| at(line, fault))?;
        if rows.is_empty() {
            return Err(at(0, Fault::Empty));
        }
        Ok(Self { table, edition, rows })
    }

    /// The error of a code in a row.
    pub(super) fn unknown(&self, row: &Row, column: &'static str, code: &str) -> TableError {
        let fault = Fault::UnknownCode { column, code: code.to_owned() };
        TableError { table: self.table, line: row.line, fault }
    }
}

fn header(found: &str, columns: &[&str]) -> Result<(), Fault> {
    let names: Vec<&str> = found.split('\t').collect();
    let whole = || columns.join(", ");
    if let Some(missing) = columns.iter().find(|column| !names.contains(column)) {
        return Err(Fault::MissingColumn((*missing).to_owned(), whole()));
    }
    if let Some((_, extra)) =
        names.iter().enumerate().find(|(at, name)| columns.get(*at) != Some(*name))
    {
        return Err(Fault::ExtraColumn((*extra).to_owned(), whole()));
    }
    Ok(())
}

fn rows<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    columns: usize,
    key: usize,
) -> Result<Vec<Row>, (usize, Fault)> {
    let mut rows = Vec::new();
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (line, text) in lines {
        if rows.len() == TABLE_ROWS {
            return Err((line, Fault::TooManyRows));
        }
        let fields: Vec<String> = text.split('\t').map(str::to_owned).collect();
        if fields.len() != columns {
            return Err((line, Fault::Fields { found: fields.len(), expected: columns }));
        }
        if let Some(long) = fields.iter().find(|field| field.len() > FIELD_BYTES) {
            return Err((line, Fault::LongField(long.len())));
        }
        let key = fields.iter().take(key).cloned().collect();
        if let Some(first) = seen.insert(key, line) {
            return Err((line, Fault::Duplicate(first)));
        }
        rows.push(Row { line, fields });
    }
    Ok(rows)
}
