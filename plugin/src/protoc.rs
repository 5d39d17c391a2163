//! The protocol between protoc (or buf) and its plugins: google/protobuf/compiler/plugin.proto.

use prost::Message;

use crate::diagnostic::{Diagnostic, Error};
use crate::field::{FieldOptions, Place};
use crate::generate;
use crate::load::Schema;
use crate::settings::{AttributeKind, Settings};

/// `FEATURE_PROTO3_OPTIONAL`.
const SUPPORTED_FEATURES: u64 = 1;

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
        ..Default::default()
    };
    let mut warnings = Vec::new();
    match files(request, &mut warnings) {
        Ok(files) => response.file = files,
        Err(error) => response.error = Some(format!("\n{error}")),
    }
    Ok(Answer {
        response: response.encode_to_vec(),
        warnings,
    })
}

fn files(request: Request, warnings: &mut Vec<Diagnostic>) -> Result<Vec<File>, Error> {
    let settings = parse(request.parameter.as_deref().unwrap_or_default())?;
    let set = RawFileSet {
        file: request.proto_file,
    }
    .encode_to_vec();
    let mut schema = Schema::from_descriptor_set(&set, Some(request.file_to_generate))?;
    let policies = generate::policies(&mut schema, &settings)?;
    let files = generate::files(&schema, &policies, &settings);
    *warnings = policies.into_warnings();
    let files = files?;
    Ok(files
        .into_iter()
        .map(|(name, content)| File {
            name: Some(name),
            content: Some(content),
        })
        .collect())
}

/// Reads `--protoseal_opt=name=value,name,..`: the settings of [`Config`](crate::Config) under their own names. A comma within
/// a value is written `\,`.
fn parse(parameter: &str) -> Result<Settings, Error> {
    // Files stand beside each other, not in a build script's OUT_DIR.
    let mut settings = Settings::default();
    settings.out_dir = Some("".into());
    for option in split(parameter) {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (option.as_str(), None),
        };
        apply(&mut settings, name, value)?;
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

fn apply(settings: &mut Settings, name: &str, value: Option<&str>) -> Result<(), Error> {
    let needs_value = || Error::message(format!("the option `{name}` needs a value: --protoseal_opt={name}=.."));
    let text = || {
        value
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .ok_or_else(needs_value)
    };
    let pair = || {
        let malformed = || {
            Error::message(format!(
                "the option `{name}` needs a path and a value: --protoseal_opt={name}=.path=value"
            ))
        };
        let (path, value) = value.and_then(|value| value.split_once('=')).ok_or_else(malformed)?;
        Ok::<_, Error>((path.to_owned(), value.to_owned()))
    };
    match name {
        "clear_module" => settings.clear_module = text()?,
        "partial" => settings.partial = flag(name, value)?,
        "partial_module" => settings.partial_module = text()?,
        "seal" => {
            let (path, key) = pair()?;
            field(settings, path, FieldOptions::new().seal(key));
        }
        "sensitive" => field(settings, text()?, FieldOptions::new().sensitive()),
        "bound" => field(settings, text()?, FieldOptions::new().bound()),
        "bound_to" => {
            let (path, key) = pair()?;
            bound_to(settings, path, key);
        }
        "place" => {
            let (path, value) = pair()?;
            field(settings, path, FieldOptions::new().place(place(&value)?));
        }
        "deny_warnings" => settings.deny_warnings = flag(name, value)?,
        "envelope" => envelope(settings, value.ok_or_else(needs_value)?)?,
        "secrets" => settings.fields.secrets.push(text()?),
        "bytes" => settings.bytes.push(text()?),
        "btree_map" => settings.btree_map.push(text()?),
        "boxed" => settings.boxed.push(text()?),
        "extern_path" => settings.extern_paths.push(pair()?),
        "type_attribute" => attribute(settings, AttributeKind::Type, pair()?),
        "message_attribute" => attribute(settings, AttributeKind::Message, pair()?),
        "enum_attribute" => attribute(settings, AttributeKind::Enum, pair()?),
        "field_attribute" => attribute(settings, AttributeKind::Field, pair()?),
        "type_name_domain" => {
            let (path, domain) = pair()?;
            settings.type_name_domains.push((vec![path], domain));
        }
        "include_file" => settings.include_file = Some(text()?.into()),
        "default_package_filename" => settings.default_package_filename = text()?,
        "disable_comments" => settings.disable_comments.push(text()?),
        "skip_debug" => settings.skip_debug.push(text()?),
        "prost_path" => settings.prost_path = Some(text()?),
        "prost_types_path" => settings.prost_types_path = Some(text()?),
        "enable_type_names" => settings.enable_type_names = flag(name, value)?,
        "retain_enum_prefix" => settings.retain_enum_prefix = flag(name, value)?,
        "compile_well_known_types" => settings.compile_well_known_types = flag(name, value)?,
        _ => {
            return Err(Error::message(format!(
                "unknown option `{name}`; known are the settings of protoseal_build::Config, such as --protoseal_opt=bytes=."
            )));
        }
    }
    Ok(())
}

fn field(settings: &mut Settings, path: String, options: FieldOptions) {
    settings.fields.fields.push((path, options));
}

/// One key each time; those of one field belong together.
fn bound_to(settings: &mut Settings, path: String, key: String) {
    let fields = &mut settings.fields.fields;
    match fields
        .iter_mut()
        .find(|(other, options)| *other == path && !options.bound_to.is_empty())
    {
        Some((_, options)) => options.bound_to.push(key),
        None => field(settings, path, FieldOptions::new().bound_to([key])),
    }
}

fn place(value: &str) -> Result<Place, Error> {
    match value {
        "BOUND" => Ok(Place::Bound),
        "PORTABLE" => Ok(Place::Portable),
        _ => Err(Error::message(
            "the option `place` takes BOUND or PORTABLE: --protoseal_opt=place=.path=BOUND",
        )),
    }
}

/// `.pkg.Message=1000` adds a field, `.pkg.Message.field` names one.
fn envelope(settings: &mut Settings, value: &str) -> Result<(), Error> {
    match value.split_once('=') {
        None => field(settings, value.to_owned(), FieldOptions::new().envelope()),
        Some((path, number)) => {
            let number = number.parse().map_err(|_| {
                Error::message(
                    "the option `envelope` takes a field's number: --protoseal_opt=envelope=.pkg.Message=1000",
                )
            })?;
            settings.fields.envelopes.push((path.to_owned(), number));
        }
    }
    Ok(())
}

fn attribute(settings: &mut Settings, kind: AttributeKind, (path, attribute): (String, String)) {
    settings.attributes.push((kind, path, attribute));
}

fn flag(name: &str, value: Option<&str>) -> Result<bool, Error> {
    match value {
        None | Some("true") => Ok(true),
        Some("false") => Ok(false),
        Some(_) => Err(Error::message(format!(
            "the option `{name}` takes true, false or nothing"
        ))),
    }
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
            ("byte=.", "unknown option `byte`"),
            ("bytes", "needs a value"),
            ("extern_path=.a", "needs a path and a value"),
            ("seal=.a.b", "needs a path and a value"),
            ("place=.a.b=HERE", "takes BOUND or PORTABLE"),
            ("envelope=.a=x", "takes a field's number"),
            ("envelope", "needs a value"),
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

    #[test]
    fn an_empty_request_has_an_empty_answer() {
        let answer = answer(b"").expect("a request without files is one");
        let response = Response::decode(answer.response.as_slice()).expect("the answer is a response");
        assert_eq!((response.error, response.file.len()), (None, 0));
    }
}
