//! Guessing meets waits, for known and unknown logins alike.

use hygie_accounts::AccountError;
use hygie_accounts::limits::FREE_GUESSES;
use hygie_base::Code;

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND};

#[tokio::test]
async fn guesses_must_wait_and_nothing_locks() {
    let house = House::with_physician().await;
    for login in [LOGIN, "nobody"] {
        for _ in 0..=FREE_GUESSES {
            let wrong = house.accounts.log_in(login, OTHER_PASSWORD).await;
            assert!(matches!(wrong, Err(AccountError::Refused)));
        }
        let early = house.accounts.log_in(login, PASSWORD).await.err().unwrap();
        assert!(matches!(early, AccountError::Throttled { seconds: 1 }), "{login}: {early}");
        assert_eq!((early.code(), early.retry_after_seconds()), (Code::Throttled, Some(1)));
    }
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("waits 1 s"), "{what}");
    house.wait(SECOND - 1);
    assert!(house.accounts.log_in(LOGIN, PASSWORD).await.is_err());
    house.wait(1);
    house.log_in().await;
    // The right one cleared the count.
    assert!(matches!(
        house.accounts.log_in(LOGIN, OTHER_PASSWORD).await,
        Err(AccountError::Refused)
    ));
    house.log_in().await;
}

#[tokio::test]
async fn wrong_old_passwords_count_too() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    for _ in 0..=FREE_GUESSES {
        let wrong = house.accounts.change_password(&session, "wrong", OTHER_PASSWORD).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let early = house.accounts.change_password(&session, PASSWORD, OTHER_PASSWORD).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    house.wait(SECOND);
    house.accounts.change_password(&session, PASSWORD, OTHER_PASSWORD).await.unwrap();
}
