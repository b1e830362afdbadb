//! What is known of a provider grows old, and keys change.

use std::sync::Arc;

use hygie_oidc::limits::{DISCOVERY_MILLIS, FAILURE_PAUSE_MILLIS, KEYS_PAUSE_MILLIS};
use hygie_oidc::{OidcError, TokenFault};

use crate::hostile::{Key, Script, Signer};
use crate::world::{BACK, World, world};

fn new_key(script: &mut Script, id: &str) {
    let key = Arc::new(Key::new());
    script.keys = vec![key.public(id)];
    script.header["kid"] = id.into();
    script.signer = Signer::Key(key);
}

fn later(world: &World, millis: i64) {
    world.clock.advance(millis);
    world.hostile.script().now += millis;
}

#[tokio::test]
async fn a_new_key_is_fetched_but_not_again_and_again() {
    let world = world().await;
    world.log_in().await.unwrap();
    new_key(&mut world.hostile.script(), "two");
    let unknown = OidcError::IdToken(TokenFault::Key);
    later(&world, KEYS_PAUSE_MILLIS - 1);
    assert_eq!(world.log_in().await.err(), Some(unknown.clone()));
    assert_eq!(world.hostile.count("/jwks"), 1);
    later(&world, 1);
    world.log_in().await.unwrap();
    assert_eq!(world.hostile.count("/jwks"), 2);
    for _ in 0..5 {
        world.hostile.script().header["kid"] = "three".into();
        assert_eq!(world.log_in().await.err(), Some(unknown.clone()));
    }
    assert_eq!(world.hostile.count("/jwks"), 2);
}

#[tokio::test]
async fn a_withdrawn_key_is_forgotten() {
    let world = world().await;
    world.log_in().await.unwrap();
    world.hostile.script().keys = vec![Key::new().public("two")];
    later(&world, DISCOVERY_MILLIS - 1);
    world.log_in().await.unwrap();
    later(&world, 1);
    assert_eq!(world.log_in().await.err(), Some(OidcError::IdToken(TokenFault::Key)));
}

#[tokio::test]
async fn a_clock_that_is_put_back_makes_nothing_young() {
    let world = world().await;
    world.provider.begin(BACK).await.unwrap();
    later(&world, -315_360_000_000);
    world.provider.begin(BACK).await.unwrap();
    assert_eq!(world.hostile.count("/jwks"), 2);
}

#[tokio::test]
async fn a_provider_that_fails_is_left_in_peace_for_a_while() {
    let world = world().await;
    let well = world.hostile.script().metadata.clone();
    world.hostile.script().metadata = "hidden".into();
    let error = world.provider.begin(BACK).await.err().unwrap();
    assert_eq!(world.provider.begin(BACK).await.err(), Some(error.clone()));
    assert_eq!(world.hostile.count("/openid-configuration"), 1);
    world.hostile.script().metadata = well;
    world.clock.advance(FAILURE_PAUSE_MILLIS - 1);
    assert_eq!(world.provider.begin(BACK).await.err(), Some(error));
    world.clock.advance(1);
    world.provider.begin(BACK).await.unwrap();
    assert_eq!(world.hostile.count("/openid-configuration"), 2);
}
