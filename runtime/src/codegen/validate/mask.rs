//! Field masks: which rules `validate_fields` checks.

use std::collections::BTreeMap;

use prost_types::FieldMask;

use crate::validation::MaskError;

/// A field of a type, for masks.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// As in the .proto file.
    pub name: &'static str,
    /// The fields of the message that it holds, if it holds one that has rules.
    pub held: Option<fn() -> &'static [Member]>,
}

impl Member {
    /// A field that holds no message with rules.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, held: None }
    }

    /// A field that holds messages with these fields.
    #[must_use]
    pub const fn holding(name: &'static str, held: fn() -> &'static [Self]) -> Self {
        Self { name, held: Some(held) }
    }
}

/// What a mask says of a message: which fields, and what of each.
#[derive(Debug, Default)]
pub(super) struct Mask {
    whole: bool,
    below: BTreeMap<String, Mask>,
}

impl Mask {
    pub(super) fn new(mask: &FieldMask, members: &'static [Member]) -> Result<Self, MaskError> {
        let mut root = Self::default();
        for path in &mask.paths {
            let (mut at, mut members) = (&mut root, Some(members));
            for name in path.split('.') {
                let fault = |reason| MaskError::new(path, reason);
                let known =
                    members.ok_or_else(|| fault("it goes on below a field that holds no message with rules"))?;
                let found = known.iter().find(|member| member.name == name);
                let member = found.ok_or_else(|| fault("the message has no such field"))?;
                members = member.held.map(|held| held());
                at = at.below.entry(name.to_owned()).or_default();
            }
            at.whole = true;
        }
        Ok(root)
    }

    /// Whether anything of a field is named.
    pub(super) fn wants(&self, name: &str) -> bool {
        self.whole || self.below.contains_key(name)
    }

    /// What is named of the message that a field holds; `None` for all of it.
    pub(super) fn below(&self, name: &str) -> Option<&Self> {
        if self.whole {
            return None;
        }
        self.below.get(name).filter(|below| !below.whole)
    }

    /// Whether all of a path is named.
    fn covers(&self, path: &str) -> bool {
        let mut at = self;
        for name in path.split('.') {
            if at.whole {
                return true;
            }
            let Some(below) = at.below.get(name) else {
                return false;
            };
            at = below;
        }
        at.whole
    }

    /// Whether a rule is to be checked that looks at these paths; at the message as a whole, if there are none.
    pub(super) fn wants_rule(&self, reads: &[&str]) -> bool {
        self.whole || !reads.is_empty() && reads.iter().all(|path| self.covers(path))
    }
}
