//! The table of what the API does. The router serves exactly these rows and the
//! CapabilityStatement claims exactly these rows.

use axum::routing::MethodFilter;

/// One interaction of R4's RESTful API.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Interaction {
    Capabilities,
    OpenApi,
    Transaction,
    Search,
    SearchByPost,
    SearchSystem,
    SearchSystemByPost,
    Compartment,
    CompartmentByPost,
    Create,
    Read,
    Vread,
    Update,
    Delete,
    History,
    HistoryType,
    HistorySystem,
}

/// To what it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    System,
    Type,
}

/// One row.
pub(crate) struct Row {
    pub what: Interaction,
    pub method: MethodFilter,
    /// Below the base address.
    pub path: &'static str,
    /// Where the CapabilityStatement lists it, by which code
    /// (<https://hl7.org/fhir/R4/valueset-type-restful-interaction.html>).
    pub claimed: Option<(Level, &'static str)>,
}

const fn row(
    what: Interaction,
    method: MethodFilter,
    path: &'static str,
    claimed: Option<(Level, &'static str)>,
) -> Row {
    Row { what, method, path, claimed }
}

/// The methods that work at this path of the table, in the order of HTTP's text.
pub(crate) fn methods(path: &str) -> impl Iterator<Item = &'static str> {
    let names: [(&[&str], MethodFilter); 4] = [
        // Whatever is read is also asked for in short.
        (&["GET", "HEAD"], MethodFilter::GET),
        (&["POST"], MethodFilter::POST),
        (&["PUT"], MethodFilter::PUT),
        (&["DELETE"], MethodFilter::DELETE),
    ];
    let serves = move |filter| TABLE.iter().any(|row| row.path == path && row.method == filter);
    let works = names.into_iter().filter(move |(_, filter)| serves(*filter));
    works.flat_map(|(names, _)| names.iter().copied())
}

/// Every route.
pub(crate) static TABLE: [Row; 17] = {
    use Interaction as I;
    use Level::{System, Type};
    use MethodFilter as M;
    [
        row(I::Capabilities, M::GET, "/metadata", None),
        row(I::OpenApi, M::GET, "/openapi.json", None),
        row(I::Transaction, M::POST, "/", Some((System, "transaction"))),
        row(I::Read, M::GET, "/{kind}/{id}", Some((Type, "read"))),
        row(I::Vread, M::GET, "/{kind}/{id}/_history/{version}", Some((Type, "vread"))),
        row(I::Update, M::PUT, "/{kind}/{id}", Some((Type, "update"))),
        row(I::Delete, M::DELETE, "/{kind}/{id}", Some((Type, "delete"))),
        row(I::History, M::GET, "/{kind}/{id}/_history", Some((Type, "history-instance"))),
        row(I::Create, M::POST, "/{kind}", Some((Type, "create"))),
        row(I::Search, M::GET, "/{kind}", Some((Type, "search-type"))),
        row(I::SearchByPost, M::POST, "/{kind}/_search", None),
        row(I::SearchSystem, M::GET, "/", Some((System, "search-system"))),
        row(I::SearchSystemByPost, M::POST, "/_search", None),
        row(I::Compartment, M::GET, "/{kind}/{id}/{within}", None),
        row(I::CompartmentByPost, M::POST, "/{kind}/{id}/{within}/_search", None),
        row(I::HistoryType, M::GET, "/{kind}/_history", Some((Type, "history-type"))),
        row(I::HistorySystem, M::GET, "/_history", Some((System, "history-system"))),
    ]
};
