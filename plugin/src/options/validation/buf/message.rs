//! Rules on a message as a whole.

use prost_reflect::{MessageDescriptor, Value};

use super::Reader;
use crate::cel::This;
use crate::load::nearest;
use crate::options::validation::given::{Given, standard};
use crate::validation::{MessageRules, Rule, Test};

impl Reader<'_> {
    /// Gives the fields that are alternatives in a rule: unless they say otherwise, their zero value passes.
    pub(super) fn message(
        &mut self,
        message: &MessageDescriptor,
        given: &Given,
        rules: &mut MessageRules,
    ) -> Vec<String> {
        self.unknown_fields(given);
        let mut alternatives = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), value) {
                (name @ ("cel" | "cel_expression"), Value::List(_)) => {
                    let this = This::Message(message.clone());
                    rules.rules.extend(self.expressions(name, given, &this));
                }
                ("oneof", Value::List(_)) => {
                    for given in given.messages("oneof") {
                        let (read, names) = self.alternatives(message, &given);
                        rules.rules.extend(read);
                        alternatives.extend(names);
                    }
                }
                ("disabled", _) => {}
                _ => self.unknown(&place),
            }
        }
        alternatives
    }

    fn alternatives(&mut self, message: &MessageDescriptor, given: &Given) -> (Vec<Rule>, Vec<String>) {
        self.unknown_fields(given);
        let fields = given.get("fields");
        let names: Vec<String> = match &fields {
            Some((Value::List(values), _)) => values
                .iter()
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect(),
            _ => Vec::new(),
        };
        if names.is_empty() {
            let cause = format!("`{}` names no fields", given.place.words);
            self.wrong(&given.place, cause, "name the fields of which at most one may be set");
            return Default::default();
        }
        let mut numbers = Vec::new();
        let mut is_right = true;
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|earlier| earlier == name) {
                let cause = format!("`{}` names the field `{name}` twice", given.place.words);
                self.wrong(&given.place, cause, "name each field once");
                is_right = false;
            }
            match message.get_field_by_name(name) {
                Some(field) => numbers.push(field.number()),
                None => {
                    let known = message.fields().map(|field| field.name().to_owned());
                    let cause = format!(
                        "`{}` names `{name}`, but `{}` has no such field",
                        given.place.words,
                        message.name()
                    );
                    let help = match nearest(name, known) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "name fields of the message, as in the .proto file".to_owned(),
                    };
                    self.wrong(&given.place, cause, help);
                    is_right = false;
                }
            }
        }
        if !is_right {
            return Default::default();
        }
        let rule = |text, test| {
            let message = standard(text, [names.join(", ")]);
            given.place.rule_without_path("message.oneof", message, test)
        };
        let mut rules = vec![rule("AT_MOST_ONE_OF", Test::AtMostOne(numbers.clone()))];
        if given.yes("required") {
            rules.push(rule("ONE_OF", Test::OneAtLeast(numbers)));
        }
        (rules, names)
    }
}
