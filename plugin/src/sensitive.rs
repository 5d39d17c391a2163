//! Options of a team's own that say what is sensitive.

use std::fmt;

/// An option of a team's own that marks what is sensitive, for [`Config::sensitive_option`](crate::Config::sensitive_option):
/// schemas that are tagged already need no second tag.
///
/// Named is the extension's full name, never its number, since everybody's begin at 50,000. Where two that a schema has share a
/// number, the one counts that a file imports; a file that imports both is an error, as compiled options have no names.
/// The forms are:
///
/// - `"acme.pii"`: a bool that is `true`; a number or a text that is neither 0 nor empty; a message that is set.
/// - `"acme.sensitive.mask"`: the same of a field of an option that is a message, at any depth.
/// - `("acme.class", "SECRET")`: an enum, or an enum in an option that is a message, and the name of the value that counts.
///
/// Of a repeated option, one element is enough, and so is one value of a map.
///
/// # What it is said of
///
/// | option of | means |
/// |---|---|
/// | a field | the field |
/// | a oneof | the oneof as a whole |
/// | a message | all its fields, and those of the messages that are declared in it |
/// | an enum | every field of that type, also lists and the values of maps |
/// | a file | the fields of all its messages |
///
/// Where it is said of one field or oneof, it is as if Protoseal's own option were: what cannot be, such as a mask that shows a part of a
/// number, or a member of a oneof that is sealed alone, is an error. Where it comes from a message, an enum or a file, it
/// adapts to what it meets:
///
/// - Envelope fields stay as they are.
/// - Bound fields stay in the clear and bound, since that is what they are for, and are masked.
/// - `required` fields are masked and not sealed, since no other language could parse the message without them. Where that is
///   too little, seal the field that holds the message.
/// - Of a oneof, the whole is meant, masked in full or left out. If a member is bound, it is masked and not sealed. What an
///   enum's option only masks is the member.
/// - What the mask does not serve is masked in full.
///
/// Extension fields are left alone, since nothing is generated for them, and so are protobuf's own messages.
///
/// # When several annotations meet
///
/// The stricter wins, in this order:
///
/// 1. Sealed beats masked, masked beats neither.
/// 2. Of the masks, the one that shows least holds: OMIT; FULL; of two that keep characters, the fewer at each end; of any other
///    two that differ, FULL. A field's own options (or the build's, in their place) and the policy that they name count as one
///    annotation, every other as one for itself; one that seals and says nothing of a mask masks in full.
/// 3. The key is the one that the field's own options name; else the policy that they name; else the nearest of the other options:
///    on the field or oneof, then on its message or its enum, then on the messages around, then on the file. If two that are
///    equally near name different keys, that is an error. If none names one, it is the default key of the message or file.
///
/// `(protoseal.sensitive) = false` on what another annotation seals is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensitiveOption {
    /// The extension's full name, then names of fields.
    pub(crate) path: String,
    /// The name of the enum's value that counts.
    pub(crate) value: Option<String>,
}

impl From<&str> for SensitiveOption {
    fn from(path: &str) -> Self {
        path.to_owned().into()
    }
}

impl From<String> for SensitiveOption {
    fn from(path: String) -> Self {
        Self { path, value: None }
    }
}

impl<P: Into<String>, V: Into<String>> From<(P, V)> for SensitiveOption {
    fn from((path, value): (P, V)) -> Self {
        Self {
            path: path.into(),
            value: Some(value.into()),
        }
    }
}

impl fmt::Display for SensitiveOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match &self.value {
            Some(value) => write!(f, " = {value}"),
            None => Ok(()),
        }
    }
}
