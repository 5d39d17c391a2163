//! What most callers import: `use protoseal::prelude::*;`.

pub use crate::{Context, Expose, Keyring, Open, OpenPartial, Opener, Partial, Seal, Sealer, Suite};
