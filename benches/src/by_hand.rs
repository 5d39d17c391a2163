//! The reference: what anyone would write by hand with prost and one AEAD call.
//!
//! The nonce stands before the ciphertext, the tag behind. It binds nothing and hides the whole message; it is the floor
//! of what sealing can cost, not an alternative.

use std::cell::RefCell;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use prost::Message;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Where nonces come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The kernel, for every nonce.
    Kernel,
    /// A generator of the thread's own.
    Process,
}

thread_local!(static GENERATOR: RefCell<StdRng> = RefCell::new(StdRng::from_seed([7; 32])));

impl Source {
    fn nonce(self) -> [u8; NONCE_LEN] {
        let mut nonce = [0; NONCE_LEN];
        match self {
            Self::Kernel => getrandom::fill(&mut nonce).expect("the kernel has random bytes"),
            Self::Process => GENERATOR.with_borrow_mut(|generator| generator.fill_bytes(&mut nonce)),
        }
        nonce
    }
}

/// A key, held as the sealer holds its own.
#[derive(Debug)]
pub struct ByHand(LessSafeKey);

impl ByHand {
    /// With some key.
    #[must_use]
    pub fn new() -> Self {
        let key = UnboundKey::new(&AES_256_GCM, &[7; 32]).expect("an AES-256 key has 32 bytes");
        Self(LessSafeKey::new(key))
    }

    /// Encodes a message, which is dropped as sealing drops it, and encrypts the bytes where they stand.
    #[must_use]
    #[expect(clippy::needless_pass_by_value)]
    pub fn seal<M: Message>(&self, message: M, source: Source) -> Vec<u8> {
        let mut output = Vec::with_capacity(NONCE_LEN + message.encoded_len() + AES_256_GCM.tag_len());
        self.seal_into(&message, source, &mut output);
        output
    }

    /// The same into a buffer that has room.
    pub fn seal_into<M: Message>(&self, message: &M, source: Source, output: &mut Vec<u8>) {
        let nonce = source.nonce();
        output.extend_from_slice(&nonce);
        let start = output.len();
        message.encode(output).expect("a vector has room");
        let nonce = Nonce::assume_unique_for_key(nonce);
        let sealed = self
            .0
            .seal_in_place_separate_tag(nonce, Aad::empty(), &mut output[start..]);
        output.extend_from_slice(sealed.expect("the message is short").as_ref());
    }

    /// Decrypts a copy of the bytes, since callers have theirs behind a reference, and decodes it.
    #[must_use]
    pub fn open<M: Message + Default>(&self, bytes: &[u8]) -> M {
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE_LEN>().expect("a nonce");
        let mut plaintext = ciphertext.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.0.open_in_place(nonce, Aad::empty(), &mut plaintext);
        M::decode(&*opened.expect("what was sealed opens")).expect("what was encoded decodes")
    }
}

impl Default for ByHand {
    fn default() -> Self {
        Self::new()
    }
}
