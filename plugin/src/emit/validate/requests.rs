//! `REQUEST_RULES`: the methods of a package's services whose requests have rules, for the layer that rejects what breaks them.

use std::collections::{BTreeMap, BTreeSet};

use prost_build::Module;
use quote::quote;
use syn::{Item, parse_quote};

use super::super::known::Known;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::Schema;
use crate::policy::Warning;
use crate::settings::Settings;
use crate::validation::Rules;

/// A method, by the path of its calls, and the full name of its request.
pub(crate) struct Checked {
    path: String,
    pub(crate) request: String,
}

/// Of each package with services, the methods whose requests check themselves.
pub(crate) fn methods(
    schema: &Schema,
    implemented: &BTreeSet<String>,
    rules: &Rules,
    settings: &Settings,
) -> BTreeMap<String, Vec<Checked>> {
    let mut found: BTreeMap<String, Vec<Checked>> = BTreeMap::new();
    of_files(schema, |package, path, request| {
        let is_due = rules.checks(&request) && implemented.contains(&request) && !settings.is_extern(&request);
        if is_due {
            found
                .entry(package.to_owned())
                .or_default()
                .push(Checked { path, request });
        }
    });
    found
}

/// What no table can hold, since the request is another crate's type.
pub(crate) fn left_out(schema: &Schema, rules: &Rules, settings: &Settings) -> Vec<Warning> {
    let mut found = Vec::new();
    for file in &schema.files {
        of_file(schema, file, |_, path, request| {
            if !rules.checks(&request) || !settings.is_extern(&request) {
                return;
            }
            let cause =
                format!("the requests of `{path}` are another crate's, so `REQUEST_RULES` cannot name their rules");
            let help = format!("give `ValidateLayer::new` a list of your own with `Method::new::<T>(\"{path}\")`");
            found.push(Warning {
                message: String::new(),
                diagnostic: Diagnostic::warning(Location::file(file), cause).help(help),
            });
        });
    }
    found
}

fn of_files(schema: &Schema, mut each: impl FnMut(&str, String, String)) {
    for file in &schema.files {
        of_file(schema, file, &mut each);
    }
}

/// Calls `each` with package, path and request of each method.
fn of_file(schema: &Schema, file: &str, mut each: impl FnMut(&str, String, String)) {
    let services = schema.pool.get_file_by_name(file);
    for service in services.iter().flat_map(prost_reflect::FileDescriptor::services) {
        for method in service.methods() {
            let path = format!("/{}/{}", service.full_name(), method.name());
            each(service.package_name(), path, method.input().full_name().to_owned());
        }
    }
}

/// The table of a package; `known` has the requests' types.
pub(crate) fn table(package: &str, methods: &[Checked], known: &[Known]) -> Item {
    let module = Module::from_protobuf_package_name(package);
    let entries = methods.iter().filter_map(|method| {
        let request = known.iter().find(|known| known.full_name == method.request)?;
        let (path, request) = (&method.path, request.path(&module, 0));
        Some(quote!(::protoseal::validation::Method::new::<#request>(#path)))
    });
    parse_quote! {
        /// The methods whose requests have rules, for `protoseal::validation::ValidateLayer`.
        pub const REQUEST_RULES: &[::protoseal::validation::Method] = &[#(#entries),*];
    }
}
