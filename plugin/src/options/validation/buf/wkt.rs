//! Rules on protobuf's own messages: timestamps, field masks and `Any`. Durations are as numbers.

use super::Reader;
use crate::options::validation::given::{Given, standard};
use crate::options::validation::literal::{literal, texts};
use crate::options::validation::standard::{equals, listed, range};
use crate::validation::{Literal, Rule, Test};

impl Reader<'_> {
    pub(super) fn timestamp(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            let yes = value.as_bool() == Some(true);
            match (field.name(), literal(value)) {
                ("const", Some(value)) => rules.push(equals("timestamp", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("timestamp", field.name(), &place, value)),
                ("lt" | "lte" | "gt" | "gte" | "example", _) => {}
                ("lt_now", _) if yes => {
                    rules.push(place.rule("timestamp.lt_now", standard("LT_NOW", []), Test::NotAfterNow));
                }
                ("gt_now", _) if yes => {
                    rules.push(place.rule("timestamp.gt_now", standard("GT_NOW", []), Test::NotBeforeNow));
                }
                ("lt_now" | "gt_now", _) => {}
                ("within", Some(Literal::Duration(nanos))) => {
                    let message = standard("WITHIN", [Literal::Duration(nanos).text()]);
                    rules.push(place.rule("timestamp.within", message, Test::NearNow(nanos)));
                }
                _ => self.unknown(&place),
            }
        }
        rules.extend(range(given, "timestamp"));
        rules
    }

    pub(super) fn field_mask(&mut self, given: &Given) -> Vec<Rule> {
        let list = |paths: &[String]| format!("[{}]", paths.join(", "));
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), texts(value)) {
                ("const", _) => {
                    let mask = Given::of(value.clone(), place.clone());
                    let paths = mask.and_then(|mask| mask.get("paths"));
                    let paths = paths.and_then(|(paths, _)| texts(&paths)).unwrap_or_default();
                    let message = standard("EQUAL_PATHS", [list(&paths)]);
                    rules.push(place.rule("field_mask.const", message, Test::PathsAre(paths)));
                }
                ("in", Some(paths)) => {
                    let message = standard("IN_PATHS", [list(&paths)]);
                    rules.push(place.rule("field_mask.in", message, Test::PathsIn(paths)));
                }
                ("not_in", Some(paths)) => {
                    let message = standard("NOT_IN_PATHS", [list(&paths)]);
                    rules.push(place.rule("field_mask.not_in", message, Test::PathsNotIn(paths)));
                }
                ("example", _) => {}
                _ => self.unknown(&place),
            }
        }
        rules
    }

    pub(super) fn any(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            match (field.name(), texts(value)) {
                ("in", Some(types)) => rules.push(place.rule("any.in", standard("TYPE_IN", []), Test::TypeIn(types))),
                ("not_in", Some(types)) => {
                    rules.push(place.rule("any.not_in", standard("TYPE_NOT_IN", []), Test::TypeNotIn(types)));
                }
                _ => self.unknown(&place),
            }
        }
        rules
    }
}
