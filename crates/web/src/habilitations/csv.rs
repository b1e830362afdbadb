//! A table as a file that spreadsheets open (RFC 4180), in which nothing is computed.

use crate::Lang;

/// The mark by which spreadsheets know UTF-8.
const MARK: char = '\u{feff}';
/// Beginnings of what a spreadsheet would compute (OWASP, "CSV Injection").
const COMPUTED: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Rows as a file. French spreadsheets have the comma in numbers, so that a semicolon
/// stands between fields there.
pub(super) fn table(lang: Lang, rows: &[Vec<String>]) -> String {
    let between = if lang == Lang::Fr { ";" } else { "," };
    let mut text = String::from(MARK);
    for row in rows {
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(between));
        text.push_str("\r\n");
    }
    text
}

/// A field in quotes; an apostrophe makes a text of one that would be computed.
fn quoted(field: &str) -> String {
    let computed = field.trim_start_matches(' ').starts_with(COMPUTED);
    let text = if computed { "'" } else { "" };
    format!("\"{text}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{quoted, table};
    use crate::Lang;

    #[test]
    fn no_field_is_computed_or_breaks_out() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\u{ff1d}1"] {
            assert_eq!(quoted(bad), format!("\"'{bad}\""));
        }
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("a\";=1"), "\"a\"\";=1\"");
        assert_eq!(quoted("Zoé Le Gall-N'Diaye"), "\"Zoé Le Gall-N'Diaye\"");
        assert_eq!(quoted(""), "\"\"");
    }

    #[test]
    fn each_language_has_its_own_sign_between_fields() {
        let rows = [["a", "b"], ["c;d", "e,f"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(Lang::Fr, &rows), "\u{feff}\"a\";\"b\"\r\n\"c;d\";\"e,f\"\r\n");
        assert_eq!(table(Lang::En, &rows), "\u{feff}\"a\",\"b\"\r\n\"c;d\",\"e,f\"\r\n");
    }
}
