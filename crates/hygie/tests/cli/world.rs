//! What the tests of the command line share: a data folder, the program run on
//! it, files to import.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use hygie_fhir::json::Json;
use serde_json::Value;
use tempfile::TempDir;

/// The program.
pub const HYGIE: &str = env!("CARGO_BIN_EXE_hygie");

/// What a command answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Answer {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The answer of a command that must exit with 0 and complain of nothing.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// What a command complains of that must exit with 1.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        self.err
    }

    /// The one line of JSON of an answer, whatever the exit code.
    #[track_caller]
    pub fn json(&self) -> Value {
        let line = self.out.strip_suffix('\n').expect("a line");
        assert!(!line.contains('\n'), "one line: {line}");
        serde_json::from_str(line).expect("JSON")
    }
}

/// A folder with the data folder `data` in it and room for files beside.
pub struct World {
    dir: TempDir,
}

impl World {
    /// With a data folder of the organisation "House".
    pub fn new() -> Self {
        let world = Self::empty();
        world.hygie(["init", "--organisation", "House"]).done();
        world
    }

    /// Without a data folder.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// The program with its data folder named, in the world's folder.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(HYGIE);
        command.arg("--data").arg(self.data()).args(args).current_dir(self.dir.path());
        command.env_remove("HYGIE_DATA").env_remove("HYGIE_FAILPOINTS").stdin(Stdio::null());
        for name in ["STORE", "STORE_PASSWORD_FILE", "STORE_CA"] {
            command.env_remove(format!("HYGIE_{name}"));
        }
        for name in ["", "_ENDPOINT", "_REGION", "_CA", "_KEY_FILE"] {
            command.env_remove(format!("HYGIE_BLOBS{name}"));
        }
        command
    }

    /// Runs the program to its end.
    pub fn hygie<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Answer {
        run(&mut self.command(args))
    }

    /// Starts the program with failpoints armed.
    pub fn start<A: AsRef<OsStr>>(
        &self,
        failpoints: &str,
        args: impl IntoIterator<Item = A>,
    ) -> Running {
        let mut command = self.command(args);
        command.env("HYGIE_FAILPOINTS", failpoints).stdout(Stdio::piped()).stderr(Stdio::piped());
        Running(Some(command.spawn().expect("the program starts")))
    }

    /// Writes a file beside the data folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        put(&path, content.as_ref());
        path
    }

    /// Imports files of the world; the report, and the exit code.
    pub fn import(&self, names: &[&str]) -> Report {
        let answer = self.hygie(["import", "--json"].iter().chain(names));
        let report = Report { json: answer.json(), code: answer.code };
        report.adds_up();
        report
    }

    /// Imports one file of this content and tells the report.
    pub fn import_text(&self, name: &str, content: impl AsRef<[u8]>) -> Report {
        self.file(name, content);
        self.import(&[name])
    }

    /// Exports a record.
    pub fn export(&self, record: &str) -> Json {
        self.hygie(["export", record, "--out", "export.json"]).done();
        parse(&fs::read(self.path("export.json")).expect("the export"))
    }

    /// Asserts that the doctor finds nothing, and tells what there is.
    #[track_caller]
    pub fn healthy(&self) -> Value {
        let answer = self.hygie(["doctor", "--json"]);
        let report = answer.json();
        assert_eq!(report["findings"], Value::Array(Vec::new()));
        assert_eq!(answer.code, Some(0));
        report
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Answer {
    Answer::of(command.output().expect("the program starts"))
}

/// A program that runs; killed when dropped.
pub struct Running(Option<Child>);

impl Running {
    pub fn id(&self) -> u32 {
        self.0.as_ref().expect("it runs").id()
    }

    /// Waits for its end.
    pub fn end(mut self) -> Answer {
        let child = self.0.take().expect("it runs");
        Answer::of(child.wait_with_output().expect("it ends"))
    }

    /// Whether it has ended.
    pub fn ended(&mut self) -> bool {
        self.0.as_mut().expect("it runs").try_wait().expect("its state").is_some()
    }

    pub fn kill(&mut self) {
        let child = self.0.as_mut().expect("it runs");
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// The report of an import.
#[derive(Debug)]
pub struct Report {
    pub json: Value,
    pub code: Option<i32>,
}

impl Report {
    /// One of its figures.
    #[track_caller]
    pub fn figure(&self, name: &str) -> u64 {
        self.json[name].as_u64().expect(name)
    }

    /// Resources met equal those taken and refused; the exit code says whether
    /// all were taken.
    #[track_caller]
    fn adds_up(&self) {
        let parts = ["created", "updated", "unchanged", "refused"].map(|name| self.figure(name));
        assert_eq!(self.figure("resources"), parts.iter().sum::<u64>(), "{:?}", self.json);
        let complete = self.refusals().is_empty();
        assert_eq!(self.code, Some(i32::from(!complete)), "{:?}", self.json);
        assert!(!complete || self.figure("refused") == 0);
    }

    /// Asserts created, updated, unchanged and refused.
    #[track_caller]
    pub fn expect(&self, created: u64, updated: u64, unchanged: u64, refused: u64) -> &Self {
        let found = ["created", "updated", "unchanged", "refused"].map(|name| self.figure(name));
        assert_eq!(found, [created, updated, unchanged, refused], "{:#}", self.json);
        self
    }

    /// File name, entry, code and reason of each refusal.
    pub fn refusals(&self) -> Vec<(String, String, String, String)> {
        let list = self.json["refusals"].as_array().expect("refusals");
        let word = |refusal: &Value, name: &str| refusal[name].as_str().expect(name).to_owned();
        list.iter()
            .map(|refusal| {
                let file = word(refusal, "file");
                let file = file.rsplit('/').next().unwrap_or_default().to_owned();
                (file, word(refusal, "entry"), word(refusal, "code"), word(refusal, "why"))
            })
            .collect()
    }

    /// Asserts that there is one refusal: of this file and entry, by this code,
    /// for a reason that holds these words.
    #[track_caller]
    pub fn refuses(&self, file: &str, entry: &str, code: &str, why: &str) {
        let refusals = self.refusals();
        let [(in_file, at, by, because)] = refusals.as_slice() else {
            panic!("one refusal: {refusals:#?}");
        };
        assert_eq!((in_file.as_str(), at.as_str(), by.as_str()), (file, entry, code), "{because}");
        assert!(because.contains(why), "{because}");
    }
}

/// Reads JSON as the program reads it.
#[track_caller]
pub fn parse(text: &[u8]) -> Json {
    hygie_fhir::json::parse(text, &Default::default()).expect("JSON")
}

#[expect(clippy::disallowed_methods, reason = "a test's own input needs no durable write")]
pub fn put(path: &Path, content: &[u8]) {
    fs::write(path, content).expect("a file");
}

/// A Patient of this id.
pub fn patient(id: &str) -> String {
    format!(r#"{{"resourceType":"Patient","id":"{id}"}}"#)
}

/// An Observation of this id about a Patient.
pub fn observation(id: &str, subject: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"text":"pulse"}},"subject":{{"reference":"{subject}"}}}}"#
    )
}

/// A bundle of these entries.
pub fn bundle(kind: &str, entries: &[String]) -> String {
    let entries = entries.join(",");
    format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":[{entries}]}}"#)
}

/// An entry that posts a resource.
pub fn post(full_url: &str, resource: &str) -> String {
    let json = parse(resource.as_bytes());
    let kind = json.resource_type().expect("a type");
    format!(
        r#"{{"fullUrl":"{full_url}","resource":{resource},"request":{{"method":"POST","url":"{kind}"}}}}"#
    )
}

/// An entry without a request.
pub fn plain(resource: &str) -> String {
    format!(r#"{{"resource":{resource}}}"#)
}

/// The resources of a bundle by `Type/id`, in order.
pub fn resources(bundle: &Json) -> Vec<(String, Json)> {
    let entries = bundle.get("entry").and_then(Json::as_array).unwrap_or_default();
    let resource = |entry: &Json| {
        let resource = entry.get("resource").expect("a resource");
        let kind = resource.resource_type().expect("a type");
        (format!("{kind}/{}", resource.id().expect("an id")), without_assigned(resource.clone()))
    };
    entries.iter().map(resource).collect()
}

/// A resource without what the server assigns.
pub fn without_assigned(mut resource: Json) -> Json {
    let object = resource.as_object_mut().expect("an object");
    if let Some(meta) = object.get_mut("meta").and_then(Json::as_object_mut) {
        meta.remove("versionId");
        meta.remove("lastUpdated");
        if meta.is_empty() {
            object.remove("meta");
        }
    }
    resource
}

/// The ten records of `samples/`, by file name.
pub fn samples() -> Vec<(String, Vec<u8>)> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/synthea-10.tar.zst");
    let file = File::open(archive).expect("the samples");
    let unpacked = zstd::Decoder::new(file).expect("zstd");
    let mut archive = tar::Archive::new(unpacked);
    let mut files = Vec::new();
    for entry in archive.entries().expect("tar") {
        let mut entry = entry.expect("an entry of the archive");
        let path = entry.path().expect("its path").into_owned();
        if path.extension() == Some(OsStr::new("json")) {
            let name = path.file_name().and_then(OsStr::to_str).expect("a name").to_owned();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).expect("its content");
            files.push((name, content));
        }
    }
    assert_eq!(files.len(), 10);
    files.sort();
    files
}

/// Copies a folder of plain files, modes included; what is no plain file stays.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).expect("its mode");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let kind = entry.file_type().expect("its kind");
        let to = to.join(entry.file_name());
        if kind.is_dir() {
            copy_folder(&entry.path(), &to);
        } else if kind.is_file() {
            // A file of a running store may go while it is looked at.
            drop(fs::copy(entry.path(), to));
        }
    }
}

/// A world whose data folder holds the ten records; they are imported once for
/// each build of the program and copied from then on.
pub fn ten_records() -> World {
    let about = fs::metadata(HYGIE).expect("the program");
    let age = about.modified().expect("its time");
    let age = age.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lock = File::create(place.join("ten-records.lock")).expect("a lock");
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).expect("the lock");
    let made = place.join(format!("ten-records-{age}"));
    if !made.exists() {
        for entry in fs::read_dir(place).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.to_string_lossy().contains("ten-records-") {
                fs::remove_dir_all(path).expect("an older one is removed");
            }
        }
        let world = World::new();
        for (name, content) in samples() {
            world.file(&format!("samples/{name}"), content);
        }
        world.import(&["samples"]).expect(21_706, 0, 177, 0);
        let fresh = place.join("ten-records-fresh");
        copy_folder(&world.data(), &fresh);
        let moved = Command::new("mv").arg(fresh).arg(&made).status().expect("mv");
        assert!(moved.success());
    }
    let world = World::empty();
    copy_folder(&made, &world.data());
    world
}
