//! Both passes of both directions, over fields: one value, an optional one, a list, a map.

/// The survey of a field's messages; each returns an upper bound of the field's encoded length, in bytes.
pub mod survey {
    use crate::codegen::size::{Bulk, DELIMITED, sum};
    use crate::codegen::{Field, MapKey, Place, SealError, Sealable, Survey};

    /// A message.
    ///
    /// # Errors
    ///
    /// Those of [`Sealable::survey`], as for all functions here.
    pub fn one<T: Sealable>(
        message: &T,
        place: &Place<'_>,
        field: Field,
        survey: &mut Survey<'_>,
    ) -> Result<usize, SealError> {
        Ok(message.survey(&place.field(field), survey)?.saturating_add(DELIMITED))
    }

    /// A message that may be absent.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn optional<T: Sealable>(
        message: Option<&T>,
        place: &Place<'_>,
        field: Field,
        survey: &mut Survey<'_>,
    ) -> Result<usize, SealError> {
        message.map_or(Ok(0), |message| one(message, place, field, survey))
    }

    /// A repeated field.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn list<T: Sealable>(
        messages: &[T],
        place: &Place<'_>,
        field: Field,
        survey: &mut Survey<'_>,
    ) -> Result<usize, SealError> {
        messages.iter().enumerate().try_fold(0, |total, (index, message)| {
            let length = message.survey(&place.element(field, index), survey)?;
            Ok(sum([total, length, DELIMITED]))
        })
    }

    /// A map.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn map<'m, K: MapKey + Bulk + 'm, T: Sealable + 'm>(
        entries: impl IntoIterator<Item = (&'m K, &'m T)>,
        place: &Place<'_>,
        field: Field,
        survey: &mut Survey<'_>,
    ) -> Result<usize, SealError> {
        entries.into_iter().try_fold(0, |total, (key, message)| {
            let length = message.survey(&place.entry(field, key), survey)?;
            Ok(sum([total, DELIMITED, key.bulk(), length, DELIMITED]))
        })
    }
}

/// The second pass of sealing, over a field's messages.
pub mod seal {
    use crate::codegen::{Field, MapKey, Place, Sealable, Sealing};

    /// A message.
    pub fn one<T: Sealable>(message: T, place: &Place<'_>, field: Field, sealing: &mut Sealing<'_>) -> T::Wire {
        message.seal_in(&place.field(field), sealing)
    }

    /// A message that may be absent.
    pub fn optional<T: Sealable>(
        message: Option<T>,
        place: &Place<'_>,
        field: Field,
        sealing: &mut Sealing<'_>,
    ) -> Option<T::Wire> {
        message.map(|message| one(message, place, field, sealing))
    }

    /// A repeated field.
    pub fn list<T: Sealable>(
        messages: Vec<T>,
        place: &Place<'_>,
        field: Field,
        sealing: &mut Sealing<'_>,
    ) -> Vec<T::Wire> {
        let indexed = messages.into_iter().enumerate();
        indexed
            .map(|(index, message)| message.seal_in(&place.element(field, index), sealing))
            .collect()
    }

    /// A map.
    pub fn map<K: MapKey, T: Sealable, O: FromIterator<(K, T::Wire)>>(
        entries: impl IntoIterator<Item = (K, T)>,
        place: &Place<'_>,
        field: Field,
        sealing: &mut Sealing<'_>,
    ) -> O {
        let seal = |(key, message): (K, T)| {
            let wire = message.seal_in(&place.entry(field, &key), sealing);
            (key, wire)
        };
        entries.into_iter().map(seal).collect()
    }
}

/// Opening of any kind, over the elements and entries of a field.
pub(crate) mod each {
    use crate::codegen::{Field, MapKey, OpenError, Place};

    /// A repeated field.
    pub(crate) fn element<M, T>(
        messages: impl IntoIterator<Item = M, IntoIter: ExactSizeIterator>,
        place: &Place<'_>,
        field: Field,
        mut open: impl FnMut(M, &Place<'_>) -> Result<T, OpenError>,
    ) -> Result<Vec<T>, OpenError> {
        let messages = messages.into_iter();
        // All the room at once; collecting through results would let it grow.
        let mut opened = Vec::with_capacity(messages.len());
        for (index, message) in messages.enumerate() {
            opened.push(open(message, &place.element(field, index))?);
        }
        Ok(opened)
    }

    /// A map.
    pub(crate) fn entry<K: MapKey, M, T, O: FromIterator<(K, T)>>(
        entries: impl IntoIterator<Item = (K, M)>,
        place: &Place<'_>,
        field: Field,
        mut open: impl FnMut(M, &Place<'_>) -> Result<T, OpenError>,
    ) -> Result<O, OpenError> {
        let open = |(key, message): (K, M)| {
            let opened = open(message, &place.entry(field, &key))?;
            Ok((key, opened))
        };
        entries.into_iter().map(open).collect()
    }
}

/// The first pass of opening, over a field's messages.
pub mod unlock {
    use super::each;
    use crate::codegen::{Field, MapKey, OpenError, Openable, Opening, Place};

    /// A message.
    ///
    /// # Errors
    ///
    /// Those of [`Openable::unlock`], as for all functions here.
    pub fn one<W: Openable>(
        message: &W,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<W::Clear, OpenError> {
        message.unlock(&place.field(field), opening)
    }

    /// A message that may be absent.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn optional<W: Openable>(
        message: Option<&W>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Option<W::Clear>, OpenError> {
        message.map(|message| one(message, place, field, opening)).transpose()
    }

    /// A repeated field.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn list<W: Openable>(
        messages: &[W],
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Vec<W::Clear>, OpenError> {
        each::element(messages, place, field, |message, place| message.unlock(place, opening))
    }

    /// A map.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn map<'m, K: MapKey + Clone + 'm, W: Openable + 'm, O: FromIterator<(K, W::Clear)>>(
        entries: impl IntoIterator<Item = (&'m K, &'m W)>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<O, OpenError> {
        let entries = entries.into_iter().map(|(key, message)| (key.clone(), message));
        each::entry(entries, place, field, |message, place| message.unlock(place, opening))
    }
}

/// The second pass of opening, over a field's messages.
pub mod fill {
    use core::hash::{BuildHasher, Hash};
    use std::collections::{BTreeMap, HashMap};

    use crate::codegen::Openable;

    /// A message.
    pub fn one<W: Openable>(message: W, clear: &mut W::Clear) {
        message.fill(clear);
    }

    /// A message that may be absent.
    pub fn optional<W: Openable>(message: Option<W>, clear: Option<&mut W::Clear>) {
        if let (Some(message), Some(clear)) = (message, clear) {
            message.fill(clear);
        }
    }

    /// A repeated field.
    pub fn list<W: Openable>(messages: Vec<W>, clear: &mut [W::Clear]) {
        messages
            .into_iter()
            .zip(clear)
            .for_each(|(message, clear)| message.fill(clear));
    }

    /// A map, as prost has it by default.
    pub fn hash_map<K: Eq + Hash, W: Openable, S: BuildHasher, T: BuildHasher>(
        entries: HashMap<K, W, S>,
        clear: &mut HashMap<K, W::Clear, T>,
    ) {
        entries
            .into_iter()
            .for_each(|(key, message)| optional(Some(message), clear.get_mut(&key)));
    }

    /// A map, as prost's setting `btree_map` has it.
    pub fn btree_map<K: Ord, W: Openable>(entries: BTreeMap<K, W>, clear: &mut BTreeMap<K, W::Clear>) {
        entries
            .into_iter()
            .for_each(|(key, message)| optional(Some(message), clear.get_mut(&key)));
    }
}

/// Both passes of opening at once, over messages that were in a fragment, of which there is only the one copy.
pub mod open {
    use super::each;
    use crate::codegen::{Field, MapKey, OpenError, Openable, Opening, Place};

    /// A message.
    ///
    /// # Errors
    ///
    /// Those of [`Openable::unlock`], as for all functions here.
    pub fn one<W: Openable>(
        message: W,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<W::Clear, OpenError> {
        at(message, &place.field(field), opening)
    }

    /// A message that may be absent.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn optional<W: Openable>(
        message: Option<W>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Option<W::Clear>, OpenError> {
        message.map(|message| one(message, place, field, opening)).transpose()
    }

    /// A repeated field.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn list<W: Openable>(
        messages: Vec<W>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Vec<W::Clear>, OpenError> {
        each::element(messages, place, field, |message, place| at(message, place, opening))
    }

    /// A map.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn map<K: MapKey, W: Openable, O: FromIterator<(K, W::Clear)>>(
        entries: impl IntoIterator<Item = (K, W)>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<O, OpenError> {
        each::entry(entries, place, field, |message, place| at(message, place, opening))
    }

    fn at<W: Openable>(message: W, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<W::Clear, OpenError> {
        let mut clear = message.unlock(place, opening)?;
        message.fill(&mut clear);
        Ok(clear)
    }
}
