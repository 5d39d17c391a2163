//! The cipher suites.

use core::fmt;

/// A cipher suite: an AEAD, and the hash of its key derivation.
///
/// The suite belongs to the record of a key and never travels, so that nobody can talk an opener into another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Suite {
    /// AES-256 in GCM (NIST SP 800-38D), a 96-bit nonce and a 128-bit tag; HKDF (RFC 5869) with SHA-256.
    Aes256Gcm,
    /// SM4 (GB/T 32907) in GCM as RFC 8998 has it, a 96-bit nonce and a 128-bit tag; HKDF with SM3 (GB/T 32905).
    Sm4Gcm,
}

impl Suite {
    /// The number that key derivation and additional data bind (`docs/format.md`, section 4).
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
        }
    }

    /// The name in key files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "AES-256-GCM",
            Self::Sm4Gcm => "SM4-GCM",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Aes256Gcm, Self::Sm4Gcm]
            .into_iter()
            .find(|suite| suite.name() == name)
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
