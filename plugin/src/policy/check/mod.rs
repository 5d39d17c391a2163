//! What can be wrong with a policy, a file for each kind of mistake.

mod bound;
mod bound_to;
mod envelope;
mod extent;
mod key;
mod mask;
mod name;
mod place;
mod seal;

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use super::{Message, Policies, annotation::Annotations, reach};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
    options::{FieldOptions, Options},
};

/// Adds all mistakes to `found`, in no order.
pub(super) fn all(
    schema: &Schema,
    options: &Options,
    annotations: &Annotations,
    policies: &Policies,
    found: &mut Vec<Diagnostic>,
) {
    let mut check = Check {
        schema,
        options,
        annotations,
        policies,
        // What envelopes in or below a message bind; what is in PORTABLE fields stands for itself.
        binding: reach::holding(policies, Message::sealed, |field| !field.portable),
        reaching: reach::holding(policies, |message| message.anchor, |field| !field.portable),
        found,
    };
    key::check_all(&mut check);
    name::check_all(&mut check);
    for descriptor in schema.pool.all_messages() {
        // Map entries have no policy, since nothing in them can have options.
        if let Some(message) = policies.message(descriptor.full_name()) {
            seal::check(&mut check, &descriptor, message);
            envelope::check(&mut check, &descriptor, message);
            bound::check(&mut check, &descriptor, message);
            bound_to::check(&mut check, &descriptor, message);
            place::check(&mut check, &descriptor, message);
            extent::check(&mut check, &descriptor, message);
            mask::check(&mut check, &descriptor);
        }
    }
}

/// What the checks read, and where their findings go.
struct Check<'a> {
    schema: &'a Schema,
    options: &'a Options,
    annotations: &'a Annotations,
    policies: &'a Policies,
    /// The messages that have sealed fields or hold some that are not PORTABLE.
    binding: BTreeSet<String>,
    /// The messages that count as ancestors or hold some that do and are not PORTABLE.
    reaching: BTreeSet<String>,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    /// A mistake at a place of the schema, to be completed and reported.
    fn mistake(&self, at: &At, cause: impl Into<String>) -> Diagnostic {
        let mistake = Diagnostic::new(self.schema.locate(at), cause);
        match at.by("says so") {
            Some(note) => mistake.note(note),
            None => mistake,
        }
    }

    fn report(&mut self, mistake: Diagnostic) {
        self.found.push(mistake);
    }

    /// The fields of a message that have options, by ascending number.
    fn annotated(&self, message: &MessageDescriptor) -> Vec<(FieldDescriptor, &'a FieldOptions)> {
        let mut fields: Vec<_> = message
            .fields()
            .filter_map(|field| {
                let options = self.options.field(field.full_name())?;
                Some((field, options))
            })
            .collect();
        fields.sort_by_key(|(field, _)| field.number());
        fields
    }
}
