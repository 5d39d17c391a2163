//! Rules on numbers and durations.

use super::Reader;
use crate::options::validation::given::Given;
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{equals, listed, range};
use crate::validation::Rule;

impl Reader<'_> {
    /// `kind` is the name of the rules: `int32`.
    pub(super) fn number(&mut self, given: &Given, kind: &str) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match field.name() {
                "const" => rules.extend(literal(value).map(|value| equals(kind, &place, value))),
                "in" | "not_in" => rules.extend(listed(kind, field.name(), &place, value)),
                // Together, below.
                "lt" | "lte" | "gt" | "gte" => {}
                // Read for all kinds.
                "ignore_empty" | "required" => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules.extend(range(given, kind));
        rules
    }
}
