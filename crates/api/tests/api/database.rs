//! What a client meets while the database server comes to harm: answers in
//! time, nothing lost, nothing twice, no read without its trace.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hygie_base::{Rng as _, SystemRng};
use hygie_store::Store as _;
use hygie_testkit::{Builder, Cluster, observation};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::help::{Answer, House, person};

/// Clients at the same time, each with a Patient of its own.
const CLIENTS: u64 = 8;
/// Writes between one look at the server and the next.
const SOME: u64 = 4 * CLIENTS;
/// Bytes of a note.
const NOTE_BYTES: usize = 12 << 10;
/// Notes of an Observation with which a few dozen fill the disk.
const NOTES: usize = 20;
/// Between a refusal and the next try: `Retry-After` would take the test too long.
const PAUSE: Duration = Duration::from_millis(10);
/// Two seconds, and what a busy machine may add.
const ANSWER: Duration = Duration::from_secs(5);

/// Clients that write and read without end until they are told to stop.
struct Clients {
    house: Arc<House>,
    cluster: Cluster,
    at_work: JoinSet<Seen>,
    told: Arc<Told>,
}

/// What the clients were told so far.
#[derive(Default)]
struct Told {
    stop: AtomicBool,
    written: watch::Sender<u64>,
    refused: watch::Sender<u64>,
    /// Notes that each Observation carries.
    notes: AtomicUsize,
}

/// What one client knows.
struct Seen {
    patient: String,
    /// Observations that were acknowledged.
    written: Vec<String>,
    /// Reads that were answered.
    read: usize,
}

impl Clients {
    async fn at_work() -> Self {
        let cluster = Cluster::start().await;
        let house = House::over(Builder::in_database(cluster.address()).open()).await;
        let (house, told) = (Arc::new(house), Arc::new(Told::default()));
        let mut at_work = JoinSet::new();
        for client in 0..CLIENTS {
            let patient = format!("p{client}");
            house.put(&person(&patient, "Doe", "1970-01-01")).await;
            at_work.spawn(work(Arc::clone(&house), Arc::clone(&told), patient));
        }
        let clients = Self { house, cluster, at_work, told };
        clients.more_written().await;
        clients
    }

    /// Waits until some more writes were acknowledged.
    async fn more_written(&self) {
        more(&self.told.written).await;
    }

    /// Waits until some more requests were refused.
    async fn more_refused(&self) {
        more(&self.told.refused).await;
    }

    /// Lets them end, and holds what they know against what is kept.
    async fn all_is_there(self) {
        self.more_written().await;
        self.told.stop.store(true, Ordering::Relaxed);
        let Self { house, cluster, at_work, .. } = self;
        let (records, operator) = (&house.world.records, house.operator());
        for seen in at_work.join_all().await {
            let found = records.find_patient(&operator, &seen.patient).await.unwrap();
            let record = found[0];
            for id in &seen.written {
                let answer = house.get(&format!("/Observation/{id}")).await.is(200);
                assert_eq!(answer.json().get("meta").unwrap().str("versionId"), Some("1"));
            }
            let traces = house.world.store.traces_of(record, None, 10_000).await.unwrap();
            let reads = traces.iter().filter(|trace| !trace.write).count();
            assert!(reads >= seen.read + seen.written.len(), "{reads} traces of {}", seen.read);
            assert!(traces.len() - reads > seen.written.len(), "one for each, and the Patient's");
        }
        // Also that no log has a gap.
        assert_eq!(records.check(&operator).await.unwrap().findings, []);
        drop(house);
        drop(cluster);
    }
}

async fn more(count: &watch::Sender<u64>) {
    let before = *count.borrow();
    count.subscribe().wait_for(|now| *now >= before + SOME).await.unwrap();
}

/// Writes Observations, each under an id that is used once until its write is
/// acknowledged, and reads each.
async fn work(house: Arc<House>, told: Arc<Told>, patient: String) -> Seen {
    let mut seen = Seen { patient, written: Vec::new(), read: 0 };
    for number in 0_u64.. {
        if told.stop.load(Ordering::Relaxed) {
            break;
        }
        let id = format!("{}-{number}", seen.patient);
        let notes = told.notes.load(Ordering::Relaxed);
        let text = with_notes(&observation(&id, &seen.patient, "120"), notes);
        let path = format!("/Observation/{id}");
        // Once more is no second version: what it says is there already.
        while !is_done(&house, &told, "PUT", &path, Some(&text)).await {
            tokio::time::sleep(PAUSE).await;
        }
        seen.written.push(id);
        told.written.send_modify(|written| *written += 1);
        if is_done(&house, &told, "GET", &path, None).await {
            seen.read += 1;
        }
    }
    seen
}

/// The same resource with so many notes of random words, which do not compress.
/// Each is short enough to stay in the entry.
fn with_notes(resource: &str, notes: usize) -> String {
    let mut text = resource.strip_suffix('}').unwrap().to_owned();
    for number in 0..notes {
        let mut words = [0; NOTE_BYTES];
        SystemRng.fill(&mut words);
        let start = if number == 0 { r#","note":["# } else { "," };
        let end = if number + 1 == notes { "]" } else { "" };
        text += &format!(r#"{start}{{"text":"{}"}}{end}"#, BASE64_STANDARD.encode(words));
    }
    text + "}"
}

/// Whether a request was done; otherwise it was refused as it must be.
async fn is_done(house: &House, told: &Told, method: &str, path: &str, body: Option<&str>) -> bool {
    let asked = house.call(method, path, body);
    let answer: Answer = tokio::time::timeout(ANSWER, asked).await.unwrap();
    if answer.status.is_success() {
        return true;
    }
    let answer = answer.refuses(503, "unavailable");
    assert_eq!(answer.header("retry-after"), Some("1"), "{}", answer.text());
    told.refused.send_modify(|refused| *refused += 1);
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_and_started_again() {
    let clients = Clients::at_work().await;
    clients.cluster.kill().await;
    clients.more_refused().await;
    clients.cluster.restart().await;
    clients.all_is_there().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stands_still() {
    let clients = Clients::at_work().await;
    clients.cluster.pause().await;
    clients.more_refused().await;
    clients.cluster.resume().await;
    clients.all_is_there().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_restarted() {
    let clients = Clients::at_work().await;
    clients.cluster.restart().await;
    clients.more_written().await;
    clients.cluster.crash().await;
    clients.all_is_there().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_disk_is_full() {
    let clients = Clients::at_work().await;
    clients.cluster.fill().await;
    clients.told.notes.store(NOTES, Ordering::Relaxed);
    clients.more_refused().await;
    clients.told.notes.store(0, Ordering::Relaxed);
    clients.cluster.empty().await;
    clients.all_is_there().await;
}
