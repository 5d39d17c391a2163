//! Writing a lowered file: through a dynamic message, which keeps what nobody here knows.

use prost::Message;
use prost_reflect::{DynamicMessage, Value};

use super::descriptors::{File, Set, number};
use super::survey::{FieldSays, Singular, Survey};
use super::syntax::Syntax;
use crate::diagnostic::Error;
use crate::load::envelopes::{descriptor, element};

/// Numbers of fields in descriptor.proto.
const SET_FILE: u32 = 1;
const FILE_DEPENDENCY: u32 = 3;
const FILE_SYNTAX: u32 = 12;
const FIELD_LABEL: u32 = 4;
const FIELD_TYPE: u32 = 5;
const FIELD_OPTIONS: u32 = 8;
const FIELD_ONEOF: u32 = 9;
const FIELD_PROTO3_OPTIONAL: u32 = 17;
const OPTIONS_PACKED: u32 = 2;
const ONEOF_NAME: u32 = 1;

const LABEL_REQUIRED: i32 = 2;
const TYPE_GROUP: i32 = 10;

/// The set with these files, by index, in these syntaxes.
pub(super) fn rewrite(bytes: &[u8], set: &Set, lowered: &[(usize, Syntax, Survey)]) -> Result<Vec<u8>, Error> {
    let edited = || -> Option<Vec<u8>> {
        let mut edited = DynamicMessage::decode(descriptor("google.protobuf.FileDescriptorSet")?, bytes).ok()?;
        for (index, syntax, survey) in lowered {
            let file = element(&mut edited, SET_FILE, *index)?;
            rewrite_file(file, set.file.get(*index)?, *syntax, survey)?;
        }
        Some(edited.encode_to_vec())
    };
    edited().ok_or_else(|| Error::message("the descriptors do not fit protobuf's descriptor.proto"))
}

fn rewrite_file(file: &mut DynamicMessage, original: &File, syntax: Syntax, survey: &Survey) -> Option<()> {
    file.set_field_by_number(FILE_SYNTAX, Value::String(syntax.name().to_owned()));
    // Files that are imported for their options are imports like others here, behind those that others point to by index.
    let added = original.option_dependency.iter();
    let added = added.filter(|import| !original.dependency.contains(import));
    let dependencies = file.get_field_by_number_mut(FILE_DEPENDENCY)?.as_list_mut()?;
    dependencies.extend(added.map(|import| Value::String(import.clone())));
    for says in &survey.fields {
        rewrite_field(file, says, syntax)?;
    }
    Some(())
}

fn rewrite_field(file: &mut DynamicMessage, says: &FieldSays, syntax: Syntax) -> Option<()> {
    let (holder, step) = says
        .path
        .split_last_chunk::<2>()
        .map(|(holder, step)| (holder, *step))?;
    let holder = descend(file, holder)?;
    let oneof = match (&says.presence, syntax) {
        (Singular::Optional(name), Syntax::Proto3) => Some(add_oneof(holder, name)?),
        _ => None,
    };
    let field = descend(holder, &step)?;
    if says.delimited {
        field.set_field_by_number(FIELD_TYPE, Value::EnumNumber(TYPE_GROUP));
    }
    if says.presence == Singular::Required {
        field.set_field_by_number(FIELD_LABEL, Value::EnumNumber(LABEL_REQUIRED));
    }
    if syntax == Syntax::Proto3 && says.presence != Singular::Plain {
        field.set_field_by_number(FIELD_PROTO3_OPTIONAL, Value::Bool(true));
    }
    if let Some(index) = oneof {
        field.set_field_by_number(FIELD_ONEOF, Value::I32(index));
    }
    if let Some(packed) = says.packed.filter(|packed| *packed != (syntax == Syntax::Proto3)) {
        let options = field.get_field_by_number_mut(FIELD_OPTIONS)?.as_message_mut()?;
        options.set_field_by_number(OPTIONS_PACKED, Value::Bool(packed));
    }
    Some(())
}

/// Its index: it comes after all that are there.
fn add_oneof(message: &mut DynamicMessage, name: &str) -> Option<i32> {
    let mut oneof = DynamicMessage::new(descriptor("google.protobuf.OneofDescriptorProto")?);
    oneof.set_field_by_number(ONEOF_NAME, Value::String(name.to_owned()));
    let oneofs = message
        .get_field_by_number_mut(number::MESSAGE_ONEOF.cast_unsigned())?
        .as_list_mut()?;
    oneofs.push(Value::Message(oneof));
    i32::try_from(oneofs.len() - 1).ok()
}

/// What a path of numbers and indexes leads to.
fn descend<'a>(from: &'a mut DynamicMessage, path: &[i32]) -> Option<&'a mut DynamicMessage> {
    let mut holder = from;
    for step in path.chunks_exact(2) {
        let [kind, index] = step else { return None };
        holder = element(holder, kind.cast_unsigned(), usize::try_from(*index).ok()?)?;
    }
    Some(holder)
}
