//! Opening for update, and with some of the keys: partial types, and what they carry until they are sealed again.
//!
//! A partial type is generated beside a message's clear type, by the setting `partial` of `protoseal-build`. Each sealed field is a
//! [`Sealed`]. What it carries unseen is in one private field: closed envelopes, opened fragments, and what closed envelopes freeze.

mod carried;
mod fields;
mod fragment;
mod frozen;
mod sealed;
mod traverse;

use core::fmt::Debug;

pub use carried::{Carried, Taken, Unlocked};
pub(crate) use carried::{Fragment, Kept};
pub(crate) use fields::dropped;
pub use fragment::Changes;
pub(crate) use fragment::{Encoded, over};
pub(crate) use frozen::Changed;
pub use frozen::Frozen;
pub use sealed::{Closed, ClosedReason, Sealed};
pub use traverse::{Children, update};

use crate::codegen::{Place, Sealable};
use crate::context::Context;
use crate::error::{GroupName, Location, OpenError, Refused};
use crate::opener::{Opener, Opening};

/// A partial type: a message that was opened with some of the keys, or for update.
///
/// It is sealed again as a clear type is, by [`Seal::seal`](crate::Seal::seal). What was closed is carried on; what closed envelopes
/// bind must stay as it was, or sealing is refused with [`SealError::Frozen`](crate::SealError::Frozen).
pub trait Partial: Sealable {
    /// The groups that are closed, here and in the messages within, in no particular order.
    ///
    /// A closed envelope is not authenticated: this reader cannot tell whether it would open.
    fn closed(&self) -> Vec<ClosedGroup> {
        let mut closed = Vec::new();
        self.list_closed(&Place::root(), &mut closed);
        closed
    }

    /// For generated code: adds the closed groups of a message that stands at a place.
    fn list_closed(&self, place: &Place<'_>, closed: &mut Vec<ClosedGroup>);

    /// For generated code: the first closed group here or in what is bound below.
    fn first_closed(&self) -> Option<GroupName>;
}

/// A group that is closed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClosedGroup {
    /// The message.
    pub at: Location,
    /// The group.
    pub group: GroupName,
    /// Why it was not opened.
    pub reason: ClosedReason,
}

/// A wire type with a partial type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no partial type",
    note = "partial types are generated with the setting `partial`: `protoseal_build::configure().partial(true)`"
)]
pub trait PartlyOpenable: Sized + Debug {
    /// The type that the application works with.
    type Partial: Partial<Wire = Self>;

    /// Opens what can be opened, and copies the clear fields.
    ///
    /// # Errors
    ///
    /// Those of [`OpenPartial::open_partial`].
    fn unlock_partly(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Partial, OpenError>;
}

/// Opening for update, and with some of the keys, for every wire type that has a partial type.
pub trait OpenPartial: PartlyOpenable {
    /// Opens the groups whose keys the keyring has, at every depth, and carries the others on closed.
    ///
    /// A group stays closed if the keyring lacks its key or the version, or the version may not open; whatever else is wrong is an
    /// error, as it is for [`Open::open`](crate::Open::open). Nothing vouches for a closed envelope: it may have been forged, or be an
    /// older one of the message.
    ///
    /// # Errors
    ///
    /// Every [`OpenError`] but [`OpenError::Decode`] and those that say that there is no usable key. The message comes back whole in
    /// [`Refused`].
    fn open_partial(self, opener: &Opener, context: &Context) -> Result<Self::Partial, Refused<Self, OpenError>> {
        opener
            .unlock_partly(&self, context)
            .map_err(|error| Refused::new(self, error))
    }
}

impl<W: PartlyOpenable> OpenPartial for W {}

impl<W: PartlyOpenable> PartlyOpenable for Box<W> {
    type Partial = Box<W::Partial>;

    fn unlock_partly(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Partial, OpenError> {
        (**self).unlock_partly(place, opening).map(Box::new)
    }
}

impl<P: Partial> Partial for Box<P> {
    fn list_closed(&self, place: &Place<'_>, closed: &mut Vec<ClosedGroup>) {
        (**self).list_closed(place, closed);
    }

    fn first_closed(&self) -> Option<GroupName> {
        (**self).first_closed()
    }
}
