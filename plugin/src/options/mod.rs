//! What the options of a schema say, as written: no defaults applied, nothing checked beyond the options themselves.
//!
//! Each dialect of options has a file of its own that adds to [`Options`]; the policy is made from those alone.

mod custom;
mod mask;
mod protoseal;
mod redact;
pub(crate) mod rules;
mod settings;
mod tier;
pub(crate) mod validation;
mod value;

use std::collections::BTreeMap;

pub(crate) use custom::SensitiveOptions;
pub(crate) use settings::FieldSettings;

use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
    mask::Mask,
};

/// All options of a schema that matter here. Elements without such options have no entry.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// By the file's name.
    files: BTreeMap<String, FileOptions>,
    /// By full name, as all that follow.
    messages: BTreeMap<String, MessageOptions>,
    fields: BTreeMap<String, FieldOptions>,
    oneofs: BTreeMap<String, OneofOptions>,
    /// By the name that it declares.
    policies: BTreeMap<String, Policy>,
    /// By the full name of a message, a field, a oneof or an enum.
    claims: BTreeMap<String, Vec<Claim>>,
    /// By the file's name.
    claims_of_files: BTreeMap<String, Vec<Claim>>,
}

/// A value and the place where it was set.
#[derive(Debug, Clone)]
pub(crate) struct Set<T> {
    pub(crate) value: T,
    pub(crate) at: At,
}

#[derive(Debug, Default)]
pub(crate) struct FileOptions {
    pub(crate) key: Option<Set<String>>,
}

#[derive(Debug, Default)]
pub(crate) struct MessageOptions {
    pub(crate) key: Option<Set<String>>,
    pub(crate) stable_name: Option<Set<String>>,
}

#[derive(Debug, Default)]
pub(crate) struct FieldOptions {
    pub(crate) seal: Option<Set<Seal>>,
    pub(crate) sensitive: Option<Set<bool>>,
    pub(crate) envelope: Option<Set<bool>>,
    pub(crate) bound: Option<Set<bool>>,
    /// The names of keys, if there are any.
    pub(crate) bound_to: Option<Set<Vec<String>>>,
    pub(crate) place: Option<Set<Place>>,
    pub(crate) mask: Option<Set<Mask>>,
    /// The name of one.
    pub(crate) policy: Option<Set<String>>,
}

#[derive(Debug, Default)]
pub(crate) struct OneofOptions {
    pub(crate) seal: Option<Set<Seal>>,
    pub(crate) mask: Option<Set<Mask>>,
    pub(crate) policy: Option<Set<String>>,
}

/// What fields and oneofs mean that name it.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) seal: Option<Set<Seal>>,
    pub(crate) mask: Option<Set<Mask>>,
    /// Where it is declared.
    pub(crate) at: At,
}

/// What an option says that is not Protoseal's: protobuf's `debug_redact`, or one that the build names.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) at: At,
    /// As its author writes it, in backticks.
    pub(crate) words: String,
    /// That it seals, and the key that the build names for it.
    pub(crate) seal: Option<Option<String>>,
    pub(crate) mask: Option<Mask>,
    /// The name of a policy.
    pub(crate) policy: Option<String>,
}

/// How a field or oneof is sealed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seal {
    pub(crate) key: Option<Set<String>>,
}

/// Where the messages in a field may stand, as in options.proto.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Default,
    Bound,
    Portable,
}

/// Reads the options of all files, then those of the build; what is wrong with an option by itself goes into `found`.
pub(crate) fn read(schema: &Schema, settings: &FieldSettings, found: &mut Vec<Diagnostic>) -> Options {
    let mut options = Options::default();
    protoseal::read(schema, &mut options, found);
    settings::read(schema, settings, &mut options, found);
    redact::read(schema, &mut options, found);
    custom::read(schema, &settings.sensitive, &mut options, found);
    options
}

impl Options {
    pub(crate) fn file(&self, name: &str) -> Option<&FileOptions> {
        self.files.get(name)
    }

    pub(crate) fn message(&self, full_name: &str) -> Option<&MessageOptions> {
        self.messages.get(full_name)
    }

    pub(crate) fn field(&self, full_name: &str) -> Option<&FieldOptions> {
        self.fields.get(full_name)
    }

    pub(crate) fn oneof(&self, full_name: &str) -> Option<&OneofOptions> {
        self.oneofs.get(full_name)
    }

    pub(crate) fn field_mut(&mut self, full_name: &str) -> &mut FieldOptions {
        self.fields.entry(full_name.to_owned()).or_default()
    }

    pub(crate) fn oneof_mut(&mut self, full_name: &str) -> &mut OneofOptions {
        self.oneofs.entry(full_name.to_owned()).or_default()
    }

    pub(crate) fn policy(&self, name: &str) -> Option<&Policy> {
        self.policies.get(name)
    }

    /// What other options say of a message, a field, a oneof or an enum.
    pub(crate) fn claims(&self, full_name: &str) -> &[Claim] {
        self.claims.get(full_name).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn claims_of_file(&self, name: &str) -> &[Claim] {
        self.claims_of_files.get(name).map_or(&[], Vec::as_slice)
    }

    /// All default keys and keys of policies, fields and oneofs.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Set<String>> {
        let seals = self
            .fields
            .values()
            .map(|field| &field.seal)
            .chain(self.oneofs.values().map(|oneof| &oneof.seal))
            .chain(self.policies.values().map(|policy| &policy.seal));
        let files = self.files.values().map(|file| &file.key);
        let messages = self.messages.values().map(|message| &message.key);
        files
            .chain(messages)
            .flatten()
            .chain(seals.flatten().filter_map(|seal| seal.value.key.as_ref()))
    }
}

impl FieldOptions {
    /// The option that seals the field, if one does.
    pub(crate) fn sealed(&self) -> Option<&At> {
        let sensitive = self.sensitive.as_ref().filter(|sensitive| sensitive.value);
        self.seal
            .as_ref()
            .map(|seal| &seal.at)
            .or(sensitive.map(|sensitive| &sensitive.at))
    }

    /// The option that makes the field the envelope field, if it is said to be.
    pub(crate) fn envelope(&self) -> Option<&At> {
        self.envelope
            .as_ref()
            .filter(|envelope| envelope.value)
            .map(|envelope| &envelope.at)
    }

    /// The option that binds the field, if one does: to all groups, or to those that it names.
    pub(crate) fn bound(&self) -> Option<&At> {
        let all = self.bound.as_ref().filter(|bound| bound.value).map(|bound| &bound.at);
        all.or(self.bound_to.as_ref().map(|bound_to| &bound_to.at))
    }

    pub(crate) fn place(&self) -> Place {
        self.place.as_ref().map_or(Place::Default, |place| place.value)
    }
}
