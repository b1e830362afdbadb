//! The table of what the API does. The router serves exactly these rows and the
//! CapabilityStatement claims exactly these rows.

use axum::routing::MethodFilter;

/// One interaction of R4's RESTful API.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Interaction {
    Capabilities,
    OpenApi,
    /// A batch or a transaction.
    Whole,
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
    UpdateByCondition,
    Patch,
    PatchByCondition,
    Delete,
    DeleteByCondition,
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
    pub claimed: &'static [(Level, &'static str)],
}

const fn row(
    what: Interaction,
    method: MethodFilter,
    path: &'static str,
    claimed: &'static [(Level, &'static str)],
) -> Row {
    Row { what, method, path, claimed }
}

/// The methods that work at this path of the table, in the order of HTTP's text.
pub(crate) fn methods(path: &str) -> impl Iterator<Item = &'static str> {
    let names: [(&[&str], MethodFilter); 5] = [
        // Whatever is read is also asked for in short.
        (&["GET", "HEAD"], MethodFilter::GET),
        (&["POST"], MethodFilter::POST),
        (&["PUT"], MethodFilter::PUT),
        (&["PATCH"], MethodFilter::PATCH),
        (&["DELETE"], MethodFilter::DELETE),
    ];
    let serves = move |filter| TABLE.iter().any(|row| row.path == path && row.method == filter);
    let works = names.into_iter().filter(move |(_, filter)| serves(*filter));
    works.flat_map(|(names, _)| names.iter().copied())
}

/// Every route.
pub(crate) static TABLE: [Row; 21] = {
    use Interaction as I;
    use Level::{System, Type};
    use MethodFilter as M;
    const WHOLE: &[(Level, &str)] = &[(System, "transaction"), (System, "batch")];
    [
        row(I::Capabilities, M::GET, "/metadata", &[]),
        row(I::OpenApi, M::GET, "/openapi.json", &[]),
        row(I::Whole, M::POST, "/", WHOLE),
        row(I::Read, M::GET, "/{kind}/{id}", &[(Type, "read")]),
        row(I::Vread, M::GET, "/{kind}/{id}/_history/{version}", &[(Type, "vread")]),
        row(I::Update, M::PUT, "/{kind}/{id}", &[(Type, "update")]),
        row(I::UpdateByCondition, M::PUT, "/{kind}", &[]),
        row(I::Patch, M::PATCH, "/{kind}/{id}", &[(Type, "patch")]),
        row(I::PatchByCondition, M::PATCH, "/{kind}", &[]),
        row(I::Delete, M::DELETE, "/{kind}/{id}", &[(Type, "delete")]),
        row(I::DeleteByCondition, M::DELETE, "/{kind}", &[]),
        row(I::History, M::GET, "/{kind}/{id}/_history", &[(Type, "history-instance")]),
        row(I::HistoryType, M::GET, "/{kind}/_history", &[(Type, "history-type")]),
        row(I::HistorySystem, M::GET, "/_history", &[(System, "history-system")]),
        row(I::Create, M::POST, "/{kind}", &[(Type, "create")]),
        row(I::Search, M::GET, "/{kind}", &[(Type, "search-type")]),
        row(I::SearchByPost, M::POST, "/{kind}/_search", &[]),
        row(I::SearchSystem, M::GET, "/", &[(System, "search-system")]),
        row(I::SearchSystemByPost, M::POST, "/_search", &[]),
        row(I::Compartment, M::GET, "/{kind}/{id}/{within}", &[]),
        row(I::CompartmentByPost, M::POST, "/{kind}/{id}/{within}/_search", &[]),
    ]
};
