//! The envelopes of one message: read, found to belong together, opened.

use core::fmt;

use prost::Message;
use smallvec::SmallVec;

use super::Scope;
use crate::envelope::{Envelope, Ready};
use crate::error::{GroupName, OpenError};
use crate::opener::{Opening, check_declaration};
use crate::partial::dropped;

/// The envelopes of one message: they parse and belong together, but none is opened yet.
pub struct Envelopes<'e> {
    pub(super) scope: &'e Scope<'e>,
    /// By ascending group tag.
    read: SmallVec<[Ready<'e>; 2]>,
    /// Whether what they declare is known to be the schema's, place included.
    expected: bool,
}

fn tag((_, envelope): &(usize, Envelope<'_>)) -> u16 {
    envelope.declaration.group
}

impl Envelopes<'_> {
    /// Opens the envelope of one group, by its index in the policy, into a fragment that is empty: steps 4 to 9 of
    /// `docs/format.md`, section 8.
    ///
    /// # Errors
    ///
    /// [`OpenError::BoundLess`], [`OpenError::BoundMore`], [`OpenError::OutOfPlace`], the errors about keys,
    /// [`OpenError::Tampered`], [`OpenError::LimitReached`], [`OpenError::Malformed`].
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    #[inline]
    pub fn open<M: Message + Default>(
        &self,
        group: usize,
        fragment: &mut M,
        opening: &mut Opening<'_>,
    ) -> Result<(), OpenError> {
        self.open_and(group, fragment, opening, dropped)
    }

    /// Opens the envelope of one group and shows its fragment; see [`Opening::open`].
    #[inline]
    pub(super) fn open_and<M: Message>(
        &self,
        group: usize,
        fragment: &mut M,
        opening: &mut Opening<'_>,
        see: impl FnOnce(&[u8], &M) -> u64,
    ) -> Result<(), OpenError> {
        let found = self.of_tag(self.scope.policy.groups[group].tag);
        let envelope = found.expect("`Scope::envelopes` found an envelope for each group of the policy");
        if !self.expected {
            check_declaration(self.scope, &self.scope.policy.groups[group], &envelope.declaration())?;
        }
        opening.open((self.scope, group), envelope, fragment, see)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Ready<'_>> {
        self.read.iter()
    }

    #[inline]
    pub(super) fn of_tag(&self, tag: u16) -> Option<&Ready<'_>> {
        self.read.iter().find(|envelope| envelope.group == tag)
    }
}

impl Scope<'_> {
    /// Reads a message's envelopes and checks that they belong together: steps 2 and 3 of `docs/format.md`, section 8.
    ///
    /// # Errors
    ///
    /// [`OpenError::Malformed`], [`OpenError::EnvelopeDuplicated`], [`OpenError::EnvelopeForeign`],
    /// [`OpenError::EnvelopeMissing`].
    pub fn envelopes<'e, B: AsRef<[u8]>>(&'e self, envelopes: &'e [B]) -> Result<Envelopes<'e>, OpenError> {
        let all = envelopes.iter().map(AsRef::as_ref).enumerate();
        let mut read: SmallVec<_> = all.clone().map(|(index, bytes)| Ready::unread(index, bytes)).collect();
        let expected = self.expect(&mut read).is_some();
        if !expected {
            read = self.read_any(all)?;
            if let Some(first) = read.first() {
                self.instance.set(Some(first.instance));
            }
        }
        Ok(Envelopes {
            scope: self,
            read,
            expected,
        })
    }

    /// Reads what nearly all messages have: one envelope for each of the schema's groups, sealed together for this place.
    #[inline]
    pub(crate) fn expect(&self, envelopes: &mut [Ready<'_>]) -> Option<()> {
        // Each is of the schema's groups; so if they are as many and all differ, they are these.
        if envelopes.len() != self.policy.groups.len() {
            return None;
        }
        for envelope in &mut *envelopes {
            envelope.expect(self.policy, self.place)?;
        }
        if envelopes.len() > 1 {
            envelopes.sort_unstable_by_key(|envelope| envelope.group);
            let together = |pair: &[Ready<'_>]| pair[0].group != pair[1].group && pair[0].instance == pair[1].instance;
            if !envelopes.windows(2).all(together) {
                return None;
            }
        }
        if let Some(first) = envelopes.first() {
            self.instance.set(Some(first.instance));
        }
        Some(())
    }

    /// Reads all others.
    fn read_any<'e>(
        &self,
        all: impl Iterator<Item = (usize, &'e [u8])>,
    ) -> Result<SmallVec<[Ready<'e>; 2]>, OpenError> {
        let mut read = SmallVec::<[(usize, Envelope<'e>); 2]>::new();
        for (index, bytes) in all {
            let envelope = Envelope::read(bytes).map_err(|malformed| OpenError::Malformed {
                at: self.place.locate(self.policy),
                envelope: index,
                offset: malformed.offset,
                expected: malformed.what,
            })?;
            read.push((index, envelope));
        }
        read.sort_unstable_by_key(tag);
        self.check_together(&read)?;
        let ready = |(index, envelope): &(usize, Envelope<'e>)| Ready::new(*index, envelope);
        Ok(read.iter().map(ready).collect())
    }

    /// `read` is sorted by group tag.
    fn check_together(&self, read: &[(usize, Envelope<'_>)]) -> Result<(), OpenError> {
        let at = || self.place.locate(self.policy);
        if let Some(twins) = read.windows(2).find(|pair| tag(&pair[0]) == tag(&pair[1])) {
            return Err(OpenError::EnvelopeDuplicated {
                at: at(),
                group: self.policy.name(tag(&twins[0])),
            });
        }
        if let Some(((_, first), rest)) = read.split_first() {
            let (groups, instance) = (first.declaration.groups(), first.instance());
            let groups: SmallVec<[u16; 4]> = groups.collect();
            for (_, other) in rest {
                if other.instance() != instance || !other.declaration.groups().eq(groups.iter().copied()) {
                    return Err(OpenError::EnvelopeForeign {
                        at: at(),
                        group: self.policy.name(other.declaration.group),
                    });
                }
            }
            // Every envelope's own tag is in the set that all declare, so the counts tell whether one is missing.
            if groups.len() != read.len() {
                let missing = groups
                    .iter()
                    .find(|&&group| !read.iter().any(|envelope| tag(envelope) == group));
                let group = self.policy.name(missing.copied().unwrap_or_default());
                return Err(OpenError::EnvelopeMissing { at: at(), group });
            }
        }
        match self
            .policy
            .groups
            .iter()
            .find(|group| read.binary_search_by_key(&group.tag, tag).is_err())
        {
            Some(missing) => Err(OpenError::EnvelopeMissing {
                at: at(),
                group: GroupName::Key(missing.key),
            }),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Envelopes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelopes")
            .field("count", &self.read.len())
            .finish_non_exhaustive()
    }
}
