//! What is wrong with rules, told where they stand.

use super::given::{Given, Place};
use super::target::Target;
use crate::diagnostic::Diagnostic;
use crate::load::Schema;
use crate::validation::{Found, Pattern, pattern};

/// Takes what is wrong in one message.
pub(super) struct Faults<'a> {
    pub(super) schema: &'a Schema,
    pub(super) found: &'a mut Found,
}

impl Faults<'_> {
    /// Something is wrong with what is set in a place.
    pub(super) fn wrong(&mut self, place: &Place, cause: impl Into<String>, help: impl Into<String>) {
        let location = self.schema.locate(&place.at());
        self.found.push(Diagnostic::new(location, cause).help(help));
    }

    /// As `wrong`, with what else helps to understand it.
    pub(super) fn wrong_with(&mut self, place: &Place, cause: String, note: String, help: String) {
        let location = self.schema.locate(&place.at());
        self.found.push(Diagnostic::new(location, cause).note(note).help(help));
    }

    /// A rule that this version does not have.
    pub(super) fn unknown(&mut self, place: &Place) {
        let cause = format!(
            "this version of protoseal-build does not know the rule `{}`",
            place.words
        );
        let help =
            "use a later one, or leave the message or field out: `configure().validation(\"..\", Validation::Off)`";
        self.wrong(place, cause, help);
    }

    /// What is set in a message that even its declaration does not know.
    pub(super) fn unknown_fields(&mut self, given: &Given) {
        let numbers: Vec<u32> = given.message.unknown_fields().map(|field| field.number()).collect();
        for number in numbers {
            let cause = format!(
                "field {number} of `{}` is set, which nothing in the schema declares",
                given.place.words
            );
            self.wrong(&given.place, cause, "import the file that declares the rule");
        }
    }

    /// Rules for something else than what they stand on; `expected` is the name of those for it.
    pub(super) fn mismatch(&mut self, given: &Given, target: &Target, expected: Option<&str>) {
        let cause = format!("`{}` has rules for another type: {}", given.place.words, target.words());
        let help = match expected {
            Some(expected) => format!("use the rules `{expected}`, or remove these"),
            None => "remove these: a message is checked by the rules of its own fields".to_owned(),
        };
        self.wrong(&given.place, cause, help);
    }

    pub(super) fn pattern(&mut self, place: &Place, written: &str) -> Option<Pattern> {
        match pattern(written) {
            Ok(pattern) => Some(pattern),
            Err(fault) => {
                let cause = format!("`{}` is not a pattern that can be checked: {fault}", place.words);
                self.wrong(
                    place,
                    cause,
                    "patterns are RE2's: https://github.com/google/re2/wiki/Syntax",
                );
                None
            }
        }
    }
}
