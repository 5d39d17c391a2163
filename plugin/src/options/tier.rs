//! Policies that files declare by `(protoseal.policy)`, for fields and oneofs to name.

use std::collections::BTreeMap;

use prost_reflect::{DynamicMessage, ExtensionDescriptor, Value};

use super::{Policy, mask, protoseal, value::Fields};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
};

/// The numbers in options.proto.
mod number {
    pub(super) const NAME: u32 = 1;
    pub(super) const SEAL: u32 = 2;
    pub(super) const MASK: u32 = 3;
}

/// Reads the policies of one file.
pub(super) fn read(
    schema: &Schema,
    options: &DynamicMessage,
    extension: &ExtensionDescriptor,
    file: &At,
    policies: &mut BTreeMap<String, Policy>,
    found: &mut Vec<Diagnostic>,
) {
    let value = options.get_extension(extension);
    let declared = value.as_list().unwrap_or_default().iter().filter_map(Value::as_message);
    for (index, message) in (0..).zip(declared) {
        let name = format!("({})", extension.full_name());
        let fields = Fields::element(message.clone(), name, file, extension.number(), index);
        let at = fields.at();
        if let Some((name, policy)) = one(fields, schema, found) {
            match policies.get(&name) {
                None => {
                    policies.insert(name, policy);
                }
                Some(first) => {
                    let mistake = Diagnostic::new(schema.locate(&at), format!("the policy {name:?} is declared twice"))
                        .note(format!("the first stands here: {}", schema.locate(&first.at).short()))
                        .help("give each policy a name of its own; one declaration serves all files that are compiled with it");
                    found.push(mistake);
                }
            }
        }
    }
}

fn one(mut fields: Fields, schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<(String, Policy)> {
    let at = fields.at();
    if fields.refuse_empty(schema, found) {
        return None;
    }
    let name = fields.string(number::NAME).map(|name| name.value).unwrap_or_default();
    let (seal, mask) = (fields.message(number::SEAL), fields.message(number::MASK));
    let says_nothing = seal.is_none() && mask.is_none();
    let policy = Policy {
        seal: seal.map(|seal| protoseal::seal(seal, schema, found)),
        mask: mask.and_then(|mask| mask::read(mask, schema, found)),
        at: at.clone(),
    };
    let knows_all = fields.finish(schema, found);
    let mut refuse = |cause: String, help: &str| found.push(Diagnostic::new(schema.locate(&at), cause).help(help));
    if name.is_empty() {
        let help = "name it, as fields are to name it: option (protoseal.policy) = { name: \"contact\" .. };";
        refuse("a policy has no name".to_owned(), help);
        return None;
    }
    if says_nothing && knows_all {
        let help = "say what it means: seal { key: \"pii\" }, mask { keep_last: 4 } or both";
        refuse(format!("the policy {name:?} says nothing"), help);
    }
    Some((name, policy))
}
