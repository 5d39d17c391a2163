//! One annotation of a field or oneof, and what several say together, in the order that
//! [`SensitiveOption`](crate::SensitiveOption) documents.

use std::collections::BTreeMap;

use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
    mask::Mask,
    options::{Seal, Set},
};

/// One annotation of a field, or of a oneof as a whole.
#[derive(Debug)]
pub(crate) struct Annotation {
    /// Where it stands.
    pub(crate) at: At,
    /// As its author writes it: `(protoseal.sensitive)`.
    pub(crate) words: String,
    /// That it seals, and the key that it names.
    pub(crate) seal: Option<Option<Set<String>>>,
    /// What it says is shown.
    pub(crate) mask: Option<Mask>,
    /// The policy that it names, whose seal and mask these are.
    pub(crate) policy: Option<String>,
    pub(crate) rank: Rank,
}

/// How near an annotation is; the nearest that names a key decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// An option of Protoseal's, or the build in its place.
    Own,
    /// The policy that such an option names.
    Policy,
    /// Any other option on the field or oneof itself.
    Itself,
    /// On the field's enum type, or so many messages around it.
    Around(usize),
    File,
}

impl Rank {
    /// Whether it is said of this field or oneof, not of what it stands in.
    pub(crate) fn is_direct(self) -> bool {
        self <= Self::Itself
    }
}

/// The annotations of all fields and oneofs, by full name.
#[derive(Debug, Default)]
pub(crate) struct Annotations {
    pub(super) fields: BTreeMap<String, Vec<Annotation>>,
    pub(super) oneofs: BTreeMap<String, Vec<Annotation>>,
}

impl Annotations {
    /// Of a field; of a member of a oneof, those that are not the oneof's.
    pub(crate) fn field(&self, full_name: &str) -> &[Annotation] {
        self.fields.get(full_name).map_or(&[], Vec::as_slice)
    }

    /// Of a oneof as a whole.
    pub(crate) fn oneof(&self, full_name: &str) -> &[Annotation] {
        self.oneofs.get(full_name).map_or(&[], Vec::as_slice)
    }
}

impl Annotation {
    /// What it says of one field or oneof of those that it is said of: masked, where that cannot be sealed; masked in full, where
    /// the mask does not serve it.
    pub(super) fn adapted(&self, stays: bool, serves: impl Fn(Mask) -> bool) -> Self {
        let said = match self.mask {
            None if self.seal.is_some() => Some(Mask::Full),
            said => said,
        };
        Self {
            at: self.at.clone(),
            words: self.words.clone(),
            seal: self.seal.clone().filter(|_| !stays),
            mask: said.map(|mask| if serves(mask) { mask } else { Mask::Full }),
            policy: self.policy.clone(),
            rank: self.rank,
        }
    }
}

/// Whether and how annotations seal, and what they show.
pub(super) fn together(
    annotations: &[Annotation],
    schema: &Schema,
    found: &mut Vec<Diagnostic>,
) -> (Option<Set<Seal>>, Option<Set<Mask>>) {
    let nearest = |of: &mut dyn Iterator<Item = &Annotation>| {
        of.min_by_key(|annotation| annotation.rank)
            .map(|annotation| annotation.at.clone())
    };
    let seal = nearest(&mut annotations.iter().filter(|annotation| annotation.seal.is_some())).map(|at| Set {
        value: Seal {
            key: key_of(annotations, schema, found),
        },
        at,
    });

    // Protoseal's own options and the policy that they name say one thing together, any other says one for itself.
    let (near, far): (Vec<&Annotation>, Vec<&Annotation>) = annotations
        .iter()
        .partition(|annotation| annotation.rank <= Rank::Policy);
    let shown = |of: &[&Annotation]| {
        let said = of
            .iter()
            .filter_map(|annotation| annotation.mask)
            .reduce(Mask::stricter);
        said.or(of
            .iter()
            .any(|annotation| annotation.seal.is_some())
            .then_some(Mask::Full))
    };
    let masks = far.iter().filter_map(|annotation| shown(&[annotation]));
    let mask = masks.chain(shown(&near)).reduce(Mask::stricter);
    let at = nearest(&mut annotations.iter().filter(|annotation| annotation.mask.is_some()));
    let at = at.or(seal.as_ref().map(|seal| seal.at.clone()));
    (seal, mask.zip(at).map(|(value, at)| Set { value, at }))
}

/// The key that the nearest annotations name that name one.
fn key_of(annotations: &[Annotation], schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Set<String>> {
    let named = |annotation: &&Annotation| matches!(annotation.seal, Some(Some(_)));
    let nearest = annotations
        .iter()
        .filter(named)
        .min_by_key(|annotation| annotation.rank)?;
    let key = nearest.seal.clone()??;
    let other = annotations.iter().filter(named).find_map(|other| {
        let named = other.seal.as_ref()?.as_ref()?;
        (other.rank == nearest.rank && named.value != key.value).then_some((other, named))
    });
    if let Some((other, named)) = other {
        let cause = format!(
            "{} seals under the key {:?}, but {} under {:?}",
            nearest.words, key.value, other.words, named.value
        );
        let mistake = Diagnostic::new(schema.locate(&nearest.at), cause)
            .note(format!("{} stands here: {}", other.words, schema.locate(&other.at).short()))
            .help("name the key nearer, by (protoseal.field).seal.key or the build's setting for the field; or let both name one");
        if !found.contains(&mistake) {
            found.push(mistake);
        }
    }
    Some(key)
}
