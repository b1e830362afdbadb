//! Log-ins at npm `oidc-provider`, which `make test` starts.

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SystemClock, SystemRng};
use hygie_gate::Role;
use hygie_oidc::{
    Algorithm, Authentication, Back, Claims, Gender, Identity, OidcError, Options, Pending,
    Profile, Provider, TokenFault,
};
use openidconnect::url::Url;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::agent::Agent;
use crate::clients::pem;
use crate::world::{BACK, file};

/// The provider's address. `make test` names it in `HYGIE_TEST_OIDC`, and a test
/// that finds none fails.
#[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
fn issuer() -> String {
    std::env::var("HYGIE_TEST_OIDC").unwrap_or_else(|_| {
        panic!(
            "HYGIE_TEST_OIDC must name a provider, as http://127.0.0.1:port: `make test` starts one"
        )
    })
}

/// A client that the provider knows, and ours with its configuration.
struct Desk {
    provider: Provider,
    options: Options,
    folder: TempDir,
}

async fn desk(profile: Profile, client: Value) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut client = client;
    client["redirect_uris"] = json!([BACK]);
    client["post_logout_redirect_uris"] = json!([BACK]);
    let keyed = client["token_endpoint_auth_method"] == "private_key_jwt";
    let (private, public) = pem();
    if keyed {
        client["jwks"] = json!({ "keys": [public] });
    }
    let url = Url::parse(&format!("{}/reg", issuer())).unwrap();
    let (status, _, body) = Agent::new("", "").ask("POST", &url, &client.to_string()).await;
    assert_eq!(status, 201, "{body}");
    let known: Value = serde_json::from_str(&body).unwrap();
    let authentication = if keyed {
        Authentication::KeyFile { path: file(&folder, "key", &private), id: Some("ours".into()) }
    } else {
        Authentication::SecretFile(file(
            &folder,
            "secret",
            known["client_secret"].as_str().unwrap(),
        ))
    };
    let mut options = Options::new(profile, known["client_id"].as_str().unwrap(), authentication);
    options.issuer = Some(issuer());
    options.discovery = Some(format!("{}/.well-known/openid-configuration", issuer()));
    Desk { provider: open(&options), options, folder }
}

fn open(options: &Options) -> Provider {
    Provider::open(options, Arc::new(SystemClock), Arc::new(SystemRng)).unwrap()
}

impl Desk {
    async fn log_in(&self, account: &str, acr: &str) -> Result<Identity, OidcError> {
        let begun = self.provider.begin(BACK).await?;
        let query = Agent::new(account, acr).go(&begun.url, BACK).await;
        self.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await
    }
}

#[tokio::test]
async fn anybody() {
    let desk = desk(Profile::Generic, json!({})).await;
    let identity = desk.log_in("anne", "eidas1").await.unwrap();
    assert_eq!((&identity.issuer, &*identity.subject), (&issuer(), "anne"));
    let Claims::Described(one) = &identity.claims else { panic!("{identity:?}") };
    assert_eq!(one.name.as_deref(), Some("Anne Leroux"));
}

#[tokio::test]
async fn a_professional_chooses_among_activities() {
    let post = json!({ "token_endpoint_auth_method": "client_secret_post" });
    let desk = desk(Profile::ProSanteConnect, post).await;
    let identity = desk.log_in("doctor", "eidas1").await.unwrap();
    assert_eq!(identity.acr.as_deref(), Some("eidas1"));
    let Claims::Professional(one) = &identity.claims else { panic!("{identity:?}") };
    assert_eq!((one.rpps(), &*one.family_name), ("99700366240", "DOC0036624"));
    assert!(one.activities.iter().all(|one| one.role == Role::Physician));
    let finess: Vec<_> =
        one.activities.iter().map(|one| one.organisation.finess.as_deref()).collect();
    assert_eq!(finess, [Some("750000001"), None]);
}

#[tokio::test]
async fn a_professional_without_a_role_is_told_why() {
    let desk = desk(Profile::ProSanteConnect, json!({})).await;
    let error = desk.log_in("physiotherapist", "eidas1").await.err().unwrap();
    assert!(matches!(error, OidcError::Claims(_)), "{error}");
    assert!(error.to_string().contains("70 (Masseur-kinésithérapeute) has no role"), "{error}");
}

#[tokio::test]
async fn a_person_by_signed_user_info_and_a_key_of_our_own() {
    let client = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "id_token_signed_response_alg": "ES256",
        "userinfo_signed_response_alg": "ES256",
    });
    let desk = desk(Profile::FranceConnect, client).await;
    let identity = desk.log_in("angela", "eidas1").await.unwrap();
    let Claims::Person(one) = &identity.claims else { panic!("{identity:?}") };
    assert_eq!((&*one.family_name, one.birth_date.year), ("DUBOIS", 1962));
    assert_eq!((one.gender, &*one.birth_country), (Gender::Female, "99100"));
}

#[tokio::test]
async fn a_weaker_log_in_than_asked_for() {
    let desk = desk(Profile::ProSanteConnect, json!({})).await;
    let error = desk.log_in("doctor", "password").await.err();
    assert_eq!(error, Some(OidcError::IdToken(TokenFault::Strength)));
}

#[tokio::test]
async fn a_person_who_gives_up() {
    let desk = desk(Profile::Generic, json!({})).await;
    let error = desk.log_in("nobody", "eidas1").await.err();
    assert_eq!(error, Some(OidcError::Refused("access_denied".into())));
}

#[tokio::test]
async fn a_code_is_used_once() {
    let desk = desk(Profile::Generic, json!({})).await;
    let begun = desk.provider.begin(BACK).await.unwrap();
    let bytes = begun.pending.to_bytes();
    let query = Agent::new("anne", "eidas1").go(&begun.url, BACK).await;
    let finish = async || {
        let pending = Pending::from_bytes(&bytes).unwrap();
        desk.provider.finish(pending, &Back::parse(&query).unwrap()).await
    };
    finish().await.unwrap();
    assert_eq!(finish().await.err(), Some(OidcError::Refused("invalid_grant".into())));
}

#[tokio::test]
async fn an_answer_without_its_issuer_is_refused() {
    let desk = desk(Profile::Generic, json!({})).await;
    let begun = desk.provider.begin(BACK).await.unwrap();
    let query = Agent::new("anne", "eidas1").go(&begun.url, BACK).await;
    let (without, _) = query.split_once("&iss=").unwrap();
    let error = desk.provider.finish(begun.pending, &Back::parse(without).unwrap()).await.err();
    assert_eq!(error, Some(OidcError::AnswerIssuer));
}

#[tokio::test]
async fn an_algorithm_that_is_not_expected() {
    let desk = desk(Profile::Generic, json!({ "id_token_signed_response_alg": "ES256" })).await;
    assert!(desk.log_in("anne", "eidas1").await.is_ok());
    let strict = Options { algorithms: vec![Algorithm::Rs256], ..desk.options.clone() };
    let strict = Desk { provider: open(&strict), ..desk };
    let error = strict.log_in("anne", "eidas1").await.err();
    assert_eq!(error, Some(OidcError::IdToken(TokenFault::Algorithm)));
}

#[tokio::test]
async fn a_wrong_secret() {
    let desk = desk(Profile::Generic, json!({})).await;
    let wrong = Authentication::SecretFile(file(&desk.folder, "wrong", "wrong"));
    let wrong = Options { authentication: wrong, ..desk.options.clone() };
    let wrong = Desk { provider: open(&wrong), ..desk };
    let error = wrong.log_in("anne", "eidas1").await.err();
    assert_eq!(error, Some(OidcError::Refused("invalid_client".into())));
}

#[tokio::test]
async fn the_session_there_ends_too() {
    let desk = desk(Profile::Generic, json!({})).await;
    let begun = desk.provider.begin(BACK).await.unwrap();
    let mut agent = Agent::new("anne", "eidas1");
    let query = agent.go(&begun.url, BACK).await;
    let identity =
        desk.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await.unwrap();
    let form = desk.provider.log_out(&identity.log_out, BACK).await.unwrap().unwrap();
    let fields = form.fields.iter().map(|(name, value)| (*name, value.expose_secret()));
    let url = Url::parse_with_params(&form.action, fields).unwrap();
    let (status, _, page) =
        agent.ask("POST", &Url::parse(&form.action).unwrap(), url.query().unwrap()).await;
    assert_eq!(status, 200, "{page}");
    // The provider asks the person, whose page posts this form.
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let confirm = Url::parse(&format!("{}/session/end/confirm", issuer())).unwrap();
    let body = format!("xsrf={}&logout=yes", value("xsrf"));
    let (_, location, page) = agent.ask("POST", &confirm, &body).await;
    let expect = format!("{BACK}?state={}", form.state.expose_secret());
    assert_eq!(location.as_deref(), Some(&*expect), "{page}");
}
