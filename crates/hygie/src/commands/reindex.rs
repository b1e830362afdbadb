//! `hygie reindex`: the indexes across records become those that the
//! configuration names.

use hygie_fhir::search::Indexed;
use serde_json::json;

use crate::args::Command;
use crate::config::Config;
use crate::console::{Console, Exit, counted};
use crate::session::Session;

/// Tells the command what the configuration names: a server that runs already
/// read it when it started, and another one may be written since.
pub fn with_configured(command: Command, config: &Config) -> Command {
    let Command::Reindex { json, .. } = command else { return command };
    let named = config.index.iter().flat_map(|index| &index.value.named);
    Command::Reindex { json, index: named.map(|one| one.name().to_owned()).collect() }
}

/// Fills the indexes that are not complete and takes away those not named.
pub async fn run(
    session: &Session,
    index: &[String],
    as_json: bool,
    console: &dyn Console,
) -> anyhow::Result<Exit> {
    let wanted = index.iter().map(|name| Indexed::parse(name)).collect::<Result<Vec<_>, _>>()?;
    let progress = |done, whole| console.progress(done, whole, "records");
    let done = session.records.reindex(&session.permit(), &wanted, &progress).await;
    console.progress_end();
    let done = done?;
    if as_json {
        let figures = json!({
            "filled": done.filled,
            "dropped": done.dropped,
            "records": done.records,
            "resources": done.resources,
            "terms": done.terms,
        });
        console.line(&figures.to_string());
        return Ok(Exit::Done);
    }
    let list = |names: &[&str]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    console.line(&format!(
        "Indexes: {}.",
        list(&wanted.iter().map(|it| it.name()).collect::<Vec<_>>())
    ));
    if done.filled.is_empty() && done.dropped.is_empty() {
        console.line("They were so already: nothing was done.");
        return Ok(Exit::Done);
    }
    console.line(&format!(
        "Filled: {}. Taken away: {}. {} looked through, {} of {} changed.",
        list(&done.filled),
        list(&done.dropped),
        counted(done.records, "record"),
        counted(done.terms, "term"),
        counted(done.resources, "resource"),
    ));
    Ok(Exit::Done)
}
