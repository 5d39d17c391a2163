//! From policies to Rust: prost-build runs over the user's files with tripwires and over synthetic files of clear messages
//! and groups; what it writes is then taken apart, completed by one emitter a file, and put together again.

mod clear;
mod comments;
mod convert;
mod debug;
mod docs;
mod getters;
mod names;
mod nest;
mod open;
mod package;
mod plan;
mod seal;
mod shape;
pub(crate) mod synthetic;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use prost_build::Module;
use prost_types::{DescriptorProto, FileDescriptorProto};

use crate::diagnostic::Error;
use crate::load::Schema;
use crate::policy::Policies;
use crate::settings::Settings;
use names::Names;
use package::Package;
use plan::Planner;
use shape::{MESSAGE_MARK, ONEOF_MARK, Shapes};

/// The generated code of each module.
///
/// What holds no sealed field is prost-build's output to the letter; messages that only contain sealed ones get their clear
/// types appended to it.
pub(crate) fn generate(
    schema: &Schema,
    policies: &Policies,
    settings: &Settings,
) -> Result<BTreeMap<Module, String>, Error> {
    let files = files(schema);
    let stock = settings.stock().generate(requests(&files)).map_err(Error::generator)?;
    let mut modules: BTreeMap<Module, String> = stock.into_iter().collect();
    let packages = touched_packages(&files, policies, settings);
    if packages.is_empty() {
        return Ok(modules);
    }
    let names = Names::new(policies, &settings.clear_module);
    package::refuse_clashes(&files, policies, &packages, &names)?;

    let synthetic = synthetic::derive(&files, policies, &names);
    let (mut config, services) = settings.split(&synthetic.copied);
    mark_items(&mut config, policies, &packages, &names);
    let split = config.generate(requests(&synthetic.files)).map_err(Error::generator)?;
    let descriptors = descriptors(&files);
    let all_packages: BTreeSet<&str> = files.iter().map(FileDescriptorProto::package).collect();
    for name in &packages {
        let module = Module::from_protobuf_package_name(name);
        let Some(stock) = modules.get_mut(&module) else {
            continue;
        };
        let mut package = Package::parse(name, &split, &names)?;
        let mut shapes = Shapes::default();
        package.read_shapes(&mut shapes, &names);
        let planner = Planner {
            policies,
            names: &names,
            shapes: &shapes,
            descriptors: &descriptors,
        };
        let plans: Vec<_> = policies
            .messages
            .values()
            .filter(|message| message.package == *name && message.needs_clear)
            .filter_map(|message| planner.plan(message))
            .collect();
        package.convert(&plans);
        drop(plans);
        package.finish(policies, &names)?;
        let services = services.borrow();
        *stock = package.assemble(stock, policies, &names, &all_packages, services.get(name))?;
    }
    Ok(modules)
}

/// Everything that prost-build has to see: what is to be generated, and the well-known types that it refers to.
fn files(schema: &Schema) -> Vec<FileDescriptorProto> {
    schema
        .pool
        .file_descriptor_protos()
        .filter(|file| file.package() == "google.protobuf" || schema.files.iter().any(|name| name == file.name()))
        .cloned()
        .collect()
}

fn requests(files: &[FileDescriptorProto]) -> Vec<(Module, FileDescriptorProto)> {
    files
        .iter()
        .map(|file| (Module::from_protobuf_package_name(file.package()), file.clone()))
        .collect()
}

/// The packages, among those to be generated, with messages that need a clear type.
fn touched_packages(files: &[FileDescriptorProto], policies: &Policies, settings: &Settings) -> BTreeSet<String> {
    let generated: BTreeSet<&str> = files.iter().map(FileDescriptorProto::package).collect();
    policies
        .messages
        .values()
        .filter(|message| message.needs_clear && generated.contains(message.package.as_str()))
        .filter(|message| !settings.is_extern(&message.full_name))
        .map(|message| message.package.clone())
        .collect()
}

/// Marks every message and oneof of the packages that are taken apart.
fn mark_items(config: &mut prost_build::Config, policies: &Policies, packages: &BTreeSet<String>, names: &Names) {
    for message in policies
        .messages
        .values()
        .filter(|message| packages.contains(&message.package))
    {
        let mut marked = vec![message.full_name.clone()];
        marked.push(names.clear(message));
        marked.extend((0..message.groups.len()).map(|index| names.group(message, index)));
        let oneofs: BTreeSet<&str> = message
            .fields
            .iter()
            .filter_map(|field| field.oneof.as_deref())
            .collect();
        for name in &marked {
            config.message_attribute(format!(".{name}"), doc(MESSAGE_MARK, name));
            for oneof in &oneofs {
                let name = format!("{name}.{oneof}");
                config.enum_attribute(format!(".{name}"), doc(ONEOF_MARK, &name));
            }
        }
    }
}

fn doc(mark: &str, name: &str) -> String {
    format!("#[doc = \"{mark}.{name}\"]")
}

/// Messages by full name with a leading dot.
fn descriptors(files: &[FileDescriptorProto]) -> BTreeMap<String, DescriptorProto> {
    fn walk(prefix: &str, messages: &[DescriptorProto], all: &mut BTreeMap<String, DescriptorProto>) {
        for message in messages {
            let name = format!("{prefix}.{}", message.name());
            walk(&name, &message.nested_type, all);
            all.insert(name, message.clone());
        }
    }
    let mut all = BTreeMap::new();
    for file in files {
        let prefix = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        walk(&prefix, &file.message_type, &mut all);
    }
    all
}

/// prost-build's output by module.
pub(crate) type Modules = HashMap<Module, String>;
