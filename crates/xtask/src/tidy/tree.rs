//! The workspace as cargo and git tell it, read once for all rules.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, TargetKind};

use super::layers::{self, Crate, Need};
use super::machine::Text;
use super::modules::{self, Root};
use super::source::Source;
use super::supply::Package;
use crate::tracked;

/// Everything that the rules look at.
pub(super) struct Tree {
    /// Our crates with what they depend on.
    pub(super) crates: Vec<Crate>,
    /// Their manifests.
    pub(super) manifests: Vec<Text>,
    /// Every text file that git tracks or would track.
    pub(super) texts: Vec<Text>,
    /// The Rust files among them.
    pub(super) sources: Vec<Source>,
    /// Every package that may be built.
    pub(super) packages: Vec<Package>,
}

impl Tree {
    /// Reads the workspace that this program was built in.
    pub(super) fn read() -> anyhow::Result<Self> {
        let locked = vec!["--locked".to_owned()];
        let metadata = MetadataCommand::new().other_options(locked).exec()?;
        let root = metadata.workspace_root.as_std_path();
        let texts = texts(root)?;
        let crates = crates(&metadata)?;
        let manifests = texts
            .iter()
            .filter(|text| crates.iter().any(|one| one.manifest == text.path))
            .cloned()
            .collect();
        let sources = sources(&texts, &roots(&metadata)?)?;
        let packages = packages(&metadata, &built(root)?);
        Ok(Self { crates, manifests, texts, sources, packages })
    }

    /// Text of one file.
    pub(super) fn text(&self, path: &str) -> anyhow::Result<&str> {
        let found = self.texts.iter().find(|text| text.path == path);
        Ok(&found.with_context(|| format!("{path} is missing"))?.text)
    }
}

fn texts(root: &Path) -> anyhow::Result<Vec<Text>> {
    let text = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
        Some(Text { path, text })
    };
    Ok(tracked::files(root)?.into_iter().filter_map(text).collect())
}

fn crates(metadata: &Metadata) -> anyhow::Result<Vec<Crate>> {
    let members = metadata.workspace_packages();
    let ours = |name: &str| members.iter().any(|member| member.name.as_str() == name);
    let short = |name: &str| {
        let short = if ours(name) { name.strip_prefix("hygie-") } else { None };
        short.unwrap_or(name).to_owned()
    };
    members
        .iter()
        .map(|member| {
            let needs = member.dependencies.iter().map(|need| Need {
                name: short(&need.name),
                ours: ours(&need.name),
                dev: need.kind == DependencyKind::Development,
            });
            Ok(Crate {
                name: short(&member.name),
                manifest: relative(metadata, member.manifest_path.as_std_path())?,
                needs: needs.collect(),
            })
        })
        .collect()
}

fn roots(metadata: &Metadata) -> anyhow::Result<Vec<Root>> {
    let mut roots = Vec::new();
    for member in metadata.workspace_packages() {
        for target in &member.targets {
            let is = |kind: &TargetKind| target.kind.contains(kind);
            let test = is(&TargetKind::Test) || is(&TargetKind::Bench) || is(&TargetKind::Example);
            let path = relative(metadata, target.src_path.as_std_path())?;
            roots.push(Root { path, test });
        }
    }
    Ok(roots)
}

fn sources(texts: &[Text], roots: &[Root]) -> anyhow::Result<Vec<Source>> {
    let rust = texts.iter().filter(|text| text.path.ends_with(".rs"));
    let mut sources: Vec<Source> =
        rust.map(|text| Source::parse(&text.path, &text.text)).collect::<anyhow::Result<_>>()?;
    modules::mark(&mut sources, roots);
    for source in &mut sources {
        let name = source.path.strip_prefix("crates/").and_then(|path| path.split('/').next());
        source.dev = name.is_some_and(layers::is_dev);
    }
    Ok(sources)
}

/// Name and version of every package that some feature of ours builds on some
/// target. The lock file names more: what a package would need for a feature
/// that nobody turns on.
fn built(root: &Path) -> anyhow::Result<HashSet<(String, String)>> {
    let output = Command::new("cargo")
        .args(["tree", "--locked", "--workspace", "--all-features", "--target", "all"])
        .args(["--edges", "normal,build,dev", "--prefix", "none", "--format", "{p}"])
        .current_dir(root)
        .output()
        .context("running cargo tree")?;
    anyhow::ensure!(output.status.success(), "cargo tree failed");
    let list = String::from_utf8(output.stdout).context("a package's name is not UTF-8")?;
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    Ok(list.lines().filter_map(named).collect())
}

fn packages(metadata: &Metadata, built: &HashSet<(String, String)>) -> Vec<Package> {
    let package = |package: &cargo_metadata::Package| Package {
        name: package.name.to_string(),
        version: package.version.to_string(),
        licence: package.license.clone(),
        source: package.source.as_ref().map(ToString::to_string),
    };
    let all = metadata.packages.iter().map(package);
    all.filter(|one| built.contains(&(one.name.clone(), one.version.clone()))).collect()
}

fn relative(metadata: &Metadata, path: &Path) -> anyhow::Result<String> {
    let root = metadata.workspace_root.as_std_path();
    let inside = path.strip_prefix(root).context("a target outside the workspace")?;
    Ok(inside.to_str().context("a path is not UTF-8")?.to_owned())
}
