//! What is secret by its own label.

use hygie_policy::tables::ResourceTypes;

use super::table::is_drawn;
use crate::{Marked, Name, OpenRecord};

impl OpenRecord {
    /// What was decided about single entries, and what the label of any version of an
    /// entry says beside. Who the person is counts by its own label alone: all of a
    /// record belongs to it.
    pub(crate) fn labelled(&self, marked: Marked, types: &ResourceTypes) -> Marked {
        let Marked { mut masked, mut secret, announced, waits } = marked;
        for seen in self.entries().filter(|seen| seen.is_live()) {
            let kind = &seen.header.resource_type;
            let labels = seen.labels(types);
            if !(labels.masked || labels.hidden_from_representatives) || !is_drawn(kind) {
                continue;
            }
            let name: Name = (kind.clone(), seen.header.id.clone());
            if labels.hidden_from_representatives {
                secret.insert(name.clone());
            }
            if labels.masked {
                masked.insert(name);
            }
        }
        Marked { masked, secret, announced, waits }
    }
}
