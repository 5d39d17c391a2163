//! Rules on a field, and on what is in a list or a map.

use prost_reflect::{FieldDescriptor, Kind, Value};

use super::Reader;
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{count, defined_only, equals, listed, unique};
use crate::options::validation::target::{Part, Target};
use crate::validation::{Dialect, FieldRules, Length, Rule, Test, ValueRules};

impl Reader<'_> {
    pub(super) fn field(&mut self, field: &FieldDescriptor, given: &Given) -> FieldRules {
        let mut rules = FieldRules::of(Dialect::Pgv);
        let (value, required) = self.value(given, &Target::field(field), &mut rules);
        rules.value = value;
        // PGV looks at a member of a oneof, and at an `optional` field of proto3, only where that is set.
        rules.required = required.filter(|_| field.containing_oneof().is_none());
        rules
    }

    /// The rules on a value, and that it is to be set. Those on what is in it go into `parts`.
    fn value(&mut self, given: &Given, target: &Target, parts: &mut FieldRules) -> (ValueRules, Option<Rule>) {
        self.faults.unknown_fields(given);
        let (mut value, mut required) = (ValueRules::default(), None);
        for (field, set, place) in given.fields() {
            let Some(given) = Given::of(set.clone(), place.clone()) else {
                self.faults.unknown(&place);
                continue;
            };
            self.faults.unknown_fields(&given);
            let demand = if field.name() == "message" {
                self.message(&given, target, &mut value)
            } else {
                self.standard(field.name(), &given, target, &mut value, parts)
            };
            required = demand.or(required);
        }
        if target.part == Part::Field {
            self.skip_alone(given);
        }
        (value, required)
    }

    fn part(&mut self, given: &Given, target: &Target, part: Part) -> ValueRules {
        // Whatever a list or a map holds is set.
        let (value, _) = self.value(given, &target.part(part), &mut FieldRules::of(Dialect::Pgv));
        value
    }

    /// `message`.
    fn message(&mut self, given: &Given, target: &Target, value: &mut ValueRules) -> Option<Rule> {
        let expected = target.rules();
        let is_message = matches!(target.kind(), Some(Kind::Message(_)));
        // These have rules that say it.
        let has_required = matches!(expected, Some("any" | "duration" | "timestamp"));
        if !is_message || (target.part == Part::Field && has_required) {
            self.faults.mismatch(given, target, expected);
            return None;
        }
        let mut required = None;
        for (field, set, place) in given.fields() {
            let is_true = set.as_bool() == Some(true);
            match field.name() {
                "skip" => value.leaves_out_messages |= is_true,
                "required" if is_true => required = Some(demand("message", &place)),
                "required" => {}
                _ => self.faults.unknown(&place),
            }
        }
        required
    }

    /// The rules of one kind: `string`, `repeated`.
    fn standard(
        &mut self,
        kind: &str,
        given: &Given,
        target: &Target,
        value: &mut ValueRules,
        parts: &mut FieldRules,
    ) -> Option<Rule> {
        let expected = target.rules();
        let required = given
            .get("required")
            .filter(|(required, _)| required.as_bool() == Some(true));
        let required = required.map(|(_, place)| demand(kind, &place));
        if expected != Some(kind) && is_of_any_message(kind, given, target) {
            return required;
        }
        if expected != Some(kind) {
            // Which PGV has no rules for.
            let expected = expected.filter(|expected| *expected != "field_mask");
            self.faults.mismatch(given, target, expected);
            return None;
        }
        self.contrary(kind, given);
        value.unless_zero = given.yes("ignore_empty");
        value.rules = match kind {
            "bool" => self.boolean(given),
            "string" => self.string(given),
            "bytes" => self.bytes(given),
            "enum" => self.enumeration(given, target),
            "repeated" => self.repeated(given, target, parts),
            "map" => self.map(given, target, parts),
            "any" => self.any(given),
            "timestamp" => self.timestamp(given),
            kind => self.number(given, kind),
        };
        required
    }

    fn boolean(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), literal(value)) {
                ("const", Some(value)) => rules.push(equals("bool", &place, value)),
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    fn enumeration(&mut self, given: &Given, target: &Target) -> Vec<Rule> {
        let Some(Kind::Enum(enumeration)) = target.kind() else {
            return Vec::new();
        };
        self.undefined(given, &enumeration);
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match field.name() {
                "const" => rules.extend(literal(value).map(|value| equals("enum", &place, value))),
                "in" | "not_in" => rules.extend(listed("enum", field.name(), &place, value)),
                "defined_only" if value.as_bool() == Some(true) => rules.push(defined_only(&place, &enumeration)),
                "defined_only" | "ignore_empty" => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    fn repeated(&mut self, given: &Given, target: &Target, parts: &mut FieldRules) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match field.name() {
                "min_items" => rules.extend(count("repeated.min_items", "MIN_ITEMS", &place, value, Length::AtLeast)),
                "max_items" => rules.extend(count("repeated.max_items", "MAX_ITEMS", &place, value, Length::AtMost)),
                "unique" if value.as_bool() != Some(true) => {}
                "unique" => {
                    if target.field.kind().as_message().is_some() {
                        self.needs(&place, "lists of scalars", &target.part(Part::Items));
                    } else {
                        rules.push(unique(&place));
                    }
                }
                "items" => parts.items = self.inside(value, place, target, Part::Items),
                "ignore_empty" => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    fn map(&mut self, given: &Given, target: &Target, parts: &mut FieldRules) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match field.name() {
                "min_pairs" => rules.extend(count("map.min_pairs", "MIN_PAIRS", &place, value, Length::AtLeast)),
                "max_pairs" => rules.extend(count("map.max_pairs", "MAX_PAIRS", &place, value, Length::AtMost)),
                // A value that a peer left out is an empty message: no map in Rust can break this.
                "no_sparse" => {
                    let values = target.part(Part::Values);
                    if value.as_bool() == Some(true) && !matches!(values.kind(), Some(Kind::Message(_))) {
                        self.needs(&place, "maps to messages", &values);
                    }
                }
                "keys" => parts.keys = self.inside(value, place, target, Part::Keys),
                "values" => parts.values = self.inside(value, place, target, Part::Values),
                "ignore_empty" => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    fn inside(&mut self, value: &Value, place: Place, target: &Target, part: Part) -> Option<ValueRules> {
        Given::of(value.clone(), place).map(|given| self.part(&given, target, part))
    }

    fn needs(&mut self, place: &Place, what: &str, target: &Target) {
        let cause = format!("`{}` is for {what}: {}", place.words, target.words());
        self.faults.wrong(place, cause, "remove it");
    }
}

/// Whether rules say no more than that a message is to be set. PGV takes those of its own kinds for every message, and there are
/// schemas that have them, Envoy's among them.
fn is_of_any_message(kind: &str, given: &Given, target: &Target) -> bool {
    let says_more = given.fields().any(|(field, ..)| field.name() != "required");
    let is_message = matches!(target.kind(), Some(Kind::Message(_)));
    matches!(kind, "any" | "duration" | "timestamp") && is_message && !says_more
}

/// That something is to be set.
fn demand(kind: &str, place: &Place) -> Rule {
    place.rule(format!("{kind}.required"), standard("REQUIRED", []), Test::Set)
}
