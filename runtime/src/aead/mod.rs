//! The AEADs behind one small trait, and the choice among them.

#[cfg(feature = "aws-lc-rs")]
mod aws_lc;
mod rust_crypto;

use crate::suite::Suite;

/// Length of a nonce, in bytes.
pub(crate) const NONCE: usize = 12;
/// Length of a tag, in bytes.
pub(crate) const TAG: usize = 16;

/// An AEAD under one key: in place, the tag apart.
///
/// Implementations zeroize their key when they are dropped.
pub(crate) trait Aead: Send + Sync {
    /// Encrypts in place, and writes the tag to where it is sent from. The nonce must never have been used with this key.
    ///
    /// Cannot fail below the AEAD's own limits, 2^36 − 32 bytes of plaintext (NIST SP 800-38D) and 2^61 − 1 of additional
    /// data, which `limits::FRAGMENT_BYTES` and the address space keep far away.
    fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &mut [u8; TAG]);

    /// Decrypts in place. On an error `in_out` holds nothing of use.
    fn open(&self, nonce: &[u8; NONCE], aad: &[u8], in_out: &mut [u8], tag: &[u8; TAG]) -> Result<(), Unauthentic>;
}

/// The tag is not the ciphertext's.
#[derive(Debug)]
pub(crate) struct Unauthentic;

/// Which implementation runs the AEAD. All of them give the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// aws-lc-rs for AES-256-GCM, with the processor's AES instructions; RustCrypto for SM4-GCM.
    #[cfg(feature = "aws-lc-rs")]
    AwsLcRs,
    /// RustCrypto for both suites: pure Rust.
    RustCrypto,
}

#[cfg_attr(not(feature = "aws-lc-rs"), allow(clippy::derivable_impls))]
impl Default for Backend {
    /// aws-lc-rs where it is compiled, else RustCrypto.
    fn default() -> Self {
        #[cfg(feature = "aws-lc-rs")]
        let default = Self::AwsLcRs;
        #[cfg(not(feature = "aws-lc-rs"))]
        let default = Self::RustCrypto;
        default
    }
}

impl Backend {
    /// The AEAD of a suite under a key, of which it uses the first [`key_len`] bytes.
    pub(crate) fn aead(self, suite: Suite, key: &[u8; 32]) -> Box<dyn Aead> {
        match (suite, self) {
            #[cfg(feature = "aws-lc-rs")]
            (Suite::Aes256Gcm, Self::AwsLcRs) => Box::new(aws_lc::Aes256Gcm::new(key)),
            (Suite::Aes256Gcm, _) => Box::new(rust_crypto::aes256_gcm(key)),
            (Suite::Sm4Gcm, _) => Box::new(rust_crypto::sm4_gcm(key)),
        }
    }
}

/// The length of the suite's AEAD key, in bytes.
pub(crate) const fn key_len(suite: Suite) -> usize {
    match suite {
        Suite::Aes256Gcm => 32,
        Suite::Sm4Gcm => 16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aeads() -> Vec<(Suite, Box<dyn Aead>)> {
        let key = core::array::from_fn(|i| i as u8);
        #[cfg(feature = "aws-lc-rs")]
        let backends = [Backend::AwsLcRs, Backend::RustCrypto];
        #[cfg(not(feature = "aws-lc-rs"))]
        let backends = [Backend::RustCrypto];
        let mut all = Vec::new();
        for backend in backends {
            for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
                all.push((suite, backend.aead(suite, &key)));
            }
        }
        all
    }

    #[test]
    fn every_aead_opens_what_its_suite_sealed_and_nothing_else() {
        for (suite, sealer) in aeads() {
            let (mut sealed, mut tag) = (*b"attack at dawn", [0; TAG]);
            sealer.seal(&[7; NONCE], b"aad", &mut sealed, &mut tag);
            for (other, opener) in aeads() {
                let mut copy = sealed;
                let opened = opener.open(&[7; NONCE], b"aad", &mut copy, &tag);
                assert_eq!(opened.is_ok(), suite == other);
                if suite == other {
                    assert_eq!(&copy, b"attack at dawn");
                    let mut copy = sealed;
                    assert!(opener.open(&[7; NONCE], b"aae", &mut copy, &tag).is_err());
                    assert!(opener.open(&[8; NONCE], b"aad", &mut copy, &tag).is_err());
                }
            }
        }
    }

    /// RFC 8998, appendix A.1.
    #[test]
    fn sm4_gcm_is_that_of_rfc_8998() {
        let mut key = [0; 32];
        key[..16].copy_from_slice(&hex("0123456789ABCDEFFEDCBA9876543210"));
        let aead = Backend::RustCrypto.aead(Suite::Sm4Gcm, &key);
        let nonce: [u8; NONCE] = hex("00001234567800000000ABCD").try_into().unwrap();
        let aad = hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        let mut text = hex(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
        );
        let mut tag = [0; TAG];
        aead.seal(&nonce, &aad, &mut text, &mut tag);
        assert_eq!(
            text,
            hex(
                "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
            )
        );
        assert_eq!(tag[..], hex("83DE3541E4C2B58177E065A9BF7B62EC"));
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
            .collect()
    }
}
