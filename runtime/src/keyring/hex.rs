//! Hexadecimal digits of secrets: no table, no branch on a digit, no early way out.

use zeroize::Zeroizing;

/// Reads `2 * N` hex digits of either case into `out`; `false` if the text is none, and then `out` is of no use.
pub(super) fn decode<const N: usize>(text: &str, out: &mut [u8; N]) -> bool {
    let text = text.as_bytes();
    if text.len() != 2 * N {
        return false;
    }
    let mut bad = 0;
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        let (high, low) = (digit(pair[0]), digit(pair[1]));
        bad |= high | low;
        *byte = ((high << 4) | (low & 15)) as u8;
    }
    bad & !15 == 0
}

/// The value of a digit, or a number above 15.
fn digit(text: u8) -> u16 {
    let text = u16::from(text);
    // All ones if `text` is from `first` to `last`: then neither difference borrows.
    let within = |first: u16, last: u16| {
        let borrow = (text.wrapping_sub(first) | last.wrapping_sub(text)) >> 15;
        borrow.wrapping_sub(1)
    };
    let (number, lower, upper) = (within(48, 57), within(97, 102), within(65, 70));
    (number & text.wrapping_sub(48))
        | (lower & text.wrapping_sub(87))
        | (upper & text.wrapping_sub(55))
        | (!(number | lower | upper) & 0x100)
}

/// The hex digits of a secret, lower case.
pub(super) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    // The whole capacity at once: a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            // 39 more, from '9' to 'a', if the nibble is above 9: then the subtraction borrows.
            let letter = 9u8.wrapping_sub(nibble) >> 7;
            text.push(char::from(48 + nibble + letter * 39));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_there_and_back() {
        let all: [u8; 256] = core::array::from_fn(|i| i as u8);
        let text = encode(&all);
        assert_eq!(*text, all.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        let mut read = [0; 256];
        assert!(decode(&text, &mut read));
        assert_eq!(read, all);
        assert!(decode(&text.to_uppercase(), &mut read));
        assert_eq!(read, all);
    }

    #[test]
    fn every_other_character_is_refused() {
        for character in (0..=255u8).map(char::from) {
            let mut out = [0];
            let text = format!("0{character}");
            assert_eq!(decode(&text, &mut out), character.is_ascii_hexdigit(), "{character:?}");
        }
        assert!(!decode("0", &mut [0]));
        assert!(!decode("000", &mut [0]));
    }
}
