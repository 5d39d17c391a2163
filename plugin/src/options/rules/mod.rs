//! What the options of validation say, protoc-gen-validate's (`validate`) and protovalidate's (`buf.validate`), as far as
//! it concerns what is empty.
//!
//! They are read by the names of their extensions and fields, in whatever version a schema imports. Rules in CEL, and
//! those that a schema predefines with them, are not looked at.

mod empty;
mod said;

use prost_reflect::{DescriptorPool, DynamicMessage, ExtensionDescriptor, FieldDescriptor, Kind};
use prost_reflect::{MessageDescriptor, OneofDescriptor};

use crate::load::At;
use said::Said;

/// The options of both dialects, as far as a schema imports them.
pub(crate) struct Rules {
    pgv_field: Option<ExtensionDescriptor>,
    pgv_oneof: Option<ExtensionDescriptor>,
    /// Those that switch the rules of a message off.
    pgv_off: Vec<ExtensionDescriptor>,
    buf_field: Option<ExtensionDescriptor>,
    buf_oneof: Option<ExtensionDescriptor>,
    buf_message: Option<ExtensionDescriptor>,
}

/// Rules that an element breaks by being empty, all of one dialect.
#[derive(Debug)]
pub(crate) struct Broken {
    /// Where the first of them stands.
    pub(crate) at: At,
    /// As a schema's author writes them: `(validate.rules).string.min_len`. Never empty.
    pub(crate) rules: Vec<String>,
    pub(crate) why: Why,
    /// What, if the dialect has it here, lets the element be empty: `(validate.rules).string.ignore_empty = true`.
    pub(crate) lenient: Option<String>,
}

/// Why what is empty breaks rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// They do not allow the empty value.
    Value,
    /// They want the element to be set, one of them at least.
    Required,
    /// Perhaps it does not: they have a pattern that cannot be tried here.
    Unknown,
}

impl Rules {
    pub(crate) fn of(pool: &DescriptorPool) -> Self {
        let find = |name: &str, element: &str, fits: fn(&Kind) -> bool| {
            let found = pool.get_extension_by_name(name)?;
            let extends = found.containing_message().full_name() == format!("google.protobuf.{element}");
            (extends && fits(&found.kind()) && !found.is_list()).then_some(found)
        };
        let message = |kind: &Kind| kind.as_message().is_some();
        let boolean = |kind: &Kind| *kind == Kind::Bool;
        let off = ["validate.disabled", "validate.ignored"];
        Self {
            pgv_field: find("validate.rules", "FieldOptions", message),
            pgv_oneof: find("validate.required", "OneofOptions", boolean),
            pgv_off: off
                .iter()
                .filter_map(|name| find(name, "MessageOptions", boolean))
                .collect(),
            buf_field: find("buf.validate.field", "FieldOptions", message),
            buf_oneof: find("buf.validate.oneof", "OneofOptions", message),
            buf_message: find("buf.validate.message", "MessageOptions", message),
        }
    }

    /// What a field breaks when it is not set; of one without presence, when it has its empty value.
    pub(crate) fn of_field(&self, field: &FieldDescriptor) -> Vec<Broken> {
        let said = |extension| Said::of(&field.options(), extension, At::field(field));
        let pgv = || {
            said(
                self.pgv_field
                    .as_ref()
                    .filter(|_| !self.pgv_is_off(field.parent_message()))?,
            )
        };
        let buf = || {
            said(
                self.buf_field
                    .as_ref()
                    .filter(|_| !self.buf_is_off(field.parent_message()))?,
            )
        };
        let pgv = pgv().and_then(|said| pgv_field(&said, field));
        let buf = buf().and_then(|said| {
            let message = self.buf_message(field.parent_message());
            let alternatives = message.iter().flat_map(|message| message.messages("oneof"));
            let alternative = alternatives
                .into_iter()
                .any(|rule| empty::strings(&rule, "fields").iter().any(|name| name == field.name()));
            buf_field(&said, field, alternative)
        });
        [pgv, buf].into_iter().flatten().collect()
    }

    /// What a oneof breaks when no member is set.
    pub(crate) fn of_oneof(&self, oneof: &OneofDescriptor) -> Vec<Broken> {
        let options = oneof.options();
        let at = At::oneof(oneof);
        let pgv = self.pgv_oneof.as_ref().filter(|required| said::yes(&options, required));
        let pgv = pgv
            .filter(|_| !self.pgv_is_off(oneof.parent_message()))
            .map(|required| Broken {
                at: at.option(&[required.number()]),
                rules: vec![format!("({})", required.full_name())],
                why: Why::Required,
                lenient: None,
            });
        let buf = self
            .buf_oneof
            .as_ref()
            .filter(|_| !self.buf_is_off(oneof.parent_message()));
        let buf = buf
            .and_then(|extension| Said::of(&options, extension, at.clone()))
            .filter(|said| said.yes("required"))
            .map(|said| said.broken(&[&["required"]], Why::Required));
        [pgv, buf].into_iter().flatten().collect()
    }

    /// What a message breaks when the fields that `empty` tells are: each with the first of them that the rule names.
    pub(crate) fn of_message(
        &self,
        message: &MessageDescriptor,
        empty: impl Fn(&str) -> bool,
    ) -> Vec<(String, Broken)> {
        let Some(said) = self.buf_message(message).filter(|said| !said.yes("disabled")) else {
            return Vec::new();
        };
        let broken = |rule: DynamicMessage| {
            let mut names = empty::strings(&rule, "fields").into_iter();
            let name = names.find(|name| empty(name))?;
            empty::yes(&rule, "required").then(|| (name, said.broken(&[&["oneof", "required"]], Why::Required)))
        };
        said.messages("oneof").into_iter().filter_map(broken).collect()
    }

    fn pgv_is_off(&self, message: &MessageDescriptor) -> bool {
        let options = message.options();
        self.pgv_off.iter().any(|off| said::yes(&options, off))
    }

    /// Versions before 1.0 could.
    fn buf_is_off(&self, message: &MessageDescriptor) -> bool {
        self.buf_message(message).is_some_and(|said| said.yes("disabled"))
    }

    fn buf_message(&self, message: &MessageDescriptor) -> Option<Said> {
        Said::of(&message.options(), self.buf_message.as_ref()?, At::message(message))
    }
}

/// protoc-gen-validate's rules of a field. It passes over fields that have presence and are not set, but for `required`.
fn pgv_field(said: &Said, field: &FieldDescriptor) -> Option<Broken> {
    if field.supports_presence() {
        let kinds = ["message", "any", "duration", "timestamp"];
        let required = kinds.iter().find(|kind| {
            let rules = said.message(kind);
            rules.is_some_and(|rules| empty::yes(&rules, "required"))
        })?;
        return Some(said.broken(&[&[required, "required"]], Why::Required));
    }
    let kind = empty::kind(field)?;
    let rules = said.message(kind)?;
    if empty::yes(&rules, "ignore_empty") {
        return None;
    }
    let mut broken = values(said, kind, empty::broken(&rules, field))?;
    if empty::knows(&rules, "ignore_empty") {
        broken.lenient = Some(format!("{}.{kind}.ignore_empty = true", said.name));
    }
    Some(broken)
}

/// protovalidate's rules of a field. It passes over fields that have presence and are not set, but for `required`, and over those
/// that are an `alternative` of a message's rule on several.
fn buf_field(said: &Said, field: &FieldDescriptor, alternative: bool) -> Option<Broken> {
    /// `IGNORE_IF_ZERO_VALUE`, in older versions of another name.
    const IF_ZERO: i32 = 1;
    /// `IGNORE_ALWAYS`.
    const ALWAYS: i32 = 3;

    let ignore = said.number("ignore");
    // What came before `ignore`.
    if ignore == Some(ALWAYS) || said.yes("skipped") {
        return None;
    }
    let required = said.yes("required");
    let passed_over = field.supports_presence()
        || alternative
        || ignore.is_some_and(|ignore| ignore != 0)
        || said.yes("ignore_empty");
    let kind = empty::kind(field).filter(|_| !passed_over);
    let found = kind.and_then(|kind| values(said, kind, empty::broken(&said.message(kind)?, field)));
    if required {
        let mut broken = said.broken(&[&["required"]], Why::Required);
        let others = found.filter(|found| found.why == Why::Value);
        broken.rules.extend(others.into_iter().flat_map(|found| found.rules));
        return Some(broken);
    }
    let mut broken = found?;
    let value = said.enum_value("ignore", IF_ZERO);
    broken.lenient = match value {
        Some(value) => Some(format!("{}.ignore = {value}", said.name)),
        None => said
            .knows("ignore_empty")
            .then(|| format!("{}.ignore_empty = true", said.name)),
    };
    Some(broken)
}

/// The rules of a kind that the empty value breaks; if there are none, those of which that cannot be told.
fn values(said: &Said, kind: &str, found: empty::Found) -> Option<Broken> {
    let (names, why) = match found {
        empty::Found { broken, .. } if !broken.is_empty() => (broken, Why::Value),
        empty::Found { unknown, .. } if !unknown.is_empty() => (unknown, Why::Unknown),
        _ => return None,
    };
    let paths: Vec<[&str; 2]> = names.iter().map(|name| [kind, *name]).collect();
    let paths: Vec<&[&str]> = paths.iter().map(|path| &path[..]).collect();
    Some(said.broken(&paths, why))
}
