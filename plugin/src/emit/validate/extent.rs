//! Which messages have types that check themselves.

use std::collections::BTreeSet;

use super::super::shown::is_well_known;
use crate::load::Schema;
use crate::policy::Policies;
use crate::settings::Settings;
use crate::validation::Rules;

/// All messages of a package in which one has something to check, so that code can ask any of them; none of other packages. Of
/// other crates' messages, those that have something to check.
pub(crate) fn implemented(
    schema: &Schema,
    policies: &Policies,
    rules: &Rules,
    settings: &Settings,
) -> BTreeSet<String> {
    let files: BTreeSet<&str> = schema.files.iter().map(String::as_str).collect();
    let is_generated = |name: &str| {
        let message = schema.pool.get_message_by_name(name);
        let is_wanted = message.is_some_and(|message| files.contains(message.parent_file().name()));
        is_wanted && !settings.is_extern(name) && !is_well_known(name)
    };
    let all = || policies.messages.values();
    let packages: BTreeSet<&str> = all()
        .filter(|message| rules.checks(&message.full_name) && is_generated(&message.full_name))
        .map(|message| message.package.as_str())
        .collect();
    let implemented = all().filter(|message| {
        if settings.is_extern(&message.full_name) {
            rules.checks(&message.full_name)
        } else {
            packages.contains(message.package.as_str()) && is_generated(&message.full_name)
        }
    });
    implemented.map(|message| message.full_name.clone()).collect()
}
