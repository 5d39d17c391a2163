//! From an element of a schema to its place in the source.

use prost_reflect::{EnumDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor, OneofDescriptor};
use prost_types::{SourceCodeInfo, source_code_info::Location as Span};

use super::Schema;
use crate::diagnostic::Location;

/// The number of the field `options` in the descriptor of a file, and of everything else below.
const FILE_OPTIONS: i32 = 8;
const MESSAGE_OPTIONS: i32 = 7;
const FIELD_OPTIONS: i32 = 8;
const ONEOF_OPTIONS: i32 = 2;
const ENUM_OPTIONS: i32 = 3;

/// An element of a schema, as descriptors name it: a file and a path of field numbers and indexes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    file: String,
    path: Vec<i32>,
    /// The number of the field that holds this element's options.
    options: i32,
    by: By,
}

/// Who says something of an element, where it is not one of Protoseal's own options on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum By {
    /// The file itself.
    #[default]
    File,
    /// The build's setting for a path.
    Setting(String),
    /// A custom option that the build names: the option, and what it is set to where that matters.
    Custom(String),
    /// A policy that the file names, by its name, and where that is declared.
    Policy(String, String),
}

impl At {
    pub(crate) fn file(file: &FileDescriptor) -> Self {
        Self {
            file: file.name().to_owned(),
            path: Vec::new(),
            options: FILE_OPTIONS,
            by: By::File,
        }
    }

    pub(crate) fn message(message: &MessageDescriptor) -> Self {
        Self::element(&message.parent_file(), message.path(), MESSAGE_OPTIONS)
    }

    pub(crate) fn field(field: &FieldDescriptor) -> Self {
        Self::element(&field.parent_file(), field.path(), FIELD_OPTIONS)
    }

    pub(crate) fn extension(extension: &prost_reflect::ExtensionDescriptor) -> Self {
        Self::element(&extension.parent_file(), extension.path(), FIELD_OPTIONS)
    }

    pub(crate) fn enumeration(enumeration: &EnumDescriptor) -> Self {
        Self::element(&enumeration.parent_file(), enumeration.path(), ENUM_OPTIONS)
    }

    pub(crate) fn oneof(oneof: &OneofDescriptor) -> Self {
        Self::element(&oneof.parent_file(), oneof.path(), ONEOF_OPTIONS)
    }

    /// An option of this element: the extension's number, then the numbers of the fields in it.
    pub(crate) fn option(&self, numbers: &[u32]) -> Self {
        let numbers = numbers.iter().map(|number| number.cast_signed());
        let path = self.path.iter().copied().chain([self.options]).chain(numbers).collect();
        Self {
            file: self.file.clone(),
            path,
            options: self.options,
            by: self.by.clone(),
        }
    }

    /// The same place, where a setting of the build says something.
    pub(crate) fn set_by(self, setting: &str) -> Self {
        Self {
            by: By::Setting(setting.to_owned()),
            ..self
        }
    }

    /// The same place, where a custom option says what the build takes it for.
    pub(crate) fn custom(self, option: &str) -> Self {
        Self {
            by: By::Custom(option.to_owned()),
            ..self
        }
    }

    /// The same place, where a policy is named that says something; what a setting names is the setting's.
    pub(crate) fn by_policy(self, name: &str, declared: &Location) -> Self {
        match self.by {
            By::File => Self {
                by: By::Policy(name.to_owned(), declared.short()),
                ..self
            },
            _ => self,
        }
    }

    /// The path of the setting that said something here, if it was not the file.
    pub(crate) fn setting(&self) -> Option<&str> {
        match &self.by {
            By::Setting(path) => Some(path),
            _ => None,
        }
    }

    /// The custom option that said something here.
    pub(crate) fn custom_option(&self) -> Option<&str> {
        match &self.by {
            By::Custom(option) => Some(option),
            _ => None,
        }
    }

    /// The policy that is named here.
    pub(crate) fn policy(&self) -> Option<&str> {
        match &self.by {
            By::Policy(name, _) => Some(name),
            _ => None,
        }
    }

    /// Who does something here that this place does not say by itself; `does` is such as "says so".
    pub(crate) fn by(&self, does: &str) -> Option<String> {
        Some(match &self.by {
            By::File => return None,
            By::Setting(path) => format!("the build {does}, by its setting for `{path}`"),
            By::Custom(option) => format!("the build {does}, by its setting for the option `{option}`"),
            By::Policy(name, declared) => format!("the policy {name:?} {does}: {declared}"),
        })
    }

    fn element(file: &FileDescriptor, path: &[i32], options: i32) -> Self {
        Self {
            file: file.name().to_owned(),
            path: path.to_vec(),
            options,
            by: By::File,
        }
    }
}

impl Schema {
    /// Where an element stands. An option that was set with others at once, or whose parts were set one by one, has no
    /// place of its own: then it is what holds it or the first of its parts.
    pub(crate) fn locate(&self, at: &At) -> Location {
        let file = self.pool.get_file_by_name(&at.file);
        let info = file
            .as_ref()
            .and_then(|file| file.file_descriptor_proto().source_code_info.as_ref());
        let source = self.sources.get(&at.file).map(String::as_str);
        place(&at.file, info, source, &at.path)
    }
}

/// Where a path leads to in a file, by the spans that its descriptor has and the text, as far as they are known.
pub(super) fn place(file: &str, info: Option<&SourceCodeInfo>, source: Option<&str>, path: &[i32]) -> Location {
    let whole = || Location::file(file);
    let Some(span) = info.and_then(|info| nearest(&info.location, path)) else {
        return whole();
    };
    let number = |index: usize| usize::try_from(span.span[index]).unwrap_or(0);
    let (start, end) = match span.span.len() {
        3 => ((number(0), number(1)), (number(0), number(2))),
        4 => ((number(0), number(1)), (number(2), number(3))),
        _ => return whole(),
    };
    let line = source.and_then(|source| source.lines().nth(start.0));
    Location::span(file, line, start, end)
}

fn nearest<'a>(spans: &'a [Span], path: &[i32]) -> Option<&'a Span> {
    let exact = || spans.iter().find(|span| span.path == path);
    let part = || spans.iter().find(|span| span.path.starts_with(path));
    let holder = || {
        // Not the file as a whole.
        let lengths = (1..path.len()).rev();
        lengths
            .into_iter()
            .find_map(|length| spans.iter().find(|span| span.path == path[..length]))
    };
    exact().or_else(part).or_else(holder)
}
