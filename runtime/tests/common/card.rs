//! A flat sealed message: a bound field, two groups.

use ::protoseal::codegen::{
    Bound, BoundKind, Counted, Group, OpenError, Openable, Opening, Place, Policy, Prepared, Scope, SealError,
    Sealable, Sealing, Survey, debug, size,
};

/// The wire type: sealed fields are tripwires, private, of raw repeated type.
#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub struct Card {
    #[prost(string, tag = "1")]
    pub owner: String,
    #[prost(bytes = "vec", repeated, tag = "2")]
    number: Vec<Vec<u8>>,
    #[prost(uint64, repeated, packed = "false", tag = "3")]
    limit: Vec<u64>,
    #[prost(string, tag = "4")]
    pub note: String,
    #[prost(bytes = "vec", repeated, tag = "5")]
    pin: Vec<Vec<u8>>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    pub sealed: Vec<Vec<u8>>,
}

impl core::fmt::Debug for Card {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Card")
            .field("owner", &self.owner)
            .field("number", &debug::Masked)
            .field("limit", &debug::Masked)
            .field("note", &self.note)
            .field("pin", &debug::Masked)
            .field("sealed", &debug::Envelopes(self.sealed.len()))
            .finish()
    }
}

/// The clear type.
#[derive(Clone, Default, PartialEq)]
pub struct ClearCard {
    pub owner: String,
    pub number: String,
    pub limit: Option<i64>,
    pub note: String,
    pub pin: Vec<u8>,
}

impl core::fmt::Debug for ClearCard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Card")
            .field("owner", &self.owner)
            .field("number", &debug::Masked)
            .field("limit", &debug::Masked)
            .field("note", &self.note)
            .field("pin", &debug::Masked)
            .finish()
    }
}

/// The fragments.
mod groups {
    #[derive(Clone, PartialEq, prost::Message)]
    #[prost(skip_debug)]
    pub(super) struct CardPii {
        #[prost(string, tag = "2")]
        pub(super) number: String,
        #[prost(int64, optional, tag = "3")]
        pub(super) limit: Option<i64>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    #[prost(skip_debug)]
    pub(super) struct CardVault {
        #[prost(bytes = "vec", tag = "5")]
        pub(super) pin: Vec<u8>,
    }

    impl core::fmt::Debug for CardPii {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("CardPii(***)")
        }
    }

    impl core::fmt::Debug for CardVault {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("CardVault(***)")
        }
    }
}

static CARD: Policy = Policy {
    message: "test.v1.Card",
    envelope: 15,
    groups: &[
        Group {
            key: "vault",
            tag: super::VAULT,
            bound: BOUND,
        },
        Group {
            key: "pii",
            tag: super::PII,
            bound: BOUND,
        },
    ],
    bound: BOUND,
    children: &[],
    prepared: Prepared::new(),
};

const BOUND: &[Bound] = &[Bound {
    number: 1,
    kind: BoundKind::String,
}];

impl Sealable for ClearCard {
    type Wire = Card;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.message(&CARD, place)?;
        let vault = size::of(&self.pin);
        let pii = size::of(&self.number) + size::of(&self.limit);
        Ok(size::of(&self.owner)
            + size::of(&self.note)
            + survey.group(&CARD, 0, place, vault)?
            + survey.group(&CARD, 1, place, pii)?)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Card {
        let mut scope = Scope::for_sealing(&CARD, place, sealing);
        let scope = scope.bind(|binding| {
            binding.value(&self.owner);
        });
        let mut sealed = Vec::with_capacity(2);
        scope.seal(0, &groups::CardVault { pin: self.pin }, sealing, &mut sealed);
        scope.seal(
            1,
            &groups::CardPii {
                number: self.number,
                limit: self.limit,
            },
            sealing,
            &mut sealed,
        );
        Card {
            owner: self.owner,
            note: self.note,
            sealed,
            ..Default::default()
        }
    }
}

impl Openable for Card {
    type Clear = ClearCard;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearCard, OpenError> {
        opening.message(place)?;
        let plaintext = [
            ("number", self.number.is_empty()),
            ("limit", self.limit.is_empty()),
            ("pin", self.pin.is_empty()),
        ];
        opening.refuse_plaintext(place, &plaintext)?;
        let mut scope = Scope::for_opening(&CARD, place);
        let scope = scope.bind(|binding| {
            binding.value(&self.owner);
        });
        let envelopes = scope.envelopes(&self.sealed)?;
        let mut vault = groups::CardVault::default();
        envelopes.open(0, &mut vault, opening)?;
        let mut pii = groups::CardPii::default();
        envelopes.open(1, &mut pii, opening)?;
        Ok(ClearCard {
            number: pii.number,
            limit: pii.limit,
            pin: vault.pin,
            ..Default::default()
        })
    }

    fn fill(self, clear: &mut ClearCard) {
        clear.owner = self.owner;
        clear.note = self.note;
    }
}

impl Counted for Card {
    fn counted(&self) -> u64 {
        1
    }
}

impl Counted for ClearCard {
    fn counted(&self) -> u64 {
        1
    }
}
