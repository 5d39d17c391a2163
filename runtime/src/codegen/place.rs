//! Where a message stands: a list through stack frames, no heap.

use core::fmt;

use sha2::{Digest, Sha256};

use super::{BoundKind, Field, Policy, Scope};
use crate::encoding::{Sink, varint_len};
use crate::error::Location;
use crate::limits::DEPTH;

/// Where a message stands, from the root down.
///
/// Knows the steps since the nearest message above that counts as an ancestor (`docs/format.md`, section 6), the readable
/// path for errors, in which no key of a map is shown, and the depth.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The place of the message that holds this one; `None` for the root.
    above: Option<(&'a Place<'a>, Step<'a>)>,
    anchor: Anchor<'a>,
    /// Steps since the anchor.
    steps: u32,
    /// Messages above this one, entries of maps counted.
    depth: u32,
}

/// The nearest message above that counts as an ancestor.
#[derive(Clone, Copy)]
pub(crate) enum Anchor<'a> {
    None,
    /// There is one, but this pass needs no digest.
    Surveyed,
    Scope(&'a Scope<'a>),
}

#[derive(Clone, Copy)]
struct Step<'a> {
    field: Field,
    position: Position<'a>,
}

#[derive(Clone, Copy)]
enum Position<'a> {
    Only,
    Index(u64),
    Entry(Key<'a>),
}

#[derive(Clone, Copy)]
enum Key<'a> {
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    String(&'a str),
    /// SHA-256 of a string that is longer than [`LONGEST_KEY`].
    Hashed([u8; 32]),
}

/// The most bytes of a string that stand in a step. Every message below binds the step anew, so that a longer one would cost the
/// product of its length and of their number, which a stranger may choose.
const LONGEST_KEY: usize = 64;

impl Place<'_> {
    /// The place of a message that was given to `seal` or `open`.
    #[must_use]
    pub fn root() -> Place<'static> {
        Place {
            above: None,
            anchor: Anchor::None,
            steps: 0,
            depth: 0,
        }
    }

    /// The place of a field's only value.
    #[must_use]
    pub fn field(&self, field: Field) -> Place<'_> {
        self.step(field, Position::Only, 1)
    }

    /// The place of an element of a repeated field, from 0.
    #[must_use]
    pub fn element(&self, field: Field, index: usize) -> Place<'_> {
        self.step(field, Position::Index(index as u64), 1)
    }

    /// This place as that of an ancestor, for what is in the message; for the survey, which needs no digest.
    #[must_use]
    pub fn anchored(&self) -> Place<'_> {
        Place {
            anchor: Anchor::Surveyed,
            steps: 0,
            ..*self
        }
    }
}

impl<'a> Place<'a> {
    /// The place of an entry of a map.
    #[must_use]
    pub fn entry<'b, K: MapKey>(&'b self, field: Field, key: &'b K) -> Place<'b>
    where
        'a: 'b,
    {
        let mut key = key.key().0;
        // Once for all messages below; the survey binds nothing, and needs the length alone.
        if let (Key::String(long), Anchor::Scope(_), false) = (key, self.anchor, field.portable)
            && long.len() > LONGEST_KEY
        {
            key = Key::Hashed(Sha256::digest(long).into());
        }
        // An entry is a message of its own, to protobuf and to prost's recursion limit.
        self.step(field, Position::Entry(key), 2)
    }

    /// This place as that of an ancestor whose digest what is in it binds.
    pub(crate) fn below(scope: &'a Scope<'a>) -> Place<'a> {
        Place {
            anchor: Anchor::Scope(scope),
            steps: 0,
            ..*scope.stands()
        }
    }

    fn step(&'a self, field: Field, position: Position<'a>, deeper: u32) -> Place<'a> {
        let (anchor, steps) = match self.anchor {
            Anchor::None => (Anchor::None, 0),
            _ if field.portable => (Anchor::None, 0),
            anchor => (anchor, self.steps + 1),
        };
        Place {
            above: Some((self, Step { field, position })),
            anchor,
            steps,
            depth: self.depth.saturating_add(deeper),
        }
    }

    pub(crate) fn anchor(&self) -> Anchor<'a> {
        self.anchor
    }

    /// Whether the message was bound below an ancestor; else it stands for itself.
    pub(crate) fn is_bound(&self) -> bool {
        !matches!(self.anchor, Anchor::None)
    }

    pub(crate) fn is_root(&self) -> bool {
        self.above.is_none()
    }

    /// Whether the message at this place stands deeper than one may.
    pub(crate) fn is_too_deep(&self) -> bool {
        self.depth > DEPTH
    }

    /// Whether no message can stand in the message at this place.
    pub(crate) fn is_deepest(&self) -> bool {
        self.depth >= DEPTH
    }

    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// The steps since the anchor, as declarations have them: fields and kinds, no positions.
    pub(crate) fn put_path(&self, out: &mut impl Sink) {
        out.put_varint(u64::from(self.steps));
        self.each_step(self.steps, &mut |step| out.put_varint(step.number()));
    }

    /// The steps since the anchor, as additional data and digests have them: with positions.
    pub(crate) fn put_steps(&self, out: &mut impl Sink) {
        out.put_varint(u64::from(self.steps));
        self.each_step(self.steps, &mut |step| {
            out.put_varint(step.number());
            match step.position {
                Position::Only => {}
                Position::Index(index) => out.put_u64(index),
                Position::Entry(key) => key.put(out),
            }
        });
    }

    /// The length of what [`put_path`](Self::put_path) writes, in bytes.
    pub(crate) fn path_len(&self) -> usize {
        let mut length = varint_len(u64::from(self.steps));
        self.each_step(self.steps, &mut |step| length += varint_len(step.number()));
        length
    }

    /// An upper bound of the length of what [`put_steps`](Self::put_steps) writes, in bytes.
    pub(crate) fn steps_len(&self) -> usize {
        let mut length = varint_len(u64::from(self.steps));
        self.each_step(self.steps, &mut |step| {
            let position = match step.position {
                Position::Only => 0,
                Position::Index(_) => 8,
                Position::Entry(_) => 9 + LONGEST_KEY,
            };
            length = length
                .saturating_add(varint_len(step.number()))
                .saturating_add(position);
        });
        length
    }

    /// The field numbers of the steps since the anchor; `None` if the message stands for itself.
    pub(crate) fn fields(&self) -> Option<Vec<u32>> {
        let mut fields = Vec::new();
        self.each_step(self.steps, &mut |step| fields.push(step.field.number));
        self.is_bound().then_some(fields)
    }

    #[cold]
    pub(crate) fn locate(&self, policy: &Policy) -> Location {
        Location::new(policy.message, self.to_string())
    }

    #[cold]
    pub(crate) fn locate_message(&self) -> Location {
        Location::new("", self.to_string())
    }

    /// Where a field of the message at this place stands.
    #[cold]
    pub(crate) fn locate_field(&self, field: &str) -> Location {
        let path = self.to_string();
        Location::new(
            "",
            if path.is_empty() {
                field.into()
            } else {
                format!("{path}.{field}")
            },
        )
    }

    /// Runs over the last `count` steps, from above down. The depth limit bounds the recursion.
    fn each_step(&self, count: u32, run: &mut impl FnMut(&Step<'_>)) {
        if let (Some((above, step)), 1..) = (&self.above, count) {
            above.each_step(count - 1, run);
            run(step);
        }
    }
}

impl Step<'_> {
    fn number(&self) -> u64 {
        let kind = match self.position {
            Position::Only => 0,
            Position::Index(_) => 1,
            Position::Entry(_) => 2,
        };
        u64::from(self.field.number) * 4 + kind
    }
}

impl Key<'_> {
    fn put(self, out: &mut impl Sink) {
        let (kind, number) = match self {
            Self::String(key) => {
                out.put_u8(BoundKind::String as u8);
                return out.put_bytes(key.as_bytes());
            }
            Self::Hashed(hash) => {
                out.put_u8(BoundKind::Bytes as u8);
                return out.put_bytes(&hash);
            }
            Self::Bool(key) => {
                out.put_u8(BoundKind::Bool as u8);
                return out.put_bytes(&[u8::from(key)]);
            }
            Self::Signed(key) => (BoundKind::Signed, key as u64),
            Self::Unsigned(key) => (BoundKind::Unsigned, key),
        };
        out.put_u8(kind as u8);
        out.put_bytes(&number.to_be_bytes());
    }
}

/// The readable path: `users[3].by[..].home`; empty for the root.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((above, step)) = &self.above else {
            return Ok(());
        };
        above.fmt(f)?;
        if !above.is_root() {
            f.write_str(".")?;
        }
        f.write_str(step.field.name)?;
        match step.position {
            Position::Only => Ok(()),
            Position::Index(index) => write!(f, "[{index}]"),
            // The key of a map may say whose message it is.
            Position::Entry(_) => f.write_str("[..]"),
        }
    }
}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// A key of a map: `bool`, `i32`, `i64`, `u32`, `u64` or `String`.
pub trait MapKey: sealed::MapKey {}

/// Keeps [`MapKey`] to protobuf's types of keys.
mod sealed {
    /// A key, as places hold it.
    pub struct Key<'a>(pub(super) super::Key<'a>);

    pub trait MapKey {
        fn key(&self) -> Key<'_>;
    }
}

macro_rules! map_keys {
    ($($type:ty => |$key:ident| $variant:expr),*) => { $(
        impl MapKey for $type {}
        impl sealed::MapKey for $type {
            fn key(&self) -> sealed::Key<'_> {
                let $key = self;
                sealed::Key($variant)
            }
        }
    )* };
}

map_keys! {
    bool => |key| Key::Bool(*key),
    i32 => |key| Key::Signed(i64::from(*key)),
    i64 => |key| Key::Signed(*key),
    u32 => |key| Key::Unsigned(u64::from(*key)),
    u64 => |key| Key::Unsigned(*key),
    String => |key| Key::String(key)
}
