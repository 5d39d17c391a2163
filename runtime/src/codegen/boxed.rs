//! Boxed messages, as recursive schemas have them.

use super::{OpenError, Openable, Opening, Place, SealError, Sealable, Sealing, Survey, Writing};

impl<T: Sealable> Sealable for Box<T> {
    type Wire = Box<T::Wire>;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        (**self).survey(place, survey)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Self::Wire {
        Box::new((*self).seal_in(place, sealing))
    }

    fn write(&self, place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
        (**self).write(place, writing)
    }

    fn read(&mut self, bytes: &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<()> {
        (**self).read(bytes, place, opening)
    }
}

impl<W: Openable> Openable for Box<W> {
    type Clear = Box<W::Clear>;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Clear, OpenError> {
        (**self).unlock(place, opening).map(Box::new)
    }

    fn fill(self, clear: &mut Self::Clear) {
        (*self).fill(clear);
    }
}
