//! Envelope fields that the build adds to messages whose files nobody can edit: from here on, the schema has them as if its
//! author had declared them.

use prost_reflect::{DescriptorPool, DynamicMessage, Kind, MessageDescriptor, Value};

use super::{At, Schema, distant_number, free_name, nearest};
use crate::diagnostic::{Diagnostic, Error};

/// Numbers of fields in descriptor.proto.
mod number {
    pub(super) const SET_FILE: u32 = 1;
    pub(super) const FILE_SOURCE_INFO: u32 = 9;
    pub(super) const MESSAGE_FIELD: i32 = 2;
    pub(super) const FIELD_NAME: u32 = 1;
    pub(super) const FIELD_NUMBER: u32 = 3;
    pub(super) const FIELD_LABEL: u32 = 4;
    pub(super) const FIELD_TYPE: u32 = 5;
    pub(super) const INFO_LOCATION: u32 = 1;
    pub(super) const LOCATION_PATH: u32 = 1;
    pub(super) const LOCATION_SPAN: u32 = 2;
}
const LABEL_REPEATED: i32 = 3;
const TYPE_BYTES: i32 = 12;

impl Schema {
    /// Adds a `repeated bytes` field to each of these messages, named by path, with a number.
    pub(crate) fn add_envelopes(&mut self, envelopes: &[(String, u32)]) -> Result<(), Error> {
        let mut found = Vec::new();
        let mut added: Vec<(MessageDescriptor, u32)> = Vec::new();
        for (path, number) in envelopes {
            match self.addable(path, *number, &added) {
                Ok(message) => added.extend(message.map(|message| (message, *number))),
                Err(mistake) => found.push(*mistake),
            }
        }
        Error::unless_empty(found)?;
        if !added.is_empty() {
            self.pool = with_fields(&self.pool, &added)?;
        }
        Ok(())
    }

    /// The message to add a field to; `None` if it is added already.
    fn addable(
        &self,
        path: &str,
        number: u32,
        added: &[(MessageDescriptor, u32)],
    ) -> Result<Option<MessageDescriptor>, Box<Diagnostic>> {
        let message = path
            .strip_prefix('.')
            .and_then(|name| self.pool.get_message_by_name(name));
        let Some(message) = message.filter(|message| !message.is_map_entry()) else {
            return Err(Box::new(self.no_message(path)));
        };
        let mistake = |cause: String| Diagnostic::new(self.locate(&At::message(&message)), cause);
        if let Some((_, other)) = added.iter().find(|(other, _)| *other == message) {
            if *other == number {
                return Ok(None);
            }
            let cause = format!("the build gives `{path}` two envelope fields, with the numbers {other} and {number}");
            return Err(Box::new(
                mistake(cause).help("one field carries the envelopes of all keys: keep one"),
            ));
        }
        if let Some(owner) = super::free::taken_by(&message, number) {
            let cause = format!("the build's envelope field of `{path}` has the number {number}, which is {owner}");
            let mistake = mistake(cause);
            let carrier = message
                .get_field(number)
                .filter(|field| field.is_list() && field.kind() == Kind::Bytes);
            return Err(Box::new(match distant_number(&message) {
                _ if carrier.is_some() => mistake.help(
                    "if that field is to carry the envelopes, say so of it: `.field(path, FieldOptions::new().envelope())`",
                ),
                Some(free) => mistake.help(format!("take another, such as {free}")),
                None => mistake.help("all field numbers are taken: seal the field that holds the message instead"),
            }));
        }
        Ok(Some(message))
    }

    fn no_message(&self, path: &str) -> Diagnostic {
        let messages = self.pool.all_messages().filter(|message| !message.is_map_entry());
        let meant = nearest(path, messages.map(|message| format!(".{}", message.full_name())));
        let cause = format!("the build adds an envelope field to `{path}`, but the schema has no such message");
        Diagnostic::new(Default::default(), cause).help(match meant {
            Some(meant) if meant.strip_prefix('.') == Some(path) => format!("begin the path with a dot: `{meant}`"),
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the full name of a message, with a leading dot, such as `.google.rpc.Status`".to_owned(),
        })
    }
}

/// The same files with additional fields. Through a dynamic message, which keeps the custom options that prost-types would drop.
fn with_fields(pool: &DescriptorPool, added: &[(MessageDescriptor, u32)]) -> Result<DescriptorPool, Error> {
    let edited = || -> Option<Result<DescriptorPool, Error>> {
        let set = descriptor("google.protobuf.FileDescriptorSet")?;
        let mut set = match DynamicMessage::decode(set, pool.encode_to_vec().as_slice()) {
            Ok(set) => set,
            Err(error) => return Some(Err(Error::message(format!("the descriptors cannot be read: {error}")))),
        };
        for (message, number) in added {
            let index = pool.files().position(|file| file == message.parent_file())?;
            let file = element(&mut set, number::SET_FILE, index)?;
            add_field(file, message, *number)?;
        }
        Some(DescriptorPool::decode(prost::Message::encode_to_vec(&set).as_slice()).map_err(Error::from))
    };
    edited().unwrap_or_else(|| Err(Error::message("the descriptors do not fit protobuf's descriptor.proto")))
}

fn add_field(file: &mut DynamicMessage, message: &MessageDescriptor, number: u32) -> Option<()> {
    let path = message.path();
    let index = message.descriptor_proto().field.len();
    let mut holder = &mut *file;
    for step in path.chunks_exact(2) {
        let [kind, index] = step else { return None };
        holder = element(holder, kind.cast_unsigned(), usize::try_from(*index).ok()?)?;
    }
    let fields = holder
        .get_field_by_number_mut(number::MESSAGE_FIELD.cast_unsigned())?
        .as_list_mut()?;
    let mut field = DynamicMessage::new(descriptor("google.protobuf.FieldDescriptorProto")?);
    field.set_field_by_number(number::FIELD_NAME, Value::String(free_name(message)));
    field.set_field_by_number(number::FIELD_NUMBER, Value::I32(number.cast_signed()));
    field.set_field_by_number(number::FIELD_LABEL, Value::EnumNumber(LABEL_REPEATED));
    field.set_field_by_number(number::FIELD_TYPE, Value::EnumNumber(TYPE_BYTES));
    fields.push(Value::Message(field));

    // prost-build relies on every item having a location, if there are any; diagnostics show the message's.
    let info = file
        .get_field_by_number_mut(number::FILE_SOURCE_INFO)?
        .as_message_mut()?;
    let locations = info.get_field_by_number_mut(number::INFO_LOCATION)?.as_list_mut()?;
    let own: Vec<Value> = path.iter().map(|step| Value::I32(*step)).collect();
    let has_path = |location: &&Value| {
        let path = location
            .as_message()
            .and_then(|location| location.get_field_by_number(number::LOCATION_PATH));
        path.is_some_and(|path| path.as_list() == Some(own.as_slice()))
    };
    if let Some(Value::Message(of_message)) = locations.iter().find(has_path) {
        let mut location = DynamicMessage::new(descriptor("google.protobuf.SourceCodeInfo.Location")?);
        let steps = [number::MESSAGE_FIELD, i32::try_from(index).ok()?].map(Value::I32);
        location.set_field_by_number(number::LOCATION_PATH, Value::List([own.as_slice(), &steps].concat()));
        let span = of_message.get_field_by_number(number::LOCATION_SPAN)?.into_owned();
        location.set_field_by_number(number::LOCATION_SPAN, span);
        locations.push(Value::Message(location));
    }
    Some(())
}

pub(super) fn element(message: &mut DynamicMessage, number: u32, index: usize) -> Option<&mut DynamicMessage> {
    let list = message.get_field_by_number_mut(number)?.as_list_mut()?;
    list.get_mut(index)?.as_message_mut()
}

pub(super) fn descriptor(name: &str) -> Option<MessageDescriptor> {
    DescriptorPool::global().get_message_by_name(name)
}
