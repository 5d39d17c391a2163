//! Rules on numbers and durations.

use super::Reader;
use crate::options::validation::given::{Given, standard};
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{equals, listed, range};
use crate::validation::{Rule, Test};

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
                "finite" => {
                    if value.as_bool() == Some(true) {
                        rules.push(place.rule(format!("{kind}.finite"), standard("FINITE", []), Test::Finite));
                    }
                }
                "example" => {}
                _ => self.unknown(&place),
            }
        }
        rules.extend(range(given, kind));
        rules
    }
}
