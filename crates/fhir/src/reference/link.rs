//! Which strings of a resource are links, told by names alone: R4's element
//! names decide it save for the few listed here. A test holds the table
//! against every element of the official definitions.

use super::is_bundle_urn;
use crate::json::{Json, Object};

/// Whether this object is a `Reference` with a literal text. Only three other
/// elements of R4 have a string member named `reference`: DetectedIssue itself,
/// Immunization.education, and Expression, whose `language` is required.
pub(super) fn is_reference(object: &Object, inside: &str) -> bool {
    object.get("reference").is_some_and(|value| matches!(value, Json::String(_)))
        && !matches!(inside, "DetectedIssue" | "education")
        && object.get("language").is_none()
}

/// Whether the string `text`, value of `name` within `inside`, is a link.
pub(super) fn is_link(is_reference: bool, inside: &str, name: &str, text: &str) -> bool {
    if is_reference && name == "reference" {
        return true;
    }
    is_bundle_urn(text) && is_uri_element(inside, name)
}

/// Whether the element `name` within `inside` (a resource type, or the member
/// that holds the object) is of type uri, url, oid or uuid. Left out: the types
/// and codes of definitions that are formally uris but name FHIR types.
pub(super) fn is_uri_element(inside: &str, name: &str) -> bool {
    match name {
        "authority" | "authorizationUrl" | "contentReference" | "defaultValueOid"
        | "defaultValueUri" | "defaultValueUrl" | "defaultValueUuid" | "definitionUri"
        | "derivedFromUri" | "endpoint" | "eventUri" | "fixedOid" | "fixedUri" | "fixedUrl"
        | "fixedUuid" | "fullUrl" | "implicitRules" | "instantiatesUri" | "issuer"
        | "jurisdiction" | "link" | "moduleUri" | "nameUrl" | "onlineInformation"
        | "patternOid" | "patternUri" | "patternUrl" | "patternUuid" | "policy" | "protocol"
        | "reference" | "relativePath" | "rendering" | "sourceUri" | "targetUri" | "valueOid"
        | "valueUri" | "valueUrl" | "valueUuid" => true,
        "address" => inside != "network",
        "definition" => inside == "item",
        "detail" => inside == "operation",
        "identifier" => inside == "expansion",
        "instantiates" => inside != "CapabilityStatement",
        "location" => inside == "response",
        "property" => matches!(inside, "dependsOn" | "product"),
        "source" => {
            matches!(inside, "group" | "meta" | "DocumentManifest") || inside.ends_with("Meta")
        }
        "system" => !matches!(inside, "dependsOn" | "product"),
        "target" => inside == "group",
        "uri" => !matches!(inside, "dependsOn" | "codeSystem"),
        "url" => !matches!(
            inside,
            "unmapped" | "structure" | "operation" | "extension" | "modifierExtension"
        ),
        _ => false,
    }
}
