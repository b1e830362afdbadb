//! What is spoken to, and how much of it is listened to.

use std::path::Path;

use hygie_base::Code;
use hygie_oidc::limits::{ANSWER_BYTES, HEAD_BYTES, REDIRECTS, REQUEST_TIME};
use hygie_oidc::{Call, CallFault, OidcError};
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

use crate::hostile::{Answer, Hostile, http};
use crate::world::{BACK, NOW, World, world, world_with};

fn discovery(fault: CallFault) -> OidcError {
    OidcError::Call { call: Call::Discovery, fault }
}

async fn begin(world: &World) -> Option<OidcError> {
    let error = world.provider.begin(BACK).await.err()?;
    assert_eq!(error.code(), Code::Unavailable);
    assert!(!error.to_string().contains("hidden"), "{error}");
    Some(error)
}

const ENDPOINTS: [&str; 5] = [
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "end_session_endpoint",
];

#[tokio::test]
async fn no_address_leads_to_another_host() {
    let other = Hostile::start(NOW).await;
    for name in ENDPOINTS {
        for address in [
            format!("{}/jwks", other.url),
            "http://169.254.169.254/latest".to_owned(),
            "https://localhost/x".to_owned(),
            "file:///etc/passwd".to_owned(),
            "jwks".to_owned(),
        ] {
            let world = world().await;
            world.hostile.script().metadata[name] = address.as_str().into();
            assert_eq!(begin(&world).await, Some(discovery(CallFault::Host)), "{name} {address}");
        }
    }
    assert_eq!(other.count(""), 0);
}

#[tokio::test]
async fn a_further_host_is_one_that_the_operator_names() {
    let other = Hostile::start(NOW).await;
    let named = other.url.strip_prefix("http://").unwrap().to_owned();
    let world = world_with(|options| options.hosts = vec![named]).await;
    let end = format!("{}/end", other.url);
    world.hostile.script().metadata["end_session_endpoint"] = end.into();
    assert_eq!(begin(&world).await, None);
}

#[tokio::test]
async fn the_description_is_of_this_provider_and_whole() {
    let world = world().await;
    world.hostile.script().metadata["issuer"] = format!("{}/", world.hostile.url).into();
    let error = begin(&world).await.unwrap().to_string();
    assert!(error.contains("another issuer"), "{error}");
    for name in ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"] {
        let world = crate::world::world().await;
        world.hostile.script().metadata.as_object_mut().unwrap().remove(name);
        let error = begin(&world).await.unwrap();
        assert!(matches!(error, OidcError::Call { call: Call::Discovery, .. }), "{name}: {error}");
    }
}

#[tokio::test]
async fn no_redirection_is_followed() {
    let other = Hostile::start(NOW).await;
    for (path, call) in [
        ("/.well-known/openid-configuration", Call::Discovery),
        ("/jwks", Call::Keys),
        ("/token", Call::Token),
        ("/userinfo", Call::UserInfo),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let world = world().await;
            let raw = format!(
                "HTTP/1.1 {status} X\r\nLocation: {}{path}\r\nContent-Length: 0\r\n\r\n",
                other.url
            );
            let error = world.refused(|script| script.raw = Some((path, raw.into_bytes()))).await;
            assert_eq!(error, OidcError::Call { call, fault: CallFault::Redirected }, "{path}");
        }
    }
    assert_eq!((other.count(""), REDIRECTS), (0, 0));
}

#[tokio::test]
async fn answers_have_a_size() {
    let answers = |bytes: usize| {
        move |url: &str| {
            let mut body = json!({
                "issuer": url, "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"), "jwks_uri": format!("{url}/jwks"),
            })
            .to_string();
            body.push_str(&" ".repeat(bytes - body.len()));
            http(&Answer { status: 200, kind: "application/json", body }).into_bytes()
        }
    };
    for (bytes, expect) in
        [(ANSWER_BYTES, None), (ANSWER_BYTES + 1, Some(discovery(CallFault::TooLarge)))]
    {
        let world = world().await;
        let raw = answers(bytes)(&world.hostile.url);
        world.hostile.script().raw = Some(("/openid-configuration", raw));
        assert_eq!(begin(&world).await, expect, "{bytes}");
    }
}

#[tokio::test]
async fn heads_have_a_size() {
    let world = world().await;
    let raw = format!("HTTP/1.1 200 X\r\nX-Long: {}\r\n\r\n", "a".repeat(HEAD_BYTES));
    world.hostile.script().raw = Some(("/openid-configuration", raw.into_bytes()));
    assert_eq!(begin(&world).await, Some(discovery(CallFault::Broken)));
}

#[tokio::test]
async fn an_answer_that_is_cut_is_none() {
    for raw in
        [&b""[..], b"HTTP/1.1 200 X\r\n", b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nhidden"]
    {
        let world = world().await;
        world.hostile.script().raw = Some(("/openid-configuration", raw.to_vec()));
        assert_eq!(begin(&world).await, Some(discovery(CallFault::Broken)));
    }
}

#[tokio::test]
async fn a_provider_that_is_not_there() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let world = world_with(|options| options.issuer = Some(closed)).await;
    assert_eq!(begin(&world).await, Some(discovery(CallFault::Unreachable)));
}

#[tokio::test]
async fn a_provider_that_does_not_answer_has_its_time() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let world = world_with(|options| options.issuer = Some(url)).await;
    let asked = async {
        let (mut stream, _) = silent.accept().await.unwrap();
        let mut head = [0; 4];
        stream.read_exact(&mut head).await.unwrap();
        assert_eq!(&head, b"GET ");
        tokio::time::pause();
        tokio::time::advance(REQUEST_TIME).await;
        stream
    };
    let (error, _stream) = tokio::join!(begin(&world), asked);
    assert_eq!(error, Some(discovery(CallFault::TooSlow)));
}

#[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: `make test` sets it"))
}

/// Any server over TLS will do: what it answers is no provider's, but it is reached.
#[tokio::test]
async fn a_server_proves_who_it_is() {
    let ask = async |issuer: String, ca: &str| {
        let world = world_with(|options| {
            options.issuer = Some(issuer);
            options.ca = Some(Path::new(ca).to_path_buf());
        })
        .await;
        begin(&world).await.unwrap()
    };
    let url = told("HYGIE_TEST_S3_TLS");
    let (right, wrong) = (told("HYGIE_TEST_S3_CA"), told("HYGIE_TEST_POSTGRES_CA"));
    let reached = ask(url.clone(), &right).await;
    assert!(
        matches!(
            reached,
            OidcError::Call { fault: CallFault::Status(_) | CallFault::Unreadable(_), .. }
        ),
        "{reached}"
    );
    assert_eq!(ask(url.clone(), &wrong).await, discovery(CallFault::Certificate));
}
