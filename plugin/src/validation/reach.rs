//! Which messages have something to check.

use std::collections::{BTreeMap, BTreeSet};

use super::MessageRules;
use crate::policy::Policies;

/// The messages that have rules, and those that hold one through fields that do not leave it out.
pub(super) fn checked(policies: &Policies, rules: &BTreeMap<String, MessageRules>) -> BTreeSet<String> {
    let leaves_out = |message: &str, number: u32| {
        let fields = rules.get(message).and_then(|rules| rules.fields.get(&number));
        fields.is_some_and(|sets| sets.iter().any(super::FieldRules::leaves_out_messages))
    };
    // Who holds a message.
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for message in policies.messages.values() {
        for field in &message.fields {
            if let Some(held) = &field.message
                && !leaves_out(&message.full_name, field.number)
            {
                holders.entry(held).or_default().push(&message.full_name);
            }
        }
    }
    let mut checked: BTreeSet<String> = rules.keys().cloned().collect();
    let mut pending: Vec<String> = checked.iter().cloned().collect();
    while let Some(name) = pending.pop() {
        for holder in holders.get(name.as_str()).into_iter().flatten() {
            if checked.insert((*holder).to_owned()) {
                pending.push((*holder).to_owned());
            }
        }
    }
    checked
}
