//! The access log names nobody.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::help::{house, unending};

/// Keeps each event as text.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<String>>>);

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(format!("{} ", event.metadata().level()));
        event.record(&mut text);
        self.0.lock().unwrap().push(text.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_slow_client_is_no_error_of_ours() {
    let house = house();
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    house.send(unending("/raw")).await;
    house.send(unending("/late")).await;
    drop(guard);
    let lines = kept.0.lock().unwrap().clone();
    assert!(lines[0].starts_with("INFO") && lines[0].contains("status=408"), "{}", lines[0]);
    assert!(lines[1].starts_with("ERROR") && lines[1].contains("status=503"), "{}", lines[1]);
}

#[tokio::test]
async fn the_route_stands_for_the_path() {
    let house = house();
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    let headers = [("user-agent", "secret"), ("cookie", "secret"), ("authorization", "secret")];
    for (method, uri) in [
        ("GET", "/hello/secret?secret=secret"),
        ("GET", "/secret/secret"),
        ("SECRET", "/hello/secret"),
        ("GET", "/panic"),
        ("GET", "/broken"),
    ] {
        house.ask(method, uri, &headers, "secret").await;
    }
    drop(guard);
    let lines = kept.0.lock().unwrap().clone();
    assert_eq!(lines.len(), 5, "{lines:?}");
    for line in &lines {
        assert!(!line.to_lowercase().contains("secret") && !line.contains("Martin"), "{line}");
    }
    assert!(lines[0].contains(r#"route="/hello/{name}" status=200"#), "{}", lines[0]);
    assert!(lines[1].contains(r#"route="" status=404"#), "{}", lines[1]);
    assert!(lines[2].contains(r#"method="other""#), "{}", lines[2]);
    assert!(lines[4].starts_with("ERROR") && lines[4].contains("record 7"), "{}", lines[4]);
}

#[tokio::test]
async fn an_alarm_warns_and_names_nobody() {
    let house = house();
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    assert_eq!(house.get("/alarm").await.status, 403);
    house.get("/refused").await;
    drop(guard);
    let lines = kept.0.lock().unwrap().clone();
    let warned = lines[0].starts_with("WARN") && lines[0].contains("alarm: see the traces");
    assert!(warned && lines[0].contains("route=\"/alarm\" status=403"), "{}", lines[0]);
    assert!(lines[1].starts_with("INFO"), "{}", lines[1]);
}
