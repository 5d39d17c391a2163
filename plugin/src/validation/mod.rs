//! The rules of validation: read from the options of either dialect into one model, checked, and left out where the build says so.
//!
//! [`rules`] is the way in; [`Rules`] is what comes out, and all that an emitter reads.

mod model;
pub(crate) mod off;
mod pattern;
mod reach;
mod setting;
mod test;
mod text;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use model::{Dialect, FieldRules, Message, MessageRules, Rule, Said, Step, ValueRules};
pub(crate) use pattern::pattern;
pub use setting::Validation;
pub(crate) use test::{Bound, Format, Length, Literal, Measure, Pattern, Range, Test};
pub(crate) use text::list as list_text;

use crate::diagnostic::{Diagnostic, Error};
use crate::load::Schema;
use crate::options::validation::Dialects;
use crate::policy::Policies;
use crate::settings::Settings;

/// The rules of all messages.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// By full name, of the messages that have some of their own.
    messages: BTreeMap<String, MessageRules>,
    checked: reach::Checked,
}

/// Reads the rules of a schema, or tells all that is wrong with them.
pub(crate) fn rules(schema: &Schema, policies: &Policies, settings: &Settings) -> Result<Rules, Error> {
    let off = off::Off::new(schema, &settings.validation)?;
    let mut found = Found::default();
    let mut messages = BTreeMap::new();
    let dialects = Dialects::of(schema);
    for message in schema.pool.all_messages().filter(|message| !message.is_map_entry()) {
        if off.message(&message) {
            continue;
        }
        found.about = message.full_name().to_owned();
        let rules = dialects.read(&message, &off, &mut found);
        if !rules.is_empty() {
            messages.insert(message.full_name().to_owned(), rules);
        }
    }
    Error::unless_empty(found.diagnostics)?;
    let checked = reach::Checked::of(policies, &messages);
    Ok(Rules { messages, checked })
}

/// Mistakes in the rules.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The message that is being read.
    about: String,
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.about(&self.about));
    }
}

impl Rules {
    /// The rules of a message itself.
    pub(crate) fn message(&self, full_name: &str) -> Option<&MessageRules> {
        self.messages.get(full_name)
    }

    /// The messages whose fields expressions read.
    pub(crate) fn read(&self) -> BTreeSet<String> {
        let rules = self.messages.values().flat_map(MessageRules::all);
        let read = rules.flat_map(|rule| match &rule.test {
            Test::Holds(checked) => checked.reads(),
            _ => &[],
        });
        read.map(|field| field.parent_message().full_name().to_owned())
            .collect()
    }

    /// Whether a message, or something that it holds, has rules.
    pub(crate) fn checks(&self, full_name: &str) -> bool {
        self.checked.any(full_name)
    }

    /// Whether the messages of a field are checked with the one that it is in.
    pub(crate) fn descends(&self, message: &str, field: u32, held: &str) -> bool {
        let rules = self.message(message);
        let mut dialects = self.checked.dialects(held);
        dialects.any(|dialect| !rules.is_some_and(|rules| rules.leaves_out(dialect, field)))
    }
}
