//! The search of a conditional interaction
//! (<https://hl7.org/fhir/R4/http.html#ccreate>): it sees what the caller may
//! search for and nothing else, and nothing of it is passed over.

use hygie_base::Code;
use hygie_fhir::search::Query;
use hygie_http::Fault;
use hygie_record::{Act, Basis, Matched, RecordError};
use hygie_trace::Action;

use crate::call::Call;
use crate::own_url::relative_value;
use crate::parameters::{Parameters, parameters};
use crate::search::{may_search, read};
use crate::state::Api;

/// How often a condition that changed meanwhile is looked at again.
pub(crate) const LOOKS: usize = 32;
/// Parameters that shape an answer: no condition has them.
const SHAPING: [&str; 4] = ["_count", "_sort", "_cursor", "_summary"];

/// What a condition came to.
pub(crate) enum Hit {
    None(Basis),
    One(String, Basis),
}

/// Reads the text of `If-None-Exist`: what would stand behind the question mark.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn of_text(kind: &str, text: &str) -> Result<Parameters, Fault> {
    let own = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('?'));
    parameters(own.or(text.strip_prefix('?')).unwrap_or(text))
}

/// Looks for what a condition names.
///
/// # Errors
/// 412 when several match; 400 for what is no condition; 403 for a type that
/// the caller may not search.
pub(crate) async fn look(
    api: &Api,
    call: &Call,
    kind: &'static str,
    criteria: &Parameters,
) -> Result<Hit, Fault> {
    let Matched { mut ids, basis } = matches(api, call, kind, criteria).await?;
    match (ids.pop(), ids.is_empty()) {
        (None, _) => Ok(Hit::None(basis)),
        (Some(id), true) => Ok(Hit::One(id, basis)),
        (Some(_), false) => {
            let why = "the condition matches several resources: say more in it";
            Err(Fault::new(Code::PreconditionFailed).issue_type("multiple-matches").because(why))
        }
    }
}

async fn matches(
    api: &Api,
    call: &Call,
    kind: &'static str,
    criteria: &Parameters,
) -> Result<Matched, Fault> {
    let shaping = criteria.iter().find(|(name, _)| SHAPING.contains(&name.as_str()));
    if criteria.is_empty() || shaping.is_some() {
        let why = "a condition is one search parameter or more, and none that shapes an answer";
        return Err(Fault::new(Code::Usage).because(why));
    }
    let pairs: Vec<(String, String)> = criteria
        .iter()
        .map(|(name, value)| {
            let own = relative_value(value, &api.base);
            (name.clone(), own.unwrap_or_else(|| value.clone()))
        })
        .collect();
    Query::parse(kind, &pairs, api.app.clock.now()).map_err(|error| read::refused(&error))?;
    let permit = api.finder(&call.asker, kind).await?;
    may_search(api, &permit, vec![kind]).await?;
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    api.app.records.matched(&permit, kind, &pairs).await.map_err(|error| match error {
        RecordError::Search(why) => Fault::new(Code::Usage).issue_type("too-costly").because(why),
        RecordError::TooLarge { most, .. } => {
            let why = format!("more than {most} resources come into question: say more");
            Fault::new(Code::Usage).issue_type("too-costly").because(why)
        }
        other => other.into(),
    })
}

/// Refuses what the asker's token does not let it do to this type, whatever is
/// there.
///
/// # Errors
/// 403, traced.
pub(crate) async fn may(
    api: &Api,
    permit: &hygie_record::Permit,
    act: Act,
    kind: &str,
) -> Result<(), Fault> {
    if permit.lens().allows(act, kind) {
        return Ok(());
    }
    api.refused(permit, None, Action::Write, kind.to_owned()).await?;
    let why = format!("you may not write a {kind}: ask who gave you your rights");
    Err(Fault::new(Code::Forbidden).because(why))
}
