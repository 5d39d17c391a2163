//! AES-256-GCM and SM4-GCM on RustCrypto's crates.

use aes_gcm::aead::{AeadInOut, KeyInit, consts::U12, inout::InOutBuf};
use aes_gcm::{Aes256Gcm, AesGcm};
use sm4::Sm4;

use super::{Aead, NONCE, TAG, Unauthentic};

// `aes-gcm`, `ghash` and both ciphers are compiled with `zeroize`: their state is cleared on drop.
pub(super) fn aes256_gcm(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(key.into())
}

/// Takes the first 16 bytes of the key.
pub(super) fn sm4_gcm(key: &[u8; 32]) -> AesGcm<Sm4, U12> {
    let (key, _) = key.split_first_chunk::<16>().expect("16 of 32 bytes");
    AesGcm::new(key.into())
}

impl<C> Aead for AesGcm<C, U12>
where
    Self: AeadInOut<NonceSize = U12, TagSize = aes_gcm::aead::consts::U16> + Send + Sync,
{
    fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8]) -> [u8; TAG] {
        let sealed = self.encrypt_inout_detached(nonce.into(), aad, InOutBuf::from(in_out));
        sealed
            .expect("the input is far below GCM's limit, see the trait")
            .into()
    }

    fn open(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &[u8; TAG]) -> Result<(), Unauthentic> {
        self.decrypt_inout_detached(nonce.into(), aad, InOutBuf::from(in_out), tag.into())
            .map_err(|_| Unauthentic)
    }
}
