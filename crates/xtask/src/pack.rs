//! `cargo xtask pack PACKAGE.tgz [--check]`: packs the R4 definitions from the
//! npm package `hl7.fhir.r4.examples` into `crates/fhir/src/generated`.
//!
//! The packed text has one row a line, fields parted by tabs:
//!
//! ```text
//! hygie-definitions  2  PACKAGE  VERSION
//! V  url                                  a value set that can be enumerated
//! S  system  code…                        its codes, by system
//! T  name  kind                           a type: primitive, complex, backbone, resource, abstract
//! E  name  min  max  flags  set  type…    its elements, in order
//! P  url  code  type  usage  base  target  expression   a search parameter
//! C  url  expression                      a component of a composite one
//! M  type  parameter…                     the patient compartment
//! ```
//!
//! Flags are `a` for plain text without extensions, `m` for a modifier element,
//! `s` for one of the summary. A type of an element is `NAME`, `NAME(TARGET|…)` for references and
//! canonicals, `NAME:PROFILE` where the specification itself profiles it.

mod compartment;
mod parameters;
mod types;
mod value_sets;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use value_sets::ValueSets;

const NAME: &str = "hl7.fhir.r4.examples";
const VERSION: &str = "4.0.1";
const STRUCTURE: &str = "http://hl7.org/fhir/StructureDefinition/";
/// The highest level of compression that needs no extra memory to open.
const LEVEL: i32 = 19;
/// Bytes that the packed text may have when opened; `hygie-fhir` allows as much.
const OPENED_BYTES: usize = 4 << 20;

pub fn run(args: &[String]) -> anyhow::Result<()> {
    let (package, check) = match args {
        [package] => (package, false),
        [package, flag] if flag == "--check" => (package, true),
        _ => bail!("usage: cargo xtask pack PACKAGE.tgz [--check]"),
    };
    let package = Package::read(Path::new(package))?;
    let (packed, unchecked) = package.pack()?;
    let place = generated();
    if check {
        let old = fs::read(&place).with_context(|| format!("read {}", place.display()))?;
        let old = zstd::bulk::decompress(&old, OPENED_BYTES)?;
        ensure!(old == packed.as_bytes(), "{} is stale: run `cargo xtask pack`", place.display());
        return Ok(());
    }
    for line in unchecked {
        report(&line);
    }
    let bytes = zstd::bulk::compress(packed.as_bytes(), LEVEL)?;
    report(&format!("{} bytes, {} packed, {}", packed.len(), bytes.len(), place.display()));
    write(&place, &bytes)
}

fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fhir/src/generated/r4.tsv.zst")
}

#[expect(clippy::disallowed_methods, reason = "a chore writes a source file, not data")]
fn write(place: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(place, bytes).with_context(|| format!("write {}", place.display()))
}

#[expect(clippy::print_stderr, reason = "a chore tells its user what it did")]
fn report(line: &str) {
    eprintln!("pack: {line}");
}

/// The resources of the package that definitions are made of, by type and file name.
struct Package(BTreeMap<String, Vec<Value>>);

impl Package {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let file = fs::File::open(path).with_context(|| format!("open {}", path.display()))?;
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
        let mut files = BTreeMap::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let Some(name) = name.strip_prefix("package/") else { continue };
            let wanted = Self::TYPES.iter().any(|kind| name.starts_with(kind));
            if wanted || name == "package.json" {
                let mut text = String::new();
                entry.read_to_string(&mut text).with_context(|| format!("read {name}"))?;
                files.insert(name.to_owned(), text);
            }
        }
        let about = files.remove("package.json").context("no package.json in the package")?;
        let about: Value = serde_json::from_str(&about)?;
        ensure!(
            text(&about, "name") == NAME && text(&about, "version") == VERSION,
            "the package must be {NAME}@{VERSION}"
        );
        let mut package = Self(BTreeMap::new());
        for (name, text) in files {
            let resource: Value =
                serde_json::from_str(&text).with_context(|| format!("read {name}"))?;
            let kind = self::text(&resource, "resourceType").to_owned();
            package.0.entry(kind).or_default().push(resource);
        }
        Ok(package)
    }

    const TYPES: &[&str] = &[
        "CodeSystem-",
        "CompartmentDefinition-patient",
        "SearchParameter-",
        "StructureDefinition-",
        "ValueSet-",
    ];

    fn all(&self, kind: &str) -> &[Value] {
        self.0.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The packed text, and what it leaves unchecked.
    fn pack(&self) -> anyhow::Result<(String, Vec<String>)> {
        let mut sets = ValueSets::new(self.all("ValueSet"), self.all("CodeSystem"));
        let types = types::rows(self.all("StructureDefinition"), &mut sets)?;
        let unchecked = sets.unchecked();
        let unchecked = unchecked.map(|(url, by)| format!("not checked: {url}, bound by {by}"));
        let unchecked = unchecked.collect();
        let mut rows = Rows::default();
        rows.push(["hygie-definitions", "2", NAME, VERSION])?;
        rows.append(&sets.rows()?);
        rows.append(&types);
        rows.append(&parameters::rows(self.all("SearchParameter"))?);
        rows.append(&compartment::rows(self.all("CompartmentDefinition"))?);
        Ok((rows.0, unchecked))
    }
}

/// Rows of the packed text.
#[derive(Default)]
struct Rows(String);

impl Rows {
    fn push<T: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = T>) -> anyhow::Result<()> {
        for (index, field) in fields.into_iter().enumerate() {
            let field = field.as_ref();
            ensure!(!field.contains(['\t', '\n', '\r']), "a field holds a tab or a line: {field}");
            if index > 0 {
                self.0.push('\t');
            }
            self.0.push_str(field);
        }
        self.0.push('\n');
        Ok(())
    }

    fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }
}

/// The text of a member, empty when there is none.
fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a member that is an array, none when there is none.
fn items<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The texts of a member that is an array, parted by spaces.
fn words(value: &Value, name: &str) -> String {
    items(value, name).iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}
