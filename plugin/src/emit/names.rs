//! The names of what is generated: packages of the synthetic files, messages of groups, modules.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::policy::{Message, Policies};

/// The package, below the user's, of the messages that are encoded into envelopes.
pub(crate) const GROUPS_PACKAGE: &str = "protoseal_groups";

/// The module that this package becomes, once nested; no message's module can have this name.
pub(crate) const GROUPS_MODULE: &str = "__groups";

/// The module of conversions; no message's module can have this name.
pub(crate) const CONVERT_MODULE: &str = "__convert";

/// Names that depend on the whole schema and the settings.
#[derive(Debug)]
pub(crate) struct Names {
    /// The module of clear types.
    pub(crate) clear_module: String,
    /// The module of partial types, if they are generated.
    pub(crate) partial_module: Option<String>,
    /// By message, the names of its groups' messages, without package.
    groups: BTreeMap<String, Vec<String>>,
}

impl Names {
    pub(crate) fn new(policies: &Policies, clear_module: &str, partial_module: Option<&str>) -> Self {
        let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
        let mut groups = BTreeMap::new();
        for message in policies.messages.values() {
            let names = (0..message.groups.len())
                .map(|index| {
                    let wanted = group_name(message, index);
                    let free = std::iter::once(wanted.clone())
                        .chain((2..).map(|n| format!("{wanted}{n}")))
                        .find(|name| !taken.contains(&(message.package.clone(), name.clone())));
                    let name = free.unwrap_or(wanted);
                    taken.insert((message.package.clone(), name.clone()));
                    name
                })
                .collect();
            groups.insert(message.full_name.clone(), names);
        }
        Names {
            clear_module: clear_module.to_owned(),
            partial_module: partial_module.map(str::to_owned),
            groups,
        }
    }

    /// The full name of a message's clear counterpart.
    pub(crate) fn clear(&self, message: &Message) -> String {
        counterpart(message, &self.clear_module)
    }

    /// The modules of clear and, if they are generated, of partial types.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &str> {
        [self.clear_module.as_str()]
            .into_iter()
            .chain(self.partial_module.as_deref())
    }

    /// The full name of the message that holds a group's fields.
    pub(crate) fn group(&self, message: &Message, index: usize) -> String {
        let name = &self.groups[&message.full_name][index];
        join(&join(&message.package, GROUPS_PACKAGE), name)
    }
}

/// The full name of a message's counterpart in the module of clear or of partial types.
pub(crate) fn counterpart(message: &Message, module: &str) -> String {
    join(&join(&message.package, module), within_package(message))
}

/// The private field of a partial type that holds what it carries; another name where a field of the message has that.
pub(crate) fn carried_field<'f>(mut fields: impl Iterator<Item = &'f syn::Ident> + Clone) -> syn::Ident {
    let numbered = (2..).map(|number| format!("carried_{number}"));
    let mut names = std::iter::once("carried".to_owned()).chain(numbered);
    let free = names.find(|name| !fields.clone().any(|field| field == name));
    fields.next();
    syn::Ident::new(&free.unwrap_or_default(), proc_macro2::Span::call_site())
}

/// `a.v1` and `B` make `a.v1.B`; an empty package leaves `B`.
pub(crate) fn join(package: &str, name: &str) -> String {
    if package.is_empty() {
        name.to_owned()
    } else {
        format!("{package}.{name}")
    }
}

/// `Outer.Inner` of `a.v1.Outer.Inner`.
pub(crate) fn within_package(message: &Message) -> &str {
    message
        .full_name
        .strip_prefix(&message.package)
        .map_or(message.full_name.as_str(), |rest| rest.trim_start_matches('.'))
}

/// The private module around a package whose messages have sealed fields. Compilers print it in the path of a type whose
/// sealed field somebody tried to reach, which is why it says where these fields are.
pub(crate) fn private_module(package: &str, clear_module: &str) -> String {
    let words = format!("{} sealed fields are in {clear_module}", package.replace('.', " "));
    words.to_snake_case()
}

/// The local variable that holds a group.
pub(crate) fn group_variable(key: &str, index: usize) -> String {
    let words = ascii_words(key).to_snake_case();
    if words.is_empty() || words.starts_with(|c: char| c.is_ascii_digit()) {
        format!("group_{index}")
    } else {
        format!("{words}_group")
    }
}

fn group_name(message: &Message, index: usize) -> String {
    let key = ascii_words(&message.groups[index].key).to_upper_camel_case();
    let key = if key.is_empty() { format!("Group{index}") } else { key };
    let path: String = within_package(message)
        .split('.')
        .map(|part| part.to_upper_camel_case())
        .collect();
    format!("{path}{key}")
}

fn ascii_words(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_private_module_says_where_sealed_fields_are() {
        assert_eq!(private_module("demo.v1", "clear"), "demo_v1_sealed_fields_are_in_clear");
        assert_eq!(private_module("", "clear"), "sealed_fields_are_in_clear");
    }

    #[test]
    fn variables_are_identifiers_whatever_the_key() {
        assert_eq!(group_variable("user-data/eu", 0), "user_data_eu_group");
        assert_eq!(group_variable("手机", 3), "group_3");
        assert_eq!(group_variable("1st", 1), "group_1");
    }
}
