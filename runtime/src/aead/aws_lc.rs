//! AES-256-GCM on aws-lc-rs.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use super::{Aead, NONCE, TAG, Unauthentic};

/// aws-lc cleanses the key's memory when it frees it.
pub(super) struct Aes256Gcm(LessSafeKey);

impl Aes256Gcm {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self(LessSafeKey::new(
            UnboundKey::new(&AES_256_GCM, key).expect("an AES-256 key has 32 bytes"),
        ))
    }
}

impl Aead for Aes256Gcm {
    // "Less safe" is aws-lc's word for a nonce of the caller's: ours are the epoch's counter, reserved before use.
    fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &mut [u8; TAG]) {
        let nonce = Nonce::assume_unique_for_key(*nonce);
        self.0
            .seal_in_place_scatter(nonce, Aad::from(aad), in_out, &[], tag)
            .expect("the input is far below GCM's limit, see the trait");
    }

    fn open(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &[u8; TAG]) -> Result<(), Unauthentic> {
        let nonce = Nonce::assume_unique_for_key(*nonce);
        self.0
            .open_in_place_separate_tag(nonce, Aad::from(aad), tag, in_out)
            .map_or(Err(Unauthentic), |_| Ok(()))
    }
}
