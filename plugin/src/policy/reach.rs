//! What messages hold, through fields of fields of fields.

use std::collections::BTreeSet;

use super::{Field, Message, Policies};

/// The messages for which `own` holds, and those that hold one of them through fields that `through` lets pass.
pub(super) fn holding(
    policies: &Policies,
    own: impl Fn(&Message) -> bool,
    through: impl Fn(&Field) -> bool,
) -> BTreeSet<String> {
    grow(policies, BTreeSet::new(), |message, holding| {
        let holds = |field: &Field| through(field) && field.message.as_ref().is_some_and(|held| holding.contains(held));
        own(message) || message.fields.iter().any(holds)
    })
}

/// Which messages count as ancestors, and where they are found; docs/format.md, section 6.
pub(super) struct Reach {
    anchors: BTreeSet<String>,
    /// The anchors, and what holds one through messages that do not count and fields that are not portable.
    reaching: BTreeSet<String>,
}

impl Reach {
    /// `says_bound`: whether a field has the option `place: BOUND`. A message is not made an ancestor by such a field
    /// alone, if nothing in the field counts.
    pub(super) fn new(policies: &Policies, says_bound: impl Fn(&Message, &Field) -> bool) -> Self {
        let own = |message: &Message| message.sealed() || message.fields.iter().any(|field| field.bound.is_some());
        let mut reach = Self {
            anchors: BTreeSet::new(),
            reaching: BTreeSet::new(),
        };
        loop {
            let before = (reach.anchors.len(), reach.reaching.len());
            reach.anchors = grow(policies, reach.anchors, |message, _| {
                let bound = |field: &Field| says_bound(message, field) && holds_in(&reach.reaching, field);
                own(message) || message.fields.iter().any(bound)
            });
            reach.reaching = grow(policies, reach.reaching, |message, reaching| {
                let found = |field: &Field| !field.portable && holds_in(reaching, field);
                reach.anchors.contains(&message.full_name) || message.fields.iter().any(found)
            });
            if before == (reach.anchors.len(), reach.reaching.len()) {
                return reach;
            }
        }
    }

    pub(super) fn is_anchor(&self, full_name: &str) -> bool {
        self.anchors.contains(full_name)
    }

    /// Whether a message above this field counts what the field holds.
    pub(super) fn counts(&self, field: &Field) -> bool {
        field.group.is_none() && !field.portable && self.finds(field)
    }

    /// Whether the field's type is or contains a message that counts as an ancestor.
    pub(super) fn finds(&self, field: &Field) -> bool {
        holds_in(&self.reaching, field)
    }
}

fn holds_in(names: &BTreeSet<String>, field: &Field) -> bool {
    field.message.as_ref().is_some_and(|held| names.contains(held))
}

/// The least set of messages that has those given and each of which `belongs` says so, seeing the set so far.
fn grow(
    policies: &Policies,
    mut names: BTreeSet<String>,
    belongs: impl Fn(&Message, &BTreeSet<String>) -> bool,
) -> BTreeSet<String> {
    loop {
        let new: Vec<&Message> = policies
            .messages
            .values()
            .filter(|message| !names.contains(&message.full_name) && belongs(message, &names))
            .collect();
        if new.is_empty() {
            return names;
        }
        names.extend(new.into_iter().map(|message| message.full_name.clone()));
    }
}
