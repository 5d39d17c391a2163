//! What can be wrong with a policy.

use super::Policies;
use crate::{diagnostic::Diagnostic, load::Schema, options::Options};

pub(super) fn all(schema: &Schema, options: &Options, policies: &Policies, found: &mut Vec<Diagnostic>) {
    let _ = (schema, options, policies, found);
}
