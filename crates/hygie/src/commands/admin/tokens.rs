//! Bearer tokens of machines.

use anyhow::{Context as _, ensure};
use hygie_accounts::{Fingerprint, NewToken};
use hygie_base::{ExposeSecret as _, Timestamp};
use hygie_gate::Scopes;
use serde_json::{Value, json};

use crate::args::{Admin, Command, IssueToken, millis};
use crate::console::{Console, counted};
use crate::session::Session;

/// The command with the fingerprint of the file that it names, which whoever typed
/// it can read, and the process that carries it out perhaps not.
pub fn with_certificate(mut command: Command) -> anyhow::Result<Command> {
    if let Command::Admin(Admin::Token(asked)) = &mut command
        && let Some(path) = &asked.certificate
    {
        asked.fingerprint = Some(hygie_http::certificate_fingerprint(path)?.to_string());
    }
    Ok(command)
}

/// Issues the token that was asked for.
pub async fn issue(
    session: &Session,
    asked: IssueToken,
    console: &dyn Console,
) -> anyhow::Result<()> {
    let IssueToken { system, scope, expires, organisation, certificate, fingerprint } = asked;
    ensure!(certificate.is_none() || fingerprint.is_some(), "the certificate was not read");
    let scopes = Scopes::parse(&scope)?;
    let expires =
        Timestamp(session.clock.now().0.saturating_add(millis(&expires).unwrap_or_default()));
    let (organisation, organisation_name) =
        session.organisation_named(organisation.as_deref()).await?;
    let certificate = match &fingerprint {
        None => None,
        Some(text) => Some(Fingerprint::parse(text).context("no fingerprint")?),
    };
    let new = NewToken { system, scopes, expires, organisation, organisation_name, certificate };
    let token = session.accounts.issue_token(&session.permit(), new).await?;
    if let Some(fingerprint) = fingerprint {
        console.line(&format!("It works with the certificate {fingerprint} only."));
    }
    console.line(&format!("Issued a token that ends {expires}. It is not shown again:"));
    console.line(token.expose_secret());
    Ok(())
}

/// Lists the tokens that were issued and not ended.
pub async fn list(session: &Session, as_json: bool, console: &dyn Console) -> anyhow::Result<()> {
    let tokens = session.accounts.tokens(&session.permit()).await?;
    if as_json {
        let listed = tokens.iter().map(|token| {
            json!({
                "id": token.id,
                "system": token.system,
                "scope": token.scopes,
                "issued": token.issued.to_string(),
                "expires": token.expires.to_string(),
                "certificate": token.certificate.map(|it| it.to_string()),
            })
        });
        console.line(&Value::Array(listed.collect()).to_string());
        return Ok(());
    }
    for token in &tokens {
        let (id, system, scopes, expires) =
            (&token.id, &token.system, &token.scopes, token.expires);
        let bound = token.certificate.map(|it| format!("  with certificate {it}"));
        let bound = bound.unwrap_or_default();
        console.line(&format!("{id}  {system}  {scopes}  ends {expires}{bound}"));
    }
    console.line(&counted(tokens.len() as u64, "token"));
    Ok(())
}
