//! What a decision costs: `cargo run --release -p hygie-policy --example measure_policy`
//! prints the median of one decision without cache, of making a lens, of applying it
//! to an entry of a kind that it has not met, and to one that it has.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hygie_policy::facts::{
    Account, Age, Asker, Confidentiality, Consent, Custodian, DocType, Entry, ForPerson,
    Interaction, Link, Mode, Physician, Profession, Record, Situation, Status, Will,
};
use hygie_policy::{Policy, Reading};

const ROUNDS: usize = 1001;
/// Entries of one record, as the limit of the gate has them.
const ENTRIES: u32 = 5000;

#[expect(clippy::print_stdout, reason = "a program that prints what it measured")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::built_in()?;
    let situation = Situation {
        asker: Asker::Health(Profession::Physician(Physician::Other)),
        account: Account::Active,
        link: Link::Team,
        record: Record::Open,
        consent: Consent::Presumed,
        will: Will::default(),
        mode: Mode::Normal,
        secret: false,
        age: Age::Adult,
    };
    let entry = Entry {
        custodian: Custodian::Other,
        authored: false,
        doc_type: DocType::parse("60591-5"),
        masked: false,
        for_person: ForPerson::Shown,
        hidden_from_representatives: false,
        deposited_by_person: false,
        status: Status::Active,
        confidentiality: Confidentiality::Normal,
    };
    let decision = median(|| {
        black_box(policy.decide(black_box(&situation), Interaction::Read));
    });
    let making = median(|| {
        black_box(policy.lens(black_box(&situation), Reading::Open));
    });
    let first = median(|| {
        black_box(policy.lens(&situation, Reading::Open).of(black_box(&entry)));
    });
    let lens = policy.lens(&situation, Reading::Open);
    let again = median(|| {
        for _ in 0..ENTRIES {
            black_box(lens.of(black_box(&entry)));
        }
    });
    println!("one decision: {decision:?}");
    println!("a lens made: {making:?}; made and applied once: {first:?}");
    println!("a lens over {ENTRIES} entries: {again:?}, an entry {:?}", again / ENTRIES);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a program that measures")]
fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}
