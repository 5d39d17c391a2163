//! Typed errors. Each says what is wrong, where, and what to do; none shows a key, a plaintext or a map's key.

mod keyring;
mod location;
mod open;
mod refused;
mod seal;
#[cfg(feature = "tonic")]
mod status;

pub use keyring::{FileFault, KeyringError};
pub use location::Location;
pub(crate) use open::NAMED;
pub use open::{GroupName, OpenError, PeerError, Stand};
pub use refused::Refused;
pub use seal::{ContextFault, FrozenPart, SealError, SettingError};
