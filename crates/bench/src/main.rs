//! Measurements for `bench/run.sh`. Prints lines of `key<TAB>value`; the script
//! makes the table.

mod bare;
mod care;
mod cipher;
mod compress;
mod copy;
mod decisions;
mod disk;
mod flood;
mod growth;
mod house;
mod passkey;
mod plot;
mod postgres;
mod record;
mod sample;
mod service;
mod session;
mod sqlite;
mod trace;

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["machine", folder, sample] => machine(Path::new(folder), Path::new(sample)),
        ["sample", sample] => sample_size(Path::new(sample)),
        ["record", data] => largest_record(Path::new(data)),
        ["bare", port] => bare::serve(port),
        ["postgres", url] => tell("postgres_commits_per_s", postgres::commits(url)?),
        ["copy", folder, url] => {
            let times = copy::copy(Path::new(folder), url)?;
            tell("copy_rows_ms", times.rows.as_millis())?;
            tell("copy_whole_ms", times.whole.as_millis())?;
            tell("copy_bytes", times.bytes)
        }
        ["passkey", folder] => {
            let measured = passkey::measure(Path::new(folder))?;
            tell("passkey_challenge_us", measured.challenge.as_micros())?;
            tell("passkey_log_in_us", measured.log_in.as_micros())?;
            tell("passkey_bare_us", measured.bare.as_micros())
        }
        ["growth", name, address, folder, sizes @ ..] if !sizes.is_empty() => {
            grown(name, address, Path::new(folder), sizes)
        }
        ["decisions", folder] => gate_decisions(Path::new(folder)),
        ["session", folder] => session_check(Path::new(folder)),
        ["flood", folder] => flooded(Path::new(folder)),
        ["trace", folder, traces] => {
            traced(Path::new(folder), traces.parse().context("how many traces")?)
        }
        ["plot"] => {
            let figures = plot::read(&std::io::read_to_string(std::io::stdin())?)?;
            let picture = plot::draw(&figures)?;
            std::io::stdout().write_all(picture.as_bytes()).context("writing to standard output")
        }
        _ => {
            anyhow::bail!(
                "usage: hygie-bench machine FOLDER SAMPLE | sample SAMPLE | record DATA | \
                 bare PORT | postgres URL | passkey FOLDER | copy FOLDER URL | \\
                 growth NAME sqlite|URL FOLDER SIZE… | session FOLDER | decisions FOLDER | flood FOLDER | \
                 trace FOLDER TRACES | plot"
            )
        }
    }
}

/// What the machine itself can do, on the disk that holds `folder`.
fn machine(folder: &Path, sample: &Path) -> anyhow::Result<()> {
    let bundles = sample::read(sample)?;
    let resources = sample::resources(&bundles);
    let sync = disk::fdatasync(folder)?;
    tell("fdatasync_p50_us", sync.median.as_micros())?;
    tell("fdatasync_p99_us", sync.worst.as_micros())?;
    tell("sqlite_single_per_s", sqlite::inserts(folder, &resources, 1)?)?;
    tell("sqlite_group_per_s", sqlite::inserts(folder, &resources, sqlite::GROUP)?)?;
    tell("aes_1k_mb_s", cipher::seal(1 << 10)?)?;
    tell("aes_64k_mb_s", cipher::seal(64 << 10)?)?;
    tell("aes_derived_1k_per_s", cipher::derived(1 << 10)?)?;
    let zstd = compress::rates(&resources)?;
    tell("zstd_pack_mb_s", zstd.pack)?;
    tell("zstd_unpack_mb_s", zstd.unpack)?;
    tell("zstd_percent", zstd.percent)
}

fn sample_size(sample: &Path) -> anyhow::Result<()> {
    let bundles = sample::read(sample)?;
    let resources = sample::resources(&bundles);
    tell("bundles", bundles.len())?;
    tell("resources", resources.len())?;
    tell("compact_bytes", resources.iter().map(|resource| resource.len()).sum::<usize>())
}

fn largest_record(data: &Path) -> anyhow::Result<()> {
    let measured = record::measure(data)?;
    tell("record_entries", measured.entries)?;
    tell("open_cold_us", measured.open.as_micros())?;
    tell("search_warm_us", measured.search.as_micros())?;
    tell("search_traced_us", measured.traced.as_micros())
}

/// What a session check adds to a request.
fn session_check(folder: &Path) -> anyhow::Result<()> {
    let session::Measured { without, with, check } = session::measure(folder)?;
    tell("request_bare_ns", without.as_nanos())?;
    tell("request_session_ns", with.as_nanos())?;
    tell("session_adds_ns", with.saturating_sub(without).as_nanos())?;
    tell("session_check_ns", check.as_nanos())?;
    let ratio = with.as_secs_f64() / without.as_secs_f64().max(f64::MIN_POSITIVE);
    tell("session_ratio", format!("{ratio:.2}"))
}

/// What the gate costs.
fn gate_decisions(folder: &Path) -> anyhow::Result<()> {
    let measured = decisions::measure(folder)?;
    tell("gate_from_store_ns", measured.from_store.as_nanos())?;
    tell("gate_permit_ns", measured.permit.as_nanos())?;
    tell("gate_kept_ns", measured.kept.as_nanos())?;
    tell("gate_lens_ns", measured.lens.as_nanos())?;
    tell("gate_passing", measured.passing)
}

/// What a flood of wrong passwords costs the reads of others.
fn flooded(folder: &Path) -> anyhow::Result<()> {
    let flood::Measured { quiet, flooded, guesses } = flood::measure(folder)?;
    tell("read_quiet_us", quiet.as_micros())?;
    tell("read_flooded_us", flooded.as_micros())?;
    let ratio = flooded.as_secs_f64() / quiet.as_secs_f64().max(f64::MIN_POSITIVE);
    tell("read_flooded_ratio", format!("{ratio:.2}"))?;
    tell("flood_guesses", guesses)
}

/// What the trace costs.
fn traced(folder: &Path, traces: usize) -> anyhow::Result<()> {
    let measured = trace::measure(folder, traces)?;
    let syncs = |time: Duration, sync: Duration| {
        format!("{:.2}", time.as_secs_f64() / sync.as_secs_f64().max(f64::MIN_POSITIVE))
    };
    let trace::Measured { sync, paced, paced_worst, .. } = &measured;
    tell("trace_sync_us", sync.median.as_micros())?;
    tell("trace_sync_worst_us", sync.worst.as_micros())?;
    tell("trace_paced_us", paced.as_micros())?;
    tell("trace_paced_ratio", syncs(*paced, sync.median))?;
    tell("trace_paced_worst_us", paced_worst.as_micros())?;
    tell("trace_paced_worst_ratio", syncs(*paced_worst, sync.median))?;
    tell("trace_reads_per_s", per_second(measured.reads, measured.reading))?;
    tell("trace_verified", measured.verified)?;
    tell("trace_verify_us", measured.verifying.as_micros())?;
    tell("trace_page_us", measured.page.as_micros())?;
    tell("trace_pages_us", measured.all.as_micros())
}

/// Growth of one store, each figure told as soon as it is known.
fn grown(name: &str, address: &str, folder: &Path, sizes: &[&str]) -> anyhow::Result<()> {
    let sizes = sizes.iter().map(|size| size.parse().context("a size"));
    let sizes = sizes.collect::<anyhow::Result<Vec<u64>>>()?;
    growth::measure(address, folder, &sizes, |measured| {
        let growth::Measured { records, find, open, commit, bytes } = measured;
        let key = |what: &str| format!("growth_{name}_{records}_{what}");
        tell(&key("find_us"), find.as_micros())?;
        tell(&key("open_us"), open.as_micros())?;
        tell(&key("commit_us"), commit.as_micros())?;
        tell(&key("bytes"), bytes)
    })
}

fn tell(key: &str, value: impl std::fmt::Display) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{key}\t{value}").context("writing to standard output")
}

/// Times one piece of work.
#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, Duration)> {
    let begin = Instant::now();
    let done = work()?;
    Ok((done, begin.elapsed()))
}

/// The middle one; of an even number the higher.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How many a second, rounded.
fn per_second(count: usize, time: Duration) -> u128 {
    count as u128 * 1_000_000 / time.as_micros().max(1)
}

/// Megabytes (10^6) a second, rounded: bytes a microsecond.
fn megabytes_per_second(bytes: usize, time: Duration) -> u128 {
    bytes as u128 / time.as_micros().max(1)
}
