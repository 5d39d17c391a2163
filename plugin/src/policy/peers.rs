//! Where peers without a key would suffer: to them a sealed field is empty, and those that validate refuse the message if a rule
//! does not let it be.

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use super::{Message, Policies, Warning, key};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
    options::{
        Options,
        rules::{Broken, Rules, Why},
    },
};

/// Warnings about the messages of the files to generate, sorted by position.
pub(super) fn warnings(schema: &Schema, options: &Options, policies: &Policies) -> Vec<Warning> {
    let rules = Rules::of(&schema.pool);
    let mut found = Vec::new();
    for descriptor in schema.pool.all_messages() {
        let generated = schema.files.iter().any(|file| file == descriptor.parent_file().name());
        let message = policies.message(descriptor.full_name());
        if let Some(message) = message.filter(|message| generated && message.sealed()) {
            let warn = |suffering: Suffering| Warning {
                message: message.full_name.clone(),
                diagnostic: suffering.warning(schema),
            };
            found.extend(of_message(&rules, options, &descriptor, message).into_iter().map(warn));
        }
    }
    found.sort_by(|a, b| a.diagnostic.sort_key().cmp(&b.diagnostic.sort_key()));
    found
}

/// A sealed field or oneof, and what it breaks.
struct Suffering {
    name: String,
    broken: Broken,
    /// Where it is said to be sealed.
    sealed: Option<At>,
    /// Whether `optional` would let it be empty.
    optional: bool,
}

fn of_message(rules: &Rules, options: &Options, descriptor: &MessageDescriptor, message: &Message) -> Vec<Suffering> {
    let sealed = |field: &FieldDescriptor| {
        let field = message.field(field.number());
        field.is_some_and(|field| field.group.is_some())
    };
    let sealed_at = |field: &FieldDescriptor| Some(key::sealed(options, field)?.at.clone());
    let mut found = Vec::new();
    for field in descriptor.fields().filter(sealed) {
        let of_field = rules.of_field(&field).into_iter().map(|broken| Suffering {
            name: field.name().to_owned(),
            optional: broken.why != Why::Required && !field.is_list() && !field.is_map(),
            broken,
            sealed: sealed_at(&field),
        });
        found.extend(of_field);
    }
    let oneofs = descriptor.oneofs().filter(|oneof| !oneof.is_synthetic());
    for oneof in oneofs {
        // It is sealed as a whole or not at all.
        let Some(member) = oneof.fields().find(sealed) else {
            continue;
        };
        let of_oneof = rules.of_oneof(&oneof).into_iter().map(|broken| Suffering {
            name: oneof.name().to_owned(),
            broken,
            sealed: sealed_at(&member),
            optional: false,
        });
        found.extend(of_oneof);
    }
    let empty = |name: &str| descriptor.get_field_by_name(name).as_ref().is_some_and(sealed);
    let of_several = rules
        .of_message(descriptor, empty)
        .into_iter()
        .map(|(name, broken)| Suffering {
            sealed: descriptor.get_field_by_name(&name).as_ref().and_then(sealed_at),
            name,
            broken,
            optional: false,
        });
    found.extend(of_several);
    found
}

impl Suffering {
    fn warning(&self, schema: &Schema) -> Diagnostic {
        let name = &self.name;
        let rules: Vec<String> = self.broken.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let rules = match rules.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        };
        let cause = match self.broken.why {
            Why::Unknown => {
                format!("`{name}` is sealed, so peers without the key find it empty, which perhaps breaks {rules}")
            }
            Why::Value | Why::Required => {
                format!("`{name}` is sealed, so peers without the key find it empty, which breaks {rules}")
            }
        };
        let mut warning = Diagnostic::warning(schema.locate(&self.broken.at), cause);
        if self.broken.why == Why::Unknown {
            warning = warning.note("the pattern cannot be tried: the crate `regex` does not take it");
        }
        if let Some(by) = self.sealed.as_ref().and_then(|at| at.by("says so")) {
            warning = warning.note(by);
        }
        warning
            .note("peers that validate the message as it travels would refuse it")
            .help(self.help())
    }

    fn help(&self) -> String {
        let opened = "have messages validated only where they are opened";
        let by_setting = self.sealed.as_ref().is_some_and(|at| at.setting().is_some());
        let mut ways = Vec::new();
        if self.optional && !by_setting {
            ways.push(format!("make `{}` optional", self.name));
        }
        if let Some(lenient) = self.broken.lenient.as_ref().filter(|_| !by_setting) {
            ways.push(format!("add {lenient}"));
        }
        if self.broken.why == Why::Required && !by_setting {
            ways.push("remove the rule".to_owned());
        }
        ways.push(opened.to_owned());
        ways.join(", or ")
    }
}
