//! The data of a report.

use serde::{Serialize, Serializer};

use crate::aead::TAG;
use crate::envelope;
use crate::error::{GroupName, OpenError, Stand};

/// What can be known of a message without a key; none of it is authenticated.
///
/// `Display` is for people, `serde::Serialize` for programs: ids are hex digits, problems their text.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The sealed messages, each before those in it; maps in the order of their type.
    pub messages: Vec<Message>,
    /// How many there are beyond those that are listed: 10,000, or fewer where their paths are long.
    pub unlisted: usize,
    /// How many of those have a problem.
    pub unlisted_with_problems: usize,
    /// What the paths of those that are listed take, in bytes.
    #[serde(skip)]
    paths: usize,
}

const LISTED_MESSAGES: usize = 10_000;
/// Who nests messages deep makes paths that are far longer than the messages.
const LISTED_PATHS: usize = 2 << 20;

impl Report {
    /// Whether no message has a problem. Not whether it opens: that takes the keys.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.unlisted_with_problems == 0 && self.messages.iter().all(|message| message.problems.is_empty())
    }

    pub(super) fn has_room(&self) -> bool {
        self.messages.len() < LISTED_MESSAGES && self.paths < LISTED_PATHS
    }

    /// Lists a message. Each of its problems has the path once more, if not as numbers.
    pub(super) fn list(&mut self, message: Message) {
        let copies = message.problems.len().saturating_add(1);
        self.paths = self.paths.saturating_add(message.path.len().saturating_mul(copies));
        self.messages.push(message);
    }
}

/// One sealed message.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Message {
    /// Its full or stable name; empty if it stands too deep to be looked into.
    pub message: &'static str,
    /// The fields from the root down, such as `users[3].by[..].home`; empty for the root. No key of a map is shown.
    pub path: String,
    /// Where it stands, by the reader's schema.
    pub stands: Stand,
    /// Its envelopes that can be read, in their order on the wire; the first 1,000, more than a message has groups.
    pub envelopes: Vec<Envelope>,
    /// Why an opener refuses it, whatever its keys: plaintext in sealed fields, envelopes that are malformed, missing, duplicated
    /// or of different seals, that bound other fields than the schema, or were sealed for another place. The first 1,000 of each kind.
    #[serde(serialize_with = "as_text")]
    pub problems: Vec<OpenError>,
    /// How many malformed envelopes there are beyond the 16 that are listed.
    pub more_problems: usize,
}

/// One envelope, as its header says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Envelope {
    /// Which element of the envelope field, from 0.
    pub index: usize,
    /// The group.
    pub group: GroupName,
    /// The version of the key that it names.
    pub key_version: u32,
    /// The salt of the sealer's epoch, as 32 hex digits: envelopes with the same one are one sealer's of one day.
    pub epoch: String,
    /// Its number within the epoch, from 0: which of two such envelopes was sealed first.
    pub counter: u32,
    /// The instance id, as 16 hex digits: what was sealed together has the same one.
    pub instance: String,
    /// Whether it was sealed anew beside envelopes that were carried on, and so has their instance id.
    pub resealed: bool,
    /// The message's other groups.
    pub others: Vec<GroupName>,
    /// How many pairs the context had.
    pub context_pairs: u64,
    /// The fields bound to it.
    pub bound: Vec<Field>,
    /// The fields whose sealed messages it counted.
    pub counted: Vec<Field>,
    /// The place that it was sealed for.
    pub sealed: Stand,
    /// Its sizes.
    pub sizes: Sizes,
}

/// A field that an envelope bound or counted. Never its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// Its number.
    pub number: u32,
    /// Its name, if the reader's schema binds or counts it too.
    pub name: Option<&'static str>,
    /// How a bound field's value was encoded; `None` for counted fields.
    pub kind: Option<FieldKind>,
}

/// How a bound field's value was encoded (`docs/format.md`, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FieldKind {
    /// `bool`.
    Bool,
    /// A signed integer.
    Signed,
    /// An unsigned integer.
    Unsigned,
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
    /// An enum.
    Enum,
}

/// An envelope's sizes, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sizes {
    /// Of all before the ciphertext.
    pub header: usize,
    /// Of the ciphertext, padding included, without the AEAD's tag.
    pub ciphertext: usize,
    /// Of the whole.
    pub total: usize,
}

impl Envelope {
    pub(super) fn new(
        index: usize,
        group: GroupName,
        envelope: &envelope::Envelope<'_>,
        names: &[(u32, &'static str)],
        group_of: &dyn Fn(u16) -> GroupName,
    ) -> Self {
        let (header, declaration) = (&envelope.header, &envelope.declaration);
        let field = |number: u64, kind| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let name = names.iter().find(|(known, _)| *known == number).map(|(_, name)| *name);
            Field { number, name, kind }
        };
        let [.., a, b, c, d] = *header.n;
        let others = declaration.groups().filter(|&tag| tag != declaration.group);
        Self {
            index,
            group,
            key_version: header.key_version,
            epoch: hex(header.salt),
            counter: u32::from_be_bytes([a, b, c, d]),
            instance: hex(&envelope.instance()),
            resealed: declaration.instance.is_some(),
            others: others.map(group_of).collect(),
            context_pairs: declaration.context_pairs,
            bound: declaration
                .bound_fields()
                .map(|entry| field(entry / 8, FieldKind::of(entry % 8)))
                .collect(),
            counted: declaration.counted_fields().map(|number| field(number, None)).collect(),
            sealed: declaration.path.map(|path| path.fields()).into(),
            sizes: Sizes {
                header: envelope.head.len(),
                ciphertext: envelope.ciphertext.len(),
                total: envelope.head.len() + envelope.ciphertext.len() + TAG,
            },
        }
    }
}

impl FieldKind {
    fn of(number: u64) -> Option<Self> {
        Some(match number {
            1 => Self::Bool,
            2 => Self::Signed,
            3 => Self::Unsigned,
            4 => Self::String,
            5 => Self::Bytes,
            6 => Self::Enum,
            _ => return None,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn as_text<S: Serializer>(problems: &[OpenError], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(problems.iter().map(ToString::to_string))
}
