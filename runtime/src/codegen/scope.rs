//! A message that counts as an ancestor, while it is sealed or opened.

mod envelopes;
mod update;

use core::cell::{Cell, OnceCell};
use core::fmt;

use prost::Message;
use sha2::{Digest, Sha256};

pub use envelopes::Envelopes;
pub(crate) use update::Tie;

use super::place::Anchor;
use super::{Binding, Place, Policy};
use crate::encoding::{AdditionalData, Sink};
use crate::envelope::{put_bound, put_children};
use crate::sealer::{Fragment, Instance, Sealing};

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
    /// Whether it is known which message this is. False if its instance id is one that closed envelopes declare, while none that
    /// authenticates it, here or below, was opened.
    vouched: Cell<bool>,
    /// Only messages below need it; most have none.
    digest: OnceCell<[u8; 32]>,
}

/// A message of which it is not said yet what it binds. Bound where it stands: what is moved just after it was written makes the
/// processor wait.
pub struct Unbound<'a>(Scope<'a>);

/// Envelopes of different seals stand together, where one instance id is due.
pub(crate) struct Disagreement;

impl<'a> Scope<'a> {
    /// Begins sealing a message.
    #[inline]
    pub fn for_sealing(policy: &'static Policy, place: &'a Place<'a>, sealing: &Sealing<'_>) -> Unbound<'a> {
        let instance = match place.anchor() {
            Anchor::Scope(ancestor) => ancestor.instance.get(),
            _ => None,
        };
        Self::unbound(policy, place, Some(instance.unwrap_or_else(|| sealing.next_instance())))
    }

    /// Begins writing a message. `instance` is [`Writing::instance`](super::Writing::instance)'s.
    #[inline]
    pub fn for_writing(policy: &'static Policy, place: &'a Place<'a>, instance: Instance) -> Unbound<'a> {
        Self::unbound(policy, place, Some(instance.0))
    }

    /// Begins opening a message.
    #[inline]
    pub fn for_opening(policy: &'static Policy, place: &'a Place<'a>) -> Unbound<'a> {
        Self::unbound(policy, place, None)
    }

    #[inline]
    fn unbound(policy: &'static Policy, place: &'a Place<'a>, instance: Option<[u8; 8]>) -> Unbound<'a> {
        Unbound(Self {
            policy,
            place,
            binding: Binding::new(),
            named: Vec::new(),
            instance: Cell::new(instance),
            beside: None,
            vouched: Cell::new(true),
            digest: OnceCell::new(),
        })
    }

    /// The place of what is in this message: this message is its nearest ancestor, no step away.
    #[must_use]
    pub fn place(&'a self) -> Place<'a> {
        Place::below(self)
    }

    /// Seals the fragment of one group, by its index in the policy.
    ///
    /// The envelope is appended to `into`, the envelope field of the wire value.
    ///
    /// # Panics
    ///
    /// If the policy has no such group, or the survey did not book this envelope; in debug builds, if it took the message
    /// for shorter than it is.
    #[inline]
    pub fn seal<M: Message, B: From<Vec<u8>>>(
        &self,
        group: usize,
        fragment: &M,
        sealing: &mut Sealing<'_>,
        into: &mut Vec<B>,
    ) {
        self.seal_fragment(group, fragment, sealing, into);
    }

    #[inline]
    fn seal_fragment<F: Fragment, B: From<Vec<u8>>>(
        &self,
        group: usize,
        fragment: &F,
        sealing: &mut Sealing<'_>,
        into: &mut Vec<B>,
    ) {
        into.push(B::from(sealing.seal(self, group, fragment)));
    }

    pub(crate) fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The instance id of a message that is sealed.
    #[inline]
    pub(crate) fn sealed_instance(&self) -> [u8; 8] {
        self.instance.get().expect("`for_sealing` gave it one")
    }

    /// See the field.
    #[inline]
    pub(crate) fn beside(&self) -> Option<&[u16]> {
        self.beside.as_deref()
    }

    /// Where this message stands itself.
    pub(crate) fn stands(&self) -> &'a Place<'a> {
        self.place
    }

    /// The length of the binding of a group.
    #[inline]
    pub(crate) fn bound_len(&self, group: usize) -> usize {
        self.binding_of(group).bytes().len()
    }

    #[inline]
    fn binding_of(&self, group: usize) -> &Binding {
        let named = self.named.iter().find(|(named, _)| *named == group);
        named.map_or(&self.binding, |(_, binding)| binding)
    }

    /// Appends binding, instance id and place to the additional data of the envelope of a group.
    #[inline(always)]
    pub(crate) fn authenticate(
        &self,
        group: usize,
        instance: [u8; 8],
        aad: &mut AdditionalData,
    ) -> Result<(), Disagreement> {
        aad.put(self.binding_of(group).bytes());
        aad.put(&instance);
        self.put_place(instance, aad)
    }

    #[inline]
    fn put_place(&self, instance: [u8; 8], out: &mut AdditionalData) -> Result<(), Disagreement> {
        match self.place.anchor() {
            Anchor::Scope(ancestor) => self.put_place_below(ancestor, instance, out),
            _ => {
                out.put_u8(0);
                Ok(())
            }
        }
    }

    fn put_place_below(
        &self,
        ancestor: &Scope<'_>,
        instance: [u8; 8],
        out: &mut AdditionalData,
    ) -> Result<(), Disagreement> {
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

impl<'a> Unbound<'a> {
    /// Says what one group binds, by its index in the policy; to be called for each that has more bound fields than
    /// [`Policy::bound`]. `bind` writes the values of [`Group::bound`](super::Group::bound), then the counts.
    pub fn bind_group(&mut self, group: usize, bind: impl FnOnce(&mut Binding)) {
        let mut binding = Binding::new();
        bind(&mut binding);
        self.0.named.push((group, binding));
    }

    /// Says what the message binds. `bind` writes the values of [`Policy::bound`], then the counts, each by ascending field number.
    #[inline]
    pub fn bind(&mut self, bind: impl FnOnce(&mut Binding)) -> &Scope<'a> {
        bind(&mut self.0.binding);
        &self.0
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

impl fmt::Debug for Unbound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unbound").field(&self.0).finish()
    }
}
