//! The schema of a suite, as a descriptor set.

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorSet};

/// A suite's files, with all that they import.
pub(crate) struct Schema {
    /// Encoded, with the options.
    pub(crate) set: Vec<u8>,
    decoded: FileDescriptorSet,
    /// The folder of the cases, below an include path.
    cases: String,
}

/// A message.
pub(crate) struct Known {
    pub(crate) package: String,
    /// `Outer.Inner`.
    pub(crate) name: String,
}

/// Reads all files of cases below include paths. By protoc, since some have editions.
pub(crate) fn read(includes: &[PathBuf], cases: &str) -> Result<Schema, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in includes.iter().map(|include| include.join(cases)) {
        if folder.is_dir() {
            collect(&folder, &mut files)?;
        }
    }
    files.sort();
    let protoc = protoc().ok_or("the cases have editions, which takes a protoc of today: run `cargo xtask install`")?;
    let set = compile(&protoc, includes, &files)?;
    Ok(Schema {
        decoded: FileDescriptorSet::decode(&*set)?,
        set,
        cases: cases.to_owned(),
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension() == Some(OsStr::new("proto")) {
            files.push(path);
        }
    }
    Ok(())
}

/// The protoc that the tests use, or what stands in `PATH`.
fn protoc() -> Option<PathBuf> {
    let named = ["PROTOSEAL_PROTOC_CURRENT", "PROTOC"].map(env::var_os);
    let named = named.into_iter().flatten().map(PathBuf::from);
    let installed = super::tools().join("protoc-current");
    let mut all = named.chain([installed, PathBuf::from("protoc")]);
    all.find(|protoc| Command::new(protoc).arg("--version").output().is_ok())
}

fn compile(protoc: &Path, includes: &[PathBuf], files: &[PathBuf]) -> Result<Vec<u8>, Box<dyn Error>> {
    let set = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("set.binpb");
    let output = Command::new(protoc)
        .args(["--include_imports", "--include_source_info"])
        .args(
            includes
                .iter()
                .flat_map(|include| [OsStr::new("-I"), include.as_os_str()]),
        )
        .arg("-o")
        .arg(&set)
        .args(files)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(fs::read(set)?)
}

impl Schema {
    /// The messages of the cases' files.
    pub(crate) fn messages(&self) -> Vec<Known> {
        let mut found = Vec::new();
        let of_cases = |name: &&str| name.starts_with(&self.cases);
        for file in self.decoded.file.iter().filter(|file| of_cases(&file.name())) {
            for message in &file.message_type {
                walk(message, file.package(), "", &mut found);
            }
        }
        found
    }

    /// The innermost message that a line of a file is in.
    pub(crate) fn message_at(&self, file: &str, line: usize) -> Option<String> {
        let file = self.decoded.file.iter().find(|known| known.name() == file)?;
        let at = i32::try_from(line).ok()? - 1;
        let info = file.source_code_info.as_ref()?;
        let around = info.location.iter().filter(|location| {
            let span = &location.span;
            let end = if span.len() == 4 { span[2] } else { span[0] };
            is_message(&location.path) && (span[0]..=end).contains(&at)
        });
        let path = &around.max_by_key(|location| location.path.len())?.path;
        let mut indexes = path.chunks(2).filter_map(|step| usize::try_from(*step.get(1)?).ok());
        let mut message = file.message_type.get(indexes.next()?)?;
        let mut name = format!("{}.{}", file.package(), message.name());
        for index in indexes {
            message = message.nested_type.get(index)?;
            name = format!("{name}.{}", message.name());
        }
        Some(name)
    }
}

/// Whether a path of a descriptor leads to a message: one of a file, then nested ones.
fn is_message(path: &[i32]) -> bool {
    const OF_FILE: i32 = 4;
    const NESTED: i32 = 3;
    path.len().is_multiple_of(2)
        && path.first() == Some(&OF_FILE)
        && path.iter().skip(2).step_by(2).all(|number| *number == NESTED)
}

fn walk(message: &DescriptorProto, package: &str, outer: &str, found: &mut Vec<Known>) {
    if message.options.as_ref().is_some_and(|options| options.map_entry()) {
        return;
    }
    let name = format!("{outer}{}", message.name());
    for nested in &message.nested_type {
        walk(nested, package, &format!("{name}."), found);
    }
    found.push(Known {
        package: package.to_owned(),
        name,
    });
}
