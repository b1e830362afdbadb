//! What sealing costs: `cargo run --release -p hygie-seal --example measure_seal FOLDER`
//! seals and opens every resource of the bundles in FOLDER and prints bytes
//! and time per entry.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{fs, path::Path};

use hygie_base::{Epoch, KeyNo, RecordNo, Rng, SystemRng, Timestamp};
use hygie_seal::{EntryKind, Header, Link, Place, RecordKey, Sealer, Unsealer};
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;
const ROUNDS: u32 = 3;

#[expect(clippy::print_stdout, reason = "a program that prints what it measured")]
fn main() -> Result<(), Failure> {
    let folder = std::env::args().nth(1).ok_or("usage: measure FOLDER")?;
    let texts = resources(Path::new(&folder))?;
    let count = u32::try_from(texts.len())?;
    let json: usize = texts.iter().map(|(_, json)| json.len()).sum();
    let key = RecordKey::generate(&SystemRng);
    let (mut sealer, mut unsealer) = (Sealer::new(), Unsealer::new());
    let (mut sealing, mut opening) = (Duration::MAX, Duration::MAX);
    let mut bodies = Vec::new();
    for _ in 0..ROUNDS {
        bodies.clear();
        let mut previous = Link::START;
        let elapsed = timed(|| {
            for ((header, json), seq) in texts.iter().zip(1..) {
                let rng: &dyn Rng = &SystemRng;
                let sealed = sealer.seal_entry(
                    &key,
                    &place(seq),
                    &previous,
                    header,
                    json.as_bytes(),
                    rng,
                )?;
                previous = sealed.1;
                bodies.push(sealed.0);
            }
            Ok(())
        })?;
        sealing = sealing.min(elapsed);
        let mut arena = Vec::with_capacity(json);
        let elapsed = timed(|| {
            for (body, seq) in bodies.iter().zip(1..) {
                black_box(unsealer.unseal_entry(&key, &place(seq), body, &mut arena)?);
            }
            Ok(())
        })?;
        opening = opening.min(elapsed);
    }
    let sealed: usize = bodies.iter().map(Vec::len).sum();
    println!("entries     {count}");
    println!("JSON        {} bytes each", json / texts.len());
    println!("sealed      {} bytes each", sealed / texts.len());
    println!("per mille   {}", sealed * 1000 / json);
    println!("seal        {:?} each", sealing / count);
    println!("unseal      {:?} each", opening / count);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "it measures")]
fn timed(work: impl FnOnce() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn place(seq: u64) -> Place {
    Place { record: RecordNo::REGISTRY, seq, epoch: Epoch(1), key: KeyNo(1) }
}

/// Every entry's resource as compact text, references as the import leaves
/// them: `Type/id` in place of `urn:uuid:id`.
fn resources(folder: &Path) -> Result<Vec<(Header, String)>, Failure> {
    let mut texts = Vec::new();
    for file in fs::read_dir(folder)? {
        let mut bundle: Value = serde_json::from_slice(&fs::read(file?.path())?)?;
        let entries = bundle.get_mut("entry").map(Value::take).unwrap_or_default();
        let entries = entries.as_array().ok_or("a bundle without entries")?;
        let types: BTreeMap<&str, &str> = entries
            .iter()
            .filter_map(|entry| {
                let of = entry.get("resource")?.get("resourceType")?.as_str()?;
                Some((entry.get("fullUrl")?.as_str()?, of))
            })
            .collect();
        for entry in entries {
            let resource = entry.get("resource").ok_or("an entry without resource")?;
            let text = |name| {
                let value = resource.get(name).and_then(Value::as_str);
                value.map(str::to_owned).ok_or("a resource without type or id")
            };
            let header = Header {
                resource_type: text("resourceType")?,
                id: text("id")?,
                version: 1,
                previous: 0,
                author: "system:import".to_owned(),
                at: Timestamp(1_795_353_360_123),
                kind: EntryKind::Live,
                blobs: Vec::new(),
            };
            texts.push((header, resolved(&resource.to_string(), &types)));
        }
    }
    Ok(texts)
}

fn resolved(json: &str, types: &BTreeMap<&str, &str>) -> String {
    const UUID_URL: usize = 9 + 36;
    let mut parts = json.split(r#""reference":""#);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(r#""reference":""#);
        let found = part.split_at_checked(UUID_URL);
        match found.and_then(|(url, rest)| Some((types.get(url)?, url.get(9..)?, rest))) {
            Some((of, id, rest)) => out.extend([*of, "/", id, rest]),
            None => out.push_str(part),
        }
    }
    out
}
