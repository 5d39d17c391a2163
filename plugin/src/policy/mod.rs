//! The policy of a schema: which field is sealed under which key, and what an envelope binds.
//!
//! [`resolve`] is the way in; [`model`] is what comes out, and all that an emitter reads.

mod annotation;
mod build;
mod check;
mod join;
mod key;
mod mask;
mod model;
mod peers;
mod reach;
mod report;
mod secret;
#[cfg(test)]
mod tests;

pub(crate) use model::{BoundKind, Field, Group, Message, Policies, Warning};
pub(crate) use secret::refuse_shared;

use annotation::Annotations;

use crate::{
    diagnostic::Error,
    load::Schema,
    options::{self, FieldSettings, Options},
    report::PolicyReport,
};

/// The policies of all messages of a schema, generated or not; or all mistakes, sorted by position.
///
/// The schema has the envelope fields that the settings add.
pub(crate) fn resolve(schema: &Schema, settings: &FieldSettings) -> Result<Policies, Error> {
    Ok(resolved(schema, settings)?.policies)
}

/// What is sealed, masked and bound in the files to generate, and by which annotations.
pub(crate) fn report(schema: &Schema, settings: &FieldSettings) -> Result<PolicyReport, Error> {
    let Resolved {
        options,
        annotations,
        policies,
    } = resolved(schema, settings)?;
    Ok(report::of(schema, &options, &annotations, &policies))
}

/// The policies, with what they are made of.
struct Resolved {
    options: Options,
    annotations: Annotations,
    policies: Policies,
}

fn resolved(schema: &Schema, settings: &FieldSettings) -> Result<Resolved, Error> {
    let mut found = Vec::new();
    let mut options = options::read(schema, settings, &mut found);
    let annotations = join::all(schema, &mut options, &mut found);
    let mut policies = build::policies(schema, &options);
    secret::mark(schema, &options, &settings.secrets, &mut policies, &mut found);
    check::all(schema, &options, &annotations, &policies, &mut found);
    Error::unless_empty(found)?;
    policies.warnings = peers::warnings(schema, &options, &policies);
    Ok(Resolved {
        options,
        annotations,
        policies,
    })
}
