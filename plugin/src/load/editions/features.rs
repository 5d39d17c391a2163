//! The features of an element: what its file's edition says, and each of what it stands in, up to itself.

use super::descriptors::FeatureSet;

/// What holds for an element.
///
/// Left out are features that make no difference to prost. Its strings are UTF-8 in every file (`utf8_validation`), it knows fields
/// by other names in JSON or not at all (`json_format`), and compilers check style and visibility before there are descriptors
/// (`enforce_naming_style`, `default_symbol_visibility`). Those of single languages are extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) presence: Presence,
    pub(super) closed: bool,
    pub(super) packed: bool,
    pub(super) delimited: bool,
}

/// Whether a singular field tells its zero from none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Explicit,
    Implicit,
    Required,
}

/// The value of a feature that descriptor.proto did not have when this was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) feature: &'static str,
    pub(super) value: i32,
}

const EDITION_2023: i32 = 1000;
const EDITION_2024: i32 = 1001;

impl Features {
    /// The defaults of an edition, by the number that descriptors have; `None` if it is not known.
    pub(super) fn of_edition(number: i32) -> Option<Self> {
        // Edition 2024 changed only what prost sees nothing of.
        matches!(number, EDITION_2023 | EDITION_2024).then_some(Self {
            presence: Presence::Explicit,
            closed: false,
            packed: true,
            delimited: false,
        })
    }

    /// The features within an element that sets some of its own.
    pub(super) fn with(self, own: Option<FeatureSet>) -> Result<Self, Unknown> {
        let own = own.unwrap_or_default();
        let presence = match own.field_presence {
            None => self.presence,
            Some(1) => Presence::Explicit,
            Some(2) => Presence::Implicit,
            Some(3) => Presence::Required,
            Some(value) => return Err(Unknown::new("field_presence", value)),
        };
        let either = |feature, set: Option<i32>, inherited: bool, no: i32, yes: i32| match set {
            None => Ok(inherited),
            Some(value) if value == no => Ok(false),
            Some(value) if value == yes => Ok(true),
            Some(value) => Err(Unknown::new(feature, value)),
        };
        Ok(Self {
            presence,
            closed: either("enum_type", own.enum_type, self.closed, 1, 2)?,
            packed: either(
                "repeated_field_encoding",
                own.repeated_field_encoding,
                self.packed,
                2,
                1,
            )?,
            delimited: either("message_encoding", own.message_encoding, self.delimited, 1, 2)?,
        })
    }
}

impl Unknown {
    fn new(feature: &'static str, value: i32) -> Self {
        Self { feature, value }
    }
}
