//! Rules in CEL.

use super::Reader;
use crate::options::validation::given::{Given, Place};

impl Reader<'_> {
    pub(super) fn cel(&mut self, given: &Given) {
        self.cel_at(&given.place);
    }

    pub(super) fn cel_at(&mut self, place: &Place) {
        let cause = format!(
            "this version of protoseal-build does not check rules in CEL: `{}`",
            place.words
        );
        let help = "leave the message or field out: `configure().validation(\"..\", Validation::Off)`";
        self.wrong(place, cause, help);
    }
}
