//! Which messages are written as JSON: those that are shown, those that the build names with what they hold, and, where one of them
//! holds an `Any`, all that can be in it.

use std::collections::BTreeSet;

use prost_reflect::MessageDescriptor;

use super::super::shown::is_well_known;
use super::kind::well_known;
use crate::diagnostic::{Diagnostic, Error, Location};
use crate::load::{Schema, nearest};
use crate::policy::{Message, Policies};
use crate::settings::{self, Settings};

const ANY: &str = "google.protobuf.Any";

/// The full names of these messages; none without JSON.
pub(crate) fn written(schema: &Schema, policies: &Policies, settings: &Settings) -> BTreeSet<String> {
    if !settings.json {
        return BTreeSet::new();
    }
    let files: BTreeSet<&str> = schema.files.iter().map(String::as_str).collect();
    let wanted = |name: &str| {
        let message = schema.pool.get_message_by_name(name);
        message.is_some_and(|message| files.contains(message.parent_file().name()))
    };
    let ours = |message: &&Message| {
        let name = &message.full_name;
        !is_well_known(name) && !settings.is_extern(name) && wanted(name)
    };
    let all: Vec<&Message> = policies.messages.values().filter(ours).collect();
    let named = all.iter().filter(|message| is_named(message, settings));
    let named = policies.with_held(named.map(|message| message.full_name.clone()).collect());
    let due = |message: &Message| message.shown || named.contains(&message.full_name);
    let shown = || all.iter().filter(|message| due(message));
    let holds_any = shown().any(|message| held(message).any(|name| name == ANY));
    if !holds_any {
        return shown().map(|message| message.full_name.clone()).collect();
    }
    // Nobody has to give JSON to a type that only an `Any` could hold.
    let mut without: BTreeSet<&str> = BTreeSet::new();
    let has_json = |name: &str, without: &BTreeSet<&str>| {
        if settings.is_extern(name) {
            policies.message(name).is_some_and(|message| message.shows_masked)
        } else if is_well_known(name) {
            well_known(name, &syn::parse_quote!(_)).is_some()
        } else {
            wanted(name) && !without.contains(name)
        }
    };
    loop {
        let others = all.iter().filter(|message| !due(message));
        let new: Vec<&str> = others
            .filter(|message| !without.contains(message.full_name.as_str()))
            .filter(|message| !held(message).all(|name| has_json(name, &without)))
            .map(|message| message.full_name.as_str())
            .collect();
        if new.is_empty() {
            break;
        }
        without.extend(new);
    }
    let names = all.iter().map(|message| message.full_name.as_str());
    names
        .filter(|name| !without.contains(name))
        .map(str::to_owned)
        .collect()
}

fn is_named(message: &Message, settings: &Settings) -> bool {
    let name = format!(".{}", message.full_name);
    settings.json_for.iter().any(|path| settings::matches(path, &name))
}

/// Refuses paths that mean no message to generate.
pub(crate) fn refuse_unmatched(schema: &Schema, settings: &Settings) -> Result<(), Error> {
    let is_generated = |message: &MessageDescriptor| {
        let named = schema.files.iter().any(|file| file == message.parent_file().name());
        named && !message.is_map_entry() && !settings.is_extern(message.full_name())
    };
    let generated = schema.pool.all_messages().filter(is_generated);
    let names: Vec<String> = generated.map(|message| format!(".{}", message.full_name())).collect();
    let means_none = |path: &&String| !names.iter().any(|name| settings::matches(path, name));
    let found = settings.json_for.iter().filter(means_none).map(|path| {
        let cause = format!("the build wants JSON for `{path}`, but that means no message that it generates");
        Diagnostic::new(Location::default(), cause).help(match nearest(path, names.iter().cloned()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the full name of a message or package with a leading dot, or `.` for all".to_owned(),
        })
    });
    Error::unless_empty(found.collect())
}

/// The messages in a message's fields.
fn held(message: &Message) -> impl Iterator<Item = &str> {
    message.fields.iter().filter_map(|field| field.message.as_deref())
}
