//! Rules in CEL: those of a message or field itself, and those that a schema predefines.

use prost_reflect::Value;

use super::Reader;
use crate::cel::{self, Env, Gives, This};
use crate::load::At;
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::target::Target;
use crate::validation::{Message, Rule, Test};

/// Of an expression, this much is shown from where it is wrong.
const SHOWN: usize = 40;

impl Reader<'_> {
    /// The rules of `cel` and `cel_expression`, by the name of the field that holds them.
    pub(super) fn expressions(&mut self, name: &str, given: &Given, this: &This) -> Vec<Rule> {
        let env = Env {
            this: this.clone(),
            rule: None,
            rules: None,
        };
        if name == "cel" {
            let given = given.messages("cel");
            return given
                .iter()
                .filter_map(|given| self.cel(given, &given.place, &env))
                .collect();
        }
        let Some((Value::List(texts), place)) = given.get("cel_expression") else {
            return Vec::new();
        };
        let texts = texts.iter().enumerate();
        texts
            .filter_map(|(index, text)| {
                let text = text.as_str().unwrap_or_default();
                self.expression(&place.element(index), &place.element(index), (text, "", text), &env)
            })
            .collect()
    }

    /// The rules that extensions of a rules' message predefine, of those that are set.
    pub(super) fn predefined(&mut self, given: &Given, target: &Target) -> Vec<Rule> {
        let Some(option) = self.schema.pool.get_extension_by_name("buf.validate.predefined") else {
            return Vec::new();
        };
        let set: Vec<_> = given
            .message
            .extensions()
            .map(|(extension, value)| (extension, value.clone()))
            .collect();
        let mut rules = Vec::new();
        for (extension, value) in set {
            let place = given.place.extension(&extension);
            let Some(said) = Given::option(&extension.options(), &option, At::extension(&extension)) else {
                continue;
            };
            let rule = cel::Rule {
                value,
                kind: extension.kind(),
                is_list: extension.is_list(),
            };
            let env = Env {
                this: target.this(),
                rule: Some(rule),
                rules: Some(given.message.clone()),
            };
            let expressions = said.messages("cel");
            rules.extend(expressions.iter().filter_map(|said| self.cel(said, &place, &env)));
        }
        rules
    }

    /// A `buf.validate.Rule`, which is told of as what stands at a place.
    fn cel(&mut self, given: &Given, place: &Place, env: &Env) -> Option<Rule> {
        self.unknown_fields(given);
        let (id, message, text) = (given.text("id"), given.text("message"), given.text("expression"));
        self.expression(&given.place, place, (&id, &message, &text), env)
    }

    fn expression(
        &mut self,
        written: &Place,
        place: &Place,
        (id, message, text): (&str, &str, &str),
        env: &Env,
    ) -> Option<Rule> {
        let checked = match cel::check(text, env) {
            Ok(checked) => checked,
            Err(fault) => {
                let cause = format!("`{}` cannot be checked: {}", written.words, fault.message);
                let rest: String = text.get(fault.at..).unwrap_or_default().chars().take(SHOWN).collect();
                let help = fault.help.unwrap_or_else(|| "mend the expression".to_owned());
                if rest.is_empty() {
                    self.wrong(written, cause, help);
                } else {
                    self.wrong_with(written, cause, format!("from here on: `{rest}`"), help);
                }
                return None;
            }
        };
        if let Some(why) = checked.needs_interpreter() {
            let cause = format!("`{}` cannot become Rust: {why}", written.words);
            let help = "write it otherwise, or leave the message or field out: `configure().validation(\"..\", Validation::Off)`";
            self.wrong(written, cause, help);
            return None;
        }
        let message = match (message, checked.gives()) {
            ("", Gives::Bool) => standard("RETURNED_FALSE", [text.to_owned()]),
            ("", Gives::Text { .. }) => Message::Nameless,
            (message, _) => Message::Custom(message.to_owned()),
        };
        let mut rule = place.rule(id, message, Test::Holds(checked));
        rule.at = written.at();
        Some(rule)
    }
}
