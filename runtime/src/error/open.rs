//! Why a message is not opened.

use core::fmt;

use super::{ContextFault, Location};
use crate::keyring::KeyState;
use crate::limits::{self, Limit};
use crate::partial::Closed;
use crate::validation::ValidateError;

/// Why a message is not opened. Nothing of it is handed out, and it is given back whole, in [`Refused`](crate::Refused).
///
/// For the caller's own logs. What a remote peer may see is [`for_peer`](Self::for_peer): the differences told here would
/// let it probe keys, contexts and plaintexts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The message was opened, and breaks rules of validation. [`OpenerBuilder::validate`](crate::OpenerBuilder::validate) says that they are
    /// not to be checked.
    #[error(transparent)]
    Invalid(#[from] ValidateError),

    /// A sealed field is present in the clear.
    #[error("{at}: this field must be sealed but was sent in the clear; whoever wrote it has to seal the message")]
    Plaintext {
        /// The field.
        at: Location,
    },

    /// An envelope is not one of format version 1, or its plaintext is none.
    #[error(
        "{at}: envelope {envelope} is malformed at byte {offset}: expected {expected}; it was damaged, or written by something else"
    )]
    Malformed {
        /// The message.
        at: Location,
        /// Which element of the envelope field, from 0.
        envelope: usize,
        /// Where in the envelope, in bytes from 0.
        offset: usize,
        /// What had to stand there.
        expected: &'static str,
    },

    /// The bytes given to [`Opener::decode`](crate::Opener::decode) are no protobuf of the message.
    #[error(
        "the bytes are no protobuf encoding of the wire message; check what was sent, and that both sides use one schema"
    )]
    Decode(#[source] prost::DecodeError),

    /// There is no envelope for a group.
    #[error(
        "{at}: the envelope of {group} is missing; it was stripped, or the writer's schema does not seal under that key"
    )]
    EnvelopeMissing {
        /// The message.
        at: Location,
        /// The group.
        group: GroupName,
    },

    /// There are two envelopes for one group.
    #[error("{at}: there are two envelopes of {group}; one of them was slipped in")]
    EnvelopeDuplicated {
        /// The message.
        at: Location,
        /// The group.
        group: GroupName,
    },

    /// Envelopes of different seals, or of messages with different groups, stand together.
    #[error(
        "{at}: the envelope of {group} was not sealed together with the others here; it belongs to another message"
    )]
    EnvelopeForeign {
        /// The message.
        at: Location,
        /// The group.
        group: GroupName,
    },

    /// The envelope bound or counted less than the reader's schema demands.
    #[error(
        "{at}: the envelope under key \"{key}\" did not bind fields {list}, which this schema binds or counts; it was sealed with an older schema, so seal it anew",
        list = list(fields, *more)
    )]
    BoundLess {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The numbers of the fields, of the first 16.
        fields: Vec<u32>,
        /// How many there are beyond these.
        more: usize,
    },

    /// The envelope bound or counted fields that the reader's schema does not.
    #[error(
        "{at}: the envelope under key \"{key}\" bound fields {list}, which this schema neither binds nor counts; it was sealed with a newer schema, so update this one",
        list = list(fields, *more)
    )]
    BoundMore {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The numbers of the fields, of the first 16.
        fields: Vec<u32>,
        /// How many there are beyond these.
        more: usize,
    },

    /// The envelope of a group that only a newer schema has bound fields that this schema does not bind, so that it could not be
    /// carried on: a change of these fields would go unnoticed, and unknown ones are lost. Only of opening with some of the keys.
    #[error(
        "{at}: the envelope of {group} bound fields {list} of a newer schema, so it cannot be carried on; update this schema",
        list = list(fields, *more)
    )]
    GroupNewer {
        /// The message.
        at: Location,
        /// The group.
        group: GroupName,
        /// The numbers of the fields, of the first 16.
        fields: Vec<u32>,
        /// How many there are beyond these.
        more: usize,
    },

    /// The envelope was sealed for another place than the one where it stands.
    #[error("{at}: the envelope under key \"{key}\" was sealed {sealed} but stands {stands}; {remedy}", remedy = remedy(sealed, stands))]
    OutOfPlace {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The place that it was sealed for.
        sealed: Stand,
        /// The place where it stands.
        stands: Stand,
    },

    /// The keyring has no key of the name that the schema demands.
    #[error(
        "{at}: the keyring has no key \"{key}\"; load the keyring that has it, open without it by `open_partial`, or correct its name in the schema"
    )]
    KeyUnknown {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
    },

    /// The key has no such version.
    #[error("{at}: key \"{key}\" has no version {version} in this keyring; load a newer keyring")]
    KeyVersionUnknown {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The version that the envelope names.
        version: u32,
    },

    /// The version of the key is not active yet.
    #[error("{at}: version {version} of key \"{key}\" is pre-active; make it active before it is used")]
    KeyNotReady {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The version that the envelope names.
        version: u32,
    },

    /// The version of the key is destroyed or awaits it.
    #[error("{at}: version {version} of key \"{key}\" is {state}; {remedy}", remedy = recovery(*state))]
    KeyDestroyed {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The version that the envelope names.
        version: u32,
        /// Destroyed, or pending destruction.
        state: KeyState,
    },

    /// The envelope was sealed under another key than the one that has this name and version here.
    #[error(
        "{at}: the envelope was not sealed under the key that this keyring has as \"{key}\" version {version}; load the ring that sealed it"
    )]
    WrongKey {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// The version that the envelope names.
        version: u32,
    },

    /// The envelope, or something that it bound, is not what was sealed; the AEAD cannot tell which.
    #[error(
        "{at}: the envelope under key \"{key}\" does not authenticate: it, a bound field, its place or its siblings were \
         changed, or the context is another (it bound {bound_pairs} context pairs, {given_pairs} were given)"
    )]
    Tampered {
        /// The message.
        at: Location,
        /// The key's name.
        key: &'static str,
        /// How many context pairs the envelope says that it bound.
        bound_pairs: u64,
        /// How many the caller gave.
        given_pairs: u64,
    },

    /// The context is malformed, whatever the message.
    #[error("the context {fault}")]
    ContextMalformed {
        /// What is wrong with it.
        fault: ContextFault,
    },

    /// A limit of `docs/format.md`, section 9, was reached, or one that the builder lowered.
    #[error("{at}: the limit of {limit} is reached; look for whoever sends forgeries; a new opener counts anew")]
    LimitReached {
        /// The message.
        at: Location,
        /// Which.
        limit: Limit,
    },

    /// Messages stand within messages more than [`limits::DEPTH`] deep.
    #[error("{at}: messages stand more than {depth} deep in each other", depth = limits::DEPTH)]
    TooDeep {
        /// The first message that is too deep.
        at: Location,
    },
}

impl OpenError {
    /// What a remote peer may see: one text for every failure.
    ///
    /// Whoever can send envelopes and see how they fail could otherwise learn which keys exist, which contexts are
    /// right and, from padding or encoding errors, something of plaintexts.
    #[must_use]
    pub fn for_peer(&self) -> PeerError {
        PeerError(())
    }
}

/// That a message was refused, and no more: what may go to a remote peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message was refused")]
pub struct PeerError(());

impl From<&OpenError> for PeerError {
    fn from(error: &OpenError) -> Self {
        error.for_peer()
    }
}

impl From<&Closed> for PeerError {
    fn from(_: &Closed) -> Self {
        Self(())
    }
}

/// A group of a message, as an error names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GroupName {
    /// By the name of its key, where the reader's schema has the group.
    Key(&'static str),
    /// By its tag, where it does not.
    Tag(u16),
}

impl fmt::Display for GroupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "key \"{key}\""),
            Self::Tag(tag) => write!(f, "the group with tag {tag:04x}, which this schema does not know"),
        }
    }
}

/// Where a message was sealed, or where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stand {
    /// For itself, as a root does.
    Alone,
    /// Below an ancestor, by these field numbers from there down, at most [`limits::DEPTH`].
    Below(Vec<u32>),
}

impl From<Option<Vec<u32>>> for Stand {
    fn from(fields: Option<Vec<u32>>) -> Self {
        fields.map_or(Self::Alone, Self::Below)
    }
}

impl fmt::Display for Stand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alone => f.write_str("to stand for itself"),
            Self::Below(fields) => write!(f, "below an ancestor, in fields {}", list(fields, 0)),
        }
    }
}

/// Of a list of fields, as many are named: whoever sends envelopes chooses its length, and this may go to a log.
pub(crate) const NAMED: usize = 16;

/// `[1, 2]`, or the first 16 `and 5 more`.
fn list(fields: &[u32], more: usize) -> String {
    let (named, rest) = fields.split_at(fields.len().min(NAMED));
    match rest.len().saturating_add(more) {
        0 => format!("{named:?}"),
        more => format!("{named:?} and {more} more"),
    }
}

fn remedy(sealed: &Stand, stands: &Stand) -> &'static str {
    match (sealed, stands) {
        (Stand::Alone, _) => {
            "if messages sealed by themselves may stand in this field, give it `place: PORTABLE`; else seal the whole message"
        }
        (Stand::Below(_), Stand::Alone) => {
            "if the message above is to hold it fast, give that one's field `place: BOUND` here too; if it may be moved, \
             give the field that it was sealed in `place: PORTABLE` and seal anew"
        }
        (Stand::Below(_), Stand::Below(_)) => {
            "put it back; if it may be moved, give the field that it was sealed in `place: PORTABLE` and seal anew"
        }
    }
}

fn recovery(state: KeyState) -> &'static str {
    match state {
        KeyState::PendingDestruction => "make it decrypt-only while that is still possible",
        _ => "what it sealed is lost for good",
    }
}
