//! Bytes, in base64.

use base64::Engine as _;
use base64::alphabet;
use base64::display::Base64Display;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use serde::de::Deserializer;
use serde::ser::Serializer;
use zeroize::Zeroizing;

use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);
const READER: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

macro_rules! bytes {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Kind for $name {
            type Value = $type;

            #[inline]
            fn is_zero(value: &$type) -> bool {
                value.is_empty()
            }

            fn put<S: Serializer>(value: &$type, _: View, serializer: S) -> Result<S::Ok, S::Error> {
                put_bytes(value, serializer)
            }

            fn get<'de, D: Deserializer<'de>>(value: &mut $type, deserializer: D, _: Depth) -> Result<bool, D::Error> {
                let found = scalar(deserializer, EXPECTED, |token| match token {
                    Token::Text(text) => decode(text).ok_or(EXPECTED),
                    _ => Err(EXPECTED),
                })?;
                Ok(found.map(|found| *value = found.into()).is_some())
            }
        }
    )* };
}

bytes! {
    /// `bytes` as a `Vec<u8>`.
    ByteVec: Vec<u8>;
    /// `bytes` as `Bytes`.
    Bytes: ::bytes::Bytes;
}

const EXPECTED: Reason = "expected bytes in base64";

pub(super) fn put_bytes<S: Serializer>(value: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Base64Display::new(value, &STANDARD))
}

/// Of either alphabet, or of both, as Python has it, with padding or without. The value may be a secret: what is decoded beside it is wiped.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut decoded = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
    let length = if text.contains(['-', '_']) {
        let standard = text.bytes().map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        });
        let standard = Zeroizing::new(standard.collect::<Vec<u8>>());
        READER.decode_slice(&*standard, &mut decoded)
    } else {
        READER.decode_slice(text, &mut decoded)
    };
    decoded.truncate(length.ok()?);
    Some(core::mem::take(&mut *decoded))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn both_alphabets_are_read_with_padding_and_without() {
        for text in ["+/8=", "+/8", "-_8=", "-_8", "+_8"] {
            assert_eq!(decode(text), Some(vec![0xfb, 0xff]), "{text}");
        }
        for text in ["+", "+/8==", "+ /8", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
