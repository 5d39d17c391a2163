//! The envelopes of an encoded message, where they stand.

use core::ops::Deref;

/// The most envelopes that are found so, as many as nearly all schemas have groups.
const MOST: usize = 4;

/// A few slices. Not a `SmallVec`, which would not let the lifetime be shortened.
#[derive(Debug, Default)]
pub struct Slices<'b> {
    all: [&'b [u8]; MOST],
    used: usize,
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
        *self.all.get_mut(self.used)? = slice;
        self.used += 1;
        Some(())
    }
}

impl<'b> Deref for Slices<'b> {
    type Target = [&'b [u8]];

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.all[..self.used]
    }
}
