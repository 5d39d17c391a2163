//! What protox and prost-reflect report, in this crate's form.

use miette::{Diagnostic as _, SourceCode, SourceSpan};
use prost_reflect::DescriptorError;

use super::{Diagnostic, Error, Location};

/// The label under which both compilers say where the mistake itself is, if there are several labels.
const PRIMARY_LABEL: &str = "found here";

impl From<protox::Error> for Error {
    fn from(error: protox::Error) -> Self {
        let mut found = Vec::new();
        // An error of opening a file has its reason in `source`.
        let reason = std::error::Error::source(&error).map(ToString::to_string);
        collect(&error, error.source_code(), error.file(), reason, &mut found);
        if let Some(first) = found
            .first_mut()
            .filter(|first| first.help.is_none() && error.is_file_not_found())
        {
            first.help =
                Some("check its name, and that the folder below which it lies is one of the includes".to_owned());
        }
        schema(found)
    }
}

impl From<DescriptorError> for Error {
    fn from(error: DescriptorError) -> Self {
        let mut found = Vec::new();
        collect(&error, error.source_code(), error.file(), None, &mut found);
        if let (Some(first), Some(file), Some(line), Some(column)) =
            (found.first_mut(), error.file(), error.line(), error.column())
        {
            first.location = Location::span(file, None, (line, column), (line, column));
        }
        schema(found)
    }
}

fn schema(found: Vec<Diagnostic>) -> Error {
    match Error::unless_empty(found) {
        Err(error) => error,
        Ok(()) => Error::message("the schema cannot be read"),
    }
}

/// An error and those related to it, which share its source.
fn collect(
    error: &dyn miette::Diagnostic,
    source: Option<&dyn SourceCode>,
    file: Option<&str>,
    reason: Option<String>,
    found: &mut Vec<Diagnostic>,
) {
    found.push(convert(error, source, file, reason));
    for related in error.related().into_iter().flatten() {
        collect(related, source, file, None, found);
    }
}

fn convert(
    error: &dyn miette::Diagnostic,
    source: Option<&dyn SourceCode>,
    file: Option<&str>,
    reason: Option<String>,
) -> Diagnostic {
    let mut labels: Vec<_> = error.labels().into_iter().flatten().collect();
    let primary = labels
        .iter()
        .position(|label| label.label() == Some(PRIMARY_LABEL))
        .or(labels.len().checked_sub(1))
        .map(|index| labels.remove(index));

    let unplaced = || file.map(Location::file).unwrap_or_default();
    let locate = |span: &SourceSpan| locate(source?, file?, span);
    let location = primary
        .as_ref()
        .and_then(|label| locate(label.inner()))
        .unwrap_or_else(unplaced);

    let cause = match reason {
        Some(reason) => format!("{error}: {reason}"),
        None => error.to_string(),
    };
    if is_edition(&cause, &location) {
        return editions(location);
    }
    let remedy = option_remedy(&cause);
    let mut diagnostic = Diagnostic::new(location, cause);
    for label in &labels {
        if let (Some(text), Some(location)) = (label.label(), locate(label.inner())) {
            let text = text.trim_matches('…');
            diagnostic = diagnostic.note(format!("{text}: {}", location.short()));
        }
    }
    if let Some(detail) = error.diagnostic_source() {
        diagnostic = diagnostic.note(detail.to_string());
    }
    diagnostic.help = remedy
        .map(str::to_owned)
        .or_else(|| error.help().map(|help| help.to_string()));
    diagnostic
}

/// How to mend a wrong use of this project's options, which the compilers cannot know.
fn option_remedy(cause: &str) -> Option<&'static str> {
    if !cause.contains("protoseal.") {
        return None;
    }
    let has = |words: &str| cause.contains(words);
    let remedy = if has("name '") && has("is not defined") {
        "import \"protoseal/options.proto\"; it needs no include path"
    } else if has("protoseal.Policy'") || has("protoseal.policy") && !has("expected an extension") {
        "a policy has name, seal and mask: option (protoseal.policy) = { name: \"contact\" seal { key: \"pii\" } };"
    } else if has("of type 'protoseal.Mask.As'") {
        "say FULL, EMAIL, PHONE, ID_CARD, BANK_CARD, HASH or OMIT"
    } else if has("is not defined") || has("not found") || has("invalid value of type") {
        "fields have (protoseal.sensitive), and (protoseal.field) with seal, mask, policy, envelope, bound and place; see \
         protoseal/options.proto for the others"
    } else if has("expected an extension") {
        "fields have (protoseal.sensitive) and (protoseal.field), oneofs (protoseal.oneof), messages (protoseal.message), \
         files (protoseal.file) and (protoseal.policy)"
    } else if has("already been set") {
        "set it once"
    } else if has("of type 'protoseal.Place'") {
        "say BOUND or PORTABLE"
    } else if has("of type 'bool'") {
        "say true or false"
    } else {
        return None;
    };
    Some(remedy)
}

/// Whether the compiler stumbled over the line `edition = ..`, which it does not know.
fn is_edition(cause: &str, location: &Location) -> bool {
    let line = location.snippet.as_ref().map(|snippet| snippet.line.trim_start());
    line.is_some_and(|line| line.starts_with("edition")) && cause.contains("'edition'")
}

/// A file with an edition, in a build without another compiler.
fn editions(location: Location) -> Diagnostic {
    Diagnostic::new(
        location,
        "the file has an edition, which the compiler within protoseal-build cannot parse",
    )
    .note("protoc and buf can, and protoseal-build reads editions 2023 and 2024 from what they write")
    .help(
        "let protoc (--include_imports --include_source_info -o set.bin) or buf (buf build -o set.bin) write a descriptor set, and \
         give its bytes to `compile_fds`; or say syntax = \"proto3\"; instead",
    )
}

/// The place of a span of bytes.
fn locate(source: &dyn SourceCode, file: &str, span: &SourceSpan) -> Option<Location> {
    // With a line of context on either side the span's own lines come whole.
    let contents = source.read_span(span, 1, 1).ok()?;
    let text = std::str::from_utf8(contents.data()).ok()?;
    let offset = span.offset().checked_sub(contents.span().offset())?;
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();

    let number = contents.line() + before.matches('\n').count();
    let column = offset - line_start;
    // A span that goes beyond its first line is shown up to the line's end.
    Some(Location::span(
        file,
        Some(line),
        (number, column),
        (number, column + span.len()),
    ))
}
