//! Which messages have something to check.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dialect, MessageRules};
use crate::policy::Policies;

/// The messages that have rules of a dialect, or hold one that does, through fields where the dialect does not leave it out.
///
/// A message that has rules of both is checked by all of them wherever it is checked by one.
#[derive(Debug, Default)]
pub(super) struct Checked(BTreeMap<Dialect, BTreeSet<String>>);

impl Checked {
    pub(super) fn of(policies: &Policies, rules: &BTreeMap<String, MessageRules>) -> Self {
        let used: BTreeSet<Dialect> = rules
            .values()
            .flat_map(|rules| rules.dialects.iter().copied())
            .collect();
        Self(
            used.into_iter()
                .map(|dialect| (dialect, by(dialect, policies, rules)))
                .collect(),
        )
    }

    pub(super) fn any(&self, message: &str) -> bool {
        self.dialects(message).next().is_some()
    }

    pub(super) fn dialects(&self, message: &str) -> impl Iterator<Item = Dialect> {
        let found = self.0.iter().filter(move |(_, messages)| messages.contains(message));
        found.map(|(dialect, _)| *dialect)
    }
}

fn by(dialect: Dialect, policies: &Policies, rules: &BTreeMap<String, MessageRules>) -> BTreeSet<String> {
    let leaves_out = |message: &str, number: u32| {
        let rules = rules.get(message);
        rules.is_some_and(|rules| rules.leaves_out(dialect, number))
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
    let with_rules = rules.iter().filter(|(_, rules)| rules.dialects.contains(&dialect));
    let mut checked: BTreeSet<String> = with_rules.map(|(name, _)| name.clone()).collect();
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
