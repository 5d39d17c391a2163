//! The envelopes of an encoded message, where they stand.

use core::fmt;

use arrayvec::ArrayVec;

use crate::codegen::Scope;
use crate::envelope::Ready;

/// The most envelopes that are found so, as many as nearly all schemas have groups.
const MOST: usize = 4;

/// The envelopes of a message.
#[derive(Default)]
pub struct Slices<'b> {
    all: ArrayVec<Ready<'b>, MOST>,
    /// Whether they were read and are what a sealer of the schema writes.
    expected: bool,
}

impl<'b> Slices<'b> {
    /// None yet.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more; `None` if they are too many.
    #[inline]
    pub fn push(&mut self, slice: &'b [u8]) -> Option<()> {
        let index = self.all.len();
        self.all.try_push(Ready::unread(index, slice)).ok()
    }

    /// Reads them where they are; `None`, if they are not what a sealer of the schema writes.
    #[inline]
    pub fn expect(&mut self, scope: &Scope<'_>) -> Option<()> {
        scope.expect(&mut self.all)?;
        self.expected = true;
        Some(())
    }

    /// That of a group, by its tag, if they were found to be what is expected.
    #[inline]
    pub(crate) fn of_tag(&self, tag: u16) -> Option<&Ready<'b>> {
        let found = self.all.iter().find(|envelope| envelope.group == tag);
        found.filter(|_| self.expected)
    }
}

impl fmt::Debug for Slices<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slices").field("count", &self.all.len()).finish()
    }
}
