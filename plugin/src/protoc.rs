//! The protocol between protoc (or buf) and its plugins: google/protobuf/compiler/plugin.proto.
//!
//! Parameters, `--protoseal_opt=name=value`, are the settings of [`Config`](crate::Config) under their own names. What those say of
//! fields and of options is written so:
//!
//! | parameter | is |
//! |---|---|
//! | `seal=.pkg.M.field=pii`, `sensitive=.pkg.M.field` | [`FieldOptions::seal`](crate::FieldOptions::seal), [`sensitive`](crate::FieldOptions::sensitive) |
//! | `mask=.pkg.M.field=keep_last:4` | [`mask`](crate::FieldOptions::mask): `full`, `email`, `phone`, `id_card`, `bank_card`, `hash`, `omit`, `keep_first:2`, `keep_last:4`, `keep:2:4` |
//! | `policy=.pkg.M.field=contact` | [`policy`](crate::FieldOptions::policy) |
//! | `bound=.pkg.M.field`, `bound_to=.pkg.M.field=pii` | [`bound`](crate::FieldOptions::bound), [`bound_to`](crate::FieldOptions::bound_to), one key each time |
//! | `place=.pkg.M.field=PORTABLE` | [`place`](crate::FieldOptions::place) |
//! | `envelope=.pkg.M.field`, `envelope=.pkg.M=1000` | [`envelope`](crate::FieldOptions::envelope), [`Config::envelope`](crate::Config::envelope) |
//! | `secrets=.pkg.M.field` | [`Config::secrets`](crate::Config::secrets), one path each time |
//! | `sensitive_option=acme.pii=seal:pii+mask:keep_last:4` | [`Config::sensitive_option`](crate::Config::sensitive_option): `seal:KEY`, `sensitive`, `mask:MASK`, `policy:NAME`, several with a plus between them |
//! | `sensitive_option=acme.class:SECRET=seal:pii` | the same, for a value of an enum |
//!
//! `print_policies` writes [`Config::print_policies`](crate::Config::print_policies)' lines to standard error.

mod fields;
mod names;

use prost::Message;

use crate::diagnostic::{Diagnostic, Error};
use crate::generate;
use crate::load::Schema;
use crate::report::PolicyReport;
use crate::settings::{AttributeKind, Settings};
use crate::validation::Validation;

/// `FEATURE_PROTO3_OPTIONAL` and `FEATURE_SUPPORTS_EDITIONS`.
const SUPPORTED_FEATURES: u64 = 1 | 2;
/// `EDITION_PROTO2` and `EDITION_2024`.
const MINIMUM_EDITION: i32 = 998;
const MAXIMUM_EDITION: i32 = 1001;

/// `google.protobuf.compiler.CodeGeneratorRequest`. Files stay bytes, since `prost_types` would drop their custom options.
#[derive(Clone, PartialEq, Message)]
struct Request {
    #[prost(string, repeated, tag = "1")]
    file_to_generate: Vec<String>,
    #[prost(string, optional, tag = "2")]
    parameter: Option<String>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    proto_file: Vec<Vec<u8>>,
}

/// A `FileDescriptorSet` of files that stay bytes.
#[derive(Clone, PartialEq, Message)]
struct RawFileSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// `google.protobuf.compiler.CodeGeneratorResponse`.
#[derive(Clone, PartialEq, Message)]
struct Response {
    #[prost(string, optional, tag = "1")]
    error: Option<String>,
    #[prost(uint64, optional, tag = "2")]
    supported_features: Option<u64>,
    #[prost(int32, optional, tag = "3")]
    minimum_edition: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    maximum_edition: Option<i32>,
    #[prost(message, repeated, tag = "15")]
    file: Vec<File>,
}

/// `google.protobuf.compiler.CodeGeneratorResponse.File`.
#[derive(Clone, PartialEq, Message)]
struct File {
    #[prost(string, optional, tag = "1")]
    name: Option<String>,
    #[prost(string, optional, tag = "15")]
    content: Option<String>,
}

/// What a plugin of protoc writes.
#[derive(Debug)]
pub struct Answer {
    /// A `CodeGeneratorResponse`, for standard output.
    pub response: Vec<u8>,
    /// For standard error, since a response has no place for them.
    pub warnings: Vec<Diagnostic>,
    /// For standard error too, if the parameter `print_policies` asks for it.
    pub report: Option<PolicyReport>,
}

/// Answers a `CodeGeneratorRequest`, as a plugin of protoc; this is the whole of `protoc-gen-protoseal` but for reading and
/// writing.
///
/// Mistakes in the schema or in the parameter go into the answer's `error`, which protoc shows.
///
/// # Errors
///
/// A request that is no `CodeGeneratorRequest`.
pub fn answer(request: &[u8]) -> Result<Answer, Error> {
    let request = Request::decode(request)
        .map_err(|error| Error::message(format!("the request is no CodeGeneratorRequest: {error}")))?;
    let mut response = Response {
        supported_features: Some(SUPPORTED_FEATURES),
        minimum_edition: Some(MINIMUM_EDITION),
        maximum_edition: Some(MAXIMUM_EDITION),
        ..Default::default()
    };
    let mut answer = Answer {
        response: Vec::new(),
        warnings: Vec::new(),
        report: None,
    };
    match files(request, &mut answer) {
        Ok(files) => response.file = files,
        Err(error) => response.error = Some(format!("\n{error}")),
    }
    answer.response = response.encode_to_vec();
    Ok(answer)
}

/// Warnings and the report go into the answer.
fn files(request: Request, answer: &mut Answer) -> Result<Vec<File>, Error> {
    let settings = parse(request.parameter.as_deref().unwrap_or_default())?;
    let set = RawFileSet {
        file: request.proto_file,
    }
    .encode_to_vec();
    let mut schema = Schema::from_descriptor_set(&set, Some(request.file_to_generate))?;
    let mut policies = generate::policies(&mut schema, &settings)?;
    let rules = generate::rules(&schema, &mut policies, &settings)?;
    let files = generate::files(&schema, &policies, &rules, &settings);
    answer.report = generate::report(&schema, &settings)?;
    answer.warnings = policies.into_warnings();
    let files = files?;
    Ok(files
        .into_iter()
        .map(|(name, content)| File {
            name: Some(name),
            content: Some(content),
        })
        .collect())
}

/// Reads `--protoseal_opt=name=value,name,..`. A comma within a value is written `\,`.
fn parse(parameter: &str) -> Result<Settings, Error> {
    // Files stand beside each other, not in a build script's OUT_DIR.
    let mut settings = Settings::default();
    settings.out_dir = Some("".into());
    for option in split(parameter) {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (option.as_str(), None),
        };
        apply(&mut settings, &Parameter { name, value })?;
    }
    Ok(settings)
}

/// Splits at commas that no backslash precedes.
fn split(parameter: &str) -> Vec<String> {
    let mut options = vec![String::new()];
    let mut characters = parameter.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&',') => {
                characters.next();
                append(&mut options, ',');
            }
            ',' => options.push(String::new()),
            other => append(&mut options, other),
        }
    }
    options.retain(|option| !option.is_empty());
    options
}

fn append(options: &mut [String], character: char) {
    if let Some(last) = options.last_mut() {
        last.push(character);
    }
}

/// `name=value`, or a name alone.
struct Parameter<'a> {
    name: &'a str,
    value: Option<&'a str>,
}

impl Parameter<'_> {
    fn text(&self) -> Result<String, Error> {
        let text = self.value.filter(|value| !value.is_empty());
        text.map(str::to_owned).ok_or_else(|| {
            let name = self.name;
            Error::message(format!("the option `{name}` needs a value: --protoseal_opt={name}=.."))
        })
    }

    fn pair(&self) -> Result<(String, String), Error> {
        let pair = self.value.and_then(|value| value.split_once('='));
        let (path, value) = pair.ok_or_else(|| {
            let name = self.name;
            Error::message(format!(
                "the option `{name}` needs a path and a value: --protoseal_opt={name}=.path=value"
            ))
        })?;
        Ok((path.to_owned(), value.to_owned()))
    }

    fn flag(&self) -> Result<bool, Error> {
        match self.value {
            None | Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(Error::message(format!(
                "the option `{}` takes true, false or nothing",
                self.name
            ))),
        }
    }
}

fn apply(settings: &mut Settings, parameter: &Parameter<'_>) -> Result<(), Error> {
    if fields::apply(&mut settings.fields, parameter)? {
        return Ok(());
    }
    match parameter.name {
        "clear_module" => settings.clear_module = parameter.text()?,
        "json" => settings.json = parameter.flag()?,
        "json_for" => settings.json_for.push(parameter.text()?),
        "validation" => match parameter.pair()? {
            (path, value) if value == "off" => settings.validation.push((path, Validation::Off)),
            _ => {
                return Err(Error::message(
                    "the option `validation` takes off: --protoseal_opt=validation=.path=off",
                ));
            }
        },
        "partial" => settings.partial = parameter.flag()?,
        "partial_module" => settings.partial_module = parameter.text()?,
        "print_policies" => settings.print_policies = parameter.flag()?,
        "deny_warnings" => settings.deny_warnings = parameter.flag()?,
        "bytes" => settings.bytes.push(parameter.text()?),
        "btree_map" => settings.btree_map.push(parameter.text()?),
        "boxed" => settings.boxed.push(parameter.text()?),
        "extern_path" => settings.extern_paths.push(parameter.pair()?),
        "type_attribute" => attribute(settings, AttributeKind::Type, parameter.pair()?),
        "message_attribute" => attribute(settings, AttributeKind::Message, parameter.pair()?),
        "enum_attribute" => attribute(settings, AttributeKind::Enum, parameter.pair()?),
        "field_attribute" => attribute(settings, AttributeKind::Field, parameter.pair()?),
        "type_name_domain" => {
            let (path, domain) = parameter.pair()?;
            settings.type_name_domains.push((vec![path], domain));
        }
        "include_file" => settings.include_file = Some(parameter.text()?.into()),
        "default_package_filename" => settings.default_package_filename = parameter.text()?,
        "disable_comments" => settings.disable_comments.push(parameter.text()?),
        "skip_debug" => settings.skip_debug.push(parameter.text()?),
        "prost_path" => settings.prost_path = Some(parameter.text()?),
        "prost_types_path" => settings.prost_types_path = Some(parameter.text()?),
        "enable_type_names" => settings.enable_type_names = parameter.flag()?,
        "retain_enum_prefix" => settings.retain_enum_prefix = parameter.flag()?,
        "compile_well_known_types" => settings.compile_well_known_types = parameter.flag()?,
        _ => {
            return Err(names::unknown(parameter.name));
        }
    }
    Ok(())
}

fn attribute(settings: &mut Settings, kind: AttributeKind, (path, attribute): (String, String)) {
    settings.attributes.push((kind, path, attribute));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_in_a_value_is_escaped() {
        assert_eq!(
            split("bytes=.,type_attribute=.a=#[derive(A\\, B)],,enable_type_names"),
            ["bytes=.", "type_attribute=.a=#[derive(A, B)]", "enable_type_names"]
        );
    }

    #[test]
    fn mistakes_in_the_parameter_are_told() {
        for (parameter, says) in [
            ("byte=.", "unknown option `byte`; did you mean `bytes`?"),
            ("deny-warnings", "did you mean `deny_warnings`?"),
            ("field=.a.b", "known are boxed, bound, "),
            ("bytes", "needs a value"),
            ("extern_path=.a", "needs a path and a value"),
            ("seal=.a.b", "needs a path and a value"),
            ("place=.a.b=HERE", "takes BOUND or PORTABLE"),
            ("envelope=.a=x", "takes a field's number"),
            ("envelope", "needs a value"),
            ("mask=.a.b=half", "is no mask"),
            ("mask=.a.b=keep_last:few", "is no mask"),
            ("policy=.a.b", "needs a path and a value"),
            ("sensitive_option=acme.pii", "needs a path and a value"),
            ("sensitive_option=acme.pii=bound", "takes seal:KEY"),
            ("validation=.a", "needs a path and a value"),
            ("validation=.a=on", "takes off"),
            ("enable_type_names=yes", "takes true, false or nothing"),
        ] {
            let error = parse(parameter)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            assert!(error.contains(says), "{parameter}: {error}");
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert!(answer(b"\xff\xff").is_err());
    }

    /// No compiler writes one; whoever does is told, and sees no panic.
    #[test]
    fn a_map_entry_without_a_value_is_an_error() {
        use prost_types::field_descriptor_proto::{Label, Type};
        use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, MessageOptions};

        let field = |name: &str, number, label, kind| FieldDescriptorProto {
            name: Some(name.to_owned()),
            number: Some(number),
            label: Some(Label::into(label)),
            r#type: Some(Type::into(kind)),
            ..Default::default()
        };
        let entry = DescriptorProto {
            name: Some("ValuesEntry".to_owned()),
            field: vec![field("key", 1, Label::Optional, Type::String)],
            options: Some(MessageOptions {
                map_entry: Some(true),
                ..Default::default()
            }),
            ..Default::default()
        };
        let map = FieldDescriptorProto {
            type_name: Some(".t.M.ValuesEntry".to_owned()),
            ..field("values", 1, Label::Repeated, Type::Message)
        };
        let file = FileDescriptorProto {
            name: Some("t.proto".to_owned()),
            package: Some("t".to_owned()),
            syntax: Some("proto3".to_owned()),
            message_type: vec![DescriptorProto {
                name: Some("M".to_owned()),
                field: vec![map],
                nested_type: vec![entry],
                ..Default::default()
            }],
            ..Default::default()
        };
        let request = Request {
            file_to_generate: vec!["t.proto".to_owned()],
            proto_file: vec![file.encode_to_vec()],
            ..Default::default()
        };
        let answer = answer(&request.encode_to_vec()).expect("it is a request");
        let response = Response::decode(answer.response.as_slice()).expect("the answer is a response");
        assert!(response.error.is_some() && response.file.is_empty(), "{response:?}");
    }

    #[test]
    fn an_empty_request_has_an_empty_answer() {
        let answer = answer(b"").expect("a request without files is one");
        let response = Response::decode(answer.response.as_slice()).expect("the answer is a response");
        assert_eq!((response.error, response.file.len()), (None, 0));
    }
}
