//! The options that a build sets, `configure().field(..)`, for files that nobody can edit. They join those that the file has.

use prost_reflect::{FieldDescriptor, MessageDescriptor, OneofDescriptor};

use super::{Options, Place, Seal, SensitiveOptions, Set, mask};
use crate::{
    diagnostic::{Diagnostic, Location},
    field::{self, FieldOptions},
    load::{At, Schema, nearest},
    mask::Mask,
};

/// All that a build says of fields.
#[derive(Debug, Default)]
pub(crate) struct FieldSettings {
    /// By path, in the order of the calls.
    pub(crate) fields: Vec<(String, FieldOptions)>,
    /// The messages that get an envelope field, by path, with its number.
    pub(crate) envelopes: Vec<(String, u32)>,
    /// The paths of the sealed fields whose strings or bytes are secrets.
    pub(crate) secrets: Vec<String>,
    /// What options of a team's own mean.
    pub(crate) sensitive: SensitiveOptions,
}

pub(super) fn read(schema: &Schema, settings: &FieldSettings, options: &mut Options, found: &mut Vec<Diagnostic>) {
    let mut reader = Reader { schema, options, found };
    for (path, set) in &settings.fields {
        reader.setting(path, set);
    }
    for (path, number) in &settings.envelopes {
        let message = schema.pool.get_message_by_name(path.trim_start_matches('.'));
        // The schema has been given the field by now.
        if let Some(field) = message.and_then(|message| message.get_field(*number)) {
            reader.field(&field, path, &FieldOptions::new().envelope());
        }
    }
}

/// What a path names.
enum Named {
    Field(FieldDescriptor),
    Oneof(OneofDescriptor),
}

struct Reader<'a> {
    schema: &'a Schema,
    options: &'a mut Options,
    found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn setting(&mut self, path: &str, set: &FieldOptions) {
        if *set == FieldOptions::new() {
            let cause = format!("the build's setting for `{path}` says nothing");
            let help = "say what is meant, such as FieldOptions::new().seal(\"pii\"), or remove the setting";
            self.found.push(Diagnostic::new(Location::default(), cause).help(help));
        }
        if let Some((cause, help)) = set.mask.and_then(mask::unfit) {
            let mistake = Diagnostic::new(Location::default(), cause).note(by_build(path));
            self.found.push(mistake.help(help));
        }
        match self.named(path) {
            Some(Named::Field(field)) => self.field(&field, path, set),
            Some(Named::Oneof(oneof)) => self.oneof(&oneof, path, set),
            None => {
                let mistake = self.unmatched(path);
                self.found.push(mistake);
            }
        }
    }

    fn named(&self, path: &str) -> Option<Named> {
        let (message, name) = path.strip_prefix('.')?.rsplit_once('.')?;
        let message = self.schema.pool.get_message_by_name(message)?;
        if message.is_map_entry() {
            return None;
        }
        let oneof = || {
            message
                .oneofs()
                .find(|oneof| oneof.name() == name && !oneof.is_synthetic())
        };
        let field = message.get_field_by_name(name).map(Named::Field);
        field.or_else(|| oneof().map(Named::Oneof))
    }

    fn unmatched(&self, path: &str) -> Diagnostic {
        let pool = &self.schema.pool;
        let cause = format!("the build says something of `{path}`, but the schema has no such field or oneof");
        let mistake = Diagnostic::new(Location::default(), cause);
        let name = path.trim_start_matches('.');
        if pool.get_message_by_name(name).is_some() {
            return mistake.help(format!(
                "that is a message: name its fields one by one, such as `.{name}.some_field`"
            ));
        }
        let entry = name
            .rsplit_once('.')
            .and_then(|(message, _)| pool.get_message_by_name(message));
        let map = entry.filter(MessageDescriptor::is_map_entry).and_then(|entry| {
            let of_entry = |field: &FieldDescriptor| field.kind().as_message() == Some(&entry);
            entry.parent_message()?.fields().find(of_entry)
        });
        if let Some(map) = map {
            return mistake.help(format!(
                "that is the entry of a map: name the map, `.{}`",
                map.full_name()
            ));
        }
        let of_package = format!("{name}.");
        if path == "."
            || pool
                .files()
                .any(|file| format!("{}.", file.package_name()).starts_with(&of_package))
        {
            return mistake.help("that is a package: name fields one by one, so that nothing is sealed by chance");
        }
        let messages = pool.all_messages().filter(|message| !message.is_map_entry());
        let names = messages.flat_map(|message| {
            let oneofs = message.oneofs().filter(|oneof| !oneof.is_synthetic());
            let oneofs: Vec<String> = oneofs.map(|oneof| format!(".{}", oneof.full_name())).collect();
            let fields: Vec<String> = message
                .fields()
                .map(|field| format!(".{}", field.full_name()))
                .collect();
            [fields, oneofs].concat()
        });
        // Who writes the end of a path, as other settings allow, means what ends so.
        let end = format!(".{name}");
        let mut ending = None;
        let nearest = nearest(
            path,
            names.inspect(|full| {
                if ending.is_none() && full.ends_with(&end) {
                    ending = Some(full.clone());
                }
            }),
        );
        mistake.help(match ending.or(nearest) {
            Some(meant) if meant == end => format!("begin the path with a dot: `{meant}`"),
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the full name of a field or oneof, with a leading dot, such as `.google.rpc.Status.message`"
                .to_owned(),
        })
    }

    fn field(&mut self, field: &FieldDescriptor, path: &str, set: &FieldOptions) {
        let at = At::field(field).set_by(path);
        let mut conflicts = Conflicts::of(field.name(), path);
        let options = self.options.fields.entry(field.full_name().to_owned()).or_default();
        if let Some(key) = &set.seal {
            // The short form counts as what it stands for: sealed under the default key.
            let short = options
                .sensitive
                .as_ref()
                .filter(|sensitive| sensitive.value && options.seal.is_none());
            let short = short.map(|sensitive| Set {
                value: Seal::default(),
                at: sensitive.at.clone(),
            });
            match short {
                Some(short) => conflicts.seal(&mut Some(short), key.as_deref(), &at),
                None => conflicts.seal(&mut options.seal, key.as_deref(), &at),
            }
        }
        for (said, slot, what) in [
            (set.bound, &mut options.bound, "bound"),
            (set.envelope, &mut options.envelope, "the field of the envelopes"),
        ] {
            if said {
                let says = |value: &bool| if *value { what.to_owned() } else { format!("not {what}") };
                conflicts.put(slot, true, &at, says);
            }
        }
        if !set.bound_to.is_empty() {
            let says = |keys: &Vec<String>| format!("bound to the groups of {}", keys.join(", "));
            conflicts.put(&mut options.bound_to, set.bound_to.clone(), &at, says);
        }
        if let Some(place) = set.place {
            let place = match place {
                field::Place::Bound => Place::Bound,
                field::Place::Portable => Place::Portable,
            };
            let says = |place: &Place| match place {
                Place::Default => "in its default place".to_owned(),
                Place::Bound => "BOUND".to_owned(),
                Place::Portable => "PORTABLE".to_owned(),
            };
            conflicts.put(&mut options.place, place, &at, says);
        }
        if let Some(mask) = set.mask {
            narrow(&mut options.mask, mask, &at);
        }
        if let Some(policy) = &set.policy {
            conflicts.put(&mut options.policy, policy.clone(), &at, says_policy);
        }
        self.report(conflicts);
    }

    fn oneof(&mut self, oneof: &OneofDescriptor, path: &str, set: &FieldOptions) {
        let at = At::oneof(oneof).set_by(path);
        let mut conflicts = Conflicts::of(oneof.name(), path);
        let options = self.options.oneofs.entry(oneof.full_name().to_owned()).or_default();
        if let Some(key) = &set.seal {
            conflicts.seal(&mut options.seal, key.as_deref(), &at);
        }
        if let Some(mask) = set.mask {
            narrow(&mut options.mask, mask, &at);
        }
        if let Some(policy) = &set.policy {
            conflicts.put(&mut options.policy, policy.clone(), &at, says_policy);
        }
        self.report(conflicts);
        if !set.is_annotation() {
            let cause = format!(
                "`{}` is a oneof, which can be sealed and masked as a whole and nothing else",
                oneof.name()
            );
            let help = format!(
                "name its members one by one: `.{}.some_member`",
                oneof.parent_message().full_name()
            );
            let mistake = Diagnostic::new(self.schema.locate(&at), cause).note(by_build(path));
            self.found.push(mistake.help(help));
        }
    }

    fn report(&mut self, conflicts: Conflicts<'_>) {
        let Conflicts { name, path, found } = conflicts;
        for (at, there, here) in found {
            let twice = at.setting().is_some();
            let (cause, help) = if twice {
                (
                    format!("the build says twice what `{name}` is: {there}, and {here}"),
                    "keep one of the two settings",
                )
            } else {
                (
                    format!("`{name}` is {there} by its file, but {here} by the build"),
                    "say it in one place, or the same in both",
                )
            };
            let mistake = Diagnostic::new(self.schema.locate(&at), cause).note(by_build(path));
            self.found.push(mistake.help(help));
        }
    }
}

/// Said of every mistake that a setting made, since its position is in a file where nothing is said.
fn by_build(path: &str) -> String {
    format!("the build says so, by its setting for `{path}`")
}

fn says_policy(name: &String) -> String {
    format!("of the policy {name:?}")
}

/// Masks do not contradict each other: the stricter one holds.
fn narrow(slot: &mut Option<Set<Mask>>, mask: Mask, at: &At) {
    match slot {
        Some(set) => set.value = set.value.stricter(mask),
        None => {
            *slot = Some(Set {
                value: mask,
                at: at.clone(),
            });
        }
    }
}

/// What the file, or an earlier setting, says otherwise than a setting.
struct Conflicts<'a> {
    name: &'a str,
    path: &'a str,
    /// Where the first was said, what it says, what the setting says.
    found: Vec<(At, String, String)>,
}

impl<'a> Conflicts<'a> {
    fn of(name: &'a str, path: &'a str) -> Self {
        Self {
            name,
            path,
            found: Vec::new(),
        }
    }

    fn seal(&mut self, slot: &mut Option<Set<Seal>>, key: Option<&str>, at: &At) {
        let says = |key: Option<&str>| match key {
            Some(key) => format!("sealed under the key {key:?}"),
            None => "sealed under the default key".to_owned(),
        };
        match slot {
            None => {
                let key = key.map(|key| Set {
                    value: key.to_owned(),
                    at: at.clone(),
                });
                *slot = Some(Set {
                    value: Seal { key },
                    at: at.clone(),
                });
            }
            Some(set) => {
                let present = set.value.key.as_ref().map(|key| key.value.as_str());
                if present != key {
                    self.found.push((set.at.clone(), says(present), says(key)));
                }
            }
        }
    }

    fn put<T: PartialEq>(&mut self, slot: &mut Option<Set<T>>, value: T, at: &At, says: impl Fn(&T) -> String) {
        match slot {
            None => *slot = Some(Set { value, at: at.clone() }),
            Some(set) if set.value == value => {}
            Some(set) => self.found.push((set.at.clone(), says(&set.value), says(&value))),
        }
    }
}
