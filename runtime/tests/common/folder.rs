//! A message that only binds: an ancestor without groups, recursive.

use ::protoseal::codegen::{
    Bound, BoundKind, Counted, Field, OpenError, Openable, Opening, Place, Policy, Prepared, Scope, SealError,
    Sealable, Sealing, Survey, fill, seal, size, survey, unlock,
};

use super::card::{Card, ClearCard};

#[derive(Clone, PartialEq, prost::Message)]
pub struct Folder {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(message, repeated, tag = "2")]
    pub cards: Vec<Card>,
    #[prost(message, optional, boxed, tag = "3")]
    pub inner: Option<Box<Folder>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClearFolder {
    pub name: String,
    pub cards: Vec<ClearCard>,
    pub inner: Option<Box<ClearFolder>>,
}

static FOLDER: Policy = Policy {
    message: "test.v1.Folder",
    envelope: 0,
    groups: &[],
    bound: &[Bound {
        number: 1,
        kind: BoundKind::String,
    }],
    children: &[2, 3],
    prepared: Prepared::new(),
};

const CARDS: Field = Field::new(2, "cards");
const INNER: Field = Field::new(3, "inner");

impl Sealable for ClearFolder {
    type Wire = Folder;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.message(&FOLDER, place)?;
        let here = place.anchored();
        Ok(size::of(&self.name)
            + survey::list(&self.cards, &here, CARDS, survey)?
            + survey::optional(self.inner.as_ref(), &here, INNER, survey)?)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Folder {
        let mut scope = Scope::for_sealing(&FOLDER, place, sealing);
        let scope = scope.bind(|binding| {
            binding.value(&self.name).count(&self.cards).count(&self.inner);
        });
        let here = scope.place();
        Folder {
            name: self.name,
            cards: seal::list(self.cards, &here, CARDS, sealing),
            inner: seal::optional(self.inner, &here, INNER, sealing),
        }
    }
}

impl Openable for Folder {
    type Clear = ClearFolder;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearFolder, OpenError> {
        opening.message(place)?;
        let mut scope = Scope::for_opening(&FOLDER, place);
        let scope = scope.bind(|binding| {
            binding.value(&self.name).count(&self.cards).count(&self.inner);
        });
        let here = scope.place();
        Ok(ClearFolder {
            cards: unlock::list(&self.cards, &here, CARDS, opening)?,
            inner: unlock::optional(self.inner.as_ref(), &here, INNER, opening)?,
            ..Default::default()
        })
    }

    fn fill(self, clear: &mut ClearFolder) {
        clear.name = self.name;
        fill::list(self.cards, &mut clear.cards);
        fill::optional(self.inner, clear.inner.as_mut());
    }
}

impl Counted for Folder {
    fn counted(&self) -> u64 {
        1 + self.cards.counted() + self.inner.counted()
    }
}

impl Counted for ClearFolder {
    fn counted(&self) -> u64 {
        1 + self.cards.counted() + self.inner.counted()
    }
}
