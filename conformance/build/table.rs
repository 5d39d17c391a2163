//! The table of types, by full name.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::schema::Known;

/// Writes the table.
pub(crate) fn write(out: &Path, messages: &[Known], broken: &[(String, String)]) -> Result<(), Box<dyn Error>> {
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    for Known { package, name } in messages {
        let full_name = format!("{package}.{name}");
        entries.insert(
            full_name.clone(),
            format!("entry!({full_name:?}, {})", path(package, name)),
        );
    }
    for (name, why) in broken {
        entries.insert(name.clone(), format!("entry!({name:?}, broken: {why:?})"));
    }
    let lines: Vec<String> = entries.into_values().map(|entry| format!("    {entry},\n")).collect();
    let table = format!("pub(super) static TYPES: &[super::Entry] = &[\n{}];\n", lines.concat());
    fs::write(out.join("table.rs"), table)?;
    Ok(())
}

/// Where prost-build puts a message.
fn path(package: &str, name: &str) -> String {
    let mut parts: Vec<String> = package.split('.').map(|part| raw(&part.to_snake_case())).collect();
    let mut names: Vec<&str> = name.split('.').collect();
    let own = names.pop().unwrap_or_default().to_upper_camel_case();
    parts.extend(names.into_iter().map(|outer| raw(&outer.to_snake_case())));
    format!("types::{}::{own}", parts.join("::"))
}

/// A keyword cannot name a module as it is.
fn raw(name: &str) -> String {
    match name {
        "as" | "enum" | "in" | "match" | "mod" | "type" | "use" | "where" => format!("r#{name}"),
        _ => name.to_owned(),
    }
}
