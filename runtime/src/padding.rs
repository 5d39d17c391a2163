//! How much a sealer pads a fragment, so that its length says less.

/// How many zero bytes a sealer appends to a fragment (`docs/format.md`, section 5).
///
/// An opener needs no setting: it strips whatever it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Padding {
    /// None. The ciphertext is one byte longer than the fragment, and tells its length.
    None,
    /// Up to the next multiple of 32 bytes: hides the length of short values, costs 16 bytes on average.
    #[default]
    Bucket,
    /// Up to Padmé's length (Nikitin et al., PETS 2019): leaks O(log log n) bits of the length, costs at most 12 %.
    Padme,
}

impl Padding {
    /// The plaintext's length for a fragment of `fragment` bytes; always at least one more, for the `0x80`.
    ///
    /// Grows monotonically with the fragment, so that an upper bound of the one gives an upper bound of the other.
    #[inline]
    pub(crate) fn padded(self, fragment: usize) -> usize {
        let marked = fragment.saturating_add(1);
        match self {
            Self::None => marked,
            Self::Bucket => round_up(marked, 31),
            Self::Padme => {
                // With E = floor(log2 L) and S = bits needed to write E, the last E - S bits of the length are zero.
                let exponent = marked.ilog2();
                let kept = exponent.checked_ilog2().map_or(0, |bits| bits + 1);
                round_up(marked, (1usize << exponent.saturating_sub(kept)) - 1)
            }
        }
    }
}

/// Rounds up to a multiple of `mask + 1`, a power of two; `usize::MAX` where there is no room, which no limit admits.
#[inline]
fn round_up(length: usize, mask: usize) -> usize {
    length.checked_add(mask).map_or(usize::MAX, |sum| sum & !mask)
}

/// Where the fragment ends in an opened plaintext; `None` if there is no `0x80` before the zeros.
pub(crate) fn strip(plaintext: &[u8]) -> Option<usize> {
    // By sixteens first.
    let mut padded = plaintext;
    while let Some((rest, last)) = padded.split_last_chunk::<16>() {
        let last = u128::from_le_bytes(*last);
        if last != 0 {
            let zeros = last.leading_zeros();
            return (last << zeros >> 120 == 0x80 && zeros % 8 == 0).then_some(padded.len() - 1 - zeros as usize / 8);
        }
        padded = rest;
    }
    let last = padded.iter().rposition(|&byte| byte != 0)?;
    (padded[last] == 0x80).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_each_padding() {
        for (fragment, none, bucket, padme) in [
            (0, 1, 32, 1),
            (1, 2, 32, 2),
            (8, 9, 32, 10),
            (31, 32, 32, 32),
            (32, 33, 64, 36),
            (999, 1000, 1024, 1024),
        ] {
            assert_eq!(Padding::None.padded(fragment), none);
            assert_eq!(Padding::Bucket.padded(fragment), bucket);
            assert_eq!(Padding::Padme.padded(fragment), padme, "{fragment}");
        }
    }

    #[test]
    fn padding_is_monotone_and_padme_costs_at_most_12_percent() {
        for padding in [Padding::None, Padding::Bucket, Padding::Padme] {
            for fragment in 0..20_000 {
                let padded = padding.padded(fragment);
                assert!(padded > fragment);
                assert!(padding.padded(fragment + 1) >= padded);
                if padding == Padding::Padme {
                    assert!((padded - fragment - 1) * 100 <= (fragment + 1) * 12);
                }
            }
            assert_eq!(padding.padded(usize::MAX), usize::MAX);
        }
    }

    #[test]
    fn strip_wants_the_mark() {
        assert_eq!(strip(&[0x80]), Some(0));
        assert_eq!(strip(&[1, 0x80, 0, 0]), Some(1));
        assert_eq!(strip(&[0x80, 0x80]), Some(1));
        for bad in [&[][..], &[0], &[1], &[0x80, 1], &[0x81, 0]] {
            assert_eq!(strip(bad), None);
        }
        // At every place of what is looked at together, with anything before it.
        for length in 0..70 {
            for fragment in 0..length {
                let mut plaintext = vec![0; length];
                plaintext[..fragment].fill(0x80);
                for last in 1..=u8::MAX {
                    plaintext[fragment] = last;
                    assert_eq!(strip(&plaintext), (last == 0x80).then_some(fragment));
                }
            }
            assert_eq!(strip(&vec![0; length]), None);
        }
    }
}
