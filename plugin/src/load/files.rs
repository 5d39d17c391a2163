//! Which files are generated if the user names none.

use std::collections::BTreeSet;

use prost_reflect::{DescriptorPool, FileDescriptor, Kind, MessageDescriptor};

/// Packages of files that exist for their options. Generated they would be 200 KB that nobody uses.
const OPTION_PACKAGES: [&str; 3] = ["protoseal", "validate", "buf.validate"];

/// All files but the well-known types, which prost-types has, and the files of options, unless they are `named` by the
/// user or a generated file has fields or methods of their types.
pub(super) fn default(pool: &DescriptorPool, named: impl Fn(&str) -> bool) -> Vec<String> {
    let candidate = |file: &FileDescriptor| {
        let package = file.package_name();
        named(file.name()) || !(is_google(package) || OPTION_PACKAGES.contains(&package))
    };
    let mut chosen: BTreeSet<String> = pool
        .files()
        .filter(candidate)
        .map(|file| file.name().to_owned())
        .collect();

    // What a chosen file uses is chosen too, and what that uses.
    let mut pending: Vec<String> = chosen.iter().cloned().collect();
    while let Some(file) = pending.pop().and_then(|name| pool.get_file_by_name(&name)) {
        for used in used_files(&file).filter(|used| !is_google(used.package_name())) {
            if chosen.insert(used.name().to_owned()) {
                pending.push(used.name().to_owned());
            }
        }
    }
    pool.files()
        .map(|file| file.name().to_owned())
        .filter(|name| chosen.contains(name))
        .collect()
}

/// Whether a package is protobuf's own, whose types come from prost-types.
pub(crate) fn is_google(package: &str) -> bool {
    package == "google.protobuf" || package.starts_with("google.protobuf.")
}

/// The files whose types stand in a file's fields and methods. Extensions do not count: prost generates none.
fn used_files(file: &FileDescriptor) -> impl Iterator<Item = FileDescriptor> {
    let mut used = Vec::new();
    let mut pending: Vec<MessageDescriptor> = file.messages().collect();
    while let Some(message) = pending.pop() {
        used.extend(message.fields().filter_map(|field| match field.kind() {
            Kind::Message(message) => Some(message.parent_file()),
            Kind::Enum(enumeration) => Some(enumeration.parent_file()),
            _ => None,
        }));
        pending.extend(message.child_messages());
    }
    for method in file
        .services()
        .flat_map(|service| service.methods().collect::<Vec<_>>())
    {
        used.extend([method.input().parent_file(), method.output().parent_file()]);
    }
    used.into_iter()
}
