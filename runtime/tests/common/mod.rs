//! Messages as generated code has them, written by hand: they show the shape, and the tests run over them.
//!
//! ```proto
//! message Card {                      // sealed, two groups, a bound field
//!   string owner = 1;                 // bound
//!   string number = 2;                // sealed, "pii"
//!   optional int64 limit = 3;         // sealed, "pii"
//!   string note = 4;
//!   bytes pin = 5;                    // sealed, "vault"
//!   repeated bytes sealed = 15;       // envelope
//! }
//! message Team {                      // sealed, with children of every kind
//!   uint64 id = 1;                    // bound
//!   string motto = 2;                 // sealed, "pii"
//!   Card lead = 3;
//!   repeated Card members = 4;
//!   map<string, Card> by_role = 5;
//!   oneof kind { Card guest = 6; string label = 7; }
//!   Office office = 8;                // a plain message between
//!   repeated Card vaulted = 9;        // sealed, "vault": sealed messages in a sealed field
//!   Card spare = 10;                  // PORTABLE
//!   repeated bytes sealed = 15;       // envelope
//! }
//! message Office { repeated Card desks = 1; Card head = 2; string door = 3; }    // counts as no ancestor
//! message Split {                     // sealed, two groups, a bound field that names one of them, a child
//!   string id = 1;                    // bound
//!   int64 version = 2;                // bound to "pii"
//!   string number = 3;                // sealed, "pii"
//!   bytes pin = 4;                    // sealed, "vault"
//!   Card card = 5;
//!   repeated bytes sealed = 15;       // envelope
//! }
//! message Folder {                    // bound only: an ancestor without groups, recursive
//!   string name = 1;                  // bound
//!   repeated Card cards = 2;
//!   Folder inner = 3;
//! }
//! ```
#![allow(dead_code, unreachable_pub, unused_imports)]

mod card;
mod folder;
mod note;
mod split;
mod team;

use protoseal::{Context, Keyring, Suite};

/// The wire types, as they stand at prost's usual path.
pub use card::Card;
pub use folder::Folder;
pub use note::{ClearNote, Note};
pub use split::Split;
pub use team::{Kind, Office, Team};

/// The clear types.
pub mod clear {
    pub use super::card::ClearCard as Card;
    pub use super::folder::ClearFolder as Folder;
    pub use super::split::ClearSplit as Split;
    pub use super::team::{ClearKind as Kind, ClearOffice as Office, ClearTeam as Team};
}

/// The groups' tags: the first two bytes of SHA-256("protoseal/v1/group" ‖ key).
const PII: u16 = 0xedfa;
const VAULT: u16 = 0xccfe;

/// "pii" under one suite, "vault" under the other or the same.
pub fn ring(pii: Suite, vault: Suite) -> Keyring {
    Keyring::generate(&[("pii", pii), ("vault", vault)]).unwrap()
}

pub fn aes() -> Keyring {
    ring(Suite::Aes256Gcm, Suite::Aes256Gcm)
}

pub fn context() -> Context {
    Context::new().with("tenant", "acme").with("table", "cards")
}

pub fn card(owner: &str) -> clear::Card {
    clear::Card {
        owner: owner.into(),
        number: format!("number of {owner}"),
        limit: Some(-5),
        note: "clear note".into(),
        pin: vec![1, 2, 3, 4],
    }
}

/// A team with something in every field.
pub fn team() -> clear::Team {
    clear::Team {
        id: 7,
        motto: "per aspera".into(),
        lead: Some(card("lead")),
        members: ["m0", "m1", "m2"].map(card).into(),
        by_role: ["ops", "dev"].map(|role| (role.to_owned(), card(role))).into(),
        kind: Some(clear::Kind::Guest(Box::new(card("guest")))),
        office: Some(clear::Office {
            desks: ["d0", "d1"].map(card).into(),
            head: Some(card("head")),
            door: "left".into(),
        }),
        vaulted: ["v0", "v1"].map(card).into(),
        spare: Some(card("spare")),
    }
}

pub fn folder() -> clear::Folder {
    clear::Folder {
        name: "outer".into(),
        cards: ["f0", "f1"].map(card).into(),
        inner: Some(Box::new(clear::Folder {
            name: "inner".into(),
            cards: vec![card("f2")],
            inner: None,
        })),
    }
}

/// A changed copy: code outside a wire type's module cannot write `Card { owner, ..wire }`, its tripwires are private.
pub fn with<T: Clone>(wire: &T, change: impl FnOnce(&mut T)) -> T {
    let mut wire = wire.clone();
    change(&mut wire);
    wire
}
