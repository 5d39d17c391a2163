//! The declaration: what an envelope bound, as field numbers and kinds (`docs/format.md`, section 3).

use crate::codegen::{Bound, Group, Place, Policy};
use crate::encoding::{Scratch, Sink};

use super::prepared::OfGroup;
use super::reader::{Malformed, Reader};
use crate::limits::{DECLARED_ENTRIES, DEPTH};

const PLACE: u8 = 1;
const INSTANCE: u8 = 2;
/// The highest field number that protobuf knows: 2^29 − 1.
const LAST_FIELD: u64 = (1 << 29) - 1;
/// The steps of a path: the field's only value, an element, an entry of a map.
pub(crate) const STEP_KINDS: u64 = 3;

/// A declaration read from an envelope, in its canonical form.
#[derive(Clone, Copy)]
pub(crate) struct Declaration<'e> {
    pub(crate) group: u16,
    /// The other groups' tags, two bytes each, ascending.
    pub(crate) others: &'e [u8],
    pub(crate) context_pairs: u64,
    /// Count and list, as they stand: canonical, so that they equal the schema's if their bytes do.
    bound: &'e [u8],
    children: &'e [u8],
    pub(crate) path: Option<DeclaredPath<'e>>,
    pub(crate) instance: Option<[u8; 8]>,
}

/// The steps of an envelope's place: count and list, as they stand.
#[derive(Clone, Copy)]
pub(crate) struct DeclaredPath<'e>(&'e [u8]);

impl<'e> Declaration<'e> {
    pub(crate) fn read(reader: &mut Reader<'e>) -> Result<Self, Malformed> {
        let flags = *reader.rest().first().unwrap_or(&0);
        if flags & !(PLACE | INSTANCE) != 0 {
            return reader.malformed("flags that version 1 does not know");
        }
        reader.u8("the declaration's flags")?;
        let group = reader.u16("a group tag")?;
        let others = Self::others(reader, group)?;
        let context_pairs = reader.varint("the number of context pairs")?;
        let bound = list(reader, "a bound field", |value| {
            ((1..=6).contains(&(value % 8)) && (1..=LAST_FIELD).contains(&(value / 8))).then_some(value / 8)
        })?;
        let children = list(reader, "a counted field", |value| {
            (1..=LAST_FIELD).contains(&value).then_some(value)
        })?;
        let path = if flags & PLACE != 0 {
            Some(DeclaredPath::read(reader)?)
        } else {
            None
        };
        let instance = if flags & INSTANCE != 0 {
            Some(*reader.array("an instance id")?)
        } else {
            None
        };
        Ok(Self {
            group,
            others,
            context_pairs,
            bound,
            children,
            path,
            instance,
        })
    }

    fn others(reader: &mut Reader<'e>, own: u16) -> Result<&'e [u8], Malformed> {
        let count = entries(reader, "the number of other groups")?;
        let start = reader.at();
        let mut before = None;
        for _ in 0..count {
            let mut ahead = *reader;
            let tag = ahead.u16("the tag of another group")?;
            if tag == own || before.is_some_and(|before| before >= tag) {
                return reader.malformed("other groups in ascending order, this one not among them");
            }
            before = Some(tag);
            *reader = ahead;
        }
        Ok(reader.since(start))
    }

    /// Every group of the message, this one included, ascending.
    pub(crate) fn groups(&self) -> impl Iterator<Item = u16> + '_ {
        let tag = |pair: &[u8]| u16::from_be_bytes([pair[0], pair[1]]);
        let below = self.others.chunks_exact(2).map(tag).take_while(|&tag| tag < self.group);
        let above = self.others.chunks_exact(2).map(tag).skip_while(|&tag| tag < self.group);
        below.chain([self.group]).chain(above)
    }

    /// Whether the bound and counted fields are the policy's for this group.
    pub(crate) fn binds_as(&self, policy: &Policy, group: &Group) -> bool {
        let mut expected = Scratch::<64>::new();
        put_bound(&mut expected, group.bound);
        if self.bound != &expected[..] {
            return false;
        }
        expected.clear();
        put_children(&mut expected, policy.children);
        self.children == &expected[..]
    }

    /// The bound fields: for each its number × 8 + its kind.
    pub(crate) fn bound_fields(&self) -> impl Iterator<Item = u64> + 'e {
        numbers(self.bound)
    }

    /// The numbers of the counted fields.
    pub(crate) fn counted_fields(&self) -> impl Iterator<Item = u64> + 'e {
        numbers(self.children)
    }

    /// Bound fields, counted fields and, if there is a place, its steps, as they stand.
    #[cfg(test)]
    pub(crate) fn lists(&self) -> Vec<Vec<u64>> {
        let lists = [Some(self.bound), Some(self.children), self.path.map(|path| path.0)];
        lists
            .into_iter()
            .flatten()
            .map(|list| numbers(list).collect())
            .collect()
    }

    /// The field numbers that the policy has for this group and the envelope has not, and the other way round.
    pub(crate) fn differences(&self, policy: &Policy, group: &Group) -> (Vec<u32>, Vec<u32>) {
        let declared: Vec<_> = numbers(self.bound)
            .chain(numbers(self.children).map(|number| number * 8))
            .collect();
        let bound = group
            .bound
            .iter()
            .map(|bound| u64::from(bound.number) * 8 + bound.kind as u64);
        let due: Vec<_> = bound
            .chain(policy.children.iter().map(|&number| u64::from(number) * 8))
            .collect();
        let without = |all: &[u64], these: &[u64]| {
            let kept = all.iter().filter(|entry| !these.contains(entry));
            kept.map(|entry| (entry / 8) as u32).collect()
        };
        (without(&due, &declared), without(&declared, &due))
    }
}

impl<'e> DeclaredPath<'e> {
    fn read(reader: &mut Reader<'e>) -> Result<Self, Malformed> {
        let start = reader.at();
        let mut ahead = *reader;
        let count = ahead.varint("the number of steps of a place")?;
        if !(1..=u64::from(DEPTH)).contains(&count) {
            return reader.malformed("between one step of a place and the most that messages nest");
        }
        for _ in 0..count {
            *reader = ahead;
            let step = ahead.varint("a step of a place")?;
            if step % 4 >= STEP_KINDS || !(1..=LAST_FIELD).contains(&(step / 4)) {
                return reader.malformed("a step of a place");
            }
        }
        *reader = ahead;
        Ok(Self(reader.since(start)))
    }

    /// Whether these are the steps from the place's nearest ancestor down.
    pub(crate) fn is(&self, place: &Place<'_>) -> bool {
        let mut expected = Scratch::<32>::new();
        place.put_path(&mut expected);
        self.0 == &expected[..]
    }

    /// The field numbers of the steps.
    pub(crate) fn fields(&self) -> Vec<u32> {
        numbers(self.0).map(|step| (step / 4) as u32).collect()
    }
}

/// Whether bytes begin with the declaration that a group's envelopes have at a place: then it is canonical, and nothing of it has to be
/// parsed. Returns the number of context pairs and its length.
#[inline]
pub(super) fn expected(bytes: &[u8], group: &OfGroup, place: &Place<'_>) -> Option<(u64, usize)> {
    let (begin, lists) = group.parts();
    let (flags, begin) = begin.split_first()?;
    let flags = flags | if place.is_bound() { PLACE } else { 0 };
    let rest = bytes.strip_prefix(&[flags])?.strip_prefix(begin)?;
    let (pairs, rest) = match rest.split_first() {
        Some((&pairs, rest)) if pairs < 0x80 => (u64::from(pairs), rest),
        _ => {
            let mut reader = Reader::new(rest);
            (reader.varint("the number of context pairs").ok()?, reader.rest())
        }
    };
    let mut rest = rest.strip_prefix(lists)?;
    if place.is_bound() {
        let mut path = Scratch::<32>::new();
        place.put_path(&mut path);
        rest = rest.strip_prefix(&*path)?;
    }
    Some((pairs, bytes.len() - rest.len()))
}

/// Count and list of varints whose sort key (`None`: not allowed) strictly ascends.
fn list<'e>(
    reader: &mut Reader<'e>,
    what: &'static str,
    key: impl Fn(u64) -> Option<u64>,
) -> Result<&'e [u8], Malformed> {
    let start = reader.at();
    let count = entries(reader, what)?;
    let mut before = 0;
    for _ in 0..count {
        let mut ahead = *reader;
        match key(ahead.varint(what)?) {
            Some(key) if key > before => before = key,
            _ => return reader.malformed(what),
        }
        *reader = ahead;
    }
    Ok(reader.since(start))
}

/// The number of a list's entries, as many as a schema can have.
fn entries(reader: &mut Reader<'_>, what: &'static str) -> Result<u64, Malformed> {
    let mut ahead = *reader;
    match ahead.varint(what)? {
        count if count <= DECLARED_ENTRIES => {
            *reader = ahead;
            Ok(count)
        }
        _ => reader.malformed(what),
    }
}

/// The varints of a list that was read before, without its count.
fn numbers(list: &[u8]) -> impl Iterator<Item = u64> + '_ {
    let mut reader = Reader::new(list);
    core::iter::from_fn(move || reader.varint("").ok()).skip(1)
}

/// Writes the declaration of a group that is sealed.
#[inline(always)]
pub(crate) fn declare(out: &mut impl Sink, group: &OfGroup, pairs: u64, place: &Place<'_>) {
    if pairs < 0x80 && !place.is_bound() {
        out.put_piece_with(&group.declaration, group.pairs_at, pairs as u8);
    } else {
        declare_in_parts(out, group, pairs, place);
    }
}

/// As [`declare`], for any place and any number of pairs.
#[inline(never)]
fn declare_in_parts(out: &mut impl Sink, group: &OfGroup, pairs: u64, place: &Place<'_>) {
    let (begin, lists) = group.parts();
    let (flags, begin) = begin.split_at(1);
    out.put_u8(flags[0] | if place.is_bound() { PLACE } else { 0 });
    out.put(begin);
    out.put_varint(pairs);
    out.put(lists);
    if place.is_bound() {
        place.put_path(out);
    }
}

/// The group's own tag, then count and list of the others.
pub(crate) fn put_groups(out: &mut impl Sink, policy: &Policy, group: &Group) {
    out.put(&group.tag.to_be_bytes());
    out.put_varint((policy.groups.len() as u64).saturating_sub(1));
    for other in policy.groups.iter().filter(|other| other.tag != group.tag) {
        out.put(&other.tag.to_be_bytes());
    }
}

/// As [`declare`], for a group that is sealed beside envelopes that are carried on: with their instance id, and the tags of
/// `beside` among the message's groups.
pub(crate) fn declare_beside(
    out: &mut impl Sink,
    (policy, group): (&Policy, &Group),
    pairs: u64,
    place: &Place<'_>,
    (instance, beside): ([u8; 8], &[u16]),
) {
    out.put_u8(INSTANCE | if place.is_bound() { PLACE } else { 0 });
    out.put(&group.tag.to_be_bytes());
    let tags = policy
        .groups
        .iter()
        .map(|group| group.tag)
        .chain(beside.iter().copied());
    let mut others: Vec<u16> = tags.filter(|&tag| tag != group.tag).collect();
    others.sort_unstable();
    out.put_varint(others.len() as u64);
    others.iter().for_each(|tag| out.put(&tag.to_be_bytes()));
    out.put_varint(pairs);
    put_bound(out, group.bound);
    put_children(out, policy.children);
    if place.is_bound() {
        place.put_path(out);
    }
    out.put(&instance);
}

/// Count and list of the bound fields, as declarations and digests have them.
pub(crate) fn put_bound(out: &mut impl Sink, bound: &[Bound]) {
    out.put_varint(bound.len() as u64);
    for bound in bound {
        out.put_varint(u64::from(bound.number) * 8 + bound.kind as u64);
    }
}

/// Count and list of the counted fields, as declarations and digests have them.
pub(crate) fn put_children(out: &mut impl Sink, children: &[u32]) {
    out.put_varint(children.len() as u64);
    for &number in children {
        out.put_varint(u64::from(number));
    }
}
