//! One walk over a file: the features of each field and enum, and which of them only one syntax can say.

use prost_types::field_descriptor_proto::Label;

use super::descriptors::{Declared, Enum, FeatureSet, Field, File, number};
use super::features::{Features, Presence, Unknown};
use super::locate;
use crate::diagnostic::Diagnostic;

/// What a file says, by its elements.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// In the order of the file's messages, those of one message in the order of their declaration.
    pub(super) fields: Vec<FieldSays>,
    /// Singular fields with implicit presence, which are proto3's.
    pub(super) implicit: Vec<Named>,
    /// Open enums, which are proto3's.
    pub(super) open: Vec<Named>,
    /// Closed enums, which are proto2's.
    pub(super) closed: Vec<Named>,
}

/// An element by its name and its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) path: Vec<i32>,
}

/// A field or an extension, with what its features come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FieldSays {
    pub(super) path: Vec<i32>,
    pub(super) presence: Singular,
    /// Of a repeated field that can be packed, whether it is.
    pub(super) packed: Option<bool>,
    pub(super) delimited: bool,
}

/// What is to be said of a field's presence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Singular {
    /// Nothing: it is repeated, in a oneof, an extension or a message, or has implicit presence.
    Plain,
    /// It has explicit presence; with the name of the oneof that says so in proto3.
    Optional(String),
    Required,
}

impl Survey {
    /// What a file says, if its edition has these defaults.
    pub(super) fn of(file: &File, defaults: Features) -> Result<Self, Vec<Diagnostic>> {
        let mut walk = Walk {
            file,
            survey: Self::default(),
            found: Vec::new(),
        };
        let own = file.options.and_then(|options| options.features);
        let features = walk.resolve(defaults, own, &[]);
        let package = file.package();
        for (path, message) in below(&[], number::FILE_MESSAGE, &file.message_type) {
            walk.message(message, &path, package, features);
        }
        for (path, declared) in below(&[], number::FILE_ENUM, &file.enum_type) {
            walk.enumeration(declared, path, package, features);
        }
        for (path, extension) in below(&[], number::FILE_EXTENSION, &file.extension) {
            walk.extension(extension, path, features);
        }
        match walk.found {
            found if found.is_empty() => Ok(walk.survey),
            found => Err(found),
        }
    }
}

struct Walk<'a> {
    file: &'a File,
    survey: Survey,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn message(&mut self, message: &Declared, path: &[i32], scope: &str, features: Features) {
        if message.is_map_entry() {
            return;
        }
        let features = self.resolve(features, message.options.and_then(|options| options.features), path);
        let full_name = join(scope, message.name());
        let mut names: Vec<String> = message.names().map(str::to_owned).collect();
        for (path, field) in below(path, number::MESSAGE_FIELD, &message.field) {
            self.field(message, &full_name, field, path, features, &mut names);
        }
        for (path, nested) in below(path, number::MESSAGE_NESTED, &message.nested_type) {
            self.message(nested, &path, &full_name, features);
        }
        for (path, declared) in below(path, number::MESSAGE_ENUM, &message.enum_type) {
            self.enumeration(declared, path, &full_name, features);
        }
        for (path, extension) in below(path, number::MESSAGE_EXTENSION, &message.extension) {
            self.extension(extension, path, features);
        }
    }

    /// `names` are those that a synthetic oneof must not have; it joins them.
    fn field(
        &mut self,
        message: &Declared,
        full_name: &str,
        field: &Field,
        path: Vec<i32>,
        features: Features,
        names: &mut Vec<String>,
    ) {
        let index = field.oneof_index.and_then(|index| usize::try_from(index).ok());
        let oneof = index.and_then(|index| message.oneof_decl.get(index));
        let of_oneof = oneof.and_then(|oneof| oneof.options?.features);
        let features = self.resolve(features, of_oneof, &path);
        let features = self.resolve(features, field.options.and_then(|options| options.features), &path);

        let delimited = features.delimited && field.is_message() && !is_map(message, full_name, field);
        let is_singular = field.label() == Label::Optional && field.oneof_index.is_none();
        let presence = match features.presence {
            Presence::Required if is_singular => Singular::Required,
            // A message that is no group has presence in both syntaxes.
            _ if is_singular && field.is_message() && !delimited => Singular::Plain,
            Presence::Explicit | Presence::Implicit if is_singular && delimited => Singular::optional(field, names),
            Presence::Explicit if is_singular => Singular::optional(field, names),
            Presence::Implicit if is_singular => {
                let name = join(full_name, field.name());
                let path = path.clone();
                self.survey.implicit.push(Named { name, path });
                Singular::Plain
            }
            _ => Singular::Plain,
        };
        self.survey.fields.push(FieldSays {
            path,
            presence,
            packed: packed(field, features),
            delimited,
        });
    }

    /// Extensions have explicit presence in every syntax.
    fn extension(&mut self, extension: &Field, path: Vec<i32>, features: Features) {
        let features = self.resolve(features, extension.options.and_then(|options| options.features), &path);
        self.survey.fields.push(FieldSays {
            path,
            presence: Singular::Plain,
            packed: packed(extension, features),
            delimited: features.delimited && extension.is_message(),
        });
    }

    fn enumeration(&mut self, declared: &Enum, path: Vec<i32>, scope: &str, features: Features) {
        let features = self.resolve(features, declared.options.and_then(|options| options.features), &path);
        let kind = match features.closed {
            true => &mut self.survey.closed,
            false => &mut self.survey.open,
        };
        kind.push(Named {
            name: join(scope, declared.name()),
            path,
        });
    }

    /// Goes on with what was inherited if something is set that nobody knows.
    fn resolve(&mut self, inherited: Features, own: Option<FeatureSet>, path: &[i32]) -> Features {
        match inherited.with(own) {
            Ok(features) => features,
            Err(Unknown { feature, value }) => {
                let cause =
                    format!("the feature `{feature}` has the value {value}, which protoseal-build does not know");
                let mistake = Diagnostic::new(locate(self.file, path), cause);
                self.found
                    .push(mistake.help("say one that edition 2024 has, or leave the feature out"));
                inherited
            }
        }
    }
}

impl Singular {
    /// The oneof is named as protoc names those of proto3's `optional`.
    fn optional(field: &Field, names: &mut Vec<String>) -> Self {
        let mut oneof = match field.name() {
            name if name.starts_with('_') => name.to_owned(),
            name => format!("_{name}"),
        };
        while names.contains(&oneof) {
            oneof.insert(0, 'X');
        }
        names.push(oneof.clone());
        Self::Optional(oneof)
    }
}

fn packed(field: &Field, features: Features) -> Option<bool> {
    (field.is_repeated() && field.is_packable()).then_some(features.packed)
}

/// Maps are never delimited, whatever is set around them.
fn is_map(message: &Declared, full_name: &str, field: &Field) -> bool {
    let mut entries = message.nested_type.iter().filter(|nested| nested.is_map_entry());
    let name = field.type_name().trim_start_matches('.');
    entries.any(|entry| join(full_name, entry.name()) == name)
}

/// The elements of a kind, with their paths.
fn below<'a, T>(path: &[i32], kind: i32, elements: &'a [T]) -> impl Iterator<Item = (Vec<i32>, &'a T)> {
    let indexes = (0..).map(move |index| [kind, index]);
    let paths = indexes.map({
        let path = path.to_vec();
        move |step| [path.as_slice(), &step].concat()
    });
    paths.zip(elements)
}

fn join(scope: &str, name: &str) -> String {
    match scope {
        "" => name.to_owned(),
        scope => format!("{scope}.{name}"),
    }
}
