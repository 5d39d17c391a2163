//! Messages that are larger than an envelope can declare.

use prost_reflect::MessageDescriptor;

use super::Check;
use crate::{load::At, policy::Message};

/// docs/format.md, section 3: entries of each list of a declaration.
const MOST_ENTRIES: usize = 1_000;

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    let bound_to = |group| message.bound_to(group).count();
    let bound = (0..message.groups.len())
        .map(bound_to)
        .fold(message.bound_to_all().count(), usize::max);
    let lists = [
        // Its own group is not among the others.
        (
            message.groups.len().saturating_sub(1),
            "further keys that its fields are sealed under",
        ),
        (bound, "bound fields"),
        (message.counted.len(), "fields that hold sealed messages"),
    ];
    for (count, what) in lists.into_iter().filter(|(count, _)| *count > MOST_ENTRIES) {
        let cause = format!(
            "`{}` has {count} {what}; an envelope can say {MOST_ENTRIES} at most",
            message.full_name
        );
        let help = "part the message into several";
        check.report(check.mistake(&At::message(descriptor), cause).help(help));
    }
}
