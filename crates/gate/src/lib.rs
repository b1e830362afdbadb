//! The gate: the only holder of the [`Mint`], so the only maker of permits.
//!
//! One decision so far: the operator's command line, as purpose `system`, on
//! whatever the data folder's owner may reach. Each permit is traced by what
//! uses it.
#![warn(missing_docs)]

use hygie_record::{Grant, Lens, Mint, Permit, Records, Scope};
use hygie_trace::{Actor, Purpose};

/// Makes permits.
#[derive(Debug)]
pub struct Gate {
    mint: Mint,
}

impl Gate {
    /// The gate of this store; `None` when another gate was opened on it before.
    pub fn open(records: &Records) -> Option<Self> {
        records.claim_mint().map(|mint| Self { mint })
    }

    /// A permit for the system's own work by the command line: the user who
    /// owns the data folder and its key ring already holds everything it
    /// protects, so the gate's part is that nothing he does goes untraced.
    pub fn command_line(&self, user: &str) -> Permit {
        self.mint.permit(Grant {
            actor: Actor {
                id: format!("command-line:{user}"),
                role: "operator".to_owned(),
                organisation: String::new(),
            },
            purpose: Purpose::System,
            from: "command line".to_owned(),
            scope: Scope::Everything,
            lens: Lens::everything(),
        })
    }
}
