//! What most callers import: `use protoseal::prelude::*;`.

pub use crate::{Context, Keyring, Open, Opener, Seal, Sealer, Suite};
