//! Names that the module of clear types must not meet.

use std::collections::BTreeSet;

use prost_build::Module;
use prost_types::{DescriptorProto, FileDescriptorProto};

use super::input::Request;
use super::names::{Names, join};
use super::synthetic::is_map_entry;
use crate::diagnostic::{Diagnostic, Error, Location};
use crate::policy::Policies;

/// The clear module must not meet a module that prost makes of a message, nor a package below.
pub(crate) fn refuse(
    input: &[Request],
    policies: &Policies,
    packages: &BTreeSet<&str>,
    names: &Names,
) -> Result<(), Error> {
    let clear = &names.clear_module;
    let files = || input.iter().map(|(_, file)| file);
    let mut diagnostics = Vec::new();
    for package in packages {
        let as_package = join(package, clear);
        let below = format!("{as_package}.");
        let child = files().find(|file| file.package() == as_package || file.package().starts_with(&below));
        if let Some(file) = child {
            let cause = format!("the package `{as_package}` takes the name of the clear types' module in `{package}`");
            diagnostics.push(clash(file, cause));
        }
        for file in files().filter(|file| file.package() == *package) {
            let message = file.message_type.iter().find(|message| {
                let module = Module::from_protobuf_package_name(message.name());
                module.parts().eq([clear.as_str()]) && has_module(message, &join(package, message.name()), policies)
            });
            if let Some(message) = message {
                let cause = format!(
                    "the message `{}` has a module of its own, named as the module of clear types",
                    message.name()
                );
                diagnostics.push(clash(file, cause));
            }
        }
    }
    Error::unless_empty(diagnostics)
}

fn clash(file: &FileDescriptorProto, cause: String) -> Diagnostic {
    Diagnostic::new(Location::file(file.name()), cause).help(
        "give the clear types' module another name: `configure().clear_module(\"..\")`, or for protoc `--protoseal_opt=clear_module=..`",
    )
}

/// Whether prost makes a module of a message: for nested types, nested enums and oneofs.
fn has_module(message: &DescriptorProto, full_name: &str, policies: &Policies) -> bool {
    message.nested_type.iter().any(|nested| !is_map_entry(nested))
        || !message.enum_type.is_empty()
        || policies
            .message(full_name)
            .is_some_and(|policy| policy.fields.iter().any(|field| field.oneof.is_some()))
}
