//! What parameters are called, for those who misspell one.

use crate::diagnostic::Error;
use crate::load::nearest;

/// What parameters are called.
const NAMES: [&str; 36] = [
    "boxed",
    "bound",
    "bound_to",
    "btree_map",
    "bytes",
    "clear_module",
    "compile_well_known_types",
    "default_package_filename",
    "deny_warnings",
    "disable_comments",
    "enable_type_names",
    "enum_attribute",
    "envelope",
    "extern_path",
    "field_attribute",
    "include_file",
    "json",
    "json_for",
    "mask",
    "message_attribute",
    "partial",
    "partial_module",
    "place",
    "policy",
    "print_policies",
    "prost_path",
    "prost_types_path",
    "retain_enum_prefix",
    "seal",
    "secrets",
    "sensitive",
    "sensitive_option",
    "skip_debug",
    "type_attribute",
    "type_name_domain",
    "validation",
];

/// A name that is none.
pub(super) fn unknown(name: &str) -> Error {
    let names = NAMES.iter().map(|name| (*name).to_owned());
    Error::message(match nearest(name, names) {
        Some(meant) => format!("unknown option `{name}`; did you mean `{meant}`?"),
        None => format!("unknown option `{name}`; known are {}", NAMES.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// Of build.rs, but for those that take values of Rust, or say where to read and write.
    #[test]
    fn each_setting_is_a_parameter() {
        let text = concat!(include_str!("../config.rs"), include_str!("../config/annotations.rs"));
        let methods = text.split("pub fn ").skip(1);
        let settings: Vec<&str> = methods
            .filter(|method| method.contains("-> &mut Self"))
            .filter_map(|method| method.split(['(', '<']).next())
            .filter(|name| !["field", "out_dir", "file_descriptor_set_path", "service_generator"].contains(name))
            .collect();
        assert!(settings.len() > 20, "{settings:?}");
        for name in settings.iter().chain(&NAMES) {
            assert!(NAMES.contains(name), "{name}");
            let error = parse(name).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(!error.contains("unknown option"), "{error}");
        }
    }
}
