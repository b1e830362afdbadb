//! What the person wants in emergencies (CSP, L.1111-17 I): three choices, each apart.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError};
use crate::Asker;
use crate::rights::{Emergencies, Rights};

/// Sets the three choices.
pub struct InEmergencies(pub Emergencies);

impl Act for InEmergencies {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        let Emergencies { opposes_access, opposes_regulation, shows_masked } = self.0;
        let may = |yes: bool| if yes { "yes" } else { "no" };
        format!(
            "in emergencies: access {}, regulation centre {}, what is masked {}",
            may(!opposes_access),
            may(!opposes_regulation),
            may(shows_masked)
        )
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        rights.emergencies = self.0;
        Ok(())
    }
}
