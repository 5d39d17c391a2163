//! A sealed message with children of every kind: one, list, map, oneof, through a plain message, in a sealed field,
//! PORTABLE.

use std::collections::HashMap;

use ::protoseal::codegen::{
    Bound, BoundKind, Counted, Field, Group, OpenError, Openable, Opening, Place, Policy, Prepared, Scope, SealError,
    Sealable, Sealing, Survey, debug, fill, open, seal, size, survey, unlock,
};

use super::card::{Card, ClearCard};

#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub struct Team {
    #[prost(uint64, tag = "1")]
    pub id: u64,
    #[prost(bytes = "vec", repeated, tag = "2")]
    motto: Vec<Vec<u8>>,
    #[prost(message, optional, tag = "3")]
    pub lead: Option<Card>,
    #[prost(message, repeated, tag = "4")]
    pub members: Vec<Card>,
    #[prost(map = "string, message", tag = "5")]
    pub by_role: HashMap<String, Card>,
    #[prost(oneof = "Kind", tags = "6, 7")]
    pub kind: Option<Kind>,
    #[prost(message, optional, tag = "8")]
    pub office: Option<Office>,
    #[prost(bytes = "vec", repeated, tag = "9")]
    vaulted: Vec<Vec<u8>>,
    #[prost(message, optional, tag = "10")]
    pub spare: Option<Card>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    pub sealed: Vec<Vec<u8>>,
}

impl core::fmt::Debug for Team {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Team")
            .field("id", &self.id)
            .field("motto", &debug::Masked)
            .field("lead", &self.lead)
            .field("members", &self.members)
            .field("by_role", &self.by_role)
            .field("kind", &self.kind)
            .field("office", &self.office)
            .field("vaulted", &debug::Masked)
            .field("spare", &self.spare)
            .field("sealed", &debug::Envelopes(self.sealed.len()))
            .finish()
    }
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub enum Kind {
    #[prost(message, tag = "6")]
    Guest(Box<Card>),
    #[prost(string, tag = "7")]
    Label(String),
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Office {
    #[prost(message, repeated, tag = "1")]
    pub desks: Vec<Card>,
    #[prost(message, optional, tag = "2")]
    pub head: Option<Card>,
    #[prost(string, tag = "3")]
    pub door: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClearTeam {
    pub id: u64,
    pub motto: String,
    pub lead: Option<ClearCard>,
    pub members: Vec<ClearCard>,
    pub by_role: HashMap<String, ClearCard>,
    pub kind: Option<ClearKind>,
    pub office: Option<ClearOffice>,
    pub vaulted: Vec<ClearCard>,
    pub spare: Option<ClearCard>,
}

impl core::fmt::Debug for ClearTeam {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Team")
            .field("id", &self.id)
            .field("motto", &debug::Masked)
            .field("lead", &self.lead)
            .field("members", &self.members)
            .field("by_role", &self.by_role)
            .field("kind", &self.kind)
            .field("office", &self.office)
            .field("vaulted", &debug::Masked)
            .field("spare", &self.spare)
            .finish()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ClearKind {
    Guest(Box<ClearCard>),
    Label(String),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClearOffice {
    pub desks: Vec<ClearCard>,
    pub head: Option<ClearCard>,
    pub door: String,
}

mod groups {
    use super::Card;

    #[derive(Clone, PartialEq, prost::Message)]
    #[prost(skip_debug)]
    pub(super) struct TeamPii {
        #[prost(string, tag = "2")]
        pub(super) motto: String,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    #[prost(skip_debug)]
    pub(super) struct TeamVault {
        #[prost(message, repeated, tag = "9")]
        pub(super) vaulted: Vec<Card>,
    }

    impl core::fmt::Debug for TeamPii {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("TeamPii(***)")
        }
    }

    impl core::fmt::Debug for TeamVault {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("TeamVault(***)")
        }
    }
}

static TEAM: Policy = Policy {
    message: "test.v1.Team",
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
    // Not 9, which is sealed, nor 10, which is PORTABLE.
    children: &[3, 4, 5, 6, 8],
    prepared: Prepared::new(),
};

const BOUND: &[Bound] = &[Bound {
    number: 1,
    kind: BoundKind::Unsigned,
}];

const LEAD: Field = Field::new(3, "lead");
const MEMBERS: Field = Field::new(4, "members");
const BY_ROLE: Field = Field::new(5, "by_role");
const GUEST: Field = Field::new(6, "guest");
const OFFICE: Field = Field::new(8, "office");
const VAULTED: Field = Field::new(9, "vaulted");
const SPARE: Field = Field::portable(10, "spare");
const DESKS: Field = Field::new(1, "desks");
const HEAD: Field = Field::new(2, "head");

impl Sealable for ClearTeam {
    type Wire = Team;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.message(&TEAM, place)?;
        let here = place.anchored();
        let vault = survey::list(&self.vaulted, &here, VAULTED, survey)?;
        let pii = size::of(&self.motto);
        let kind = match &self.kind {
            None => 0,
            Some(ClearKind::Guest(guest)) => survey::one(guest, &here, GUEST, survey)?,
            Some(ClearKind::Label(label)) => size::of(label),
        };
        Ok(size::of(&self.id)
            + survey::optional(self.lead.as_ref(), &here, LEAD, survey)?
            + survey::list(&self.members, &here, MEMBERS, survey)?
            + survey::map(&self.by_role, &here, BY_ROLE, survey)?
            + kind
            + survey::optional(self.office.as_ref(), &here, OFFICE, survey)?
            + survey::optional(self.spare.as_ref(), &here, SPARE, survey)?
            + survey.group(&TEAM, 0, place, vault)?
            + survey.group(&TEAM, 1, place, pii)?)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Team {
        let guest = match &self.kind {
            Some(ClearKind::Guest(guest)) => Some(guest),
            _ => None,
        };
        let mut scope = Scope::for_sealing(&TEAM, place, sealing);
        let scope = scope.bind(|binding| {
            binding
                .value(&self.id)
                .count(&self.lead)
                .count(&self.members)
                .count(&self.by_role)
                .count(&guest)
                .count(&self.office);
        });
        let here = scope.place();
        let mut sealed = Vec::with_capacity(2);
        let vault = groups::TeamVault {
            vaulted: seal::list(self.vaulted, &here, VAULTED, sealing),
        };
        scope.seal(0, &vault, sealing, &mut sealed);
        scope.seal(1, &groups::TeamPii { motto: self.motto }, sealing, &mut sealed);
        Team {
            id: self.id,
            lead: seal::optional(self.lead, &here, LEAD, sealing),
            members: seal::list(self.members, &here, MEMBERS, sealing),
            by_role: seal::map(self.by_role, &here, BY_ROLE, sealing),
            kind: self.kind.map(|kind| match kind {
                ClearKind::Guest(guest) => Kind::Guest(seal::one(guest, &here, GUEST, sealing)),
                ClearKind::Label(label) => Kind::Label(label),
            }),
            office: seal::optional(self.office, &here, OFFICE, sealing),
            spare: seal::optional(self.spare, &here, SPARE, sealing),
            sealed,
            ..Default::default()
        }
    }
}

impl Openable for Team {
    type Clear = ClearTeam;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearTeam, OpenError> {
        opening.message(place)?;
        opening.refuse_plaintext(
            place,
            &[("motto", self.motto.is_empty()), ("vaulted", self.vaulted.is_empty())],
        )?;
        let guest = match &self.kind {
            Some(Kind::Guest(guest)) => Some(guest),
            _ => None,
        };
        let mut scope = Scope::for_opening(&TEAM, place);
        let scope = scope.bind(|binding| {
            binding
                .value(&self.id)
                .count(&self.lead)
                .count(&self.members)
                .count(&self.by_role)
                .count(&guest)
                .count(&self.office);
        });
        let envelopes = scope.envelopes(&self.sealed)?;
        let mut vault = groups::TeamVault::default();
        envelopes.open(0, &mut vault, opening)?;
        let mut pii = groups::TeamPii::default();
        envelopes.open(1, &mut pii, opening)?;
        let here = scope.place();
        Ok(ClearTeam {
            motto: pii.motto,
            vaulted: open::list(vault.vaulted, &here, VAULTED, opening)?,
            lead: unlock::optional(self.lead.as_ref(), &here, LEAD, opening)?,
            members: unlock::list(&self.members, &here, MEMBERS, opening)?,
            by_role: unlock::map(&self.by_role, &here, BY_ROLE, opening)?,
            kind: match &self.kind {
                Some(Kind::Guest(guest)) => Some(ClearKind::Guest(unlock::one(guest, &here, GUEST, opening)?)),
                _ => None,
            },
            office: unlock::optional(self.office.as_ref(), &here, OFFICE, opening)?,
            spare: unlock::optional(self.spare.as_ref(), &here, SPARE, opening)?,
            ..Default::default()
        })
    }

    fn fill(self, clear: &mut ClearTeam) {
        clear.id = self.id;
        fill::optional(self.lead, clear.lead.as_mut());
        fill::list(self.members, &mut clear.members);
        fill::hash_map(self.by_role, &mut clear.by_role);
        match (self.kind, &mut clear.kind) {
            (Some(Kind::Guest(guest)), Some(ClearKind::Guest(clear))) => fill::one(guest, clear),
            (Some(Kind::Label(label)), kind) => *kind = Some(ClearKind::Label(label)),
            _ => {}
        }
        fill::optional(self.office, clear.office.as_mut());
        fill::optional(self.spare, clear.spare.as_mut());
    }
}

impl Counted for Team {
    fn counted(&self) -> u64 {
        1
    }
}

impl Counted for ClearTeam {
    fn counted(&self) -> u64 {
        1
    }
}

impl Sealable for ClearOffice {
    type Wire = Office;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.plain(place)?;
        Ok(size::of(&self.door)
            + survey::list(&self.desks, place, DESKS, survey)?
            + survey::optional(self.head.as_ref(), place, HEAD, survey)?)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Office {
        Office {
            desks: seal::list(self.desks, place, DESKS, sealing),
            head: seal::optional(self.head, place, HEAD, sealing),
            door: self.door,
        }
    }
}

impl Openable for Office {
    type Clear = ClearOffice;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearOffice, OpenError> {
        opening.message(place)?;
        Ok(ClearOffice {
            desks: unlock::list(&self.desks, place, DESKS, opening)?,
            head: unlock::optional(self.head.as_ref(), place, HEAD, opening)?,
            ..Default::default()
        })
    }

    fn fill(self, clear: &mut ClearOffice) {
        fill::list(self.desks, &mut clear.desks);
        fill::optional(self.head, clear.head.as_mut());
        clear.door = self.door;
    }
}

impl Counted for Office {
    fn counted(&self) -> u64 {
        self.desks.counted() + self.head.counted()
    }
}

impl Counted for ClearOffice {
    fn counted(&self) -> u64 {
        self.desks.counted() + self.head.counted()
    }
}
