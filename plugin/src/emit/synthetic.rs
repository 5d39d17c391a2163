//! Descriptors that prost-build is given: the user's files with tripwires in place of sealed fields, and synthetic files
//! of clear messages and of groups.

use std::collections::BTreeMap;
use std::ops::Bound;

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    field_descriptor_proto::{Label, Type},
};

use super::comments::Comments;
use super::input::{self, Request};
use super::names::{GROUPS_PACKAGE, Names, counterpart, join};
use crate::policy::{Message, Policies};

/// A message or field of a synthetic file and the user's that it copies, as settings name them.
#[derive(Debug, Clone)]
pub(crate) struct Copied {
    pub(crate) copy: String,
    pub(crate) original: String,
}

/// Everything that is derived from the user's descriptors.
#[derive(Debug, Default)]
pub(crate) struct Synthetic {
    /// In the order of the user's files; the synthetic ones last.
    pub(crate) requests: Vec<Request>,
    /// So that settings for a message reach its copies.
    pub(crate) messages: Vec<Copied>,
    /// So that settings for a field reach its copies.
    pub(crate) fields: Vec<Copied>,
}

/// Whether a nested type is a map's entry, as protoc makes them.
pub(crate) fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// `is_extern` says whether a message's Rust type is another crate's.
pub(crate) fn derive(
    input: &[Request],
    policies: &Policies,
    names: &Names,
    is_extern: &dyn Fn(&str) -> bool,
) -> Synthetic {
    let mut synthesis = Synthesis {
        policies,
        names,
        is_extern,
        maps: map_entries(input),
        out: Synthetic::default(),
    };
    for (module, file) in input {
        let mut edited = file.clone();
        for message in &mut edited.message_type {
            let full_name = join(file.package(), message.name());
            synthesis.set_tripwires(&full_name, message, file.syntax() == "proto3");
        }
        synthesis.out.requests.push((module.clone(), edited));
    }
    for (module, file) in input {
        let is_discarded = *module == input::discarded();
        let counterparts = names.modules().map(|name| synthesis.counterpart_file(file, name));
        let mut synthetic: Vec<_> = counterparts.collect();
        synthetic.push(synthesis.group_file(file));
        for file in synthetic.into_iter().flatten() {
            let module = if is_discarded {
                module.clone()
            } else {
                input::module(file.package())
            };
            synthesis.out.requests.push((module, file));
        }
    }
    synthesis.out
}

/// Map entries by full name with a leading dot.
fn map_entries(input: &[Request]) -> BTreeMap<String, DescriptorProto> {
    fn walk(prefix: &str, messages: &[DescriptorProto], entries: &mut BTreeMap<String, DescriptorProto>) {
        for message in messages {
            let name = format!("{prefix}.{}", message.name());
            walk(&name, &message.nested_type, entries);
            if is_map_entry(message) {
                entries.insert(name, message.clone());
            }
        }
    }
    let mut entries = BTreeMap::new();
    for (_, file) in input {
        let prefix = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        walk(&prefix, &file.message_type, &mut entries);
    }
    entries
}

struct Synthesis<'a> {
    policies: &'a Policies,
    names: &'a Names,
    is_extern: &'a dyn Fn(&str) -> bool,
    maps: BTreeMap<String, DescriptorProto>,
    out: Synthetic,
}

impl Synthesis<'_> {
    /// A sealed field keeps name and tag, but becomes raw and repeated, so that the derive gives it no accessor, every
    /// occurrence is seen, and a relay re-encodes what it decoded. Indexes stay as they are, for the comments' sake.
    fn set_tripwires(&self, full_name: &str, message: &mut DescriptorProto, proto3: bool) {
        if let Some(policy) = self.policies.message(full_name) {
            for field in &mut message.field {
                let sealed = policy
                    .field(field.number() as u32)
                    .is_some_and(|field| field.group.is_some());
                if sealed {
                    set_tripwire(field, proto3);
                }
            }
        }
        for nested in &mut message.nested_type {
            let nested_name = format!("{full_name}.{}", nested.name());
            self.set_tripwires(&nested_name, nested, proto3);
        }
    }

    /// The clear or partial messages of a file, for the module of that name.
    fn counterpart_file(&mut self, file: &FileDescriptorProto, to: &str) -> Option<FileDescriptorProto> {
        let mut comments = Comments::of(file);
        let package = join(file.package(), to);
        let mut messages = Vec::new();
        for (index, message) in file.message_type.iter().enumerate() {
            let full_name = join(file.package(), message.name());
            if self.is_related(&full_name) {
                let path = (vec![4, index as i32], vec![4, messages.len() as i32]);
                let clear = self.clear_message((&full_name, message), to, path, &mut comments);
                messages.push(clear);
            }
        }
        (!messages.is_empty()).then(|| FileDescriptorProto {
            name: Some(format!("protoseal/{to}/{}", file.name())),
            package: Some(package),
            message_type: messages,
            syntax: file.syntax.clone(),
            source_code_info: comments.into_source_code_info(),
            ..Default::default()
        })
    }

    /// Whether a message needs a clear type, or one nested in it does.
    fn is_related(&self, full_name: &str) -> bool {
        // Those nested in it follow it: no character of a name sorts before the dot.
        let nested = format!("{full_name}.");
        let from = self
            .policies
            .messages
            .range::<str, _>((Bound::Included(full_name), Bound::Unbounded));
        from.take_while(|(name, _)| *name == full_name || name.starts_with(&nested))
            .any(|(_, message)| message.needs_clear)
    }

    fn clear_message(
        &mut self,
        (full_name, message): (&str, &DescriptorProto),
        module: &str,
        (from, to): (Vec<i32>, Vec<i32>),
        comments: &mut Comments,
    ) -> DescriptorProto {
        comments.copy(&from, &to);
        let mut clear = DescriptorProto {
            name: message.name.clone(),
            oneof_decl: message.oneof_decl.clone(),
            ..Default::default()
        };
        // prost names a oneof's enum by what else is nested, so all names have to be there; what needs no clear type is
        // dropped again from prost's output.
        for (index, nested) in message.nested_type.iter().enumerate() {
            if is_map_entry(nested) {
                continue;
            }
            let nested_name = format!("{full_name}.{}", nested.name());
            let step = (below(&from, 3, index), below(&to, 3, clear.nested_type.len()));
            if self.is_related(&nested_name) {
                let nested = self.clear_message((&nested_name, nested), module, step, comments);
                clear.nested_type.push(nested);
            } else {
                comments.copy(&step.0, &step.1);
                clear.nested_type.push(DescriptorProto {
                    name: nested.name.clone(),
                    ..Default::default()
                });
            }
        }
        for (index, nested) in message.enum_type.iter().enumerate() {
            comments.copy(&below(&from, 4, index), &below(&to, 4, index));
            clear.enum_type.push(EnumDescriptorProto {
                name: nested.name.clone(),
                ..Default::default()
            });
        }
        for index in 0..message.oneof_decl.len() {
            comments.copy(&below(&from, 8, index), &below(&to, 8, index));
        }
        let Some(policy) = self.policies.message(full_name).filter(|policy| policy.needs_clear) else {
            clear.oneof_decl.clear();
            return clear;
        };
        let clear_name = counterpart(policy, module);
        self.out.messages.push(copied(&clear_name, full_name));
        for (index, field) in message.field.iter().enumerate() {
            if policy.envelope == Some(field.number() as u32) {
                continue;
            }
            comments.copy(&below(&from, 2, index), &below(&to, 2, clear.field.len()));
            let oneof = oneof_of(message, field);
            let copy = self.copy_field(
                (full_name, &clear_name),
                (field, oneof),
                &mut clear.nested_type,
                Some(module),
            );
            clear.field.push(copy);
        }
        clear
    }

    fn group_file(&mut self, file: &FileDescriptorProto) -> Option<FileDescriptorProto> {
        let mut messages = Vec::new();
        for message in &file.message_type {
            let full_name = join(file.package(), message.name());
            self.group_messages(&full_name, message, &mut messages);
        }
        (!messages.is_empty()).then(|| FileDescriptorProto {
            name: Some(format!("protoseal/groups/{}", file.name())),
            package: Some(join(file.package(), GROUPS_PACKAGE)),
            message_type: messages,
            syntax: file.syntax.clone(),
            ..Default::default()
        })
    }

    fn group_messages(&mut self, full_name: &str, message: &DescriptorProto, out: &mut Vec<DescriptorProto>) {
        let is_extern = (self.is_extern)(full_name);
        if let Some(policy) = self.policies.message(full_name).filter(|_| !is_extern) {
            for index in 0..policy.groups.len() {
                out.push(self.group_message(policy, message, index));
            }
        }
        for nested in message.nested_type.iter().filter(|nested| !is_map_entry(nested)) {
            self.group_messages(&format!("{full_name}.{}", nested.name()), nested, out);
        }
    }

    fn group_message(&mut self, policy: &Message, message: &DescriptorProto, index: usize) -> DescriptorProto {
        let group_name = self.names.group(policy, index);
        let mut group = DescriptorProto {
            name: group_name.rsplit('.').next().map(str::to_owned),
            oneof_decl: message.oneof_decl.clone(),
            ..Default::default()
        };
        for field in &message.field {
            let belongs = policy
                .field(field.number() as u32)
                .is_some_and(|field| field.group == Some(index));
            if belongs {
                let oneof = oneof_of(message, field);
                let names = (policy.full_name.as_str(), group_name.as_str());
                let copy = self.copy_field(names, (field, oneof), &mut group.nested_type, None);
                group.field.push(copy);
            }
        }
        group
    }

    /// Copies a field into a synthetic message. Its map entry comes along; in a clear or partial message, messages that need such a
    /// type are replaced by it.
    fn copy_field(
        &mut self,
        (from, to): (&str, &str),
        (field, oneof): (&FieldDescriptorProto, Option<&str>),
        nested: &mut Vec<DescriptorProto>,
        module: Option<&str>,
    ) -> FieldDescriptorProto {
        let mut note = |name: &str| {
            let fields = &mut self.out.fields;
            fields.push(copied(&format!("{to}.{name}"), &format!("{from}.{name}")));
        };
        note(field.name());
        // Where prost-build looks whether to box a member.
        if let Some(oneof) = oneof {
            note(&format!("{oneof}.{}", field.name()));
        }
        // Where prost-build looks for the bytes in a map.
        if self.maps.contains_key(field.type_name()) {
            note("value");
        }
        let mut copy = field.clone();
        if let Some(entry) = self.maps.get(field.type_name()) {
            let mut entry = entry.clone();
            if let (Some(module), Some(value)) = (module, entry.field.get_mut(1)) {
                self.refer_to(module, value);
            }
            copy.type_name = Some(format!(".{to}.{}", entry.name()));
            nested.push(entry);
        } else if let Some(module) = module {
            self.refer_to(module, &mut copy);
        }
        copy
    }

    fn refer_to(&self, module: &str, field: &mut FieldDescriptorProto) {
        let target = field.type_name().trim_start_matches('.');
        if let Some(message) = self.policies.message(target).filter(|message| message.needs_clear) {
            field.type_name = Some(format!(".{}", counterpart(message, module)));
        }
    }
}

/// Both names with a leading dot.
fn copied(copy: &str, original: &str) -> Copied {
    Copied {
        copy: format!(".{copy}"),
        original: format!(".{original}"),
    }
}

fn oneof_of<'a>(message: &'a DescriptorProto, field: &FieldDescriptorProto) -> Option<&'a str> {
    let index = usize::try_from(field.oneof_index?).ok()?;
    message.oneof_decl.get(index)?.name.as_deref()
}

fn set_tripwire(field: &mut FieldDescriptorProto, proto3: bool) {
    let raw = match field.r#type() {
        Type::String | Type::Bytes | Type::Message => Type::Bytes,
        Type::Group => Type::Group,
        Type::Fixed32 | Type::Sfixed32 | Type::Float => Type::Fixed32,
        Type::Fixed64 | Type::Sfixed64 | Type::Double => Type::Fixed64,
        _ => Type::Uint64,
    };
    let was_packed = field.label() == Label::Repeated
        && field
            .options
            .as_ref()
            .and_then(|options| options.packed)
            .unwrap_or(proto3);
    if raw != Type::Group {
        field.type_name = None;
    }
    field.set_type(raw);
    field.set_label(Label::Repeated);
    field.oneof_index = None;
    field.proto3_optional = None;
    field.default_value = None;
    let options = field.options.get_or_insert_default();
    options.packed = (!matches!(raw, Type::Bytes | Type::Group)).then_some(was_packed);
}

fn below(path: &[i32], kind: i32, index: usize) -> Vec<i32> {
    let mut path = path.to_vec();
    path.extend([kind, index as i32]);
    path
}
