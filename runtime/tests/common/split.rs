//! A message whose bound fields name groups, with a child.

use ::protoseal::codegen::{
    Bound, BoundKind, Counted, Field, Group, OpenError, Openable, Opening, Place, Policy, Prepared, Scope, SealError,
    Sealable, Sealing, Survey, debug, fill, seal, size, survey, unlock,
};

use super::card::{Card, ClearCard};

#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub struct Split {
    #[prost(string, tag = "1")]
    pub id: String,
    #[prost(int64, tag = "2")]
    pub version: i64,
    #[prost(bytes = "vec", repeated, tag = "3")]
    number: Vec<Vec<u8>>,
    #[prost(bytes = "vec", repeated, tag = "4")]
    pin: Vec<Vec<u8>>,
    #[prost(message, optional, tag = "5")]
    pub card: Option<Card>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    pub sealed: Vec<Vec<u8>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClearSplit {
    pub id: String,
    pub version: i64,
    pub number: String,
    pub pin: Vec<u8>,
    pub card: Option<ClearCard>,
}

mod groups {
    #[derive(Clone, PartialEq, prost::Message)]
    pub(super) struct SplitPii {
        #[prost(string, tag = "3")]
        pub(super) number: String,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub(super) struct SplitVault {
        #[prost(bytes = "vec", tag = "4")]
        pub(super) pin: Vec<u8>,
    }
}

const ID: Bound = Bound {
    number: 1,
    kind: BoundKind::String,
};
const VERSION: Bound = Bound {
    number: 2,
    kind: BoundKind::Signed,
};
static SPLIT: Policy = Policy {
    message: "test.v1.Split",
    envelope: 15,
    groups: &[
        Group {
            key: "vault",
            tag: super::VAULT,
            bound: &[ID],
        },
        Group {
            key: "pii",
            tag: super::PII,
            bound: &[ID, VERSION],
        },
    ],
    bound: &[ID],
    children: &[5],
    prepared: Prepared::new(),
};
const CARD: Field = Field::new(5, "card");

impl Sealable for ClearSplit {
    type Wire = Split;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.message(&SPLIT, place)?;
        let here = place.anchored();
        Ok(size::of(&self.id)
            + size::of(&self.version)
            + survey::optional(self.card.as_ref(), &here, CARD, survey)?
            + survey.group(&SPLIT, 0, place, size::of(&self.pin))?
            + survey.group(&SPLIT, 1, place, size::of(&self.number))?)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Split {
        let mut scope = Scope::for_sealing(&SPLIT, place, sealing);
        scope.bind_group(1, |binding| {
            binding.value(&self.id).value(&self.version).count(&self.card);
        });
        let scope = scope.bind(|binding| {
            binding.value(&self.id).count(&self.card);
        });
        let here = scope.place();
        let mut sealed = Vec::new();
        scope.seal(0, &groups::SplitVault { pin: self.pin }, sealing, &mut sealed);
        let pii = groups::SplitPii { number: self.number };
        scope.seal(1, &pii, sealing, &mut sealed);
        Split {
            id: self.id,
            version: self.version,
            card: seal::optional(self.card, &here, CARD, sealing),
            sealed,
            ..Default::default()
        }
    }
}

impl Openable for Split {
    type Clear = ClearSplit;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearSplit, OpenError> {
        opening.message(place)?;
        let plaintext = [("number", self.number.is_empty()), ("pin", self.pin.is_empty())];
        opening.refuse_plaintext(place, &plaintext)?;
        let mut scope = Scope::for_opening(&SPLIT, place);
        scope.bind_group(1, |binding| {
            binding.value(&self.id).value(&self.version).count(&self.card);
        });
        let scope = scope.bind(|binding| {
            binding.value(&self.id).count(&self.card);
        });
        let envelopes = scope.envelopes(&self.sealed)?;
        let mut vault = groups::SplitVault::default();
        envelopes.open(0, &mut vault, opening)?;
        let mut pii = groups::SplitPii::default();
        envelopes.open(1, &mut pii, opening)?;
        let here = scope.place();
        Ok(ClearSplit {
            number: pii.number,
            pin: vault.pin,
            card: unlock::optional(self.card.as_ref(), &here, CARD, opening)?,
            ..Default::default()
        })
    }

    fn fill(self, clear: &mut ClearSplit) {
        clear.id = self.id;
        clear.version = self.version;
        fill::optional(self.card, clear.card.as_mut());
    }
}

impl Counted for Split {
    fn counted(&self) -> u64 {
        1
    }
}

impl Counted for ClearSplit {
    fn counted(&self) -> u64 {
        1
    }
}

impl core::fmt::Debug for Split {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Split")
            .field("sealed", &debug::Envelopes(self.sealed.len()))
            .finish_non_exhaustive()
    }
}

impl core::fmt::Debug for ClearSplit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Split(***)")
    }
}
