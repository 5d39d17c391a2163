//! Rules on a field, and on what is in a list or a map.

use prost_reflect::{FieldDescriptor, Kind, Value};

use super::Reader;
use crate::options::validation::given::{Given, standard};
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{count, defined_only, equals, listed, unique};
use crate::options::validation::target::{Part, Target};
use crate::validation::{Dialect, FieldRules, Length, Rule, Test, ValueRules};

/// `IGNORE_IF_ZERO_VALUE`, in older versions of another name.
const IF_ZERO: i32 = 1;
/// `IGNORE_ALWAYS`.
const ALWAYS: i32 = 3;

/// When rules are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ignore {
    Unspecified,
    IfZero,
    Always,
}

impl Reader<'_> {
    /// `is_alternative`: whether a rule of the message names it as one of several of which one may be set.
    pub(super) fn field(&mut self, field: &FieldDescriptor, given: &Given, is_alternative: bool) -> FieldRules {
        let target = Target::field(field);
        let ignore = match self.ignore(given) {
            // Only where it says nothing itself.
            Ignore::Unspecified if is_alternative && given.get("ignore").is_none() => Ignore::IfZero,
            ignore => ignore,
        };
        let mut rules = FieldRules::of(Dialect::Buf);
        rules.value = self.value(given, &target, ignore, &mut rules);
        if ignore == Ignore::Always {
            return rules;
        }
        // A field with presence that is set is checked, whatever its value.
        rules.value.unless_zero &= !field.supports_presence();
        if let Some((value, place)) = given.get("required")
            && value.as_bool() == Some(true)
        {
            rules.required = Some(place.rule("required", standard("REQUIRED", []), Test::Set));
        }
        rules
    }

    /// The rules on a value. Those on what is in it go into `parts`.
    fn value(&mut self, given: &Given, target: &Target, ignore: Ignore, parts: &mut FieldRules) -> ValueRules {
        if ignore == Ignore::Always {
            return ValueRules {
                leaves_out_messages: true,
                ..ValueRules::default()
            };
        }
        self.unknown_fields(given);
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), value) {
                ("required" | "ignore" | "skipped" | "ignore_empty", _) => {}
                (name @ ("cel" | "cel_expression"), Value::List(_)) => {
                    rules.extend(self.expressions(name, given, &target.this()));
                }
                (name, Value::Message(message)) => {
                    let given = Given {
                        message: message.clone(),
                        place,
                    };
                    rules.extend(self.standard(name, &given, target, parts));
                }
                _ => self.unknown(&place),
            }
        }
        ValueRules {
            unless_zero: ignore == Ignore::IfZero,
            rules,
            leaves_out_messages: false,
        }
    }

    /// What is said of the items of a list, or the keys or values of a map.
    fn part(&mut self, given: &Given, target: &Target, part: Part) -> ValueRules {
        let ignore = self.ignore(given);
        self.value(given, &target.part(part), ignore, &mut FieldRules::of(Dialect::Buf))
    }

    /// The rules of one kind: `string`, `repeated`.
    fn standard(&mut self, name: &str, given: &Given, target: &Target, parts: &mut FieldRules) -> Vec<Rule> {
        let expected = target.rules();
        if expected != Some(name) {
            self.mismatch(given, target, expected);
            return Vec::new();
        }
        self.unknown_fields(given);
        let mut rules = self.predefined(given, target);
        rules.extend(match name {
            "bool" => self.boolean(given),
            "string" => self.string(given),
            "bytes" => self.bytes(given),
            "enum" => self.enumeration(given, target),
            "repeated" => self.repeated(given, target, parts),
            "map" => self.map(given, target, parts),
            "any" => self.any(given),
            "field_mask" => self.field_mask(given),
            "timestamp" => self.timestamp(given),
            name => self.number(given, name),
        });
        rules
    }

    fn boolean(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), literal(value)) {
                ("const", Some(value)) => rules.push(equals("bool", &place, value)),
                ("example", _) => {}
                _ => self.unknown(&place),
            }
        }
        rules
    }

    fn enumeration(&mut self, given: &Given, target: &Target) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match field.name() {
                "const" => rules.extend(literal(value).map(|value| equals("enum", &place, value))),
                "in" | "not_in" => rules.extend(listed("enum", field.name(), &place, value)),
                "defined_only" => {
                    if value.as_bool() == Some(true)
                        && let Some(Kind::Enum(enumeration)) = target.kind()
                    {
                        rules.push(defined_only(&place, &enumeration));
                    }
                }
                "example" => {}
                _ => self.unknown(&place),
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
                        let cause = format!(
                            "`{}` is for lists of scalars: {}",
                            place.words,
                            target.part(Part::Items).words()
                        );
                        self.wrong(&place, cause, "remove it");
                    } else {
                        rules.push(unique(&place));
                    }
                }
                "items" => {
                    let given = Given::of(value.clone(), place);
                    parts.items = given.map(|given| self.part(&given, target, Part::Items));
                }
                _ => self.unknown(&place),
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
                "keys" => {
                    let given = Given::of(value.clone(), place);
                    parts.keys = given.map(|given| self.part(&given, target, Part::Keys));
                }
                "values" => {
                    let given = Given::of(value.clone(), place);
                    parts.values = given.map(|given| self.part(&given, target, Part::Values));
                }
                _ => self.unknown(&place),
            }
        }
        rules
    }

    fn ignore(&mut self, given: &Given) -> Ignore {
        // What came before `ignore`.
        if given.yes("skipped") {
            return Ignore::Always;
        }
        if given.yes("ignore_empty") {
            return Ignore::IfZero;
        }
        let Some((value, place)) = given.get("ignore") else {
            return Ignore::Unspecified;
        };
        match value.as_enum_number() {
            None | Some(0) => Ignore::Unspecified,
            Some(IF_ZERO) => Ignore::IfZero,
            Some(ALWAYS) => Ignore::Always,
            Some(_) => {
                self.unknown(&place);
                Ignore::Unspecified
            }
        }
    }
}
