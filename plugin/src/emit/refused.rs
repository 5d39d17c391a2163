//! What settings derive for wire types and messages that mask: refused where code that nobody here wrote could read what is sealed,
//! or show what is masked.

use std::collections::BTreeSet;

use syn::Attribute;

use super::derives::derives;
use crate::diagnostic::{Diagnostic, Location};
use crate::policy::{Field, Message};

/// Derives that a struct with tripwires may have beside prost's. Others could read or set them from inside.
const KNOWN: [&str; 12] = [
    "Clone",
    "Copy",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
    "Message",
    "Debug",
    "Default",
    "Serialize",
    "Deserialize",
];

/// Derives that show each field as it is, or read into it what was shown.
const SHOWING: [&str; 4] = ["Deserialize", "Display", "Serialize", "Valuable"];

/// Of these, the ones in whose place there is JSON that masks.
const JSON: [&str; 2] = ["Deserialize", "Serialize"];

/// What is refused, once for each message and derive.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Whether JSON is generated. Who leaves it out means to have one of their own.
    json: bool,
    found: BTreeSet<(Reason, String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Seals,
    Masks,
}

impl Refused {
    pub(crate) fn new(json: bool) -> Self {
        let found = BTreeSet::new();
        Self { json, found }
    }

    /// Looks at a message's struct.
    pub(crate) fn structure(&mut self, attrs: &[Attribute], policy: &Message) {
        let masks = policy.fields.iter().any(|field| masks(policy, field));
        self.look(attrs, policy, policy.sealed(), masks);
    }

    /// Looks at the enum of a oneof in the clear.
    pub(crate) fn oneof(&mut self, attrs: &[Attribute], policy: &Message, oneof: &str) {
        let mut members = policy
            .fields
            .iter()
            .filter(|field| field.oneof.as_deref() == Some(oneof));
        self.look(attrs, policy, false, members.any(|member| masks(policy, member)));
    }

    fn look(&mut self, attrs: &[Attribute], policy: &Message, seals: bool, masks: bool) {
        for derive in derives(attrs) {
            let reason = if seals && !KNOWN.contains(&derive.as_str()) {
                Reason::Seals
            } else if masks && self.shows(&derive) {
                Reason::Masks
            } else {
                continue;
            };
            self.found.insert((reason, policy.full_name.clone(), derive));
        }
    }

    fn shows(&self, derive: &str) -> bool {
        SHOWING.contains(&derive) && (self.json || !JSON.contains(&derive))
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let told = |(reason, message, derive): (Reason, String, String)| {
            let (has, help) = match reason {
                Reason::Seals => (
                    "has sealed fields: code that the derive writes could read and set them",
                    "derive it for the paths of messages without sealed fields",
                ),
                Reason::Masks => (
                    "has masked fields in the clear: code that the derive writes would show them, or read a mask as a value",
                    "derive it for the paths of messages without masked fields: JSON that masks is generated without it, and \
                     `exposed()` writes all; or leave out JSON with `configure().json(false)` and mask in your own",
                ),
            };
            let cause = format!("a setting derives `{derive}` for `{message}`, which {has}");
            Diagnostic::new(Location::default(), cause).help(help)
        };
        self.found.into_iter().map(told).collect()
    }
}

/// Whether a field that is no tripwire is masked, by itself or with its oneof.
fn masks(message: &Message, field: &Field) -> bool {
    let whole = field.oneof.as_deref().and_then(|oneof| message.oneof_mask(oneof));
    field.group.is_none() && field.mask.or(whole).is_some()
}
