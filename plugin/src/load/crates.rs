//! The .proto files of the options of validation: they are not ours to copy, so they are read from crates that carry them.
//!
//! This package names these crates as dependencies of a build script that it does not have: cargo downloads them with it,
//! and builds nothing of them. They lie beside this package, if that comes from a registry or a folder of vendored crates; else
//! in what cargo downloaded from registries.

use std::cmp::Reverse;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A file, as users import it; the crate that carries it, the versions of it that will do, and where it is there.
const FILES: [(&str, &str, &str, &str); 2] = [
    (
        "buf/validate/validate.proto",
        "protovalidate-buffa-protos",
        "0.7.",
        "proto/buf/validate/validate.proto",
    ),
    (
        "validate/validate.proto",
        "prost-validate-types",
        "0.2.",
        "proto/validate/validate.proto",
    ),
];

/// Where a file of these options is, if a crate has it.
pub(super) fn find(import: &str) -> Option<PathBuf> {
    let (_, package, version, file) = FILES.iter().find(|(name, ..)| *name == import)?;
    let mut folders: Vec<PathBuf> = Vec::new();
    folders.extend(Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned));
    let sources = cargo_home().map(|home| home.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    folders.extend(registries.into_iter().flatten().flatten().map(|entry| entry.path()));
    folders
        .iter()
        .find_map(|folder| newest(folder, package, version).map(|package| package.join(file)))
        .filter(|file| file.is_file())
}

/// The include paths of these options.
pub(crate) fn includes() -> Vec<PathBuf> {
    let found = FILES.iter().filter_map(|(import, ..)| {
        let file = find(import)?;
        let levels = Path::new(import).components().count();
        file.ancestors().nth(levels).map(Path::to_owned)
    });
    found.collect()
}

/// The newest of some versions of a package in a folder; without a version in its name it is a vendored one.
fn newest(folder: &Path, package: &str, version: &str) -> Option<PathBuf> {
    let mut found: Vec<(Reverse<u64>, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(package) else {
            continue;
        };
        let patch = match rest.strip_prefix('-') {
            None if rest.is_empty() => Some(u64::MAX),
            None => None,
            Some(rest) => rest.strip_prefix(version).and_then(|patch| patch.parse().ok()),
        };
        found.extend(patch.map(|patch| (Reverse(patch), entry.path())));
    }
    found.sort();
    found.into_iter().next().map(|(_, path)| path)
}

/// Where cargo keeps what it downloads.
fn cargo_home() -> Option<PathBuf> {
    let set = env::var_os("CARGO_HOME").filter(|home| !home.is_empty());
    set.map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_found() {
        for (import, package, ..) in FILES {
            let file = find(import).expect("cargo downloads the crate");
            let text = fs::read_to_string(&file).expect("a file");
            assert!(text.contains("extend google.protobuf.FieldOptions"), "{package}");
        }
        assert_eq!(find("validate.proto"), None);
        for (include, (import, ..)) in includes().iter().zip(FILES) {
            assert!(include.join(import).is_file(), "{}", include.display());
        }
        assert_eq!(includes().len(), FILES.len());
    }

    #[test]
    fn the_newest_version_that_will_do_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "some-1.2.9",
            "some-1.2.10",
            "some-1.3.0",
            "some-more-1.2.99",
            "some-1.2.x",
            "other",
        ] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let newest = |package, version| newest(folder.path(), package, version);
        assert_eq!(newest("some", "1.2."), Some(folder.path().join("some-1.2.10")));
        assert_eq!(newest("other", "1.2."), Some(folder.path().join("other")));
        assert_eq!(newest("none", "1.2."), None);
    }
}
