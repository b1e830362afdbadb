use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_gate::Role;

use crate::Lang;
use crate::page::promises::keep;
use crate::record::tests::house;
use crate::testing::{Answer, House};

/// A document whose contents have these media types; each says its own type.
fn document(id: &str, media: &[&str]) -> String {
    let contents: Vec<_> = media
        .iter()
        .map(|media| {
            let mut data = STANDARD.encode(media);
            // R4 lets base64 be broken into lines.
            data.insert_str(4, "\\n");
            format!(r#"{{"attachment":{{"contentType":"{media}","data":"{data}"}}}}"#)
        })
        .collect();
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","subject":{{"reference":"Patient/jeanne"}},"content":[{}]}}"#,
        contents.join(",")
    )
}

const MEDIA: [&str; 5] =
    ["application/pdf", "image/png", "text/html", "application/xml", "text/plain; charset=utf-8"];

async fn got(house: &House, path: &str) -> Answer {
    house.logged_in(Role::Physician).await.get(path).await
}

#[tokio::test]
async fn files_open_as_they_are_and_what_could_run_is_saved() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    house.write(&[&document("doc", &MEDIA)], "jeanne").await;
    let path = format!("/records/{record}/entries/DocumentReference/doc");
    let page = got(&house, &path).await;
    keep(Lang::Fr, &page.html);
    for at in 0..4 {
        assert!(page.html.contains(&format!("{path}/files/{at}\"")), "{at}");
    }
    assert!(!page.html.contains("/files/4"), "plain text is on the page");
    for (at, (served, how)) in [
        ("application/pdf", "inline; filename=\"document-1.pdf\""),
        ("image/png", "inline; filename=\"document-2.png\""),
        ("application/octet-stream", "attachment; filename=\"document-3.bin\""),
        ("application/xml", "attachment; filename=\"document-4.xml\""),
        ("text/plain; charset=utf-8", "inline; filename=\"document-5.txt\""),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = got(&house, &format!("{path}/files/{at}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.html, MEDIA[at]);
        assert_eq!(answer.headers[CONTENT_TYPE], served);
        assert_eq!(answer.headers[CONTENT_DISPOSITION], how);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_text_that_the_page_cannot_show_is_offered_and_saved() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let text = document("text", &["text/plain; charset=iso-8859-1"]);
    // "été" in Latin-1.
    let text = text.replace(&STANDARD.encode("text/plain; charset=iso-8859-1")[4..], "6XTp");
    house.write(&[&text], "jeanne").await;
    let path = format!("/records/{record}/entries/DocumentReference/text");
    assert!(got(&house, &path).await.html.contains(&format!("{path}/files/0\"")));
    let answer = got(&house, &format!("{path}/files/0")).await;
    assert_eq!(answer.headers[CONTENT_TYPE], "text/plain");
    assert_eq!(answer.headers[CONTENT_DISPOSITION], "attachment; filename=\"document-1.txt\"");
}

#[tokio::test]
async fn a_file_that_is_not_there_and_one_that_is_hidden_are_answered_alike() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    house.account(Role::Secretary, None).await;
    house.write(&[&document("doc", &["application/pdf"])], "jeanne").await;
    let base = format!("/records/{record}/entries/DocumentReference");
    assert_eq!(got(&house, &format!("{base}/doc/files/0")).await.status, StatusCode::OK);
    let mut other = house.logged_in(Role::Secretary).await;
    let hidden = other.get(&format!("{base}/doc/files/0")).await;
    let absent = other.get(&format!("{base}/none/files/0")).await;
    assert_eq!((hidden.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    for wrong in ["doc/files/1", "doc/files/00", "doc/files/-1", "doc/files/x", "none/files/0"] {
        let answer = got(&house, &format!("{base}/{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}
