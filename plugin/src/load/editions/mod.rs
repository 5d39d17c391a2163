//! Files of editions 2023 and 2024, said in proto2 or proto3, the syntaxes that prost-reflect and prost-build know.
//!
//! Only descriptor sets bring such files, since protox parses none. Of each, the features of every element are resolved, one of the
//! two syntaxes is found for the file as a whole, and what that does not say by itself is said of each field: by its label and
//! type, by `packed` and by the synthetic oneofs of proto3's `optional`. What else is in the descriptors, custom options above all,
//! stays as it is.

mod descriptors;
mod features;
mod rewrite;
mod survey;
mod syntax;
#[cfg(test)]
mod tests;

use prost::Message;
use prost_types::{FileDescriptorSet, SourceCodeInfo};

use super::source::place;
use crate::diagnostic::{Diagnostic, Error, Location};
use descriptors::{File, Set};
use features::Features;
use survey::Survey;

/// What the descriptor of a file of an edition says its syntax is.
const SYNTAX: &str = "editions";
/// The number of a file's edition in its descriptor.
const EDITION: i32 = 14;

pub(super) fn has_editions(set: &FileDescriptorSet) -> bool {
    set.file.iter().any(|file| file.syntax() == SYNTAX)
}

/// The same set, with each file of an edition in proto2 or proto3.
pub(super) fn lower(set: &[u8]) -> Result<Vec<u8>, Error> {
    let decoded = Set::decode(set).map_err(super::unreadable)?;
    let mut found = Vec::new();
    let mut lowered = Vec::new();
    for (index, file) in decoded.file.iter().enumerate() {
        if file.syntax() == SYNTAX {
            match survey(file) {
                Ok((syntax, survey)) => lowered.push((index, syntax, survey)),
                Err(mistakes) => found.extend(mistakes),
            }
        }
    }
    Error::unless_empty(found)?;
    rewrite::rewrite(set, &decoded, &lowered)
}

/// The syntax that fits a file, and what has to be said of its fields.
fn survey(file: &File) -> Result<(syntax::Syntax, Survey), Vec<Diagnostic>> {
    let Some(defaults) = Features::of_edition(file.edition()) else {
        return Err(vec![unknown_edition(file)]);
    };
    let survey = Survey::of(file, defaults)?;
    let syntax = syntax::choose(file, &survey)?;
    Ok((syntax, survey))
}

fn unknown_edition(file: &File) -> Diagnostic {
    let cause = match file.edition {
        Some(number) => {
            format!("the file has an edition, with the number {number}, that protoseal-build does not know")
        }
        None => "the file has an edition, but its descriptor does not say which".to_owned(),
    };
    Diagnostic::new(locate(file, &[EDITION]), cause).help("say edition = \"2024\"; or edition = \"2023\"; instead")
}

/// Where an element of a file stands; a set holds no text to show.
fn locate(file: &File, path: &[i32]) -> Location {
    let info: Option<&SourceCodeInfo> = file.source_code_info.as_ref();
    place(file.name(), info, None, path)
}
