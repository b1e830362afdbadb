//! The patient compartment.

use serde_json::Value;

use super::{Rows, items, text};

pub(super) fn rows(compartments: &[Value]) -> anyhow::Result<Rows> {
    let mut rows = Rows::default();
    for compartment in compartments.iter().filter(|found| text(found, "code") == "Patient") {
        for resource in items(compartment, "resource") {
            let parameters = items(resource, "param").iter().filter_map(Value::as_str);
            rows.push(["M", text(resource, "code")].into_iter().chain(parameters))?;
        }
    }
    Ok(rows)
}
