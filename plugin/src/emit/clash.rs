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
    let files = || input.iter().map(|(_, file)| file);
    let mut diagnostics = Vec::new();
    if names.partial_module.as_ref() == Some(&names.clear_module) {
        let cause = format!(
            "`{}` is the name of the modules of clear and of partial types",
            names.clear_module
        );
        diagnostics.push(Diagnostic::new(Location::default(), cause).help(HELP_PARTIAL));
    }
    let modules = [
        (Some(&names.clear_module), "clear", HELP_CLEAR),
        (names.partial_module.as_ref(), "partial", HELP_PARTIAL),
    ];
    let modules = modules
        .into_iter()
        .filter_map(|(module, kind, help)| Some((module?, kind, help)));
    for (package, (clear, kind, help)) in packages
        .iter()
        .flat_map(|package| modules.clone().map(move |module| (package, module)))
    {
        let as_package = join(package, clear);
        let below = format!("{as_package}.");
        let child = files().find(|file| file.package() == as_package || file.package().starts_with(&below));
        if let Some(file) = child {
            let cause = format!("the package `{as_package}` takes the name of the {kind} types' module in `{package}`");
            diagnostics.push(clash(file, cause, help));
        }
        for file in files().filter(|file| file.package() == *package) {
            let message = file.message_type.iter().find(|message| {
                let module = Module::from_protobuf_package_name(message.name());
                module.parts().eq([clear.as_str()]) && has_module(message, &join(package, message.name()), policies)
            });
            if let Some(message) = message {
                let cause = format!(
                    "the message `{}` has a module of its own, named as the module of {kind} types",
                    message.name()
                );
                diagnostics.push(clash(file, cause, help));
            }
        }
    }
    Error::unless_empty(diagnostics)
}

const HELP_CLEAR: &str = "give the clear types' module another name: `configure().clear_module(\"..\")`, or for protoc `--protoseal_opt=clear_module=..`";
const HELP_PARTIAL: &str = "give the partial types' module another name: `configure().partial_module(\"..\")`, or for protoc `--protoseal_opt=partial_module=..`";

fn clash(file: &FileDescriptorProto, cause: String, help: &str) -> Diagnostic {
    Diagnostic::new(Location::file(file.name()), cause).help(help)
}

/// Whether prost makes a module of a message: for nested types, nested enums and oneofs.
fn has_module(message: &DescriptorProto, full_name: &str, policies: &Policies) -> bool {
    message.nested_type.iter().any(|nested| !is_map_entry(nested))
        || !message.enum_type.is_empty()
        || policies
            .message(full_name)
            .is_some_and(|policy| policy.fields.iter().any(|field| field.oneof.is_some()))
}
