use axum::http::StatusCode;

use crate::Lang;
use crate::page::promises::keep;
use crate::testing::House;

#[tokio::test]
async fn the_language_is_asked_of_the_browser_and_then_kept() {
    let house = House::new();
    let mut browser = house.browser();
    keep(Lang::Fr, &browser.get("/setup").await.html);
    browser.language = "en-GB, fr;q=0.5";
    keep(Lang::En, &browser.get("/setup").await.html);
    let answer = browser.post("/language", &[("language", "fr"), ("next", "/setup")]).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/setup"));
    keep(Lang::Fr, &browser.get("/setup").await.html);
}

#[tokio::test]
async fn colours_are_kept_and_nonsense_is_not() {
    let house = House::new();
    let mut browser = house.browser();
    for (path, field) in [("/theme", "theme"), ("/language", "language"), ("/keys", "keys")] {
        browser.post(path, &[(field, "x; Domain=evil.example"), ("next", "//evil.example")]).await;
    }
    assert!(browser.cookies.is_empty());
    assert!(browser.get("/setup").await.html.contains("data-theme=\"auto\""));
    browser.post("/theme", &[("theme", "dark"), ("next", "/setup")]).await;
    assert!(browser.get("/setup").await.html.contains("data-theme=\"dark\""));
}
