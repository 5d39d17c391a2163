//! Why a message is not sealed, or a sealer not built.

use core::fmt;

use super::{GroupName, Location};
use crate::limits::{self, Limit};
use crate::partial::{Changed, Closed};
use crate::validation::ValidateError;

/// Why a message is not sealed. It is given back whole, in [`Refused`](crate::Refused).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The message breaks rules of validation. [`SealerBuilder::validate`](crate::SealerBuilder::validate) says that they are not to be checked.
    #[error(transparent)]
    Invalid(#[from] ValidateError),

    /// The keyring has no key of the name that the schema demands.
    #[error(
        "{at}: the keyring has no key \"{key}\"; load the keyring that has it, make it with `Keyring::add` and save if nobody has it yet, or correct its name in the schema"
    )]
    KeyUnknown {
        /// The key's name.
        key: &'static str,
        /// The message.
        at: Location,
    },

    /// The key has no active version, but one that can become active.
    #[error("{at}: key \"{key}\" has no active version; make one active, or rotate the key")]
    KeyNotReady {
        /// The key's name.
        key: &'static str,
        /// The message.
        at: Location,
    },

    /// Every version of the key is destroyed or awaits it.
    #[error("{at}: every version of key \"{key}\" is destroyed or awaits destruction; rotate the key to seal anew")]
    KeyDestroyed {
        /// The key's name.
        key: &'static str,
        /// The message.
        at: Location,
    },

    /// A message that stands for itself has no bound field, or none for one of its groups, and the context no pair, so that
    /// nothing would tie its envelopes to anything.
    #[error(
        "{at}: nothing ties this message to anything: it, or a group of it, has no bound field and the context is empty; give the \
         context a pair, mark a field as bound, or say `Context::unbound()`"
    )]
    ContextUnbound {
        /// The message.
        at: Location,
    },

    /// The context is malformed, whatever the message.
    #[error("the context {fault}")]
    ContextMalformed {
        /// What is wrong with it.
        fault: ContextFault,
    },

    /// One seal would go beyond a limit of `docs/format.md`, section 9, or one that the builder lowered.
    #[error("{at}: this seal goes beyond the limit of {limit}; seal less at a time")]
    LimitReached {
        /// Which.
        limit: Limit,
        /// The message where it was noticed.
        at: Location,
    },

    /// Messages stand within messages more than [`limits::DEPTH`] deep, deeper than prost decodes.
    #[error("{at}: messages stand more than {depth} deep in each other; flatten the message", depth = limits::DEPTH)]
    TooDeep {
        /// The first message that is too deep.
        at: Location,
    },

    /// Something that a closed envelope binds is another than when it was opened; sealed so, that envelope would not open again.
    /// Only of messages that were opened with some of the keys.
    #[error("{at}: {what} must stay as it was while the closed envelope of {group} is carried on; {remedy}", remedy = what.remedy())]
    Frozen {
        /// The message.
        at: Location,
        /// What changed.
        what: FrozenPart,
        /// The group of the closed envelope, in this message or below it.
        group: GroupName,
    },

    /// A field of a closed group was replaced by an open value, which would be lost. Only of messages that were opened with some of
    /// the keys.
    #[error(
        "{at}: `{field}` is set, but what is sealed of {group} is closed and cannot be replaced; open it with that key"
    )]
    Overwrites {
        /// The message.
        at: Location,
        /// The field's name.
        field: &'static str,
        /// The group.
        group: GroupName,
    },

    /// A closed field stands in a group that was opened, or in a new message. Only of messages that were opened with some of the
    /// keys.
    #[error(transparent)]
    Closed(#[from] Closed),

    /// A message stands, new or from elsewhere, below one that carries closed envelopes on and of which nothing was opened. That one may
    /// be forged to be taken for another, where the new message would then fit. Only of messages that were opened with some of
    /// the keys.
    #[error(
        "{at}: the message that it is bound below carries closed envelopes on, and none that opens tells which message that is; open a \
         group of that one or below it, or say `place: PORTABLE`"
    )]
    NothingOpened {
        /// The message that is new there.
        at: Location,
    },

    /// The kernel gave no random bits.
    #[error("the system gives no random bits ({0}); without them nothing can be sealed")]
    Entropy(getrandom::Error),
}

/// What a closed envelope binds and must stay as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrozenPart {
    /// The value of a bound field, by the field's name.
    Field(&'static str),
    /// How many sealed messages a field holds, by the field's name.
    Count(&'static str),
    /// Where the message stands: its field and position, and the ancestors above.
    Place,
    /// The context.
    Context,
}

impl FrozenPart {
    fn remedy(self) -> &'static str {
        match self {
            Self::Field(_) => "open it with that key, or have the field name the keys that it is bound to (`bound_to`)",
            Self::Count(_) | Self::Place => "open it with that key to add, drop or move messages",
            Self::Context => "seal in the context that it was opened in",
        }
    }
}

impl From<Changed> for FrozenPart {
    fn from(changed: Changed) -> Self {
        if changed.is_count {
            Self::Count(changed.name)
        } else {
            Self::Field(changed.name)
        }
    }
}

impl fmt::Display for FrozenPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "`{name}`"),
            Self::Count(name) => write!(f, "the number of sealed messages in `{name}`"),
            Self::Place => f.write_str("the place of the message"),
            Self::Context => f.write_str("the context"),
        }
    }
}

/// What is wrong with a [`Context`](crate::Context).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContextFault {
    /// A pair has an empty name.
    EmptyName,
    /// Two pairs have this name.
    DuplicateName(Box<str>),
}

impl fmt::Display for ContextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => f.write_str("has a pair with an empty name; name it"),
            Self::DuplicateName(name) => write!(f, "names \"{name}\" twice; give each name once"),
        }
    }
}

/// A setting of a builder that goes beyond its limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting} must be from {least} to {most}; limits can be lowered, never raised")]
#[non_exhaustive]
pub struct SettingError {
    /// The builder's method.
    pub setting: &'static str,
    /// The least that it takes.
    pub least: u64,
    /// The most that it takes, the limit.
    pub most: u64,
}

impl SettingError {
    pub(crate) fn check(setting: &'static str, value: u64, least: u64, most: u64) -> Result<(), Self> {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(Self { setting, least, most })
        }
    }
}
