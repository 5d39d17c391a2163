//! A message that counts as an ancestor, while it is sealed or opened.

mod update;

use core::cell::{Cell, OnceCell};
use core::fmt;

use prost::Message;
use sha2::{Digest, Sha256};
use smallvec::SmallVec;

use super::place::Anchor;
use super::{Binding, Place, Policy};
use crate::encoding::{AdditionalData, Sink};
use crate::envelope::{Envelope, put_bound, put_children};
use crate::error::{GroupName, OpenError};
use crate::opener::Opening;
use crate::partial::dropped;
use crate::sealer::{Fragment, Sealed, Sealing};

/// A message that counts as an ancestor, while it is sealed or opened: its policy, its place, its binding.
pub struct Scope<'a> {
    policy: &'static Policy,
    place: &'a Place<'a>,
    /// Of the fields that are bound to every group.
    binding: Binding,
    /// Of the groups, by index, that fields name; none in most messages.
    named: Vec<(usize, Binding)>,
    /// Known from the start when sealing; when opening, once an envelope of this message, or one below a message without
    /// groups, was seen.
    instance: Cell<Option<[u8; 8]>>,
    /// The instance id is one that closed envelopes are tied to, so that new ones declare it. The tags of the closed envelopes
    /// that the policy lacks, which they declare too.
    beside: Option<Vec<u16>>,
    /// Only messages below need it; most have none.
    digest: OnceCell<[u8; 32]>,
}

/// Envelopes of different seals stand together, where one instance id is due.
pub(crate) struct Disagreement;

impl<'a> Scope<'a> {
    /// Begins sealing a message. `bind` writes the values of [`Policy::bound`], then the counts, each by ascending field
    /// number.
    pub fn for_sealing(
        policy: &'static Policy,
        place: &'a Place<'a>,
        sealing: &Sealing<'_>,
        bind: impl FnOnce(&mut Binding),
    ) -> Scope<'a> {
        let instance = match place.anchor() {
            Anchor::Scope(ancestor) => ancestor.instance.get(),
            _ => None,
        };
        let instance = instance.unwrap_or_else(|| sealing.next_instance());
        Self::new(policy, place, Some(instance), bind)
    }

    /// Begins opening a message. `bind` writes what it does for [`for_sealing`](Self::for_sealing).
    pub fn for_opening(policy: &'static Policy, place: &'a Place<'a>, bind: impl FnOnce(&mut Binding)) -> Scope<'a> {
        Self::new(policy, place, None, bind)
    }

    fn new(
        policy: &'static Policy,
        place: &'a Place<'a>,
        instance: Option<[u8; 8]>,
        bind: impl FnOnce(&mut Binding),
    ) -> Self {
        let mut binding = Binding::new();
        bind(&mut binding);
        Self {
            policy,
            place,
            binding,
            named: Vec::new(),
            instance: Cell::new(instance),
            beside: None,
            digest: OnceCell::new(),
        }
    }

    /// Says what one group binds, by its index in the policy; to be called for each that has more bound fields than
    /// [`Policy::bound`]. `bind` writes the values of [`Group::bound`](super::Group::bound), then the counts.
    #[must_use]
    pub fn with_group(mut self, group: usize, bind: impl FnOnce(&mut Binding)) -> Self {
        let mut binding = Binding::new();
        bind(&mut binding);
        self.named.push((group, binding));
        self
    }

    /// The place of what is in this message: this message is its nearest ancestor, no step away.
    #[must_use]
    pub fn place(&'a self) -> Place<'a> {
        Place::below(self)
    }

    /// Seals the fragment of one group, by its index in the policy.
    ///
    /// The envelope is appended to `into`, the envelope field of the wire value; or, for the root in
    /// [`Sealer::encode`](crate::Sealer::encode), to the output, and then `into` stays as it is.
    ///
    /// # Panics
    ///
    /// If the policy has no such group, or the survey did not book this envelope; in debug builds, if it took the message
    /// for shorter than it is.
    pub fn seal<M: Message, B: From<Vec<u8>>>(
        &self,
        group: usize,
        fragment: &M,
        sealing: &mut Sealing<'_>,
        into: &mut Vec<B>,
    ) {
        self.seal_fragment(group, fragment, sealing, into);
    }

    fn seal_fragment<F: Fragment, B: From<Vec<u8>>>(
        &self,
        group: usize,
        fragment: &F,
        sealing: &mut Sealing<'_>,
        into: &mut Vec<B>,
    ) {
        let instance = self.instance.get().expect("`for_sealing` gave it one");
        let sealed = Sealed {
            policy: self.policy,
            group: &self.policy.groups[group],
            place: self.place,
            instance,
            beside: self.beside.as_deref(),
            fragment,
            tail: &|aad| {
                // What is bound below a message takes its instance id, so there is nothing to disagree on.
                let _ = self.authenticate(group, instance, aad);
            },
        };
        if sealing.is_direct() && self.place.is_root() {
            sealing.seal_direct(sealed);
        } else {
            into.push(B::from(sealing.seal_apart(sealed)));
        }
    }

    /// Reads a message's envelopes and checks that they belong together: steps 2 and 3 of `docs/format.md`, section 8.
    ///
    /// # Errors
    ///
    /// [`OpenError::Malformed`], [`OpenError::EnvelopeDuplicated`], [`OpenError::EnvelopeForeign`],
    /// [`OpenError::EnvelopeMissing`].
    pub fn envelopes<'e, B: AsRef<[u8]>>(&'e self, envelopes: &'e [B]) -> Result<Envelopes<'e>, OpenError> {
        let mut read = SmallVec::<[(usize, Envelope<'e>); 2]>::new();
        for (index, bytes) in envelopes.iter().enumerate() {
            let envelope = Envelope::read(bytes.as_ref()).map_err(|malformed| OpenError::Malformed {
                at: self.place.locate(self.policy),
                envelope: index,
                offset: malformed.offset,
                expected: malformed.what,
            })?;
            read.push((index, envelope));
        }
        read.sort_unstable_by_key(|(_, envelope)| envelope.declaration.group);
        self.check_together(&read)?;
        if let Some((_, first)) = read.first() {
            self.instance.set(Some(first.instance()));
        }
        Ok(Envelopes { scope: self, read })
    }

    /// `read` is sorted by group tag.
    fn check_together(&self, read: &[(usize, Envelope<'_>)]) -> Result<(), OpenError> {
        let at = || self.place.locate(self.policy);
        let tag = |(_, envelope): &(usize, Envelope<'_>)| envelope.declaration.group;
        if let Some(twins) = read.windows(2).find(|pair| tag(&pair[0]) == tag(&pair[1])) {
            return Err(OpenError::EnvelopeDuplicated {
                at: at(),
                group: self.name(tag(&twins[0])),
            });
        }
        if let Some(((_, first), rest)) = read.split_first() {
            let (groups, instance) = (first.declaration.groups(), first.instance());
            let groups: SmallVec<[u16; 4]> = groups.collect();
            for (_, other) in rest {
                if other.instance() != instance || !other.declaration.groups().eq(groups.iter().copied()) {
                    return Err(OpenError::EnvelopeForeign {
                        at: at(),
                        group: self.name(other.declaration.group),
                    });
                }
            }
            // Every envelope's own tag is in the set that all declare, so the counts tell whether one is missing.
            if groups.len() != read.len() {
                let missing = groups
                    .iter()
                    .find(|&&group| !read.iter().any(|envelope| tag(envelope) == group));
                let group = self.name(missing.copied().unwrap_or_default());
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

    fn name(&self, tag: u16) -> GroupName {
        let known = self.policy.groups.iter().find(|group| group.tag == tag);
        known.map_or(GroupName::Tag(tag), |group| GroupName::Key(group.key))
    }

    pub(crate) fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// Where this message stands itself.
    pub(crate) fn stands(&self) -> &'a Place<'a> {
        self.place
    }

    /// Appends binding, instance id and place to the additional data of the envelope of a group.
    pub(crate) fn authenticate(
        &self,
        group: usize,
        instance: [u8; 8],
        aad: &mut AdditionalData,
    ) -> Result<(), Disagreement> {
        let named = self.named.iter().find(|(named, _)| *named == group);
        let binding = named.map_or(&self.binding, |(_, binding)| binding);
        aad.put(binding.bytes());
        aad.put(&instance);
        self.put_place(instance, aad)
    }

    fn put_place(&self, instance: [u8; 8], out: &mut AdditionalData) -> Result<(), Disagreement> {
        let Anchor::Scope(ancestor) = self.place.anchor() else {
            out.put_u8(0);
            return Ok(());
        };
        let digest = ancestor.digest(instance)?;
        out.put_u8(1);
        self.place.put_steps(out);
        out.put(&digest);
        Ok(())
    }

    /// The digest of this message as an ancestor of one with that instance id. The depth limit bounds the recursion.
    fn digest(&self, below: [u8; 8]) -> Result<[u8; 32], Disagreement> {
        let instance = self.instance.get().unwrap_or(below);
        if self.policy.groups.is_empty() && instance != below {
            return Err(Disagreement);
        }
        self.instance.set(Some(instance));
        if let Some(&digest) = self.digest.get() {
            return Ok(digest);
        }
        let mut input = AdditionalData::new();
        input.put(b"protoseal/v1/ancestor");
        input.put_bytes(self.policy.message.as_bytes());
        put_bound(&mut input, self.policy.bound);
        put_children(&mut input, self.policy.children);
        input.put(self.binding.bytes());
        input.put(&instance);
        self.put_place(instance, &mut input)?;
        Ok(*self.digest.get_or_init(|| Sha256::digest(&*input).into()))
    }
}

/// The envelopes of one message: they parse and belong together, but none is opened yet.
pub struct Envelopes<'e> {
    scope: &'e Scope<'e>,
    /// By ascending group tag, with their place in the envelope field.
    read: SmallVec<[(usize, Envelope<'e>); 2]>,
}

impl Envelopes<'_> {
    /// Opens the envelope of one group, by its index in the policy: steps 4 to 9 of `docs/format.md`, section 8.
    ///
    /// # Errors
    ///
    /// [`OpenError::BoundLess`], [`OpenError::BoundMore`], [`OpenError::OutOfPlace`], the errors about keys,
    /// [`OpenError::Tampered`], [`OpenError::LimitReached`], [`OpenError::Malformed`].
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    pub fn open<M: Message + Default>(&self, group: usize, opening: &mut Opening<'_>) -> Result<M, OpenError> {
        self.open_and(group, opening, dropped)
    }

    /// Opens the envelope of one group and shows its fragment; see [`Opening::open`].
    fn open_and<M: Message + Default>(
        &self,
        group: usize,
        opening: &mut Opening<'_>,
        see: impl FnOnce(&[u8], &M) -> u64,
    ) -> Result<M, OpenError> {
        let found = self.of_tag(self.scope.policy.groups[group].tag);
        let (index, envelope) = found.expect("`Scope::envelopes` found an envelope for each group of the policy");
        opening.open(self.scope, group, *index, envelope, see)
    }

    fn all(&self) -> impl Iterator<Item = &(usize, Envelope<'_>)> {
        self.read.iter()
    }

    fn of_tag(&self, tag: u16) -> Option<&(usize, Envelope<'_>)> {
        self.all().find(|(_, envelope)| envelope.declaration.group == tag)
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("message", &self.policy.message)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Envelopes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelopes")
            .field("count", &self.read.len())
            .finish_non_exhaustive()
    }
}
