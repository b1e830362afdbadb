//! Search parameters, in the order of their canonical addresses.

use serde_json::Value;

use super::{Rows, items, text, words};

pub(super) fn rows(parameters: &[Value]) -> anyhow::Result<Rows> {
    let mut sorted: Vec<&Value> = parameters.iter().collect();
    sorted.sort_by_key(|parameter| (text(parameter, "url"), text(parameter, "id")));
    let mut rows = Rows::default();
    for parameter in sorted {
        let base = words(parameter, "base");
        let target = words(parameter, "target");
        rows.push([
            "P",
            text(parameter, "url"),
            text(parameter, "code"),
            text(parameter, "type"),
            text(parameter, "xpathUsage"),
            &base,
            &target,
            text(parameter, "expression"),
        ])?;
        for component in items(parameter, "component") {
            rows.push(["C", text(component, "definition"), text(component, "expression")])?;
        }
    }
    Ok(rows)
}
