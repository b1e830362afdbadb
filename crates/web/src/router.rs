//! Which handler answers what.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use hygie_http::limits::{FORM_BYTES, PAGE_TIME};
use hygie_http::{App, Door, door};

use crate::providers::Providers;
use crate::state::Web;
use crate::{
    account, accounts, activation, activity, alerts, apps, assets, care, choices, clients, confirm,
    contests, context, delegates, demo, emergency, enrol, faults, habilitations, home, invitations,
    legal_notice, lock, login, logout, mail, passkeys, password, people, policy, providers, record,
    regulation, reviews, secret_connection, setup, sharing, traces, visibility, wards,
};

/// The pages, to be mounted at `/` within `hygie_http::wrap`.
pub fn router(app: Arc<App>) -> Router {
    router_with(app, Providers::default())
}

/// The same, where people can also log in with these providers.
pub fn router_with(app: Arc<App>, providers: Providers) -> Router {
    let web = Arc::new(Web::new(app, providers));
    // Without a demonstration these addresses are like any that do not exist.
    let demonstration = match web.app.demonstration {
        Some(_) => demo::routes(),
        None => Router::new(),
    };
    let pages = Router::new()
        .route("/", get(home::show))
        .route("/people", get(people::show).post(people::ask))
        .route("/account", get(account::show))
        .route("/account/sessions/end", post(account::end))
        .route("/account/sessions/end-all", post(account::everywhere))
        .route("/account/recovery", post(account::recovery))
        .route("/account/app/forget", post(account::forget))
        .route("/activity", get(activity::show).post(activity::submit))
        .route("/activity/next", post(activity::next))
        .route("/enrol", get(enrol::show).post(enrol::submit))
        .route("/enrol/later", post(enrol::later))
        .route("/password", get(password::show).post(password::submit))
        .route("/login", get(login::show).post(login::submit))
        .route("/login/second", get(login::second::show).post(login::second::submit))
        .route("/logout", post(logout::submit))
        .route("/setup", get(setup::show).post(setup::submit))
        .route("/language", post(choices::language))
        .route("/theme", post(choices::theme))
        .route("/keys", post(choices::keys))
        .merge(accounts::routes())
        .merge(account::security_routes())
        .merge(mail::routes())
        .merge(legal_notice::routes())
        .merge(lock::routes())
        .merge(confirm::routes())
        .merge(clients::routes())
        .merge(wards::routes())
        .merge(record::routes())
        .merge(sharing::routes())
        .merge(visibility::routes())
        .merge(secret_connection::routes())
        .merge(apps::routes())
        .merge(passkeys::routes())
        .merge(invitations::routes())
        .merge(care::routes())
        .merge(policy::routes())
        .merge(emergency::routes())
        .merge(regulation::routes())
        .merge(contests::routes())
        .merge(reviews::routes())
        .merge(alerts::routes())
        .merge(habilitations::routes())
        .merge(traces::routes())
        .merge(delegates::routes())
        .merge(activation::routes())
        .merge(providers::routes())
        .merge(demonstration)
        .fallback(faults::nothing_here)
        .layer(from_fn_with_state(Arc::clone(&web), setup::first))
        .layer(from_fn_with_state(Arc::clone(&web), context::know))
        .route("/assets/{name}", get(assets::serve));
    let doorway = Door {
        render: faults::render(Arc::clone(&web)),
        body_bytes: FORM_BYTES,
        time: PAGE_TIME,
        cookies: true,
    };
    let pages = door(pages, &web.app, doorway);
    pages.with_state(web)
}

#[cfg(test)]
mod roles;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod traced;
