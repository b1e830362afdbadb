//! The pages people see: rendered on the server, whole without JavaScript.
//!
//! # How a page is written
//!
//! 1. A template in `templates/`, which extends `base.html` and fills its
//!    blocks (see the head of that file). Everything is escaped; `|safe` is
//!    banned. Texts that people wrote stand in `<bdi>`. No `style` attribute,
//!    no inline script: the policy of the server forbids both. Charts use
//!    presentation attributes of SVG and classes of `assets/hygie.css`.
//! 2. A struct that derives `askama::Template` with a field `page: &Page`. The
//!    template says `{{ page.t("key") }}`, or `{{ page.t1("key", "count", n) }}`
//!    up to `t3`, for messages of `locales/{fr,en}/*.ftl`. Values that follow
//!    the language: `page.number("1284.5")`, `page.date("1942-03-12")`,
//!    `page.day(…)`, `page.time(…)`, `page.moment(timestamp)`,
//!    `page.age(birth date)`.
//! 3. An icon is `{% include "icons/NAME.svg" %}`: hidden from screen readers,
//!    so a word stands beside it, or an `aria-label` on its button.
//! 4. A handler is one file with up to 25 lines. It takes `State<Arc<Web>>` and
//!    `Signed` (whose session must be open) or `Sent` (the same with a form, whose
//!    token is checked and which survives an ended session), asks the gate for
//!    a permit, makes one call of a service and ends in `page.render(&template)`.
//!    What goes wrong is a `Fault`, which becomes a page by itself; `of_gate`
//!    and `of_account` turn refusals into one. Every form carries
//!    `<input type="hidden" name="csrf" value="{{ page.csrf }}">`.
//! 5. Each template is rendered in both languages by a test of its module with
//!    `page::promises::sample` and `keep`, which checks what all pages promise; each route is tried in process with `testing::House`.
//!
//! # What is remembered
//! Nothing in the browser but the session, three choices (language, colours,
//! keys) and, on a demonstration, the step of a guided tour; nothing on the server but what each session last searched for, in
//! memory and for half an hour. No address holds anything about a person.
#![warn(missing_docs)]

mod account;
mod accounts;
mod activation;
mod activity;
mod alerts;
mod apps;
mod assets;
mod care;
mod choices;
mod clients;
mod confirm;
mod contests;
mod context;
mod cookies;
mod delegates;
mod demo;
mod device;
mod draft;
mod emergency;
mod enrol;
mod faults;
mod fields;
pub mod format;
mod habilitations;
mod home;
mod invitations;
mod lang;
mod legal_notice;
pub mod limits;
mod lock;
mod login;
mod logout;
pub mod mail;
mod notice;
mod onward;
mod page;
mod passkeys;
mod password;
mod people;
mod place;
mod policy;
mod providers;
mod record;
mod refresh;
mod regulation;
mod reviews;
mod router;
mod secret_connection;
mod setup;
mod sharing;
mod signed;
mod state;
#[cfg(test)]
mod testing;
mod theme;
mod traces;
mod visibility;
mod wards;
mod words;

pub use delegates::{Acting, of_age};
pub use demo::Tour;
pub use lang::Lang;
pub use page::{Page, Who};
pub use providers::{Button, Offered, Providers};
pub use router::{router, router_with};
pub use theme::Theme;
