//! The words of `hygie policy`.

use clap::Subcommand;
use hygie_policy::tables::Table;
use serde::{Deserialize, Serialize};

use super::words;

/// The tables of the rules of access.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Policy {
    /// List the tables with the editions that are in force.
    Show {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check a table and put it in force; a wrong one is refused whole, with line and reason.
    Load {
        /// functional_matrix, document_matrix, social_roles or resource_types.
        #[arg(value_parser = table)]
        table: String,
        /// The text: `# edition NAME`, a header, and rows parted by tabs.
        #[arg(value_name = "FILE", value_parser = words::table_file)]
        text: String,
        /// Say whether it would be taken, and take nothing.
        #[arg(long)]
        check: bool,
    },
    /// Put the table in force again that came with the program.
    Reset {
        /// functional_matrix, document_matrix, social_roles or resource_types.
        #[arg(value_parser = table)]
        table: String,
    },
    /// Print the text of a table as it came with the program, to start a newer one from.
    Print {
        /// functional_matrix, document_matrix, social_roles or resource_types.
        #[arg(value_parser = table)]
        table: String,
    },
}

fn table(word: &str) -> Result<String, String> {
    let names = || Table::ALL.map(Table::name).join(", ");
    match Table::named(word) {
        Some(table) => Ok(table.name().to_owned()),
        None => Err(format!("no table has this name: it is one of {}", names())),
    }
}
