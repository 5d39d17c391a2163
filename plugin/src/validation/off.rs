//! What the build leaves out of validation.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use super::Validation;
use crate::diagnostic::{Diagnostic, Error, Location};
use crate::load::{Schema, nearest};

/// The messages, fields and oneofs whose rules are not checked, by full name.
#[derive(Debug, Default)]
pub(crate) struct Off(BTreeSet<String>);

impl Off {
    /// Refuses paths that name nothing.
    pub(super) fn new(schema: &Schema, settings: &[(String, Validation)]) -> Result<Self, Error> {
        let mut known = BTreeSet::new();
        if !settings.is_empty() {
            for message in schema.pool.all_messages().filter(|message| !message.is_map_entry()) {
                known.extend(message.fields().map(|field| format!(".{}", field.full_name())));
                known.extend(message.oneofs().map(|oneof| format!(".{}", oneof.full_name())));
                known.insert(format!(".{}", message.full_name()));
            }
        }
        let unknown = settings.iter().filter(|(path, _)| !known.contains(path));
        let diagnostics = unknown.map(|(path, _)| {
            let cause = format!(
                "the build leaves `{path}` out of validation, but the schema has no such message, field or oneof"
            );
            Diagnostic::new(Location::default(), cause).help(match nearest(path, known.iter().cloned()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write the full name of a message, field or oneof with a leading dot".to_owned(),
            })
        });
        Error::unless_empty(diagnostics.collect())?;
        let names = settings
            .iter()
            .map(|(path, Validation::Off)| path.trim_start_matches('.').to_owned());
        Ok(Self(names.collect()))
    }

    pub(super) fn message(&self, message: &MessageDescriptor) -> bool {
        self.0.contains(message.full_name())
    }

    /// Of a field, or of the oneof that it is in.
    pub(crate) fn field(&self, field: &FieldDescriptor) -> bool {
        let oneof = field.containing_oneof();
        self.named(field.full_name()) || oneof.is_some_and(|oneof| self.named(oneof.full_name()))
    }

    /// Of anything that has a name.
    pub(crate) fn named(&self, full_name: &str) -> bool {
        self.0.contains(full_name)
    }
}
