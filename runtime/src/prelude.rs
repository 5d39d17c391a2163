//! What most callers import: `use protoseal::prelude::*;`.

pub use crate::{Context, Keyring, Open, OpenPartial, Opener, Partial, Seal, Sealer, Suite};
