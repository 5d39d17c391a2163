//! From the name of an option to the values that count.

use std::collections::BTreeSet;

use prost_reflect::{
    DescriptorPool, DynamicMessage, EnumDescriptor, ExtensionDescriptor, FieldDescriptor, Kind, Value,
};

use crate::{
    load::{nearest, value_kind},
    sensitive::SensitiveOption,
};

/// The elements whose options can say what is sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    File,
    Message,
    Field,
    Oneof,
    Enum,
}

impl Holder {
    fn of(extension: &ExtensionDescriptor) -> Option<Self> {
        match extension.containing_message().full_name() {
            "google.protobuf.FileOptions" => Some(Self::File),
            "google.protobuf.MessageOptions" => Some(Self::Message),
            "google.protobuf.FieldOptions" => Some(Self::Field),
            "google.protobuf.OneofOptions" => Some(Self::Oneof),
            "google.protobuf.EnumOptions" => Some(Self::Enum),
            _ => None,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Message => "message",
            Self::Field => "field",
            Self::Oneof => "oneof",
            Self::Enum => "enum",
        }
    }
}

/// An option, a field within it, and the values that count.
#[derive(Debug)]
pub(super) struct Path {
    pub(super) holder: Holder,
    pub(super) extension: ExtensionDescriptor,
    steps: Vec<FieldDescriptor>,
    /// The name that the build gives, and the numbers that count; of an enum.
    value: Option<(String, BTreeSet<i32>)>,
    /// Whether it is a bool, which a diagnostic says.
    is_bool: bool,
}

/// A cause and a remedy.
type Mistake = (String, String);

impl Path {
    pub(super) fn resolve(pool: &DescriptorPool, option: &SensitiveOption) -> Result<Self, Mistake> {
        let path = option.path.as_str();
        let ends = path.match_indices('.').map(|(index, _)| index);
        let mut ends: Vec<usize> = ends.chain([path.len()]).collect();
        ends.reverse();
        let found = ends.into_iter().find_map(|end| {
            let extension = pool.get_extension_by_name(&path[..end])?;
            Some((extension, path[end..].strip_prefix('.')))
        });
        let Some((extension, rest)) = found else {
            return Err(unmatched(pool, path));
        };
        let name = extension.full_name().to_owned();
        if extension.parent_file().package_name() == "protoseal" {
            let cause = format!("the build says something of `{name}`, which is Protoseal's own option");
            return Err((
                cause,
                "remove the setting: what the option says holds without it".to_owned(),
            ));
        }
        let Some(holder) = Holder::of(&extension) else {
            let cause = format!(
                "the build says something of `{name}`, which is an option of `{}`",
                extension.containing_message().full_name()
            );
            let help = "name an option of fields, messages, oneofs, enums or files".to_owned();
            return Err((cause, help));
        };
        let mut kind = value_kind(extension.kind(), extension.is_map());
        let mut steps: Vec<FieldDescriptor> = Vec::new();
        let mut so_far = name;
        for step in rest.iter().flat_map(|rest| rest.split('.')) {
            let field = step_into(&kind, step, &so_far)?;
            kind = value_kind(field.kind(), field.is_map());
            steps.push(field);
            so_far = format!("{so_far}.{step}");
        }
        let value = value_of(&kind, option)?;
        Ok(Self {
            holder,
            extension,
            steps,
            value,
            is_bool: kind == Kind::Bool,
        })
    }

    /// Whether an element with these options is one of those that are meant.
    pub(super) fn counts(&self, options: &DynamicMessage) -> bool {
        options.has_extension(&self.extension)
            && self.value_counts(&options.get_extension(&self.extension), &self.steps)
    }

    /// As the schema's author writes it.
    pub(super) fn words(&self) -> String {
        let steps: String = self.steps.iter().map(|step| format!(".{}", step.name())).collect();
        let value = match &self.value {
            Some((name, _)) => format!(" = {name}"),
            None if self.is_bool => " = true".to_owned(),
            None => String::new(),
        };
        format!("({}){steps}{value}", self.extension.full_name())
    }

    /// The path of what it is set to, below an element's options.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let steps = self.steps.iter().map(FieldDescriptor::number);
        [self.extension.number()].into_iter().chain(steps).collect()
    }

    fn value_counts(&self, value: &Value, steps: &[FieldDescriptor]) -> bool {
        match value {
            Value::List(values) => values.iter().any(|value| self.value_counts(value, steps)),
            Value::Map(values) => values.values().any(|value| self.value_counts(value, steps)),
            Value::Message(message) => match steps.split_first() {
                None => true,
                Some((step, steps)) => {
                    // What has no presence may be set to its default, which an enum's value can be.
                    let may_be_set = self.value.is_some() && !step.supports_presence();
                    (message.has_field(step) || may_be_set) && self.value_counts(&message.get_field(step), steps)
                }
            },
            Value::Bool(value) => *value,
            Value::EnumNumber(number) => self.value.as_ref().is_some_and(|(_, numbers)| numbers.contains(number)),
            Value::String(value) => !value.is_empty(),
            Value::Bytes(value) => !value.is_empty(),
            Value::I32(value) => *value != 0,
            Value::I64(value) => *value != 0,
            Value::U32(value) => *value != 0,
            Value::U64(value) => *value != 0,
            Value::F32(value) => *value != 0.0,
            Value::F64(value) => *value != 0.0,
        }
    }
}

fn step_into(kind: &Kind, step: &str, so_far: &str) -> Result<FieldDescriptor, Mistake> {
    let Kind::Message(message) = kind else {
        let cause = format!("the build says something of `{step}` in the option `{so_far}`, which is no message");
        return Err((cause, "name the option alone".to_owned()));
    };
    message.get_field_by_name(step).ok_or_else(|| {
        let cause = format!(
            "the build says something of `{step}` in the option `{so_far}`, but `{}` has no such field",
            message.full_name()
        );
        let names: Vec<String> = message.fields().map(|field| field.name().to_owned()).collect();
        let help = match nearest(step, names.iter().cloned()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it has {}", names.join(", ")),
        };
        (cause, help)
    })
}

/// The value that counts, if the option is an enum.
fn value_of(kind: &Kind, option: &SensitiveOption) -> Result<Option<(String, BTreeSet<i32>)>, Mistake> {
    match (kind, &option.value) {
        (Kind::Enum(enumeration), Some(name)) => match enumeration.get_value_by_name(name) {
            Some(value) => Ok(Some((name.clone(), BTreeSet::from([value.number()])))),
            None => {
                let cause = format!(
                    "the build says something of the value `{name}` of the option `{}`, but `{}` has no such value",
                    option.path,
                    enumeration.full_name()
                );
                let help = match nearest(name, names(enumeration)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("it has {}", names(enumeration).collect::<Vec<_>>().join(", ")),
                };
                Err((cause, help))
            }
        },
        (Kind::Enum(enumeration), None) => {
            let cause = format!(
                "the option `{}` is an enum, and the build does not say which value counts",
                option.path
            );
            let first = names(enumeration).last().unwrap_or_default();
            let help = format!(
                "name it, once for each value that counts: .sensitive_option(({:?}, {first:?}), ..)",
                option.path
            );
            Err((cause, help))
        }
        (_, Some(name)) => {
            let cause = format!(
                "the build says something of the value `{name}` of the option `{}`, which is no enum",
                option.path
            );
            Err((
                cause,
                format!("name the option alone: .sensitive_option({:?}, ..)", option.path),
            ))
        }
        (_, None) => Ok(None),
    }
}

fn names(enumeration: &EnumDescriptor) -> impl Iterator<Item = String> {
    enumeration.values().map(|value| value.name().to_owned())
}

fn unmatched(pool: &DescriptorPool, path: &str) -> Mistake {
    let cause = format!("the build says something of the option `{path}`, but the schema has no such option");
    let options = pool
        .all_extensions()
        .filter(|extension| Holder::of(extension).is_some());
    let own = options.filter(|extension| extension.parent_file().package_name() != "protoseal");
    let names: Vec<String> = own.map(|extension| extension.full_name().to_owned()).collect();
    // As in a .proto file: `(acme.sensitive).mask`.
    let bare = path.replace(['(', ')'], "");
    let bare = bare.trim_matches('.');
    let is_step = |rest: &str| rest.is_empty() || rest.starts_with('.');
    if names
        .iter()
        .any(|name| bare.strip_prefix(name.as_str()).is_some_and(is_step))
    {
        return (cause, format!("write the name alone: `{bare}`"));
    }
    // Who writes the end of a name means what ends so.
    let end = format!(".{bare}");
    let ending = names.iter().find(|name| name.ends_with(&end)).cloned();
    let help = match ending.or_else(|| nearest(bare, names.into_iter())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write the full name of the extension, such as `acme.pii`; the file that declares it must be among those that are compiled, or imported by one".to_owned(),
    };
    (cause, help)
}
