//! A scope whose message is sealed anew beside envelopes that are carried on, and opening with some of the keys.

use core::cell::{Cell, OnceCell};

use prost::Message;
use sha2::{Digest, Sha256};

use super::{Disagreement, Envelopes, Scope};
use crate::codegen::place::Anchor;
use crate::codegen::{Place, Policy};
use crate::encoding::AdditionalData;
use crate::envelope::Ready;
use crate::error::{GroupName, NAMED, OpenError};
use crate::opener::Opening;
use crate::partial::{Changes, Closed, ClosedReason, Encoded, Fragment, Frozen, Kept, Taken, Unlocked, over};
use crate::sealer::Sealing;

/// What a message keeps while closed envelopes, in it or below it, are tied to it.
pub(crate) struct Tie {
    /// The instance id.
    pub(crate) instance: [u8; 8],
    /// The tags of groups that its schema lacks.
    pub(crate) unknown: Vec<u16>,
    /// See [`Scope::is_vouched_for`].
    pub(crate) vouched: bool,
}

impl<'a> Scope<'a> {
    /// Begins opening a message with some of the keys.
    pub fn for_partial(policy: &'static Policy, place: &'a Place<'a>, frozen: &Frozen) -> Scope<'a> {
        let mut scope = Self {
            policy,
            place,
            binding: frozen.binding(policy.bound),
            named: Vec::new(),
            instance: Cell::new(None),
            beside: None,
            vouched: Cell::new(false),
            digest: OnceCell::new(),
        };
        for (index, group) in policy.groups.iter().enumerate() {
            if group.bound.len() > policy.bound.len() {
                scope.named.push((index, frozen.binding(group.bound)));
            }
        }
        scope
    }

    /// Begins sealing a message anew. Without `sealing` it is the survey's, where a new id does not matter.
    pub(crate) fn for_update(
        policy: &'static Policy,
        place: &'a Place<'a>,
        now: &Frozen,
        tied: Option<Tie>,
        sealing: Option<&Sealing<'_>>,
    ) -> Scope<'a> {
        let mut scope = Self::for_partial(policy, place, now);
        scope.vouched.set(true);
        if let Some(tie) = tied {
            scope.instance.set(Some(tie.instance));
            scope.beside = Some(tie.unknown);
            scope.vouched.set(tie.vouched);
        } else if let Anchor::Scope(ancestor) = place.anchor() {
            scope.instance.set(ancestor.instance.get());
            scope.vouched.set(ancestor.vouched.get());
            scope.beside = ancestor.beside.as_ref().map(|_| Vec::new());
        } else if let Some(sealing) = sealing {
            scope.instance.set(Some(sealing.next_instance()));
        }
        scope
    }

    /// Seals one group anew, by its index in the policy: over the fragment that was opened, if one was. `compare` tells which fields
    /// changed since.
    ///
    /// # Panics
    ///
    /// As [`seal`](Self::seal).
    pub fn seal_over<M: Message + Default, B: From<Vec<u8>>>(
        &self,
        group: usize,
        now: &M,
        opened: Option<&[u8]>,
        compare: impl FnOnce(&M, &mut Changes),
        sealing: &mut Sealing<'_>,
        into: &mut Vec<B>,
    ) {
        match opened {
            Some(opened) => self.seal_fragment(group, &Encoded(&over(opened, now, compare)), sealing, into),
            None => self.seal(group, now, sealing, into),
        }
    }

    pub(crate) fn instance(&self) -> Option<[u8; 8]> {
        self.instance.get()
    }

    /// An envelope of this message authenticated, and so which message it is, and what it is bound below.
    fn vouch(&self) {
        if !self.vouched.replace(true)
            && let Anchor::Scope(ancestor) = self.place.anchor()
        {
            ancestor.vouch();
        }
    }

    /// Whether it is known which message this is: whether an envelope that authenticates it was opened, if closed ones are tied
    /// to it.
    pub(crate) fn is_vouched_for(&self) -> bool {
        self.vouched.get()
    }

    /// Whether the message is bound below one of which it is not known which message it is.
    pub(crate) fn is_below_unvouched(&self) -> bool {
        matches!(self.place.anchor(), Anchor::Scope(ancestor) if !ancestor.vouched.get())
    }

    /// Whether the message is bound below one that gets an instance id anew when it is sealed: to that one nothing was tied yet.
    pub(crate) fn is_below_new(&self) -> bool {
        matches!(self.place.anchor(), Anchor::Scope(ancestor) if ancestor.instance.get().is_none())
    }

    /// A hash of the place as it is authenticated, for a message with that instance id: the steps may be far longer than the message.
    pub(crate) fn hashed_place(&self, instance: [u8; 8]) -> Result<[u8; 32], Disagreement> {
        let mut place = AdditionalData::new();
        self.put_place(instance, &mut place)?;
        Ok(Sha256::digest(&*place).into())
    }
}

impl Envelopes<'_> {
    /// Takes the envelopes of groups that the schema does not know: those of a newer one.
    ///
    /// # Errors
    ///
    /// [`OpenError::GroupNewer`] for one that bound what the schema does not bind, and [`OpenError::EnvelopeForeign`] for one that
    /// was sealed elsewhere.
    pub fn taken(&self) -> Result<Taken, OpenError> {
        let policy = self.scope.policy;
        let mut taken = Taken::default();
        let is_known = |tag| policy.groups.iter().any(|group| group.tag == tag);
        for envelope in self.all().filter(|envelope| !is_known(envelope.group)) {
            taken.kept.push(self.unknown(envelope)?);
        }
        Ok(taken)
    }

    fn unknown(&self, envelope: &Ready<'_>) -> Result<Kept, OpenError> {
        let (scope, declaration) = (self.scope, envelope.declaration());
        let (policy, place) = (scope.policy, scope.place);
        let group = GroupName::Tag(declaration.group);
        let at = || place.locate(policy);
        if declaration
            .path
            .map_or(place.is_bound(), |path| !place.is_bound() || !path.is(place))
        {
            return Err(OpenError::EnvelopeForeign { at: at(), group });
        }
        let known = |number: u32, kind: u64| {
            let mut bound = policy.groups.iter().flat_map(|group| group.bound).chain(policy.bound);
            bound.any(|bound| bound.number == number && bound.kind as u64 == kind)
        };
        let number = |entry: u64| u32::try_from(entry).unwrap_or(u32::MAX);
        let bound: Vec<(u32, u64)> = declaration
            .bound_fields()
            .map(|entry| (number(entry / 8), entry % 8))
            .collect();
        let newer = bound.iter().filter(|(number, kind)| !known(*number, *kind));
        let counted = declaration
            .counted_fields()
            .map(number)
            .filter(|number| !policy.children.contains(number));
        let fields: Vec<u32> = newer.map(|(number, _)| *number).chain(counted).collect();
        let counts_all = declaration.counted_fields().count() == policy.children.len();
        if !fields.is_empty() || !counts_all {
            let more = fields.len().saturating_sub(NAMED);
            let fields = fields.into_iter().take(NAMED).collect();
            return Err(OpenError::GroupNewer {
                at: at(),
                group,
                fields,
                more,
            });
        }
        Ok(Kept {
            index: None,
            tag: declaration.group,
            group,
            reason: ClosedReason::GroupUnknown,
            bound: bound.into_iter().map(|(number, _)| number).collect(),
            envelope: envelope.bytes().into(),
        })
    }

    /// Opens the envelope of one group, by its index in the policy, or keeps it closed if the keyring cannot open it.
    ///
    /// # Errors
    ///
    /// Those of [`open`](Self::open), but not those that say that there is no usable key.
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    pub fn open_or_keep<M: Message + Default>(
        &self,
        group: usize,
        taken: &mut Taken,
        opening: &mut Opening<'_>,
    ) -> Result<Unlocked<M>, OpenError> {
        let mut fragment = None;
        let keep = |opened: &[u8], _: &M| {
            fragment = Some(Fragment(zeroize::Zeroizing::new(opened.to_vec())));
            0
        };
        let mut opened = M::default();
        let error = match self.open_and(group, &mut opened, opening, keep) {
            Ok(()) => {
                self.scope.vouch();
                taken.fragments.extend(fragment.map(|fragment| (group, fragment)));
                return Ok(Unlocked(Ok(opened)));
            }
            Err(error) => error,
        };
        let reason = match error {
            OpenError::KeyUnknown { .. } => ClosedReason::KeyUnknown,
            OpenError::KeyVersionUnknown { version, .. } => ClosedReason::VersionUnknown { version },
            OpenError::KeyNotReady { version, .. } => ClosedReason::NotReady { version },
            OpenError::KeyDestroyed { version, state, .. } => ClosedReason::Destroyed { version, state },
            error => return Err(error),
        };
        let policy = self.scope.policy;
        let of_policy = &policy.groups[group];
        let closed = Closed {
            message: policy.message,
            key: of_policy.key,
            reason,
        };
        let envelope = self.of_tag(of_policy.tag);
        taken.kept.push(Kept {
            index: Some(group),
            tag: of_policy.tag,
            group: GroupName::Key(of_policy.key),
            reason,
            bound: of_policy.bound.iter().map(|bound| bound.number).collect(),
            envelope: envelope.map(|envelope| envelope.bytes().into()).unwrap_or_default(),
        });
        Ok(Unlocked(Err(closed)))
    }
}
