//! AES-256-GCM and SM4-GCM on RustCrypto's crates.

use aes_gcm::aead::{AeadInOut, KeyInit, consts::U12, consts::U16, inout::InOutBuf};
use aes_gcm::{Aes256Gcm, AesGcm};
use sm4::Sm4;
use zeroize::zeroize_stack;

use super::{Aead, NONCE, TAG, Unauthentic};

/// How much of the stack is wiped after a cipher ran, in bytes. The blocks that AES works on at once stay there, in the clear.
const STACK: usize = 4096;

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
    Self: AeadInOut<NonceSize = U12, TagSize = U16> + Send + Sync,
{
    fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &mut [u8; TAG]) {
        *tag = seal(self, nonce, aad, in_out);
        zeroize_stack::<STACK>();
    }

    fn open(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &[u8; TAG]) -> Result<(), Unauthentic> {
        let opened = open(self, nonce, aad, in_out, tag);
        zeroize_stack::<STACK>();
        opened
    }
}

// Calls of their own, so that what they leave on the stack lies below the one that wipes it.

#[inline(never)]
fn seal<C>(cipher: &AesGcm<C, U12>, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8]) -> [u8; TAG]
where
    AesGcm<C, U12>: AeadInOut<NonceSize = U12, TagSize = U16>,
{
    let sealed = cipher.encrypt_inout_detached(nonce.into(), aad, InOutBuf::from(in_out));
    sealed
        .expect("the input is far below GCM's limit, see the trait")
        .into()
}

#[inline(never)]
fn open<C>(
    cipher: &AesGcm<C, U12>,
    nonce: &[u8; NONCE],
    aad: &[u8],
    in_out: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), Unauthentic>
where
    AesGcm<C, U12>: AeadInOut<NonceSize = U12, TagSize = U16>,
{
    cipher
        .decrypt_inout_detached(nonce.into(), aad, InOutBuf::from(in_out), tag.into())
        .map_err(|_| Unauthentic)
}
