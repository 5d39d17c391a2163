//! From a schema to files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use prost_build::Module;

use crate::diagnostic::Error;
use crate::load::Schema;
use crate::report::PolicyReport;
use crate::settings::Settings;
use crate::validation::{self, Rules};
use crate::{
    emit,
    policy::{self, Policies, Warning},
};

/// The text of each file to write, by name.
pub(crate) fn files(
    schema: &Schema,
    policies: &Policies,
    rules: &Rules,
    settings: &Settings,
) -> Result<BTreeMap<String, String>, Error> {
    let modules = emit::generate(schema, policies, rules, settings)?;
    let file_name = |module: &Module| module.to_file_name_or(&settings.default_package_filename);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    if let Some(include) = &settings.include_file {
        let in_out_dir = settings.out_dir.is_none();
        files.insert(
            include.to_string_lossy().into_owned(),
            includes(modules.keys(), file_name, in_out_dir),
        );
    }
    for (module, text) in modules {
        files.insert(file_name(&module), text);
    }
    Ok(files)
}

/// What the schema and the settings say of sealing, checked. The schema gets the envelope fields that the settings add.
pub(crate) fn policies(schema: &mut Schema, settings: &Settings) -> Result<Policies, Error> {
    schema.add_envelopes(&settings.fields.envelopes)?;
    let mut policies = policy::resolve(schema, &settings.fields)?;
    policy::refuse_shared(schema, &policies, settings)?;
    emit::json::refuse_unmatched(schema, settings)?;
    emit::json::refuse(schema, &policies, settings)?;
    // Those of another crate's messages were shown where it was built.
    policies
        .warnings
        .retain(|warning| !settings.is_extern(&warning.message));
    if settings.deny_warnings {
        let warnings = policies.warnings.drain(..);
        Error::unless_empty(warnings.map(|warning| warning.diagnostic.denied()).collect())?;
    }
    Ok(policies)
}

/// The rules of validation, checked. Warnings about them join those of the policies.
pub(crate) fn rules(schema: &Schema, policies: &mut Policies, settings: &Settings) -> Result<Rules, Error> {
    let rules = validation::rules(schema, policies, settings)?;
    let left_out = emit::validate::requests::left_out(schema, &rules, settings);
    if settings.deny_warnings {
        let denied = left_out.into_iter().map(|warning| warning.diagnostic.denied());
        Error::unless_empty(denied.collect())?;
    } else {
        policies.warnings.extend(left_out);
    }
    Ok(rules)
}

/// What is to be printed of the policies, if the settings ask for it; of a schema that is checked.
pub(crate) fn report(schema: &Schema, settings: &Settings) -> Result<Option<PolicyReport>, Error> {
    let print = settings.print_policies;
    print.then(|| policy::report(schema, &settings.fields)).transpose()
}

/// Generates and writes, for a build script.
pub(crate) fn write(mut schema: Schema, settings: &Settings) -> Result<(), Error> {
    let target = match &settings.out_dir {
        Some(path) => path.clone(),
        None => std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
            Error::message(
                "the environment variable OUT_DIR is not set: call this from a build script, or set `out_dir(..)`",
            )
        })?,
    };
    let mut policies = policies(&mut schema, settings)?;
    let rules = rules(&schema, &mut policies, settings)?;
    // Only cargo's build scripts have OUT_DIR; elsewhere nobody reads lines for cargo.
    let for_cargo = std::env::var_os("OUT_DIR").is_some();
    for Warning { diagnostic, .. } in &policies.warnings {
        if for_cargo {
            print!("{}", diagnostic.for_cargo());
        } else {
            eprintln!("{diagnostic}\n");
        }
    }
    if let Some(report) = report(&schema, settings)? {
        for field in report.fields() {
            if for_cargo {
                println!("cargo::warning={field}");
            } else {
                eprintln!("{field}");
            }
        }
    }
    for (name, text) in files(&schema, &policies, &rules, settings)? {
        write_if_changed(&target.join(name), text.as_bytes())?;
    }
    if let Some(path) = &settings.file_descriptor_set_path {
        write_if_changed(path, &schema.pool.encode_to_vec())?;
    }
    if for_cargo {
        for path in &schema.paths {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    Ok(())
}

/// Leaves a file alone that is as it should be, so that cargo does not build what depends on it again.
fn write_if_changed(path: &Path, content: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).map_err(|error| Error::io(format!("write {}", path.display()), error))
}

/// The include file, as prost-build writes it: modules in modules, each with its file.
fn includes<'a>(
    modules: impl Iterator<Item = &'a Module>,
    file_name: impl Fn(&Module) -> String,
    in_out_dir: bool,
) -> String {
    let mut text = String::from("// This file is @generated by prost-build.\n");
    let mut stack: Vec<String> = Vec::new();
    let mut line = |depth: usize, content: &str| {
        text.push_str(&"    ".repeat(depth));
        text.push_str(content);
        text.push('\n');
    };
    for module in modules {
        let parts: Vec<String> = module.parts().map(str::to_owned).collect();
        while !parts.starts_with(&stack) {
            stack.pop();
            line(stack.len(), "}");
        }
        for part in &parts[stack.len()..] {
            line(stack.len(), &format!("pub mod {part} {{"));
            stack.push(part.clone());
        }
        let name = file_name(module);
        let include = if in_out_dir {
            format!("include!(concat!(env!(\"OUT_DIR\"), \"/{name}\"));")
        } else {
            format!("include!(\"{name}\");")
        };
        line(stack.len(), &include);
    }
    for depth in (0..stack.len()).rev() {
        line(depth, "}");
    }
    text
}
