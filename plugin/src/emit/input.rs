//! What prost-build is given: descriptors, each with the module that its code goes to.

use std::collections::BTreeSet;

use prost_build::Module;
use prost_reflect::{DescriptorPool, FileDescriptor, MessageDescriptor};
use prost_types::field_descriptor_proto::Label;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use crate::load::{Schema, is_google};

pub(crate) type Request = (Module, FileDescriptorProto);

/// The files to generate, and those whose messages they use: prost-build has to see these too, as what it derives for a
/// message depends on the messages in it. Their code goes to a module that nobody keeps.
pub(crate) fn of(schema: &Schema) -> Vec<Request> {
    let used = used_files(&schema.pool, &schema.files);
    let named: BTreeSet<&str> = schema.files.iter().map(String::as_str).collect();
    schema
        .pool
        .file_descriptor_protos()
        .filter_map(|file| {
            if is_wanted(file, &named) {
                return Some((module(file.package()), with_source(file)));
            }
            used.contains(file.name()).then(|| (discarded(), without_source(file)))
        })
        .collect()
}

/// protobuf's own files are always wanted: prost-build leaves their messages out unless a setting says to generate them.
fn is_wanted(file: &FileDescriptorProto, named: &BTreeSet<&str>) -> bool {
    is_google(file.package()) || named.contains(file.name())
}

pub(crate) fn module(package: &str) -> Module {
    Module::from_protobuf_package_name(package)
}

/// Where the code of files goes that are only there to be seen.
pub(crate) fn discarded() -> Module {
    Module::from_parts(["protoseal discarded"])
}

/// prost-build relies on every item having a location, if there are any.
fn with_source(file: &FileDescriptorProto) -> FileDescriptorProto {
    let mut file = plainly_required(file);
    file.source_code_info = file.source_code_info.filter(|info| !info.location.is_empty());
    file
}

fn without_source(file: &FileDescriptorProto) -> FileDescriptorProto {
    let mut file = plainly_required(file);
    file.source_code_info = None;
    file
}

/// A `required` field of a file that was lowered to proto3 tells by `proto3_optional` that it has presence, which prost-build takes
/// for `optional`.
fn plainly_required(file: &FileDescriptorProto) -> FileDescriptorProto {
    fn walk(messages: &mut [DescriptorProto]) {
        for message in messages {
            let required = |field: &&mut FieldDescriptorProto| field.label() == Label::Required;
            for field in message.field.iter_mut().filter(required) {
                field.proto3_optional = None;
            }
            walk(&mut message.nested_type);
        }
    }
    let mut file = file.clone();
    walk(&mut file.message_type);
    file
}

/// The files of all messages that can be reached from the messages of some files.
fn used_files(pool: &DescriptorPool, from: &[String]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut pending: Vec<FileDescriptor> = from.iter().filter_map(|name| pool.get_file_by_name(name)).collect();
    while let Some(file) = pending.pop() {
        if used.insert(file.name().to_owned()) {
            pending.extend(files_in_fields(file.messages()));
        }
    }
    used
}

fn files_in_fields(messages: impl Iterator<Item = MessageDescriptor>) -> Vec<FileDescriptor> {
    let mut files = Vec::new();
    let mut pending: Vec<MessageDescriptor> = messages.collect();
    while let Some(message) = pending.pop() {
        let kinds = message.fields().map(|field| field.kind());
        files.extend(kinds.filter_map(|kind| Some(kind.as_message()?.parent_file())));
        pending.extend(message.child_messages());
    }
    files
}

/// Whose services are generated in a run of prost-build.
pub(crate) struct Services {
    /// For each file in the order of the requests its package, or `None` if its services are left out.
    pub(crate) files: Vec<Option<String>>,
}

/// The requests of one run, with services of the packages that `keep` names.
pub(crate) fn with_services(requests: &[Request], keep: impl Fn(&str) -> bool) -> (Vec<Request>, Services) {
    let mut requests = requests.to_vec();
    let mut files = Vec::new();
    for (module, file) in &mut requests {
        let kept = *module != discarded() && keep(file.package());
        if !kept {
            file.service.clear();
        }
        files.push(kept.then(|| file.package().to_owned()));
    }
    (requests, Services { files })
}
