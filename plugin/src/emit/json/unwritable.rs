//! Refuses fields whose messages have no JSON: protobuf's own that describe schemas.

use prost_reflect::MessageDescriptor;

use super::super::shown::is_well_known;
use super::extent::written;
use super::kind::well_known;
use crate::diagnostic::{Diagnostic, Error};
use crate::load::{At, Schema, value_kind};
use crate::policy::Policies;
use crate::settings::Settings;

/// Of the messages that are written as JSON.
pub(crate) fn refuse(schema: &Schema, policies: &Policies, settings: &Settings) -> Result<(), Error> {
    let written = written(schema, policies, settings);
    let is_ours = |message: &MessageDescriptor| written.contains(message.full_name());
    let mut found = Vec::new();
    for field in schema
        .pool
        .all_messages()
        .filter(is_ours)
        .flat_map(|message| message.fields().collect::<Vec<_>>())
    {
        let kind = value_kind(field.kind(), field.is_map());
        let Some(held) = kind.as_message() else { continue };
        let name = held.full_name();
        let is_known = || well_known(name, &syn::parse_quote!(_)).is_some();
        if is_well_known(name) && !settings.is_extern(name) && !is_known() {
            let cause = format!("`{}` holds `{name}`, which cannot be written as JSON", field.name());
            let help = format!(
                "leave out JSON with `configure().json(false)`, or give the message a type that has it: `configure().extern_path(\".{name}\", ..)`"
            );
            found.push(Diagnostic::new(schema.locate(&At::field(&field)), cause).help(help));
        }
    }
    Error::unless_empty(found)
}
