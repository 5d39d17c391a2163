//! Seals fields of protobuf messages with AES-256-GCM or SM4-GCM.
//!
//! Which fields, and under which keys, stands in the schema: `protoseal-build` or `protoc-gen-protoseal` reads it and
//! generates, beside prost's type of a message (its *wire type*), a *clear type*. This crate is what that code calls, and
//! what an application holds in its hands: a [`Keyring`], a [`Sealer`] and an [`Opener`] over it, a [`Context`], and the
//! two traits [`Seal`] (clear to wire) and [`Open`] (wire to clear).
//!
//! The bytes are those of `docs/format.md`, version 1. What the AEAD binds, beside the sealed fields: the suite, the key's
//! name and version, the message's name, its bound fields and where it stands, and the caller's [`Context`].
//!
//! # Features
//!
//! - `aws-lc-rs` (default): AES-256-GCM on aws-lc-rs. Without it, on RustCrypto's `aes-gcm`. The envelopes are the same.
//! - `tonic`: `From` the errors of sealing and opening, of [`Refused`], and of reading what is [`Closed`], for `tonic::Status`, so that `?` works in a handler.
//!   To the peer the status is the same whatever failed: one code, one text, no details, no metadata. For the log it has the error
//!   as its source, which tonic does not send. A handler logs before `?`, by `inspect_err`; or what logs statuses logs it:
//!   `Display` and `Debug` of a status show the `Debug` of its source, and a layer finds the status of a failed unary call among the response's
//!   extensions. So a status's `Display` is for logs, and never for another message. What breaks rules of validation is told to the peer, who
//!   has to mend it: `validation::ValidateLayer` does so for every request, before a handler sees it.

#![forbid(unsafe_code)]

mod aead;
mod clock;
pub mod codegen;
mod context;
mod encoding;
mod entropy;
mod envelope;
mod epoch;
mod error;
mod exposed;
pub mod inspect;
mod keyring;
pub mod limits;
pub mod mask;
mod opener;
mod padding;
mod partial;
mod plaintext;
pub mod prelude;
mod sealer;
mod secret;
mod suite;
pub mod testing;
#[cfg(test)]
mod tests;
pub mod validation;

// The tests share the messages of `tests/common`, which name the crate as generated code does.
#[cfg(test)]
extern crate self as protoseal;

pub use aead::Backend;
pub use context::Context;
pub use error::{
    ContextFault, FileFault, FrozenPart, GroupName, KeyringError, Location, OpenError, PeerError, Refused, SealError,
    SettingError, Stand,
};
pub use exposed::{Expose, Exposed};
pub use inspect::inspect;
pub use keyring::{DataKey, KeyId, KeyRecord, KeyState, Keyring, VersionInfo};
pub use limits::Limit;
pub use mask::Mask;
pub use opener::{Open, Opener, OpenerBuilder};
pub use padding::Padding;
pub use partial::{Closed, ClosedGroup, ClosedReason, OpenPartial, Partial, Sealed};
pub use sealer::{Seal, Sealer, SealerBuilder};
pub use secret::Secret;
pub use suite::Suite;
pub use validation::{Validate, ValidateError, Violation, Violations};
