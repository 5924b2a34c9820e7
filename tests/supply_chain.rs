//! What the crate is made of: dependencies by the policy of `deny.toml`, the package that is published, `unsafe`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn policy() -> toml::Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    text.parse().expect("deny.toml is TOML")
}

fn strings<'t>(table: &'t toml::Table, section: &str, key: &str) -> Vec<&'t str> {
    let list = table[section][key].as_array().expect("a list");
    list.iter().map(|item| item.as_str().expect("text")).collect()
}

fn cargo(arguments: &[&str]) -> String {
    try_cargo(arguments).unwrap_or_else(|error| panic!("{error}"))
}

/// What cargo prints, or why it does not.
fn try_cargo(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO")).args(arguments).arg("--offline").current_dir(root()).output().expect("cargo starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

const METADATA: [&str; 5] = ["metadata", "--format-version", "1", "--locked", "--filter-platform=x86_64-unknown-linux-gnu"];

/// What is built by default and by the tests.
fn metadata() -> Value {
    serde_json::from_str(&cargo(&METADATA)).expect("JSON")
}

/// And what a backend brings, for who asks for it. `None` if those crates were never fetched; in CI they are.
fn metadata_with_backends() -> Option<Value> {
    let found = try_cargo(&[&METADATA[..], &["--all-features"]].concat());
    if let Err(error) = &found {
        assert!(std::env::var_os("CI").is_none(), "{error}");
        eprintln!("the crates of the backends are not there: cargo fetch gets them");
    }
    found.ok().map(|json| serde_json::from_str(&json).expect("JSON"))
}

/// The packages of other people, with a field of each.
fn foreign<'m>(metadata: &'m Value, field: &'m str) -> impl Iterator<Item = (&'m str, Option<&'m str>)> {
    let packages = metadata["packages"].as_array().expect("packages").iter().filter(|package| !package["source"].is_null());
    packages.map(move |package| (package["id"].as_str().expect("an id"), package[field].as_str()))
}

#[test]
fn licences_are_those_that_the_policy_allows() {
    let (policy, metadata) = (policy(), metadata());
    let allowed = strings(&policy, "licenses", "allow");
    let refused: Vec<_> =
        foreign(&metadata, "license").filter(|(_, licence)| !licence.is_some_and(|it| is_allowed(it, &allowed))).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

/// A backend may bring the licences that the policy lists for single crates, and none of those may be in the default build.
#[test]
fn licences_of_backends_are_those_that_the_policy_allows() {
    let Some(metadata) = metadata_with_backends() else { return };
    let policy = policy();
    let allowed = strings(&policy, "licenses", "allow");
    let exceptions: Vec<(&str, Vec<&str>)> = policy["licenses"]["exceptions"].as_array().expect("a list").iter().map(exception).collect();
    let mut used = BTreeSet::new();
    let refused: Vec<_> = foreign(&metadata, "license")
        .filter(|(package, licence)| {
            let Some(licence) = licence else { return true };
            let exception = exceptions.iter().find(|(name, _)| package.contains(&format!("#{name}@")));
            let met = exception.is_some_and(|(_, more)| is_allowed(licence, &[&allowed[..], more].concat()));
            used.extend(exception.filter(|_| met).map(|(name, _)| *name));
            !met && !is_allowed(licence, &allowed)
        })
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(used.len(), exceptions.len(), "of {exceptions:?} only {used:?} are used");
}

/// The crate of an exception, whatever its version, and its licences.
fn exception(exception: &toml::Value) -> (&str, Vec<&str>) {
    let crate_name = exception["crate"].as_str().and_then(|it| it.split('@').next()).expect("a name");
    (crate_name, exception["allow"].as_array().expect("a list").iter().map(|item| item.as_str().expect("text")).collect())
}

/// Whether an SPDX expression can be met by the licences allowed. An exception ("WITH") only adds permissions.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = expression.split_whitespace().collect();
    while let Some(open) = words.iter().rposition(|word| *word == "(") {
        let close = open + words[open..].iter().position(|word| *word == ")").expect("brackets are closed");
        let met = any_of(&words[open + 1..close], allowed);
        words.splice(open..=close, [if met { "yes" } else { "no" }]);
    }
    any_of(&words, allowed)
}

fn any_of(words: &[&str], allowed: &[&str]) -> bool {
    let is_met = |term: &[&str]| term.first().is_some_and(|licence| *licence == "yes" || allowed.contains(licence));
    words.split(|word| *word == "OR").any(|terms| terms.split(|word| *word == "AND").all(is_met))
}

#[test]
fn expressions_of_licences_are_understood() {
    for (expression, expected) in [
        ("MIT OR GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("GPL-3.0/MIT", true),
        ("(MIT OR GPL-3.0) AND Zlib", true),
        ("(MIT OR Zlib) AND GPL-3.0", false),
        ("Zlib WITH exception OR GPL-3.0", true),
        ("GPL-3.0", false),
    ] {
        assert_eq!(is_allowed(expression, &["MIT", "Zlib"]), expected, "{expression}");
    }
}

#[test]
fn everything_comes_from_the_registry_that_the_policy_names() {
    let (policy, metadata) = (policy(), metadata_with_backends().unwrap_or_else(metadata));
    let allowed = strings(&policy, "sources", "allow-registry");
    let is_known = |source: &str| source.strip_prefix("registry+").is_some_and(|registry| allowed.contains(&registry));
    let strange: Vec<_> = foreign(&metadata, "source").filter(|(_, source)| !source.is_some_and(is_known)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    // And its bytes are those that the lock file names.
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is there").parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    let unsigned = packages.iter().filter(|package| package.get("source").is_some() && package.get("checksum").is_none());
    assert_eq!(unsigned.count(), 0);
}

/// Two versions of one crate among what a user of the program builds.
#[test]
fn no_crate_comes_twice_without_a_reason() {
    let policy = policy();
    // `cargo metadata` also lists what a feature that is off would bring; `cargo tree` knows what is built.
    let list = cargo(&["tree", "--locked", "--features", "cli", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty()) {
        let (name, version) = line.split_once(" v").expect("a name and a version");
        versions.entry(name).or_default().insert(version.split(' ').next().expect("a version"));
    }
    assert!(versions.len() > 50, "{versions:?}");
    let skipped = policy["bans"]["skip"].as_array().expect("a list");
    let is_skipped = |name: &str, version: &str| {
        skipped.iter().any(|skip| {
            let (known, prefix) = skip["crate"].as_str().and_then(|it| it.split_once('@')).expect("name@version");
            assert!(skip["reason"].as_str().is_some_and(|reason| reason.len() > 10), "{known} is skipped without a reason");
            name == known && version.starts_with(prefix)
        })
    };
    let twice = versions.iter().filter(|(name, versions)| versions.iter().filter(|version| !is_skipped(name, version)).count() > 1);
    let twice: Vec<_> = twice.collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// The oldest compiler that the crate promises to build with is no older than its dependencies ask for.
#[test]
fn dependencies_build_with_the_compiler_that_is_promised() {
    let metadata = metadata_with_backends().unwrap_or_else(metadata);
    let version = |text: &str| text.split('.').chain(["0", "0"]).take(3).map(|part| part.parse().expect("a number")).collect::<Vec<u32>>();
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let newer: Vec<_> =
        foreign(&metadata, "rust_version").filter(|(_, asked)| asked.is_some_and(|asked| version(asked) > promised)).collect();
    assert!(newer.is_empty(), "{newer:?} ask for more than {}", env!("CARGO_PKG_RUST_VERSION"));
}

#[test]
fn the_package_holds_what_it_should() {
    let list = cargo(&["package", "--list", "--allow-dirty"]);
    let allowed = ["src/", "docs/", "examples/", "benches/", "tests/", "models/news-en/", "LICENSE-", "Cargo.", ".cargo_vcs_info.json"];
    let names = ["README.md", "CHANGELOG.md", "SECURITY.md", "deny.toml", "models/README.md"];
    let strange: Vec<_> =
        list.lines().filter(|file| !names.contains(file) && !allowed.iter().any(|start| file.starts_with(start))).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let needed =
        ["src/lib.rs", "models/news-en/weights.safetensors", "models/news-en/manifest.json", "LICENSE-MIT", "README.md", "SECURITY.md"];
    let missing: Vec<_> = needed.iter().filter(|file| !list.lines().any(|line| line == **file)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// `unsafe` stands in one folder if anywhere, and each block says why it is sound. (The compiler denies it elsewhere; Clippy asks for the sentence.)
#[test]
fn unsafe_code_stands_where_it_may() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 50);
    let mut blocks = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source file");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let found = code.filter(|line| line.contains("unsafe {") || line.contains("unsafe fn") || line.contains("unsafe impl")).count();
        assert!(found == 0 || file.to_string_lossy().contains("encoder"), "{} holds unsafe code", file.display());
        blocks += found;
    }
    eprintln!("{blocks} lines begin unsafe code");
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
