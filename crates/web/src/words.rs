//! The words of the pages: Fluent messages, embedded, one bundle a language.
//!
//! A key that is missing shows as `⟦key⟧`; a test looks for that mark on every
//! page, and another compares the keys of the two languages.

mod argument;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use argument::Argument;

use crate::format;
use crate::lang::Lang;

/// File name and contents of every file of messages in a language.
type Files = &'static [(&'static str, &'static str)];

const FRENCH_FILES: Files = &[
    ("shell", include_str!("../locales/fr/shell.ftl")),
    ("accounts", include_str!("../locales/fr/accounts.ftl")),
    ("record", include_str!("../locales/fr/record.ftl")),
    ("demo", include_str!("../locales/fr/demo.ftl")),
    ("apps", include_str!("../locales/fr/apps.ftl")),
    ("lock", include_str!("../locales/fr/lock.ftl")),
    ("passkeys", include_str!("../locales/fr/passkeys.ftl")),
    ("invitations", include_str!("../locales/fr/invitations.ftl")),
    ("wards", include_str!("../locales/fr/wards.ftl")),
    ("care", include_str!("../locales/fr/care.ftl")),
    ("emergency", include_str!("../locales/fr/emergency.ftl")),
    ("contests", include_str!("../locales/fr/contests.ftl")),
    ("alerts", include_str!("../locales/fr/alerts.ftl")),
    ("habilitations", include_str!("../locales/fr/habilitations.ftl")),
    ("regulation", include_str!("../locales/fr/regulation.ftl")),
    ("providers", include_str!("../locales/fr/providers.ftl")),
    ("clients", include_str!("../locales/fr/clients.ftl")),
    ("policy", include_str!("../locales/fr/policy.ftl")),
    ("sharing", include_str!("../locales/fr/sharing.ftl")),
    ("visibility", include_str!("../locales/fr/visibility.ftl")),
    ("secret_connection", include_str!("../locales/fr/secret_connection.ftl")),
    ("delegates", include_str!("../locales/fr/delegates.ftl")),
    ("mail", include_str!("../locales/fr/mail.ftl")),
];
const ENGLISH_FILES: Files = &[
    ("shell", include_str!("../locales/en/shell.ftl")),
    ("accounts", include_str!("../locales/en/accounts.ftl")),
    ("record", include_str!("../locales/en/record.ftl")),
    ("demo", include_str!("../locales/en/demo.ftl")),
    ("apps", include_str!("../locales/en/apps.ftl")),
    ("lock", include_str!("../locales/en/lock.ftl")),
    ("passkeys", include_str!("../locales/en/passkeys.ftl")),
    ("invitations", include_str!("../locales/en/invitations.ftl")),
    ("wards", include_str!("../locales/en/wards.ftl")),
    ("care", include_str!("../locales/en/care.ftl")),
    ("emergency", include_str!("../locales/en/emergency.ftl")),
    ("contests", include_str!("../locales/en/contests.ftl")),
    ("alerts", include_str!("../locales/en/alerts.ftl")),
    ("habilitations", include_str!("../locales/en/habilitations.ftl")),
    ("regulation", include_str!("../locales/en/regulation.ftl")),
    ("providers", include_str!("../locales/en/providers.ftl")),
    ("clients", include_str!("../locales/en/clients.ftl")),
    ("policy", include_str!("../locales/en/policy.ftl")),
    ("sharing", include_str!("../locales/en/sharing.ftl")),
    ("visibility", include_str!("../locales/en/visibility.ftl")),
    ("secret_connection", include_str!("../locales/en/secret_connection.ftl")),
    ("delegates", include_str!("../locales/en/delegates.ftl")),
    ("mail", include_str!("../locales/en/mail.ftl")),
];

static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Fr));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En));

/// The message `key` in `lang`, with its arguments filled in.
pub fn say(lang: Lang, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = match lang {
        Lang::Fr => &*FRENCH,
        Lang::En => &*ENGLISH,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    let mut filled = FluentArgs::with_capacity(arguments.len());
    for (name, value) in arguments {
        filled.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned();
    if errors.is_empty() { text } else { format!("⟦{text}⟧") }
}

/// Whether there is a message `key` in `lang`.
pub fn is_said(lang: Lang, key: &str) -> bool {
    let bundle = match lang {
        Lang::Fr => &*FRENCH,
        Lang::En => &*ENGLISH,
    };
    bundle.has_message(key)
}

fn files(lang: Lang) -> Files {
    match lang {
        Lang::Fr => FRENCH_FILES,
        Lang::En => ENGLISH_FILES,
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    // Both tags parse; the undetermined language would only lose the plurals,
    // which a test holds.
    let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Arguments of foreign direction are isolated in `argument`, the others
    // stay free of invisible marks, so that text copies and searches cleanly.
    bundle.set_use_isolating(false);
    match lang {
        Lang::Fr => bundle.set_formatter(Some(|value, _| number(Lang::Fr, value))),
        Lang::En => bundle.set_formatter(Some(|value, _| number(Lang::En, value))),
    }
    for (_, source) in files(lang) {
        // What does not parse is left out and shows as a missing key; a test
        // holds that every file parses whole.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::decimal(lang, &number.as_string())),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests;
