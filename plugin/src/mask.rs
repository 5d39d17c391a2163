//! What is shown of a value where values are shown.

/// What is shown of a value in `Debug`, in logs and in JSON; `protoseal.Mask` of options.proto.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mask {
    /// Nothing: `***`, whatever the value is, and whether there is one. What is sealed and has no other mask has this one.
    Full,
    /// So many characters (grapheme clusters) at the start and at the end; a value that is not longer is masked in full.
    Keep {
        /// At the start.
        first: u32,
        /// At the end.
        last: u32,
    },
    /// Of an e-mail address, the first character and what follows the `@`.
    Email,
    /// Of a phone number, the last four digits, and the first three where there are eleven or more.
    Phone,
    /// Of an identity card's number, the first character and the last.
    IdCard,
    /// Of a bank card's number, the last four digits.
    BankCard,
    /// A keyed hash: equal values look equal, and show nothing else.
    Hash,
    /// Not even the field: it is left out.
    Omit,
}

impl Mask {
    /// Shows so many characters at the start.
    pub fn keep_first(count: u32) -> Self {
        Self::Keep { first: count, last: 0 }
    }

    /// Shows so many characters at the end.
    pub fn keep_last(count: u32) -> Self {
        Self::Keep { first: 0, last: count }
    }

    /// What shows no more than either: the one that leaves the field out, or masks it in full; of two that keep characters, the
    /// fewer at each end; of two that cannot be compared, neither, but [`Mask::Full`].
    pub(crate) fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Omit, _) | (_, Self::Omit) => Self::Omit,
            (Self::Keep { first: a, last: b }, Self::Keep { first, last }) => Self::Keep {
                first: a.min(first),
                last: b.min(last),
            },
            (one, other) if one == other => one,
            _ => Self::Full,
        }
    }

    /// What it shows, as a clause.
    pub(crate) fn words(self) -> String {
        let at = |which: &str, count: u32| match count {
            1 => format!("the {which} character is shown"),
            _ => format!("the {which} {count} characters are shown"),
        };
        match self {
            Mask::Full => "nothing of it is shown".to_owned(),
            Mask::Keep { first: 0, last: 0 } => "how many characters it has is shown".to_owned(),
            Mask::Keep { first: 0, last } => at("last", last),
            Mask::Keep { first, last: 0 } => at("first", first),
            Mask::Keep { first, last } => {
                let first = match first {
                    1 => "the first character".to_owned(),
                    _ => format!("the first {first} characters"),
                };
                let last = match last {
                    1 => "the last".to_owned(),
                    _ => format!("the last {last}"),
                };
                format!("{first} and {last} are shown")
            }
            Mask::Email => "the first character and what follows the `@` are shown".to_owned(),
            Mask::Phone => {
                "the last four digits are shown, and the first three where there are eleven or more".to_owned()
            }
            Mask::IdCard => "the first character and the last are shown".to_owned(),
            Mask::BankCard => "the last four digits are shown".to_owned(),
            Mask::Hash => "a keyed hash is shown".to_owned(),
            Mask::Omit => "it is left out".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;

    #[test]
    fn the_stricter_of_two_masks_shows_no_more_than_either() {
        let keep = Mask::keep_last(4);
        for (a, b, stricter) in [
            (Mask::Full, Mask::Omit, Mask::Omit),
            (Mask::Full, keep, Mask::Full),
            (Mask::Email, Mask::Email, Mask::Email),
            (Mask::Email, keep, Mask::Full),
            (Mask::Hash, Mask::Phone, Mask::Full),
            (keep, Mask::keep_last(2), Mask::keep_last(2)),
            (keep, Mask::keep_first(2), Mask::Keep { first: 0, last: 0 }),
        ] {
            assert_eq!((a.stricter(b), b.stricter(a)), (stricter, stricter), "{a:?} {b:?}");
        }
    }
}
