//! Rules on numbers and durations.

use prost_reflect::Value;

use super::Reader;
use super::field::{equals, listed};
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::literal::literal;
use crate::validation::{Bound, Range, Rule, Test};

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

/// The rule of one bound or two; which has the name of both, and stands where the lower one does.
pub(super) fn range(given: &Given, kind: &str) -> Option<Rule> {
    let bound = |exclusive: &'static str, inclusive: &'static str| {
        let found = |name, inclusive| {
            let (value, place): (Value, Place) = given.get(name)?;
            let value = literal(&value)?;
            Some((name, place, Bound { value, inclusive }))
        };
        found(exclusive, false).or_else(|| found(inclusive, true))
    };
    match (bound("gt", "gte"), bound("lt", "lte")) {
        (None, None) => None,
        (Some((name, place, lower)), None) => {
            let message = standard(if lower.inclusive { "GTE" } else { "GT" }, [lower.value.text()]);
            let range = Range {
                lower: Some(lower),
                upper: None,
            };
            Some(place.rule(format!("{kind}.{name}"), message, Test::Within(range)))
        }
        (None, Some((name, place, upper))) => {
            let message = standard(if upper.inclusive { "LTE" } else { "LT" }, [upper.value.text()]);
            let range = Range {
                lower: None,
                upper: Some(upper),
            };
            Some(place.rule(format!("{kind}.{name}"), message, Test::Within(range)))
        }
        (Some((from, place, lower)), Some((to, _, upper))) => {
            let values = [lower.value.text(), upper.value.text()];
            let inclusive = (lower.inclusive, upper.inclusive);
            let range = Range {
                lower: Some(lower),
                upper: Some(upper),
            };
            let text = match (inclusive, range.is_exclusive()) {
                ((false, false), false) => "GT_LT",
                ((false, true), false) => "GT_LTE",
                ((true, false), false) => "GTE_LT",
                ((true, true), false) => "GTE_LTE",
                ((false, false), true) => "GT_LT_EXCLUSIVE",
                ((false, true), true) => "GT_LTE_EXCLUSIVE",
                ((true, false), true) => "GTE_LT_EXCLUSIVE",
                ((true, true), true) => "GTE_LTE_EXCLUSIVE",
            };
            let exclusive = if range.is_exclusive() { "_exclusive" } else { "" };
            let id = format!("{kind}.{from}_{to}{exclusive}");
            Some(place.rule(id, standard(text, values), Test::Within(range)))
        }
    }
}
