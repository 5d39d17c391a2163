//! The project's own options, from proto/protoseal/options.proto.

use prost_reflect::{DynamicMessage, ExtensionDescriptor, FieldDescriptor, Kind, MessageDescriptor, OneofDescriptor};

use super::{
    FieldOptions, FileOptions, MessageOptions, OneofOptions, Options, Place, Seal, Set, mask, tier, value::Fields,
};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
};

/// The numbers in options.proto.
mod number {
    pub(super) const FILE: u32 = 50_800;
    pub(super) const FILE_KEY: u32 = 1;
    pub(super) const MESSAGE: u32 = 50_801;
    pub(super) const MESSAGE_KEY: u32 = 1;
    pub(super) const MESSAGE_STABLE_NAME: u32 = 2;
    pub(super) const FIELD: u32 = 50_802;
    pub(super) const FIELD_SEAL: u32 = 1;
    pub(super) const FIELD_ENVELOPE: u32 = 2;
    pub(super) const FIELD_BOUND: u32 = 3;
    pub(super) const FIELD_PLACE: u32 = 4;
    pub(super) const FIELD_BOUND_TO: u32 = 5;
    pub(super) const FIELD_MASK: u32 = 6;
    pub(super) const FIELD_POLICY: u32 = 7;
    pub(super) const SENSITIVE: u32 = 50_803;
    pub(super) const ONEOF: u32 = 50_804;
    pub(super) const ONEOF_SEAL: u32 = 1;
    pub(super) const ONEOF_MASK: u32 = 2;
    pub(super) const ONEOF_POLICY: u32 = 3;
    pub(super) const POLICY: u32 = 50_805;
    pub(super) const SEAL_KEY: u32 = 1;
}

/// The extensions, as far as the schema has them: a schema that imports none of them annotates nothing.
struct Extensions {
    file: Option<ExtensionDescriptor>,
    message: Option<ExtensionDescriptor>,
    field: Option<ExtensionDescriptor>,
    sensitive: Option<ExtensionDescriptor>,
    oneof: Option<ExtensionDescriptor>,
    policy: Option<ExtensionDescriptor>,
}

pub(super) fn read(schema: &Schema, options: &mut Options, found: &mut Vec<Diagnostic>) {
    let pool = &schema.pool;
    let extensions = Extensions {
        file: extension(schema, "protoseal.file", number::FILE, found),
        message: extension(schema, "protoseal.message", number::MESSAGE, found),
        field: extension(schema, "protoseal.field", number::FIELD, found),
        sensitive: extension(schema, "protoseal.sensitive", number::SENSITIVE, found),
        oneof: extension(schema, "protoseal.oneof", number::ONEOF, found),
        policy: extension(schema, "protoseal.policy", number::POLICY, found),
    };
    let mut reader = Reader {
        schema,
        extensions,
        found,
    };
    for file in pool
        .files()
        .filter(|file| file.file_descriptor_proto().options.is_some())
    {
        let (set, at) = (file.options(), At::file(&file));
        if let Some(read) = reader.file(&set, &at) {
            options.files.insert(file.name().to_owned(), read);
        }
        if let Some(policy) = &reader.extensions.policy {
            tier::read(schema, &set, policy, &at, &mut options.policies, reader.found);
        }
    }
    // Neither map entries nor their fields can have options.
    for message in pool.all_messages().filter(|message| !message.is_map_entry()) {
        reader.message_with_parts(&message, options);
    }
    for extension in pool.all_extensions() {
        reader.refuse_on_extension(&extension);
    }
}

/// An extension by name, if it is the one of options.proto and the only one of its number.
fn extension(schema: &Schema, name: &str, number: u32, found: &mut Vec<Diagnostic>) -> Option<ExtensionDescriptor> {
    let extension = schema.pool.get_extension_by_name(name)?;
    let expected = match number {
        number::SENSITIVE => "a bool",
        number::POLICY => "a list of messages",
        _ => "a message",
    };
    let fits = match extension.kind() {
        Kind::Bool => number == number::SENSITIVE,
        Kind::Message(_) => number != number::SENSITIVE,
        _ => false,
    };
    if !fits || extension.number() != number || extension.is_list() != (number == number::POLICY) {
        let cause =
            format!("`{name}` is not {expected} with the number {number}, as protoseal/options.proto declares it");
        let help = "take the file out of the includes: protoseal-build brings its own protoseal/options.proto";
        found.push(Diagnostic::new(schema.locate(&At::extension(&extension)), cause).help(help));
        return None;
    }
    let rival = schema.pool.all_extensions().find(|other| {
        other.number() == number
            && other.containing_message() == extension.containing_message()
            && other.full_name() != name
    });
    if let Some(rival) = rival {
        let cause = format!(
            "`{}` has the number {number}, which is that of `{name}`",
            rival.full_name()
        );
        let help = "give it another number: 50800 to 50849 are those of protoseal/options.proto";
        found.push(Diagnostic::new(schema.locate(&At::extension(&rival)), cause).help(help));
        return None;
    }
    Some(extension)
}

/// Reads a `protoseal.SealOptions`.
pub(super) fn seal(mut seal: Fields, schema: &Schema, found: &mut Vec<Diagnostic>) -> Set<Seal> {
    let at = seal.at();
    let value = Seal {
        key: seal.string(number::SEAL_KEY),
    };
    seal.finish(schema, found);
    Set { value, at }
}

struct Reader<'a> {
    schema: &'a Schema,
    extensions: Extensions,
    found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn message_with_parts(&mut self, message: &MessageDescriptor, options: &mut Options) {
        if message.descriptor_proto().options.is_some()
            && let Some(read) = self.message(&message.options(), &At::message(message))
        {
            options.messages.insert(message.full_name().to_owned(), read);
        }
        let has_options = |field: &FieldDescriptor| field.field_descriptor_proto().options.is_some();
        for field in message.fields().filter(has_options) {
            if let Some(read) = self.field(&field.options(), &At::field(&field)) {
                options.fields.insert(field.full_name().to_owned(), read);
            }
        }
        let has_options = |oneof: &OneofDescriptor| oneof.oneof_descriptor_proto().options.is_some();
        for oneof in message.oneofs().filter(has_options) {
            if let Some(read) = self.oneof(&oneof.options(), &At::oneof(&oneof)) {
                options.oneofs.insert(oneof.full_name().to_owned(), read);
            }
        }
    }

    fn file(&mut self, options: &DynamicMessage, element: &At) -> Option<FileOptions> {
        let mut file = self.fields(options, |extensions| extensions.file.as_ref(), element)?;
        let read = FileOptions {
            key: file.string(number::FILE_KEY),
        };
        file.finish(self.schema, self.found);
        Some(read)
    }

    fn message(&mut self, options: &DynamicMessage, element: &At) -> Option<MessageOptions> {
        let mut message = self.fields(options, |extensions| extensions.message.as_ref(), element)?;
        let read = MessageOptions {
            key: message.string(number::MESSAGE_KEY),
            stable_name: message.string(number::MESSAGE_STABLE_NAME),
        };
        message.finish(self.schema, self.found);
        Some(read)
    }

    fn oneof(&mut self, options: &DynamicMessage, element: &At) -> Option<OneofOptions> {
        let mut oneof = self.fields(options, |extensions| extensions.oneof.as_ref(), element)?;
        let (seal, mask) = (oneof.message(number::ONEOF_SEAL), oneof.message(number::ONEOF_MASK));
        let read = OneofOptions {
            seal: seal.map(|set| self::seal(set, self.schema, self.found)),
            mask: mask.and_then(|mask| mask::read(mask, self.schema, self.found)),
            policy: oneof.string(number::ONEOF_POLICY),
        };
        oneof.finish(self.schema, self.found);
        Some(read)
    }

    fn field(&mut self, options: &DynamicMessage, element: &At) -> Option<FieldOptions> {
        let sensitive = self.sensitive(options, element);
        let Some(mut field) = self.fields(options, |extensions| extensions.field.as_ref(), element) else {
            return sensitive.map(|sensitive| FieldOptions {
                sensitive: Some(sensitive),
                ..FieldOptions::default()
            });
        };
        let seal = field.message(number::FIELD_SEAL);
        let place = field.enumeration(number::FIELD_PLACE);
        let mask = field.message(number::FIELD_MASK);
        let read = FieldOptions {
            seal: seal.map(|set| self::seal(set, self.schema, self.found)),
            sensitive,
            envelope: field.boolean(number::FIELD_ENVELOPE),
            bound: field.boolean(number::FIELD_BOUND),
            bound_to: field.strings(number::FIELD_BOUND_TO),
            place: place.and_then(|place| self.place(place)),
            mask: mask.and_then(|mask| mask::read(mask, self.schema, self.found)),
            policy: field.string(number::FIELD_POLICY),
        };
        field.finish(self.schema, self.found);
        Some(read)
    }

    fn sensitive(&self, options: &DynamicMessage, element: &At) -> Option<Set<bool>> {
        let extension = self.extensions.sensitive.as_ref()?;
        if !options.has_extension(extension) {
            return None;
        }
        let value = options.get_extension(extension).as_bool()?;
        Some(Set {
            value,
            at: element.option(&[number::SENSITIVE]),
        })
    }

    fn place(&mut self, place: Set<i32>) -> Option<Set<Place>> {
        let value = match place.value {
            0 => Place::Default,
            1 => Place::Bound,
            2 => Place::Portable,
            unknown => {
                let cause = format!("{unknown} is no place that this version of protoseal-build knows");
                let help = "say BOUND or PORTABLE";
                self.found
                    .push(Diagnostic::new(self.schema.locate(&place.at), cause).help(help));
                return None;
            }
        };
        Some(Set { value, at: place.at })
    }

    /// prost generates nothing for extension fields, and drops what they hold.
    fn refuse_on_extension(&mut self, extension: &ExtensionDescriptor) {
        if extension.field_descriptor_proto().options.is_none() {
            return;
        }
        let element = At::extension(extension);
        let options = extension.options();
        let set = [&self.extensions.field, &self.extensions.sensitive];
        let Some(set) = set.into_iter().flatten().find(|option| options.has_extension(option)) else {
            return;
        };
        let cause = format!(
            "`{}` is an extension field, and those can be neither sealed nor masked",
            extension.name()
        );
        let help = format!(
            "declare it as a field of `{}`",
            extension.containing_message().full_name()
        );
        let at = self.schema.locate(&element.option(&[set.number()]));
        self.found.push(Diagnostic::new(at, cause).help(help));
    }

    /// What an element sets with one of the options that are messages.
    fn fields(
        &mut self,
        options: &DynamicMessage,
        extension: impl Fn(&Extensions) -> Option<&ExtensionDescriptor>,
        element: &At,
    ) -> Option<Fields> {
        let extension = extension(&self.extensions).filter(|extension| options.has_extension(extension))?;
        let message = options.get_extension(extension).as_message()?.clone();
        let fields = Fields::new(
            message,
            format!("({})", extension.full_name()),
            element,
            extension.number(),
        );
        fields.refuse_empty(self.schema, self.found);
        Some(fields)
    }
}
