//! Subscriptions are kept and not served yet: whoever reads one is told so
//! (<https://hl7.org/fhir/R4/subscription.html>).

use hygie_fhir::json::Json;

const WHY: &str =
    "This server does not notify anybody yet: the subscription is kept, switched off.";

/// Switches a Subscription off and says why in it. One that says nothing that R4
/// knows is left to be refused.
pub(crate) fn switched_off(resource: &mut Json) {
    let asks = matches!(resource.str("status"), Some("requested" | "active" | "error" | "off"));
    if resource.resource_type() != Some("Subscription") || !asks {
        return;
    }
    if let Some(members) = resource.as_object_mut() {
        members.set("status", Json::string("off"));
        members.set("error", Json::string(WHY));
    }
}

#[cfg(test)]
mod tests {
    use hygie_fhir::json::parse;

    use super::*;

    #[test]
    fn only_subscriptions_are_switched_off() {
        let check = |text: &str, status: Option<&str>, told: bool| {
            let mut json = parse(text.as_bytes(), &Default::default()).unwrap();
            switched_off(&mut json);
            assert_eq!(json.str("status"), status, "{text}");
            assert_eq!(json.str("error") == Some(WHY), told, "{text}");
        };
        check(r#"{"resourceType":"Subscription","status":"requested"}"#, Some("off"), true);
        check(r#"{"resourceType":"Subscription","status":"active"}"#, Some("off"), true);
        check(r#"{"resourceType":"Subscription","status":"off","error":"a"}"#, Some("off"), true);
        check(r#"{"resourceType":"Subscription","status":"on"}"#, Some("on"), false);
        check(r#"{"resourceType":"Subscription"}"#, None, false);
        check(r#"{"resourceType":"Encounter","status":"active"}"#, Some("active"), false);
    }
}
