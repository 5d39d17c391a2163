//! Which syntax a file of an edition is lowered to.
//!
//! prost-reflect and prost-build take some things from a file's syntax alone, and these decide: whether enums are open, and whether
//! a singular field without more words has presence. All else, `required`, defaults and groups too, both read from each field
//! whatever the syntax is, so that a file may have them beside what is proto3's, though protoc would take no such proto3 file.

use std::iter::repeat;

use super::descriptors::File;
use super::locate;
use super::survey::{Named, Survey};
use crate::diagnostic::Diagnostic;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Proto2,
    Proto3,
}

impl Syntax {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Proto2 => "proto2",
            Self::Proto3 => "proto3",
        }
    }
}

/// What an element says that only one syntax can.
#[derive(Debug, Clone, Copy)]
struct Says {
    what: &'static str,
    instead: &'static str,
}

const CLOSED: Says = Says {
    what: "is a closed enum, which only proto2 has",
    instead: "features.enum_type = OPEN",
};
const OPEN: Says = Says {
    what: "is an open enum, which only proto3 has",
    instead: "features.enum_type = CLOSED",
};
const IMPLICIT: Says = Says {
    what: "has implicit presence, which only proto3 has",
    instead: "features.field_presence = EXPLICIT",
};

/// The syntax that says all that a file does: proto3 where something is that only it has, else proto2.
pub(super) fn choose(file: &File, survey: &Survey) -> Result<Syntax, Vec<Diagnostic>> {
    let of_proto2: Vec<(&Named, Says)> = survey.closed.iter().zip(repeat(CLOSED)).collect();
    let implicit = survey.implicit.iter().zip(repeat(IMPLICIT));
    let of_proto3: Vec<(&Named, Says)> = implicit.chain(survey.open.iter().zip(repeat(OPEN))).collect();
    let (Some(first_of_proto2), Some(first_of_proto3)) = (of_proto2.first(), of_proto3.first()) else {
        let is_proto3 = !of_proto3.is_empty();
        return Ok(if is_proto3 { Syntax::Proto3 } else { Syntax::Proto2 });
    };
    // The fewer are easier to change.
    let (few, other) = match of_proto2.len() <= of_proto3.len() {
        true => (&of_proto2, first_of_proto3),
        false => (&of_proto3, first_of_proto2),
    };
    Err(few.iter().map(|one| mistake(file, *one, *other)).collect())
}

fn mistake(file: &File, (one, says): (&Named, Says), (other, other_says): (&Named, Says)) -> Diagnostic {
    let (name, other_name) = (&one.name, &other.name);
    let (what, instead) = (says.what, says.instead);
    let cause = format!(
        "`{name}` {what}, but `{other_name}`, in the same file, {}",
        other_says.what
    );
    let place = locate(file, &other.path);
    let stands = place
        .start
        .map(|_| format!("`{other_name}` stands here: {}", place.short()));
    let mistake = Diagnostic::new(locate(file, &one.path), cause);
    let mistake = stands.into_iter().fold(mistake, Diagnostic::note);
    mistake
        .note("prost knows no editions, so that a file of one is read as proto2 or proto3")
        .help(format!(
            "move one of the two into another file, or say {instead} of `{name}` or {} of `{other_name}`",
            other_says.instead
        ))
}
