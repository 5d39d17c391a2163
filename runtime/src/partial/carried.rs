//! What a partial type carries beside its fields: closed envelopes, opened fragments, and what an envelope that is carried on
//! freezes.

use core::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::frozen::Frozen;
use super::sealed::{Closed, ClosedReason};
use super::{ClosedGroup, Sealed};
use crate::codegen::{OpenError, Place, Policy, Scope, SealError, Sealing, Survey, Tie};
use crate::error::{FrozenPart, GroupName};
use crate::opener::Opening;

/// What a partial type carries beside its fields. Empty for a value that was never sealed.
#[derive(Clone, Default, PartialEq)]
pub struct Carried(Option<Box<Origin>>);

/// Where a message was opened, and what of it was not.
#[derive(Clone, PartialEq)]
struct Origin {
    frozen: Frozen,
    /// As its envelopes say, or those below one without groups; unknown if there were none.
    instance: Option<[u8; 8]>,
    /// Whether an envelope that authenticates the instance id was opened, here or below.
    vouched: bool,
    /// Hashed as it is in the additional data; zeros without an instance id.
    place: [u8; 32],
    context: Arc<[u8]>,
    taken: Taken,
}

/// What was taken from the envelopes of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The envelopes that stay closed.
    pub(crate) kept: Vec<Kept>,
    /// Of the groups that were opened, by index in the policy.
    pub(crate) fragments: Vec<(usize, Fragment)>,
}

/// An opened fragment; wiped when it is dropped.
#[derive(Clone, PartialEq)]
pub(crate) struct Fragment(pub(crate) Zeroizing<Vec<u8>>);

/// An envelope that stays closed.
#[derive(Clone, PartialEq)]
pub(crate) struct Kept {
    /// The group's index in the policy, if the schema knows it.
    pub(crate) index: Option<usize>,
    pub(crate) tag: u16,
    pub(crate) group: GroupName,
    pub(crate) reason: ClosedReason,
    /// The numbers of the fields that it bound.
    pub(crate) bound: Vec<u32>,
    pub(crate) envelope: Vec<u8>,
}

impl Taken {
    /// Ends the opening of a message: what it carries from now on.
    ///
    /// # Errors
    ///
    /// [`OpenError::EnvelopeForeign`], if messages below an ancestor without groups disagree about its instance id.
    pub fn carried(self, scope: &Scope<'_>, frozen: Frozen, opening: &Opening<'_>) -> Result<Carried, OpenError> {
        let instance = scope.instance();
        let place = instance.map_or_else(|| Ok([0; 32]), |instance| scope.hashed_place(instance));
        let Ok(place) = place else {
            let group = self.kept.first().map_or(GroupName::Tag(0), |kept| kept.group);
            return Err(OpenError::EnvelopeForeign {
                at: scope.stands().locate(scope.policy()),
                group,
            });
        };
        Ok(Carried(Some(Box::new(Origin {
            frozen,
            instance,
            vouched: scope.is_vouched_for(),
            place,
            context: opening.shared_context(),
            taken: self,
        }))))
    }
}

impl Carried {
    /// The first closed group, if there is one.
    #[must_use]
    pub fn group(&self) -> Option<GroupName> {
        self.kept().first().map(|kept| kept.group)
    }

    /// Adds the closed groups of the message at a place.
    pub fn list(&self, policy: &Policy, place: &Place<'_>, closed: &mut Vec<ClosedGroup>) {
        closed.extend(self.kept().iter().map(|kept| ClosedGroup {
            at: place.locate(policy),
            group: kept.group,
            reason: kept.reason,
        }));
    }

    /// First pass: checks that what a closed envelope here or below binds is as it was. `below`: the first closed group below.
    ///
    /// # Errors
    ///
    /// [`SealError::Frozen`].
    pub fn survey<'p>(
        &self,
        policy: &'static Policy,
        place: &'p Place<'p>,
        now: &Frozen,
        below: Option<GroupName>,
        survey: &Survey<'_>,
    ) -> Result<Scope<'p>, SealError> {
        let ties = self.group().or(below);
        let scope = Scope::for_update(policy, place, now, self.tie(ties), None);
        let (Some(origin), Some(group)) = (&self.0, ties) else {
            return Ok(scope);
        };
        let frozen = |what, group| {
            Err(SealError::Frozen {
                at: place.locate(policy),
                what,
                group,
            })
        };
        if !origin.taken.kept.is_empty() && *origin.context != *survey.context().encoded() {
            return frozen(FrozenPart::Context, group);
        }
        let to_all = |number| policy.bound.iter().any(|bound| bound.number == number);
        for kept in &origin.taken.kept {
            if let Some(changed) = origin.frozen.changed(now, |number| kept.bound.contains(&number)) {
                return frozen(FrozenPart::from(changed), kept.group);
            }
        }
        if let Some(group) = below
            && let Some(changed) = origin.frozen.changed(now, to_all)
        {
            return frozen(FrozenPart::from(changed), group);
        }
        let stays = origin.instance.is_none_or(|instance| {
            // Asked first: for its digest, an ancestor without an instance id takes the one of what is below.
            !scope.is_below_new() && scope.hashed_place(instance).is_ok_and(|place| place == origin.place)
        });
        if stays {
            Ok(scope)
        } else {
            frozen(FrozenPart::Place, group)
        }
    }

    /// First pass, for a group by its index in the policy: books a new envelope, unless a closed one is carried on. `open`: the
    /// name of each field of the group, and whether it is open. `size`: an upper bound of the fragment's length in bytes.
    ///
    /// Returns an upper bound of what the envelope takes in the envelope field, in bytes.
    ///
    /// # Errors
    ///
    /// [`SealError::Overwrites`]; [`SealError::Closed`]; [`SealError::NothingOpened`]; those of [`Survey::group`].
    pub fn survey_group(
        &self,
        group: usize,
        scope: &Scope<'_>,
        survey: &mut Survey<'_>,
        open: &[(&'static str, bool)],
        size: impl FnOnce(&mut Survey<'_>) -> Result<usize, SealError>,
    ) -> Result<usize, SealError> {
        let (policy, place) = (scope.policy(), scope.stands());
        let unknown = self.kept().iter().filter(|kept| kept.index.is_none());
        let carried: usize = unknown.clone().map(|kept| delimited(&kept.envelope)).sum();
        // Counted with the first group, since every message with an envelope has one.
        let carried = if group == 0 { carried } else { 0 };
        if let Some(kept) = self.closed(group) {
            return match open.iter().find(|(_, open)| *open) {
                None => Ok(delimited(&kept.envelope).saturating_add(carried)),
                Some((field, _)) => Err(SealError::Overwrites {
                    at: place.locate(policy),
                    field,
                    group: kept.group,
                }),
            };
        }
        let opened = self.fragment(group).map_or(0, <[u8]>::len);
        let fragment = size(survey)?.saturating_add(opened);
        let envelope = survey.group_beside(policy, group, place, fragment, unknown.count())?;
        if scope.is_below_unvouched() {
            return Err(SealError::NothingOpened {
                at: place.locate(policy),
            });
        }
        Ok(envelope.saturating_add(carried))
    }

    /// Second pass: the scope of a message that the survey saw. Its arguments are those of [`survey`](Self::survey).
    pub fn scope<'p>(
        &self,
        policy: &'static Policy,
        place: &'p Place<'p>,
        now: &Frozen,
        below: Option<GroupName>,
        sealing: &Sealing<'_>,
    ) -> Scope<'p> {
        Scope::for_update(policy, place, now, self.tie(self.group().or(below)), Some(sealing))
    }

    /// Whether a group's closed envelope is carried on; then it is put into the envelope field.
    pub fn carry_on<B: From<Vec<u8>>>(&mut self, group: usize, into: &mut Vec<B>) -> bool {
        let Some(origin) = &mut self.0 else { return false };
        let found = origin.taken.kept.iter().position(|kept| kept.index == Some(group));
        if let Some(at) = found {
            into.push(B::from(origin.taken.kept.swap_remove(at).envelope));
        }
        found.is_some()
    }

    /// The envelopes of the groups that the schema does not know go into the envelope field.
    pub fn carry_unknown_on<B: From<Vec<u8>>>(self, into: &mut Vec<B>) {
        let kept = self.0.map(|origin| origin.taken.kept).unwrap_or_default();
        let unknown = kept.into_iter().filter(|kept| kept.index.is_none());
        into.extend(unknown.map(|kept| B::from(kept.envelope)));
    }

    /// The fragment of a group, as it was opened.
    #[must_use]
    pub fn fragment(&self, group: usize) -> Option<&[u8]> {
        let fragments = &self.0.as_ref()?.taken.fragments;
        let found = fragments.iter().find(|(index, _)| *index == group);
        found.map(|(_, fragment)| &**fragment.0)
    }

    fn kept(&self) -> &[Kept] {
        self.0.as_ref().map_or(&[], |origin| &origin.taken.kept)
    }

    fn closed(&self, group: usize) -> Option<&Kept> {
        self.kept().iter().find(|kept| kept.index == Some(group))
    }

    /// What the message keeps while a closed envelope, here or below, is tied to it.
    fn tie(&self, ties: Option<GroupName>) -> Option<Tie> {
        let origin = self.0.as_ref().filter(|_| ties.is_some())?;
        let unknown = self.kept().iter().filter(|kept| kept.index.is_none());
        Some(Tie {
            instance: origin.instance?,
            unknown: unknown.map(|kept| kept.tag).collect(),
            vouched: origin.vouched,
        })
    }
}

/// An upper bound of what an envelope takes in the envelope field, in bytes.
fn delimited(envelope: &[u8]) -> usize {
    envelope.len().saturating_add(crate::codegen::size::DELIMITED)
}

/// What became of one group's envelope.
#[derive(Debug)]
pub struct Unlocked<M>(pub(crate) Result<M, Closed>);

impl<M> Unlocked<M> {
    /// A field of the group.
    pub fn field<T>(&mut self, take: impl FnOnce(&mut M) -> T) -> Sealed<T> {
        match &mut self.0 {
            Ok(group) => Sealed::from(take(group)),
            Err(closed) => Sealed::closed(*closed),
        }
    }

    /// A field of the group with messages that are sealed themselves.
    ///
    /// # Errors
    ///
    /// Those of opening them.
    pub fn children<T>(&self, open: impl FnOnce(&M) -> Result<T, OpenError>) -> Result<Sealed<T>, OpenError> {
        match &self.0 {
            Ok(group) => open(group).map(Sealed::from),
            Err(closed) => Ok(Sealed::closed(*closed)),
        }
    }
}

/// The groups that are closed; nothing of those that are open.
impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.kept().iter().map(|kept| kept.group))
            .finish()
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.group.fmt(f)
    }
}

impl fmt::Debug for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
